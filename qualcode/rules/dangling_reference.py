"""A case refers to a record or a case that is not there.

A forum that reports to nobody we know, or a duplicate of a case that does not exist, breaks the
chain that tables and figures follow.
"""

from collections.abc import Iterator

from qualcode.diagnostics import (
    Diagnostic,
    Location,
    Part,
    Rule,
    Severity,
    did_you_mean,
    finding,
    nearest,
    respelling,
    with_fix,
    with_part,
)
from qualcode.model.case import Case, RecordGroup
from qualcode.model.codebook import Codebook, Scale
from qualcode.model.condition import Value
from qualcode.model.naming import canonical
from qualcode.model.study import Study
from qualcode.rules.value_not_allowed import values_of

RULE = Rule(
    "QC206", "dangling-reference", Severity.ERROR, "A case refers to something that is not there."
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every reference to a record or case that does not exist."""
    ids = {case.id: case for case in study.cases}
    for case in study.cases:
        twin = case.possible_duplicate_of
        if twin is not None and twin not in ids and study.has_all_cases:
            message = f"there is no case '{twin}' to be a duplicate of"
            part = Part(("possible_duplicate_of",))
            whole = Location(case.position.file)
            yield with_part(finding(RULE, whole, message, did_you_mean(twin, ids)), part)
    for case in study.sheets:
        for name, group in case.records.items():
            yield from _records(case, name, group, study.codebook)


def _records(case: Case, name: str, group: RecordGroup, book: Codebook) -> Iterator[Diagnostic]:
    for record in group.records.values():
        for field, coding in record.fields.items():
            code = book.records[name].fields.get(field)
            if code is None or code.scale is not Scale.REFERENCE or code.to is None:
                continue
            if code.to not in book.records:
                continue  # found in the codebook, once for all cases
            target = case.records.get(code.to)
            known = () if target is None else tuple(target.records)
            for i, value in enumerate(values_of(coding)):
                if value not in known:
                    message = f"'{record.id}' refers to '{value}', which is not among the {code.to}"
                    at = coding.value_position
                    fix = respelling(at, str(value), _meant(value, target))
                    found = finding(RULE, at, message, nearest(str(value), known))
                    yield with_fix(with_part(found, Part((i,))), fix)


def _meant(value: Value, target: RecordGroup | None) -> str | None:
    records = {} if target is None else target.records
    return canonical(value, {id: tuple(one.label.values()) for id, one in records.items()})
