"""Memos: what somebody thought about a code, a case, or something in it, and when."""

from pydantic import Field

from qualcode.diagnostics import Location
from qualcode.model.base import Located, ReadOnly, Text, nothing


class Memo(Located):
    """A dated note of a coder; without `about` it is about what it stands under."""

    date: Text = ""
    coder: Text = ""
    about: Text = ""
    text: Text
    places: ReadOnly[Text, Location] = Field(
        default_factory=nothing, alias="__places__", repr=False, exclude=True
    )
    """The places of its parts in the file, by their keys there."""

    def place_of(self, key: str) -> Location:
        """The place of the value under a key, or of the whole memo where the key is not there."""
        return self.places.get(key, self.position)
