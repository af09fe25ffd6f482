"""A comparative analysis as tables and as data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode import __version__
from qualcode.diagnostics import Misuse
from qualcode.qca.comparison import Comparison, Fit, Model, Row
from qualcode.tables.table import Table
from qualcode.tables.verdicts import FORMAT
from qualcode.typology.explain import Ground

FAMILIES = ("conservative", "parsimonious", "intermediate")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A case whose outcome is not that of its row, with what it says of each set."""

    case: str
    row: Row
    grounds: tuple[tuple[str, tuple[Ground, ...]], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparative analysis, with its contradictions traced to the codings behind them."""

    comparison: Comparison
    contradictions: tuple[Contradiction, ...]


def truth_table(found: Comparison) -> Table:
    """One row a combination of conditions that some case has; the others are counted below."""
    rows = tuple(
        (
            *("1" if state else "0" for state in row.present),
            row.outcome,
            ", ".join(_marked(case, row) for case in row.cases),
            _number(row.consistency),
            _number(row.pri),
        )
        for row in found.rows
        if row.cases
    )
    empty = len(found.rows) - len(rows)
    note = f"{empty} of {len(found.rows)} combinations have no case."
    few = [row for row in found.rows if row.cases and row.outcome == "?"]
    if few:
        note += " ?: too few cases to count."
    if any(row.contradicting for row in found.rows):
        note += " !: the case's own outcome is not that of its row."
    columns = (*found.conditions, found.outcome, "cases", "consistency", "PRI")
    return Table("truth table", columns, rows, note)


def _marked(case: str, row: Row) -> str:
    return f"{case}!" if case in row.contradicting else case


def necessity_table(found: Comparison) -> Table:
    """One row a condition, present or absent: how necessary it is for the outcome."""
    rows = tuple(
        (one.expression, _number(one.inclusion), _number(one.relevance), _number(one.coverage))
        for one in found.necessity
    )
    columns = ("condition", "inclusion", "relevance (RoN)", "coverage")
    return Table(f"necessity for {found.outcome}", columns, rows)


def solution_table(found: Comparison) -> Table:
    """One row a term of each solution, and one for the solution as a whole."""
    rows = tuple(row for family in FAMILIES for row in _solution_rows(family, found))
    columns = ("solution", "way", "consistency", "PRI", "coverage", "unique", "cases")
    note = "" if rows else f"No combination of conditions is sufficient for {found.outcome}."
    return Table(f"sufficiency for {found.outcome}", columns, rows, note)


def _solution_rows(family: str, found: Comparison) -> Iterator[tuple[str, ...]]:
    models: Sequence[Model] = getattr(found, family)
    for number, model in enumerate(models, 1):
        name = family if len(models) == 1 else f"{family} {number} of {len(models)}"
        for term in model.terms:
            figures = (*_figures(term.fit), _number(term.unique_coverage))
            yield (name, term.expression, *figures, ", ".join(term.cases))
        if len(model.terms) > 1:
            yield (name, "all of these", *_figures(model.fit), "", "")


def _figures(fit: Fit) -> tuple[str, str, str]:
    return _number(fit.consistency), _number(fit.pri), _number(fit.coverage)


def _number(value: float) -> str:
    return f"{value:.3f}"


def comparison_as_data(compared: Compared) -> Mapping[str, object]:
    """The envelope of `qca --format json`: see docs/json.md."""
    found = compared.comparison
    counted = found.counterfactuals
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "outcome": found.outcome,
        "conditions": list(found.conditions),
        "truth_table": [
            {
                "present": list(row.present),
                "outcome": row.outcome,
                "cases": list(row.cases),
                "contradicting": list(row.contradicting),
                "consistency": row.consistency,
                "pri": row.pri,
            }
            for row in found.rows
        ],
        "contradictions": [_contradiction_as_data(one) for one in compared.contradictions],
        "necessity": [
            {
                "condition": one.expression,
                "inclusion": one.inclusion,
                "relevance": one.relevance,
                "coverage": one.coverage,
            }
            for one in found.necessity
        ],
        "solutions": {
            family: [_model_as_data(model) for model in getattr(found, family)]
            for family in FAMILIES
        },
        "counterfactuals": None
        if counted is None
        else {"assumed": counted.assumed, "easy": counted.easy},
    }


def _contradiction_as_data(one: Contradiction) -> Mapping[str, object]:
    return {
        "case": one.case,
        "grounds": [
            {
                "set": name,
                "code": ground.code,
                "position": None if ground.coding is None else str(ground.coding.position),
                "evidence": [{"document": e.document, "at": e.at} for e in ground.evidence],
            }
            for name, grounds in one.grounds
            for ground in grounds
        ],
    }


def _model_as_data(model: Model) -> Mapping[str, object]:
    return {
        "expression": model.expression,
        **_fit_as_data(model.fit),
        "terms": [
            {
                "expression": term.expression,
                **_fit_as_data(term.fit),
                "unique_coverage": term.unique_coverage,
                "cases": list(term.cases),
            }
            for term in model.terms
        ],
    }


def _fit_as_data(fit: Fit) -> Mapping[str, object]:
    return {"consistency": fit.consistency, "pri": fit.pri, "coverage": fit.coverage}


@dataclass(frozen=True, slots=True)
class XYPoints:
    """What a plot of outcome against solution shows: name, membership across and up."""

    across: str
    up: str
    cases: tuple[tuple[str, float, float], ...]


def xy_points(found: Comparison) -> XYPoints:
    """The memberships in the outcome and in the first intermediate or conservative solution.

    Raises:
        Misuse: there is no solution.
    """
    models = (*found.intermediate, *found.conservative)
    if not models:
        raise Misuse(f"there is nothing to draw: no combination is sufficient for {found.outcome}")
    pairs = zip(found.cases, models[0].memberships, found.outcomes, strict=True)
    return XYPoints(models[0].expression, found.outcome, tuple(pairs))
