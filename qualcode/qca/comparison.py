"""Truth table, necessity and sufficiency: the one place that knows the library `setqca`.

Consistency, coverage, PRI and relevance of necessity as in Ragin 2008, Redesigning Social Inquiry,
and Schneider and Wagemann 2012, Set-Theoretic Methods for the Social Sciences.
"""

import importlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from qualcode.diagnostics import Misuse
from qualcode.qca.sets import Scores

MOST_CONDITIONS = 9
_OUTCOME = "Y"
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where a row of the truth table counts as sufficient, and as observed."""

    consistency: float = 0.8
    pri: float = 0.0
    frequency: int = 1


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a set fits as sufficient for the outcome."""

    consistency: float
    pri: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the truth table.

    `outcome` is 1, 0 or ? (no case, a logical remainder). `contradicting` are the cases whose own
    outcome is not that of the row.
    """

    present: tuple[bool, ...]
    cases: tuple[str, ...]
    outcome: str
    consistency: float
    pri: float
    contradicting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One way to the outcome: conditions that are enough together, with the cases in it."""

    expression: str
    fit: Fit
    unique_coverage: float
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Ways to the outcome that together are a solution."""

    expression: str
    fit: Fit
    terms: tuple[Term, ...]
    memberships: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Necessity:
    """How far the outcome is within a set: inclusion, relevance (RoN) and coverage."""

    expression: str
    inclusion: float
    relevance: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Counterfactuals:
    """How many remainders the parsimonious solution assumes, and how many of them are easy."""

    assumed: int
    easy: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparative analysis. Solutions are empty where no row is sufficient.

    There is an `intermediate` solution only where expectations were given.
    """

    outcome: str
    conditions: tuple[str, ...]
    cases: tuple[str, ...]
    outcomes: tuple[float, ...]
    rows: tuple[Row, ...]
    necessity: tuple[Necessity, ...]
    conservative: tuple[Model, ...] = ()
    parsimonious: tuple[Model, ...] = ()
    intermediate: tuple[Model, ...] = ()
    counterfactuals: Counterfactuals | None = None


def compare(
    found: Scores,
    thresholds: Thresholds,
    expected: Mapping[str, bool],
    asked: Sequence[str] = (),
) -> Comparison:
    """The comparative analysis of cases.

    Args:
        found: memberships; the last set is the outcome, the others are the conditions.
        thresholds: from where rows count.
        expected: which conditions are expected to be present, or absent, for the outcome.
        asked: further expressions to test for necessity, such as `A*~B` or `A+B`.

    Raises:
        Misuse: the library is not installed, there are too many conditions, or an expression names
            something else.
    """
    conditions = tuple(one.name for one in found.sets[:-1])
    if len(conditions) > MOST_CONDITIONS:
        raise Misuse(
            f"{len(conditions)} conditions are too many to compare; {MOST_CONDITIONS} at most"
        )
    analysis = _Analysis(found, thresholds)
    expressions = [sign + name for name in conditions for sign in ("", "~")]
    base = Comparison(
        outcome=found.sets[-1].name,
        conditions=conditions,
        cases=found.cases,
        outcomes=tuple(float(row[-1]) for row in found.rows),
        rows=analysis.rows(),
        necessity=tuple(analysis.necessity(one) for one in (*expressions, *asked)),
    )
    return analysis.with_solutions(base, expected)


class _Analysis:
    """The library at work on one table; columns have names of their own, for its parser's sake."""

    def __init__(self, found: Scores, thresholds: Thresholds) -> None:
        self._library = _import("setqca")
        columns = [*(f"C{i}" for i in range(len(found.sets) - 1)), _OUTCOME]
        rows = [[float(share) for share in row] for row in found.rows]
        self._data = _import("pandas").DataFrame(rows, columns=columns, index=list(found.cases))
        self._columns = tuple(columns[:-1])
        self._names = {one.name: c for one, c in zip(found.sets[:-1], columns, strict=False)}
        self._shown = {column: name for name, column in self._names.items()}
        self._inside = {
            case: row[-1] > _HALF for case, row in zip(found.cases, found.rows, strict=True)
        }
        self._thresholds = thresholds

    def rows(self) -> tuple[Row, ...]:
        """The rows of the truth table, remainders too, the sufficient ones first."""
        limits = self._thresholds
        table = self._library.build_truth_table(
            self._data,
            outcome=_OUTCOME,
            conditions=list(self._columns),
            inclusion_cutoff=limits.consistency,
            pri_cutoff=limits.pri,
            frequency_cutoff=limits.frequency,
        )
        rows = [self._row(row) for row in table.rows]
        return tuple(sorted(rows, key=lambda row: "10?".index(row.outcome)))

    def _row(self, row: Any) -> Row:  # noqa: ANN401 - the library's own value
        outcome = {"1": "1", "R": "?"}.get(row.outcome, "0")
        others = (case for case in row.cases if self._inside[case] != (outcome == "1"))
        return Row(
            present=tuple(bool(state) for state in row.configuration),
            cases=tuple(row.cases),
            outcome=outcome,
            consistency=row.consistency,
            pri=row.pri,
            contradicting=() if outcome == "?" else tuple(others),
        )

    def necessity(self, expression: str) -> Necessity:
        """How necessary a set is that is written with `*`, `+` and `~`."""
        members = self._library.evaluate_expression(self._inner(expression), self._data)
        fit = self._library.necessity(members, self._data[_OUTCOME].to_numpy())
        return Necessity(expression, fit.consistency, fit.ron, fit.coverage)

    def _inner(self, expression: str) -> str:
        def literal(text: str) -> str:
            name = text.strip().removeprefix("~").strip()
            if name not in self._names:
                known = ", ".join(self._names)
                raise Misuse(f"'{name}' in '{expression}' is no condition; they are {known}")
            return ("~" if text.strip().startswith("~") else "") + self._names[name]

        ways = ("*".join(map(literal, way.split("*"))) for way in expression.split("+"))
        return "+".join(ways)

    def with_solutions(self, base: Comparison, expected: Mapping[str, bool]) -> Comparison:
        """The comparison with its solutions."""
        if not any(row.outcome == "1" for row in base.rows):
            return base
        limits = self._thresholds
        estimator = self._library.FSQCA(
            consistency=limits.consistency,
            pri=limits.pri,
            frequency=limits.frequency,
            directional_expectations={
                self._names[name]: "+" if is_present else "-"
                for name, is_present in expected.items()
            },
        )
        result = estimator.fit(self._data, outcome=_OUTCOME, conditions=list(self._columns))
        found = result.counterfactuals
        return Comparison(
            outcome=base.outcome,
            conditions=base.conditions,
            cases=base.cases,
            outcomes=base.outcomes,
            rows=base.rows,
            necessity=base.necessity,
            conservative=self._models(result.conservative),
            parsimonious=self._models(result.parsimonious),
            intermediate=self._models(result.intermediate or ()),
            counterfactuals=None
            if found is None
            else Counterfactuals(len(found.simplifying_assumptions), len(found.easy)),
        )

    def _models(self, solutions: Iterable[Any]) -> tuple[Model, ...]:
        return tuple(self._model(solution) for solution in solutions)

    def _model(self, solution: Any) -> Model:  # noqa: ANN401 - the library's own value
        inner = [one.as_expression(self._columns) for one in solution.boolean.implicants]
        if inner == ["1"]:
            return self._everything(solution)
        diagnosed = self._library.sufficiency_diagnostics(self._data, outcome=_OUTCOME, terms=inner)
        terms = tuple(
            Term(
                expression=self._outer(text),
                fit=_fit(one.fit),
                unique_coverage=one.unique_coverage,
                cases=tuple(c.case for c in one.cases if c.term_membership > 0.5),
            )
            for text, one in zip(inner, diagnosed.terms, strict=True)
        )
        members = self._library.evaluate_expression("+".join(inner), self._data)
        shown = " + ".join(term.expression for term in terms)
        return Model(shown, _fit(solution.fit), terms, tuple(float(share) for share in members))

    def _everything(self, solution: Any) -> Model:  # noqa: ANN401 - as above
        fit = _fit(solution.fit)
        term = Term("every case", fit, fit.coverage, tuple(self._data.index))
        return Model("every case", fit, (term,), tuple(1.0 for _ in self._data.index))

    def _outer(self, expression: str) -> str:
        literals = expression.split("*")
        names = (
            ("~" if one.startswith("~") else "") + self._shown[one.removeprefix("~")]
            for one in literals
        )
        return "*".join(names)


def _fit(fit: Any) -> Fit:  # noqa: ANN401 - the library's own value
    return Fit(fit.consistency, fit.pri, fit.coverage)


def _import(name: str) -> Any:  # noqa: ANN401 - a module of an optional library
    try:
        return importlib.import_module(name)
    except ImportError:
        raise Misuse(
            "comparative analysis needs the extra 'qca': pip install 'qualcode[qca]'"
        ) from None
