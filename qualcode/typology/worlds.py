"""All possible worlds of a case at once, without listing them one by one.

A state is what is left of the typology's formulas when some variables have taken an option. Two
sets of choices that leave the same formulas behind need to be followed up only once, so states are
remembered; that is the idea of a reduced decision diagram (Bryant 1986, IEEE Transactions on
Computers C-35(8), p. 677-691), over variables with several options. The answers are exact; only
the time to find them depends on the formulas.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import TypeVar

from qualcode.typology.formula import Formula, chosen, variables
from qualcode.typology.verdict import Naming, Verdict

T = TypeVar("T")

Score = tuple[int, tuple[tuple[Formula, int], ...]]
"""A resemblance: what has been reached so far, and the shares that hang on open formulas."""


@dataclass(frozen=True, slots=True)
class State:
    """What is left to decide: if the world is possible, which types hold, how near others are."""

    possible: Formula
    holding: tuple[Formula, ...]
    scores: tuple[Score, ...] = ()

    def open_variables(self) -> frozenset[int]:
        """The variables that the state still depends on."""
        formulas = [self.possible, *self.holding]
        formulas += [part for _, parts in self.scores for part, _ in parts]
        return frozenset().union(*(variables(formula) for formula in formulas))

    def choose(self, variable: int, option: int) -> "State":
        """The state when a variable takes an option."""
        return settled(
            chosen(self.possible, variable, option),
            tuple(chosen(formula, variable, option) for formula in self.holding),
            tuple(
                (reached, tuple((chosen(part, variable, option), share) for part, share in parts))
                for reached, parts in self.scores
            ),
        )


DEAD = State(False, ())


def settled(possible: Formula, holding: tuple[Formula, ...], scores: Sequence[Score]) -> State:
    """A state in its simplest form: what no longer matters is dropped."""
    if possible is False:
        return DEAD
    if any(formula is True for formula in holding):
        return State(possible, holding)
    return State(possible, holding, tuple(_summed(score) for score in scores))


def _summed(score: Score) -> Score:
    reached, parts = score
    reached += sum(share for part, share in parts if part is True)
    return reached, tuple((part, share) for part, share in parts if not isinstance(part, bool))


class Worlds:
    """The possible worlds of one case, for questions about formulas and verdicts."""

    def __init__(self, sizes: Sequence[int]) -> None:
        """The worlds over variables with so many options each."""
        self._sizes = sizes
        self._shares: dict[State, Fraction] = {}
        self._differ: dict[tuple[State, State], bool] = {}

    def truth(self, formula: Formula, possible: Formula) -> frozenset[bool]:
        """The truth values of a formula over the possible worlds; empty if there is no world."""
        start = settled(possible, (formula,), ())
        return self._outcomes(start, lambda state: state.holding[0] is True, {})

    def patterns(self, formulas: Sequence[Formula]) -> frozenset[tuple[int, ...]]:
        """The combinations of truth values (0 or 1) that formulas take together."""
        start = State(True, tuple(formulas))
        return self._outcomes(start, lambda state: tuple(int(f is True) for f in state.holding), {})

    def verdicts(self, state: State, naming: Naming) -> frozenset[Verdict]:
        """The verdicts of all worlds that a state stands for."""
        return self._outcomes(state, lambda leaf: _verdict(leaf, naming), {})

    def _outcomes(
        self, state: State, read: Callable[[State], T], known: dict[State, frozenset[T]]
    ) -> frozenset[T]:
        if state not in known:
            variable = _next(state)
            if state == DEAD:
                known[state] = frozenset()
            elif variable is None:
                known[state] = frozenset((read(state),))
            else:
                children = self._children(state, variable)
                outcomes = (self._outcomes(child, read, known) for child in children)
                known[state] = frozenset().union(*outcomes)
        return known[state]

    def count(self, state: State) -> int:
        """How many worlds a state's open variables leave possible."""
        total = prod(self._sizes[variable] for variable in state.open_variables())
        return int(self._share(State(state.possible, ())) * total)

    def depends_on(self, state: State, variable: int, naming: Naming) -> bool:
        """Whether two possible worlds that differ in one variable only have other verdicts."""
        children = self._children(state, variable)
        return any(
            self._differs(first, second, naming)
            for i, first in enumerate(children)
            for second in children[i + 1 :]
        )

    def _differs(self, first: State, second: State, naming: Naming) -> bool:
        if first == second or DEAD in (first, second):
            return False
        key = (first, second)
        if key not in self._differ:
            variable = _next(first)
            variable = _next(second) if variable is None else variable
            if variable is None:
                self._differ[key] = _verdict(first, naming) != _verdict(second, naming)
            else:
                self._differ[key] = any(
                    self._differs(first.choose(variable, i), second.choose(variable, i), naming)
                    for i in range(self._sizes[variable])
                )
        return self._differ[key]

    def _children(self, state: State, variable: int) -> list[State]:
        options = range(self._sizes[variable])
        return list(dict.fromkeys(state.choose(variable, option) for option in options))

    def _share(self, state: State) -> Fraction:
        if isinstance(state.possible, bool):
            return Fraction(int(state.possible))
        if state not in self._shares:
            variable = min(variables(state.possible))
            size = self._sizes[variable]
            parts = (self._share(state.choose(variable, option)) for option in range(size))
            self._shares[state] = sum(parts, Fraction(0)) / size
        return self._shares[state]


def _next(state: State) -> int | None:
    return min(state.open_variables(), default=None)


def _verdict(leaf: State, naming: Naming) -> Verdict:
    """The verdict of a state in which nothing is open any more."""
    verdict = naming.members(tuple(formula is True for formula in leaf.holding))
    return verdict or naming.resembling(tuple(reached for reached, _ in leaf.scores))
