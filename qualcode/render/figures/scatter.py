"""Two memberships of each case against one another (the XY plot of Ragin 2008, ch. 3)."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from qualcode.render.figures.drawing import Box, Drawing, Line, Text
from qualcode.render.figures.lettering import Style, width
from qualcode.render.figures.svg import to_svg
from qualcode.tables.comparison import XYPoints

_LEFT, _TOP, _SIDE, _POINT = 60, 40, 400, 6
_FEW = 3
"""So many names stand beside a point."""
_WIDTH, _HEIGHT = 640, _TOP + _SIDE + 60
_LETTERS = Style(size=11)
_LINE = 12
_STEPS = tuple(sign * step * _LINE + 4 for step in range(100) for sign in (-1, 1))
"""Where a name may stand, from beside its point to ever further above and below."""
_TICKS = (0, 0.5, 1)


def xy_plot(points: XYPoints) -> str:
    """An SVG file: solution across, outcome up; cases on or above the diagonal fit sufficiency."""
    below = [name for name, x, y in points.cases if x > y]
    alt = (
        f"Membership of {len(points.cases)} cases in {points.across} (across) and in {points.up} "
        f"(up). Below the diagonal: {', '.join(below) or 'none'}."
    )
    drawing = Drawing(
        width=_WIDTH,
        height=_HEIGHT,
        boxes=tuple(_points(points)),
        lines=tuple(_lines()),
        texts=(*_names(points), *_axes(points)),
    )
    return to_svg(drawing, "xy-plot", f"{points.up} against {points.across}", alt)


def _place(x: float, y: float) -> tuple[int, int]:
    return _LEFT + round(x * _SIDE), _TOP + round((1 - y) * _SIDE)


def _lines() -> Iterator[Line]:
    corners = (_place(0, 0), _place(1, 0), _place(1, 1), _place(0, 1), _place(0, 0))
    yield Line(corners, arrow=False)
    yield Line((_place(0, 0), _place(1, 1)), pattern=1, arrow=False)
    yield Line((_place(0.5, 0), _place(0.5, 1)), pattern=2, arrow=False)
    yield Line((_place(0, 0.5), _place(1, 0.5)), pattern=2, arrow=False)


def _points(points: XYPoints) -> Iterator[Box]:
    half = _POINT // 2
    for place in dict.fromkeys(_place(x, y) for _, x, y in points.cases):
        yield Box(place[0] - half, place[1] - half, _POINT, _POINT)


def _names(points: XYPoints) -> Iterator[Text]:
    """The names beside the points, those of one point in one line, none over another or a point."""
    placed = sorted((_place(x, y), name) for name, x, y in points.cases)
    half = _POINT // 2
    taken = [(y + 4, x - half, x + half) for (x, y), _ in placed]
    for (x, y), same in groupby(placed, key=lambda one: one[0]):
        names = [name for _, name in same]
        more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
        said = ", ".join(names[:_FEW]) + more
        left, right = x + _POINT, x + _POINT + round(width(said, _LETTERS))
        line = next(y + step for step in _STEPS if _is_free(y + step, left, right, taken))
        taken.append((line, left, right))
        yield Text(left, line, said, _LETTERS)


def _is_free(line: int, left: int, right: int, taken: Iterable[tuple[int, int, int]]) -> bool:
    return not any(abs(line - y) < _LINE and left < b and a < right for y, a, b in taken)


def _axes(points: XYPoints) -> Iterator[Text]:
    for tick in _TICKS:
        x, bottom = _place(tick, 0)
        yield Text(x, bottom + 16, f"{tick:g}", _LETTERS, centred=True)
        _, y = _place(0, tick)
        yield Text(_LEFT - 26, y + 4, f"{tick:g}", _LETTERS)
    yield Text(_LEFT, _TOP - 22, points.up, _LETTERS)
    yield Text(_LEFT, _TOP + _SIDE + 36, points.across, _LETTERS)
