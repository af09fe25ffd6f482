"""Whether a sentence says what its claim says: the same number, the same quantity word."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qualcode.claims.claim import Called, Count
from qualcode.model.codebook import Codebook, QuantityWord

NumberWords = Mapping[str, int]
"""The number words of the study's languages."""

_DIGITS = re.compile(
    r"(?<![\w.,-])(?P<number>\d+(?:[.,]\d+)*)(?![.,]?[\w-])(?!\s*(?:%|pct|procent|percent))"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wording:
    """How the languages of a study say numbers and quantities."""

    numbers: NumberWords
    codebook: Codebook


def disagreement(claim: Count | Called, text: str, total: int, wording: Wording) -> str:
    """How a sentence differs from its claim; empty where it does not.

    Args:
        claim: a claim with a number or a quantity word.
        text: the words that it binds.
        total: how many cases there are; a greater number counts something else.
        wording: the words of the study's languages.
    """
    if isinstance(claim, Count):
        return _in_numbers(claim, text, total, wording)
    return _in_words(claim, text, wording)


def _in_numbers(claim: Count, text: str, total: int, wording: Wording) -> str:
    """A sentence that has numbers must have those of the claim; it may have none."""
    said = {one: said for said, one in _numbers(text, wording) if one <= max(total, claim.number)}
    if not said:
        return ""
    may_mean = {*said, *_perhaps(text, total, wording)}
    if claim.number not in may_mean:
        return f"the sentence says {_listed(said.values())}, but the claim {claim.number}"
    if claim.of is not None and claim.of not in may_mean and len(said) > 1:
        others = _listed(word for one, word in said.items() if one != claim.number)
        return f"the sentence says {others}, but the claim counts {claim.of} cases"
    return ""


def _listed(words: Iterable[str]) -> str:
    return " and ".join(f"'{word}'" for word in words)


def _numbers(text: str, wording: Wording) -> Iterator[tuple[str, int]]:
    """The whole numbers of a text as they are written, and what they are."""
    for match in _DIGITS.finditer(text):
        written = match["number"]
        if written.isdigit() or _GROUPED.fullmatch(written):
            yield written, int(re.sub(r"\D", "", written))
    for match in _WORD.finditer(text):
        if match[0].casefold() in wording.numbers:
            yield match[0], wording.numbers[match[0].casefold()]


def _perhaps(text: str, total: int, wording: Wording) -> Iterator[int]:
    """Numbers that words may mean which mean other things as well: Danish 'en', 'alle'."""
    plain = {_without_accents(word): number for word, number in wording.numbers.items()}
    for match in _WORD.finditer(text):
        if match[0].casefold() in plain:
            yield plain[match[0].casefold()]
    for word in _quantity_words(text, wording.codebook):
        if word.count is not None:
            yield word.count
        elif word.share == 1:
            yield total


def _without_accents(word: str) -> str:
    kept = (c for c in unicodedata.normalize("NFD", word) if c != "\u0301")
    return unicodedata.normalize("NFC", "".join(kept))


def _in_words(claim: Called, text: str, wording: Wording) -> str:
    said = tuple(_quantity_words(text, wording.codebook))
    if claim.word in said:
        return ""
    wanted = " or ".join(f"'{form}'" for form in claim.word.forms)
    if not said:
        return f"the sentence does not say {wanted}, as the claim does"
    words = _listed(dict.fromkeys(_forms_in(text, wording.codebook)))
    return f"the sentence says {words}, but the claim {wanted}"


def _quantity_words(text: str, codebook: Codebook) -> Iterator[QuantityWord]:
    by_form = {f.casefold(): word for word in codebook.quantity_words for f in word.forms}
    for form in _forms_in(text, codebook):
        yield by_form[" ".join(form.casefold().split())]


def _forms_in(text: str, codebook: Codebook) -> Iterator[str]:
    """The quantity words in a text as they are written; of two at one place the longer."""
    forms = sorted({f for word in codebook.quantity_words for f in word.forms}, key=len)
    if forms:
        any_of_them = "|".join(re.escape(form) for form in reversed(forms))
        for match in re.finditer(rf"(?<!\w)(?:{any_of_them})(?!\w)", text, re.IGNORECASE):
            yield match[0]
