"""Excerpts found by an expression, matrices of them, and the framework matrix."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from qualcode.diagnostics import Misuse
from qualcode.exchange.spreadsheet import to_xlsx
from qualcode.model.case import Case
from qualcode.model.study import Study
from qualcode.model.walk import evidence_of
from qualcode.pipeline import no_such
from qualcode.pipeline.checking import Checked, ready
from qualcode.pipeline.output import write_output
from qualcode.query.axes import read_axis
from qualcode.query.excerpts import excerpts_of
from qualcode.query.expression import EVERYTHING, Expression
from qualcode.query.framework import (
    Framework,
    codes_of_passages,
    framework,
    themes_of_passages,
)
from qualcode.query.index import Index
from qualcode.query.matrix import Crossed, Matrix, Together, cross
from qualcode.query.parsing import Names, parse
from qualcode.query.search import Found, search
from qualcode.tables.framework import sheet_of, summary_sheet
from qualcode.typology.ask import Questions


class Asked:
    """The sound cases of a study with an index of their excerpts, to be asked."""

    def __init__(
        self, checked: Checked, *, descends: bool = True, with_definitions: bool = False
    ) -> None:
        """An index of the cases that were asked for, made when it is needed.

        Cases that are definitions can be found, but are not counted among the others.

        Raises:
            Misuse: the study cannot be read, or its codebook has errors.
        """
        self.study, _ = ready(checked)
        self.cases = tuple(case for case in checked.sound if with_definitions or not case.fixture)
        self._descends = descends
        self._questions = Questions(self.study.codebook)

    @cached_property
    def index(self) -> Index:
        """All excerpts of the cases."""
        return Index(excerpts_of(self.cases, self.study, self.study.project.language))

    @cached_property
    def names(self) -> Names:
        """What an expression may name: what is anywhere in the study."""
        return names_of(self.study, descends=self._descends)

    def find(self, expression: Expression) -> Found:
        """What an expression finds."""
        return search(expression, self.index, self._questions.truth)

    def query(self, text: str) -> Found:
        """What the text of an expression finds.

        Raises:
            Misuse: it is no expression.
        """
        return self.find(parse(text, self.names))


def names_of(study: Study, *, descends: bool = True) -> Names:
    """What an expression may name in a study."""
    return Names(study.codebook, _known(study), descends)


def _known(study: Study) -> Mapping[str, tuple[str, ...]]:
    """The values of each field: declared by the codebook, or found in the cases."""
    book = study.codebook
    found: dict[str, set[str]] = {name: set() for name in ("coder", "document", "kind", "role")}
    for case in study.sheets:
        for document in case.documents.values():
            found["kind"].add(document.kind)
            found["document"].add(document.id)
            found["role"].update(document.respondents)
        found["coder"].update(passage.coder for passage in case.passages)
        evidence = tuple(evidence_of(case, study.coded(case)))
        found["document"].update(one.document for one in (*case.passages, *evidence))
        found["role"].update(one.role for one in evidence)
    found["coder"].update(one.coder for case in study.cases for one in case.codings)
    return {
        "case": tuple(dict.fromkeys(case.id for case in study.cases)),
        "unit": tuple(book.units),
        "group": tuple(dict.fromkeys((*book.case_groups, *(c.group for c in study.cases)))),
        "role": _declared("respondent_roles", study, found["role"]),
        "coder": tuple(sorted(filter(None, found["coder"]))),
        "document": tuple(sorted(filter(None, found["document"]))),
        "kind": _declared("document_kinds", study, found["kind"]),
    }


def _declared(vocabulary: str, study: Study, found: Iterable[str]) -> tuple[str, ...]:
    words = study.codebook.vocabularies.get(vocabulary)
    declared = () if words is None else tuple(value.id for value in words.values)
    return tuple(dict.fromkeys((*declared, *sorted(filter(None, found)))))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A matrix that is asked for: its rows and columns, and of which excerpts."""

    rows: str
    columns: str
    where: str = ""
    together: Together = "overlap"


def matrix_of(asked: Asked, wanted: Wanted) -> Matrix:
    """The matrix that was asked for.

    Raises:
        Misuse: the rows, the columns or the condition name what is not there.
    """
    cases: tuple[Case, ...] = asked.cases
    rows, columns = (read_axis(text, asked.names, cases) for text in (wanted.rows, wanted.columns))
    base = asked.query(wanted.where) if wanted.where else asked.find(EVERYTHING)
    crossed = Crossed(rows, columns, base.surely, wanted.together)
    return cross(crossed, asked.index, lambda one: asked.find(one).surely)


def together_of(name: str | None) -> Together:
    """What makes codes stand together: overlap, unless documents or cases are named."""
    names: Mapping[str | None, Together] = {"document": "document", "case": "case"}
    return names.get(name, "overlap")


def cell_of(matrix: Matrix, row: str, column: str) -> tuple[int, ...]:
    """The excerpts in a cell.

    Raises:
        Misuse: the matrix has no such row or column.
    """
    for what, name, names in (("row", row, matrix.rows), ("column", column, matrix.columns)):
        if name not in names:
            raise Misuse(no_such(what, name, names))
    return matrix.cell(matrix.rows.index(row), matrix.columns.index(column)).excerpts


def framework_of(asked: Asked, *, by_codes: bool) -> Framework:
    """The framework matrix of the cases, by themes or by codes.

    Raises:
        Misuse: there is nothing that it could be about.
    """
    book = asked.study.codebook
    topics = (codes_of_passages if by_codes else themes_of_passages)(asked.cases, book)
    if not topics:
        raise Misuse(
            "there are no codes for passages (scale: presence) and no summaries, so that a "
            "framework matrix would be empty"
        )
    return framework(asked.cases, topics, asked.index, book)


def write_spreadsheet(asked: Asked, found: Framework, language: str, path: Path) -> None:
    """Write the framework matrix as an Excel file: the summaries, then a sheet for each topic.

    Raises:
        Misuse: openpyxl is not installed, or the file cannot be written.
    """
    tables = [
        summary_sheet(found, language),
        *(sheet_of(topic, found, asked.index, language) for topic in found.topics),
    ]
    write_output(path, to_xlsx(tables))
