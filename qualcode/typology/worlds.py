"""All possible worlds of a case at once, without listing them one by one.

A state is what is left of the typology's formulas when some variables have taken an option. Two
sets of choices that leave the same formulas behind need to be followed up only once, so states are
remembered; that is the idea of a reduced decision diagram (Bryant 1986, IEEE Transactions on
Computers C-35(8), p. 677-691), over variables with several options. Where formulas share too little
for that to help, a solver gives the same answers. They are exact either way.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import prod
from typing import TypeVar

from qualcode.typology.formula import Formula, chosen, variables
from qualcode.typology.solver import Solver
from qualcode.typology.states import DEAD, State, settled, verdict_of
from qualcode.typology.verdict import Naming, Verdict

MOST_STATES = 20_000
"""So many states are followed for one question before it goes to the solver."""

MOST_VARIABLES = 150
"""More variables go to the solver at once: following them would go too deep."""

T = TypeVar("T")


class _TooManyStatesError(Exception):
    """There are more states than are followed."""


class Worlds:
    """The possible worlds of one case, for questions about formulas and verdicts.

    All questions raise `UnansweredError` where neither way gives an answer in time.
    """

    def __init__(self, sizes: Sequence[int], most_states: int = MOST_STATES) -> None:
        """The worlds over variables with so many options each."""
        self._sizes = sizes
        self._most = most_states
        self._differ: dict[tuple[State, State], bool] = {}

    def truth(self, formula: Formula, possible: Formula) -> frozenset[bool]:
        """The truth values of a formula over the possible worlds; empty if there is no world."""
        start = settled(possible, (formula,), ())
        try:
            return self._outcomes(start, lambda state: state.holding[0] is True)
        except _TooManyStatesError:
            return Solver(self._sizes).truth(start)

    def patterns(
        self, formulas: Sequence[Formula], possible: Formula = True
    ) -> frozenset[tuple[int, ...]]:
        """The combinations of truth values (0 or 1) that formulas take in the possible worlds."""
        start = State(possible, tuple(formulas))
        return self._all_outcomes(start, lambda s: tuple(int(f is True) for f in s.holding), {})

    def verdicts(self, state: State, naming: Naming) -> frozenset[Verdict]:
        """The verdicts of all worlds that a state stands for."""
        try:
            return self._outcomes(state, lambda leaf: verdict_of(leaf, naming))
        except _TooManyStatesError:
            return Solver(self._sizes).verdicts(state, naming)

    def resemblances(self, state: State, naming: Naming) -> frozenset[tuple[int, ...]] | None:
        """The resemblances to the types in worlds where none holds; None if there are too many."""

        def read(leaf: State) -> tuple[int, ...] | None:
            if naming.members(tuple(formula is True for formula in leaf.holding)) is not None:
                return None
            return tuple(reached for reached, _ in leaf.scores)

        try:
            found = self._outcomes(state, read)
        except _TooManyStatesError:
            return None
        return frozenset(scores for scores in found if scores is not None)

    def _outcomes(self, state: State, read: Callable[[State], T]) -> frozenset[T]:
        if len(state.open_variables()) > MOST_VARIABLES:
            raise _TooManyStatesError
        return self._all_outcomes(state, read, {}, self._most)

    def _all_outcomes(
        self,
        state: State,
        read: Callable[[State], T],
        known: dict[State, frozenset[T]],
        most: int | None = None,
    ) -> frozenset[T]:
        if state not in known:
            if most is not None and len(known) >= most:
                raise _TooManyStatesError
            variable = _next(state)
            if state == DEAD:
                known[state] = frozenset()
            elif variable is None:
                known[state] = frozenset((read(state),))
            else:
                children = self._children(state, variable)
                outcomes = (self._all_outcomes(child, read, known, most) for child in children)
                known[state] = frozenset().union(*outcomes)
        return known[state]

    def count(self, state: State) -> int | None:
        """How many worlds a state's open variables leave possible; None if too many to count."""
        total = prod(self._sizes[variable] for variable in state.open_variables())
        try:
            return int(self._share(state.possible, {}) * total)
        except _TooManyStatesError:
            return None

    def depends_on(self, state: State, variable: int, naming: Naming) -> bool:
        """Whether two possible worlds that differ in one variable only have other verdicts."""
        children = self._children(state, variable)
        try:
            if len(state.open_variables()) > MOST_VARIABLES:
                raise _TooManyStatesError
            return any(
                self._differs(first, second, naming)
                for i, first in enumerate(children)
                for second in children[i + 1 :]
            )
        except _TooManyStatesError:
            return Solver(self._sizes).depends_on(state, variable, naming)

    def _differs(self, first: State, second: State, naming: Naming) -> bool:
        if first == second or DEAD in (first, second):
            return False
        key = (first, second)
        if key not in self._differ:
            if len(self._differ) >= self._most:
                raise _TooManyStatesError
            variable = _next(first)
            variable = _next(second) if variable is None else variable
            if variable is None:
                self._differ[key] = verdict_of(first, naming) != verdict_of(second, naming)
            else:
                self._differ[key] = any(
                    self._differs(first.choose(variable, i), second.choose(variable, i), naming)
                    for i in range(self._sizes[variable])
                )
        return self._differ[key]

    def _children(self, state: State, variable: int) -> list[State]:
        options = range(self._sizes[variable])
        return list(dict.fromkeys(state.choose(variable, option) for option in options))

    def _share(self, formula: Formula, known: dict[Formula, Fraction]) -> Fraction:
        """The share of all worlds in which a formula holds."""
        if isinstance(formula, bool):
            return Fraction(int(formula))
        if formula not in known:
            if len(known) >= self._most:
                raise _TooManyStatesError
            variable = min(variables(formula))
            size = self._sizes[variable]
            parts = (self._share(chosen(formula, variable, i), known) for i in range(size))
            known[formula] = sum(parts, Fraction(0)) / size
        return known[formula]


def _next(state: State) -> int | None:
    return min(state.open_variables(), default=None)
