"""Which boxes of a chart stand beside and which below one another: rows within bands.

A box that reports to another of its band stands in a row below it. Boxes that are joined to what
stands already come first, and each row is in the order that keeps its lines shortest. A box over
several bands gets a column of its own at the right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from qualcode.render.figures.content import Chart, Node

_MOST_PERMUTED = 5


@dataclass(frozen=True, slots=True)
class Row:
    """The boxes that stand beside one another, and the band that they are in."""

    band: int
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A box over several bands: the rows that it stands beside, and its column from the right."""

    node: Node
    first: int
    last: int
    place: int


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The rows of a chart from top to bottom, and the columns beside them."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]

    def beside(self, row: int) -> int:
        """How many columns must be kept free at the right of a row."""
        places = (c.place + 1 for c in self.columns if c.first <= row <= c.last)
        return max(places, default=0)


def arrange(chart: Chart, across: int) -> Arrangement:
    """The rows and columns of a chart, with at most `across` boxes beside one another."""
    places = _column_places(chart)
    rows: list[Row] = []
    for band in range(len(chart.bands)):
        taken = [places[n.id] + 1 for n in chart.nodes if n.is_spanning and _covers(n, band)]
        rows += _rows(chart, band, max(across - max(taken, default=0), 1), rows)
    columns = tuple(
        Column(node, *_extent(node, rows), places[node.id])
        for node in chart.nodes
        if node.is_spanning
    )
    return Arrangement(tuple(rows), columns)


def _covers(node: Node, band: int) -> bool:
    return node.first <= band <= node.last


def _column_places(chart: Chart) -> Mapping[str, int]:
    """For each box over several bands the first column from the right that is free for it."""
    places: dict[str, int] = {}
    spanning = [node for node in chart.nodes if node.is_spanning]
    for i, node in enumerate(spanning):
        others = (o for o in spanning[:i] if o.first <= node.last and node.first <= o.last)
        taken = {places[other.id] for other in others}
        places[node.id] = next(place for place in range(len(spanning)) if place not in taken)
    return places


def _extent(node: Node, rows: Sequence[Row]) -> tuple[int, int]:
    within = [i for i, row in enumerate(rows) if _covers(node, row.band)]
    return within[0], within[-1]


def _rows(chart: Chart, band: int, across: int, above: Sequence[Row]) -> list[Row]:
    """The rows of a band: by who reports to whom, none longer than there is room for."""
    nodes = [node for node in chart.nodes if not node.is_spanning and node.first == band]
    if not nodes:
        return [Row(band, ())]
    depths = _depths(nodes, chart)
    rows: list[Row] = []
    for depth in sorted(set(depths.values())):
        level = [node for node in nodes if depths[node.id] == depth]
        there = [node for row in (*above, *rows) for node in row.nodes]
        for part in _parts(_joined_first(level, there, chart), across):
            rows.append(Row(band, _shortest(part, (*above, *rows), chart)))
    return rows


def _depths(nodes: Sequence[Node], chart: Chart) -> Mapping[str, int]:
    """How many steps a box is below the top of its band; without circles, this comes to an end."""
    ids = {node.id for node in nodes}
    depths = dict.fromkeys(ids, 0)
    arrows = [e for e in chart.edges if chart.relations[e.relation].directed]
    arrows = [e for e in arrows if e.start in ids and e.end in ids]
    for _ in nodes:
        for arrow in arrows:
            depths[arrow.start] = max(depths[arrow.start], depths[arrow.end] + 1)
    return depths


def _joined_first(level: Sequence[Node], there: Sequence[Node], chart: Chart) -> list[Node]:
    """Boxes in their order, except that those joined to what stands already come first."""
    standing = {node.id for node in there}
    waiting, ordered = list(level), []
    while waiting:
        chosen = next((n for n in waiting if neighbours(n.id, chart) & standing), waiting[0])
        waiting.remove(chosen)
        ordered.append(chosen)
        standing.add(chosen.id)
    return ordered


def neighbours(node: str, chart: Chart) -> frozenset[str]:
    """The boxes that a box is joined to."""
    ends = ((edge.start, edge.end) for edge in chart.edges)
    return frozenset(b if a == node else a for a, b in ends if node in (a, b) and a != b)


def _parts(nodes: Sequence[Node], across: int) -> list[Sequence[Node]]:
    """Boxes in as many rows as they need, of about the same length."""
    count = -(-len(nodes) // across)
    size = -(-len(nodes) // count)
    return [nodes[i : i + size] for i in range(0, len(nodes), size)]


def _shortest(row: Sequence[Node], above: Sequence[Row], chart: Chart) -> tuple[Node, ...]:
    """The order of a row in which its boxes are nearest to those they are joined to."""
    if len(row) > _MOST_PERMUTED:
        return tuple(row)
    fixed = {node.id: x for one in above for node, x in _across(one.nodes)}
    joined = {node.id: neighbours(node.id, chart) for node in row}

    def length(order: tuple[Node, ...]) -> float:
        own = {node.id: x for node, x in _across(order)}
        places = {**fixed, **own}
        return sum(
            abs(own[node.id] - places[other]) * (2 if other in own else 1)
            for node in order
            for other in joined[node.id]
            if other in places
        )

    return min(permutations(row), key=length)


def _across(nodes: Sequence[Node]) -> list[tuple[Node, float]]:
    """The boxes of a row with their distance from its middle."""
    middle = (len(nodes) - 1) / 2
    return [(node, i - middle) for i, node in enumerate(nodes)]
