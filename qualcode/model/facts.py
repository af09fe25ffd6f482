"""Facts of a study that belong to no case: its phases, its interviews, the groups it names."""

from typing import Literal

from pydantic import Field

from qualcode.model.base import Label, Located, Number, ReadOnly, Source, Text, nothing

FactValue = Number | Label | tuple[Label, ...]
"""A number, a text by language, or a list of such texts."""


class FactField(Located):
    """One thing that can be said of every item of a list; years have no sign for thousands."""

    id: Text
    label: Label
    scale: Literal["year"] | None = None


class Fact(Located):
    """One item of a list, with the values of those fields that it has."""

    id: Text
    label: Label
    definition: Label = Field(default_factory=nothing)
    source: Source | None = None
    values: ReadOnly[Text, FactValue] = Field(default_factory=nothing)


class FactList(Located):
    """A list of facts: what it is called, what its items can have, and the items."""

    id: Text
    label: Label
    definition: Label = Field(default_factory=nothing)
    source: Source | None = None
    fields: ReadOnly[Text, FactField] = Field(default_factory=nothing)
    items: ReadOnly[Text, Fact] = Field(default_factory=nothing)
