"""Whether what a figure names is there, in the codebook or in the figure itself."""

from collections.abc import Collection, Iterable, Mapping

from qualcode.diagnostics import Rule, Severity, did_you_mean, nearest
from qualcode.loading.shape import Path, Shaper
from qualcode.model.codebook import Codebook, Scale
from qualcode.model.figure import (
    Figure,
    LadderFigure,
    NetworkFigure,
    OrganisationFigure,
    RowsFigure,
)

UNKNOWN_NAME = Rule(
    "QC121", "unknown-name-in-figure", Severity.ERROR, "A figure draws on what the codebook lacks."
)
WRONG_FIELD = Rule(
    "QC122", "wrong-scale-in-figure", Severity.ERROR, "A figure uses a code that cannot serve it."
)
UNKNOWN_PART = Rule(
    "QC123", "unknown-part-of-figure", Severity.ERROR, "A figure names a part that it has not."
)
CIRCLE = Rule(
    "QC124", "circle-in-figure", Severity.ERROR, "The arrows of a figure lead back to their start."
)
EMPTY = Rule("QC125", "empty-figure", Severity.ERROR, "A figure with nothing in it.")
RULES = (UNKNOWN_NAME, WRONG_FIELD, UNKNOWN_PART, CIRCLE, EMPTY)

_LEVELS = (Scale.NOMINAL, Scale.ORDINAL, Scale.SET)


def check_figure(shaper: Shaper, figure: Figure, path: Path, book: Codebook) -> None:
    """Keep a finding for each name in a figure that is not there or cannot serve."""
    sources = [(figure.source, (*path, "source"))]
    if isinstance(figure, OrganisationFigure):
        sources += [
            (one.source, (*path, "cases", one.id, "source")) for one in figure.cases.values()
        ]
    for source, place in sources:
        if source is not None and source.document not in book.documents:
            _unknown(shaper, "document", (*place, "document"), book.documents)
    match figure:
        case OrganisationFigure():
            _check_organisation(shaper, figure, path, book)
        case NetworkFigure():
            _check_network(shaper, figure, path, book)
        case LadderFigure():
            _check_ladder(shaper, figure, path, book)
        case RowsFigure():
            _check_rows(shaper, figure, path)


def _unknown(
    shaper: Shaper, what: str, path: Path, there: Collection[str], rule: Rule = UNKNOWN_NAME
) -> None:
    """Keep a finding for the name at a path."""
    name = str(_written(shaper.document.data, path))
    is_part = rule is UNKNOWN_PART
    hint = nearest(name, there) or f"declare it in the {'figure' if is_part else 'codebook'}"
    where = "the figure has" if is_part else "there is"
    shaper.say(rule, path, f"{where} no {what} '{name}'", hint)


def _written(data: object, path: Path) -> object:
    for part in path:
        data = data[part]  # type: ignore[index]  # the path leads to what the author wrote
    return data


def _check_organisation(
    shaper: Shaper, figure: OrganisationFigure, path: Path, book: Codebook
) -> None:
    records = book.records.get(figure.records)
    if records is None:
        if book.is_whole:
            _unknown(shaper, "record type", (*path, "records"), book.records)
        return
    roles: tuple[tuple[str, str | None, tuple[Scale, ...], str], ...] = (
        ("named_by", figure.named_by, (), ""),
        ("level", figure.level, _LEVELS, "it must have values, such as a set"),
        ("reports_to", figure.reports_to, (Scale.REFERENCE,), "it must be a reference"),
        ("linked_to", figure.linked_to, (Scale.REFERENCE,), "it must be a reference"),
        ("dashed", figure.dashed, (Scale.BOOLEAN,), "it must be true or false"),
    )
    for key, name, scales, wanted in roles:
        if name is None:
            continue
        field = records.fields.get(name)
        if field is None:
            _unknown(shaper, "field", (*path, key), tuple(records.fields))
        elif scales and field.scale not in scales:
            message = f"field '{name}' cannot be '{key}' of a figure"
            shaper.say(WRONG_FIELD, (*path, key), message, wanted)
        elif field.scale is Scale.REFERENCE and field.to != figure.records:
            message = f"field '{name}' leads to other records than the figure draws"
            shaper.say(WRONG_FIELD, (*path, key), message, f"choose one to '{figure.records}'")
    for i, name in enumerate(figure.shows):
        if name not in records.fields:
            _unknown(shaper, "field", (*path, "shows", i), tuple(records.fields))


def _check_ladder(shaper: Shaper, figure: LadderFigure, path: Path, book: Codebook) -> None:
    code = book.codes.get(figure.code)
    if code is None:
        if book.is_whole:
            _unknown(shaper, "code", (*path, "code"), book.codes)
        return
    if code.scale is not Scale.ORDINAL:
        message = f"code '{code.id}' is {code.scale}, and its values are no steps"
        shaper.say(WRONG_FIELD, (*path, "code"), message, "name an ordinal code")
        return
    for value in figure.examples:
        if value not in code.value_ids:
            message = f"code '{code.id}' has no value '{value}'"
            hint = did_you_mean(value, code.value_ids)
            shaper.say(UNKNOWN_NAME, (*path, "examples", value), message, hint, key=True)


def _check_rows(shaper: Shaper, figure: RowsFigure, path: Path) -> None:
    for key, parts in (("columns", figure.columns), ("items", figure.items)):
        if not parts:
            shaper.say(EMPTY, path, f"the figure has no {key}", f"add some under '{key}'", key=True)
    for row in figure.items.values():
        for column in row.cells:
            if column not in figure.columns:
                place = (*path, "items", row.id, column)
                hint = did_you_mean(column, figure.columns)
                shaper.say(
                    UNKNOWN_PART, place, f"the figure has no column '{column}'", hint, key=True
                )


def _check_network(shaper: Shaper, figure: NetworkFigure, path: Path, book: Codebook) -> None:
    nodes = dict.fromkeys(figure.nodes)
    is_known = True
    for band in figure.bands.values():
        values = () if band.values_of is None else values_named(band.values_of, book)
        nodes |= dict.fromkeys(values or ())
        if values is None:
            is_known = False
            place = (*path, "bands", band.id, "values_of")
            if book.is_whole:
                _unknown(shaper, "vocabulary or code", place, (*book.vocabularies, *book.codes))
    if not nodes and is_known:
        hint = "add its boxes under 'nodes'"
        shaper.say(EMPTY, path, "the figure has no boxes", hint, key=True)
    _check_bands(shaper, figure, path)
    _check_edges(shaper, figure, path, tuple(nodes) if is_known else None)
    _check_circle(shaper, figure, path)


def values_named(name: str, book: Codebook) -> tuple[str, ...] | None:
    """The ids of the values of a vocabulary or a code, or None if there is none."""
    holder = book.vocabularies.get(name) or book.codes.get(name)
    return None if holder is None else tuple(value.id for value in holder.values)


def _check_bands(shaper: Shaper, figure: NetworkFigure, path: Path) -> None:
    for node in figure.nodes.values():
        for i, band in enumerate(node.bands):
            if band not in figure.bands:
                place = (*path, "nodes", node.id, "band")
                several = isinstance(_written(shaper.document.data, place), list)
                place = (*place, i) if several else place
                _unknown(shaper, "band", place, tuple(figure.bands), UNKNOWN_PART)


def _check_edges(
    shaper: Shaper, figure: NetworkFigure, path: Path, nodes: tuple[str, ...] | None
) -> None:
    """The ends and relations of the lines; the ends only where all boxes are known."""
    for i, edge in enumerate(figure.edges):
        place = (*path, "edges", i)
        for key, name in (("from", edge.start), ("to", edge.end)):
            if nodes is not None and name not in nodes:
                _unknown(shaper, "box", (*place, key), nodes, UNKNOWN_PART)
        if edge.relation not in figure.relations:
            there = tuple(figure.relations)
            _unknown(shaper, "relation", (*place, "relation"), there, UNKNOWN_PART)


def _check_circle(shaper: Shaper, figure: NetworkFigure, path: Path) -> None:
    """One finding, at the first arrow that closes a circle: such a chart has no top."""
    above: dict[str, set[str]] = {}
    for i, edge in enumerate(figure.edges):
        relation = figure.relations.get(edge.relation)
        if relation is None or not relation.directed:
            continue
        if edge.start == edge.end or edge.start in _reached(edge.end, above):
            message = f"'{edge.start}' comes back to itself by the arrow to '{edge.end}'"
            hint = "take one of the arrows out, or say 'directed: false' for the relation"
            shaper.say(CIRCLE, (*path, "edges", i), message, hint)
            return
        above.setdefault(edge.start, set()).add(edge.end)


def _reached(start: str, above: Mapping[str, Iterable[str]]) -> frozenset[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += above.get(here, ())
    return frozenset(reached)
