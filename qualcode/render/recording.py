"""What a text asked the page for, region by region: so each number can be led back to its cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

OPENS, ENDS, CLOSES = "\ufdd0", "\ufdd1", "\ufdd2"
"""Characters that no text has (Unicode 16.0, section 23.7); they set off regions meanwhile."""


class Kind(StrEnum):
    """What can be asked for."""

    CASE = "case"
    GROUP = "group"
    CODE = "code"
    TYPOLOGY = "typology"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a text asked for, by its id."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """A region of a text while it is rendered: its name, and the values that it mentions."""

    slug: str
    values: tuple[str, ...]
    asked: dict[Asked, None] = field(default_factory=dict)


class Recorder:
    """Keeps, for one text, what was asked for in each of its regions."""

    def __init__(self) -> None:
        """Nothing was asked for yet."""
        self.regions: list[Found] = []
        self._open: list[dict[Asked, None]] = []
        self._indices: list[int] = []
        self._values: dict[str, dict[Asked, None]] = {}

    def note(self, kind: Kind, name: str) -> None:
        """Something was asked for; it belongs to all that is being rendered right now."""
        for asked in self._open:
            asked[Asked(kind, name)] = None

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
