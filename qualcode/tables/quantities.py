"""How many cases: n of those where it is known, and the word that such a share is called by."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from qualcode.model.case import Case, Coding
from qualcode.model.codebook import Code, Codebook, QuantityWord, Scale
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN, Comparison, Scalar, Value
from qualcode.typology.ask import Questions


@dataclass(frozen=True, slots=True)
class Quantity:
    """`n` of the `known` cases, out of `total` that were looked at.

    A case is known when yes or no holds for sure; a case that the code does not apply to is
    neither, and is counted apart. `inferred` of the known ones rest on an inference. `word` is
    None where number words are to be used, and where nothing is known.
    """

    n: int
    known: int
    total: int
    not_applicable: int = 0
    inferred: int = 0
    word: QuantityWord | None = None
    is_thin: bool = False

    @property
    def is_stated(self) -> bool:
        """Whether anything is known at all; if not, nothing may be claimed."""
        return self.known > 0


@dataclass(frozen=True, slots=True)
class Answers:
    """Cases by whether they have a value of a code; to the excused ones it does not apply."""

    yes: tuple[Case, ...]
    no: tuple[Case, ...]
    unknown: tuple[Case, ...]
    excused: tuple[Case, ...]


def answers_of(cases: Sequence[Case], code: str, value: Scalar, asked: Questions) -> Answers:
    """Which observed cases surely have a value of a code (sets: surely contain it)."""
    observed = [case for case in cases if not case.fixture]
    operator = "contains" if asked.codebook.codes[code].scale is Scale.SET else "equals"
    excused = [case for case in observed if asked.value(case, code) == NOT_APPLICABLE]
    test = Comparison(code, operator, value)
    answers = [(case, asked.truth(case, test)) for case in observed if case not in excused]

    def answering(*truth: bool) -> tuple[Case, ...]:
        return tuple(case for case, answer in answers if answer == frozenset(truth))

    unknown = tuple(case for case, answer in answers if len(answer) != 1)
    return Answers(answering(True), answering(False), unknown, tuple(excused))


def count_cases(
    cases: Sequence[Case],
    code: str,
    value: Scalar,
    codebook: Codebook,
    questions: Questions | None = None,
) -> Quantity:
    """The cases that surely have a value of a code (sets: that surely contain it).

    Args:
        cases: cases of one case group; fixtures are not counted.
        code: a written or derived code.
        value: one of its values.
        codebook: gives the words and says when knowledge is thin.
        questions: remembers answers over several calls.
    """
    asked = questions or Questions(codebook)
    answers = answers_of(cases, code, value, asked)
    known = (*answers.yes, *answers.no)
    concerned = len(known) + len(answers.unknown)
    counted = quantity(len(answers.yes), len(known), concerned + len(answers.excused), codebook)
    return replace(
        counted,
        not_applicable=len(answers.excused),
        inferred=_inferred(known, code),
        is_thin=_is_thin(len(known), concerned, codebook),
    )


def quantity(n: int, known: int, total: int, codebook: Codebook) -> Quantity:
    """A count with its word, as the codebook words it."""
    return Quantity(
        n=n,
        known=known,
        total=total,
        word=quantity_word(n, known, codebook),
        is_thin=_is_thin(known, total, codebook),
    )


def _is_thin(known: int, total: int, codebook: Codebook) -> bool:
    return known < _exactly(codebook.known_share) * total


def _inferred(cases: Sequence[Case], code: str) -> int:
    codings = (case.coding(code) for case in cases)
    return sum(coding is not None and coding.basis == "inferred" for coding in codings)


def quantity_word(n: int, known: int, codebook: Codebook) -> QuantityWord | None:
    """The codebook's first word that fits n of `known` cases.

    None where nothing is known, where so few are known that number words are used, and where no
    word fits.
    """
    if known <= codebook.number_words_up_to or known == 0:
        return None
    return next((word for word in codebook.quantity_words if _fits(word, n, known)), None)


def is_called(word: QuantityWord, n: int, known: int, codebook: Codebook) -> bool:
    """Whether n of `known` cases are called by a word of the codebook.

    Where number words are used, only a word that stands for one number says the same: all, none.
    """
    if known == 0:
        return False
    if known <= codebook.number_words_up_to:
        return (word.count is not None or word.share == 1) and _fits(word, n, known)
    return quantity_word(n, known, codebook) == word


def _fits(word: QuantityWord, n: int, known: int) -> bool:
    if word.count is not None:
        return n == word.count
    if word.share is not None:
        return n == _exactly(word.share) * known
    if word.up_to_share is not None:
        return n <= max(word.or_count, floor(_exactly(word.up_to_share) * known))
    return word.below_share is not None and n < _exactly(word.below_share) * known


def _exactly(share: float) -> Fraction:
    """A share as it is written: 0.2 is one fifth, not the nearest binary number."""
    return Fraction(str(share))


@dataclass(frozen=True, slots=True)
class Distribution:
    """The values of one code over cases: how many have each, of how many that are known.

    `partly` cases are known in part; of a set or several texts, their sure members are among the
    counts. `narrowed` are the codings of those that have no sure member, only bounds or choices.
    """

    counts: tuple[tuple[Scalar, int], ...]
    numbers: tuple[int | float, ...]
    narrowed: tuple[Coding, ...]
    known: int
    total: int
    partly: int
    not_applicable: int
    inferred: int


def distribution(
    cases: Sequence[Case], code: str, codebook: Codebook, questions: Questions | None = None
) -> Distribution:
    """The values that a code surely has over cases, in the codebook's order; numbers sorted."""
    asked = questions or Questions(codebook)
    observed = tuple(case for case in cases if not case.fixture)
    values = {case.id: asked.value(case, code) for case in observed}
    settled = [case for case in observed if values[case.id] not in (UNKNOWN, NOT_APPLICABLE)]
    known = [values[case.id] for case in settled]
    partly = [
        coding
        for case in observed
        if values[case.id] == UNKNOWN and (coding := _coded_in_part(case, code)) is not None
    ]
    sure = [*known, *(coding.value for coding in partly if coding.value is not None)]
    return Distribution(
        counts=_counts(observed, sure, codebook.codes[code], asked),
        numbers=_numbers(known),
        narrowed=tuple(coding for coding in partly if coding.value is None),
        known=len(known),
        total=len(observed),
        partly=len(partly),
        not_applicable=sum(value == NOT_APPLICABLE for value in values.values()),
        inferred=_inferred(settled, code),
    )


def _coded_in_part(case: Case, code: str) -> Coding | None:
    coding = case.coding(code)
    return None if coding is None or coding.is_unknown or coding.is_known else coding


def _counts(
    cases: Sequence[Case], sure: Sequence[Value], code: Code, asked: Questions
) -> tuple[tuple[Scalar, int], ...]:
    """How many cases surely have each value; texts in the order in which they come up."""
    if code.scale in (Scale.TEXT, Scale.TEXTS):
        texts = (value if isinstance(value, tuple) else (value,) for value in sure)
        return tuple(Counter(text for several in texts for text in several).items())
    domain: tuple[Scalar, ...] = code.value_ids
    if code.scale in (Scale.BOOLEAN, Scale.PRESENCE):
        domain = (True, False)
    counted = ((one, count_cases(cases, code.id, one, asked.codebook, asked).n) for one in domain)
    return tuple((one, n) for one, n in counted if n)


def _numbers(values: Sequence[Value]) -> tuple[int | float, ...]:
    numbers = (v for v in values if isinstance(v, int | float) and not isinstance(v, bool))
    return tuple(sorted(numbers))
