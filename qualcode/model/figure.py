"""Figures as data: what is in them. Where it stands on the page is worked out when it is drawn."""

from typing import Literal

from pydantic import Field

from qualcode.model.base import Basis, Flag, Label, Located, ReadOnly, Source, Text, nothing


class FigureBase(Located):
    """What every figure has: a title, a note on what was rebuilt or lost, and its source."""

    id: Text
    label: Label
    note: Label = Field(default_factory=nothing)
    source: Source | None = None


class FigureOfCase(Located):
    """What is said of a figure that every case has, where it is drawn of one case."""

    id: Text
    label: Label = Field(default_factory=nothing)
    note: Label = Field(default_factory=nothing)
    source: Source | None = None


class OrganisationFigure(FigureBase):
    """A chart of the records of a case; the names are those of fields of the record type.

    The values of `level` are the bands, from top to bottom. A record is a box, called by its own
    label or else by its value of `named_by`, dashed where `dashed` is true.
    """

    kind: Literal["organisation"]
    records: Text
    named_by: Text
    level: Text | None = None
    reports_to: Text | None = None
    linked_to: Text | None = None
    dashed: Text | None = None
    shows: tuple[Text, ...] = ()
    cases: ReadOnly[Text, FigureOfCase] = Field(default_factory=nothing)


class FigureBand(Located):
    """A band across a chart; the values of a vocabulary or a code may be the boxes in it."""

    id: Text
    label: Label
    values_of: Text | None = None


class FigureNode(Located):
    """A box of a chart; several bands are spanned, and none is the band 'level not stated'."""

    id: Text
    label: Label
    detail: Label = Field(default_factory=nothing)
    bands: tuple[Text, ...] = ()
    dashed: Flag = False
    basis: Basis = "stated"


class FigureRelation(Located):
    """What the lines of one kind mean, as a verb: 'A <label> B'."""

    id: Text
    label: Label
    directed: Flag = True


class FigureEdge(Located):
    """A line from one box to another."""

    start: Text
    end: Text
    relation: Text
    basis: Basis = "stated"


class NetworkFigure(FigureBase):
    """A chart whose boxes and lines are declared one by one; `dashed` says what dashes mean."""

    kind: Literal["network"]
    bands: ReadOnly[Text, FigureBand] = Field(default_factory=nothing)
    nodes: ReadOnly[Text, FigureNode] = Field(default_factory=nothing)
    relations: ReadOnly[Text, FigureRelation] = Field(default_factory=nothing)
    edges: tuple[FigureEdge, ...] = ()
    dashed: Label = Field(default_factory=nothing)


class LadderFigure(FigureBase):
    """The values of an ordinal code as steps, the highest on top, with examples of each.

    A step without examples here has those that the codebook gives for the value.
    """

    kind: Literal["ladder"]
    code: Text
    examples: ReadOnly[Text, tuple[Label, ...]] = Field(default_factory=nothing)


class FigureColumn(Located):
    """A column of rows."""

    id: Text
    label: Label


class FigureRow(Located):
    """A row: what stands in each column; a column that is left out is not stated."""

    id: Text
    cells: ReadOnly[Text, tuple[Label, ...]] = Field(default_factory=nothing)


class RowsFigure(FigureBase):
    """Rows that are read from left to right, such as action, mechanism and effect."""

    kind: Literal["rows"]
    columns: ReadOnly[Text, FigureColumn]
    items: ReadOnly[Text, FigureRow]


Figure = OrganisationFigure | NetworkFigure | LadderFigure | RowsFigure
KINDS = ("organisation", "network", "ladder", "rows")
"""The kinds of figures, as an author names them."""
