"""Which case or code of now is which of before, where ids or files have changed."""

from collections.abc import Iterator, Mapping
from itertools import product

from qualcode.model.case import Case
from qualcode.model.codebook import Code
from qualcode.trail.cases import codings_of
from qualcode.trail.plain import plain

_ALIKE = 0.5

Pair = tuple[Case | None, Case | None]


def paired_cases(before: Mapping[str, Case], after: Mapping[str, Case]) -> Iterator[Pair]:
    """Each case as it was and as it is, None where it was not or is no more.

    A case is known by its id, else by its file, else by being coded alike for the most part.

    Args:
        before: the cases of the files that changed, by file.
        after: the same later.
    """
    old, new = dict(before), dict(after)
    by_id = {case.id: file for file, case in new.items()}
    for file, case in before.items():
        now = by_id.pop(case.id, None)
        if now is not None:
            yield old.pop(file), new.pop(now)
    for file in tuple(old):
        if file in new:
            yield old.pop(file), new.pop(file)
    likeness = [(_likeness(old[one], new[two]), one, two) for one, two in product(old, new)]
    for alike, one, two in sorted(likeness, key=lambda found: (-found[0], *found[1:])):
        if alike >= _ALIKE and one in old and two in new:
            yield old.pop(one), new.pop(two)
    yield from ((case, None) for case in old.values())
    yield from ((None, case) for case in new.values())


def _likeness(one: Case, other: Case) -> float:
    """The share of codings that are the same; labels decide where nothing is coded."""
    if one.unit != other.unit:
        return 0
    first, second = codings_of(one), codings_of(other)
    if not first or not second:
        return float(bool(one.label) and dict(one.label) == dict(other.label))
    same = sum(
        place in second and coding.claim == second[place].claim for place, coding in first.items()
    )
    return same / max(len(first), len(second))


def renamed_codes(before: Mapping[str, Code], after: Mapping[str, Code]) -> Mapping[str, str]:
    """The later names of codes whose declaration is the same but for the name, or the label is."""
    gone = [code for name, code in before.items() if name not in after]
    new = [code for name, code in after.items() if name not in before]
    renamed: dict[str, str] = {}
    for same in (_is_same, _has_same_label):
        for was in gone:
            found = [one.id for one in new if same(was, one) and one.id not in renamed.values()]
            if was.id not in renamed and len(found) == 1:
                renamed[was.id] = found[0]
    return renamed


def _is_same(was: Code, now: Code) -> bool:
    return plain(was.model_copy(update={"id": now.id})) == plain(now)


def _has_same_label(was: Code, now: Code) -> bool:
    return bool(was.label) and dict(was.label) == dict(now.label) and was.scale is now.scale
