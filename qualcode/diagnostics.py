"""What qualcode says about a study: findings, each with its place and its rule.

A mistake in a file is a value, never an exception. Every reader and every rule returns
`Diagnostic`s; only `console` turns them into text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding weighs.

    An error would make the analysis wrong, a warning is probably not meant, an info is worth
    knowing and never fails a run.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Location(NamedTuple):
    """A stretch of a file: lines and columns count from 1, columns in Unicode code points.

    `file` is relative to the study's folder, with forward slashes. The end is exclusive.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Family(StrEnum):
    """What a rule looks at; the first digits of its id say it."""

    READING = "reading"
    FORM = "form"
    CODEBOOK = "codebook"
    CASE = "case"
    EVIDENCE = "evidence"
    CODERS = "coders"
    TYPOLOGY = "typology"
    STUDY_RULES = "study rules"
    RENDERING = "rendering"
    EXCHANGE = "exchange"
    OWN = "the study's own"


_FAMILIES = (
    ("QC00", Family.READING),
    ("QC01", Family.READING),
    ("QC02", Family.FORM),
    ("QC03", Family.FORM),
    ("QC1", Family.CODEBOOK),
    ("QC2", Family.CASE),
    ("QC34", Family.CODERS),
    ("QC35", Family.CODERS),
    ("QC3", Family.EVIDENCE),
    ("QC4", Family.TYPOLOGY),
    ("QC5", Family.STUDY_RULES),
    ("QC6", Family.RENDERING),
    ("QC7", Family.EXCHANGE),
)


class Rule(NamedTuple):
    """One thing that can be wrong, under an id that is never reused."""

    id: str
    name: str
    severity: Severity
    summary: str

    @property
    def family(self) -> Family:
        """What the rule looks at; rules that a study declares itself are a family of their own."""
        named = (family for digits, family in _FAMILIES if self.id.startswith(digits))
        return next(named, Family.OWN)


class Related(NamedTuple):
    """Another place that belongs to a finding, and what is to be seen there."""

    at: Location
    message: str


class Part(NamedTuple):
    """A part of what stands at a place: the keys and numbers that lead to it.

    With `key`, its key is meant and not its value.
    """

    path: tuple[str | int, ...]
    key: bool = False


class Respelled(NamedTuple):
    """The text or number `old` becomes `new`, where it is the value at a place or in its list.

    With a `key`, the value under that key, where a mapping stands at the place.
    """

    at: Location
    old: str | int
    new: str | int | float | bool
    key: str = ""


class Renamed(NamedTuple):
    """The key that stands at a place, or whose value stands there, becomes another."""

    at: Location
    old: str
    new: str


class Removed(NamedTuple):
    """The entry whose key is at a place goes, or the list item there.

    With an index, the item that has it in the list at the place.
    """

    at: Location
    item: int | None = None


class Arranged(NamedTuple):
    """The items of the list at a place come in another order, given by their present indices."""

    at: Location
    order: tuple[int, ...]


Change = Respelled | Renamed | Removed | Arranged
"""What is to become of a part of a file, said without knowing how the file spells it."""


class Fix(NamedTuple):
    """A safe way to mend what was found: what is the case afterwards, and the changes to make."""

    label: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: the rule, the fact, the place, and what to do about it.

    A rule that knows only where the whole stands names the `part` that it is about; whoever has the
    file at hand then finds the exact place. It has a `fix` only where one is safe: it says the same
    thing, spelled as the codebook has it.
    """

    rule: str
    severity: Severity
    message: str
    at: Location
    hint: str = ""
    related: tuple[Related, ...] = ()
    part: Part | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that the file it is in lets stand, and why."""

    found: Diagnostic
    reason: str


def finding(
    rule: Rule, at: Location, message: str, hint: str = "", related: Iterable[Related] = ()
) -> Diagnostic:
    """The diagnostic of `rule` at a place, with the rule's own severity."""
    return Diagnostic(rule.id, rule.severity, message, at, hint, tuple(related))


def with_part(found: Diagnostic, part: Part | None) -> Diagnostic:
    """The same finding, about a part of what stands at its place."""
    return replace(found, part=part)


def with_fix(found: Diagnostic, fix: Fix | None) -> Diagnostic:
    """The same finding with a safe way to mend it, where there is one."""
    return replace(found, fix=fix)


def respelling(at: Location, old: str, new: str | None, key: str = "") -> Fix | None:
    """The fix that spells a value as the codebook does; None where nothing is known to be meant."""
    return None if new is None else Fix(f"now '{new}'", (Respelled(at, old, new, key),))


def renaming(at: Location, old: str, new: str | None) -> Fix | None:
    """The same for a key."""
    return None if new is None else Fix(f"now '{new}'", (Renamed(at, old, new),))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or the empty string when none is near."""
    near = closest(name, known)
    return f"did you mean '{near}'?" if near else ""


def closest(name: str, known: Iterable[str]) -> str:
    """The known word nearest to a name, or the empty string when none is near."""
    return _closest(name, tuple(known))


@lru_cache(maxsize=1024)  # the same slip often stands in many files
def _closest(name: str, known: tuple[str, ...]) -> str:
    folded = {word.casefold(): word for word in known}
    near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else ""


def nearest(name: str, known: Iterable[str], what: str = "there are") -> str:
    """A hint that names the nearest known word, or else all there are, if there are any."""
    words = tuple(known)
    if len(words) == 1:
        return did_you_mean(name, words) or f"there is only '{words[0]}'"
    listed = ", ".join(words[:12]) + (", ..." if len(words) > 12 else "")
    return did_you_mean(name, words) or (f"{what} {listed}" if words else "")


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings by file, position and rule, each once."""
    return tuple(sorted(set(diagnostics), key=lambda found: (found.at, found.rule, found.message)))


class Misuse(Exception):  # noqa: N818 - it is the user who reads the name
    """qualcode was called in a way that cannot work; the message says why and what to do."""
