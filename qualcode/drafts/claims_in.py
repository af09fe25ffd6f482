"""The claims of a draft: comments that bind the words before them, or around them, to the data.

    Most plans are run from the centre.<!-- claim: most of boxes: anchor = central -->
    They are run <!-- claim: 4 of boxes: anchor = central -->in four places<!-- /claim --> from it.

A comment is invisible where Markdown is shown. Nothing in code is a claim.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from qualcode.drafts.claims_bound import Words, words_before, words_of
from qualcode.drafts.claims_seen import without_code, without_markup

_COMMENT = re.compile(
    r"<!--\s*(?P<closing>/?)\s*claims?\b(?P<colon>[ \t]*:)?"
    r"(?P<text>(?:(?!<!--).)*?)(?P<end>-->|(?=<!--)|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")


class Fault(Enum):
    """What is wrong with the comment itself."""

    NO_COLON = "no colon"
    NOT_CLOSED = "not closed"
    CLOSES_NOTHING = "closes nothing"


@dataclass(frozen=True, slots=True)
class WrittenClaim:
    """A claim as it stands in a draft.

    Attributes:
        text: what is claimed.
        start: where that begins, in characters of the draft.
        end: where it ends.
        bound: the words that it is about.
        fault: what is wrong with the comment, or None.
    """

    text: str
    start: int
    end: int
    bound: Words
    fault: Fault | None = None


def claims_in(draft: str) -> tuple[WrittenClaim, ...]:
    """The claims of a draft, in their order."""
    code = without_code(draft)
    comments = tuple(_COMMENT.finditer(code))
    if not comments:
        return ()
    seen = without_markup(code)
    closings, strays = _pairs(comments, code)
    ends = (0, *(one.end() for one in comments))
    found = []
    for number, one in enumerate(comments):
        if number in strays:
            found.append(_claim(one, words_of(""), draft, Fault.CLOSES_NOTHING))
        elif number in closings:
            bound = words_of(seen[one.end() : closings[number].start()])
            found.append(_claim(one, bound, draft, _fault(one)))
        elif not one["closing"]:
            bound = words_before(seen, one.start(), ends[number])
            found.append(_claim(one, bound, draft, _fault(one)))
    return tuple(found)


def _pairs(
    comments: Sequence[re.Match[str]], code: str
) -> tuple[dict[int, re.Match[str]], frozenset[int]]:
    """The closing comments by the numbers of those that they close, and which close nothing.

    The words between them are in one block.
    """
    closings: dict[int, re.Match[str]] = {}
    strays = set()
    for number, one in enumerate(comments):
        if not one["closing"]:
            continue
        left = (n for n in _before(number, comments) if n not in closings)
        opened = next(left, None)
        if opened is None or _BLANK_LINE.search(code, comments[opened].end(), one.start()):
            strays.add(number)
        else:
            closings[opened] = one
    return closings, frozenset(strays)


def _before(number: int, comments: Sequence[re.Match[str]]) -> Iterator[int]:
    """The claims before a comment, the nearest first."""
    return (n for n in range(number - 1, -1, -1) if not comments[n]["closing"])


def _claim(comment: re.Match[str], bound: Words, draft: str, fault: Fault | None) -> WrittenClaim:
    start, end = comment.span("text")
    text = draft[start:end]
    start += len(text) - len(text.lstrip())
    if fault is Fault.CLOSES_NOTHING or not text.strip():
        start, end = comment.span()
    elif fault is Fault.NOT_CLOSED:
        end = start + len(text.strip().splitlines()[0])
    return WrittenClaim(text.strip(), start, len(draft[:end].rstrip()), bound, fault)


def _fault(comment: re.Match[str]) -> Fault | None:
    if comment["colon"] is None:
        return Fault.NO_COLON
    return None if comment["end"] else Fault.NOT_CLOSED
