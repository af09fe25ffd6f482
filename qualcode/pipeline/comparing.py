"""Qualitative comparative analysis of the cases of a unit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.diagnostics import Diagnostic, Misuse, did_you_mean, in_order
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.condition import Comparison as Test
from qualcode.model.condition import Not, leaves
from qualcode.pipeline import no_such
from qualcode.pipeline.checking import Checked, ready
from qualcode.qca.comparison import MOST_CONDITIONS, Comparison, Thresholds, compare
from qualcode.qca.sets import Set, read_set, scores
from qualcode.tables.comparison import Compared, Contradiction
from qualcode.typology.explain import grounds_of


@dataclass(frozen=True, slots=True)
class Question:
    """What a comparative analysis is asked.

    Attributes:
        outcome: the set to be explained; with `~` before it, its absence.
        conditions: the sets that may explain it.
        unit: the unit of the cases; if None, the one that the outcome's code is for.
        expected: conditions that theory expects for the outcome, `~` before those to be absent.
        necessary: further expressions to test for necessity.
    """

    outcome: str
    conditions: tuple[str, ...]
    unit: str | None = None
    expected: tuple[str, ...] = ()
    necessary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The sets that a question names, the outcome last, and the cases they are compared over."""

    sets: tuple[Set, ...]
    cases: tuple[Case, ...]
    unit: str
    codebook: Codebook


def compare_cases(
    checked: Checked, question: Question, thresholds: Thresholds
) -> Compared | tuple[Diagnostic, ...]:
    """The comparative analysis of cases, definitions left out, or what keeps it from being made.

    Raises:
        Misuse: the question cannot be asked of this study.
    """
    asked = asked_of(checked, question)
    sets, cases, book = asked.sets, asked.cases, asked.codebook
    found = scores(sets, cases, asked.unit, book)
    if isinstance(found, tuple):
        return in_order(found)
    names = [one.name for one in sets[:-1]]
    expected = dict(_expected(text, names) for text in question.expected)
    comparison = compare(found, thresholds, expected, question.necessary)
    return Compared(comparison, tuple(_contradictions(comparison, sets, cases, book)))


def asked_of(checked: Checked, question: Question) -> Asked:
    """What a question asks of a study; definitions are left out of the cases.

    Raises:
        Misuse: the question cannot be asked of this study.
    """
    study, _ = ready(checked)
    book = study.codebook
    _not_too_many(question)
    sets = (*(read_set(text, book) for text in question.conditions), _outcome(question, book))
    unit = question.unit or _unit_of(sets[-1], book)
    if unit not in book.units:
        raise Misuse(no_such("unit", unit, book.units))
    cases = tuple(case for case in checked.sound if case.unit == unit and not case.fixture)
    if not cases:
        raise Misuse(f"there is no case of unit '{unit}' to compare")
    return Asked(sets, cases, unit, book)


def _contradictions(
    comparison: Comparison, sets: Sequence[Set], cases: Sequence[Case], book: Codebook
) -> Iterator[Contradiction]:
    known = {case.id: case for case in cases}
    for row in comparison.rows:
        for name in row.contradicting:
            grounds = tuple(
                (one.name, grounds_of(one.condition, known[name], book)) for one in sets
            )
            yield Contradiction(name, row, grounds)


def _not_too_many(question: Question) -> None:
    number = len(question.conditions)
    if number > MOST_CONDITIONS:
        raise Misuse(f"{number} conditions are too many to compare; give {MOST_CONDITIONS} at most")
    if len(set(question.conditions)) < number:
        raise Misuse("a condition is given twice; give each once")


def _outcome(question: Question, book: Codebook) -> Set:
    text = question.outcome.strip()
    if not text.startswith("~"):
        return read_set(text, book)
    absent = read_set(text.removeprefix("~"), book)
    return Set(f"~{absent.name}", Not(absent.condition))


def _unit_of(outcome: Set, book: Codebook) -> str:
    tests = [leaf for leaf in leaves(outcome.condition) if isinstance(leaf, Test)]
    units = book.codes[tests[0].code].units
    if len(units) != 1:
        listed = ", ".join(units or book.units)
        raise Misuse(f"'{outcome.name}' is for several units; say of which with --unit: {listed}")
    return units[0]


def _expected(text: str, names: Sequence[str]) -> tuple[str, bool]:
    name = text.strip().removeprefix("~")
    if name not in names:
        hint = did_you_mean(name, names) or f"they are {', '.join(names)}"
        raise Misuse(f"'{name}' is expected, but is no condition; {hint}")
    return name, not text.strip().startswith("~")
