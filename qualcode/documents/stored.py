"""A stored text: its lines, who speaks where, and its folded forms, each worked out once."""

import re
from bisect import bisect_right
from collections import Counter
from functools import cache, cached_property
from hashlib import sha256
from typing import Final, NamedTuple

from qualcode.documents.folding import Folded, Hyphens, fold, has_hyphenated_lines

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_SPEAKER: Final = re.compile(
    r"^[ \t]*(?:\[[\d:.]+\][ \t]*)?"  # perhaps the time
    r"(?:\*\*|__)?(?P<name>[^\W_a-zæøåäöüéß][\w.'’-]*(?: [\w.'’-]+){0,3}(?: ?\([^()\n]{1,40}\))?)"
    r"(?:\*\*|__)?[ \t]*:(?:\*\*|__)?[ \t]+(?=\S)",
    re.MULTILINE,
)


class Turn(NamedTuple):
    """What one person says before the next one does; offsets of the whole turn, name included."""

    speaker: str
    start: int
    end: int


class Spot(NamedTuple):
    """A place in a text; line and column count from 1."""

    line: int
    column: int


def stored_form(text: str) -> str:
    """A text as positions in it are counted: no byte order mark, each line end one character."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def digest(text: str) -> str:
    """The SHA-256 of a stored text, in which line ends make no difference."""
    return sha256(stored_form(text).encode()).hexdigest()


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch that is grown to where words begin and end, within the text."""
    start, end = max(start, 0), min(end, len(text))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


class StoredText:
    """A text in which quotations are looked for. Offsets count Unicode code points."""

    def __init__(self, text: str) -> None:
        """An index of a text; nothing is worked out before it is asked for."""
        self.text = text
        self.folded = cache(self._folded)

    @cached_property
    def has_hyphenated_lines(self) -> bool:
        """Whether a line ends with a hyphen, so that it can be read in several ways."""
        return has_hyphenated_lines(self.text)

    def _folded(self, hyphens: Hyphens) -> Folded:
        return fold(self.text, hyphens)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The turns of a transcript: a new one begins where a line has a name and a colon."""
        lines = self._named_lines()
        ends = (*(line.start() for line in lines), len(self.text))[1:]
        named = zip(lines, ends, strict=False)
        return tuple(Turn(line["name"], line.start(), end) for line, end in named)

    def _named_lines(self) -> list[re.Match[str]]:
        """Lines that begin with a name; words that do so once, within a paragraph, are no name.

        A single name makes no conversation.
        """
        lines = list(_SPEAKER.finditer(self.text))
        times = Counter(line["name"] for line in lines)
        heads = {line["name"] for line in lines if self._begins_paragraph(line.start())}
        named = [line for line in lines if times[line["name"]] > 1 or line["name"] in heads]
        return named if len(named) > 1 else []

    def _begins_paragraph(self, at: int) -> bool:
        above = self.text[:at] if at < 2 else self.text[at - 2 : at]
        return not above.strip("\n\f") and (at < 2 or len(above) == 2)

    def speakers(self, start: int, end: int) -> tuple[str, ...]:
        """Who speaks in a stretch, each once, in order."""
        first = bisect_right(self.turns, start, key=lambda turn: turn.start) - 1
        said: dict[str, None] = {}
        for turn in self.turns[max(first, 0) :]:
            if turn.start >= end:
                break
            said[turn.speaker] = None
        return tuple(said)

    def spot(self, offset: int) -> Spot:
        """The line and column of an offset."""
        line = bisect_right(self._line_starts, offset)
        return Spot(line, offset - self._line_starts[line - 1] + 1)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))
