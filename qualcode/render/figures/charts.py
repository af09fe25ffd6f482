"""A chart drawn: its boxes, bands, lines, and a legend below."""

from dataclasses import dataclass

from qualcode.render.figures.content import Chart
from qualcode.render.figures.drawing import Box, Drawing, Line, Text, block
from qualcode.render.figures.lettering import HINT, width
from qualcode.render.figures.placing import place
from qualcode.render.figures.routing import route

_SAMPLE, _SPACE, _ENTRY = 34, 8, 20
_PATTERNS = 3


def draw_chart(chart: Chart, more: str = "") -> Drawing:
    """The drawing of a chart.

    Args:
        chart: the chart; all ends of its lines are among its boxes.
        more: what is to be said below it, such as that there may be further boxes.
    """
    sheet = place(chart)
    ways = route(chart.edges, sheet)
    lines = tuple(
        Line(points, edge.relation % _PATTERNS, chart.relations[edge.relation].directed)
        for points, edge in zip(ways, chart.edges, strict=True)
    )
    legend = _legend(chart, more, sheet.height + _SPACE, sheet.width)
    return Drawing(
        width=sheet.width,
        height=legend.bottom,
        strips=sheet.strips,
        boxes=(*(site.box for site in sheet.sites.values()), *legend.boxes),
        lines=(*lines, *legend.lines),
        texts=legend.texts,
    )


@dataclass(frozen=True, slots=True)
class _Legend:
    """What explains lines and dashes, and where it ends."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    texts: tuple[Text, ...]
    bottom: int


def _legend(chart: Chart, more: str, top: int, room: int) -> _Legend:
    """The entries of a legend, one after another in as many lines as they need."""
    used = sorted({edge.relation for edge in chart.edges})
    labels: list[tuple[int | None, str]] = [(i, chart.relations[i].label) for i in used]
    if chart.dashed and any(node.dashed for node in chart.nodes):
        labels.append((None, chart.dashed))
    boxes: list[Box] = []
    lines: list[Line] = []
    texts: list[Text] = []
    x, y = _SPACE, top
    for relation, label in labels:
        needed = _SAMPLE + _SPACE + round(width(label, HINT)) + 2 * _SPACE
        if x > _SPACE and x + needed > room:
            x, y = _SPACE, y + _ENTRY
        middle = y + _ENTRY // 2
        if relation is None:
            boxes.append(Box(x + 2, middle - 6, _SAMPLE - 4, 12, dashed=True))
        else:
            ends = ((x, middle), (x + _SAMPLE, middle))
            directed = chart.relations[relation].directed
            lines.append(Line(ends, relation % _PATTERNS, directed))
        beside = block(((label, HINT),), room - x - _SAMPLE - 2 * _SPACE)
        texts += beside.at(x + _SAMPLE + _SPACE, middle - HINT.line // 2)
        y += beside.height - HINT.line
        x += needed
    bottom = y + _ENTRY if labels else top
    remark = block(((more, HINT),), room - 2 * _SPACE)
    texts += remark.at(_SPACE, bottom + 2)
    bottom += remark.height + _SPACE if more else 0
    return _Legend(tuple(boxes), tuple(lines), tuple(texts), max(bottom, top))
