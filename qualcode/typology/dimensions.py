"""What the cells of a property space differ in, with conditions that say which value is meant."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import (
    ALWAYS,
    NOT_APPLICABLE,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Scalar,
    Some,
)
from qualcode.typology.formula import Atom
from qualcode.typology.possible import NUMERIC, OTHER
from qualcode.typology.space import Frame, Space, Vector


@dataclass(frozen=True, slots=True)
class Step:
    """The border between a value and the next: conditions for above it and for below it."""

    above: Condition
    below: Condition


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing that cells differ in: a code, a member of a set, a stretch of a number, records.

    `name` is the code or record group, `options` has the options of its variable for each value.
    Values are either told apart by `choices`, or ordered, with `steps` between them; a number that
    may not apply has that as one more value at the end.
    """

    name: str
    variable: int
    options: tuple[frozenset[int], ...]
    choices: tuple[Scalar, ...] = ()
    steps: tuple[Step, ...] = ()
    may_not_apply: bool = False

    @property
    def is_of_records(self) -> bool:
        """Whether it counts the records that satisfy a condition."""
        return any(isinstance(step.above, Some) for step in self.steps)

    @property
    def values(self) -> range:
        """The numbers of the values."""
        return range(len(self.options))

    def allowing(self, values: Collection[int]) -> frozenset[int]:
        """The options of the variable that have one of these values."""
        return frozenset().union(*(self.options[value] for value in values))

    def condition(self, values: Collection[int]) -> Condition:
        """The condition that the dimension has one of these values."""
        if self.choices:
            return self._chosen([self.choices[value] for value in sorted(values)])
        ordered = len(self.steps) + 1
        runs = [self._run(run) for run in _runs(value for value in values if value < ordered)]
        if not self.may_not_apply:
            return _any(runs)
        absent = Comparison(self.name, "equals", NOT_APPLICABLE)
        if runs == [ALWAYS]:
            runs = [Not(absent)]
        return _any([*runs, absent] if ordered in values else runs)

    def _chosen(self, values: list[Scalar]) -> Condition:
        if OTHER in values:
            others = tuple(value for value in self.choices if value not in values)
            return Not(_is_one_of(self.name, others))
        return _is_one_of(self.name, tuple(values))

    def _run(self, run: range) -> Condition:
        parts = [self.steps[run[0] - 1].above] if run[0] > 0 else []
        parts += [self.steps[run[-1]].below] if run[-1] < len(self.steps) else []
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _is_one_of(code: str, values: tuple[Scalar, ...]) -> Condition:
    if len(values) == 1:
        return Comparison(code, "equals", values[0])
    return Comparison(code, "in", values)


def _any(parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))


def _runs(values: Iterable[int]) -> Iterator[range]:
    """The stretches of neighbours among some numbers."""
    start = end = None
    for value in sorted(values):
        if start is None or end is None:
            start = end = value
        elif value == end + 1:
            end = value
        else:
            yield range(start, end + 1)
            start = end = value
    if start is not None and end is not None:
        yield range(start, end + 1)


def dimensions_of(
    variable: int, space: Space, frame: Frame, asked: Collection[Atom]
) -> list[Dimension]:
    """The dimensions that a variable of a case of which nothing is known stands for.

    Args:
        variable: its number in the space.
        space: the space of such a case.
        frame: what the conditions speak of.
        asked: the atoms that ask for the variable.
    """
    name, member = space.owners[variable][0], space.members[variable]
    options = space.options[variable]
    if name not in frame.codes:
        return list(_records(variable, frame.quantified[name], frame.further[name]))
    code = frame.codes[name]
    if member is not None:
        step = _member(code, member)
        return [Dimension(name, variable, _each(options), steps=(step,))]
    if code.scale not in NUMERIC:
        return [Dimension(name, variable, _each(options), choices=options)]
    return [_stretches(variable, code, options, frame.mentioned[name,], asked)]


def _each(options: Sequence[Scalar]) -> tuple[frozenset[int], ...]:
    return tuple(frozenset((i,)) for i in range(len(options)))


def _member(code: Code, member: Scalar) -> Step:
    if member == NOT_APPLICABLE:
        absent = Comparison(code.id, "equals", NOT_APPLICABLE)
        return Step(absent, Not(absent))
    has = Comparison(code.id, "contains", member)
    # What does not apply neither has nor lacks a member.
    lacks = Not(has) if code.may_not_apply else Comparison(code.id, "excludes", member)
    return Step(has, lacks)


def _records(
    variable: int, quantified: Sequence[Some], vectors: Sequence[Vector]
) -> Iterator[Dimension]:
    """How many records satisfy each condition on them, up to the number that matters."""
    for place, some in enumerate(quantified):
        numbers = range(some.count + 1)
        reached = (replace(some, count=number) for number in numbers[1:])
        yield Dimension(
            some.records,
            variable,
            tuple(frozenset(i for i, v in enumerate(vectors) if v[place] == n) for n in numbers),
            steps=tuple(Step(condition, Not(condition)) for condition in reached),
        )


def _stretches(
    variable: int,
    code: Code,
    options: Sequence[Scalar],
    mentioned: Collection[Scalar],
    asked: Collection[Atom],
) -> Dimension:
    """A number cut where some condition begins or ceases to hold."""
    numbers = [value for value in options if not isinstance(value, str)]
    seen = [frozenset(atom for atom in asked if i in atom.options) for i in range(len(numbers))]
    cuts = [i for i in range(1, len(numbers)) if seen[i] != seen[i - 1]]
    stretches = (frozenset(range(a, b)) for a, b in pairwise((0, *cuts, len(numbers))))
    absent = [frozenset((len(numbers),))] if len(options) > len(numbers) else []
    return Dimension(
        code.id,
        variable,
        (*stretches, *absent),
        steps=tuple(_step(code, numbers[cut - 1], numbers[cut], mentioned) for cut in cuts),
        may_not_apply=bool(absent),
    )


def _step(code: Code, below: Scalar, above: Scalar, mentioned: Collection[Scalar]) -> Step:
    named = {value: value for value in mentioned}  # 300 and 300.0 are equal; keep how it is written
    if code.scale is Scale.COUNT or above in named:
        cut = named.get(above, above)
        return Step(Comparison(code.id, "at_least", cut), Comparison(code.id, "below", cut))
    cut = named.get(below, below)
    return Step(Comparison(code.id, "above", cut), Comparison(code.id, "at_most", cut))
