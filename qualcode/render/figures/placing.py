"""Where the boxes of a chart stand, from their rows and columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from qualcode.render.figures.arranging import Arrangement, Column, arrange
from qualcode.render.figures.content import Chart, Edge, Node
from qualcode.render.figures.drawing import WIDTH, Block, Box, Strip, block
from qualcode.render.figures.lettering import PLAIN, TITLE, Style

GAP = 28
_LABEL = 100
_MARGIN = 16
_PADDING, _SIDE = 8, 5
_WIDEST, _NARROWEST = 190, 104
_LOWEST = 34
_GUTTER, _BETWEEN_BANDS, _OUTSIDE = 24, 32, 24
_TRACK = 8
_BAND_LABEL = Style(11, bold=True)


@dataclass(frozen=True, slots=True)
class Site:
    """A box in its place, and the rows that it stands in."""

    box: Box
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """All boxes and bands in their places, and the spaces between the rows for lines."""

    width: int
    height: int
    left: int
    sites: Mapping[str, Site]
    strips: tuple[Strip, ...]
    gutters: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the width is shared out: where boxes begin and end, and how wide one is."""

    left: int
    right: int
    box: int

    def row(self, i: int, count: int, beside: int) -> int:
        """Where the box at a place in a row begins; the row stands in the middle."""
        room = self.right - beside * (self.box + GAP) - self.left
        taken = count * self.box + (count - 1) * GAP
        return self.left + (room - taken) // 2 + i * (self.box + GAP)

    def column(self, place: int) -> int:
        """Where the boxes of a column begin."""
        return self.right - place * (self.box + GAP) - self.box


def place(chart: Chart) -> Sheet:
    """The boxes of a chart in their places."""
    is_labelled = any(chart.bands)
    arrangement = arrange(chart, 3 if is_labelled else 4)
    frame = _frame(arrangement, _LABEL if is_labelled else 0)
    blocks = {node.id: _block(node, frame.box) for node in chart.nodes}
    gutters = _gutters(chart, arrangement)
    heights = _heights(arrangement, blocks, gutters)
    tops = [gutters[0] + sum(heights[:i]) + sum(gutters[1 : i + 1]) for i in range(len(heights))]
    bottoms = [top + height for top, height in zip(tops, heights, strict=True)]
    edges = [0, *bottoms], [*tops, bottoms[-1] + gutters[-1]]
    sites: dict[str, Site] = {}
    for i, row in enumerate(arrangement.rows):
        beside = arrangement.beside(i)
        for j, node in enumerate(row.nodes):
            x = frame.row(j, len(row.nodes), beside)
            sites[node.id] = Site(_box(node, blocks, (x, tops[i], frame.box, heights[i])), i, i)
    for column in arrangement.columns:
        x = frame.row(0, 1, 0) if _is_alone(column, arrangement) else frame.column(column.place)
        top = tops[column.first]
        shape = (x, top, frame.box, bottoms[column.last] - top)
        sites[column.node.id] = Site(_box(column.node, blocks, shape), column.first, column.last)
    width = frame.right + _MARGIN
    return Sheet(
        width=width,
        height=edges[1][-1],
        left=frame.left - _MARGIN,
        sites={node.id: sites[node.id] for node in chart.nodes},
        strips=_strips(chart, arrangement, tuple(zip(*edges, strict=True)), width),
        gutters=tuple(zip(*edges, strict=True)),
    )


def _frame(arrangement: Arrangement, label: int) -> _Frame:
    left = label + _MARGIN
    rows = enumerate(arrangement.rows)
    across = max(len(row.nodes) + arrangement.beside(i) for i, row in rows)
    room = WIDTH - _MARGIN - left - (across - 1) * GAP
    box = max(min(room // across, _WIDEST), _NARROWEST)
    right = max(WIDTH - _MARGIN, left + across * box + (across - 1) * GAP)
    return _Frame(left, right, box)


def _block(node: Node, width: int) -> Block:
    parts = ((node.title, TITLE), *((detail, PLAIN) for detail in node.details))
    return block(parts, width - 2 * _SIDE)


def _box(node: Node, blocks: Mapping[str, Block], shape: tuple[int, int, int, int]) -> Box:
    x, y, width, height = shape
    lines = blocks[node.id]
    texts = lines.at(x + width // 2, y + (height - lines.height) // 2, centred=True)
    return Box(x, y, width, height, texts, node.dashed, node.id)


def _is_alone(column: Column, arrangement: Arrangement) -> bool:
    """Whether nothing else stands in the rows of a column, so that it may stand in the middle."""
    rows = range(column.first, column.last + 1)
    others = (one for one in arrangement.columns if one != column)
    return not any(arrangement.rows[i].nodes for i in rows) and not any(
        other.first <= column.last and column.first <= other.last for other in others
    )


def _gutters(chart: Chart, arrangement: Arrangement) -> list[int]:
    """The heights of the spaces above, between and below the rows: room for each line in them."""
    extent = {node.id: (i, i) for i, row in enumerate(arrangement.rows) for node in row.nodes}
    extent |= {one.node.id: (one.first, one.last) for one in arrangement.columns}
    heights = [_OUTSIDE]
    for i, (row, below) in enumerate(zip(arrangement.rows, arrangement.rows[1:], strict=False)):
        passing = sum(_passes(edge, extent, i) for edge in chart.edges)
        least = _GUTTER if row.band == below.band else _BETWEEN_BANDS
        heights.append(max(least, (passing + 3) * _TRACK))
    return [*heights, _OUTSIDE]


def _passes(edge: Edge, extent: Mapping[str, tuple[int, int]], gutter: int) -> bool:
    """Whether a line is likely to need room in the space below a row."""
    a, b = sorted((extent[edge.start], extent[edge.end]))
    return a[1] <= gutter < b[0] or (gutter == a[1] and b[0] <= a[1])


def _heights(
    arrangement: Arrangement, blocks: Mapping[str, Block], gutters: list[int]
) -> list[int]:
    """The heights of the rows, so that every box holds its text."""
    heights = [
        max((_needed(blocks[node.id]) for node in row.nodes), default=_LOWEST)
        for row in arrangement.rows
    ]
    for column in arrangement.columns:
        first, last = column.first, column.last
        there = sum(heights[first : last + 1]) + sum(gutters[first + 1 : last + 1])
        heights[last] += max(0, _needed(blocks[column.node.id]) - there)
    return heights


def _needed(lines: Block) -> int:
    return max(_LOWEST, lines.height + 2 * _PADDING)


def _strips(
    chart: Chart, arrangement: Arrangement, gutters: tuple[tuple[int, int], ...], width: int
) -> tuple[Strip, ...]:
    """The bands, which meet in the middle of the spaces between their rows; every second shaded."""
    if not any(chart.bands):
        return ()
    strips = []
    for band, label in enumerate(chart.bands):
        rows = [i for i, row in enumerate(arrangement.rows) if row.band == band]
        top = 0 if rows[0] == 0 else sum(gutters[rows[0]]) // 2
        is_last = rows[-1] == len(arrangement.rows) - 1
        bottom = gutters[-1][1] if is_last else sum(gutters[rows[-1] + 1]) // 2
        lines = block(((label, _BAND_LABEL),), _LABEL - _PADDING)
        texts = lines.at(_PADDING, top + (bottom - top - lines.height) // 2)
        strips.append(Strip(0, top, width, bottom - top, band % 2 == 0, texts))
    return tuple(strips)
