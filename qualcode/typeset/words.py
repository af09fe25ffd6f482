"""The fixed words that a document shows, in the language that it is written in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """What stands above lists and notes; whoever calls a writer gives them, in the text's language.

    Attributes:
        contents: the heading of the table of contents.
        tables: the heading of the list of tables.
        figures: the heading of the list of figures.
        boxes: the heading of the list of boxes.
        notes: the heading of footnotes that stand together.
        back: what the link from a footnote to its place in the text is called.
        skip: what the link past everything before the text is called.
        page: what stands before a page number.
    """

    contents: str
    tables: str
    figures: str
    boxes: str
    notes: str
    back: str
    skip: str
    page: str
