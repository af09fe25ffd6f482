"""Where a parser gave up, and what it had read by then."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from yaml.error import MarkedYAMLError, YAMLError

from qualcode.diagnostics import Rule
from qualcode.source import mistakes
from qualcode.source.document import between
from qualcode.source.events import (
    LIST,
    LIST_END,
    MAPPING,
    MAPPING_END,
    SCALAR,
    STREAM_END,
    Event,
    events_of,
)

QUOTE_ALL: Final = "put quotes around the whole text"
"""What helps in most troubles."""

_LINE: Final = re.compile(r"[^\r\n]*")
_WORD: Final = re.compile(r"\S*")


class Said(NamedTuple):
    """A complaint in plain words, and the stretch of text that it is about."""

    start: int
    end: int
    message: str
    hint: str
    rule: Rule = mistakes.NOT_YAML


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a parser said, and the places that it had in mind.

    `at` is where it gave up, `since` where the part begins that could not be read, `scalar` the
    start and end of the last text before it, and `bracket` the innermost bracket that is open.
    """

    text: str
    words: str
    at: int
    since: int
    scalar: tuple[int, int] | None
    bracket: int | None

    def says(self, *parts: str) -> bool:
        """Whether one of the parts is in the parser's words."""
        return any(part in self.words for part in parts)

    @property
    def character(self) -> str:
        """The character where the parser gave up; empty at the end of the text."""
        return self.text[self.at : self.at + 1]

    @property
    def before(self) -> str:
        """What stands before it in its line."""
        return self.text[self.line_start(self.at) : self.at]

    @property
    def is_at_end(self) -> bool:
        """Whether there is nothing more in the text."""
        return not self.text[self.at :].strip()

    def line_start(self, index: int) -> int:
        """Where the line of an index begins."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def line_end(self, index: int) -> int:
        """Where the line of an index ends, without its line end."""
        match = _LINE.match(self.text, index)
        return match.end() if match else index

    def word_end(self, index: int) -> int:
        """Where the word that begins at an index ends."""
        match = _WORD.match(self.text, index)
        return match.end() if match else index

    def column(self, index: int) -> int:
        """How many characters stand before an index in its line."""
        return index - self.line_start(index)

    def line_number(self, index: int) -> int:
        """The line of an index, from 1."""
        return between(self.text, "", index, index).line


def trouble_of(error: MarkedYAMLError, text: str) -> Trouble:
    """What there is to know about the place where a text could not be read on.

    The text is read once more for it, so that reading a text without mistakes costs nothing.
    """
    known = (mark.index for mark in (error.problem_mark, error.context_mark) if mark is not None)
    at = min(next(known, 0), len(text))
    since = at if error.context_mark is None else error.context_mark.index
    scalar, open_events = _read_again(text)
    brackets = (event.start_mark.index for event in open_events)
    return Trouble(
        text=text,
        words=f"{error.context}: {error.problem}",
        at=at,
        since=since,
        scalar=None if scalar is None else (scalar.start_mark.index, scalar.end_mark.index),
        bracket=max(
            (index for index in brackets if text[index : index + 1] in ("[", "{")), default=None
        ),
    )


def _read_again(text: str) -> tuple[Event | None, tuple[Event, ...]]:
    """The last scalar before the mistake, and the lists and mappings that are open there."""
    scalar: Event | None = None
    still_open: list[Event] = []
    following = events_of(text)
    try:
        while (kind := (event := following()).__class__) is not STREAM_END:
            if kind is SCALAR:
                scalar = event
            elif kind in (LIST, MAPPING):
                still_open.append(event)
            elif kind in (LIST_END, MAPPING_END):
                still_open.pop()
    except YAMLError:
        pass
    return scalar, tuple(still_open)
