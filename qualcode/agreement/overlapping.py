"""The agreement of coders on passages: alpha_u, and the plain figures on characters."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from qualcode.agreement.alpha import Sample
from qualcode.agreement.bootstrap import SAMPLES, SEED, Interval, interval
from qualcode.agreement.kappa import pooled_kappa
from qualcode.agreement.marking import MarkedText, taken_together
from qualcode.agreement.ratings import Figure, Rating, Undefined
from qualcode.agreement.unitising import Disagreement, Stretch, alpha_u_of, disagreement

FEWEST = 10
"""With fewer documents the percentiles of samples of them say too little."""

NOT_SHARED = Undefined("no document was coded by two coders")
NOTHING_MARKED = Undefined("nobody marked a passage")

_PARTS = 1_000_000

_MARKED = ((True, True), (True, False), (False, True))

_Counts = Counter[tuple[Rating, Rating]]
"""How many characters each of two coders marked or left unmarked."""


@dataclass(frozen=True, slots=True)
class PassageAgreement:
    """How far some coders agree on where the passages of a code, or of several codes, are.

    `documents` were coded by two of them or more, `characters` is their length together,
    `passages` how many each coder marked there. `joined` of these overlap another of the same coder
    and code, and count as one with it.
    """

    codes: tuple[str, ...]
    coders: tuple[str, ...]
    documents: int
    characters: int
    passages: Mapping[str, int]
    joined: int
    overlap: Figure
    agree: Figure
    kappa: Figure
    alpha: Figure
    interval: Interval | Undefined


def agree_on(
    codes: Sequence[str],
    texts: Iterable[MarkedText],
    coders: Sequence[str],
    seed: int = SEED,
    samples: int = SAMPLES,
) -> PassageAgreement:
    """The agreement of coders on the passages of one code, or of several together."""
    shared = tuple(_of_coders(texts, coders))
    found = [_disagreement(text, codes) for text in shared]
    figure = alpha_u_of(found)
    by_code = [_counts(code, shared) for code in codes]
    together = sum(by_code, _Counts())
    stretches = [
        (coder, text.stretches(coder, code))
        for text in shared
        for coder in text.marks
        for code in codes
    ]
    return PassageAgreement(
        codes=tuple(codes),
        coders=tuple(coders),
        documents=len(shared),
        characters=sum(text.length for text in shared),
        passages={
            coder: sum(len(some) for one, some in stretches if one == coder) for coder in coders
        },
        joined=sum(len(some) - len(taken_together(some)) for _, some in stretches),
        overlap=_overlap(together) if shared else NOT_SHARED,
        agree=_agree(together) if shared else NOT_SHARED,
        kappa=_kappa(by_code, coders) if shared else NOT_SHARED,
        alpha=figure(range(len(shared))) if shared else NOT_SHARED,
        interval=_interval(
            alpha_u_of([_rounded(one) for one in found]), len(shared), seed, samples
        ),
    )


def _of_coders(texts: Iterable[MarkedText], coders: Sequence[str]) -> Iterator[MarkedText]:
    """The texts that two of the coders or more coded, with the marks of these."""
    for text in texts:
        marks = {coder: text.marks[coder] for coder in coders if coder in text.marks}
        if len(marks) > 1:
            yield MarkedText(text.case, text.document, text.length, marks)


def _disagreement(text: MarkedText, codes: Sequence[str]) -> Disagreement:
    """The disagreement on a text in squared characters, so that each counts the same in any text.

    Chance may move a passage within its own text only.
    """
    whole = Stretch(0, text.length)
    found = [
        disagreement([taken_together(text.stretches(one, code)) for one in text.marks], whole)
        for code in codes
    ]
    return Disagreement(
        text.length**2 * sum((one.observed for one in found), Fraction(0)),
        text.length**2 * sum((one.expected for one in found), Fraction(0)),
    )


def _rounded(one: Disagreement) -> Disagreement:
    """To a millionth of a squared character; thousands of exact sums take minutes."""
    return Disagreement(
        Fraction(round(one.observed * _PARTS), _PARTS),
        Fraction(round(one.expected * _PARTS), _PARTS),
    )


def _counts(code: str, texts: Iterable[MarkedText]) -> _Counts:
    """How many characters each two coders of a text gave a code, over all texts."""
    counts = _Counts()
    for text in texts:
        for one, other in combinations(text.marks, 2):
            mine = taken_together(text.stretches(one, code))
            theirs = taken_together(text.stretches(other, code))
            both = _common(mine, theirs)
            only = sum(stretch.length for stretch in mine) - both
            others = sum(stretch.length for stretch in theirs) - both
            neither = text.length - both - only - others
            counts[True, True] += both
            counts[True, False] += only
            counts[False, True] += others
            counts[False, False] += neither
    return counts


def _common(one: Sequence[Stretch], other: Sequence[Stretch]) -> int:
    """How many characters lie in stretches of both."""
    return sum(max(0, min(a.end, b.end) - max(a.begin, b.begin)) for a in one for b in other)


def _overlap(counts: _Counts) -> Figure:
    marked = sum(counts[one] for one in _MARKED)
    return Fraction(counts[True, True], marked) if marked else NOTHING_MARKED


def _agree(counts: _Counts) -> Figure:
    same = counts[True, True] + counts[False, False]
    return Fraction(same, counts.total()) if counts else NOT_SHARED


def _kappa(by_code: Sequence[_Counts], coders: Sequence[str]) -> Figure:
    if len(coders) != 2:
        return Undefined("it is for two coders")
    if not any(counts[one] for counts in by_code for one in _MARKED):
        return NOTHING_MARKED
    return pooled_kappa(by_code, (False, True))


def _interval(figure: Sample, documents: int, seed: int, samples: int) -> Interval | Undefined:
    """The interval from samples of the documents, each with the marks of all its coders."""
    if not documents:
        return NOT_SHARED
    if documents < FEWEST:
        return Undefined(f"an interval needs {FEWEST} documents that two coders coded")
    found = interval(figure, documents, seed, samples)
    if isinstance(found, Undefined):
        return Undefined("in most samples of the documents nobody marked a passage")
    return found
