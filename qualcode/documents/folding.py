"""Texts without what does not matter in a quotation, and the way back to the original.

White space, line and page breaks, soft hyphens, typographic quotes and dashes, ligatures and the
two ways to write an accented letter (Unicode Standard Annex 15) differ between a text and what
people copy from it. Each folded text knows which stretch of the original each of its letters is.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate
from types import MappingProxyType
from typing import Final


class Hyphens(Enum):
    """What becomes of a hyphen at the end of a line: nobody can tell what it was there for."""

    SPACED = "by- og landdistrikter"
    DROPPED = "samarbejde"
    KEPT = "e-mail"


_ZERO_WIDTH: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DASHES: Final = "‐‑‒–—―−"
_ONE_FOR_ONE: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`‹›", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys("\t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "),
        **dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
    }
)
_SEVERAL: Final = MappingProxyType(
    {"…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_LINE_END: Final = r"[^\S\r\n\f]*[\r\n\f]\s*"
_HYPHENATED: Final = rf"(?<=\w)[-‐‑]{_LINE_END}(?=\w)"
_CHANGED: Final = (
    rf"(?P<soft>\u00ad{_LINE_END})"
    rf"|(?P<space>[\s{_ZERO_WIDTH}]{{2,}})"
    rf"|(?P<nothing>[{_ZERO_WIDTH}])"
    rf"|(?P<dash>[-{_DASHES}]{{2,}})"
    rf"|(?P<several>[{''.join(_SEVERAL)}])"
)
_PATTERNS: Final = MappingProxyType(
    {
        hyphens: re.compile(
            _CHANGED if hyphens is Hyphens.SPACED else rf"(?P<hyphen>{_HYPHENATED})|{_CHANGED}"
        )
        for hyphens in Hyphens
    }
)
_END_OF_LINE_HYPHEN: Final = re.compile(_HYPHENATED)
_EDGE: Final = re.compile(rf"[\s{_ZERO_WIDTH}]+")
_BEYOND_ASCII: Final = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_Piece = tuple[str, int, int]
"""What is said, and the start and end of the stretch that it stands for."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. Its pieces stand for stretches of the original, in order."""

    text: str
    _starts: list[int] = field(repr=False)
    _from: list[int] = field(repr=False)
    _to: list[int] = field(repr=False)
    _of: "Folded | None" = field(default=None, repr=False)
    """What this was folded from, where that had been changed itself."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch of the folded text stands for."""
        first, last = self._piece(start), self._piece(end - 1)
        begin, stop = self._from[first], self._to[last]
        if self._is_even(first):
            begin += start - self._starts[first]
        if self._is_even(last):
            stop = self._from[last] + end - self._starts[last]
        return (begin, stop) if self._of is None else self._of.original(begin, stop)

    def _piece(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _is_even(self, piece: int) -> bool:
        following = self._starts[piece + 1] if piece + 1 < len(self._starts) else len(self.text)
        return following - self._starts[piece] == self._to[piece] - self._from[piece]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text without the space and the invisible characters at its ends."""
    begin = _EDGE.match(text, start, end)
    start = begin.end() if begin else start
    while end > start and _EDGE.fullmatch(text, end - 1, end):
        end -= 1
    return start, end


def has_hyphenated_lines(text: str) -> bool:
    """Whether a line ends with a hyphen, so that it matters what is made of hyphens."""
    return _END_OF_LINE_HYPHEN.search(text) is not None


def fold(text: str, hyphens: Hyphens = Hyphens.SPACED) -> Folded:
    """A text without what does not matter in a quotation, in one pass."""
    if unicodedata.is_normalized("NFC", text):
        return _joined(_pieces(text, hyphens))
    composed = _joined(_composed(text))
    return _joined(_pieces(composed.text, hyphens), composed)


def folded_text(text: str, hyphens: Hyphens = Hyphens.SPACED) -> str:
    """What is compared of a quotation: the same folded text, without space around it."""
    composed = unicodedata.normalize("NFC", text)
    said = _PATTERNS[hyphens].sub(lambda match: _said(match, hyphens), composed)
    return said.translate(_ONE_FOR_ONE).strip()


def _joined(pieces: Iterator[_Piece], of: Folded | None = None) -> Folded:
    kept = [piece for piece in pieces if piece[0]]
    begins = [begin for _, begin, _ in kept]
    ends = [end for _, _, end in kept]
    starts = [0, *accumulate(len(said) for said, _, _ in kept)][:-1]
    return Folded("".join(said for said, _, _ in kept), starts, begins, ends, of)


def _pieces(text: str, hyphens: Hyphens) -> Iterator[_Piece]:
    done = 0
    for match in _PATTERNS[hyphens].finditer(text):
        begin, end = match.span()
        yield text[done:begin].translate(_ONE_FOR_ONE), done, begin
        yield _said(match, hyphens), begin, end
        done = end
    yield text[done:].translate(_ONE_FOR_ONE), done, len(text)


def _said(match: re.Match[str], hyphens: Hyphens) -> str:
    """What stands for a stretch that is changed; nothing where it does not matter."""
    match match.lastgroup:
        case "space":
            return " " if match[0].strip(_ZERO_WIDTH) else ""
        case "dash":
            return "-"
        case "several":
            return _SEVERAL[match[0]]
        case "hyphen":
            return "-" if hyphens is Hyphens.KEPT else ""
        case _:
            return ""


def _composed(text: str) -> Iterator[_Piece]:
    done = 0
    for match in _BEYOND_ASCII.finditer(text):
        yield text[done : match.start()], done, match.start()
        at = match.start()
        for letter in _letters(match[0]):
            yield unicodedata.normalize("NFC", letter), at, at + len(letter)
            at += len(letter)
        done = at
    yield text[done:], done, len(text)


def _letters(run: str) -> Iterator[str]:
    """The letters of a run, each with the marks and the other letters that compose with it."""
    held = ""
    for letter in _marked(run):
        both = unicodedata.normalize("NFC", held + letter)
        if both != unicodedata.normalize("NFC", held) + unicodedata.normalize("NFC", letter):
            held += letter
            continue
        if held:
            yield held
        held = letter
    yield held


def _marked(run: str) -> Iterator[str]:
    """The characters of a run, each with the combining marks after it."""
    begin = 0
    for i in range(1, len(run)):
        if not unicodedata.combining(run[i]):
            yield run[begin:i]
            begin = i
    yield run[begin:]
