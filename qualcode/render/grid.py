"""Tables as a page shows them, with columns that line up in the text too."""

from dataclasses import dataclass

from qualcode.render.escaping import Markdown

EMPTY = Markdown("–")


@dataclass(frozen=True, slots=True)
class Grid:
    """Names of columns, and rows of as many cells."""

    columns: tuple[Markdown, ...]
    rows: tuple[tuple[Markdown, ...], ...]

    def __str__(self) -> Markdown:
        """The table as a Markdown pipe table, without a line end."""
        lines = (self.columns, *self.rows)
        widths = [max(3, *(len(line[i]) for line in lines)) for i in range(len(self.columns))]
        ruler = tuple("-" * width for width in widths)
        return Markdown("\n".join(_line(line, widths) for line in (lines[0], ruler, *lines[1:])))


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
