"""What a verdict rests on, what would settle it and what would change it, as text."""

from collections.abc import Iterator

from qualcode.console.lines import wrapped
from qualcode.model.codebook import Codebook
from qualcode.tables.questions import name_of_place, question_in_words, verdict_in_words
from qualcode.tables.verdicts import bounds_in_words
from qualcode.tables.wording import dimension_in_words, value_in_words
from qualcode.typology.explain import Explanation
from qualcode.typology.flips import Flip
from qualcode.typology.inquiry import Inquiry, OpenQuestion, Power
from qualcode.typology.minimal import MinimalSets
from qualcode.typology.recoding import Place
from qualcode.typology.sensitivity import Range
from qualcode.typology.verdict import CaseVerdict, Kind, Verdict

_POWERS = {
    Power.SETTLES: "settles it",
    Power.CAN_SETTLE: "can settle it",
    Power.NARROWS: "narrows it",
}


def why_as_text(explanation: Explanation) -> Iterator[str]:
    """The smallest sets of codings that force the verdict."""
    why = explanation.reasons.why
    if why is None:
        return
    if explanation.verdict.kind is Kind.INVALID:
        yield "  these codings contradict one another:"
    else:
        yield "  why: to know just this is enough"
    for one in _sets(why):
        yield from wrapped(one, "    ")


def why_not_as_text(name: str, explanation: Explanation) -> Iterator[str]:
    """The smallest sets of codings that rule a type out."""
    why_not = explanation.reasons.why_not.get(name)
    if why_not is not None:
        yield from wrapped(f"ruled out by {'; or by '.join(_sets(why_not))}", "    ")


def _sets(found: MinimalSets) -> Iterator[str]:
    for names in found.sets:
        yield ", ".join(names) or "nothing: it holds whatever is coded"
    if not found.complete:
        yield "and perhaps more"


def attribution_as_text(explanation: Explanation, codebook: Codebook) -> Iterator[str]:
    """Which types of a blend each dimension speaks for."""
    found = explanation.attribution
    if found is None:
        return
    yield "  what the blend is made of:"
    for row in found.rows:
        name, said = dimension_in_words(row.dimension, codebook), " and ".join(row.matching)
        still = f" (perhaps {' and '.join(row.open)})" if row.open else ""
        yield from wrapped(f"{name}: {said or 'none of them'}{still}", "    ")
    shares = "; ".join(f"{one.type} {bounds_in_words(one)}" for one in found.shares)
    yield from wrapped(f"shares: {shares}", "    ")


def sensitivity_as_text(explanation: Explanation) -> Iterator[str]:
    """How far the case resembles each type, and how far the thresholds could be moved."""
    if explanation.pure is not None:
        threshold = explanation.typology.thresholds.pure
        moved = _between(explanation.pure, ("above", "up to"))
        yield from wrapped(f"the same with a threshold for pure ({threshold}) {moved}", "  ")
    found = explanation.sensitivity
    if found is None:
        return
    near = "; ".join(f"{one.type} {bounds_in_words(one)}" for one in found.resemblances)
    yield from wrapped(f"resemblance where no type holds: {near}", "  ")
    thresholds = explanation.typology.thresholds
    blend = _between(found.blend, ("above", "up to"))
    margin = _between(found.margin, ("from", "below"))
    said = f"the same with a blend threshold ({thresholds.blend}) {blend}"
    yield from wrapped(f"{said}, and with a margin ({thresholds.margin}) {margin}", "  ")


def _between(found: Range, words: tuple[str, str]) -> str:
    ends = zip(words, (found.low, found.high), strict=True)
    said = [f"{word} {float(end):.3g}" for word, end in ends if end is not None]
    return " ".join(said) or "whatever it is"


def inquiry_as_text(inquiry: Inquiry) -> Iterator[str]:
    """The questions that are worth asking, the most useful first."""
    if not inquiry.questions:
        yield "  nothing more needs to be known for this verdict"
        return
    yield "  what to find out:"
    for question in inquiry.questions:
        yield from _question(question)
    if inquiry.together is None:
        yield "  which questions settle it together is not worked out: too many hang together"
    elif len(inquiry.together) > 1:
        names = ", ".join(question_in_words(one) for one in inquiry.together)
        yield from wrapped(f"asked together, these settle it: {names}", "  ")


def _question(question: OpenQuestion) -> Iterator[str]:
    yield from wrapped(f"{question_in_words(question)} {_POWERS[question.power]}", "    ")
    for answer in question.answers:
        values = ", ".join(value_in_words(value) for value in answer.values)
        verdicts = "; ".join(verdict_in_words(one) for one in answer.verdicts)
        yield from wrapped(f"{values}: {verdicts}", "      ")


def flips_as_text(flips: tuple[Flip, ...], now: CaseVerdict) -> Iterator[str]:
    """The single recodings that change the verdict, with where the value stands."""
    if not flips:
        yield "  no other value in one place alone changes the verdict"
        return
    yield "  one other value changes the verdict:"
    alike: dict[tuple[Place, tuple[Verdict, ...]], list[Flip]] = {}
    for flip in flips:
        alike.setdefault((flip.place, flip.verdict.verdicts), []).append(flip)
    for (place, verdicts), together in alike.items():
        coding = together[0].coding
        basis = "" if coding.basis == "stated" else f", {coding.basis}"
        values = " or ".join(value_in_words(flip.to) for flip in together)
        yield from wrapped(f"{name_of_place(place)} [{coding.position}{basis}]", "    ")
        yield from wrapped(f"{values}: {_change(verdicts, now)}", "      ")


def _change(verdicts: tuple[Verdict, ...], now: CaseVerdict) -> str:
    """A single verdict, or what becomes possible or impossible."""
    if len(verdicts) < 2:
        return "".join(map(verdict_in_words, verdicts)) or "a contradiction"
    more = [verdict_in_words(one) for one in verdicts if one not in now.verdicts]
    fewer = [verdict_in_words(one) for one in now.verdicts if one not in verdicts]
    changes = (("possible", more), ("no longer possible", fewer))
    return "; ".join(f"{word}: {', or '.join(found)}" for word, found in changes if found)
