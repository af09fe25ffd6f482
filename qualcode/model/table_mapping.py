"""How the columns of a table become values of codes."""

from typing import Literal

from pydantic import Field

from qualcode.model.base import Basis, Label, Located, ReadOnly, Text, Whole, nothing
from qualcode.model.condition import Scalar


class TableEvidence(Located):
    """The document that all values of a table rest on; the place is the cell if none is given."""

    document: Text
    at: Text = ""
    says: Label = Field(default_factory=nothing)


class ColumnMapping(Located):
    """What a column means: a code, or one value of a set; `values` translates what it holds.

    Attributes:
        percent: whether 25 % means the number 25 (points) or 0.25 (share).
        separator: what stands between the values of a set that share a cell.
    """

    code: Text
    member: Text = ""
    values: ReadOnly[Text, Scalar] = Field(default_factory=nothing)
    percent: Literal["points", "share"] | None = None
    separator: Text = ""


class TableMapping(Located):
    """How a table is read, which column has the case ids, and what the others mean.

    Without `columns`, every column that is headed by the id of a code means that code, and one
    headed `code.value` that value of a set. `unit` and `group` are those of new cases.
    """

    case: Text
    cases: ReadOnly[Text, Text] = Field(default_factory=nothing)
    columns: ReadOnly[Text, ColumnMapping] | None = None
    sheet: Text = ""
    header: Whole = Field(default=1, ge=1)
    encoding: Literal["utf-8", "windows-1252"] = "utf-8"
    decimal: Literal["point", "comma"] = "point"
    unit: Text = ""
    group: Text = ""
    basis: Basis = "stated"
    evidence: TableEvidence | None = None
