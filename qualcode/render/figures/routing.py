"""Lines between boxes: along tracks in the spaces between them, never through a box.

Each line takes the cheapest way through a grid of tracks (A*: Hart, Nilsson and Raphael 1968, IEEE
Transactions on Systems Science and Cybernetics 4(2), p. 100-107). Bends and crossings cost, and to
run along another line costs most.
"""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from qualcode.render.figures.content import Edge
from qualcode.render.figures.drawing import Box, Point
from qualcode.render.figures.placing import Sheet
from qualcode.render.figures.ports import STUB, Port, ports_of

_STEP = 8
_TRACKS = 3
_CLEARANCE = 8
_BEND, _CROSSING, _OVERLAP = 24, 60, 400

Way = tuple[int, int]
State = tuple[int, int, Way]


def route(edges: Sequence[Edge], sheet: Sheet) -> tuple[tuple[Point, ...], ...]:
    """The points of each line, from its start to its end."""
    ports = ports_of(edges, sheet.sites)
    grid = _Grid(ports, sheet)
    return tuple(grid.lay(start, end) for start, end in ports)


class _Grid:
    """Tracks across and down a sheet, and which of their stretches are taken."""

    def __init__(self, ports: Sequence[tuple[Port, Port]], sheet: Sheet) -> None:
        points = [port.outside for pair in ports for port in pair]
        self._xs = sorted({x for x, _ in points} | set(_columns(sheet)))
        self._ys = sorted({y for _, y in points} | set(_lines(sheet)))
        self._boxes = tuple(site.box for site in sheet.sites.values())
        self._is_free: dict[tuple[Point, Point], bool] = {}
        self._taken: set[tuple[Point, Point]] = set()
        self._passed: dict[Point, set[bool]] = {}

    def lay(self, start: Port, end: Port) -> tuple[Point, ...]:
        """The cheapest way between two ports, which is taken from now on."""
        path = self._path(start, end)
        for a, b in pairwise(path):
            self._taken |= {(a, b), (b, a)}
            for point in (a, b):
                self._passed.setdefault(point, set()).add(a[1] == b[1])
        return _corners((start.point, *path, end.point))

    def _path(self, start: Port, end: Port) -> tuple[Point, ...]:
        begin = (*self._index(start.outside), start.side.value)
        goal = self._index(end.outside)
        arrival = (-end.side.value[0], -end.side.value[1])
        costs = {begin: 0}
        before: dict[State, State] = {}
        queue = [(0, begin)]
        # The tracks outside of all boxes lead everywhere, so the goal is always reached.
        while (state := heappop(queue)[1]) != (*goal, arrival):
            for after, price in self._steps(state, goal, arrival):
                cost = costs[state] + price
                if cost < costs.get(after, cost + 1):
                    costs[after], before[after] = cost, state
                    heappush(queue, (cost + self._distance(after, goal), after))
        path = [state]
        while path[-1] in before:
            path.append(before[path[-1]])
        return tuple(dict.fromkeys(self._point(one) for one in reversed(path)))

    def _index(self, point: Point) -> tuple[int, int]:
        return self._xs.index(point[0]), self._ys.index(point[1])

    def _point(self, state: State) -> Point:
        return self._xs[state[0]], self._ys[state[1]]

    def _distance(self, state: State, goal: tuple[int, int]) -> int:
        across = abs(self._xs[state[0]] - self._xs[goal[0]])
        return across + abs(self._ys[state[1]] - self._ys[goal[1]])

    def _steps(
        self, state: State, goal: tuple[int, int], arrival: Way
    ) -> Iterator[tuple[State, int]]:
        """Where one can go from a place, and what it costs."""
        i, j, (dx, dy) = state
        if (i, j) == goal:
            yield (i, j, arrival), _BEND
        here = self._point(state)
        for way in ((dx, dy), (dy, dx), (-dy, -dx)):
            after = (i + way[0], j + way[1], way)
            if not (0 <= after[0] < len(self._xs) and 0 <= after[1] < len(self._ys)):
                continue
            there = self._point(after)
            if self._free(here, there):
                bend = 0 if way == (dx, dy) else _BEND
                yield after, bend + self._price(here, there, is_end=after[:2] == goal)

    def _price(self, a: Point, b: Point, *, is_end: bool) -> int:
        price = abs(a[0] - b[0]) + abs(a[1] - b[1])
        if (a, b) in self._taken:
            price += _OVERLAP
        is_across = a[1] == b[1]
        if not is_end and (not is_across) in self._passed.get(b, ()):
            price += _CROSSING
        return price

    def _free(self, a: Point, b: Point) -> bool:
        if (a, b) not in self._is_free:
            free = not any(_meets(a, b, box) for box in self._boxes)
            self._is_free[a, b] = self._is_free[b, a] = free
        return self._is_free[a, b]


def _meets(a: Point, b: Point, box: Box) -> bool:
    """Whether a stretch comes too near to a box."""
    (left, right), (top, bottom) = sorted((a[0], b[0])), sorted((a[1], b[1]))
    return (
        left < box.right + _CLEARANCE
        and right > box.x - _CLEARANCE
        and top < box.bottom + _CLEARANCE
        and bottom > box.y - _CLEARANCE
    )


def _lines(sheet: Sheet) -> Iterator[int]:
    """The heights of the tracks across."""
    for top, bottom in sheet.gutters:
        yield from range(top + STUB, bottom - STUB + 1, _STEP)


def _columns(sheet: Sheet) -> Iterator[int]:
    """The places of the tracks down: some on either side of each box, where there is room."""
    for site in sheet.sites.values():
        for i in range(_TRACKS):
            tracks = (site.box.x - STUB - i * _STEP, site.box.right + STUB + i * _STEP)
            yield from (x for x in tracks if sheet.left <= x < sheet.width)


def _corners(path: Sequence[Point]) -> tuple[Point, ...]:
    """A line without the points at which it goes straight on."""
    kept = [path[0]]
    for (a, b), (_, c) in pairwise(pairwise(path)):
        if not (a[0] == b[0] == c[0] or a[1] == b[1] == c[1]):
            kept.append(b)
    return (*kept, path[-1])
