"""A study: its project file, its codebook and its cases."""

from pydantic import ConfigDict, Field

from qualcode.model.base import Frozen, Label, Located, Text, nothing
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook


class Project(Located):
    """The project file: where things are, relative to it, and the language to write in."""

    study: Text
    title: Label = Field(default_factory=nothing)
    codebook: Text
    cases: Text = "cases"
    templates: Text = "templates"
    output: Text = "build"
    language: Text


class Study(Frozen):
    """All that was read, as far as it could be read. Cases come in the order of their ids."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    project: Project
    codebook: Codebook
    cases: tuple[Case, ...]

    def observations(self, unit: str) -> tuple[Case, ...]:
        """The cases of a unit that may be counted: all but the definitions (fixtures)."""
        return tuple(case for case in self.cases if case.unit == unit and not case.fixture)
