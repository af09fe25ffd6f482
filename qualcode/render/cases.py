"""Cases as a page shows them: what is coded, in labels, with the grounds in the coder's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.model.base import Label, Source
from qualcode.model.case import Case, Coding, Evidence, Record
from qualcode.model.codebook import Code
from qualcode.render.edition import Edition, NoSuchNameError
from qualcode.render.escaping import Markdown, md
from qualcode.render.recording import Kind
from qualcode.render.values import (
    ShownValue,
    mark_of,
    name_of,
    not_stated,
    shown_coding,
    shown_value,
    source_name,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is known of a case: the label, the value, and what it rests on."""

    label: Markdown
    value: ShownValue
    grounds: tuple[Markdown, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record of a case, such as a forum: its name and what is known of it."""

    name: Markdown
    mark: Markdown
    fields: tuple[Statement, ...]
    grounds: tuple[Markdown, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case that may be shown."""

    _case: Case
    _edition: Edition

    def _noted(self) -> Case:
        """The case; from now on it is among what stands behind the region of the text."""
        self._edition.recorder.note(Kind.CASE, self._case.id)
        return self._case

    @property
    def title(self) -> Markdown:
        """The label of the case."""
        return md(self._edition.language.label(self._noted().label) or self._noted().id)

    @property
    def name(self) -> Markdown:
        """The number of the box that shows the case, such as 'Box 4.1', or else its title."""
        return md(self._edition.numbering.name_of(self._noted().id) or self.title)

    @property
    def source(self) -> Markdown:
        """Where the case is described, or the empty text."""
        return source_text(self._noted().source, self._edition)

    @property
    def note(self) -> Markdown:
        """The note on the case, or the empty text."""
        self._edition.refuse_beside_names("the note on a case")
        return md(self._edition.language.label(self._noted().note))

    def numbered(self, kind: str) -> Markdown:
        """The next number of a kind, such as 'Box 4.1'; from now on the name of the case."""
        return md(self._edition.numbering.name_case(kind, self._noted().id))

    def value(self, code: str) -> ShownValue:
        """The value of a code."""
        declared = self._edition.code_of_cases(code)
        self._edition.recorder.note(Kind.VALUE, code, self._case.id)
        if declared.derived is not None:
            value = self._edition.questions.value(self._noted(), code)
            return shown_value(value, declared, self._edition.language)
        return shown_coding(self._noted().coding(code), declared, self._edition.language)

    def members(self, group: str, field: str) -> ShownValue:
        """All that the records of a group have in a field together, each once."""
        self._edition.refuse_beside_names("the records of a case")
        declared = _record_field(group, field, self._edition)
        self._edition.recorder.note(Kind.RECORDS, group, self._case.id)
        records = self._noted().records.get(group)
        found: dict[object, None] = {}
        for record in records.records.values() if records is not None else ():
            coding = record.fields.get(field)
            if coding is not None and isinstance(coding.value, tuple):
                found |= dict.fromkeys(coding.value)
        if not found:
            return not_stated(self._edition.language)
        ordered = tuple(value for value in declared.value_ids if value in found)
        return shown_value(ordered, declared, self._edition.language)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What is coded and known, in the order of the codebook; without facts and unknowns."""
        self._edition.refuse_beside_names("what is coded about a case")
        self._edition.recorder.note(Kind.CODED, "", self._case.id)
        codes = self._edition.codebook.codes.values()
        return tuple(
            self._statement(code, coding)
            for code in codes
            if not code.identifying and (coding := self._noted().codes.get(code.id)) is not None
            if not coding.is_unknown
        )

    def _statement(self, code: Code, coding: Coding) -> Statement:
        language = self._edition.language
        return Statement(
            label=md(language.label(code.label)),
            value=shown_coding(coding, code, language),
            grounds=grounds_of(coding.evidence, self._edition),
        )

    @property
    def records(self) -> tuple[RecordView, ...]:
        """All records of the case."""
        self._edition.refuse_beside_names("the records of a case")
        self._edition.recorder.note(Kind.RECORDS, "", self._case.id)
        return tuple(
            _record_view(record, group, self._edition)
            for group, records in self._noted().records.items()
            for record in records.records.values()
        )


def source_text(source: Source | None, edition: Edition) -> Markdown:
    """A place in a document, in words."""
    if source is None:
        return Markdown("")
    return md(source_name(source, edition.codebook, edition.language))


def grounds_of(evidence: tuple[Evidence, ...], edition: Edition) -> tuple[Markdown, ...]:
    """What the evidence says, each ground once: the coder's paraphrase, or the exact words."""
    texts = (edition.language.label(one.says) or _quoted(one, edition) for one in evidence)
    return tuple(dict.fromkeys(md(text) for text in texts if text))


def _quoted(evidence: Evidence, edition: Edition) -> str:
    role = f" ({_role(evidence.role, edition)})" if evidence.role else ""
    return f"“{evidence.quote}”{role}" if evidence.quote else ""


def role_name(role: str, edition: Edition) -> Markdown:
    """Who said something: the label of a value of a vocabulary, or the words of the file."""
    return md(_role(role, edition))


def _role(role: str, edition: Edition) -> str:
    values = (one for known in edition.codebook.vocabularies.values() for one in known.values)
    return next((name_of(one, edition.language) for one in values if one.id == role), role)


def _record_view(record: Record, group: str, edition: Edition) -> RecordView:
    declared = edition.codebook.records[group].fields
    fields = tuple(_field_statements(record, tuple(declared.values()), edition))
    name: Label = record.label
    first = fields[0].value.text if fields else md(edition.language.gettext("not stated"))
    return RecordView(
        name=md(edition.language.label(name)) if name else first,
        mark=mark_of(record.basis, edition.language),
        fields=fields if name else fields[1:],
        grounds=grounds_of(record.evidence, edition),
    )


def _field_statements(
    record: Record, declared: tuple[Code, ...], edition: Edition
) -> Iterator[Statement]:
    for field in declared:
        coding = record.fields.get(field.id)
        if coding is None or coding.is_unknown or field.scale == "reference":
            continue
        value = shown_coding(coding, field, edition.language)
        grounds = grounds_of(coding.evidence, edition)
        yield Statement(md(edition.language.label(field.label)), value, grounds)


def _record_field(group: str, field: str, edition: Edition) -> Code:
    if group not in edition.codebook.records:
        raise NoSuchNameError("record group", group, edition.codebook.records)
    fields = edition.codebook.records[group].fields
    if field not in fields:
        raise NoSuchNameError("field", field, fields, group)
    return fields[field]
