"""Cases by two codes or two typologies, as tables: their names where they may be shown, or counts.

What is not known has a row or column of its own where there is such a case; it is never a no.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from qualcode.model.case import Case
from qualcode.model.codebook import Code
from qualcode.model.condition import UNKNOWN, Scalar
from qualcode.model.typology import Typology
from qualcode.render.edition import Edition
from qualcode.render.escaping import Markdown, md, opening
from qualcode.render.grid import Grid
from qualcode.render.recording import Asked, Kind
from qualcode.render.values import not_stated, shown_value, value_text
from qualcode.render.verdicts import type_name
from qualcode.tables.crossings import (
    CONTRADICTORY,
    MIXED,
    OUTSIDE,
    Crossing,
    cross_codes,
    cross_types,
)
from qualcode.typology.verdict import CaseVerdict

MARK = "¹"
_BREAK = "<br>"


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands beside a name: the value of a code in brackets, a mark where another holds.

    The mark stands only where the yes-or-no code surely holds. Each may be the empty text.
    """

    shows: str = ""
    mark: str = ""


def placement(group: str, rows: str, columns: str, entry: Entry, edition: Edition) -> Grid:
    """The cases of a group by name in the cells of two codes.

    Args:
        group: a case group whose cases may be shown one by one.
        rows: a code with one value a case.
        columns: another.
        entry: what stands beside each name.
        edition: what the page is made from.
    """
    for code in filter(None, (entry.shows, entry.mark)):
        edition.code_of_cases(code)

    def cell(cases: Sequence[Case]) -> Markdown:
        return Markdown(_BREAK.join(_named(case, entry, edition) for case in cases))

    cases = edition.shown_cases(group)
    crossing = _crossed(cases, rows, columns, group, edition)
    beside = tuple(filter(None, (entry.shows, entry.mark)))
    for code in beside:
        edition.recorder.note(Kind.SPREAD, code, group)
    grid = _by_codes(crossing, rows, columns, cell, edition)
    return replace(grid, behind=_behind(crossing, Kind.VALUE, (rows, columns, *beside)))


def cross_table(rows: str, columns: str, group: str, edition: Edition) -> Grid:
    """How many cases of a group there are in each cell of two codes."""
    crossing = _crossed(edition.group_cases(group), rows, columns, group, edition)
    grid = _by_codes(crossing, rows, columns, _count(edition), edition)
    return replace(grid, behind=_behind(crossing, Kind.VALUE, (rows, columns)))


def cross_typologies(rows: str, columns: str, group: str, edition: Edition) -> Grid:
    """How many cases of a group are decided types of one typology and of another."""
    cases = edition.group_cases(group)
    typologies = (edition.typology(rows), edition.typology(columns))

    def axis(typology: Typology) -> tuple[tuple[str, ...], Callable[[Case], CaseVerdict]]:
        _refuse_other_units(group, typology, edition)
        return tuple(typology.types), lambda case: edition.classifier.classify(case, typology)

    crossing = cross_types(cases, axis(typologies[0]), axis(typologies[1]))
    head, row_names = _type_names(typologies[0], edition)
    _, column_names = _type_names(typologies[1], edition)
    for one in typologies:
        edition.recorder.note(Kind.PLACED, one.id, group)
    grid = _grid(crossing, head, row_names, column_names, _count(edition))
    names = tuple(one.id for one in typologies)
    return replace(grid, behind=_behind(crossing, Kind.VERDICT, names))


def _behind(
    crossing: Crossing, kind: Kind, names: Sequence[str]
) -> tuple[tuple[tuple[Asked, ...], ...], ...]:
    """What was asked for in each cell: the values or types of the cases that stand there."""

    def asked(cases: Sequence[Case]) -> tuple[Asked, ...]:
        return tuple(Asked(kind, name, case.id) for name in names for case in cases)

    return tuple((asked(tuple(chain(*cells))), *map(asked, cells)) for cells in crossing.cells)


def _refuse_other_units(group: str, typology: Typology, edition: Edition) -> None:
    unit = edition.codebook.case_groups[group].unit
    if unit != typology.unit:
        raise ValueError(f"typology '{typology.id}' is for {typology.unit}, '{group}' has {unit}")


def _crossed(
    cases: Sequence[Case], rows: str, columns: str, group: str, edition: Edition
) -> Crossing:
    for code in (rows, columns):
        edition.code_of_cases(code)
        edition.recorder.note(Kind.SPREAD, code, group)
    return cross_codes(cases, rows, columns, edition.questions)


def _by_codes(
    crossing: Crossing,
    rows: str,
    columns: str,
    cell: Callable[[Sequence[Case]], Markdown],
    edition: Edition,
) -> Grid:
    row_code, column_code = edition.code(rows), edition.code(columns)
    head = md(edition.language.label(row_code.label))
    row_names = _value_names(row_code, crossing.rows, edition)
    return _grid(
        crossing, head, row_names, _value_names(column_code, crossing.columns, edition), cell
    )


def _grid(
    crossing: Crossing,
    head: Markdown,
    row_names: Mapping[Scalar, Markdown],
    column_names: Mapping[Scalar, Markdown],
    cell: Callable[[Sequence[Case]], Markdown],
) -> Grid:
    columns = (opening(head), *(opening(column_names[one]) for one in crossing.columns))
    rows = tuple(
        (opening(row_names[row]), *map(cell, cells))
        for row, cells in zip(crossing.rows, crossing.cells, strict=True)
    )
    return Grid(columns, rows)


def _count(edition: Edition) -> Callable[[Sequence[Case]], Markdown]:
    return lambda cases: md(edition.language.number(len(cases)))


def _named(case: Case, entry: Entry, edition: Edition) -> Markdown:
    """A case in a cell: its name, the value that is shown of it, and its mark."""
    language, questions = edition.language, edition.questions
    text = md(edition.numbering.name_of(case.id) or language.label(case.label) or case.id)
    if entry.shows:
        code = edition.code_of_cases(entry.shows)
        text = Markdown(f"{text} ({shown_value(questions.value(case, code.id), code, language)})")
    is_marked = bool(entry.mark) and questions.holds(case, entry.mark, "equals", True) is True
    return Markdown(f"{text}{MARK}") if is_marked else text


def _value_names(
    code: Code, values: Sequence[Scalar], edition: Edition
) -> Mapping[Scalar, Markdown]:
    language = edition.language
    unknown = not_stated(language).text
    return {
        value: unknown if value == UNKNOWN else md(value_text(value, code, language))
        for value in values
    }


def _type_names(typology: Typology, edition: Edition) -> tuple[Markdown, Mapping[Scalar, Markdown]]:
    word = edition.language.gettext
    others = {
        MIXED: word("Blend of types"),
        OUTSIDE: word("Outside the types"),
        CONTRADICTORY: word("Contradictory coding"),
        UNKNOWN: word("not decided"),
    }
    names = {name: type_name(typology, name, edition.language) for name in typology.types}
    head = md(edition.language.label(typology.label))
    return head, {key: md(name) for key, name in {**others, **names}.items()}
