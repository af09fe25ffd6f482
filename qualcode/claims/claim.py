"""What can be claimed of the data, as frozen values."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from qualcode.model.codebook import QuantityWord
from qualcode.query.expression import Expression


@dataclass(frozen=True, slots=True)
class Among:
    """The cases that a claim counts: those of a case group or of a unit.

    `is_known_only`: only those of which it is known, as the author declares.
    """

    name: str
    is_unit: bool
    is_known_only: bool = False


class Bound(StrEnum):
    """How a number is meant."""

    EXACTLY = "exactly"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Count:
    """So many cases: `3 of boxes: A`, `at least 3 of 5 of boxes: A`; `of` is how many there are."""

    kind: ClassVar[str] = "count"

    among: Among
    condition: Expression
    number: int
    bound: Bound = Bound.EXACTLY
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Called:
    """As many cases as a quantity word of the codebook stands for: `most of boxes: A`."""

    kind: ClassVar[str] = "word"

    among: Among
    condition: Expression
    word: QuantityWord


@dataclass(frozen=True, slots=True)
class More:
    """More cases have one thing than another: `more of boxes: A than B`."""

    kind: ClassVar[str] = "comparison"

    among: Among
    condition: Expression
    than: Expression


@dataclass(frozen=True, slots=True)
class MoreIn:
    """A greater share of one group than of another: `more of boxes than of areas: A`."""

    kind: ClassVar[str] = "comparison"

    among: Among
    other: Among
    condition: Expression


@dataclass(frozen=True, slots=True)
class OfType:
    """Cases are of a type: `box-4-1, box-4-2 are T in TYPOLOGY`; `may_be`: in some world."""

    kind: ClassVar[str] = "type"

    cases: tuple[str, ...]
    type: str
    typology: str
    may_be: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """The quoted words are in the study: `quote case:C document:D role:R`; empty where not said."""

    kind: ClassVar[str] = "quotation"

    case: str = ""
    document: str = ""
    role: str = ""


Claim = Count | Called | More | MoreIn | OfType | Quote
