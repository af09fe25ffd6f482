"""The documents of a case: transcripts and papers, with their stored text."""

from pydantic import Field

from qualcode.diagnostics import Location
from qualcode.model.base import Flag, Frozen, Label, Located, ReadOnly, Text, nothing


class Origin(Frozen):
    """What a stored text was made from, and a digest that shows whether it has changed since."""

    document: Text
    original: Text
    original_sha256: Text
    converter: Text
    text_sha256: Text
    remarks: tuple[Text, ...] = ()


class CaseDocument(Located):
    """A document of a case: declared in the case file, found in its `documents` folder, or both.

    `file` is relative to the case's folder. `text` has line ends as one character each; None where
    there is no file or it cannot be read. `kind` and `respondents` are words of the codebook's
    vocabularies `document_kinds` and `respondent_roles`, where it has them.
    """

    id: Text
    label: Label = Field(default_factory=nothing)
    date: Text = ""
    kind: Text = ""
    respondents: tuple[Text, ...] = ()
    consent: Text = ""
    language: Text = ""
    note: Label = Field(default_factory=nothing)
    refi: Text = ""
    file: Text = ""
    is_declared: Flag = Field(default=False, alias="__is_declared__")
    has_file: Flag = Field(default=False, alias="__has_file__")
    text: Text | None = Field(default=None, alias="__text__", repr=False, exclude=True)
    origin: Origin | None = Field(default=None, alias="__origin__", exclude=True)
    places: ReadOnly[Text, Location] = Field(
        default_factory=nothing, alias="__places__", repr=False, exclude=True
    )
    """The places of its parts in the file, by their keys there."""
    respondent_positions: tuple[Location, ...] = Field(
        default=(), alias="__respondent_positions__", repr=False, exclude=True
    )

    def place_of(self, key: str) -> Location:
        """The place of the value under a key, or of the whole where the key is not there."""
        return self.places.get(key, self.position)

    @property
    def is_missing(self) -> bool:
        """Whether the case declares the document, but has no file for it."""
        return self.is_declared and not self.has_file
