"""Where a quotation stands in a document, and passages: quotations with codes.

After the Web Annotation data model (W3C Recommendation 2017, sections 4.2.4 and 4.2.5): the exact
words anchor, what is before and after them tells repetitions apart, and the position is a hint.
"""

from pydantic import Field

from qualcode.diagnostics import Location
from qualcode.model.base import Label, Located, ReadOnly, Text, Whole, nothing


class Anchor(Located):
    """The exact words of a document, with what helps to find them.

    `start` is the hint (`position` in files): how many characters of the stored text, in Unicode
    code points and with line ends as one character, come before the quotation. `refi` is the GUID
    by which other programs know the stretch, as it is wherever it stands.
    """

    document: Text
    quote: Text = ""
    prefix: Text = ""
    suffix: Text = ""
    refi: Text = ""
    start: Whole | None = Field(default=None, alias="position", ge=0)
    places: ReadOnly[Text, Location] = Field(
        default_factory=nothing, alias="__places__", repr=False, exclude=True
    )
    """The places of its parts in the file, by their keys there."""

    def place_of(self, key: str) -> Location:
        """The place of the value under a key, or of the whole where the key is not there."""
        return self.places.get(key, self.position)


class Passage(Anchor):
    """A coded excerpt of a document. Passages may overlap and contain one another."""

    id: Text = ""
    codes: tuple[Text, ...] = ()
    code_positions: tuple[Location, ...] = Field(
        default=(), alias="__code_positions__", repr=False, exclude=True
    )
    coder: Text = ""
    date: Text = ""
    note: Label = Field(default_factory=nothing)
