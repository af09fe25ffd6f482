"""What coders disagree on, side by side: as a table, as data, and as a file to fill in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode import __version__
from qualcode.model.base import in_language
from qualcode.model.case import Case, Coding, RecordGroup
from qualcode.model.written import as_written
from qualcode.tables.table import Table
from qualcode.tables.verdicts import FORMAT
from qualcode.tables.wording import coding_in_words, evidence_in_words


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A code of a case, or a field of one of its records, that coders give different values."""

    case: str
    place: str
    given: Mapping[str, Coding]
    in_record: bool = False


def disagreements(cases: Sequence[Case]) -> tuple[Disagreement, ...]:
    """All disagreements that nobody has settled, by case and in the order of its codes."""
    return tuple(one for case in cases for one in _disagreements(case))


def _disagreements(case: Case) -> Iterator[Disagreement]:
    for name, coding in (*case.attributes.items(), *case.codes.items()):
        if coding.is_disputed:
            yield Disagreement(case.id, name, coding.given)
    for group, records in case.records.items():
        for record in records.records.values():
            for name, coding in record.fields.items():
                if coding.is_disputed:
                    place = f"{group}.{record.id}.{name}"
                    yield Disagreement(case.id, place, coding.given, in_record=True)
        if records.is_given:
            yield from _seen_by_some(case, group)


def _seen_by_some(case: Case, group: str) -> Iterator[Disagreement]:
    """The records that one coder has and another, who has such records too, has not."""
    seen = {one.coder: one.records[group] for one in case.codings if group in one.records}
    for name in dict.fromkeys(name for one in seen.values() for name in one.records):
        if any(name not in one.records for one in seen.values()):
            given = {coder: _listing(name, one) for coder, one in seen.items()}
            yield Disagreement(case.id, f"{group}.{name}", given, in_record=True)


def _listing(name: str, group: RecordGroup) -> Coding:
    record = group.records.get(name)
    if record is None:
        return Coding(__position__=group.position, value="not listed")
    evidence, at = record.evidence, record.position
    return Coding(__position__=at, value="listed", evidence=evidence, note=record.note)


def disagreement_table(found: Sequence[Disagreement], language: str) -> Table:
    """One row a disagreement and coder."""
    rows = tuple(
        (
            one.case,
            one.place,
            coder,
            coding_in_words(coding),
            "; ".join(evidence_in_words(each, language) for each in coding.evidence),
            in_language(coding.note, language),
        )
        for one in found
        for coder, coding in one.given.items()
    )
    columns = ("case", "code", "coder", "value", "evidence", "note")
    return Table("what coders disagree on", columns, rows)


def disagreements_as_data(found: Sequence[Disagreement]) -> Mapping[str, object]:
    """The envelope of `reconcile --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "disagreements": [
            {
                "case": one.case,
                "code": one.place,
                "given": [_given(*said) for said in one.given.items()],
            }
            for one in found
        ],
    }


def _given(coder: str, coding: Coding) -> Mapping[str, object]:
    return {"coder": coder, **as_written(coding), "position": str(coding.position)}


_HEAD = """\
# What coders disagree on. Fill in the value that is right, who decided and why; without a date it
# is the day on which the decision is written into its case. What has no value is left open. The
# evidence of the coders who gave the value goes with it; for another value add 'evidence: [...]'.
# Then: qualcode reconcile --apply {file}
decisions:
"""


def decisions_to_fill_in(found: Sequence[Disagreement], file: str, language: str) -> str:
    """A file with a blank decision for each disagreement, and both sides as comments."""
    parts = [line for one in found for line in (*_blank(one, language), "")]
    return _HEAD.format(file=file) + "\n".join(parts)


def _blank(one: Disagreement, language: str) -> Iterator[str]:
    sides = [line for coder, coding in one.given.items() for line in _side(coder, coding, language)]
    if one.in_record:
        yield f"  # {one.case}, {one.place}: settle it in the case's file"
        yield from sides
        return
    yield f"  - case: {one.case}"
    yield f"    code: {one.place}"
    yield from sides
    yield from (f"    {key}:" for key in ("value", "by", "because", "date"))


def _side(coder: str, coding: Coding, language: str) -> Iterator[str]:
    yield f"    # {coder}: {_in_line(coding_in_words(coding))}"
    for evidence in coding.evidence:
        yield f"    #   {_in_line(evidence_in_words(evidence, language))}"
    note = in_language(coding.note, language)
    if note:
        yield f"    #   note: {_in_line(note)}"


def _in_line(text: str) -> str:
    return " ".join(text.split())
