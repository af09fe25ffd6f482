"""Tables and boxes as the tables of Word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from qualcode.typeset import columns
from qualcode.typeset.blocks import Align, Inlines, Table
from qualcode.typeset.word.inlines import Look, Wording
from qualcode.typeset.word.xml import element, paragraph

_MOST_LINES_KEPT = 12
"""A row that is higher than this may go on on the next page."""


def table(rows: Table, grid: columns.Grid, wording: Wording, named: str) -> BaseOxmlElement:
    """A table with the names of its columns on each page.

    Args:
        rows: the table.
        grid: how its columns fit the page.
        wording: writes the words of the cells.
        named: what the table is called, for those who cannot see it.
    """
    low = columns.is_low(rows, grid)
    look = Look(size=grid.size if grid.size < columns.SIZES[0] else 0)
    head = _Manner(wording.styles["Table Head"], look, keeps=True)
    cells = head.cells(rows.columns, rows.aligned, wording)
    made = [_row(cells, grid.widths, element("w:cantSplit"), element("w:tblHeader"))]
    for number, row in enumerate(rows.rows, 1):
        keeps = low and number < len(rows.rows)
        manner = _Manner(wording.styles["Table Text"], look, keeps)
        whole = columns.height(row, grid) <= _MOST_LINES_KEPT
        cells = manner.cells(row, rows.aligned, wording)
        made.append(_row(cells, grid.widths, element("w:cantSplit") if whole else None))
    return framed(wording.styles["Report Table"], grid.widths, made, named)


@dataclass(frozen=True, slots=True)
class _Manner:
    """How the cells of a row are written; `keeps` holds the next row on the same page."""

    style: str
    look: Look
    keeps: bool

    def cells(
        self, cells: Sequence[Inlines], aligned: Sequence[Align], wording: Wording
    ) -> list[list[BaseOxmlElement]]:
        """The cells, each as one paragraph."""
        return [
            [
                paragraph(
                    self.style, *wording.runs(cell, self.look), properties=self._properties(one)
                )
            ]
            for cell, one in zip(cells, aligned, strict=True)
        ]

    def _properties(self, align: Align) -> tuple[BaseOxmlElement | None, ...]:
        return (
            element("w:keepNext") if self.keeps else None,
            element("w:jc", val=align.value) if align is not Align.LEFT else None,
        )


def framed(
    style: str, widths: Sequence[float], rows: Iterable[BaseOxmlElement], named: str
) -> BaseOxmlElement:
    """Rows in a table of a style, with columns of fixed widths in points."""
    sizes = [round(width * 20) for width in widths]
    return element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblStyle", val=style),
            element("w:tblW", w=sum(sizes), type="dxa"),
            element("w:tblLayout", type="fixed"),
            element(
                "w:tblLook",
                val="0020",
                firstRow=1,
                lastRow=0,
                firstColumn=0,
                lastColumn=0,
                noHBand=1,
                noVBand=1,
            ),
            element("w:tblCaption", val=named) if named else None,
        ),
        element("w:tblGrid", *(element("w:gridCol", w=size) for size in sizes)),
        *rows,
    )


def box_row(blocks: Sequence[BaseOxmlElement], width: float) -> BaseOxmlElement:
    """The one row of a box, which may go on on the next page."""
    return _row((blocks,), (width,))


def _row(
    cells: Iterable[Sequence[BaseOxmlElement]],
    widths: Sequence[float],
    *properties: BaseOxmlElement | None,
) -> BaseOxmlElement:
    there = [one for one in properties if one is not None]
    return element(
        "w:tr",
        element("w:trPr", *there) if there else None,
        *(
            element(
                "w:tc",
                element("w:tcPr", element("w:tcW", w=round(width * 20), type="dxa")),
                *cell,
            )
            for cell, width in zip(cells, widths, strict=True)
        ),
    )
