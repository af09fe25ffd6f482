"""Whether a claim about cases follows from the data: in every possible world, in some, or none."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qualcode.claims.claim import Among, Bound, Called, Count, More, MoreIn, OfType
from qualcode.claims.data import Data
from qualcode.claims.facts import (
    counted_in_words,
    margin_in_words,
    share_in_words,
    words_in_words,
)
from qualcode.claims.standings import Margin, Tally, margin, tally
from qualcode.query.expression import Expression
from qualcode.query.search import condition_of
from qualcode.tables.quantities import is_called, quantity_word


class Standing(StrEnum):
    """What becomes of a claim."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Grounds:
    """The cases that speak for a claim and against it, by their ids; `of` is what was counted."""

    of: str
    speaking_for: tuple[str, ...]
    against: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a claim.

    Attributes:
        standing: whether it follows.
        facts: what the data say, for people.
        grounds: the cases for and against; two where two groups are compared.
        total: how many cases there are, to which it applies or not.
    """

    standing: Standing
    facts: str
    grounds: tuple[Grounds, ...]
    total: int = 0


AboutCases = Count | Called | More | MoreIn | OfType


def judge(claim: AboutCases, data: Data) -> Judged:
    """What becomes of a claim about cases.

    Raises:
        UnansweredError: a case leaves too many worlds for an exact answer.
    """
    match claim:
        case Count():
            return _counted(claim, data)
        case Called():
            return _called(claim, data)
        case More():
            return _more(claim, data)
        case MoreIn():
            return _more_in(claim, data)
        case OfType():
            return _of_type(claim, data)


def _standing(truth: Iterable[bool]) -> Standing:
    """What follows from the truth of a claim in each world; it fails where there is none."""
    seen: set[bool] = set()
    for value in truth:
        seen.add(value)
        if len(seen) > 1:
            return Standing.OPEN
    return Standing.HOLDS if seen == {True} else Standing.FAILS


def _tally(among: Among, condition: Expression, data: Data) -> Tally:
    return tally(data.among(among), condition, data.ask, data.names.codebook)


def _over_worlds(found: Tally, among: Among, holds: Callable[[int, int], bool]) -> Iterator[bool]:
    """In each world whether it holds of so many cases out of those that count."""
    for worlds in found.worlds(is_known_only=among.is_known_only):
        for number in range(worlds.least, worlds.most + 1):
            yield holds(number, worlds.counted)


def _counted(claim: Count, data: Data) -> Judged:
    found = _tally(claim.among, claim.condition, data)

    def holds(number: int, counted: int) -> bool:
        is_of = claim.of is None or counted == claim.of
        return counted > 0 and is_of and _compares(claim, number)

    standing = _standing(_over_worlds(found, claim.among, holds))
    facts = counted_in_words(found, claim.among)
    return Judged(standing, facts, (_grounds(found, claim.among),), _total(found))


def _compares(claim: Count, number: int) -> bool:
    match claim.bound:
        case Bound.EXACTLY:
            return number == claim.number
        case Bound.AT_LEAST:
            return number >= claim.number
        case Bound.AT_MOST:
            return number <= claim.number


def _called(claim: Called, data: Data) -> Judged:
    book = data.names.codebook
    found = _tally(claim.among, claim.condition, data)

    def holds(number: int, counted: int) -> bool:
        return is_called(claim.word, number, counted, book)

    standing = _standing(_over_worlds(found, claim.among, holds))
    facts = counted_in_words(found, claim.among)
    if standing is not Standing.HOLDS:
        worlds = found.worlds(is_known_only=claim.among.is_known_only)
        fitting = dict.fromkeys(
            None if word is None else word.forms
            for one in worlds
            for n in range(one.least, one.most + 1)
            for word in (quantity_word(n, one.counted, book),)
        )
        facts += words_in_words(tuple(fitting), book.number_words_up_to)
    return Judged(standing, facts, (_grounds(found, claim.among),), _total(found))


def _more(claim: More, data: Data) -> Judged:
    cases = data.among(claim.among)
    if claim.among.is_known_only:
        sides = (claim.condition, claim.than)
        cases = tuple(
            case
            for case in cases
            if all(len(data.ask(case, condition_of(side, case.unit))) == 1 for side in sides)
        )
    found = margin(cases, claim.condition, claim.than, data.ask)
    grounds = Grounds(claim.among.name, found.first, found.second, found.unknown)
    standing = _standing(_over_margins(found))
    return Judged(standing, margin_in_words(found, claim.among), (grounds,), len(cases))


def _over_margins(found: Margin) -> tuple[bool, ...]:
    return (found.least > 0, found.most > 0)


def _more_in(claim: MoreIn, data: Data) -> Judged:
    sides = (claim.among, claim.other)
    first, second = (_tally(one, claim.condition, data) for one in sides)
    standing = _standing(_over_shares(_shares(first, claim.among), _shares(second, claim.other)))
    facts = "; ".join(
        share_in_words(found, one) for found, one in zip((first, second), sides, strict=True)
    )
    grounds = (_grounds(first, claim.among), _grounds(second, claim.other))
    return Judged(standing, facts, grounds, max(_total(first), _total(second)))


@dataclass(frozen=True, slots=True)
class _Shares:
    """The least and the greatest share in any world in which there are cases.

    There is always a case if `has_always`, in some world if `has_ever`.
    """

    least: Fraction
    most: Fraction
    has_always: bool
    has_ever: bool


def _shares(found: Tally, among: Among) -> _Shares:
    worlds = tuple(found.worlds(is_known_only=among.is_known_only))
    some = [one for one in worlds if one.counted]
    return _Shares(
        least=min((Fraction(one.least, one.counted) for one in some), default=Fraction(0)),
        most=max((Fraction(one.most, one.counted) for one in some), default=Fraction(0)),
        has_always=len(some) == len(worlds),
        has_ever=bool(some),
    )


def _over_shares(first: _Shares, second: _Shares) -> tuple[bool, ...]:
    """Whether the first is greater where it is least so, and where it is most so."""
    return (
        first.has_always and second.has_always and first.least > second.most,
        first.has_ever and second.has_ever and first.most > second.least,
    )


def _of_type(claim: OfType, data: Data) -> Judged:
    typology = data.names.codebook.typologies[claim.typology]
    cases = {case.id: case for case in data.cases if case.unit == typology.unit}
    verdicts = {
        name: data.classifier.classify(cases[name], typology)
        for name in dict.fromkeys(claim.cases)
        if name in cases
    }
    sure = tuple(name for name, one in verdicts.items() if claim.type in one.certain)
    possible = tuple(name for name, one in verdicts.items() if claim.type in one.possible)
    never = tuple(name for name in dict.fromkeys(claim.cases) if name not in possible)
    unknown = tuple(name for name in possible if name not in sure)
    if claim.may_be:
        standing = Standing.FAILS if never else Standing.HOLDS
        grounds = Grounds(claim.type, possible, never)
    else:
        standing = Standing.FAILS if never else Standing.OPEN if unknown else Standing.HOLDS
        grounds = Grounds(claim.type, sure, never, unknown)
    told = (("surely", sure), ("possibly", unknown), ("not", never))
    facts = "; ".join(f"{how} {claim.type}: {', '.join(names)}" for how, names in told if names)
    return Judged(standing, facts, (grounds,), len(claim.cases))


def _grounds(found: Tally, among: Among) -> Grounds:
    return Grounds(among.name, found.having, found.lacking, found.unknown, found.excused)


def _total(found: Tally) -> int:
    return found.total + len(found.excused)
