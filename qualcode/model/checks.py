"""What a project says about its checks: which findings count, and how much."""

from typing import Annotated, Literal

from pydantic import Field

from qualcode.model.base import Located, ReadOnly, Text, Whole, nothing


class NamedRules(Located):
    """A rule's id or name, or the beginning of the ids of a family, as in `QC2`."""

    name: Text


class NamedSeverity(NamedRules):
    """How much the findings of rules weigh in this project."""

    severity: Literal["error", "warning", "info"]


class Checks(Located):
    """Which findings `check` shows and counts. It never changes what may be classified."""

    select: tuple[NamedRules, ...] = ()
    ignore: tuple[NamedRules, ...] = ()
    severity: ReadOnly[Text, NamedSeverity] = Field(default_factory=nothing)
    max_warnings: Annotated[Whole, Field(ge=0)] = 0

    @property
    def named(self) -> tuple[NamedRules, ...]:
        """Every entry that names rules."""
        return (*self.select, *self.ignore, *self.severity.values())
