"""A typology: types of cases, their conditions, and what the source says of them."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from qualcode.model.base import (
    Basis,
    Flag,
    Label,
    Located,
    Number,
    Positive,
    ReadOnly,
    Source,
    Text,
    nothing,
)
from qualcode.model.condition import Condition, Scalar


class Clause(Located):
    """A condition of a type, with where it comes from."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    when: Condition
    source: Source | None = None
    basis: Basis = "stated"
    note: Label = Field(default_factory=nothing)


class Trait(Located):
    """A typical trait: described in words, by a condition, or both. It never decides."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    text: Label = Field(default_factory=nothing)
    when: Condition | None = None
    weight: Positive = 1
    source: Source | None = None
    basis: Basis = "stated"


class Ideal(Located):
    """The values of one dimension that a pure case of a type would have, and their weight."""

    ideal: Annotated[tuple[Scalar, ...], Field(min_length=1)]
    weight: Positive = 1


class Remark(Located):
    """A strength or a weakness, with the criteria it bears on."""

    text: Label
    criteria: tuple[Text, ...] = ()
    source: Source | None = None
    basis: Basis = "stated"


class Rating(Located):
    """How a type does on one criterion."""

    rating: Text
    leaning: Literal["positive", "negative"] | None = None
    note: Label = Field(default_factory=nothing)
    basis: Literal["stated", "restored", "inferred", "presumed", "implied"] = "stated"
    source: Source | None = None


class Subtype(Located):
    """A variety of a type, told by further necessary conditions."""

    id: Text
    label: Label = Field(default_factory=nothing)
    definition: Label = Field(default_factory=nothing)
    necessary: tuple[Clause, ...] = ()
    source: Source | None = None


class Type(Located):
    """One type: its conditions, its profile, and what the source says of it."""

    id: Text
    label: Label = Field(default_factory=nothing)
    short: Label = Field(default_factory=nothing)
    definition: Label = Field(default_factory=nothing)
    source: Source | None = None
    basis: Basis = "stated"
    necessary: tuple[Clause, ...] = ()
    excluded_by: tuple[Clause, ...] = ()
    sufficient: tuple[Clause, ...] = ()
    profile: ReadOnly[Text, Ideal] = Field(default_factory=nothing)
    typical: tuple[Trait, ...] = ()
    strengths: tuple[Remark, ...] = ()
    weaknesses: tuple[Remark, ...] = ()
    assessment: ReadOnly[Text, Rating] = Field(default_factory=nothing)
    subtypes: tuple[Subtype, ...] = ()


class Assessment(Located):
    """The criteria that a typology's types are assessed by, and the words for the ratings."""

    criteria: Text
    ratings: Text


class Thresholds(Located):
    """Where a verdict changes its name. Conventions of this tool, not of the literature.

    `blend`: least resemblance that counts; `margin`: how far below the best a type of a blend
    may lie; `pure`: least membership of a pure case, where memberships are graded.
    """

    pure: Annotated[Number, Field(gt=0.5, le=1)] = 0.8
    blend: Number = 0.5
    margin: Number = 0.2


class Typology(Located):
    """Types of one unit, and what is claimed of them together."""

    id: Text
    aliases: tuple[Text, ...] = ()
    unit: Text
    label: Label = Field(default_factory=nothing)
    definition: Label = Field(default_factory=nothing)
    source: Source | None = None
    basis: Basis = "stated"
    exclusive: Literal["required", "expected", "no"] = "expected"
    exhaustive: Literal["required", "expected", "no"] = "no"
    declared_types_settle: Flag = True
    thresholds: Thresholds = Thresholds()
    assessment: Assessment | None = None
    types: ReadOnly[Text, Type]
