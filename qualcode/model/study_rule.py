"""The study's own consistency rules, as declared in the codebook's `rules.yaml`."""

from typing import Literal

from pydantic import ConfigDict, Field

from qualcode.model.base import (
    Basis,
    Flag,
    Label,
    Located,
    ReadOnly,
    Source,
    Text,
    Whole,
    nothing,
)
from qualcode.model.condition import Condition


class EachRecord(Located):
    """A rule for every record of a group, or with `via` for the record that it refers to."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    records: Text
    where: Condition | None = None
    via: Text | None = None
    require: Condition | None = None
    refuse: Condition | None = None


class UniqueField(Located):
    """Two records of a case may not say the same in one field; `label` is a record's label."""

    records: Text
    field: Text


class CaseCount(Located):
    """How many cases of a group there must be, perhaps only those for which a condition holds.

    A case of which the condition is unknown may count either way, unless only `surely` counted
    ones do. With `each_value_of`, the number holds for every value of a code.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    group: Text
    where: Condition | None = None
    each_value_of: Text | None = None
    exactly: Whole | None = None
    at_least: Whole | None = None
    at_most: Whole | None = None
    surely: Flag = False


class Examples(Located):
    """Fragments of case files: a rule finds something in every bad one, and nothing in a good one.

    The files are kept as read, because an example is no case of the study.
    """

    good: tuple[object, ...] = ()
    bad: tuple[object, ...] = ()


class StudyRule(Located):
    """One rule: which cases it is about, what is wrong when it is broken, and what to say then.

    It is judged only where `when` and `types` certainly hold. Exactly one of `require`, `refuse`,
    `known`, `in_order`, `each`, `unique` and `cases` says what must be so.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    id: Text
    severity: Literal["error", "warning", "info"]
    units: tuple[Text, ...] = ()
    when: Condition | None = None
    types: ReadOnly[Text, Text] = Field(default_factory=nothing)
    require: Condition | None = None
    refuse: Condition | None = None
    known: tuple[Text, ...] = ()
    in_order: tuple[Text, ...] = ()
    each: EachRecord | None = None
    unique: UniqueField | None = None
    cases: CaseCount | None = None
    at: Text | None = None
    message: Label
    hint: Label = Field(default_factory=nothing)
    why: Label = Field(default_factory=nothing)
    basis: Basis = "stated"
    source: Source | None = None
    examples: Examples = Examples()
