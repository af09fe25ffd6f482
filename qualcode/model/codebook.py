"""The codebook: what can be said about a case, and in which words."""

from enum import StrEnum
from functools import cached_property

from pydantic import ConfigDict, Field

from qualcode.model.acceptance import Acceptance
from qualcode.model.base import (
    Basis,
    Flag,
    Label,
    LanguageCode,
    Located,
    Number,
    ReadOnly,
    Source,
    Text,
    Whole,
    nothing,
)
from qualcode.model.condition import Condition
from qualcode.model.facts import FactList
from qualcode.model.figure import Figure
from qualcode.model.memo import Memo
from qualcode.model.method import Method
from qualcode.model.migration import Migration
from qualcode.model.study_rule import StudyRule
from qualcode.model.typology import Typology


class Scale(StrEnum):
    """The level of measurement of a code (Stevens 1946, Science 103, p. 677-680), and texts."""

    PRESENCE = "presence"
    BOOLEAN = "boolean"
    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    SET = "set"
    COUNT = "count"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    TEXTS = "texts"
    REFERENCE = "reference"


class CodeValue(Located):
    """One value that a code can take, with what tells it from its neighbours."""

    id: Text
    label: Label = Field(default_factory=nothing)
    definition: Label = Field(default_factory=nothing)
    include_when: Label = Field(default_factory=nothing)
    exclude_when: Label = Field(default_factory=nothing)
    examples: tuple[Label, ...] = ()
    aliases: tuple[Text, ...] = ()
    attributes: ReadOnly[Text, Text] = Field(default_factory=nothing)
    membership: Number | None = None
    basis: Basis = "stated"
    source: Source | None = None


class Coder(Located):
    """Somebody who codes."""

    id: Text
    label: Label = Field(default_factory=nothing)
    refi: Text = ""


class Vocabulary(Located):
    """A list of values that several codes and fields share, such as the actors of a field."""

    id: Text
    label: Label = Field(default_factory=nothing)
    values: tuple[CodeValue, ...]
    source: Source | None = None


class Calibration(Located):
    """How far numbers are in: the three anchors of Ragin (2008, Redesigning Social Inquiry, ch. 5).

    Between them membership runs in straight lines, so that scores from 0 to 1 stay what they are.
    """

    full_non_member: Number
    crossover: Number
    full_member: Number


class Band(Located):
    """One class of a number: all below a limit, or the rest."""

    below: Number | None = None
    value: Text


class Bands(Located):
    """A class from a number: the first band that the number lies below."""

    of: Text
    limits: tuple[Band, ...]


class Derivation(Located):
    """How a code is computed: exactly one of bands, condition, count and union is given."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    bands: Bands | None = None
    condition: Condition | None = None
    count: Text | None = None
    union: Text | None = None
    field: Text | None = None
    where: Condition | None = None


class Code(Located):
    """A category with a scale; what it means, and when to apply it.

    A code that `only_groups` gathers the codes below it and is not itself applied. `color` and
    `refi` (its GUID in REFI-QDA) are what other programs know it by.
    """

    id: Text
    theme: Text
    label: Label = Field(default_factory=nothing)
    units: tuple[Text, ...] = ()
    scale: Scale
    role: Text = "code"
    identifying: Flag = False
    may_not_apply: Flag = False
    parent: Text | None = None
    definition: Label = Field(default_factory=nothing)
    include_when: Label = Field(default_factory=nothing)
    exclude_when: Label = Field(default_factory=nothing)
    values: tuple[CodeValue, ...] = ()
    vocabulary: Text | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    to: Text | None = None
    acyclic: Flag = False
    derived: Derivation | None = None
    calibration: Calibration | None = None
    basis: Basis = "stated"
    source: Source | None = None
    asked_in: Label = Field(default_factory=nothing)
    memos: tuple[Memo, ...] = ()
    only_groups: Flag = False
    color: Text = ""
    refi: Text = ""

    @property
    def is_graded(self) -> bool:
        """Whether cases can be in this code to a degree."""
        return self.calibration is not None or any(
            value.membership is not None for value in self.values
        )

    @cached_property
    def value_ids(self) -> tuple[str, ...]:
        """The ids of the values, in the codebook's order (ordinal: from low to high)."""
        return tuple(value.id for value in self.values)


class RecordType(Located):
    """A group of records that repeats within a case, such as its forums or respondents."""

    id: Text
    label: Label = Field(default_factory=nothing)
    units: tuple[Text, ...]
    theme: Text | None = None
    fields: ReadOnly[Text, Code]
    source: Source | None = None


class Unit(Located):
    """A kind of case."""

    id: Text
    label: Label = Field(default_factory=nothing)
    plural: Label = Field(default_factory=nothing)


class Theme(Located):
    """A heading under which codes are gathered."""

    id: Text
    label: Label = Field(default_factory=nothing)
    definition: Label = Field(default_factory=nothing)
    color: Text = ""
    refi: Text = ""


class StudyDocument(Located):
    """A document that evidence may point to, known to the whole study."""

    id: Text
    label: Label = Field(default_factory=nothing)
    citation: Text = ""
    note: Label = Field(default_factory=nothing)


class CaseGroup(Located):
    """A folder of cases: what its cases are, and how they may be shown.

    A group that is `drawn_from` another shows the same places again and is never added to it.
    The cases of a group that is not `listed` appear in rendered type tables as a number only; they
    may be named in the parts of the report that are `named_in`, and there with attributes alone.
    """

    id: Text
    label: Label = Field(default_factory=nothing)
    unit: Text
    listed: Flag = True
    named_in: tuple[Text, ...] = ()
    drawn_from: Text | None = None
    accept: tuple[Acceptance, ...] = ()


class QuantityWord(Located):
    """A word for n of N known cases; exactly one bound is given (see `tables.quantities`).

    `also` are other words or forms, by language, that say the same in what people write.
    """

    word: Label
    also: ReadOnly[LanguageCode, tuple[Text, ...]] = Field(default_factory=nothing)
    count: Whole | None = None
    share: Number | None = None
    up_to_share: Number | None = None
    or_count: Whole = 0
    below_share: Number | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """All that says this in any language, the word itself first."""
        others = (form for forms in self.also.values() for form in forms)
        return tuple(dict.fromkeys((*self.word.values(), *others)))


class Impossible(Located):
    """A combination of values that cannot occur, so that no world holds it."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    when: Condition
    unit: Text
    why: Label = Field(default_factory=nothing)
    basis: Basis = "stated"
    source: Source | None = None


class Codebook(Located):
    """All that a study's files may say. Mappings go by id, in the order of the files."""

    id: Text
    version: Text = ""
    label: Label = Field(default_factory=nothing)
    languages: tuple[LanguageCode, ...]
    units: ReadOnly[Text, Unit]
    themes: ReadOnly[Text, Theme]
    documents: ReadOnly[Text, StudyDocument]
    coders: ReadOnly[Text, Coder] = Field(default_factory=nothing)
    vocabularies: ReadOnly[Text, Vocabulary]
    records: ReadOnly[Text, RecordType]
    codes: ReadOnly[Text, Code]
    typologies: ReadOnly[Text, Typology]
    case_groups: ReadOnly[Text, CaseGroup]
    facts: ReadOnly[Text, FactList] = Field(default_factory=nothing)
    figures: ReadOnly[Text, Figure] = Field(default_factory=nothing)
    rules: ReadOnly[Text, StudyRule] = Field(default_factory=nothing)
    methods: ReadOnly[Text, Method] = Field(default_factory=nothing)
    evidence: Text = "optional"
    possible_duplicates: tuple[Text, ...] = ()
    quantity_words: tuple[QuantityWord, ...] = ()
    number_words_up_to: Whole = 0
    known_share: Number = 0
    impossible: tuple[Impossible, ...] = ()
    migrations: tuple[Migration, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    """What any of the codebook's files accepts at its top; each entry knows its file."""
    is_whole: Flag = True
    """False when a file of the codebook could not be read: then nobody may call a code unknown."""
