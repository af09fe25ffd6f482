"""Boolean formulas over choices: the form that conditions take once a case is filled in.

A variable is one thing still open about a case, with numbered options. An `Atom` holds when the
option chosen for its variable is among `options`. Formulas are kept simplified: constants never
stand inside others, so a formula that is decided is `True` or `False` itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Atom:
    """The variable takes one of these options; `size` is how many it has."""

    variable: int
    options: frozenset[int]
    size: int


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold; at least two, none of them decided."""

    parts: frozenset["Formula"]


@dataclass(frozen=True, slots=True)
class Or:
    """Some part holds; at least two, none of them decided."""

    parts: frozenset["Formula"]


@dataclass(frozen=True, slots=True)
class Count:
    """At least `least` of the parts hold; more than one, and fewer than all."""

    least: int
    parts: tuple["Formula", ...]


Formula = bool | Atom | And | Or | Count


def atom(variable: int, options: Iterable[int], size: int) -> Formula:
    """The formula that a variable of `size` options takes one of some."""
    chosen = frozenset(options)
    return bool(chosen) if len(chosen) in (0, size) else Atom(variable, chosen, size)


def conjunction(parts: Iterable[Formula]) -> Formula:
    """The formula that all parts hold."""
    kept: set[Formula] = set()
    for part in parts:
        if part is False:
            return False
        if isinstance(part, And):
            kept |= part.parts
        elif part is not True:
            kept.add(part)
    return _single(kept, empty=True) if len(kept) < 2 else And(frozenset(kept))


def disjunction(parts: Iterable[Formula]) -> Formula:
    """The formula that some part holds."""
    kept: set[Formula] = set()
    for part in parts:
        if part is True:
            return True
        if isinstance(part, Or):
            kept |= part.parts
        elif part is not False:
            kept.add(part)
    return _single(kept, empty=False) if len(kept) < 2 else Or(frozenset(kept))


def _single(parts: set[Formula], *, empty: bool) -> Formula:
    return next(iter(parts)) if parts else empty


def at_least(least: int, parts: Iterable[Formula]) -> Formula:
    """The formula that at least so many parts hold; equal parts count each."""
    open_parts: list[Formula] = []
    for part in parts:
        if part is True:
            least -= 1
        elif part is not False:
            open_parts.append(part)
    if least <= 0:
        return True
    if least > len(open_parts):
        return False
    if least == 1:
        return disjunction(open_parts)
    if least == len(open_parts):
        return conjunction(open_parts)
    return Count(least, tuple(open_parts))


def negation(formula: Formula) -> Formula:
    """The formula that another does not hold."""
    match formula:
        case bool():
            return not formula
        case Atom(variable, options, size):
            return Atom(variable, frozenset(range(size)) - options, size)
        case And(parts):
            return disjunction(negation(part) for part in parts)
        case Or(parts):
            return conjunction(negation(part) for part in parts)
        case Count(least, parts):
            return at_least(len(parts) - least + 1, (negation(part) for part in parts))


def chosen(formula: Formula, variable: int, option: int) -> Formula:
    """The formula that is left when a variable takes an option."""
    match formula:
        case bool():
            return formula
        case Atom(other, options, _):
            return option in options if other == variable else formula
        case And(parts):
            return conjunction(chosen(part, variable, option) for part in parts)
        case Or(parts):
            return disjunction(chosen(part, variable, option) for part in parts)
        case Count(least, parts):
            return at_least(least, (chosen(part, variable, option) for part in parts))


def variables(formula: Formula) -> frozenset[int]:
    """The variables that a formula still depends on."""
    match formula:
        case bool():
            return frozenset()
        case Atom(variable, _, _):
            return frozenset((variable,))
        case And(parts) | Or(parts) | Count(_, parts):
            return frozenset().union(*(variables(part) for part in parts))


def mapped(formula: Formula, change: Callable[[Atom], Formula]) -> Formula:
    """The formula with every atom replaced by what `change` makes of it."""
    match formula:
        case bool():
            return formula
        case Atom():
            return change(formula)
        case And(parts):
            return conjunction(mapped(part, change) for part in parts)
        case Or(parts):
            return disjunction(mapped(part, change) for part in parts)
        case Count(least, parts):
            return at_least(least, (mapped(part, change) for part in parts))


def differing(one: Formula, two: Formula) -> Formula:
    """The formula that just one of two holds."""
    return disjunction(
        (conjunction((one, negation(two))), conjunction((two, negation(one)))),
    )


def atoms(formula: Formula) -> frozenset[Atom]:
    """The atoms that a formula is made of."""
    match formula:
        case bool():
            return frozenset()
        case Atom():
            return frozenset((formula,))
        case And(parts) | Or(parts) | Count(_, parts):
            return frozenset().union(*(atoms(part) for part in parts))
