"""The events of a YAML text, from libyaml where PyYAML has it, else from PyYAML's own parser.

`CParser` is not documented by PyYAML: its events and marks are those of `yaml.parse`, and its
marks count characters. The tests hold both parsers to the same answers.
"""

from collections.abc import Callable
from typing import Final, Protocol, cast

from yaml import events
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML was built without libyaml
    LIBYAML = False
else:
    LIBYAML = True

# As plain types: what is compared is the class alone, and `Event` below is no class of PyYAML's.
ALIAS: Final[type[object]] = events.AliasEvent
SCALAR: Final[type[object]] = events.ScalarEvent
LIST: Final[type[object]] = events.SequenceStartEvent
LIST_END: Final[type[object]] = events.SequenceEndEvent
MAPPING: Final[type[object]] = events.MappingStartEvent
MAPPING_END: Final[type[object]] = events.MappingEndEvent
STREAM_END: Final[type[object]] = events.StreamEndEvent


class Mark(Protocol):
    """A point in the text, counted from 0."""

    @property
    def index(self) -> int:
        """Characters before it."""

    @property
    def line(self) -> int:
        """Lines before its line."""

    @property
    def column(self) -> int:
        """Characters before it in its line."""


class Event(Protocol):
    """One step through a YAML text.

    Each kind has only some of these; the class says which. One type for all of them spares a
    check at each of the thousands of events of a file.
    """

    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    flow_style: bool | None
    start_mark: Mark
    end_mark: Mark


Next = Callable[[], Event]


class _PythonParser(Reader, Scanner, Parser):
    """PyYAML's own parser, as strict about escaped characters as libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def next_event(self) -> Event:
        """The next event."""
        try:
            event = cast(Event, self.get_event())  # type: ignore[no-untyped-call]  # so in its stubs
            getattr(event, "value", "").encode()
        except (ValueError, OverflowError) as error:  # beyond Unicode, or half a surrogate pair
            raise ScannerError(
                "while parsing a quoted scalar",
                None,
                "found invalid Unicode character escape code",
                self.get_mark(),
            ) from error
        return event


def events_of(text: str) -> Next:
    """A function that gives the next event of the text at each call."""
    if LIBYAML:
        return cast(Next, CParser(text).get_event)
    return _PythonParser(text).next_event
