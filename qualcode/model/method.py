"""How a study was made, as far as somebody wrote it down: what reporting standards ask for."""

from pydantic import Field, model_validator

from qualcode.model.base import Flag, Label, Located, Source, Text, nothing


class StatedIn(Located):
    """The part of the report that says something, and the section in it by its heading."""

    part: Text
    section: Label = Field(default_factory=nothing)


class Method(Located):
    """One thing to be said of how a study was made, where it is from, where the report says it.

    What the data themselves say needs no text, only the place in the report. A text that leaves
    something open is not `complete`. What cannot be asked of the study is `not_applicable`, with
    the reason.
    """

    id: Text
    text: Label = Field(default_factory=nothing)
    complete: Flag = True
    source: Source | None = None
    stated_in: StatedIn | None = None
    not_applicable: Label = Field(default_factory=nothing)

    @model_validator(mode="after")
    def _says_something(self) -> "Method":
        says = any(self.text.values()) or self.stated_in is not None
        if says and self.not_applicable:
            raise ValueError("it is not applicable, but something is said of it: keep one of them")
        if not says and not any(self.not_applicable.values()):
            raise ValueError("nothing is said: write text, stated_in or not_applicable")
        return self
