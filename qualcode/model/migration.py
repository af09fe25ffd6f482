"""A change of the codebook that was carried through all files, kept so that old names are known."""

from typing import Literal

from pydantic import Field

from qualcode.model.base import Label, Located, Text, nothing


class Migration(Located):
    """One change: what was done to which name, when, by whom and why.

    A name is written as it is given to commands: `code`, `group.field`, `code=value`,
    `typology/type`. `was` keeps what a declaration said that was taken out, as YAML in one line.
    """

    date: Text
    change: Literal["rename", "merge", "split", "move"]
    kind: Literal["code", "value", "theme", "typology", "type", "document", "coder"]
    name: Text
    to: tuple[Text, ...]
    by: Text = ""
    because: Label = Field(default_factory=nothing)
    was: Text = ""
