"""Queries and matrices over random cases against the plainest way of working them out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from hypothesis import given, settings

from qualcode.model.case import Case
from qualcode.model.condition import Comparison, Condition
from qualcode.model.study import Project, Study
from qualcode.query.axes import read_axis
from qualcode.query.excerpts import excerpts_of
from qualcode.query.expression import (
    Beside,
    Coded,
    Either,
    Every,
    Expression,
    Has,
    Says,
    Valued,
    Without,
)
from qualcode.query.index import Index
from qualcode.query.matrix import Crossed, Matrix, Together, cross
from qualcode.query.parsing import parse
from qualcode.query.search import Found, search
from qualcode.typology.ask import Questions
from tests.talks import CODES, EXPRESSIONS, MOODS, THEMES, Known, Made, codebook, made, names

BOOK = codebook()
PROJECT = Project(study="talks", codebook="codebooks", language="en")
NAMES = names()


def indexed(cases: tuple[Case, ...]) -> Index:
    # Cases that were never in a file have no place that would tell them apart.
    each = (Study(project=PROJECT, codebook=BOOK, cases=(case,)) for case in cases)
    return Index([one for study in each for one in excerpts_of(study.cases, study, "en")])


def found_by(expression: Expression, cases: tuple[Case, ...]) -> Found:
    questions = Questions(BOOK)

    def ask(case: Case, condition: Condition) -> frozenset[bool]:
        return questions.truth(case, condition)

    return search(expression, indexed(cases), ask)


# The plainest way: true, false or None for each passage; values by going through the worlds.


def holds(expression: Expression, one: Known, everyone: Sequence[Known]) -> bool | None:
    if is_about_values(expression):
        return in_worlds(expression, one)
    match expression:
        case Coded(codes):
            return any(code in codes for code in one.codes)
        case Has("role", value):
            return False if value not in one.roles else True if len(one.roles) == 1 else None
        case Has(field, value):
            return bool(getattr(one, field) == value)
        case Says(phrase):
            pattern = r"\b" + phrase.replace("*", r"\w*") + r"\b"
            return re.search(pattern, one.words, re.IGNORECASE) is not None
        case Every(parts):
            return every([holds(part, one, everyone) for part in parts])
        case Either(parts):
            return negated(every([negated(holds(part, one, everyone)) for part in parts]))
        case Without(part):
            return negated(holds(part, one, everyone))
        case Beside(found, other):
            others = [two for two in everyone if stands_by(one, two, expression)]
            by = negated(every([negated(holds(other, two, everyone)) for two in others]))
            return every([holds(found, one, everyone), by])
        case Valued():
            raise AssertionError("seen above")


def every(answers: Iterable[bool | None]) -> bool | None:
    known = set(answers)
    return False if False in known else None if None in known else True


def negated(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def is_about_values(expression: Expression) -> bool:
    match expression:
        case Valued():
            return True
        case Every(parts) | Either(parts):
            return all(map(is_about_values, parts))
        case Without(part):
            return is_about_values(part)
        case _:
            return False


def in_worlds(expression: Expression, one: Known) -> bool | None:
    worlds: Iterable[Mapping[str, str | bool]] = (
        {"mood": mood, "open": is_open} for mood, is_open in product(one.moods, one.opens)
    )
    answers = {is_true(expression, world, one.unit) for world in worlds}
    return answers.pop() if len(answers) == 1 else None


def is_true(expression: Expression, world: Mapping[str, str | bool], unit: str) -> bool:
    match expression:
        case Valued(Comparison(code, operator, value)):
            if unit != "crew":
                return False
            if operator == "equals":
                return world[code] == value
            at, limit = MOODS.index(str(world[code])), MOODS.index(str(value))
            return at >= limit if operator == "at_least" else at < limit
        case Every(parts):
            return all(is_true(part, world, unit) for part in parts)
        case Either(parts):
            return any(is_true(part, world, unit) for part in parts)
        case Without(part):
            return not is_true(part, world, unit)
        case _:
            raise AssertionError("only values")


def stands_by(one: Known, two: Known, how: Beside) -> bool:
    if (one.case, one.document) != (two.case, two.document):
        return False
    here, there = (set(range(each.start, each.end)) for each in (one, two))
    match how.how:
        case "overlaps":
            return bool(here & there)
        case "within":
            return here <= there
        case "near":
            between = max(one.start, two.start) - min(one.end, two.end)
            return between <= how.distance


@settings(max_examples=120)
@given(made(), EXPRESSIONS)
def test_a_query_finds_what_holds_of_each_passage(study: Made, expression: Expression) -> None:
    answers = [holds(expression, one, study.known) for one in study.known]
    surely = {number for number, answer in enumerate(answers) if answer is True}
    perhaps = {number for number, answer in enumerate(answers) if answer is not False}
    assert found_by(expression, study.cases) == Found(frozenset(surely), frozenset(perhaps))


@given(EXPRESSIONS)
def test_an_expression_can_be_written_and_read_again(expression: Expression) -> None:
    assert parse(written(expression), NAMES) == expression


def written(expression: Expression) -> str:
    match expression:
        case Coded(codes):
            theme = next((name for name, one in THEMES.items() if one == codes), None)
            code = next((name for name, one in CODES.items() if one == codes), "")
            return f"theme:{theme}" if theme is not None and code != "joy" else code
        case Has(field, value):
            return f"{field}:{value}"
        case Says(phrase):
            return f'text:"{phrase}"'
        case Valued(Comparison(code, operator, value)):
            sign = {"equals": "=", "at_least": ">=", "below": "<"}[operator]
            return f"{code}{sign}{str(value).lower()}"
        case Every(parts):
            return " and ".join(f"({written(part)})" for part in parts)
        case Either(parts):
            return " or ".join(f"({written(part)})" for part in parts)
        case Without(part):
            return f"not ({written(part)})"
        case Beside(found, other, "near", distance):
            return f"near({written(found)}, {written(other)}, {distance})"
        case Beside(found, other, how):
            sign = "&" if how == "overlaps" else how
            return f"({written(found)}) {sign} ({written(other)})"


def matrix(study: Made, rows: str, columns: str, together: Together = "overlap") -> Matrix:
    index = indexed(study.cases)
    down, across = (read_axis(text, NAMES, study.cases) for text in (rows, columns))
    crossed = Crossed(down, across, index.everything, together)
    questions = Questions(BOOK)
    return cross(crossed, index, lambda one: search(one, index, questions.truth).surely)


@settings(max_examples=40)
@given(made())
def test_cells_of_codes_and_cases_add_up_to_what_the_query_of_a_code_finds(study: Made) -> None:
    found = matrix(study, "codes", "cases")
    for row, code in enumerate(found.rows):
        every = range(len(found.columns))
        coded = {n for n, one in enumerate(study.known) if set(CODES[code]) & set(one.codes)}
        assert sum(found.cell(row, column).count for column in every) == len(coded)
        assert set(found.union([row], every).excerpts) == coded


@settings(max_examples=40)
@given(made())
def test_each_coded_passage_is_under_one_value_or_not_known(study: Made) -> None:
    found = matrix(study, "codes", "mood")
    for row, code in enumerate(found.rows):
        by_value: dict[str, int] = {}
        for one in study.known:
            if set(CODES[code]) & set(one.codes):
                is_known = one.unit == "crew" and len(one.moods) == 1
                name = f"mood={one.moods[0]}" if is_known else "not known"
                by_value[name] = by_value.get(name, 0) + 1
        counts = {name: found.cell(row, i).count for i, name in enumerate(found.columns)}
        assert {name: count for name, count in counts.items() if count} == by_value


@settings(max_examples=40)
@given(made())
def test_codes_stand_together_in_the_pairs_that_share_words_whichever_comes_first(
    study: Made,
) -> None:
    found = matrix(study, "codes", "codes")
    overlap = Beside(Every(()), Every(()), "overlaps")
    for row, one in enumerate(found.rows):
        for column, other in enumerate(found.columns):
            pairs = {
                frozenset((a, b))
                for a, first in enumerate(study.known)
                for b, second in enumerate(study.known)
                if set(CODES[one]) & set(first.codes) and set(CODES[other]) & set(second.codes)
                if stands_by(first, second, overlap) and (one != other or a == b)
            }
            assert found.cell(row, column).count == len(pairs)
            assert found.cell(row, column) == found.cell(column, row)


@settings(max_examples=40)
@given(made())
def test_codes_stand_together_in_documents_and_cases_that_have_both(study: Made) -> None:
    ways: tuple[Together, ...] = ("document", "case")
    for together in ways:
        found = matrix(study, "codes", "themes", together)
        for row, code in enumerate(found.rows):
            for column, theme in enumerate(found.columns):
                of_code = places(study, CODES[code], together)
                of_theme = places(study, THEMES.get(theme, ()), together)
                assert found.cell(row, column).count == len(of_code & of_theme)


def places(study: Made, codes: Sequence[str], together: Together) -> set[tuple[str, ...]]:
    coded = [one for one in study.known if set(codes) & set(one.codes)]
    return {(o.case, o.document) if together == "document" else (o.case,) for o in coded}
