"""Reporting standards: what they ask of the report of a study, and who can answer it."""

from typing import Literal

from pydantic import Field

from qualcode.model.base import Frozen, Label, ReadOnly, Text

Filled = Literal["data", "partly", "recorded", "person"]
"""Who answers: the data; the data in part; a recorded text; or a person, in the report alone."""


class Aspect(Frozen):
    """One thing that a report has to say of how its study was made."""

    label: Label
    filled: Filled


class StandardItem(Frozen):
    """One item of a standard, in words of our own, and the aspects that it takes to answer it."""

    number: Text
    group: Text
    label: Label
    asks: Label
    needs: tuple[Text, ...] = Field(min_length=1)


class Standard(Frozen):
    """A reporting standard with its items in their published order."""

    standard: Text
    name: Text
    citation: Text
    groups: ReadOnly[Text, Label]
    items: tuple[StandardItem, ...]
