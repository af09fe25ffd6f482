"""A map of a property space as a picture."""

from collections.abc import Iterator

from qualcode.render.figures.drawing import Box, Drawing, Strip, Text, block
from qualcode.render.figures.lettering import HINT, PLAIN, TITLE, Style
from qualcode.render.figures.svg import to_svg
from qualcode.tables.space_map import Legend, square_in_words
from qualcode.typology.space_map import SpaceMap, Square

_LEFT, _HEADING, _SQUARE, _GAP = 20, 250, 92, 4
_ROW = 44
_LETTERS = Style(size=13, bold=True)
_NOTE = "2 (+3): two cases surely lie there, three more may. Dashed: ruled out by the codebook."


def space_map(found: SpaceMap, legend: Legend) -> str:
    """An SVG file: types as boxes with their letter, cells of no type as grey fields."""
    top = 24 + (len(legend.letters) + 4) * PLAIN.line
    headings = [block(tuple((v, PLAIN) for v in one), _SQUARE) for one in legend.column_headings]
    start = top + max(one.height for one in headings) + 10
    rows = tuple(_rows(found, legend, start))
    boxes = tuple(one for one in rows if isinstance(one, Box))
    strips = tuple(one for one in rows if isinstance(one, Strip))
    columns = [
        text
        for i, one in enumerate(headings)
        for text in one.at(_column(i) + _SQUARE // 2, start - 8 - one.height, centred=True)
    ]
    drawing = Drawing(
        width=_column(len(headings)) + _LEFT,
        height=start + len(found.rows) * (_ROW + _GAP) + 12,
        boxes=boxes,
        strips=strips,
        texts=(*_legend(found, legend), *columns, *_row_headings(legend, start)),
    )
    return to_svg(drawing, f"space-{found.typology.id}", _title(found), _alternative(found))


def _title(found: SpaceMap) -> str:
    return f"Property space of {found.typology.id}"


def _alternative(found: SpaceMap) -> str:
    """The map in words: how many squares each type has, and where the cases are."""
    squares = [square for row in found.rows for square in row]
    said = [f"{len(squares)} squares of cells that no condition tells apart."]
    for name in found.typology.types:
        count = sum(name in square.types for square in squares)
        sure = sorted({c for square in squares if name in square.types for c in square.certain})
        said.append(f"{name}: {count} squares; cases: {', '.join(sure) or 'none for certain'}.")
    return " ".join(said)


def _column(number: int) -> int:
    return _LEFT + _HEADING + number * (_SQUARE + _GAP)


def _legend(found: SpaceMap, legend: Legend) -> Iterator[Text]:
    y = 20
    yield Text(_LEFT, y, _title(found), TITLE)
    for name, letter in legend.letters.items():
        y += PLAIN.line
        yield Text(_LEFT, y, f"{letter}  {name}", PLAIN)
    yield Text(_LEFT, y + PLAIN.line, _NOTE, HINT)
    across = " / ".join(axis.name for axis in legend.across if axis.name)
    yield Text(_column(0), y + 3 * PLAIN.line, across, HINT)


def _row_headings(legend: Legend, start: int) -> Iterator[Text]:
    names = " / ".join(axis.name for axis in legend.down if axis.name)
    heading = block(((names, HINT),), _HEADING - 10)
    yield from heading.at(_LEFT, start - 8 - heading.height)
    for number, values in enumerate(legend.row_headings):
        lines = block(((" / ".join(values), PLAIN),), _HEADING - 10)
        yield from lines.at(_LEFT, start + number * (_ROW + _GAP) + (_ROW - lines.height) // 2)


def _rows(found: SpaceMap, legend: Legend, start: int) -> Iterator[Box | Strip]:
    for number, row in enumerate(found.rows):
        y = start + number * (_ROW + _GAP)
        for column, square in enumerate(row):
            yield _field(square, _column(column), y, legend)


def _field(square: Square, x: int, y: int, legend: Legend) -> Box | Strip:
    said = square_in_words(square, legend)
    text = Text(x + _SQUARE // 2, y + _ROW // 2 + 5, said, _LETTERS, centred=True)
    if square.types or not square.is_possible:
        return Box(x, y, _SQUARE, _ROW, (text,), dashed=not square.is_possible)
    return Strip(x, y, _SQUARE, _ROW, shaded=True, texts=(text,))
