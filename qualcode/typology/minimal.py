"""The smallest sets of observations that are enough for something."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MinimalSets:
    """Sets that are enough while no smaller part of them is; `complete` if there are no others."""

    sets: tuple[Names, ...]
    complete: bool


def minimal_sets(
    names: Sequence[str], enough: Callable[[Collection[str]], bool], most: int
) -> MinimalSets:
    """Every minimal set of names that is enough, the smallest first.

    Sets are found one by one, each in what is left when a member of every earlier one is taken
    away (the hitting set tree of Reiter 1987, Artificial Intelligence 32, p. 57-95).

    Args:
        names: all names, in the order in which sets list them.
        enough: whether some names are enough; whatever contains enough must be enough.
        most: how many sets to look for at most.
    """
    found: dict[Names, None] = {}
    waiting = [frozenset(names)]
    seen = set(waiting)
    while waiting and len(found) < most:
        left = waiting.pop(0)
        inside = next((one for one in found if left.issuperset(one)), None)
        if inside is None:
            if not enough(left):
                continue
            inside = _shrunk([name for name in names if name in left], enough)
            found[inside] = None
        branches = (left - {name} for name in inside)
        new = [branch for branch in branches if branch not in seen]
        seen.update(new)
        waiting += new
    ordered = sorted(found, key=lambda one: (len(one), [names.index(name) for name in one]))
    return MinimalSets(tuple(ordered), complete=not waiting)


def _shrunk(names: list[str], enough: Callable[[Collection[str]], bool]) -> Names:
    for name in tuple(names):
        rest = [other for other in names if other != name]
        if enough(rest):
            names = rest
    return tuple(names)
