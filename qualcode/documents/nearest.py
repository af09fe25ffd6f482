"""The words of a text that are most like words that are not in it, and how they differ."""

import importlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, NamedTuple

from qualcode.documents.folding import folded_text
from qualcode.documents.stored import whole_words

_ALIKE: Final = 0.7
"""From this share of equal characters on, words are called altered; below, absent."""
_SHOWN: Final = 3
"""So many differences are told of one quotation."""
_LONGEST: Final = 2_000
"""Of a longer quotation only the beginning is compared: it takes time with the square of it."""


_WORD: Final = re.compile(r"\S+")


class _Word(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a quotation, and what the text has in their place; one of them may be empty."""

    quoted: str
    there: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """The stretch of a text that is most like a quotation, and where they differ."""

    start: int
    end: int
    differences: tuple[Difference, ...]


def nearest(quote: str, text: str) -> Nearest | None:
    """The stretch most like a quotation; None where nothing is much like it."""
    sought = quote[:_LONGEST]
    if not sought or not text:
        return None
    quoted = [folded_text(word) for word in sought.split()]
    words = _words_like(quoted, text, *_aligned(sought, text))
    there = [folded_text(word.text) for word in words]
    alike = SequenceMatcher(None, " ".join(quoted), " ".join(there), autojunk=False)
    if not words or alike.ratio() < _ALIKE:
        return None
    return Nearest(words[0].start, words[-1].end, tuple(_differences(quoted, there)))


def _words_like(quoted: list[str], text: str, start: int, end: int) -> list[_Word]:
    """The words around an aligned stretch, from the first to the last that the quotation has.

    The stretch is as long as the quotation; where the text has words in between, it is longer.
    """
    slack = (end - start) // 3 + 1
    wide = _words(text, max(start - slack, 0), min(end + slack, len(text)))
    codes = SequenceMatcher(
        None, quoted, [folded_text(word.text) for word in wide], autojunk=False
    ).get_opcodes()
    if all(kind != "equal" for kind, *_ in codes):
        return _words(text, start, end)
    _, i, j, first, stop = codes[0]
    if codes[0][0] != "equal":
        first = max(stop - (j - i), first)
    _, i, j, begin, last = codes[-1]
    if codes[-1][0] != "equal":
        last = min(begin + (j - i), last)
    return wide[first:last]


def _words(text: str, start: int, end: int) -> list[_Word]:
    start, end = whole_words(text, start, end)
    return [_Word(match[0], *match.span()) for match in _WORD.finditer(text, start, end)]


def _aligned(quote: str, text: str) -> tuple[int, int]:
    """Where a text is most like a quotation: by rapidfuzz, or slower where it is not installed."""
    fuzz = _rapidfuzz()
    if fuzz is not None and len(quote) <= len(text):
        found = fuzz.partial_ratio_alignment(quote, text)
        return found.dest_start, found.dest_end
    matcher = SequenceMatcher(None, text, quote, autojunk=False)
    match = matcher.find_longest_match()
    start = max(match.a - match.b, 0)
    return start, min(start + len(quote), len(text))


def _rapidfuzz() -> Any:  # noqa: ANN401 - an extra without which mypy knows no types
    try:
        return importlib.import_module("rapidfuzz.fuzz")
    except ImportError:
        return None


def _differences(quoted: list[str], there: list[str]) -> Iterator[Difference]:
    for kind, i, j, k, end in SequenceMatcher(None, quoted, there, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Difference(" ".join(quoted[i:j]), " ".join(there[k:end]))


def differences_in_words(differences: Sequence[Difference]) -> str:
    """What a text has, adds or lacks; of many differences the first ones."""
    said = [_difference(one) for one in differences[:_SHOWN]]
    if len(differences) > _SHOWN:
        said.append(f"and {len(differences) - _SHOWN} more")
    return ", ".join(said)


def _difference(one: Difference) -> str:
    if not one.there:
        return f"lacks '{one.quoted}'"
    return f"has '{one.there}' for '{one.quoted}'" if one.quoted else f"adds '{one.there}'"
