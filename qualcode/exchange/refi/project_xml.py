"""A project or codebook from its XML: every value judged, every reference looked up."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from qualcode.exchange.refi.by_file import by_file
from qualcode.exchange.refi.elements import Element
from qualcode.exchange.refi.judging import Judge
from qualcode.exchange.refi.model import (
    Case,
    Code,
    Coding,
    Link,
    Project,
    Selection,
    Source,
    Untaken,
    User,
    Variable,
    VariableValue,
)

PROJECT_NAMESPACES: Final = ("urn:QDA-XML:project:1.0",)
CODEBOOK_NAMESPACES: Final = ("urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:0:4")

VALUE_KINDS: Final = ("Text", "Boolean", "Integer", "Float", "Date", "DateTime")
_MEDIA: Final = ("PictureSource", "AudioSource", "VideoSource")
_MEDIA_PARTS: Final = ("PictureSelection", "AudioSelection", "VideoSelection", "Transcript")
_PART_NAMES: Final = {
    "PDFSelection": "area of a page",
    "PictureSelection": "area of a picture",
    "AudioSelection": "stretch of a recording",
    "VideoSelection": "stretch of a film",
    "Transcript": "transcript with times",
    "TextDescription": "description of a picture",
}
_COLOR: Final = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}")


class Reader(Judge):
    """Reads elements into the values of a project."""

    def codebook(self, root: Element, name: str) -> Project:
        """The codes of a codebook; its sets are left."""
        remarks: tuple[str, ...] = ()
        if root.namespace != CODEBOOK_NAMESPACES[0]:
            remarks = (f"read as version 1.0, although it says '{root.namespace}'",)
        untaken = tuple(self._sets(root))
        codes = tuple(self._codes(root.each("Codes", "Code")))
        self.look_up()
        origin = root.get("origin")
        return Project(name, origin, codes=codes, untaken=untaken, remarks=remarks)

    def project(self, root: Element, name: str, files: Mapping[str, bytes]) -> Project:
        """A whole project; `files` are those of its sources."""
        users = tuple(
            User(self.guid(one, "user"), one.get("name") or one.get("id"))
            for one in root.each("Users", "User")
        )
        sources = tuple(self._sources(root))
        named = {_target(one) for one in root.each("Cases", "Case", "SourceRef")}
        if named - {source.guid for source in sources}:
            self.means(by_file(sources, files))
        project = Project(
            name=root.get("name") or name,
            origin=root.get("origin"),
            description=root.text_of("Description"),
            date=root.get("creationDateTime"),
            users=users,
            codes=tuple(self._codes(root.each("CodeBook", "Codes", "Code"))),
            variables=tuple(map(self._variable, root.each("Variables", "Variable"))),
            cases=tuple(map(self._case, root.each("Cases", "Case"))),
            sources=sources,
            notes={one.guid: one for one in self._notes(root)},
            links=tuple(self._links(root)),
            untaken=(*self._sets(root), *_graphs(root)),
        )
        self._note_refs(root)
        self.look_up()
        if not self.used_instead:
            return project
        remark = "cases name sources by the GUIDs of their files, as QualCoder does; they are found"
        return replace(project, remarks=(*project.remarks, remark))

    def _codes(self, elements: Iterator[Element]) -> Iterator[Code]:
        for element in elements:
            guid = self.guid(element, "code")
            name = element.get("name")
            if not name.strip():
                self.wrong(element, "the code has no name")
            color = element.get("color").strip()
            if color and not _COLOR.fullmatch(color):
                self.wrong(element, f"'{color}' is no colour like #a1b2c3")
            yield Code(
                guid,
                name,
                self.flag(element, "isCodable"),
                color,
                element.text_of("Description"),
                self._note_refs(element),
                tuple(self._codes(element.each("Code"))),
            )

    def _note_refs(self, element: Element) -> tuple[str, ...]:
        return tuple(self.reference(one, "note") for one in element.each("NoteRef"))

    def _variable(self, element: Element) -> Variable:
        kind = element.get("typeOfVariable")
        if kind not in VALUE_KINDS:
            self.wrong(element, f"there is no type of variable '{kind}'")
        guid = self.guid(element, "variable")
        return Variable(guid, element.get("name"), kind, element.text_of("Description"))

    def _values(self, element: Element) -> Iterator[VariableValue]:
        for one in element.each("VariableValue"):
            for reference in one.each("VariableRef"):
                given = [child for child in one.children if child.name != "VariableRef"]
                kind = given[0].name.removesuffix("Value") if given else ""
                text = given[0].text if given else ""
                variable = self.reference(reference, "variable")
                yield VariableValue(variable, kind, text, one.at)

    def _case(self, element: Element) -> Case:
        def references(name: str, kind: str) -> tuple[str, ...]:
            return tuple(self.reference(one, kind) for one in element.each(name))

        return Case(
            self.guid(element, "case"),
            element.get("name"),
            element.text_of("Description"),
            references("CodeRef", "code"),
            tuple(self._values(element)),
            references("SourceRef", "source"),
            references("SelectionRef", "selection"),
            element.at,
        )

    def _sources(self, root: Element) -> Iterator[Source]:
        for sources in root.each("Sources"):
            for element in sources.children:
                if element.name == "TextSource":
                    yield self._text(element, self.guid(element, "source"))
                elif element.name == "PDFSource" or element.name in _MEDIA:
                    yield self._with_file(element)

    def _notes(self, root: Element) -> Iterator[Source]:
        for element in root.each("Notes", "Note"):
            yield self._text(element, self.guid(element, "note"))

    def _text(self, element: Element, guid: str) -> Source:
        return Source(
            guid,
            element.get("name"),
            element.name,
            element.text_of("PlainTextContent"),
            element.get("plainTextPath"),
            element.get("richTextPath"),
            element.text_of("Description"),
            self.user(element),
            element.get("creationDateTime"),
            tuple(map(self._selection, element.each("PlainTextSelection"))),
            tuple(self._codings(element)),
            self._note_refs(element),
            tuple(self._values(element)),
            at=element.at,
        )

    def _with_file(self, element: Element) -> Source:
        """A pdf with its text, or a picture or recording that qualcode has no place for."""
        guid = self.guid(element, "source")
        text = next(iter(element.each("Representation")), None)
        inner = None if text is None else self._text(text, self.guid(text, "text of a source"))
        names = ("PDFSelection", "TextDescription", *_MEDIA_PARTS)
        parts = [one for one in element.children if one.name in names]
        return Source(
            guid,
            element.get("name"),
            element.name,
            "" if inner is None else inner.content,
            "" if inner is None else inner.path,
            element.get("path") or element.get("currentPath"),
            element.text_of("Description"),
            self.user(element),
            element.get("creationDateTime"),
            () if inner is None else inner.selections,
            (*tuple(self._codings(element)), *(() if inner is None else inner.codings)),
            (*self._note_refs(element), *(() if inner is None else inner.notes)),
            tuple(self._values(element)),
            tuple(self._part(one) for one in parts),
            element.at,
        )

    def _part(self, element: Element) -> Untaken:
        """An area or stretch with its codings, which are looked up like all others."""
        self.guid(element, "selection")
        inner = [*element.each("TranscriptSelection"), *element.each("Representation")]
        for one in inner:
            self.guid(one, "selection")
        page = f"page {element.get('page')}" if element.get("page") else ""
        count = sum(1 for part in (element, *inner) for _ in self._codings(part))
        self._note_refs(element)
        codings = f"{count} coding{'s' * (count != 1)}" if count else ""
        why = ", ".join(filter(None, (page, codings)))
        return Untaken(_PART_NAMES[element.name], element.get("name"), element.at, why)

    def _selection(self, element: Element) -> Selection:
        return Selection(
            self.guid(element, "selection"),
            self.number(element, "startPosition"),
            self.number(element, "endPosition"),
            element.get("name"),
            element.text_of("Description"),
            self.user(element),
            element.get("creationDateTime"),
            tuple(self._codings(element)),
            self._note_refs(element),
            element.at,
        )

    def _codings(self, element: Element) -> Iterator[Coding]:
        for one in element.each("Coding"):
            references = [self.reference(ref, "code") for ref in one.each("CodeRef")]
            if not references:
                self.wrong(one, "the coding names no code")
            yield Coding(
                self.guid(one, "coding"),
                references[0] if references else "",
                self.user(one),
                one.get("creationDateTime"),
                self._note_refs(one),
                one.at,
            )

    def _links(self, root: Element) -> Iterator[Link]:
        for one in root.each("Links", "Link"):
            self.guid(one, "link")
            yield Link(
                one.get("originGUID").strip("{} ").lower(),
                _target(one),
                one.get("name"),
                one.at,
            )

    def _sets(self, root: Element) -> Iterator[Untaken]:
        for one in root.each("Sets", "Set"):
            self.guid(one, "set")
            count = sum(child.name.startswith("Member") for child in one.children)
            codes = (
                (member.get("targetGUID") or member.get("guid")).strip("{} ").lower()
                for member in one.each("MemberCode")
            )
            yield Untaken("set", one.get("name"), one.at, f"{count} members", tuple(codes))


def _target(element: Element) -> str:
    return element.get("targetGUID").strip("{} ").lower()


def _graphs(root: Element) -> Iterator[Untaken]:
    for one in root.each("Graphs", "Graph"):
        yield Untaken("graph", one.get("name"), one.at)
