"""Figures, read from a file of their own in the codebook's folder."""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import TypeAdapter

from qualcode.diagnostics import Rule, Severity, did_you_mean
from qualcode.loading.figure_names import RULES as NAME_RULES
from qualcode.loading.figure_names import check_figure
from qualcode.loading.shape import Path, Raw, Shaper, describe, field_names
from qualcode.model.base import Frozen
from qualcode.model.codebook import Codebook
from qualcode.model.figure import (
    KINDS,
    Figure,
    FigureBand,
    FigureColumn,
    FigureEdge,
    FigureNode,
    FigureOfCase,
    FigureRelation,
    FigureRow,
    LadderFigure,
    NetworkFigure,
    OrganisationFigure,
    RowsFigure,
)

UNKNOWN_KIND = Rule(
    "QC120", "unknown-figure-kind", Severity.ERROR, "A figure of a kind that cannot be drawn."
)
RULES = (UNKNOWN_KIND, *NAME_RULES)

FILE = "figures.yaml"
KEYS = (
    *field_names(OrganisationFigure, NetworkFigure, LadderFigure, RowsFigure, FigureNode),
    *("figures", "from", "to", "relation", "band", "directed", "values_of"),
)

_FIGURES: Mapping[str, TypeAdapter[Figure]] = MappingProxyType(
    {
        "organisation": TypeAdapter(OrganisationFigure),
        "network": TypeAdapter(NetworkFigure),
        "ladder": TypeAdapter(LadderFigure),
        "rows": TypeAdapter(RowsFigure),
    }
)
_PARTS: Mapping[str, TypeAdapter[object]] = MappingProxyType(
    {
        "bands": TypeAdapter(FigureBand),
        "nodes": TypeAdapter(FigureNode),
        "relations": TypeAdapter(FigureRelation),
        "columns": TypeAdapter(FigureColumn),
        "items": TypeAdapter(FigureRow),
        "cases": TypeAdapter(FigureOfCase),
    }
)
_EDGE = TypeAdapter(FigureEdge)


class _Header(Frozen):
    """The keys of a figures file; its figures are read one by one."""


_FILE = TypeAdapter(_Header)


def read_figures(shaper: Shaper, codebook: Codebook) -> dict[str, Figure]:
    """The figures of a file; what is wrong with them is kept in the shaper.

    Args:
        shaper: reads the file.
        codebook: what figures may name; nothing is missed in it where it is not whole.
    """
    raw = shaper.mapping(shaper.document.data, (), "a figures file") or {}
    shaper.build(_FILE, {key: value for key, value in raw.items() if key != "figures"}, ())
    figures = {}
    for name, body, path in shaper.entries(raw.get("figures"), ("figures",), "'figures'"):
        figure = _figure(shaper, body, path)
        if figure is not None:
            check_figure(shaper, figure, path, codebook)
            figures[name] = figure
    return figures


def _figure(shaper: Shaper, body: Raw, path: Path) -> Figure | None:
    kind = body.get("kind")
    if "kind" not in body:
        shaper.missing(path, "kind", f"it is one of {_kinds()}")
        return None
    if not isinstance(kind, str) or kind not in _FIGURES:
        message = f"there is no kind of figure for {describe(kind)}"
        hint = did_you_mean(str(kind), KINDS) or f"it is one of {_kinds()}"
        shaper.say(UNKNOWN_KIND, (*path, "kind"), message, hint)
        return None
    before = len(shaper.found)
    parts: Raw = {key: _part(shaper, body[key], (*path, key)) for key in _PARTS if key in body}
    if "edges" in body:
        parts["edges"] = _edges(shaper, body["edges"], (*path, "edges"))
    examples = body.get("examples")
    if isinstance(examples, dict):
        parts["examples"] = _listed(examples)
    figure = shaper.build(_FIGURES[kind], {**body, **parts}, path)
    return figure if len(shaper.found) == before else None


def _kinds() -> str:
    return ", ".join(KINDS)


def _part(shaper: Shaper, raw: object, path: Path) -> dict[str, object]:
    """The entries under one of the keys that hold a mapping of entries."""
    key = str(path[-1])
    read = {}
    for name, body, place in shaper.entries(raw, path, f"'{key}'"):
        shaped = _row(body) if key == "items" else _in_bands(body)
        part = shaper.build(_PARTS[key], shaped, place)
        if part is not None:
            read[name] = part
    return read


def _in_bands(body: Raw) -> Raw:
    """An entry whose `band`, one or several, stands under the name that the model has."""
    bands = body.pop("band", None)
    return body if bands is None else {**body, "bands": bands if _is_list(bands) else [bands]}


def _row(body: Raw) -> Raw:
    own = {key: value for key, value in body.items() if key == "id" or key.startswith("__")}
    return {**own, "cells": _listed({key: body[key] for key in body if key not in own})}


def _listed(raw: Raw) -> Raw:
    """Entries with one text or several, as several."""
    return {key: value if _is_list(value) else [value] for key, value in raw.items()}


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _edges(shaper: Shaper, raw: object, path: Path) -> tuple[FigureEdge, ...]:
    read = []
    for i, item in enumerate(shaper.sequence(raw, path, "'edges'")):
        place = (*path, i)
        body = shaper.mapping(item, place, "a line of a figure")
        if body is None:
            continue
        renamed = {_ENDS.get(key, key): value for key, value in body.items()}
        missing = [key for key, name in _ENDS.items() if name not in renamed]
        for key in missing:
            hint = "write the line as '{from: ..., to: ..., relation: ...}'"
            shaper.missing(place, key, hint)
        edge = None if missing else shaper.build(_EDGE, shaper.placed(renamed, place), place)
        read += [edge] if edge is not None else []
    return tuple(read)


_ENDS: Mapping[str, str] = MappingProxyType({"from": "start", "to": "end"})
