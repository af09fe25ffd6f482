"""What moved between two states of a study, and who moved it when."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What happened to a case, a code or a verdict."""

    CREATED = "created"
    REMOVED = "removed"
    RENAMED = "renamed"
    CODED = "coded"
    CHANGED = "changed"
    VERDICT = "verdict"
    LAYOUT = "layout"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that moved.

    Attributes:
        kind: what happened.
        subject: what moved, in words.
        said: what happened to it, in words; together with the subject a sentence.
        case: the id of the case that it moved in, if in one.
        codes: the codes that it is about.
        before: what was: a value, a name, a verdict; empty where nothing was.
        after: what is since then.
        at_creation: whether the coding came with its case.
    """

    kind: Kind
    subject: str
    said: str
    case: str = ""
    codes: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    at_creation: bool = False

    @property
    def sentence(self) -> str:
        """What moved and how."""
        return f"{self.subject} {self.said}" if self.subject else self.said


@dataclass(frozen=True, slots=True)
class Revision:
    """A state of the study that somebody recorded; without an id, its files as they are now."""

    id: str = ""
    parents: tuple[str, ...] = ()
    time: str = ""
    author: str = ""
    message: str = ""

    @property
    def date(self) -> str:
        """The day, as its author's calendar had it."""
        return self.time[:10]

    @property
    def is_committed(self) -> bool:
        """Whether it is recorded."""
        return bool(self.id)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one revision moved."""

    revision: Revision
    changes: tuple[Change, ...]
