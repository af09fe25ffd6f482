"""Which excerpts an expression finds: surely, or perhaps, where a case leaves something open.

Each part of an expression gives sets of numbers, so that a query takes a few steps for each
excerpt. What is not known stays open (Kleene 1952, Introduction to Metamathematics, section 64);
conditions on one case's values are decided together over its possible worlds, which is exact.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qualcode.documents.folding import Hyphens, folded_text
from qualcode.documents.quotes import Stretch
from qualcode.model import condition as over_values
from qualcode.model.case import Case
from qualcode.query.expression import (
    Beside,
    Coded,
    Either,
    Every,
    Expression,
    Has,
    Says,
    Valued,
    Without,
)
from qualcode.query.index import PERHAPS_ROLE, Index, document_key

Ask = Callable[[Case, over_values.Condition], frozenset[bool]]
"""Gives the truth values that a condition has over the possible worlds of a case."""


@dataclass(frozen=True, slots=True)
class Found:
    """The excerpts that surely fit, and all that may fit: those, and what is left open."""

    surely: frozenset[int]
    perhaps: frozenset[int]


def search(expression: Expression, index: Index, ask: Ask) -> Found:
    """The excerpts that an expression finds."""
    return _Search(index, ask).found(expression)


class _Search:
    """Evaluates expressions over one index."""

    def __init__(self, index: Index, ask: Ask) -> None:
        self._index = index
        self._ask = ask

    def found(self, expression: Expression) -> Found:
        if is_about_values(expression):
            return self._by_case(expression)
        match expression:
            case Coded(codes):
                return _known(frozenset().union(*(self._index.having("code", c) for c in codes)))
            case Has("role", role):
                surely = self._index.having("role", role)
                return Found(surely, self._index.having(PERHAPS_ROLE, role))
            case Has(field, value):
                return _known(self._index.having(field, value))
            case Says(phrase):
                return _known(self._saying(phrase, self._index.everything))
            case Every(parts):
                return self._every(parts)
            case Either(parts):
                sides = [self.found(part) for part in parts]
                return Found(
                    frozenset().union(*(one.surely for one in sides)),
                    frozenset().union(*(one.perhaps for one in sides)),
                )
            case Without(part):
                inner, everything = self.found(part), self._index.everything
                return Found(everything - inner.perhaps, everything - inner.surely)
            case Beside():
                return self._beside(expression)
            case Valued():
                return self._by_case(expression)

    def _every(self, parts: Sequence[Expression]) -> Found:
        """What all parts find; words are looked for last, where nothing else rules them out."""
        sides = [self.found(part) for part in parts if not isinstance(part, Says)]
        surely = self._index.everything.intersection(*(one.surely for one in sides))
        perhaps = self._index.everything.intersection(*(one.perhaps for one in sides))
        for part in parts:
            if isinstance(part, Says):
                perhaps = self._saying(part.phrase, perhaps)
        return Found(surely & perhaps, perhaps)

    def _saying(self, phrase: str, among: frozenset[int]) -> frozenset[int]:
        is_said = saying(phrase)
        return frozenset(n for n in among if is_said(self._index.excerpts[n].words))

    def _by_case(self, expression: Expression) -> Found:
        """The excerpts of the cases whose values make an expression true."""
        answers = {
            case.id: self._ask(case, condition_of(expression, case.unit))
            for case in self._index.cases
        }
        surely = [name for name, answer in answers.items() if answer == {True}]
        perhaps = [name for name, answer in answers.items() if answer != {False}]
        return Found(self._of_cases(surely), self._of_cases(perhaps))

    def _of_cases(self, names: Iterable[str]) -> frozenset[int]:
        return frozenset().union(*(self._index.having("case", name) for name in names))

    def _beside(self, expression: Beside) -> Found:
        found, other = self.found(expression.found), self.found(expression.other)
        return Found(
            frozenset(self._standing_by(found.surely, other.surely, expression)),
            frozenset(self._standing_by(found.perhaps, other.perhaps, expression)),
        )

    def _standing_by(
        self, found: frozenset[int], others: frozenset[int], expression: Beside
    ) -> Iterable[int]:
        reaches = {key: _Reach(places) for key, places in self._by_document(others).items()}
        for number in found:
            place = self._index.place(number)
            reach = reaches.get(document_key(self._index.excerpts[number]))
            if place is not None and reach is not None and reach.is_by(place, expression):
                yield number

    def _by_document(self, numbers: frozenset[int]) -> dict[tuple[str, str], list[Stretch]]:
        grouped: dict[tuple[str, str], list[Stretch]] = {}
        for number in numbers:
            place = self._index.place(number)
            if place is not None:
                grouped.setdefault(document_key(self._index.excerpts[number]), []).append(place)
        return grouped


class _Reach:
    """Stretches of one document in order, with how far those up to each one reach."""

    def __init__(self, places: Iterable[Stretch]) -> None:
        ordered = sorted(places, key=lambda place: place.start)
        self._starts = [place.start for place in ordered]
        self._ends = list(accumulate((place.end for place in ordered), max))

    def is_by(self, place: Stretch, expression: Beside) -> bool:
        """Whether one of the stretches stands by a place as the expression wants it."""
        latest_start, least_end = _limits(place, expression)
        before = bisect_right(self._starts, latest_start)
        return before > 0 and self._ends[before - 1] >= least_end


def _limits(place: Stretch, expression: Beside) -> tuple[int, int]:
    """The latest start and the least end of a stretch that a place stands by."""
    match expression.how:
        case "overlaps":
            return place.end - 1, place.start + 1
        case "within":
            return place.start, place.end
        case "near":
            return place.end + expression.distance, place.start - expression.distance


def _known(numbers: frozenset[int]) -> Found:
    return Found(numbers, numbers)


def is_about_values(expression: Expression) -> bool:
    """Whether it is made of conditions on the values of cases alone."""
    match expression:
        case Valued():
            return True
        case Every(parts) | Either(parts):
            return bool(parts) and all(map(is_about_values, parts))
        case Without(part):
            return is_about_values(part)
        case _:
            return False


def condition_of(expression: Expression, unit: str) -> over_values.Condition:
    """The condition on a case's values; a code that is not for the unit passes no test."""
    match expression:
        case Valued(test, units):
            return test if not units or unit in units else over_values.NEVER
        case Every(parts):
            return over_values.AllOf(tuple(condition_of(part, unit) for part in parts))
        case Either(parts):
            return over_values.AnyOf(tuple(condition_of(part, unit) for part in parts))
        case Without(part):
            return over_values.Not(condition_of(part, unit))
        case _:
            raise ValueError("only conditions on values")


def saying(phrase: str) -> Callable[[str], bool]:
    """What tells whether a text has a phrase: whole words, in any case; `*` for any letters.

    Line breaks, soft hyphens and kinds of quotation mark do not matter.
    """
    plain = folded_text(phrase, Hyphens.SPACED)
    inner = re.sub(r"(\\\*)+", r"\\w*", re.escape(plain))
    pattern = re.compile(rf"(?<!\w){inner}(?!\w)", re.IGNORECASE)
    longest = re.compile(
        re.escape(max(_LETTERS.findall(plain), key=len, default="")), re.IGNORECASE
    )

    def is_said(words: str) -> bool:
        # Most texts do not have the longest word, and need not be folded.
        if longest.search(words) is None and _is_plain(words):
            return False
        return pattern.search(folded_text(words, Hyphens.SPACED)) is not None

    return is_said


_LETTERS = re.compile(r"[^\W_]+")
_HIDING = re.compile("[\u00ad\u200b-\u200d\u2060\ufb00-\ufb06\ufeff]")
"""Signs within words that are not in the folded text, or are other letters there."""


def _is_plain(words: str) -> bool:
    if words.isascii():
        return True
    return _HIDING.search(words) is None and unicodedata.is_normalized("NFC", words)
