"""Where the exact words of a quotation stand in a text, or what stands there instead.

The words are looked for in the folded text, so that line breaks and the like do not matter. What
repeats is told apart by the words before and after it, never by the position alone: that is true
only until the text changes. One pass over the text for each quotation; the text is folded once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from qualcode.documents.folding import Folded, Hyphens, folded_text, has_hyphenated_lines, trimmed
from qualcode.documents.nearest import Nearest, nearest
from qualcode.documents.stored import StoredText, whole_words

_FIRST_CONTEXT = 16
"""Characters of context that are tried first to tell repetitions apart."""


class Outcome(Enum):
    """What came of looking for a quotation."""

    FOUND = "found"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    OUT_OF_CONTEXT = "out of context"
    ALTERED = "altered"
    ABSENT = "absent"


_CERTAIN = (Outcome.FOUND, Outcome.MOVED)
_UNSETTLED = (Outcome.AMBIGUOUS, Outcome.OUT_OF_CONTEXT)


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words to look for; `position` is where they are thought to begin."""

    quote: str
    prefix: str = ""
    suffix: str = ""
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text: from `start` up to `end`, in Unicode code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of looking for a quotation: where it is, or where it could be.

    Found and moved have one place. Ambiguous has all; out of context has those where the words
    are, though not between the words that should surround them. Altered has the nearest words.
    """

    outcome: Outcome
    places: tuple[Stretch, ...] = ()
    nearest: Nearest | None = None

    @property
    def place(self) -> Stretch | None:
        """Where the quotation is, or None where that is not certain."""
        return self.places[0] if self.outcome in _CERTAIN else None


def verify(quotation: Quotation, text: StoredText) -> Verified:
    """Where a quotation stands in a text."""
    for hyphens in _readings(quotation.quote, text):
        folded = text.folded(hyphens)
        words = folded_text(quotation.quote, hyphens)
        places = tuple(_occurrences(words, folded.text)) if words else ()
        if places:
            return _judged(quotation, words, places, folded, hyphens)
    near = nearest(quotation.quote.strip(), text.text)
    if near is None:
        return Verified(Outcome.ABSENT)
    return Verified(Outcome.ALTERED, (Stretch(near.start, near.end),), near)


def places_of(quote: str, text: StoredText) -> tuple[Stretch, ...]:
    """All places where the words of a quotation stand in a text."""
    for hyphens in _readings(quote, text):
        folded = text.folded(hyphens)
        words = folded_text(quote, hyphens)
        found = tuple(_occurrences(words, folded.text)) if words else ()
        if found:
            return tuple(Stretch(*folded.original(at, at + len(words))) for at in found)
    return ()


def _readings(quote: str, text: StoredText) -> Iterator[Hyphens]:
    """What to make of hyphens at line ends, as far as there are any."""
    yield Hyphens.SPACED
    if text.has_hyphenated_lines or has_hyphenated_lines(quote):
        yield from (Hyphens.DROPPED, Hyphens.KEPT)


def _judged(
    quotation: Quotation, words: str, places: tuple[int, ...], folded: Folded, hyphens: Hyphens
) -> Verified:
    prefix, suffix = (
        folded_text(one, hyphens) if one else one for one in (quotation.prefix, quotation.suffix)
    )
    fitting = [at for at in places if _fits(folded.text, at, at + len(words), prefix, suffix)]
    stretches = tuple(Stretch(*folded.original(at, at + len(words))) for at in fitting or places)
    if not fitting:
        return Verified(Outcome.OUT_OF_CONTEXT, stretches)
    if len(fitting) > 1:
        return Verified(Outcome.AMBIGUOUS, stretches)
    is_there = quotation.position in (None, stretches[0].start)
    return Verified(Outcome.FOUND if is_there else Outcome.MOVED, stretches)


def _occurrences(words: str, text: str) -> Iterator[int]:
    """Where words begin in a text, overlapping repetitions too."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _fits(text: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    """Whether what surrounds a stretch is as said; spaces between them do not matter."""
    before = text[max(start - len(prefix) - 1, 0) : start].rstrip()
    after = text[end : end + len(suffix) + 1].lstrip()
    return before.endswith(prefix) and after.startswith(suffix)


def quotation_of(stretch: Stretch, text: StoredText) -> Quotation:
    """The quotation that anchors a stretch: with context where its words repeat, and its position.

    The context grows until no other occurrence has it. Space around the stretch is left out.
    """
    start, end = trimmed(text.text, stretch.start, stretch.end)
    quote = text.text[start:end]
    size = 0
    while True:
        first, last = whole_words(text.text, start - size, end + size) if size else (start, end)
        before, after = text.text[first:start].strip(), text.text[end:last].strip()
        made = Quotation(quote, before, after, start)
        is_all = first == 0 and last == len(text.text)
        if is_all or verify(made, text).outcome not in _UNSETTLED:
            return made
        size = 2 * size or _FIRST_CONTEXT
