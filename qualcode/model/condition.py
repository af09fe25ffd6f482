"""Conditions over the codes of a case, as written in typologies, derived codes and rules.

A condition says nothing about how it is decided: `typology` reads it over all possible worlds.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from qualcode.diagnostics import Location
from qualcode.model.base import NOWHERE

Scalar = bool | int | float | str
Value = Scalar | tuple[Scalar, ...]

UNKNOWN = "unknown"
NOT_APPLICABLE = "not_applicable"
DEGREE = "degree"
"""The operator of a test that holds in part: to the degree that the code's calibration gives."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One code (or record field) compared with a value: `{anchoring: {in: [central, local]}}`."""

    code: str
    operator: str
    argument: Value
    position: Location = field(default=NOWHERE, compare=False, repr=False)
    argument_position: Location = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts hold."""

    count: int
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least `count` records of a group for which `where` holds."""

    records: str
    where: "Condition"
    count: int = 1
    position: Location = field(default=NOWHERE, compare=False, repr=False)


Condition = Comparison | AllOf | AnyOf | Not | AtLeast | Some

ALWAYS = AllOf(())
NEVER = AnyOf(())


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside one, not those over a record's fields."""
    match condition:
        case AllOf(parts) | AnyOf(parts) | AtLeast(_, parts):
            return parts
        case Not(part):
            return (part,)
        case _:
            return ()


def leaves(condition: Condition) -> Iterator[Comparison | Some]:
    """The tests and record conditions that a condition is built from, in reading order."""
    if isinstance(condition, Comparison | Some):
        yield condition
    for part in parts_of(condition):
        yield from leaves(part)
