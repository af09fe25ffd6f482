"""The blocks of a document as Typst."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from qualcode.typeset import columns, lettering
from qualcode.typeset.blocks import (
    Block,
    Blocks,
    Box,
    Caption,
    CodeBlock,
    Document,
    Figure,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Quotation,
    Rule,
    Table,
)
from qualcode.typeset.pictures import fitted
from qualcode.typeset.turning import turned
from qualcode.typeset.typst.inlines import Wording, place
from qualcode.typeset.typst.literals import array, block, call, labelled, points, string
from qualcode.typeset.wording import plain_text, stands_for

_HIGHEST_PICTURE = 560.0
_SIZE = 10.5
_HEADINGS = 1.9
"""How many times larger the type of headings is at most, in bold."""
_INDENT = 18.0
_FRAME = 22.0
_MOST_LINES_KEPT = 12
"""A row that is higher than this may go on on the next page."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes blocks where the text is `upright` points wide, and tables on pages across."""

    document: Document
    names: frozenset[str]
    upright: float = columns.UPRIGHT
    across: float = columns.ACROSS
    size: float = _SIZE
    has_chapters: bool = False
    noted: set[str] = field(default_factory=set)

    def blocks(self, blocks: Blocks) -> str:
        """Blocks that follow each other; those on pages across are put together."""
        groups = turned(blocks, lambda table: self._grid(table).lies_across)
        return block(
            call("across", self._all(group)) if lies else self._all(group) for lies, group in groups
        )

    def inlines(self, parts: Inlines, room: float = 0) -> str:
        """Words in lines that are so many points wide, or as wide as the text."""
        return Wording(self._note, self.names, (room or self.upright) / self.size).inlines(parts)

    def _all(self, blocks: Blocks) -> str:
        return block(self._block(one) for one in blocks)

    def _block(self, one: Block) -> str:
        match one:
            case Heading():
                return self._heading(one)
            case Paragraph():
                return call("par", self.inlines(one.parts))
            case Listing():
                return self._listing(one)
            case Quotation():
                return call("quotation", self._narrower(_FRAME).blocks(one.blocks))
            case Box():
                return self._box(one)
            case Table():
                return self._table(one)
            case Figure():
                return self._figure(one)
            case CodeBlock():
                text = columns.split_words(one.text, self.upright / self.size * 0.8)
                return call("raw", string(text), block="true")
            case Rule():
                return "rule()"

    def _heading(self, heading: Heading) -> str:
        begins = "pagebreak(weak: true)" if heading.level == 1 and self.has_chapters else ""
        words = self.inlines(heading.parts, self.upright / _HEADINGS)
        if not plain_text(heading.parts).strip():  # readers aloud trip over such a heading
            return block((begins, labelled("metadata(none)", place(heading.name)), words))
        made = call("heading", words, level=str(heading.level))
        return "; ".join(filter(None, (begins, labelled(made, place(heading.name)))))

    def _narrower(self, by: float) -> "Writer":
        """A writer of what is inside of something, where no page begins and none is turned."""
        room = max(self.upright - by, 4 * self.size)
        return replace(self, upright=room, across=room, has_chapters=False)

    def _listing(self, listing: Listing) -> str:
        inside = self._narrower(_INDENT)
        items = [inside._flowing(item) for item in listing.items]
        tight = "true" if all(len(item) <= 1 for item in listing.items) else "false"
        if listing.start is None:
            return call("list", *items, tight=tight)
        return call("enum", *items, tight=tight, start=str(listing.start))

    def _flowing(self, blocks: Blocks) -> str:
        """Blocks behind a bullet or a number: the first paragraph begins on its line."""
        match blocks:
            case (Paragraph(parts), *rest):
                return block(
                    [self.inlines(parts), "parbreak()" if rest else "", *map(self._block, rest)]
                )
        return self.blocks(blocks)

    def _note(self, key: str) -> str:
        name = string(f"note {key}")
        if key in self.noted:
            return call("footnote", call("label", name))
        self.noted.add(key)
        note = self._narrower(0)._flowing(self.document.notes[key])
        return f"[#{call('footnote', note)}#label({name})]"

    def _box(self, box: Box) -> str:
        inside = self._narrower(_FRAME)
        title = labelled(inside.caption(box.caption), place(box.caption.name))
        return call("framed", title, inside.blocks(box.blocks))

    def caption(self, caption: Caption) -> str:
        """The label of a caption, in bold type, and its title."""
        return call("captioned", string(caption.label), self.inlines(caption.title))

    def _captioned(self, body: str, caption: Caption | None, kind: str) -> str:
        if not caption:
            return call("figure", body, kind=kind)
        figure = call("figure", body, kind=kind, caption=self.caption(caption))
        return labelled(figure, place(caption.name))

    def _figure(self, figure: Figure) -> str:
        svg = self.document.images[figure.image]
        width, height = fitted(svg, self.upright, _HIGHEST_PICTURE)
        drawn = call("bytes", string(lettering.in_own_font(svg)))
        picture = call(
            "image",
            drawn,
            format=string("svg"),
            width=points(width),
            height=points(height),
            alt=string(stands_for(figure)),
        )
        return self._captioned(picture, figure.caption, "image")

    def _grid(self, table: Table) -> columns.Grid:
        return columns.arrange(table, self.upright, self.across)

    def _table(self, table: Table) -> str:
        grid = self._grid(table)
        inside = replace(self, size=grid.size)
        heads = [
            call("strong", inside.inlines(cell, width - columns.PADDING))
            for cell, width in zip(table.columns, grid.widths, strict=True)
        ]
        body = call(
            "rows",
            points(grid.size),
            "true" if grid.divides_words else "false",
            array(map(points, grid.widths)),
            array(aligned.value for aligned in table.aligned),
            array(heads),
            array(cell for row in table.rows for cell in inside._cells(row, grid)),
        )
        whole = self._captioned(body, table.caption, "table")
        return call("together", whole) if columns.is_low(table, grid) else whole

    def _cells(self, row: tuple[Inlines, ...], grid: columns.Grid) -> Iterator[str]:
        breakable = columns.height(row, grid) > _MOST_LINES_KEPT
        for cell, width in zip(row, grid.widths, strict=True):
            words = self.inlines(cell, width - columns.PADDING)
            yield call("table.cell", words, breakable="true") if breakable else words
