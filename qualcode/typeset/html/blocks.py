"""The blocks of a document as HTML."""

from base64 import b64encode
from collections.abc import Iterator

from qualcode.typeset.blocks import (
    Align,
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
from qualcode.typeset.html.elements import Html, block, element, joined, text, void
from qualcode.typeset.html.inlines import Wording
from qualcode.typeset.wording import all_blocks, is_note, plain_text

_DEEPEST = 6


class Writer:
    """Writes the blocks of one document."""

    def __init__(self, document: Document) -> None:
        """A writer that has written nothing yet."""
        numbers = {key: number for number, key in enumerate(document.notes, 1)}
        self.wording = Wording(numbers)
        self._images = document.images
        found = all_blocks(document.blocks)
        has_parts = any(isinstance(one, Heading) and one.level == 1 for one in found)
        self._deeper = 1 if has_parts else 0  # the title of the document is its only h1

    def blocks(self, blocks: Blocks) -> Html:
        """Blocks that follow each other."""
        return joined(map(self._block, blocks), "\n")

    def _block(self, one: Block) -> Html:
        match one:
            case Heading():
                return self._heading(one)
            case Paragraph():
                of_a_note = {"class": "note" if is_note(one) else ""}
                return element("p", self.wording.inlines(one.parts), of_a_note)
            case Listing():
                return self._listing(one)
            case Quotation():
                return block("blockquote", (self.blocks(one.blocks),))
            case Box():
                caption = self._caption("figcaption", one.caption)
                named = {"class": "box", "id": one.caption.name}
                return block("figure", (caption, self.blocks(one.blocks)), named)
            case Table():
                return self._table(one)
            case Figure():
                return self._figure(one)
            case CodeBlock():
                code = element("code", text(one.text))
                return element("pre", code, {"tabindex": "0"})
            case Rule():
                return void("hr")

    def _heading(self, heading: Heading) -> Html:
        name = f"h{min(heading.level + self._deeper, _DEEPEST)}"
        starts_a_part = "part" if heading.level == 1 else ""
        attributes = {"id": heading.name, "class": starts_a_part}
        return element(name, self.wording.inlines(heading.parts), attributes)

    def _listing(self, listing: Listing) -> Html:
        name = "ul" if listing.start is None else "ol"
        start = "" if listing.start in (None, 1) else str(listing.start)
        items = (element("li", self._item(item)) for item in listing.items)
        return block(name, items, {"start": start})

    def _item(self, item: Blocks) -> Html:
        """An item; where lists alone follow its words, these are no paragraph of their own."""
        match item:
            case (Paragraph(parts), *rest) if all(isinstance(one, Listing) for one in rest):
                words = self.wording.inlines(parts)
                return joined((words, *(self._block(one) for one in rest)), "\n")
        return self.blocks(item)

    def _caption(self, name: str, caption: Caption) -> Html:
        label = element("strong", text(f"{caption.label}.")) if caption.label else Html()
        title = self.wording.inlines(caption.title)
        words = joined((label, title), " " if label and title else "")
        return element(name, element("span", words))

    def _table(self, table: Table) -> Html:
        """A table in a frame of its own, which scrolls where the page is too narrow."""
        caption = table.caption
        parts = [] if caption is None else [self._caption("caption", caption)]
        parts += [block("thead", (self._row(table, table.columns, "col", len(table.columns)),))]
        named = 1 if _is_named(table) else 0
        parts += [block("tbody", (self._row(table, row, "row", named) for row in table.rows))]
        written = block("table", filter(None, parts), {"id": caption.name if caption else ""})
        said = plain_text((*caption.title,)) or caption.label if caption else ""
        frame = {"class": "scroll", "tabindex": "0"}
        label = {"role": "region", "aria-label": said} if said else {}
        return block("div", (written,), frame | label)

    def _row(self, table: Table, cells: tuple[Inlines, ...], scope: str, heads: int) -> Html:
        written = (
            element(
                "th" if place < heads else "td",
                self.wording.inlines(cell),
                {"scope": scope if place < heads else "", "class": _side(align)},
            )
            for place, (cell, align) in enumerate(zip(cells, table.aligned, strict=True))
        )
        return element("tr", joined(written))

    def _figure(self, figure: Figure) -> Html:
        caption = figure.caption
        return block(
            "figure",
            self._in_figure(figure),
            {"id": caption.name if caption else ""},
        )

    def _in_figure(self, figure: Figure) -> Iterator[Html]:
        data = b64encode(self._images[figure.image].encode()).decode()
        image = {"src": f"data:image/svg+xml;base64,{data}"}
        # An empty text must be written too: it says that there is nothing to read out.
        alternative = void("img", {**image, "alt": figure.alternative or " "})
        yield element("div", alternative, {"class": "scroll", "tabindex": "0"})
        if figure.caption is not None:
            yield self._caption("figcaption", figure.caption)


def _is_named(table: Table) -> bool:
    """Whether the first cell of each row tells it from all others, and so is its name."""
    names = [plain_text(row[0]).strip() for row in table.rows if row]
    return len(table.columns) > 1 and all(names) and len(set(names)) == len(names)


def _side(align: Align) -> str:
    return "" if align is Align.LEFT else align.value
