"""Which observation would settle a verdict: the questions that are worth asking the field."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from itertools import combinations

from qualcode.model.case import Case
from qualcode.model.condition import Scalar
from qualcode.model.typology import Typology
from qualcode.typology.case_worlds import CaseWorlds
from qualcode.typology.classify import Classifier
from qualcode.typology.possible import OTHER
from qualcode.typology.space import Owner
from qualcode.typology.states import DEAD, State
from qualcode.typology.verdict import Kind, Verdict

MOST_TIED = 12
"""So many open questions that impossible combinations tie together are tried in all sets."""


class Power(IntEnum):
    """What the answer to a question does to a verdict."""

    SETTLES = 0
    CAN_SETTLE = 1
    NARROWS = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """Possible values of what is asked for that leave the same verdicts."""

    values: tuple[Scalar, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One thing that a case leaves open, with what each answer would leave of the verdicts.

    `owner` is (code,), (group, record, field), or (group,) where `further` records are asked for;
    `member` the member of a set that is asked for. `worst` is the greatest number of verdicts that
    an answer leaves, `mean` the average over the answers.
    """

    owner: Owner
    member: Scalar | None
    further: bool
    power: Power
    answers: tuple[Answer, ...]
    worst: int
    mean: Fraction


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The questions about a case that narrow its verdict, the most useful first.

    `together` are the fewest that settle it whatever the answers are, when asked together; None
    where impossible combinations tie too many open questions to one another to tell.
    """

    questions: tuple[OpenQuestion, ...]
    together: tuple[OpenQuestion, ...] | None


def inquire(case: Case, typology: Typology, classifier: Classifier) -> Inquiry:
    """What to ask about a case; nothing if its verdict is settled."""
    if classifier.classify(case, typology).kind is not Kind.INSUFFICIENT:
        return Inquiry((), ())
    worlds = CaseWorlds(classifier.compiled(typology), case)
    asked = {v: _question(worlds, v) for v in sorted(worlds.start.open_variables())}
    narrowing = (question for question in asked.values() if len(question.answers) > 1)
    ranked = sorted(narrowing, key=lambda one: (one.power, one.worst, one.mean))
    settling = _settling(worlds)
    together = None if settling is None else tuple(asked[variable] for variable in settling)
    return Inquiry(tuple(ranked), together)


def _question(worlds: CaseWorlds, variable: int) -> OpenQuestion:
    naming = worlds.compiled.naming
    left: dict[frozenset[Verdict], list[Scalar]] = {}
    numbers = []
    further = _asks_for_records(worlds, variable)
    for option, value in enumerate(worlds.space.options[variable]):
        verdicts = worlds.worlds.verdicts(worlds.start.choose(variable, option), naming)
        if verdicts:
            left.setdefault(verdicts, []).append(_said(worlds, variable, value, further=further))
            numbers.append(len(verdicts))
    settled = [number == 1 for number in numbers]
    power = Power.SETTLES if all(settled) else Power.CAN_SETTLE if any(settled) else Power.NARROWS
    return OpenQuestion(
        worlds.space.owners[variable],
        worlds.space.members[variable],
        further,
        power,
        tuple(
            Answer(tuple(dict.fromkeys(values)), tuple(sorted(one))) for one, values in left.items()
        ),
        max(numbers),
        Fraction(sum(numbers), len(numbers)),
    )


def _asks_for_records(worlds: CaseWorlds, variable: int) -> bool:
    owner = worlds.space.owners[variable]
    return len(owner) == 1 and owner[0] in worlds.compiled.frame.further


def _said(worlds: CaseWorlds, variable: int, value: Scalar, *, further: bool) -> Scalar:
    """A value as it can be told to people; of further records only whether any count."""
    if further:
        vectors = worlds.compiled.frame.further[worlds.space.owners[variable][0]]
        return "some that count" if any(vectors[int(value)]) else "none that counts"
    return "another text" if value == OTHER else value


def _settling(worlds: CaseWorlds) -> tuple[int, ...] | None:
    """The fewest variables whose options together always leave one verdict.

    Two worlds with other verdicts that differ in one variable only make it indispensable. The
    indispensable ones are enough, unless impossible combinations tie others to one another.
    """
    naming = worlds.compiled.naming
    every = tuple(sorted(worlds.start.open_variables()))
    needed = tuple(v for v in every if worlds.worlds.depends_on(worlds.start, v, naming))
    if worlds.start.possible is True:
        return needed
    if len(every) > MOST_TIED:
        return None
    rest = tuple(v for v in every if v not in needed)
    sets = (
        tuple(sorted((*needed, *more)))
        for number in range(len(rest) + 1)
        for more in combinations(rest, number)
    )
    return next(one for one in sets if _settles(worlds, worlds.start, one))


def _settles(worlds: CaseWorlds, state: State, variables: Iterable[int]) -> bool:
    naming = worlds.compiled.naming
    states = {state}
    for variable in variables:
        states = {
            left
            for one in states
            for option in range(worlds.space.sizes[variable])
            if (left := one.choose(variable, option)) != DEAD
        }
    return all(len(worlds.worlds.verdicts(one, naming)) == 1 for one in states)
