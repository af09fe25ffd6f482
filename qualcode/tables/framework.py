"""The framework matrix as tables and as data."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from qualcode import __version__
from qualcode.model.base import in_language
from qualcode.query.framework import Framework, FrameworkCell, State
from qualcode.query.index import Index
from qualcode.tables.excerpts import excerpt_as_data, quoted, shown, where_in_case
from qualcode.tables.table import Table
from qualcode.tables.verdicts import FORMAT


def framework_table(found: Framework, index: Index, language: str, *, with_quotes: bool) -> Table:
    """One row a case, one column a theme or code: the summary, the passages, and what to do.

    Without quotes, the passages are counted.
    """

    def said(cell: FrameworkCell) -> str:
        quotes = shown(index, cell.excerpts, 0) if with_quotes else ()
        passages = [f"{quoted(one)} ({where_in_case(one)})" for one in quotes]
        if cell.excerpts and not with_quotes:
            passages = [f"({_number(len(cell.excerpts))})"]
        state = "" if cell.state is State.WRITTEN else f"[{what_to_do(cell, index)}]"
        return "\n".join(filter(None, (_text(cell, language), *passages, state)))

    rows = tuple(
        (case, *(said(found.cells[case, topic]) for topic in found.topics)) for case in found.cases
    )
    return Table("framework matrix", ("case", *found.topics), rows, completeness(found))


def _text(cell: FrameworkCell, language: str) -> str:
    summary = cell.summary
    return "" if summary is None else " ".join(in_language(summary.text, language).split())


def _number(passages: int) -> str:
    return "1 passage" if passages == 1 else f"{passages} passages"


def what_to_do(cell: FrameworkCell, index: Index) -> str:
    """The state of a cell; of an outdated one, what its summary has to be read against."""
    parts = []
    if cell.missed:
        lines = "; ".join(where_in_case(one) for one in shown(index, cell.missed, 0))
        parts.append(f"not in the summary: {lines}")
    if cell.gone:
        parts.append(f"no longer there: {', '.join(cell.gone)}")
    is_outdated = cell.state is State.OUTDATED
    return f"{cell.state}: {'; '.join(parts)}" if is_outdated else cell.state.value


def completeness(found: Framework) -> str:
    """How many cells are written, and how many are in each other state."""
    number = {state: len(found.of_state(state)) for state in State}
    total = len(found.cases) * len(found.topics)
    others = (f"{number[state]} {_STATES[state]}" for state in _STATES if number[state])
    return ", ".join((f"{number[State.WRITTEN]} of {total} cells are written", *others)) + "."


_STATES: Mapping[State, str] = MappingProxyType(
    {
        State.OUTDATED: "outdated",
        State.UNWRITTEN: "with passages but no summary",
        State.EMPTY: "empty",
    }
)

_COLUMNS = ("case", "state", "summary", "coder", "date", "quote", "where", "codes")


def sheet_of(topic: str, found: Framework, index: Index, language: str) -> Table:
    """One theme or code: a row for each passage, or for a case that has none there."""
    rows = [
        row
        for case in found.cases
        for row in _rows(case, found.cells[case, topic], index, language)
    ]
    return Table(topic, _COLUMNS, tuple(rows))


def _rows(case: str, cell: FrameworkCell, index: Index, language: str) -> Sequence[tuple[str, ...]]:
    one = cell.summary
    written = ("", "", "")
    if one is not None:
        written = (_text(cell, language), one.coder, one.date)
    head = (case, what_to_do(cell, index), *written)
    quotes = [
        (one.words, where_in_case(one), ", ".join(one.excerpt.codes))
        for one in shown(index, cell.excerpts, 0)
    ]
    first, *others = quotes or [("", "", "")]
    return [(*head, *first), *((case, "", "", "", "", *other) for other in others)]


def framework_in_one_table(found: Framework, index: Index, language: str) -> Table:
    """All cells below one another, for CSV: the rows of each theme or code with its name."""
    rows = tuple(
        (topic, *row)
        for topic in found.topics
        for row in sheet_of(topic, found, index, language).rows
    )
    return Table("framework matrix", ("about", *_COLUMNS), rows)


def summary_sheet(found: Framework, language: str) -> Table:
    """Cases by themes or codes with nothing but the summaries; a cell without one says why."""

    def said(cell: FrameworkCell) -> str:
        return _text(cell, language) or f"({cell.state})"

    rows = tuple(
        (case, *(said(found.cells[case, topic]) for topic in found.topics)) for case in found.cases
    )
    return Table("summaries", ("case", *found.topics), rows)


def framework_as_data(found: Framework, index: Index) -> Mapping[str, object]:
    """The envelope of `framework --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "cases": list(found.cases),
        "about": list(found.topics),
        "cells": [
            {
                "case": case,
                "about": topic,
                "state": cell.state.value,
                "summary": None if cell.summary is None else dict(cell.summary.text),
                "coder": None if cell.summary is None else cell.summary.coder or None,
                "date": None if cell.summary is None else cell.summary.date or None,
                "excerpts": [excerpt_as_data(one) for one in shown(index, cell.excerpts, 0)],
                "missed": [where_in_case(one) for one in shown(index, cell.missed, 0)],
                "gone": list(cell.gone),
            }
            for (case, topic), cell in found.cells.items()
        ],
    }
