"""What a text asked the page for, region by region: so each number can be led back to its cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from qualcode.model.condition import Scalar

OPENS, ENDS, CLOSES = "\ufdd0", "\ufdd1", "\ufdd2"
"""Characters that no text has (Unicode 16.0, section 23.7); they set off regions meanwhile."""

METHODS, PARTS, QUANTITY_WORDS = "methods", "parts", "quantity words"
TITLE, VERSION = "title", "version"
"""What a text can ask of a study beside its cases and codes."""


class Kind(StrEnum):
    """What can be asked for."""

    CASE = "case"
    GROUP = "group"
    CODE = "code"
    TYPOLOGY = "typology"
    COUNT = "count"
    SPREAD = "spread"
    VALUE = "value"
    CODED = "coded"
    RECORDS = "records"
    PLACED = "placed"
    VERDICT = "verdict"
    FACTS = "facts"
    FIGURE = "figure"
    NUMBER = "number"
    BOOK = "book"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a text asked for, by its id.

    The first four kinds say what was looked at; the others say what was asked of it:

    | kind | name | of | value |
    | --- | --- | --- | --- |
    | count | code | case group | the value that is counted |
    | spread | code | case group | |
    | value | code | case | |
    | coded, records | record group, or empty for all | case | |
    | placed | typology | case group | |
    | verdict | typology | case | |
    | facts | list | item, or empty | |
    | figure | figure | case, or empty | |
    | number | the number given | what it is referred to by | |
    | book | what of the codebook | | |
    """

    kind: Kind
    name: str
    of: str = ""
    value: Scalar | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was printed: the cells of its rows, and what was asked for in each of them."""

    rows: tuple[tuple[str, ...], ...]
    behind: tuple[tuple[tuple[Asked, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A region of a text while it is rendered: its name, and the values that it mentions."""

    slug: str
    values: tuple[str, ...]
    asked: dict[Asked, None] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)


class Recorder:
    """Keeps, for one text, what was asked for in each of its regions."""

    def __init__(self) -> None:
        """Nothing was asked for yet."""
        self.regions: list[Found] = []
        self._open: list[dict[Asked, None]] = []
        self._indices: list[int] = []
        self._values: dict[str, dict[Asked, None]] = {}

    def note(self, kind: Kind, name: str, of: str = "", value: Scalar | None = None) -> None:
        """Something was asked for; it belongs to all that is being rendered right now."""
        for asked in self._open:
            asked[Asked(kind, name, of, value)] = None

    def note_table(self, table: Table) -> None:
        """A table was printed."""
        for index in self._indices:
            self.regions[index].tables.append(table)

    def open(self, slug: str, values: Sequence[str]) -> str:
        """A region begins; what is to be printed for it."""
        found = Found(slug, tuple(values))
        self._indices.append(len(self.regions))
        self.regions.append(found)
        self._open.append(found.asked)
        return f"{OPENS}{self._indices[-1]}{ENDS}"

    def close(self) -> str:
        """The region that began last ends; what is to be printed for it."""
        self._open.pop()
        return f"{CLOSES}{self._indices.pop()}{ENDS}"

    def begin_value(self, names: Sequence[str]) -> None:
        """Values are being worked out that the text will go by these names."""
        asked: dict[Asked, None] = {}
        self._values |= dict.fromkeys(names, asked)
        self._open.append(asked)

    def end_value(self) -> None:
        """Those values are there."""
        self._open.pop()

    def asked_in(self, index: int) -> tuple[Asked, ...]:
        """All that stands behind a region: what it asked for, and what its values did."""
        region = self.regions[index]
        behind: Mapping[Asked, None] = {
            asked: None for name in region.values for asked in self._values.get(name, ())
        }
        return tuple({**behind, **region.asked})
