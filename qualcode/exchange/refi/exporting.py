"""A project or codebook of REFI-QDA from a study."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from qualcode import __version__
from qualcode.documents.stored import StoredText
from qualcode.exchange.refi import values_note
from qualcode.exchange.refi.archive import Archive, write_archive
from qualcode.exchange.refi.book_out import (
    BookWriter,
    Guids,
    memo_element,
    note_element,
    some,
)
from qualcode.exchange.refi.elements import Element, as_xml
from qualcode.exchange.refi.guids import made
from qualcode.exchange.refi.losses_out import losses_of
from qualcode.exchange.refi.moments import moment
from qualcode.exchange.refi.project_xml import CODEBOOK_NAMESPACES, PROJECT_NAMESPACES
from qualcode.exchange.refi.scales import kind_of, value_out
from qualcode.exchange.refi.selections_out import Ground, SelectionWriter
from qualcode.exchange.refi.taking import Loss
from qualcode.model.base import in_language
from qualcode.model.case import Case, Coding
from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import NOT_APPLICABLE
from qualcode.model.study import Study

ORIGIN = f"qualcode {__version__}"


class Exported(NamedTuple):
    """The bytes of a file for other programs, and what could not be put into it."""

    data: bytes
    losses: tuple[Loss, ...]


def codebook_file(study: Study) -> Exported:
    """The codebook of a study as a `.qdc` file."""
    writer = BookWriter(study, Guids(study))
    codes = Element("Codes", {}, children=writer.code_elements())
    root = Element("CodeBook", {"origin": ORIGIN}, children=[codes])
    facts = (
        Loss("attribute", code.id, "a codebook has no variables; export a project (.qdpx)")
        for code in writer.valued
        if code.role == "attribute"
    )
    memos = (
        Loss("memos of a code", code.id, "a codebook has no notes; export a project (.qdpx)")
        for code in writer.codes
        if code.memos
    )
    return Exported(as_xml(root, CODEBOOK_NAMESPACES[0]), (*facts, *memos))


def project_file(study: Study, date: str) -> Exported:
    """A study as a `.qdpx` file; `date` is when it says that it was made, if at all."""
    return _Writer(study).write(date)


@dataclass
class _Writer:
    """Writes a study, and keeps what is lost and what belongs elsewhere in the file."""

    study: Study
    losses: list[Loss] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    links: list[Element] = field(default_factory=list)
    sources: dict[str, Element] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    values: dict[str, list[object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.guids = Guids(self.study)
        self.book = BookWriter(self.study, self.guids, frozenset(self._cited()), with_notes=True)

    def write(self, date: str) -> Exported:
        """The file."""
        for case in self.study.cases:
            for code, coding in self._codings(case):
                if _is_plain(coding):
                    self.values.setdefault(code.id, []).append(coding.value)
        cases = sorted(self.study.cases, key=lambda one: (self._name(one), self.guids.case(one)))
        case_elements = [self._case(case) for case in cases]
        language, project = self.study.project.language, self.study.project
        codes = list(some("Codes", self.book.code_elements()))
        children = [
            *some("Users", self.book.user_elements(self._coders())),
            *some("CodeBook", codes),
            *some("Variables", self.book.variable_elements(self.values)),
            *some("Cases", case_elements),
            *some("Sources", list(self.sources.values())),
            *some("Notes", [*self.book.note_elements(), *self.notes]),
            *some("Links", self.links),
        ]
        said = {"name": in_language(project.title, language) or project.study, "origin": ORIGIN}
        if date:
            said["creationDateTime"] = moment(date)
        xml = as_xml(Element("Project", said, children=children), PROJECT_NAMESPACES[0])
        losses = (*losses_of(self.study), *self._of_codes(), *self.losses)
        return Exported(write_archive(Archive(xml, self.files)), losses)

    def _of_codes(self) -> Iterator[Loss]:
        """Memos of codes that are not there, and what codes' memos say that has no place."""
        written = {code.id for code in self.book.codes}
        for code in self.study.codebook.codes.values():
            if code.memos and code.derived is None and code.id not in written:
                yield Loss("memos of a code", code.id, "only a variable is made of it")
            for memo in code.memos:
                if memo.about and code.id in written:
                    yield Loss("memo", code.id, f"that it is about '{memo.about}' has no place")

    def _name(self, case: Case) -> str:
        return self.book.said(case.label) or case.id

    def _coders(self) -> Iterator[str]:
        for code in self.book.codes:
            yield from (one.coder for one in code.memos)
        for case in self.study.cases:
            yield from (one.coder for one in case.passages)
            yield from (one.coder for one in case.memos)

    def _codings(self, case: Case) -> Iterator[tuple[Code, Coding]]:
        """The values of a case that can go out at all."""
        for id, coding in (*case.attributes.items(), *case.codes.items()):
            code = self.study.codebook.codes.get(id)
            if code is not None and code.derived is None and code.scale is not Scale.PRESENCE:
                yield code, coding

    def _cited(self) -> Iterator[str]:
        """The codes with evidence that can be coded."""
        for case in self.study.cases:
            yield from (code.id for code, _ in self._grounds(case))

    def _grounds(self, case: Case) -> Iterator[Ground]:
        for code, coding in self._codings(case):
            for evidence in coding.evidence:
                document = case.documents.get(evidence.document)
                if evidence.quote and document is not None and document.text is not None:
                    yield code, evidence

    def _case(self, case: Case) -> Element:
        guid = self.guids.case(case)
        note = self.book.said(case.note).strip()
        references = list(self._sources_of(case, guid))
        self._memos(case, guid)
        self._unplaced(case, guid)
        children = [
            *([Element("Description", {}, text=note)] if note else []),
            *self._values(case),
            *(Element("SourceRef", {"targetGUID": one}) for one, _ in references),
            *(
                Element("SelectionRef", {"targetGUID": one})
                for _, selections in references
                for one in selections
            ),
        ]
        return Element("Case", {"guid": guid, "name": self._name(case)}, children=children)

    def _values(self, case: Case) -> Iterator[Element]:
        plain = {code.id: one for code, one in self._codings(case) if _is_plain(one)}
        for code in self.book.valued:
            if code.id in plain:
                text = value_out(plain[code.id].value, code.scale)
                name = f"{kind_of(code.scale, self.values[code.id])}Value"
                reference = Element("VariableRef", {"targetGUID": self.guids.variable(code)})
                value = Element(name, {}, text=text)
                yield Element("VariableValue", {}, children=[reference, value])

    def _sources_of(self, case: Case, owner: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The sources of a case, and its selections in those that it shares with others."""
        grounds = list(self._grounds(case))
        documents = [
            (self.book.said(one.label) or one.id, self.guids.document(case, one), one)
            for one in case.documents.values()
            if one.text is not None
        ]
        for name, guid, document in sorted(documents, key=lambda one: one[:2]):
            text = document.text or ""
            writer = SelectionWriter(
                self.guids, owner, guid, StoredText(text), self.notes, self.losses, self.used
            )
            selections = writer.elements(
                [one for one in case.passages if one.document == document.id],
                [one for one in grounds if one[1].document == document.id],
            )
            is_shared = guid in self.sources
            if not is_shared:
                self.sources[guid] = self._source(guid, name, self.book.said(document.note))
                self.files[f"{guid}.txt"] = text.encode()
            self.sources[guid].children += selections
            yield guid, tuple(one.get("guid") for one in selections) if is_shared else ()

    def _source(self, guid: str, name: str, note: str) -> Element:
        said = {"guid": guid, "name": name, "plainTextPath": f"internal://{guid}.txt"}
        about = [Element("Description", {}, text=note.strip())] if note.strip() else []
        return Element("TextSource", said, children=about)

    def _memos(self, case: Case, owner: str) -> None:
        for number, memo in enumerate(case.memos):
            guid = made(owner, "memo", str(number))
            self._linked(owner, memo_element(guid, memo, self.guids))
            code = self.study.codebook.codes.get(memo.about)
            if code is not None and code.derived is None:
                self._link(guid, self.guids.known_by(code))
            elif memo.about:
                why = f"that it is about '{memo.about}' has no place"
                self.losses.append(Loss("memo", case.id, why))

    def _unplaced(self, case: Case, owner: str) -> None:
        """A note with the values that REFI-QDA has no place for."""
        values = []
        for code, coding in self._codings(case):
            said = _unplaced_value(coding)
            if said is not None:
                guid = self.guids.variable(code)
                values.append((self.book.name(code), guid, said))
                why = f"{_state(coding)}, which REFI-QDA has no place for; it is in a note"
                self.losses.append(Loss("value", f"{code.id} of {case.id}", why))
        if values:
            text = values_note.written(sorted(values, key=lambda one: one[1]))
            guid = made(owner, "values")
            self._linked(owner, note_element(guid, text, name=values_note.NAME))

    def _linked(self, owner: str, note: Element) -> None:
        self.notes.append(note)
        self._link(owner, note.get("guid"))

    def _link(self, origin: str, target: str) -> None:
        said = {"guid": made(origin, target), "direction": "OneWay"}
        ends = {"originGUID": origin, "targetGUID": target}
        self.links.append(Element("Link", {**said, **ends}))


def _is_plain(coding: Coding) -> bool:
    """Whether the value is one that a variable can hold."""
    return not (coding.is_partial or coding.is_unknown or coding.value == NOT_APPLICABLE)


def _unplaced_value(coding: Coding) -> object:
    """What a note says of a coding, or None where a variable says it all."""
    if coding.any_of:
        return {"any_of": list(coding.any_of)}
    if coding.is_partial:
        ends = {"at_least": coding.at_least, "at_most": coding.at_most}
        return {key: value for key, value in ends.items() if value is not None}
    if not _is_plain(coding):
        return coding.value
    return None if coding.complete else {"complete": False}


def _state(coding: Coding) -> str:
    if coding.is_partial:
        return "known in part"
    if not coding.complete:
        return "a list that may be longer"
    return "unknown" if coding.is_unknown else "not applicable"
