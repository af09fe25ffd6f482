"""The organisation chart of a case: what its records say of levels and of who reports to whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.model.case import Case, Coding, Record
from qualcode.model.codebook import Code, Codebook, RecordType, Scale
from qualcode.model.figure import OrganisationFigure
from qualcode.render.figures.content import Chart, Edge, Node, Relation, capital, in_brackets
from qualcode.render.language import Language
from qualcode.render.values import coding_text, mark_of, name_of

_NUMBERS = (Scale.COUNT, Scale.NUMBER, Scale.BOOLEAN)


class NothingToDrawError(LookupError):
    """A case has no records that a chart could show."""


def chart_of_case(
    figure: OrganisationFigure, case: Case, codebook: Codebook, language: Language
) -> Chart:
    """The chart of a case.

    Raises:
        NothingToDrawError: the case has none of the records that the figure draws.
    """
    kind = codebook.records[figure.records]
    group = case.records.get(kind.id)
    if group is None or not group.records:
        raise NothingToDrawError(f"case '{case.id}' has no {kind.id}, so there is nothing to draw")
    records = tuple(group.records.values())
    drawn = _Drawn(figure, kind, language)
    levels = drawn.levels(records)
    return Chart(
        bands=drawn.bands(records, levels),
        nodes=tuple(drawn.node(record, levels) for record in records),
        relations=tuple(Relation(drawn.label(name), d) for name, d in drawn.relations),
        edges=tuple(drawn.edges(group.records)),
        dashed="" if figure.dashed is None else drawn.label(figure.dashed),
        is_complete=group.complete,
    )


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the records of a case are drawn from."""

    figure: OrganisationFigure
    kind: RecordType
    language: Language

    def label(self, field: str) -> str:
        """The name of a field."""
        return self.language.label(self.kind.fields[field].label) or field

    @property
    def relations(self) -> tuple[tuple[str, bool], ...]:
        """The fields that lines are drawn from, and whether those lead upwards."""
        named = ((self.figure.reports_to, True), (self.figure.linked_to, False))
        return tuple((name, directed) for name, directed in named if name is not None)

    def levels(self, records: Sequence[Record]) -> tuple[str, ...]:
        """The levels that some record is at, in the order of the codebook."""
        if self.figure.level is None:
            return ()
        there = {level for record in records for level in self._levels_of(record)}
        return tuple(one for one in self.kind.fields[self.figure.level].value_ids if one in there)

    def _levels_of(self, record: Record) -> tuple[object, ...]:
        coding = record.fields.get(self.figure.level or "")
        if coding is None or coding.is_unknown or coding.value is None:
            return ()
        return coding.value if isinstance(coding.value, tuple) else (coding.value,)

    def bands(self, records: Sequence[Record], levels: Sequence[str]) -> tuple[str, ...]:
        """The names of the bands; records whose level is not known have one at the bottom."""
        if self.figure.level is None:
            return ("",)
        field = self.kind.fields[self.figure.level]
        known = {value.id: name_of(value, self.language) for value in field.values}
        bands = tuple(capital(known[level]) for level in levels)
        if all(self._levels_of(record) for record in records):
            return bands
        return (*bands, self.language.gettext("Level not stated"))

    def node(self, record: Record, levels: Sequence[str]) -> Node:
        """The box of a record, with what is known of it."""
        at = [levels.index(str(level)) for level in self._levels_of(record)]
        first, last = (min(at), max(at)) if at else (len(levels), len(levels))
        figure, details = self.figure, list(self._details(record))
        if at and len(set(at)) != last - first + 1 and figure.level is not None:
            # The box runs past a level that the record is not at: then only words tell.
            details.append(self._shown(record.fields[figure.level], figure.level))
        if record.basis != "stated":
            details.append(in_brackets(mark_of(record.basis, self.language)))
        dashed = record.fields.get(figure.dashed or "")
        is_dashed = dashed is not None and dashed.value is True
        return Node(record.id, self._title(record), tuple(details), first, last, is_dashed)

    def _title(self, record: Record) -> str:
        own = self.language.label(record.label)
        coding = record.fields.get(self.figure.named_by)
        known = coding is not None and not coding.is_unknown
        shown = self._shown(coding, self.figure.named_by) if coding is not None and known else ""
        return capital(own or shown or record.id)

    def _details(self, record: Record) -> Iterator[str]:
        for name in self.figure.shows:
            coding = record.fields.get(name)
            if coding is not None and not coding.is_unknown:
                shown = self._shown(coding, name)
                numeric = self.kind.fields[name].scale in _NUMBERS
                yield f"{self.label(name)}: {shown}" if numeric else shown

    def _shown(self, coding: Coding, field: str) -> str:
        declared: Code = self.kind.fields[field]
        return coding_text(coding, declared, self.language)

    def edges(self, records: Mapping[str, Record]) -> Iterator[Edge]:
        """A line for each reference from one record to another; marked where it is inferred."""
        for i, (name, _) in enumerate(self.relations):
            for record in records.values():
                coding = record.fields.get(name)
                end = None if coding is None else coding.value
                if coding is not None and isinstance(end, str) and end in records:
                    mark = mark_of(coding.basis, self.language)
                    if end != record.id:
                        yield Edge(record.id, end, i, mark)
