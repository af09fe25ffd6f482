"""A map of a property space, drawn for the terminal."""

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qualcode.console.letters import visible_lines
from qualcode.console.tables import broken
from qualcode.tables.space_map import NOWHERE, RULED_OUT, Legend, square_in_words
from qualcode.typology.space_map import SpaceMap

_STYLES = ("green", "blue", "magenta", "yellow", "cyan")
_WIDEST, _WIDEST_BESIDE = 14, 30


def draw_map(found: SpaceMap, legend: Legend) -> None:
    """Print what the letters mean, and the squares under and beside their values."""
    console = Console(highlight=False)
    squares = len(legend.row_headings) * len(legend.column_headings)
    title = f"{found.typology.id}: {found.cells:,} cells in {squares} squares"
    console.print(_text(title, "bold"))
    for name, letter in legend.letters.items():
        console.print(_text(f"  {letter} {name}"))
    ruled_out = any(not square.is_possible for row in found.rows for square in row)
    marks = f"  {NOWHERE} no type{f'   {RULED_OUT} ruled out' if ruled_out else ''}"
    cases = f"   2 (+3): of {found.cases} cases, 2 surely lie here, 3 more may"
    console.print(_text(f"{marks}{cases}"))
    if legend.across:
        console.print(_text(f"  across: {' / '.join(axis.name or '-' for axis in legend.across)}"))
    console.print(_grid(found, legend, console.width), "")


def _text(text: str, style: str = "") -> Text:
    return Text(visible_lines(text), style=style)


def _grid(found: SpaceMap, legend: Legend, width: int) -> Table:
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    columns = len(legend.column_headings)
    share, beside = _widths(columns, len(legend.down), width)
    for axis in legend.down:
        grid.add_column(_text("\n".join(broken(axis.name, beside))), width=beside, no_wrap=True)
    for heading in legend.column_headings:
        lines = (line for value in heading for line in broken(value, share))
        grid.add_column(_text("\n".join(lines)), width=share, no_wrap=True)
    styles = dict(zip(found.typology.types, _STYLES, strict=False))
    above: tuple[str, ...] = ()
    for heading, row in zip(legend.row_headings, found.rows, strict=True):
        values = ("\n".join(broken(value, beside)) for value in _unless_above(heading, above))
        squares = (
            _text(square_in_words(one, legend), styles.get("".join(one.types), "")) for one in row
        )
        grid.add_row(*map(_text, values), *squares)
        above = heading
    return grid


def _widths(columns: int, axes: int, width: int) -> tuple[int, int]:
    """How wide a column of squares is, and one of values down."""
    free = width - 3 * (columns + axes - 1)
    share = min(_WIDEST, free // (columns + axes))
    return share, min(_WIDEST_BESIDE, (free - columns * share) // max(1, axes))


def _unless_above(heading: tuple[str, ...], above: tuple[str, ...]) -> list[str]:
    """The values of a row, without those that it shares with the row above up to there."""
    same = 0
    while above and same < len(heading) - 1 and heading[same] == above[same]:
        same += 1
    return [*[""] * same, *heading[same:]]
