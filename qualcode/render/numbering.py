"""Numbers of tables and boxes: given in the order of the text, remembered for references.

A text is rendered once to learn its numbers and, where it referred to one that was not given yet,
once more. So a reference may stand before its table, and be to a table of another part.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from qualcode.render.places import Place, template_places

NO_NUMBERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Unmet:
    """A reference to a key that had no number when it was asked for."""

    key: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class GivenTwice:
    """A key that a number was given to although it had one."""

    key: str
    places: tuple[Place, ...]
    first: tuple[Place, ...]


class Numbering:
    """Counts one text's tables, boxes and the like, each kind for itself."""

    def __init__(self, start: str = "", known: Mapping[str, str] = NO_NUMBERS) -> None:
        """Numbers that begin with `start`: with `4.` they are 4.1, 4.2 and so on.

        Args:
            start: what each number begins with.
            known: the numbers of keys that were given when the text was rendered before, and in
                other parts.
        """
        self._start = start
        self._known = known
        self._counts: dict[str, int] = {}
        self._cases: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self.places: dict[str, tuple[Place, ...]] = {}
        self.unmet: list[Unmet] = []
        self.twice: list[GivenTwice] = []

    def give(self, kind: str, key: str = "") -> str:
        """The next number of a kind, such as 'Table 4.2'; a key is what it is referred to by."""
        name = self._next(kind)
        if key:
            places = template_places()
            if key in self._keys:
                self.twice.append(GivenTwice(key, places, self.places[key]))
            else:
                self._keys[key] = name
                self.places[key] = places
        return name

    def name_case(self, kind: str, case: str) -> str:
        """The next number of a kind; from now on the name of a case."""
        self._cases[case] = self._next(kind)
        return self._cases[case]

    def _next(self, kind: str) -> str:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return f"{kind} {self._start}{self._counts[kind]}"

    def name_of(self, case: str) -> str | None:
        """The number that a case was given, or None if it has none so far."""
        return self._cases.get(case)

    def refer(self, key: str) -> str:
        """The number of a key, or of the box of a case; the key itself while it has none."""
        for numbers in (self._keys, self._cases, self._known):
            if key in numbers:
                return numbers[key]
        self.unmet.append(Unmet(key, template_places()))
        return key

    @property
    def numbers(self) -> Mapping[str, str]:
        """All numbers that were given, by key and by case."""
        return {**self._cases, **self._keys}
