"""Tables as a page shows them, with columns that line up in the text too."""

from dataclasses import dataclass

from qualcode.render.escaping import Markdown
from qualcode.render.recording import Asked, Table

EMPTY = Markdown("–")


@dataclass(frozen=True, slots=True)
class Grid:
    """Names of columns, and rows of as many cells.

    `behind` has as many rows and cells, or none: what the data were asked for in each cell.
    """

    columns: tuple[Markdown, ...]
    rows: tuple[tuple[Markdown, ...], ...]
    behind: tuple[tuple[tuple[Asked, ...], ...], ...] = ()

    @property
    def recorded(self) -> Table:
        """The table as it is kept for leading its cells back to the data."""
        return Table(self.rows, self.behind)

    def __str__(self) -> Markdown:
        """The table as a Markdown pipe table, without a line end."""
        lines = (self.columns, *self.rows)
        widths = [max(3, *(len(line[i]) for line in lines)) for i in range(len(self.columns))]
        ruler = tuple("-" * width for width in widths)
        return Markdown("\n".join(_line(line, widths) for line in (lines[0], ruler, *lines[1:])))


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
