"""What a report holds, whatever it is written as: blocks of text, in order.

One model stands between Markdown and every format. A reader makes it, each writer walks it, and
none of them knows another. After Pandoc's document type (MacFarlane, pandoc.org, "Pandoc types"),
with the parts that a report of cases has: boxes, numbered captions, references to evidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words; quotation marks and dashes are as they are to be printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Words that are shown as they are typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """The start of a new line within a paragraph or a cell."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place of a footnote; `note` is its key in `Document.notes`."""

    note: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words that are stressed; `strong` ones are bold, others italic."""

    parts: "Inlines"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address, or, with `#`, to the block of that name."""

    target: str
    parts: "Inlines"


Inline = Text | Code | Break | NoteMark | Emphasis | Link
Inlines = tuple[Inline, ...]


class Align(StrEnum):
    """How the cells of a column stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 heads a part of the report."""

    level: int
    parts: Inlines
    name: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    parts: Inlines


@dataclass(frozen=True, slots=True)
class Listing:
    """Items, each of one or several blocks; numbered from `start` where that is given."""

    items: tuple["Blocks", ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Blocks that are set off: somebody's words, or a place for the author's."""

    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands at a table, a figure or a box: 'Table 4.1' and its title."""

    label: str
    title: Inlines
    name: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks in a frame, under a title of their own."""

    caption: Caption
    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under the names of their columns."""

    caption: Caption | None
    columns: tuple[Inlines, ...]
    aligned: tuple[Align, ...]
    rows: tuple[tuple[Inlines, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, by its key in `Document.images`, with the text that stands for it."""

    image: str
    alternative: str
    caption: Caption | None


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines that are shown as they are typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


Block = Heading | Paragraph | Listing | Quotation | Box | Table | Figure | CodeBlock | Rule
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, or one part of it.

    Attributes:
        title: what stands on its first page and in the properties of the file.
        language: the code of its language, such as `da`; it decides hyphenation and fixed words.
        blocks: the text.
        notes: footnotes by key, in the order in which they are first referred to.
        images: the pictures as SVG, by key.
        front: lines below the title, such as the study and the version of its codebook.
    """

    title: str
    language: str
    blocks: Blocks
    notes: Mapping[str, Blocks] = field(default_factory=dict)
    images: Mapping[str, str] = field(default_factory=dict)
    front: tuple[str, ...] = ()
