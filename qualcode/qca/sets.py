"""The sets of a comparative analysis, as they are written, and how far cases are in them.

A set is a graded code, a Boolean one, or a test on a code: `degree`, `checklist`, `style=written`,
`beds>=20`. Memberships come from the possible worlds of a case, so a value that is not known but
does not matter for the test is no obstacle.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qualcode.diagnostics import Diagnostic, Misuse, Rule, Severity, did_you_mean, finding
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook, Scale
from qualcode.model.condition import DEGREE, Comparison, Condition, leaves
from qualcode.model.typology import Clause, Type, Typology
from qualcode.query.valued import read_test
from qualcode.typology.classify import Classifier
from qualcode.typology.derive import without_derived
from qualcode.typology.verdict import Kind

OPEN = Rule(
    "QC450",
    "open-in-comparison",
    Severity.ERROR,
    "A case leaves open whether it is in a set of a comparative analysis.",
)
HALF_IN = Rule(
    "QC451",
    "half-in-set",
    Severity.ERROR,
    "A case is exactly half in a set of a comparative analysis.",
)
RULES = (OPEN, HALF_IN)

_TEST = re.compile(r"\s*([^\s=<>]+?)\s*(?:(>=|<=|=|>|<)\s*(.+?)\s*)?")


@dataclass(frozen=True, slots=True)
class Set:
    """A set that cases are in, out of, or in to a degree; `name` as it was written."""

    name: str
    condition: Condition


def read_set(text: str, codebook: Codebook) -> Set:
    """The set that a text such as `style>=mixed` stands for.

    Raises:
        Misuse: there is no such code or value, or the code has no such test.
    """
    match = _TEST.fullmatch(text)
    if match is None:
        raise Misuse(f"'{text}' is no set; write a code, or a code with a value: style=written")
    name, operator, value = match.groups()
    if name not in codebook.codes:
        hint = did_you_mean(name, codebook.codes) or "'qualcode check' knows the codes"
        raise Misuse(f"there is no code '{name}'; {hint}")
    code = codebook.codes[name]
    if operator is not None:
        return Set(text.strip(), read_test(code, operator, value))
    if code.is_graded:
        return Set(name, Comparison(name, DEGREE, True))
    if code.scale in (Scale.BOOLEAN, Scale.PRESENCE):
        return Set(name, Comparison(name, "equals", True))
    example = code.value_ids[0] if code.values else "10"
    sign = ">=" if code.scale in (Scale.ORDINAL, Scale.COUNT, Scale.NUMBER) else "="
    raise Misuse(f"'{name}' is no set by itself; say of which value: {name}{sign}{example}")


@dataclass(frozen=True, slots=True)
class Scores:
    """How far each case is in each of some sets: a row for each case, in the order of the sets."""

    sets: tuple[Set, ...]
    cases: tuple[str, ...]
    rows: tuple[tuple[Fraction, ...], ...]


def scores(
    sets: Sequence[Set], cases: Sequence[Case], unit: str, codebook: Codebook
) -> Scores | tuple[Diagnostic, ...]:
    """The memberships of cases in sets, or everything that keeps them from being known.

    The last set is the outcome; in the others, the conditions, no case may be exactly half.

    Raises:
        UnansweredError: a case leaves too many worlds for an exact answer.
    """
    classifier = Classifier(codebook)
    typologies = [_typology(one, unit) for one in sets]
    found: list[Diagnostic] = []
    rows = []
    for case in cases:
        row = []
        for one, typology in zip(sets, typologies, strict=True):
            least, most = _bounds(case, typology, classifier)
            if least != most:
                found += _open(case, one, codebook)
            elif least == Fraction(1, 2) and one is not sets[-1]:
                found.append(_half(case, one, codebook))
            row.append(least)
        rows.append(tuple(row))
    if found:
        return tuple(found)
    return Scores(tuple(sets), tuple(case.id for case in cases), tuple(rows))


def _typology(one: Set, unit: str) -> Typology:
    kind = Type(id=one.name, necessary=(Clause(when=one.condition),))
    # A name that no typology of a codebook can have, so that no case declares a type of it.
    return Typology(id=f"set {one.name}", unit=unit, exclusive="no", types={one.name: kind})


def _bounds(case: Case, typology: Typology, classifier: Classifier) -> tuple[Fraction, Fraction]:
    verdict = classifier.classify(case, typology)
    if verdict.memberships:
        (degree,) = verdict.memberships
        return degree.least, degree.most
    if verdict.kind is Kind.INVALID:
        return Fraction(0), Fraction(1)
    return Fraction(int(bool(verdict.certain))), Fraction(int(bool(verdict.possible)))


def _open(case: Case, one: Set, codebook: Codebook) -> Iterator[Diagnostic]:
    """A finding for each code that leaves the set open."""
    names = dict.fromkeys(
        leaf.code if isinstance(leaf, Comparison) else leaf.records
        for leaf in leaves(without_derived(one.condition, codebook.codes))
    )
    for name in names:
        coding = case.coding(name)
        if coding is not None and coding.is_known:
            continue
        place = case.position if coding is None else coding.position
        records = case.records.get(name)
        if records is not None:
            place = records.position
        message = f"case '{case.id}' leaves '{one.name}' open: '{name}' is not known"
        hint = "code it, leave the condition out, or compare only cases of which it is known"
        yield finding(OPEN, place, message, hint)


def _half(case: Case, one: Set, codebook: Codebook) -> Diagnostic:
    codes = [leaf.code for leaf in leaves(one.condition) if isinstance(leaf, Comparison)]
    coding = next((c for code in codes if (c := case.coding(code)) is not None), None)
    place = case.position if coding is None else coding.position
    message = f"case '{case.id}' is exactly half in '{one.name}', so it belongs to no row"
    return finding(HALF_IN, place, message, "move the crossover of its calibration off this value")
