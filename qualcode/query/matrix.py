"""Excerpts in the cells of a matrix: by what holds of them, or by what stands together.

A matrix of codes by codes counts pairs: an excerpt of the one code and an excerpt of the other that
share words of a document. An excerpt with both codes is a pair with itself.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from qualcode.query.axes import REST, Axis
from qualcode.query.expression import Expression
from qualcode.query.index import Index, document_key

Together = Literal["overlap", "document", "case"]
"""What makes codes stand together: shared words, the same document, the same case."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """What is counted in a cell, and the excerpts behind it."""

    count: int
    excerpts: tuple[int, ...]


EMPTY = Cell(0, ())


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cells by the numbers of their row and column; those that are not there are empty.

    `counted` is what the cells count: excerpts, pairs, documents or cases. Only a matrix of
    excerpts can be summed up: its totals count an excerpt once, however many cells it is in.
    """

    name: str
    across: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Pair, Cell]
    counted: str

    def cell(self, row: int, column: int) -> Cell:
        """A cell by its row and column."""
        return self.cells.get((row, column), EMPTY)

    def union(self, rows: Iterable[int], columns: Iterable[int]) -> Cell:
        """The excerpts of several cells, each once."""
        across = tuple(columns)
        every = {n for row in rows for column in across for n in self.cell(row, column).excerpts}
        return Cell(len(every), tuple(sorted(every)))


@dataclass(frozen=True, slots=True)
class Crossed:
    """What a matrix is made of: its two axes, and of which excerpts."""

    rows: Axis
    columns: Axis
    base: frozenset[int]
    together: Together = "overlap"


Find = Callable[[Expression], frozenset[int]]


def cross(crossed: Crossed, index: Index, find: Find) -> Matrix:
    """The matrix of two axes. `find` gives the excerpts that belong to a category."""
    rows, row_names = _members(crossed.rows, crossed.base, find)
    columns, column_names = _members(crossed.columns, crossed.base, find)
    counted = "excerpts"
    if not (crossed.rows.is_of_codes and crossed.columns.is_of_codes):
        cells = _in_both(rows, columns)
    elif crossed.together == "overlap":
        counted, cells = "pairs", _overlapping(crossed, index, rows, columns)
    else:
        counted = f"{crossed.together}s"
        cells = _in_same(crossed.together, index, rows, columns)
    return Matrix(crossed.rows.name, crossed.columns.name, row_names, column_names, cells, counted)


_Members = Mapping[int, Sequence[int]]
"""The categories that each excerpt belongs to."""


def _members(axis: Axis, base: frozenset[int], find: Find) -> tuple[_Members, tuple[str, ...]]:
    found: dict[int, list[int]] = {}
    for number, category in enumerate(axis.categories):
        for excerpt in find(category.expression) & base:
            found.setdefault(excerpt, []).append(number)
    names = tuple(category.label for category in axis.categories)
    rest = base - found.keys()
    if not (axis.is_of_values and rest):
        return found, names
    return {**found, **{excerpt: [len(names)] for excerpt in rest}}, (*names, REST)


def _in_both(rows: _Members, columns: _Members) -> Mapping[Pair, Cell]:
    cells: dict[Pair, list[int]] = {}
    for number in sorted(rows.keys() & columns.keys()):
        for row in rows[number]:
            for column in columns[number]:
                cells.setdefault((row, column), []).append(number)
    return {key: Cell(len(numbers), tuple(numbers)) for key, numbers in cells.items()}


def _overlapping(
    crossed: Crossed, index: Index, rows: _Members, columns: _Members
) -> Mapping[Pair, Cell]:
    """Pairs by cell. A code and itself stand together only in the same excerpt."""
    same = {
        (row, column)
        for row, one in enumerate(crossed.rows.categories)
        for column, other in enumerate(crossed.columns.categories)
        if one.expression == other.expression
    }
    cells: dict[Pair, set[Pair]] = {}
    for first, second in _pairs(index, sorted({*rows, *columns})):
        for one, other in {(first, second), (second, first)}:
            for row in rows.get(one, ()):
                for column in columns.get(other, ()):
                    if one == other or (row, column) not in same:
                        cells.setdefault((row, column), set()).add((first, second))
    return {key: _cell_of(pairs) for key, pairs in cells.items()}


def _cell_of(pairs: set[Pair]) -> Cell:
    return Cell(len(pairs), tuple(sorted({number for pair in pairs for number in pair})))


def _pairs(index: Index, numbers: Iterable[int]) -> Iterator[Pair]:
    """Each excerpt with itself, and any two that share characters of a document."""
    grouped: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for number in numbers:
        yield number, number
        place = index.place(number)
        if place is not None:
            key = document_key(index.excerpts[number])
            grouped.setdefault(key, []).append((place.start, place.end, number))
    for stretches in grouped.values():
        going_on: list[tuple[int, int]] = []
        for start, end, number in sorted(stretches):
            going_on = [(until, other) for until, other in going_on if until > start]
            yield from ((min(number, other), max(number, other)) for _, other in going_on)
            going_on.append((end, number))


def _in_same(
    what: Together, index: Index, rows: _Members, columns: _Members
) -> Mapping[Pair, Cell]:
    """The documents, or cases, in which excerpts of both categories are."""

    def key_of(number: int) -> tuple[str, ...]:
        excerpt = index.excerpts[number]
        return document_key(excerpt) if what == "document" else (excerpt.case.id,)

    here, there = _grouped(rows, key_of), _grouped(columns, key_of)
    counts: Counter[Pair] = Counter()
    found: dict[Pair, set[int]] = {}
    for key in here.keys() & there.keys():
        for row, in_row in here[key].items():
            for column, in_column in there[key].items():
                counts[row, column] += 1
                found.setdefault((row, column), set()).update(in_row, in_column)
    return {key: Cell(counts[key], tuple(sorted(numbers))) for key, numbers in found.items()}


def _grouped(
    members: _Members, key_of: Callable[[int], tuple[str, ...]]
) -> Mapping[tuple[str, ...], Mapping[int, Sequence[int]]]:
    """The excerpts by what they are grouped by, and by category."""
    found: dict[tuple[str, ...], dict[int, list[int]]] = {}
    for number, categories in members.items():
        group = found.setdefault(key_of(number), {})
        for category in categories:
            group.setdefault(category, []).append(number)
    return found
