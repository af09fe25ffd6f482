"""A study: its project file, its codebook and its cases."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict, Field

from qualcode.model.base import Flag, Frozen, Label, LanguageCode, Located, Text, nothing
from qualcode.model.case import Case
from qualcode.model.checks import Checks
from qualcode.model.codebook import Codebook
from qualcode.model.consensus import sheets_of
from qualcode.model.places import CASES, OUTPUT, TEMPLATES
from qualcode.model.walk import Coded, coded


class Project(Located):
    """The project file: where things are, relative to it, and the language to write in.

    Drafts show figures as SVG files, or as Mermaid for readers that draw it themselves.
    """

    study: Text
    title: Label = Field(default_factory=nothing)
    codebook: Text
    cases: Text = CASES
    templates: Text = TEMPLATES
    output: Text = OUTPUT
    language: LanguageCode
    figures: Literal["svg", "mermaid"] = "svg"
    checks: Checks = Field(default_factory=Checks)


class Study(Frozen):
    """All that was read, as far as it could be read. Cases come in the order of their ids."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    project: Project
    codebook: Codebook
    cases: tuple[Case, ...]
    has_all_cases: Flag = True
    """False when a case could not be read: then nobody may miss a case, or count the cases."""

    def coded(self, case: Case) -> tuple[Coded, ...]:
        """All codings that a case or a coder's sheet has in its own file, with their codes."""
        return self._coded[case.position.file]

    @cached_property
    def _coded(self) -> Mapping[str, tuple[Coded, ...]]:
        return {case.position.file: tuple(coded(case, self.codebook)) for case in self.sheets}

    @cached_property
    def sheets(self) -> tuple[Case, ...]:
        """All files that hold codings, as they were written; what a coder wrote is a case too."""
        return tuple(sheet for case in self.cases for sheet in sheets_of(case))

    def observations(self, unit: str) -> tuple[Case, ...]:
        """The cases of a unit that may be counted: all but the definitions (fixtures)."""
        return tuple(case for case in self.cases if case.unit == unit and not case.fixture)
