"""The blocks of a document as the paragraphs and tables of Word."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from qualcode.typeset import columns
from qualcode.typeset.blocks import (
    Block,
    Blocks,
    Box,
    CodeBlock,
    Document,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quotation,
    Rule,
    Table,
)
from qualcode.typeset.word.captions import Captions
from qualcode.typeset.word.inlines import Wording, run
from qualcode.typeset.word.numbering import INDENT, Numbering, leveled
from qualcode.typeset.word.pictures import Pictures
from qualcode.typeset.word.tables import box_row, framed, table
from qualcode.typeset.word.xml import element, paragraph
from qualcode.typeset.wording import plain_text, stands_for

_DEEPEST_HEADING = 6
_FRAME = 20.0
"""What stands empty in a box on both sides, in points."""
_NARROWEST = 60.0


@dataclass(frozen=True, slots=True)
class Room:
    """How large the text is, in points, where a page stands upright; how wide where it lies."""

    upright: float
    across: float
    height: float

    def narrower(self, by: float) -> "Room":
        """What is left inside of something, where no page can be turned."""
        width = max(self.upright - by, _NARROWEST)
        return replace(self, upright=width, across=width)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes blocks into one part of a file.

    Attributes:
        document: the document, for its pictures.
        wording: writes words.
        captions: writes captions, and names places that links lead to.
        numbering: the lists of the file.
        pictures: the pictures of the file.
        room: how large the page is.
        style: the style of paragraphs.
        level: how many lists the blocks are in.
        has_chapters: whether headings of level 1 begin a page.
    """

    document: Document
    wording: Wording
    captions: Captions
    numbering: Numbering
    pictures: Pictures
    room: Room
    style: str = "Normal"
    level: int = 0
    has_chapters: bool = False

    def blocks(self, blocks: Blocks) -> list[BaseOxmlElement]:
        """The blocks, with a gap behind each table that no paragraph follows."""
        return self.spaced([self.block(one) for one in blocks])

    def spaced(self, written: Sequence[list[BaseOxmlElement]]) -> list[BaseOxmlElement]:
        """What blocks are written as, with gaps behind tables, which would else grow together."""
        found: list[BaseOxmlElement] = []
        for one in written:
            found += one
            if one and one[-1].tag == qn("w:tbl"):
                found.append(paragraph(self.wording.styles["Table Gap"]))
        return found

    def block(self, one: Block) -> list[BaseOxmlElement]:
        """A block as paragraphs and tables."""
        match one:
            case Heading():
                return [self._heading(one)]
            case Paragraph():
                return [self._paragraph(self.style, *self.wording.runs(one.parts))]
            case Listing():
                return list(self._listing(one))
            case Quotation():
                return replace(self, style="Quote").blocks(one.blocks)
            case Box():
                return [self._box(one)]
            case Table():
                return self._table(one)
            case Figure():
                return self._figure(one)
            case CodeBlock():
                return [self._paragraph("Code Text", *_lines(one.text))]
            case Rule():
                return [self._rule()]

    def grid(self, one: Table) -> columns.Grid:
        """How a table fits the page."""
        return columns.arrange(one, self.room.upright, self.room.across)

    def _paragraph(self, style: str, *inside: BaseOxmlElement) -> BaseOxmlElement:
        return paragraph(self.wording.styles[style], *inside)

    def _heading(self, heading: Heading) -> BaseOxmlElement:
        style = self.wording.styles[f"heading {min(heading.level, _DEEPEST_HEADING)}"]
        begins = element("w:pageBreakBefore") if heading.level == 1 and self.has_chapters else None
        words = self.captions.place(heading.name, list(self.wording.runs(heading.parts)))
        return paragraph(style, *words, properties=(begins,))

    def _listing(self, listing: Listing) -> Iterator[BaseOxmlElement]:
        inside = replace(
            self,
            room=self.room.narrower(INDENT / 20),
            style=leveled("List Continue", self.level),
            level=self.level + 1,
        )
        kind = "List Bullet" if listing.start is None else "List Number"
        style = self.wording.styles[leveled(kind, self.level)]
        number = self._number(listing)
        for item in listing.items:
            first = item[0] if item and isinstance(item[0], Paragraph) else Paragraph(())
            rest = item[1:] if item and item[0] is first else item
            yield paragraph(style, *self.wording.runs(first.parts), properties=(number(),))
            yield from inside.blocks(rest)

    def _number(self, listing: Listing) -> Callable[[], BaseOxmlElement]:
        """What makes each paragraph an item of one list."""
        if listing.start is None:
            return lambda: self.numbering.bullets(self.level)
        made = self.numbering.numbers(listing.start, self.level)
        return lambda: deepcopy(made)

    def _box(self, box: Box) -> BaseOxmlElement:
        inside = replace(
            self, room=self.room.narrower(_FRAME), style="Normal", level=0, has_chapters=False
        )
        title = self.captions.caption(box.caption, Box, self.wording, "Box Title")
        blocks = [title, *inside.blocks(box.blocks)]
        if blocks[-1].tag != qn("w:p"):
            blocks.append(self._paragraph("Table Gap"))
        width = self.room.upright
        style = self.wording.styles["Report Box"]
        return framed(style, (width,), (box_row(blocks, width),), plain_text(box.caption.title))

    def _table(self, one: Table) -> list[BaseOxmlElement]:
        named = plain_text(one.caption.title) if one.caption else ""
        made = table(one, self.grid(one), self.wording, named)
        if not one.caption:
            return [made]
        return [self.captions.caption(one.caption, Table, self.wording, "caption"), made]

    def _figure(self, figure: Figure) -> list[BaseOxmlElement]:
        svg = self.document.images[figure.image]
        picture = self.pictures.run(
            svg, stands_for(figure), self.room.upright, self.room.height * 0.8
        )
        kept = element("w:keepNext") if figure.caption else None
        shown = paragraph(self.wording.styles["Normal"], picture, properties=(kept,))
        if not figure.caption:
            return [shown]
        return [shown, self.captions.caption(figure.caption, Figure, self.wording, "caption")]

    def _rule(self) -> BaseOxmlElement:
        line = element("w:bottom", val="single", sz=6, space=1, color="808080")
        return paragraph(self.wording.styles["Normal"], properties=(element("w:pBdr", line),))


def _lines(text: str) -> Iterator[BaseOxmlElement]:
    for number, line in enumerate(text.rstrip("\n").split("\n")):
        if number:
            yield element("w:r", element("w:br"))
        yield run(line)
