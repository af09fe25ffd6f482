"""Where the lines of a chart leave its boxes: which side, and how far along it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from qualcode.render.figures.content import Edge
from qualcode.render.figures.drawing import Point
from qualcode.render.figures.placing import Site

STUB = 12
_CORNER = 12


class Side(Enum):
    """A side of a box, and the direction in which a line leaves it."""

    TOP = (0, -1)
    BOTTOM = (0, 1)
    LEFT = (-1, 0)
    RIGHT = (1, 0)


@dataclass(frozen=True, slots=True)
class Port:
    """A place on the side of a box."""

    point: Point
    side: Side

    @property
    def outside(self) -> Point:
        """The first point off the box."""
        (x, y), (dx, dy) = self.point, self.side.value
        return x + dx * STUB, y + dy * STUB


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a line: on which side of which box, and the box at the other end."""

    edge: int
    site: Site
    side: Side
    other: Site


def ports_of(edges: Sequence[Edge], sites: Mapping[str, Site]) -> tuple[tuple[Port, Port], ...]:
    """The ports at which each line begins and ends."""
    ends: list[_End] = []
    for i, edge in enumerate(edges):
        a, b = sites[edge.start], sites[edge.end]
        side, opposite = _sides(a, b, sites)
        ends += [_End(i, a, side, b), _End(i, b, opposite, a)]
    shares = {id(end): share for end, share in _shares(ends)}
    pairs = zip(ends[::2], ends[1::2], strict=True)
    return tuple(_straightened(a, b, (shares[id(a)], shares[id(b)])) for a, b in pairs)


def _sides(a: Site, b: Site, sites: Mapping[str, Site]) -> tuple[Side, Side]:
    if a.first > b.last:
        return Side.TOP, Side.BOTTOM
    if a.last < b.first:
        return Side.BOTTOM, Side.TOP
    if _is_between(a, b, sites):
        return Side.BOTTOM, Side.BOTTOM
    return (Side.RIGHT, Side.LEFT) if a.box.x < b.box.x else (Side.LEFT, Side.RIGHT)


def _is_between(a: Site, b: Site, sites: Mapping[str, Site]) -> bool:
    """Whether a box stands between two that are beside each other."""
    left, right = sorted((a.box, b.box), key=lambda box: box.x)
    top, bottom = max(a.box.y, b.box.y), min(a.box.bottom, b.box.bottom)
    return any(
        left.right < s.box.right < right.right and s.box.y < bottom and top < s.box.bottom
        for s in sites.values()
        if s.box not in (left, right)
    )


def _shares(ends: Sequence[_End]) -> Iterator[tuple[_End, tuple[int, int]]]:
    """For each end its place among those on the same side of its box, and how many there are."""
    groups: dict[tuple[str, Side], list[_End]] = {}
    for end in ends:
        groups.setdefault((end.site.box.id, end.side), []).append(end)
    for group in groups.values():
        ordered = sorted(group, key=_towards)
        yield from ((end, (i + 1, len(group) + 1)) for i, end in enumerate(ordered))


def _towards(end: _End) -> tuple[int, int]:
    """The order of lines on a side: that of the boxes they lead to, so that they do not cross."""
    box = end.other.box
    is_level = end.side in (Side.LEFT, Side.RIGHT)
    return (box.y + box.bottom if is_level else box.x + box.right), end.edge


def _straightened(
    a: _End, b: _End, shares: tuple[tuple[int, int], tuple[int, int]]
) -> tuple[Port, Port]:
    """The ports of a line; an end with a side to itself moves to where the line needs no bend."""
    first, second = _port(a, shares[0]), _port(b, shares[1])
    if {a.side, b.side} != {Side.TOP, Side.BOTTOM}:
        return first, second
    if shares[0][1] == 2 and _reaches(a, second):
        first = Port((second.point[0], first.point[1]), a.side)
    elif shares[1][1] == 2 and _reaches(b, first):
        second = Port((first.point[0], second.point[1]), b.side)
    return first, second


def _reaches(end: _End, port: Port) -> bool:
    return end.site.box.x + _CORNER <= port.point[0] <= end.site.box.right - _CORNER


def _port(end: _End, share: tuple[int, int]) -> Port:
    box, (i, count) = end.site.box, share
    if end.side in (Side.TOP, Side.BOTTOM):
        y = box.y if end.side is Side.TOP else box.bottom
        return Port((box.x + box.width * i // count, y), end.side)
    top = max(box.y, end.other.box.y)
    bottom = min(box.bottom, end.other.box.bottom)
    x = box.x if end.side is Side.LEFT else box.right
    return Port((x, top + (bottom - top) * i // count), end.side)
