"""Edits of a file's text that leave every other byte as it is, and are checked before they count.

Files are edited by position, not read into a tree and written out again. Every value knows from
where to where it stands, so an edit is a stretch of text and what comes in its place; line ends,
comments, quotes and indentation elsewhere cannot change, because nobody writes them anew. A
library that writes YAML (ruamel.yaml) keeps comments too, but normalises indentation, line widths
and quotes unless each is told to it beforehand, and it knows no files that mix them. Structure is
moved the same way: a whole line, or an item with its comma.

What makes this safe is `edited`: the new text is read again, and has to say what was meant, all
that it said before, and every comment. Whatever does not pass is not done at all. Everything that
edits a study's files is to go through it.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from qualcode.source.comments import comments_of
from qualcode.source.document import Document
from qualcode.source.reading import parse_document

Path = tuple[str | int, ...]


class Edit(NamedTuple):
    """A stretch of a file's text, by indices into it (the end exclusive), and its new text."""

    file: str
    start: int
    end: int
    text: str


class Put(NamedTuple):
    """The value at a path becomes another; a key that is not there comes after all others."""

    path: Path
    value: object


class Rekeyed(NamedTuple):
    """The last key of a path becomes another, and stays where it is."""

    path: Path
    key: str


class Gone(NamedTuple):
    """The entry or list item at a path is taken out."""

    path: Path


class Added(NamedTuple):
    """A new entry at the end of a mapping or list, whose path ends in its key or index."""

    path: Path
    value: object


Step = Put | Rekeyed | Gone | Added
"""What an edit means for the data of its file."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Edits of one file, and what they mean for its data."""

    edits: tuple[Edit, ...] = ()
    steps: tuple[Step, ...] = ()

    def __add__(self, other: "Plan") -> "Plan":
        """Both together."""
        return Plan((*self.edits, *other.edits), (*self.steps, *other.steps))


def overlap(edits: Iterable[Edit]) -> bool:
    """Whether two edits change the same text, so that they cannot be done together."""
    pairs = pairwise(sorted(edits))
    return any(after.start < one.end or after.start == one.start for one, after in pairs)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits done; they must not overlap."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def edited(document: Document, plan: Plan) -> Document | None:
    """The document after a plan, or None where the new text would not say just what is meant.

    The document must be without findings of its own.
    """
    together = edited_together(((document, plan),))
    return None if together is None else together[0]


def edited_together(plans: Sequence[tuple[Document, Plan]]) -> tuple[Document, ...] | None:
    """The same for several documents, between which comments may move."""
    results = [_planned(document, plan) for document, plan in plans]
    after = tuple(one for one in results if one is not None)
    if len(after) < len(plans):
        return None
    before = (document for document, _ in plans)
    return after if _comments(after) == _comments(before) else None


def _comments(documents: Iterable[Document]) -> list[str]:
    return sorted(comment for one in documents for comment in comments_of(one.text))


def _planned(document: Document, plan: Plan) -> Document | None:
    if overlap(plan.edits):
        return None
    after, found = parse_document(apply_edits(document.text, plan.edits), document.file)
    if after is None or found:
        return None
    return after if _same(after.data, _intended(document.data, plan.steps)) else None


def _intended(data: object, steps: Sequence[Step]) -> object:
    """The data after all steps, whose paths are those before the first."""
    data = deepcopy(data)
    # What lies deepest comes first, and the last item of a list before the others, so that no path
    # is out of date when its turn comes; a key changes after its value for the same reason.
    for step in sorted(steps, key=_turn, reverse=True):
        holder = data
        for part in step.path[:-1]:
            holder = holder[part]  # type: ignore[index]  # paths come from the data
        _take(step, holder)
    return data


def _turn(step: Step) -> tuple[int, int, bool]:
    last = step.path[-1]
    return len(step.path), last if isinstance(last, int) else 0, not isinstance(step, Rekeyed)


def _take(step: Step, holder: object) -> None:
    """Take a step in the mapping or list that it is about."""
    last = step.path[-1]
    if isinstance(step, Added):
        _add(step, holder)
    elif isinstance(holder, list) and isinstance(last, int):
        holder[last : last + 1] = [deepcopy(step.value)] if isinstance(step, Put) else []
    elif isinstance(holder, dict):
        entries = list(holder.items())
        is_new = last not in holder
        holder.clear()
        for key, value in entries:
            if key != last:
                holder[key] = value
            elif isinstance(step, Put):
                holder[key] = deepcopy(step.value)
            elif isinstance(step, Rekeyed):
                holder[step.key] = value
        if is_new and isinstance(step, Put):
            holder[str(last)] = deepcopy(step.value)


def _add(step: Added, holder: object) -> None:
    if isinstance(holder, list):
        holder.append(deepcopy(step.value))
    elif isinstance(holder, dict):
        holder[step.path[-1]] = deepcopy(step.value)


def _same(one: object, other: object) -> bool:
    """Whether two values are alike, also in kind (true is not 1) and in the order of keys."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other or (one != one and other != other)  # noqa: PLR0124 - not a number
