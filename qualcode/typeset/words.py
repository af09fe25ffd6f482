"""The fixed words of a document, in its language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The titles of the lists that a writer makes, and of the notes."""

    contents: str
    tables: str
    figures: str
    boxes: str
    notes: str
