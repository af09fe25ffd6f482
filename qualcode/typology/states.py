"""What is left to decide about a case when some of its variables have taken an option."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.typology.formula import Formula, chosen, variables
from qualcode.typology.verdict import Naming, Verdict

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


def verdict_of(leaf: State, naming: Naming) -> Verdict:
    """The verdict of a state in which nothing is open any more."""
    verdict = naming.members(tuple(formula is True for formula in leaf.holding))
    return verdict or naming.resembling(tuple(reached for reached, _ in leaf.scores))
