"""What a case's own file says, and what its coders say, put together and taken apart again.

What the case's file says is settled. What it leaves open is as its coders say: the value that all
of them give, or, where they disagree, one of those given. A coder who says `unknown` gives none.
Passages are not put together: each coder's are passages of the case, beside all others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from qualcode.model.anchor import Passage
from qualcode.model.base import NOWHERE
from qualcode.model.case import Case, CoderCodings, Coding, Evidence, Record, RecordGroup
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN

T = TypeVar("T")


def put_together(case: Case, codings: Sequence[CoderCodings]) -> Case:
    """A case with what its coders say wherever its own file says nothing."""
    if not codings:
        return case
    own = {*case.attributes, *case.codes}
    attributes = {one.coder: one.attributes for one in codings}
    codes = {one.coder: one.codes for one in codings}
    groups = {
        name: _group({one.coder: one.records[name] for one in codings if name in one.records})
        for name in dict.fromkeys(name for one in codings for name in one.records)
        if name not in case.records
    }
    return case.model_copy(
        update={
            "attributes": _with(case.attributes, _joint_codings(attributes, own)),
            "codes": _with(case.codes, _joint_codings(codes, own)),
            "records": _with(case.records, groups),
            "passages": (*case.passages, *(one for said in codings for one in said.passages)),
            "codings": tuple(codings),
        }
    )


def sheets_of(case: Case) -> Iterator[Case]:
    """What was written: the case without what its coders say, then what each of them says."""
    if not case.codings:
        yield case
        return
    yield case.model_copy(
        update={
            "attributes": {n: c for n, c in case.attributes.items() if not c.given},
            "codes": {n: c for n, c in case.codes.items() if not c.given},
            "records": {n: g for n, g in case.records.items() if not g.is_given},
            "passages": own_passages(case),
            "codings": (),
        }
    )
    for codings in case.codings:
        yield sheet_of(case, codings)


def own_passages(case: Case) -> tuple[Passage, ...]:
    """The passages of the case itself, without those that its coders marked."""
    of_coders = {one.position.file for one in case.codings}
    return tuple(one for one in case.passages if one.position.file not in of_coders)


def sheet_of(case: Case, codings: CoderCodings) -> Case:
    """What one coder says of a case, as a case."""
    return Case(
        __position__=codings.position,
        id=case.id,
        unit=case.unit,
        group=case.group,
        label=case.label,
        anonymous=case.anonymous,
        attributes=codings.attributes,
        codes=codings.codes,
        records=codings.records,
        declared_types={},
        printed_labels={},
        documents=case.documents,
        passages=codings.passages,
        accept=codings.accept,
        memos=codings.memos,
    )


def _with(own: Mapping[str, T], more: Mapping[str, T]) -> Mapping[str, T]:
    return MappingProxyType({**own, **more})


def _joint_codings(
    by_coder: Mapping[str, Mapping[str, Coding]], own: set[str]
) -> dict[str, Coding]:
    names = dict.fromkeys(name for codings in by_coder.values() for name in codings)
    return {
        name: joint({coder: said[name] for coder, said in by_coder.items() if name in said})
        for name in names
        if name not in own
    }


def joint(given: Mapping[str, Coding]) -> Coding:
    """What coders say together of one code: the value of all of them, or one of theirs."""
    said = [coding for coding in given.values() if not coding.is_unknown]
    if not said:
        return next(iter(given.values())).model_copy(update={"given": given})
    first = said[0]
    weaker = next((one.basis for one in said if one.basis != "stated"), first.basis)
    update: dict[str, object] = {
        "given": given,
        "basis": weaker,
        "evidence": distinct(evidence for coding in said for evidence in coding.evidence),
    }
    if any(one.claim != first.claim for one in said):
        update |= _one_of(said)
    return first.model_copy(update=update)


def distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Grounds that several coders found, each once, at the place where the first one gave it."""
    found: list[Evidence] = []
    for one in evidence:
        if _claim(one) not in map(_claim, found):
            found.append(one)
    return tuple(found)


def _claim(evidence: Evidence) -> Evidence:
    """Evidence without the place where it was written."""
    return evidence.model_copy(update={"position": NOWHERE, "places": {}})


def _one_of(said: Sequence[Coding]) -> dict[str, object]:
    """What is left when coders disagree: no less than each of them says."""
    nothing = {"value": None, "any_of": (), "at_least": None, "at_most": None, "complete": True}
    values = [one.value for one in said]
    sets = [value for value in values if isinstance(value, tuple)]
    if len(sets) == len(said):
        shared = tuple(member for member in sets[0] if all(member in one for one in sets))
        return {**nothing, "value": shared, "complete": False}
    if sets:
        return {**nothing, "value": UNKNOWN}
    if any(one.at_least is not None or one.at_most is not None for one in said):
        return {**nothing, **_range(said)}
    either = [v for one in said for v in (one.any_of or (one.value,))]
    return {**nothing, "any_of": tuple(dict.fromkeys(either))}


def _range(said: Sequence[Coding]) -> dict[str, object]:
    """The stretch that holds all that is said of a number."""
    if any(NOT_APPLICABLE in (one.value, *one.any_of) for one in said):
        return {"value": UNKNOWN}
    lows, highs = zip(*map(_bounds, said), strict=True)
    low = None if None in lows else min(lows)
    high = None if None in highs else max(highs)
    return {"value": UNKNOWN} if low is high is None else {"at_least": low, "at_most": high}


def _bounds(coding: Coding) -> tuple[float | None, float | None]:
    """The least and the greatest number that a coder leaves possible."""
    values = coding.any_of or (coding.value,)
    numbers = [value for value in values if isinstance(value, int | float)]
    return (min(numbers), max(numbers)) if numbers else (coding.at_least, coding.at_most)


def _group(by_coder: Mapping[str, RecordGroup]) -> RecordGroup:
    """The records that all coders saw; where they saw different ones there may be more."""
    groups = tuple(by_coder.values())
    shared = [name for name in groups[0].records if all(name in one.records for one in groups)]
    records = {
        name: _record({coder: group.records[name] for coder, group in by_coder.items()})
        for name in shared
    }
    return groups[0].model_copy(
        update={
            "records": MappingProxyType(records),
            "complete": all(one.complete and len(one.records) == len(shared) for one in groups),
            "is_given": True,
        }
    )


def _record(seen: Mapping[str, Record]) -> Record:
    fields = _joint_codings({coder: record.fields for coder, record in seen.items()}, set())
    evidence = distinct(one for record in seen.values() for one in record.evidence)
    first = next(iter(seen.values()))
    return first.model_copy(update={"fields": MappingProxyType(fields), "evidence": evidence})
