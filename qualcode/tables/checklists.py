"""A reporting standard filled from a study, as a value and as data."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qualcode import __version__
from qualcode.diagnostics import Location

FORMAT = 1


class Status(StrEnum):
    """How far an item is answered."""

    DONE = "done"
    PART = "in part"
    OPEN = "to be written"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Stated:
    """Where the report says something: its part, the section, and the line of a draft or template.

    `is_drafted` tells whether the line is one of a draft.
    """

    part: str
    heading: str
    section: str
    at: Location
    is_drafted: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a study says of one aspect, and what is missing.

    Attributes:
        aspect: its name in the file of methods.
        label: what it is, in the language of the checklist.
        status: how far it is answered.
        text: what a person wrote down, or why it is not applicable.
        source: the document that this is from, and where in it.
        written_at: where it is written down.
        data: what the data say.
        found_at: where the data stand, the first place in each file.
        stated: where the report says it.
        not_found: the part, and perhaps the section, that was named and is not there.
        missing: the keys that are still to be added to what the file of methods says of it.
    """

    aspect: str
    label: str
    status: Status
    text: str = ""
    source: str = ""
    written_at: Location | None = None
    data: str = ""
    found_at: tuple[Location, ...] = ()
    stated: Stated | None = None
    not_found: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a standard with its answers."""

    number: str
    group: str
    label: str
    asks: str
    answers: tuple[Answer, ...]

    @property
    def status(self) -> Status:
        """The status of all answers taken together; what is not applicable needs none."""
        asked = {answer.status for answer in self.answers} - {Status.NOT_APPLICABLE}
        if not asked:
            return Status.NOT_APPLICABLE
        return next(iter(asked)) if len(asked) == 1 else Status.PART


@dataclass(frozen=True, slots=True)
class Checklist:
    """A standard filled from a study, in one language; `file` is for what a person writes down."""

    standard: str
    name: str
    citation: str
    language: str
    file: str
    items: tuple[Item, ...]

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many items have each status."""
        found = Counter(item.status for item in self.items)
        return {status: found[status] for status in Status}


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """One answer in words: a line for each thing said. The only one of an item has no label."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldItem:
    """One item in words: what heads it, what it asks, and the answers."""

    group: str
    head: str
    asks: str
    answers: tuple[ToldAnswer, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A checklist in the words of its language, for people to read."""

    summary: str
    citation: str
    note: str
    items: tuple[ToldItem, ...]


def checklist_as_data(checklist: Checklist) -> Mapping[str, object]:
    """The envelope of `checklist --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "standard": checklist.standard,
        "citation": checklist.citation,
        "language": checklist.language,
        "methods": checklist.file,
        "counts": {status.value: number for status, number in checklist.counts.items()},
        "items": [_item(item) for item in checklist.items],
    }


def _item(item: Item) -> Mapping[str, object]:
    return {
        "number": item.number,
        "group": item.group,
        "label": item.label,
        "asks": item.asks,
        "status": item.status.value,
        "answers": [_answer(answer) for answer in item.answers],
    }


def _answer(answer: Answer) -> Mapping[str, object]:
    at = () if answer.written_at is None else (answer.written_at,)
    return {
        "aspect": answer.aspect,
        "status": answer.status.value,
        "text": answer.text or None,
        "source": answer.source or None,
        "written_at": next(iter(_places(at)), None),
        "data": answer.data or None,
        "found_at": _places(answer.found_at),
        "stated_in": None if answer.stated is None else _stated(answer.stated),
        "not_found": answer.not_found or None,
        "missing": list(answer.missing),
    }


def _stated(stated: Stated) -> Mapping[str, object]:
    return {
        "part": stated.part,
        "section": stated.section or None,
        "file": stated.at.file,
        "line": stated.at.line,
        "drafted": stated.is_drafted,
    }


def _places(places: Iterable[Location]) -> list[Mapping[str, object]]:
    return [{"file": at.file, "line": at.line} for at in places]
