"""What can be asked for: a small language of conditions on excerpts, as frozen values."""

from dataclasses import dataclass
from typing import Literal

from qualcode.model.condition import Comparison


@dataclass(frozen=True, slots=True)
class Coded:
    """The excerpt has one of these codes: `ownership`, or `theme:talk`."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Valued:
    """The value of its case passes a test, if the code is for cases of this unit: `beds>=20`."""

    test: Comparison
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Has:
    """A field of the excerpt, its document or its case has this value: `coder:hn`."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Says:
    """Its words have this word or phrase; `*` stands for any letters: `text:brand*`."""

    phrase: str


@dataclass(frozen=True, slots=True)
class Every:
    """Every part holds."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The part does not hold."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Beside:
    """It is found by one expression, and stands by an excerpt of the same document by another.

    `overlaps`: they share characters; `within`: it lies inside the other; `near`: at most
    `distance` characters are between them. An excerpt that both find stands by itself.
    """

    found: "Expression"
    other: "Expression"
    how: Literal["overlaps", "within", "near"]
    distance: int = 0


Expression = Coded | Valued | Has | Says | Every | Either | Without | Beside

EVERYTHING = Every(())
