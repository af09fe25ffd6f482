"""How a value stands in a cell: as it is, or with the mark that says why there is none.

Nothing coded, unknown, not applicable and known in part stay apart from each other. Partial values
are written as in a case file: `{any_of: [a, b]}`, `{at_least: 3}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qualcode.model.base import in_language
from qualcode.model.case import Coding
from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN, Scalar, Value
from qualcode.model.values import is_date
from qualcode.source.writing_yaml import in_flow
from qualcode.tables.typed import Cell

UNLISTED = "unlisted"
"""The mark of a member that a set does not list, where the list is not complete."""

WITHHELD = "withheld"
"""The mark of a value that is known, but not given away."""

QUOTED_STARTS = ('"', "'", "[", "{")
"""A text that begins with one of these stands in quotes, so that it is not taken for a mark."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Whether codes and values stand as ids or as labels, and in which language."""

    labels: bool
    language: str

    def of(self, name: str, label: Mapping[str, str]) -> str:
        """The id or the label of something; the id where there is no label."""
        return (self.labels and in_language(label, self.language)) or name

    def value(self, value: Scalar, code: Code) -> Scalar:
        """A value, or the label it has in the codebook."""
        known = next((one for one in code.values if one.id == value), None)
        return value if known is None else self.of(known.id, known.label)


def marked(coding: Coding | None, code: Code, naming: Naming) -> Cell:
    """The cell of a code that has one column."""
    if coding is None:
        return None
    part = _partial(coding, code, naming)
    if part:
        return in_flow(part)
    return None if coding.value is None else value_cell(coding.value, code, naming)


def value_cell(value: Value, code: Code, naming: Naming) -> Cell:
    """The cell of a value that is settled."""
    if isinstance(value, tuple):
        return in_flow([naming.value(one, code) for one in value])
    if value in (UNKNOWN, NOT_APPLICABLE):
        return str(value)
    if not isinstance(value, str):
        return value
    if code.scale is Scale.DATE and is_date(value):
        return _day(value)
    shown = str(naming.value(value, code))
    is_plain = shown and shown.strip() == shown and not shown.startswith(QUOTED_STARTS)
    return shown if is_plain or naming.labels else _quoted(shown)


def member_cells(coding: Coding | None, code: Code, naming: Naming) -> tuple[Cell, ...]:
    """One cell for each value of a set: 1 or 0, or the mark that says why it is neither."""
    members = code.value_ids
    if coding is None:
        return (None,) * len(members)
    if not isinstance(coding.value, tuple):
        return (marked(coding, code, naming),) * len(members)
    absent: Cell = 0 if coding.complete else UNLISTED
    return tuple(1 if one in coding.value else absent for one in members)


def _partial(coding: Coding, code: Code, naming: Naming) -> Mapping[str, object]:
    if coding.any_of:
        return {"any_of": [naming.value(one, code) for one in coding.any_of]}
    if coding.value is None:
        bounds = {"at_least": coding.at_least, "at_most": coding.at_most}
        return {key: bound for key, bound in bounds.items() if bound is not None}
    if isinstance(coding.value, tuple) and not coding.complete:
        listed = [naming.value(one, code) for one in coding.value]
        return {"value": listed, "complete": False}
    return {}


def _day(text: str) -> Cell:
    try:
        return date.fromisoformat(text)
    except ValueError:  # a day that the month has not, such as 2012-02-31
        return text


def _quoted(text: str) -> str:
    quoted = in_flow(text)
    return quoted if quoted.startswith('"') else f'"{quoted}"'
