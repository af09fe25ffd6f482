"""The rows or columns of a matrix, as people name them: `codes`, `cases`, a code, conditions.

Names and conditions may be listed with commas between: `belonging,duty`, `members<8,members>=8`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.diagnostics import Misuse
from qualcode.model.case import Case
from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN, Comparison, Scalar
from qualcode.model.tree import children, codes_about, with_below
from qualcode.query.expression import Coded, Expression, Has, Valued
from qualcode.query.parsing import Names, parse

REST = "not known"
"""What the row or column is called that has the cases without a value."""


@dataclass(frozen=True, slots=True)
class Category:
    """One row or column: what it is called, and what belongs to it."""

    label: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class Axis:
    """The rows or the columns of a matrix, under the text that they were asked for with."""

    name: str
    categories: tuple[Category, ...]

    @property
    def is_of_codes(self) -> bool:
        """Whether all categories are codes or themes, which can stand together."""
        of_codes = (isinstance(one.expression, Coded) for one in self.categories)
        return bool(self.categories) and all(of_codes)

    @property
    def is_of_values(self) -> bool:
        """Whether all categories are values, so that a case without one belongs to none."""
        return all(isinstance(one.expression, Valued) for one in self.categories)


def read_axis(text: str, names: Names, cases: Sequence[Case]) -> Axis:
    """The rows or columns that a text stands for.

    Args:
        text: `codes`, `themes`, `cases`, codes or conditions, with commas between.
        names: what may be named.
        cases: the cases of the matrix.

    Raises:
        Misuse: it names what is not there.
    """
    parts = tuple(_parts(text))
    found = [one for part in parts for one in _categories(part, names, cases)]
    by_label = {one.label: one for one in found}
    return Axis(", ".join(parts), tuple(by_label.values()))


def _parts(text: str) -> Iterator[str]:
    """The text between commas that stand in no brackets and no quotation marks."""
    depth, is_quoted, start = 0, False, 0
    for at, letter in enumerate(text):
        is_quoted ^= letter == '"'
        depth += 0 if is_quoted else (letter == "(") - (letter == ")")
        if letter == "," and depth == 0 and not is_quoted:
            yield text[start:at].strip()
            start = at + 1
    yield text[start:].strip()


def _categories(part: str, names: Names, cases: Sequence[Case]) -> Iterator[Category]:
    book = names.codebook
    match part:
        case "codes":
            thematic = [code.id for code in book.codes.values() if code.scale is Scale.PRESENCE]
            if not thematic:
                raise Misuse(
                    "the codebook has no codes for passages (scale: presence); name other codes"
                )
            yield from (Category(code, parse(code, names)) for code in thematic)
        case "themes":
            yield from (Category(one, Coded(codes_about(one, book))) for one in book.themes)
        case "cases":
            yield from (Category(case.id, Has("case", case.id)) for case in cases)
        case _ if part in book.codes:
            yield from _of_code(book.codes[part], names, cases)
        case _:
            yield Category(part, parse(part, names))


def _of_code(code: Code, names: Names, cases: Sequence[Case]) -> Iterator[Category]:
    """A code of passages with those below it; any other by its values."""
    if code.scale is Scale.PRESENCE:
        below = children(names.codebook) if names.descends else {}
        for name in with_below(code.id, below):
            yield Category(name, parse(name, names))
        return
    operator = "contains" if code.scale is Scale.SET else "equals"
    values = [*_values(code, cases)]
    if code.may_not_apply:
        values.append(NOT_APPLICABLE)
    for value in values:
        how = "equals" if value == NOT_APPLICABLE else operator
        said = str(value).lower() if isinstance(value, bool) else str(value)
        test = Comparison(code.id, how, value)
        yield Category(f"{code.id}={said}", Valued(test, code.units))


def _values(code: Code, cases: Sequence[Case]) -> Sequence[Scalar]:
    """The values that a code may have, or else those that it has, in order."""
    if code.scale is Scale.BOOLEAN:
        return (True, False)
    if code.values:
        return code.value_ids
    codings = (case.coding(code.id) for case in cases)
    written = {one.value for one in codings if one is not None}
    scalars = {one for one in written if isinstance(one, str | int | float)}
    return sorted(scalars - {UNKNOWN, NOT_APPLICABLE})
