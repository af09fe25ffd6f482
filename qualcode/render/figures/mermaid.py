"""A figure as Mermaid, for places that draw it themselves, such as GitHub.

Ids are numbers of ours, and texts stand in quotes with every sign that Mermaid could act upon
written as an entity code (https://mermaid.js.org/syntax/flowchart.html, "Special characters").
"""

import re
from collections.abc import Iterator

from qualcode.render.figures.content import Chart, Content, Ladder, Node, Picture, Rows

_SAFE = re.compile(r"[^\w .,:()/'’?!+=»«”“–-]")
_DASHED = "  classDef dashed stroke-dasharray: 5 3"


def to_mermaid(picture: Picture, not_stated: str) -> str:
    """The text of a Mermaid diagram.

    Args:
        picture: the figure.
        not_stated: the words for an empty cell.
    """
    described = (f"  accTitle: {_plain(picture.title)}", f"  accDescr: {_plain(picture.alt)}")
    direction, *body = _body(picture.content, not_stated)
    return "\n".join((f"flowchart {direction}", *described, *body)) + "\n"


def _body(content: Content, not_stated: str) -> Iterator[str]:
    """The direction of a diagram, and its lines: arrows of a chart lead up, as on paper."""
    match content:
        case Chart():
            yield "BT"
            yield from _chart(content)
        case Ladder():
            yield "TB"
            yield from _ladder(content)
        case Rows():
            yield "LR"
            yield from _rows(content, not_stated)


def _plain(text: str) -> str:
    """A text in one line in which nothing is markup, a directive or the end of a quotation."""
    return _SAFE.sub(lambda found: f"#{ord(found.group())};", " ".join(text.split()))


def _quoted(*texts: str) -> str:
    return '"' + "<br/>".join(_plain(one) for one in texts) + '"'


def _chart(chart: Chart) -> Iterator[str]:
    ids = {node.id: f"n{i}" for i, node in enumerate(chart.nodes, 1)}
    spans = sorted({(node.first, node.last) for node in chart.nodes})
    for i, span in enumerate(spans, 1):
        inside = [node for node in chart.nodes if (node.first, node.last) == span]
        label = " – ".join(chart.bands[j] for j in dict.fromkeys(span))
        yield from _group(f"b{i}", label, inside, ids)
    for edge in chart.edges:
        relation = chart.relations[edge.relation]
        arrow = "-->" if relation.directed else "-.-"
        yield f"  {ids[edge.start]} {arrow}|{_quoted(relation.label)}| {ids[edge.end]}"
    dashed = [ids[node.id] for node in chart.nodes if node.dashed]
    if dashed:
        yield _DASHED
        yield f"  class {','.join(dashed)} dashed"


def _group(name: str, label: str, nodes: list[Node], ids: dict[str, str]) -> Iterator[str]:
    """The boxes of a band; without a name, they stand by themselves."""
    boxes = [f"{ids[node.id]}[{_quoted(node.title, *node.details)}]" for node in nodes]
    if not label:
        yield from (f"  {box}" for box in boxes)
        return
    yield f"  subgraph {name}[{_quoted(label)}]"
    yield from (f"    {box}" for box in boxes)
    yield "  end"


def _ladder(ladder: Ladder) -> Iterator[str]:
    for i, step in enumerate(ladder.steps, 1):
        yield f"  s{i}[{_quoted(step.title, *step.examples)}]"
    if len(ladder.steps) > 1:
        yield "  " + " --- ".join(f"s{i}" for i in range(1, len(ladder.steps) + 1))


def _rows(rows: Rows, not_stated: str) -> Iterator[str]:
    names = [f"h{i}" for i in range(1, len(rows.columns) + 1)]
    for name, column in zip(names, rows.columns, strict=True):
        yield f"  {name}([{_quoted(column)}])"
    yield "  " + " --> ".join(names)
    empty = []
    for i, row in enumerate(rows.rows, 1):
        cells = [f"r{i}c{j}" for j in range(1, len(row) + 1)]
        for name, cell in zip(cells, row, strict=True):
            yield f"  {name}[{_quoted(*(cell or (not_stated,)))}]"
            empty += [] if cell else [name]
        yield "  " + " --> ".join(cells)
    if empty:
        yield _DASHED
        yield f"  class {','.join(empty)} dashed"
