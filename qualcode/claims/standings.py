"""How each case stands to a condition, and how many cases can have it over all possible worlds.

Cases are independent of each other, so that the worlds of a study are every combination of the
worlds of its cases; only how many cases leave what open matters.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from qualcode.claims.reading import tests_of
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.condition import NOT_APPLICABLE, AllOf, Comparison, Condition, Not
from qualcode.query.expression import Expression
from qualcode.query.search import condition_of

Ask = Callable[[Case, Condition], frozenset[bool]]
"""Gives the truth values that a condition has over the possible worlds of a case."""


class Outcome(Enum):
    """What a case is in one world: it has it, it does not, or none of its codes applies."""

    YES = "yes"
    NO = "no"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Worlds:
    """Worlds in which so many cases count; from `least` to `most` of them have it, each number."""

    least: int
    most: int
    counted: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The cases that have it, those that do not, and those of which it is open, by their ids.

    To the `excused` no code of the condition applies; they are not counted. `open` says how many
    cases leave which outcomes open.
    """

    having: tuple[str, ...]
    lacking: tuple[str, ...]
    unknown: tuple[str, ...]
    excused: tuple[str, ...]
    open: tuple[tuple[frozenset[Outcome], int], ...]

    @property
    def known(self) -> int:
        """How many cases are known to have it or not."""
        return len(self.having) + len(self.lacking)

    @property
    def total(self) -> int:
        """How many cases there are to which it may apply."""
        return self.known + len(self.unknown)

    def worlds(self, *, is_known_only: bool) -> Iterator[Worlds]:
        """All possible worlds, by how many cases count in them."""
        if is_known_only:
            yield Worlds(len(self.having), len(self.having), self.known)
            return
        kinds = dict(self.open)
        either = kinds.get(_YES_NO, 0)
        if_counted_yes, if_counted_no = kinds.get(_YES_EXCUSED, 0), kinds.get(_NO_EXCUSED, 0)
        anything = kinds.get(_ANYTHING, 0)
        surely = len(self.having) - if_counted_yes
        settled = self.known - if_counted_yes - if_counted_no
        total = settled + either + if_counted_yes + if_counted_no + anything
        most = surely + either + if_counted_yes + anything
        for excused in range(if_counted_yes + if_counted_no + anything + 1):
            # Most have it where those who do not are excused, least where those who do are.
            yield Worlds(
                least=surely + max(0, if_counted_yes - excused),
                most=most - max(0, excused - if_counted_no),
                counted=total - excused,
            )


_YES_NO = frozenset((Outcome.YES, Outcome.NO))
_YES_EXCUSED = frozenset((Outcome.YES, Outcome.EXCUSED))
_NO_EXCUSED = frozenset((Outcome.NO, Outcome.EXCUSED))
_ANYTHING = frozenset(Outcome)


def tally(cases: Sequence[Case], condition: Expression, ask: Ask, codebook: Codebook) -> Tally:
    """How cases stand to a condition.

    A case that has it in no world, or lacks it in none, is known, though its codes may not apply.
    """
    found = {case.id: _outcomes(case, condition, ask, codebook) for case in cases}
    asked = {name: ends - {Outcome.EXCUSED} for name, ends in found.items()}

    def being(*answers: Outcome) -> tuple[str, ...]:
        return tuple(name for name, ends in asked.items() if ends == set(answers))

    left = Counter(ends for ends in found.values() if len(ends) > 1)
    return Tally(
        having=being(Outcome.YES),
        lacking=being(Outcome.NO),
        unknown=being(Outcome.YES, Outcome.NO),
        excused=being(),
        open=tuple(left.items()),
    )


def _outcomes(
    case: Case, condition: Expression, ask: Ask, codebook: Codebook
) -> frozenset[Outcome]:
    """What a case is in its possible worlds; one that has none is as good as unknown."""
    holds = condition_of(condition, case.unit)
    codes = dict.fromkeys(test.test.code for test in tests_of(condition))
    truth = ask(case, holds)
    found = {Outcome.YES if value else Outcome.NO for value in truth}
    if all(codebook.codes[code].may_not_apply for code in codes):
        idle = AllOf(tuple(Comparison(code, "equals", NOT_APPLICABLE) for code in codes))
        found = _told_apart(case, holds, idle, ask)
    return frozenset(found) or _YES_NO


def _told_apart(case: Case, holds: Condition, idle: Condition, ask: Ask) -> set[Outcome]:
    ways = {
        Outcome.YES: AllOf((holds, Not(idle))),
        Outcome.NO: AllOf((Not(holds), Not(idle))),
        Outcome.EXCUSED: idle,
    }
    return {outcome for outcome, way in ways.items() if True in ask(case, way)}


@dataclass(frozen=True, slots=True)
class Margin:
    """Cases that have one thing and not the other, the other way round, and those left open.

    In every world the first has between `least` and `most` cases more than the second.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    unknown: tuple[str, ...]
    least: int
    most: int
    both: int


def margin(cases: Sequence[Case], first: Expression, second: Expression, ask: Ask) -> Margin:
    """How many cases more have one thing than another; both are decided together in each case."""
    found = {case.id: _signs(case, first, second, ask) for case in cases}

    def being(sign: int) -> tuple[str, ...]:
        return tuple(name for name, signs in found.items() if signs == {sign})

    return Margin(
        first=being(1),
        second=being(-1),
        unknown=tuple(name for name, signs in found.items() if len(signs) > 1),
        least=sum(min(signs) for signs in found.values()),
        most=sum(max(signs) for signs in found.values()),
        both=len(being(0)),
    )


def _signs(case: Case, first: Expression, second: Expression, ask: Ask) -> frozenset[int]:
    one, other = condition_of(first, case.unit), condition_of(second, case.unit)
    only_one, only_other = AllOf((one, Not(other))), AllOf((other, Not(one)))
    ways = {1: only_one, -1: only_other, 0: AllOf((Not(only_one), Not(only_other)))}
    return frozenset(sign for sign, way in ways.items() if True in ask(case, way)) or _ANY_SIGN


_ANY_SIGN = frozenset((-1, 0, 1))
