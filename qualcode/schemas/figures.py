"""The schemas of the codebook's facts and figures."""

from collections.abc import Mapping

from qualcode.model.codebook import Codebook
from qualcode.model.facts import FactList
from qualcode.model.figure import (
    KINDS,
    FigureEdge,
    LadderFigure,
    NetworkFigure,
    OrganisationFigure,
    RowsFigure,
)
from qualcode.schemas.shapes import (
    LABEL,
    NOTHING,
    TEXT,
    Definitions,
    Schema,
    Shape,
    either,
    entries,
    items,
    list_of,
    ref,
    shapes_of,
)

_SOME_LABEL: Schema = {**LABEL, "minLength": 1, "minProperties": 1}
_TEXT_OF_FACT: Schema = {**LABEL, "minProperties": 1}

_CLASSES = ("OrganisationFigure", "NetworkFigure", "LadderFigure", "RowsFigure")


def facts_file() -> Schema:
    """The schema of `facts.yaml`."""
    lists = entries(ref("FactList"))
    return Shape("Facts that belong to no case.", {"facts": lists}).schema()


def fact_definitions() -> Definitions:
    """What stands in `facts.yaml`; which fields an item has is declared in its list."""
    shapes = shapes_of(FactList)
    headed: Mapping[str, object] = {"label": _SOME_LABEL}
    fact = shapes["Fact"].without("id", "values").having(headed)
    names: Schema = {"not": {"enum": list(fact.keys)}}
    sections = {
        "fields": entries(ref("FactField"), propertyNames=names),
        "items": entries(ref("Fact")),
    }
    several: Schema = {**list_of(_TEXT_OF_FACT), "minItems": 1}
    value = either({"type": "number"}, _TEXT_OF_FACT, several)
    return {
        "FactList": shapes["FactList"].without("id").having({**headed, **sections}).schema(),
        "FactField": shapes["FactField"].without("id").having(headed).schema(),
        "Fact": fact.schema(additionalProperties=value),
    }


def figures_file() -> Schema:
    """The schema of `figures.yaml`."""
    figures = entries(ref("Figure"))
    return Shape("Figures: what is in them.", {"figures": figures}).schema()


def figure_definitions() -> Definitions:
    """What stands in `figures.yaml`, by the kind of the figure."""
    shapes = shapes_of(OrganisationFigure, NetworkFigure, LadderFigure, RowsFigure, FigureEdge)
    plain = ("FigureOfCase", "FigureBand", "FigureRelation", "FigureColumn")
    kinds: list[Schema] = [
        {"if": {"properties": {"kind": {"const": kind}}}, "then": _figure(shapes[name])}
        for kind, name in zip(KINDS, _CLASSES, strict=True)
    ]
    return {
        **{name: shapes[name].without("id").schema() for name in plain},
        "Figure": {
            "type": "object",
            "properties": {"kind": {"enum": list(KINDS)}},
            "required": ["kind"],
            "allOf": kinds,
        },
        "FigureNode": _node(shapes["FigureNode"]),
        "FigureEdge": _edge(shapes["FigureEdge"]),
        "FigureRow": {"type": "object", "additionalProperties": either(LABEL, list_of(LABEL))},
    }


_PARTS: Mapping[str, Schema] = {
    "bands": entries(ref("FigureBand")),
    "nodes": entries(ref("FigureNode")),
    "relations": entries(ref("FigureRelation")),
    "columns": entries(ref("FigureColumn")),
    "items": entries(ref("FigureRow")),
    "cases": entries(ref("FigureOfCase")),
    "edges": items(ref("FigureEdge")),
    "examples": {"type": "object", "additionalProperties": either(LABEL, list_of(LABEL))},
}


def _figure(shape: Shape) -> Schema:
    parts = {key: schema for key, schema in _PARTS.items() if key in shape.keys}
    return shape.without("id").having(parts).schema()


def _node(shape: Shape) -> Schema:
    band = either(TEXT, list_of(TEXT), NOTHING)
    return shape.without("id").having({"band": band}).schema()


def _edge(shape: Shape) -> Schema:
    ends: Mapping[str, object] = {"from": TEXT, "to": TEXT}
    return shape.without("start", "end").having(ends, list(ends)).schema()


def source_definitions() -> Definitions:
    """The form of a source, which facts and figures have."""
    return {"Source": shapes_of(Codebook)["Source"].schema()}
