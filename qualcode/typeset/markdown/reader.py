"""Markdown read into blocks, as the drafts of a report write them.

A paragraph in bold type right before a table is its caption, and right after a picture the caption
of the figure. A quotation that begins with one is a box. What cannot be told in blocks is a
finding at its line; no word is lost.
"""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from qualcode.diagnostics import Diagnostic, finding, in_order
from qualcode.typeset import columns
from qualcode.typeset.blocks import (
    Align,
    Block,
    Blocks,
    Box,
    CodeBlock,
    Emphasis,
    Figure,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    Quotation,
    Rule,
    Table,
)
from qualcode.typeset.markdown.captions import Names, wholly_bold
from qualcode.typeset.markdown.inlines import InlineReader, without_comments
from qualcode.typeset.markdown.manuscript import Manuscript, Picture, ReadText
from qualcode.typeset.markdown.notes import Notes
from qualcode.typeset.markdown.parsing import parse
from qualcode.typeset.rules import SURPLUS_CELL, WIDE_TABLE

_ALIGNED: Mapping[object, Align] = {f"text-align:{align.value}": align for align in Align}


def read_markdown(manuscript: Manuscript) -> ReadText:
    """A text as blocks."""
    return _Reader(manuscript).text()


class _Reader:
    """Reads one text."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._lines = manuscript.markdown.split("\n")
        self._names = Names(manuscript.name)
        self._notes = Notes(manuscript)
        self._pictures: list[Picture] = []
        self._findings: list[Diagnostic] = []

    def text(self) -> ReadText:
        """The whole text."""
        tree = parse(self._manuscript.markdown, self._manuscript.language)
        blocks = self._blocks(tree.children)
        notes = self._notes.in_order(blocks)
        found = in_order((*self._findings, *self._notes.findings(notes)))
        return ReadText(blocks, notes, tuple(self._pictures), found)

    def _blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Blocks:
        found: list[Block] = []
        left = list(nodes)
        while left:
            node = left.pop(0)
            if node.type == "paragraph":
                found += self._paragraph(node, left)
            else:
                found += self._block(node)
        return tuple(found)

    def _block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        match node.type:
            case "heading":
                parts, level = self._inlines(node), int(node.tag[1:])
                yield Heading(level, parts, self._names.of_heading(level, parts))
            case "table":
                yield self._table(node, None)
            case "bullet_list":
                yield Listing(self._items(node))
            case "ordered_list":
                yield Listing(self._items(node), int(node.attrs.get("start", 1)))
            case "blockquote":
                yield self._quotation(node)
            case "fence" | "code_block":
                yield CodeBlock(node.content.removesuffix("\n"))
            case "hr":
                yield Rule()
            case "footnote_reference":
                self._notes.add(node.meta["label"], self._line(node), self._blocks(node.children))
            case other:
                raise AssertionError(f"the parser is not asked for '{other}'")

    def _paragraph(self, node: SyntaxTreeNode, left: list[SyntaxTreeNode]) -> Iterator[Block]:
        """A paragraph, or what it makes with the one after it, which is then taken."""
        picture = _only_picture(node)
        if picture is not None:
            yield self._figure(picture, node, left)
            return
        parts = self._inlines(node)
        bold = wholly_bold(parts)
        if bold is not None and left and left[0].type == "table":
            yield self._table(left.pop(0), bold)
        elif parts:
            yield Paragraph(parts)

    def _figure(
        self, picture: SyntaxTreeNode, node: SyntaxTreeNode, left: list[SyntaxTreeNode]
    ) -> Figure:
        source = str(picture.attrs["src"])
        path = unquote(source)
        self._pictures.append(Picture(path, self._manuscript.at(self._line(node), source)))
        caption = None
        if left and left[0].type == "paragraph" and _only_strong(left[0]):
            (bold,) = self._inlines(left.pop(0))
            caption = self._names.of_caption(bold.parts if isinstance(bold, Emphasis) else ())
        return Figure(path, picture.content, caption)

    def _quotation(self, node: SyntaxTreeNode) -> Block:
        blocks = self._blocks(node.children)
        match blocks:
            case (Paragraph(parts), *rest) if bold := wholly_bold(parts):
                return Box(self._names.of_caption(bold), tuple(rest))
        return Quotation(blocks)

    def _items(self, node: SyntaxTreeNode) -> tuple[Blocks, ...]:
        return tuple(self._blocks(item.children) for item in node.children)

    def _table(self, node: SyntaxTreeNode, bold: Inlines | None) -> Table:
        caption = None if bold is None else self._names.of_caption(bold)
        head, *body = (row for part in node.children for row in part.children)
        aligned = tuple(_ALIGNED.get(cell.attrs.get("style"), Align.LEFT) for cell in head.children)
        rows = tuple(self._row(row, len(aligned)) for row in body)
        table = Table(caption, self._row(head, len(aligned)), aligned, rows)
        if columns.arrange(table, columns.UPRIGHT, columns.ACROSS).divides_words:
            self._tell_of_width(node, table)
        return table

    def _row(self, node: SyntaxTreeNode, width: int) -> tuple[Inlines, ...]:
        cells = _cells(self._lines[self._line(node)])
        for cell in cells[width:]:
            message = f"the cell '{cell.strip()}' stands in no column of its table"
            hint = "give the table one more column, or write \\| where a bar is meant"
            at = self._manuscript.at(self._line(node), cell.strip())
            self._findings.append(finding(SURPLUS_CELL, at, message, hint))
        return tuple(self._inlines(cell) for cell in node.children)

    def _tell_of_width(self, node: SyntaxTreeNode, table: Table) -> None:
        message = (
            f"a table of {len(table.columns)} columns is too wide for a page; "
            "in documents with pages its words are divided"
        )
        hint = "make it several tables, take columns out, or put the columns into rows"
        at = self._manuscript.at(self._line(node))
        self._findings.append(finding(WIDE_TABLE, at, message, hint))

    def _inlines(self, node: SyntaxTreeNode) -> Inlines:
        """The words of a paragraph, a heading or a cell."""
        inline = node.children[0]
        line = self._line(inline)
        reader = InlineReader(self._manuscript, inline.content, line, self._findings.append)
        return reader.inlines(without_comments(inline.children))

    def _line(self, node: SyntaxTreeNode) -> int:
        return node.map[0] if node.map else 0


def _only_picture(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """The picture that is all that a paragraph shows, or None."""
    shown = without_comments(node.children[0].children)
    return shown[0] if len(shown) == 1 and shown[0].type == "image" else None


def _only_strong(node: SyntaxTreeNode) -> bool:
    shown = without_comments(node.children[0].children)
    return len(shown) == 1 and shown[0].type == "strong"


def _cells(line: str) -> Sequence[str]:
    """The cells of a line of a table, as the parser divides it."""
    cells = escapedSplit(line.strip().lstrip("> ").strip())
    inner = cells[1:] if cells and not cells[0].strip() else cells
    return inner[:-1] if inner and not inner[-1].strip() else inner
