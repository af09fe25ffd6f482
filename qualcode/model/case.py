"""A case: what is coded about it, on which grounds."""

from typing import Annotated

from pydantic import Field, model_validator

from qualcode.diagnostics import Location
from qualcode.model.acceptance import Acceptance
from qualcode.model.anchor import Anchor, Passage
from qualcode.model.base import (
    NOWHERE,
    Basis,
    Flag,
    Label,
    Located,
    Number,
    ReadOnly,
    Source,
    Text,
    nothing,
)
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN, Scalar, Value
from qualcode.model.document import CaseDocument
from qualcode.model.memo import Memo
from qualcode.model.summary import Summary


class Evidence(Anchor):
    """One ground for a value: a place in a document, with what it says or its exact words.

    Evidence that cites a passage of the case by its id has the document and the words of that
    passage; both are empty where the case has no such passage.
    """

    at: Text = ""
    says: Label = Field(default_factory=nothing)
    role: Text = ""
    passage: Text = ""


class Decision(Located):
    """Who settled what coders disagreed on, when and why."""

    by: Text
    date: Text
    because: Label


class Coding(Located):
    """The value of one code for one case: known, known in part, unknown or not applicable."""

    value: Value | None = None
    any_of: Annotated[tuple[Scalar, ...], Field(min_length=1)] = ()
    at_least: Number | None = None
    at_most: Number | None = None
    complete: Flag = True
    basis: Basis = "stated"
    evidence: tuple[Evidence, ...] = ()
    note: Label = Field(default_factory=nothing)
    decided: Decision | None = None
    given: ReadOnly[Text, "Coding"] = Field(
        default_factory=nothing, alias="__given__", repr=False, exclude=True
    )
    """What each coder said, where the value is put together from them."""
    value_position: Location = Field(
        default=NOWHERE, alias="__value_position__", repr=False, exclude=True
    )

    @property
    def is_partial(self) -> bool:
        """Whether the value is narrowed down but not settled."""
        return bool(self.any_of) or self.at_least is not None or self.at_most is not None

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known of the value."""
        return self.value == UNKNOWN

    @property
    def is_known(self) -> bool:
        """Whether the value is settled, in full; not applicable counts as settled."""
        return not (self.is_unknown or self.is_partial) and self.complete

    @property
    def needs_evidence(self) -> bool:
        """Whether the coding claims something that must have its grounds."""
        return self.value not in (UNKNOWN, NOT_APPLICABLE)

    @property
    def claim(self) -> tuple[object, ...]:
        """What is said of the case, however it is written: a set has no order, true is not 1."""
        value = frozenset(self.value) if isinstance(self.value, tuple) else self.value
        either = frozenset(self.any_of)
        return (type(value), value, either, self.at_least, self.at_most, self.complete)

    @property
    def is_disputed(self) -> bool:
        """Whether the value is put together from coders who said different things of it."""
        return len({one.claim for one in self.given.values() if not one.is_unknown}) > 1

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Coding":
        ways = {
            "value": self.value is not None,
            "any_of": bool(self.any_of),
            "at_least or at_most": self._is_range,
        }
        given = [way for way, is_given in ways.items() if is_given]
        if not given:
            raise ValueError("no value is given: write value, any_of, at_least or at_most")
        if len(given) > 1:
            raise ValueError(f"{' and '.join(given)} are given at once: keep one of them")
        return self

    @property
    def _is_range(self) -> bool:
        return self.at_least is not None or self.at_most is not None


class Record(Located):
    """One record of a group, such as one forum: its fields, and the grounds for them together."""

    id: Text
    label: Label = Field(default_factory=nothing)
    fields: ReadOnly[Text, Coding]
    basis: Basis = "stated"
    evidence: tuple[Evidence, ...] = ()
    note: Label = Field(default_factory=nothing)


class RecordGroup(Located):
    """The records of one kind in a case; if not complete, there may be more than these."""

    records: ReadOnly[Text, Record]
    complete: Flag = True
    is_given: Flag = Field(default=False, alias="__given__", repr=False, exclude=True)
    """Whether the group is put together from what coders said."""


class NamedType(Located):
    """A type that the source itself gives the case, with where it does."""

    type: Text
    evidence: tuple[Evidence, ...] = ()
    note: Label = Field(default_factory=nothing)


class CoderCodings(Located):
    """What one coder says of a case, apart from all others: a file under `codings/` beside it."""

    case: Text
    coder: Text
    coder_position: Location = Field(
        default=NOWHERE, alias="__coder_position__", repr=False, exclude=True
    )
    note: Label = Field(default_factory=nothing)
    attributes: ReadOnly[Text, Coding]
    codes: ReadOnly[Text, Coding]
    records: ReadOnly[Text, RecordGroup]
    passages: tuple[Passage, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    memos: tuple[Memo, ...] = ()

    def coding(self, code: str) -> Coding | None:
        """The coding of a code or an attribute, or None where the coder says nothing."""
        return self.codes.get(code) or self.attributes.get(code)

    @property
    def has_values(self) -> bool:
        """Whether anything is said of the case as a whole."""
        return bool(self.attributes or self.codes or self.records)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is coded, neither values nor passages."""
        return not (self.has_values or self.passages)


class Case(Located):
    """One case. `group` is its folder below the case folder; codes hold attributes too."""

    id: Text
    unit: Text
    group: Text = ""
    label: Label = Field(default_factory=nothing)
    refi: Text = ""
    anonymous: Flag = False
    fixture: Flag = False
    defines: ReadOnly[Text, Text] = Field(default_factory=nothing)
    aliases: tuple[Text, ...] = ()
    possible_duplicate_of: Text | None = None
    source: Source | None = None
    note: Label = Field(default_factory=nothing)
    attributes: ReadOnly[Text, Coding]
    codes: ReadOnly[Text, Coding]
    records: ReadOnly[Text, RecordGroup]
    declared_types: ReadOnly[Text, NamedType]
    printed_labels: ReadOnly[Text, NamedType]
    documents: ReadOnly[Text, CaseDocument] = Field(default_factory=nothing)
    passages: tuple[Passage, ...] = ()
    """Those of its own file, then those of its coders, each with the coder's name."""
    summaries: ReadOnly[Text, Summary] = Field(default_factory=nothing)
    accept: tuple[Acceptance, ...] = ()
    memos: tuple[Memo, ...] = ()
    codings: tuple[CoderCodings, ...] = Field(
        default=(), alias="__codings__", repr=False, exclude=True
    )
    """What each coder says of the case; what the file leaves open is put together from it."""

    def coding(self, code: str) -> Coding | None:
        """The coding of a code or an attribute, or None where the case says nothing."""
        return self.codes.get(code) or self.attributes.get(code)
