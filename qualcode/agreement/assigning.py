"""Who codes which case: shared out evenly, some cases by two coders."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, cycle
from math import ceil
from random import Random


@dataclass(frozen=True, slots=True)
class Assignment:
    """A case and those who are to code it."""

    case: str
    coders: tuple[str, ...]


def assign(
    cases: Sequence[str], coders: Sequence[str], overlap: Fraction, seed: int
) -> tuple[Assignment, ...]:
    """A share of the cases to two coders each, every pair in its turn; the rest to one.

    The cases are shuffled first, so that those coded twice are a random sample of them. A case goes
    to whoever has least; the same seed gives the same plan on every machine.
    """
    shuffled = _shuffled(cases, seed)
    twice = ceil(overlap * len(cases)) if len(coders) > 1 else 0
    pairs = cycle(combinations(coders, 2))
    load = dict.fromkeys(coders, 0)
    plan = {}
    for i, case in enumerate(shuffled):
        least = min(coders, key=lambda coder: load[coder])
        plan[case] = tuple(next(pairs)) if i < twice else (least,)
        for coder in plan[case]:
            load[coder] += 1
    return tuple(Assignment(case, plan[case]) for case in cases)


def _shuffled(cases: Sequence[str], seed: int) -> list[str]:
    """The cases in random order; of the generator only `random()` is used (see `bootstrap`)."""
    random = Random(seed).random
    left = list(cases)
    return [left.pop(int(random() * len(left))) for _ in cases]
