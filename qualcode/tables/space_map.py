"""A map of a property space in words and as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from string import ascii_uppercase

from qualcode import __version__
from qualcode.model.condition import Condition
from qualcode.tables.proofs import Words
from qualcode.tables.verdicts import FORMAT
from qualcode.typology.space_map import SpaceMap, Square

NOWHERE, RULED_OUT = "·", "×"


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis of the map is, and its values, in words."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """The words of a map: a letter for each type, and its axes."""

    letters: Mapping[str, str]
    down: tuple[Axis, ...]
    across: tuple[Axis, ...]

    @property
    def row_headings(self) -> tuple[tuple[str, ...], ...]:
        """The values down that each row stands for."""
        return tuple(product(*(axis.values for axis in self.down)))

    @property
    def column_headings(self) -> tuple[tuple[str, ...], ...]:
        """The values across that each column stands for."""
        return tuple(product(*(axis.values for axis in self.across)))


def legend_of(found: SpaceMap, words: Words) -> Legend:
    """The words of a map."""
    numbers = (
        f"{ascii_uppercase[i % 26]}{i // 26 or ''}" for i in range(len(found.typology.types))
    )
    return Legend(
        letters=dict(zip(found.typology.types, numbers, strict=True)),
        down=tuple(_axis(axis, words) for axis in found.down),
        across=tuple(_axis(axis, words) for axis in found.across),
    )


def _axis(conditions: tuple[Condition, ...], words: Words) -> Axis:
    """An axis by the name that all its conditions begin with, if they do."""
    said = [words(condition) for condition in conditions]
    names = {one.partition(" ")[0] for one in said}
    if len(names) > 1 or not all(" " in one for one in said):
        return Axis("", tuple(said))
    name = names.pop()
    rest = (one.replace(f" {name} is ", " ").removeprefix(f"{name} ") for one in said)
    return Axis(name, tuple(_value(one.removeprefix("is ")) for one in rest))


def _value(said: str) -> str:
    plain = said.removeprefix("one of ")
    return plain if plain == said else plain.strip("[]")


def square_in_words(square: Square, legend: Legend) -> str:
    """The letters of the types and the cases, such as `A 2 (+3)`: two surely, three more may be."""
    if not square.is_possible:
        return RULED_OUT
    mark = "+".join(legend.letters[name] for name in square.types) or NOWHERE
    sure, more = len(square.certain), len(square.perhaps)
    parts = (mark, str(sure) if sure else "", f"(+{more})" if more else "")
    return " ".join(filter(None, parts))


def map_as_data(found: SpaceMap, words: Words) -> Mapping[str, object]:
    """The envelope of `typology map NAME --format json`: see docs/json.md."""
    legend = legend_of(found, words)
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "typology": found.typology.id,
        "cells": found.cells,
        "cases": found.cases,
        "down": [_axis_as_data(axis) for axis in legend.down],
        "across": [_axis_as_data(axis) for axis in legend.across],
        "squares": list(_squares_as_data(found, legend)),
    }


def _axis_as_data(axis: Axis) -> Mapping[str, object]:
    return {"name": axis.name, "values": list(axis.values)}


def _squares_as_data(found: SpaceMap, legend: Legend) -> Iterator[Mapping[str, object]]:
    for row, down in zip(found.rows, legend.row_headings, strict=True):
        for square, across in zip(row, legend.column_headings, strict=True):
            yield {
                "values": [*down, *across],
                "possible": square.is_possible,
                "types": list(square.types),
                "certain": list(square.certain),
                "perhaps": list(square.perhaps),
            }
