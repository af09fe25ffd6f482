"""Figures that are declared in the codebook itself: networks, ladders and rows, in words."""

from collections.abc import Iterable, Iterator, Mapping

from qualcode.model.base import Label
from qualcode.model.codebook import Codebook, CodeValue
from qualcode.model.figure import FigureNode, LadderFigure, NetworkFigure, RowsFigure
from qualcode.render.figures.content import (
    Chart,
    Edge,
    Ladder,
    Node,
    Relation,
    Rows,
    Step,
    capital,
    in_brackets,
)
from qualcode.render.language import Language
from qualcode.render.values import mark_of, name_of


def network(figure: NetworkFigure, codebook: Codebook, language: Language) -> Chart:
    """The chart of declared boxes; a box of no band stands at the bottom, 'level not stated'."""
    order = {name: i for i, name in enumerate(figure.bands)}
    nodes = {node.id: node for node in _of_values(figure, order, codebook, language)}
    nodes |= {node.id: _node(node, order, language) for node in figure.nodes.values()}
    relations = {name: i for i, name in enumerate(figure.relations)}
    bands = [language.label(band.label) for band in figure.bands.values()]
    if any(node.first == len(bands) for node in nodes.values()):
        bands.append(language.gettext("Level not stated") if bands else "")
    return _packed(
        Chart(
            bands=tuple(bands),
            nodes=tuple(nodes.values()),
            relations=tuple(
                Relation(language.label(one.label), one.directed)
                for one in figure.relations.values()
            ),
            edges=tuple(
                Edge(one.start, one.end, relations[one.relation], mark_of(one.basis, language))
                for one in figure.edges
                if one.start != one.end
            ),
            dashed=language.label(figure.dashed),
        )
    )


def _packed(chart: Chart) -> Chart:
    """A chart without the bands that no box is in."""
    used = sorted({i for node in chart.nodes for i in range(node.first, node.last + 1)})
    place = {band: i for i, band in enumerate(used)}
    nodes = (
        Node(n.id, n.title, n.details, place[n.first], place[n.last], n.dashed) for n in chart.nodes
    )
    bands = tuple(chart.bands[band] for band in used)
    return Chart(bands, tuple(nodes), chart.relations, chart.edges, chart.dashed)


def _of_values(
    figure: NetworkFigure, order: Mapping[str, int], codebook: Codebook, language: Language
) -> Iterator[Node]:
    for band in figure.bands.values():
        for value in _values(band.values_of, codebook):
            title = capital(name_of(value, language))
            yield Node(value.id, title, (), order[band.id], order[band.id])


def _values(name: str | None, codebook: Codebook) -> Iterable[CodeValue]:
    if name is None:
        return ()
    vocabulary = codebook.vocabularies.get(name)
    return codebook.codes[name].values if vocabulary is None else vocabulary.values


def _node(node: FigureNode, order: Mapping[str, int], language: Language) -> Node:
    at = [order[band] for band in node.bands] or [len(order)]
    detail, mark = language.label(node.detail), mark_of(node.basis, language)
    details = (detail, in_brackets(mark) if mark else "")
    return Node(
        id=node.id,
        title=capital(language.label(node.label)),
        details=tuple(one for one in details if one),
        first=min(at),
        last=max(at),
        dashed=node.dashed,
    )


def ladder(figure: LadderFigure, codebook: Codebook, language: Language) -> Ladder:
    """The values of a code as steps, the highest first."""
    steps = (
        Step(
            capital(name_of(value, language)),
            _texts(figure.examples.get(value.id, value.examples), language),
        )
        for value in reversed(codebook.codes[figure.code].values)
    )
    return Ladder(tuple(steps))


def rows(figure: RowsFigure, language: Language) -> Rows:
    """Rows of texts, in the order of the figure's columns."""
    return Rows(
        columns=tuple(language.label(column.label) for column in figure.columns.values()),
        rows=tuple(
            tuple(_texts(row.cells.get(column, ()), language) for column in figure.columns)
            for row in figure.items.values()
        ),
    )


def _texts(labels: Iterable[Label], language: Language) -> tuple[str, ...]:
    return tuple(capital(language.label(label)) for label in labels)
