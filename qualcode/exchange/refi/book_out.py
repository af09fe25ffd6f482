"""The codebook of a study as codes, variables and users of REFI-QDA."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qualcode.exchange.refi.elements import Element
from qualcode.exchange.refi.guids import code_of, made, variable_of
from qualcode.exchange.refi.moments import moment
from qualcode.exchange.refi.scales import Measure, kind_of, marked
from qualcode.model.base import Label, in_language
from qualcode.model.case import Case
from qualcode.model.codebook import Code, Coder, Scale
from qualcode.model.document import CaseDocument
from qualcode.model.memo import Memo
from qualcode.model.study import Study

_TYPED = ("Include when", "Exclude when")


@dataclass(frozen=True)
class Guids:
    """The GUID of everything in a study: one that was kept, or one made from its id."""

    study: Study

    def code(self, code: Code) -> str:
        """The GUID of a code."""
        return code_of(self._own(code)) if code.role == "attribute" else self._own(code)

    def variable(self, code: Code) -> str:
        """The GUID of the variable with the values of a code."""
        return self._own(code) if code.role == "attribute" else variable_of(self._own(code))

    def _own(self, code: Code) -> str:
        return code.refi or made(self.name, "code", code.id)

    def known_by(self, code: Code) -> str:
        """The GUID that a code has in any case: as a variable, if cases have values of it."""
        return self.code(code) if code.scale is Scale.PRESENCE else self.variable(code)

    def theme(self, id: str) -> str:
        """The GUID of the code that stands for a theme."""
        return self.study.codebook.themes[id].refi or made(self.name, "theme", id)

    def coder(self, id: str) -> str:
        """The GUID of a user."""
        declared = self.study.codebook.coders.get(id)
        return (declared.refi if declared else "") or made(self.name, "coder", id)

    def case(self, case: Case) -> str:
        """The GUID of a case."""
        return case.refi or made(self.name, "case", case.id)

    def document(self, case: Case, document: CaseDocument) -> str:
        """The GUID of a source."""
        return document.refi or made(self.case(case), "document", document.id)

    @cached_property
    def name(self) -> str:
        """What GUIDs are made from: the id of the study."""
        return self.study.project.study


@dataclass(frozen=True)
class BookWriter:
    """Writes the codebook of a study.

    `cited` are the attributes that have coded evidence; memos are referred to `with_notes`.
    """

    study: Study
    guids: Guids
    cited: frozenset[str] = frozenset()
    with_notes: bool = False

    def said(self, label: Label) -> str:
        """A text in the study's language."""
        return in_language(label, self.study.project.language)

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes that are codes in REFI-QDA too."""
        return tuple(
            code
            for code in self.study.codebook.codes.values()
            if code.derived is None and (code.role != "attribute" or code.id in self.cited)
        )

    @property
    def valued(self) -> tuple[Code, ...]:
        """The codes that have a variable, by name."""
        valued = (
            code
            for code in self.study.codebook.codes.values()
            if code.derived is None and code.scale is not Scale.PRESENCE
        )
        return tuple(sorted(valued, key=lambda one: (self.name(one), self.guids.variable(one))))

    def name(self, code: Code) -> str:
        """What a code is called."""
        return self.said(code.label) or code.id

    def code_elements(self) -> list[Element]:
        """The tree of codes below their themes; a theme without a label has no code of its own."""
        by_parent: dict[str, list[Code]] = {}
        by_theme: dict[str, list[Code]] = {}
        ids = {code.id for code in self.codes}
        for code in self.codes:
            if code.parent in ids:
                by_parent.setdefault(code.parent or "", []).append(code)
            else:
                by_theme.setdefault(code.theme, []).append(code)
        elements: list[Element] = []
        for id, theme in self.study.codebook.themes.items():
            below = [self._code(one, by_parent) for one in by_theme.pop(id, [])]
            if self.said(theme.label):
                head = {"guid": self.guids.theme(id), "name": self.said(theme.label)}
                said = {**head, "isCodable": "false", **_color(theme.color)}
                about = _description(self.said(theme.definition))
                elements.append(Element("Code", said, children=[*about, *below]))
            else:
                elements += below
        rest = [code for codes in by_theme.values() for code in codes]
        return [*elements, *(self._code(one, by_parent) for one in rest)]

    def _code(self, code: Code, by_parent: Mapping[str, Sequence[Code]]) -> Element:
        said = {
            "guid": self.guids.code(code),
            "name": self.name(code),
            "isCodable": "false" if code.only_groups else "true",
            **_color(code.color),
        }
        below = [self._code(one, by_parent) for one in by_parent.get(code.id, ())]
        notes = self._notes(code) if self.with_notes else ()
        references = [Element("NoteRef", {"targetGUID": one.get("guid")}) for one in notes]
        about = _description(self.about(code))
        return Element("Code", said, children=[*about, *references, *below])

    def note_elements(self) -> list[Element]:
        """The memos of all codes that are codes in REFI-QDA too."""
        return [note for code in self.codes for note in self._notes(code)]

    def _notes(self, code: Code) -> Iterator[Element]:
        for number, memo in enumerate(code.memos):
            guid = made(self.guids.code(code), "memo", str(number))
            yield memo_element(guid, memo, self.guids)

    def about(self, code: Code) -> str:
        """The definition of a code with its criteria and its values, as one text."""
        criteria = zip(_TYPED, (code.include_when, code.exclude_when), strict=True)
        parts = [self.said(code.definition)]
        parts += [f"{title}: {self.said(text)}" for title, text in criteria if text]
        for value in code.values:
            if value.definition:
                parts.append(f"{self.said(value.label) or value.id}: {self.said(value.definition)}")
        return "\n\n".join(filter(None, (part.strip() for part in parts)))

    def variable_elements(self, used: Mapping[str, Sequence[object]]) -> list[Element]:
        """The variables, whose type depends on the values in use."""
        return [self._variable(code, used.get(code.id, ())) for code in self.valued]

    def _variable(self, code: Code, used: Sequence[object]) -> Element:
        said = {
            "guid": self.guids.variable(code),
            "name": self.name(code),
            "typeOfVariable": kind_of(code.scale, used),
        }
        labels = {value.id: self.said(value.label) or value.id for value in code.values}
        is_pure = code.role == "attribute" and code.id not in self.cited
        definition = self.about(code) if is_pure else ""
        text = marked(Measure(code.scale, labels, definition, code.may_not_apply))
        return Element("Variable", said, children=_description(text))

    def user_elements(self, coders: Iterable[str]) -> list[Element]:
        """The coders of the codebook, then others who coded."""
        declared = self.study.codebook.coders
        others = sorted(set(coders) - set(declared) - {""})
        named = [*((id, self._coder(one)) for id, one in declared.items())]
        named += [(id, id) for id in others]
        return [Element("User", {"guid": self.guids.coder(id), "name": name}) for id, name in named]

    def _coder(self, coder: Coder) -> str:
        return self.said(coder.label) or coder.id


def _color(color: str) -> dict[str, str]:
    return {"color": color} if color else {}


def _description(text: str) -> list[Element]:
    return [Element("Description", {}, text=text.strip())] if text.strip() else []


def memo_element(guid: str, memo: Memo, guids: Guids) -> Element:
    """A memo as a note, with who wrote it and when."""
    said = {
        "creatingUser": guids.coder(memo.coder) if memo.coder else "",
        "creationDateTime": moment(memo.date),
    }
    return note_element(guid, memo.text, **{key: text for key, text in said.items() if text})


def note_element(guid: str, text: str, **said: str) -> Element:
    """A note with its text."""
    content = Element("PlainTextContent", {}, text=text)
    return Element("Note", {"guid": guid, **said}, children=[content])


def some(name: str, elements: Sequence[Element]) -> Iterator[Element]:
    """An element around others, if there are any."""
    if elements:
        yield Element(name, {}, children=list(elements))
