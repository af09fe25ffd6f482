"""Degrees of membership: exact over what is unknown, against brute force and published numbers."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.case import Case, Coding
from qualcode.model.codebook import Calibration, Code, Codebook, CodeValue, Scale, Unit
from qualcode.model.condition import (
    DEGREE,
    UNKNOWN,
    AllOf,
    AnyOf,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Scalar,
)
from qualcode.model.typology import Clause, Type, Typology
from qualcode.typology.classify import Classifier
from qualcode.typology.fuzzy import membership
from qualcode.typology.sensitivity import pure_range
from qualcode.typology.verdict import CaseVerdict, Kind

ONE, ZERO, HALF = Fraction(1), Fraction(0), Fraction(1, 2)


def graded(name: str, *shares: float) -> Code:
    """An ordinal code of which each value is in to a degree."""
    values = tuple(CodeValue(id=f"v{i}", membership=share) for i, share in enumerate(shares))
    return Code(id=name, theme="t", scale=Scale.ORDINAL, values=values)


def scored(name: str) -> Code:
    """A number that is a degree of membership itself."""
    anchors = Calibration(full_non_member=0, crossover=0.5, full_member=1)
    return Code(id=name, theme="t", scale=Scale.NUMBER, minimum=0, maximum=1, calibration=anchors)


CODES = {
    "calm": graded("calm", 0, 0.25, 0.5, 0.75, 1),
    "quick": graded("quick", 0.1, 0.4, 0.6, 0.9),
    "flag": Code(id="flag", theme="t", scale=Scale.BOOLEAN),
}


def degree(code: str) -> Comparison:
    return Comparison(code, DEGREE, True)


def book(codes: Mapping[str, Code]) -> Codebook:
    return Codebook(
        id="b",
        languages=("en",),
        units={"u": Unit(id="u")},
        themes={},
        documents={},
        vocabularies={},
        records={},
        codes=codes,
        typologies={},
        case_groups={},
    )


def case(codings: Mapping[str, Coding]) -> Case:
    return Case(
        id="c",
        unit="u",
        attributes={},
        codes=codings,
        records={},
        declared_types={},
        printed_labels={},
    )


def classified(
    codes: Mapping[str, Code], types: Mapping[str, Type], codings: Mapping[str, Coding]
) -> CaseVerdict:
    typology = Typology(id="t", unit="u", types=types)
    return Classifier(book(codes)).classify(case(codings), typology)


def bounds(verdict: CaseVerdict) -> dict[str, tuple[Fraction, Fraction]]:
    return {one.type: (one.least, one.most) for one in verdict.memberships}


# --- brute force: the definitions, word by word, in every world ---------------------------------


def truth(condition: Condition, world: Mapping[str, Scalar]) -> Fraction:
    """The membership of a condition in one world."""
    match condition:
        case Comparison(name, operator, _) if operator == DEGREE:
            return membership(CODES[name], world[name])
        case Comparison(name, "equals", argument):
            return Fraction(int(world[name] == argument))
        case AllOf(parts):
            return min((truth(part, world) for part in parts), default=ONE)
        case AnyOf(parts):
            return max((truth(part, world) for part in parts), default=ZERO)
        case AtLeast(count, parts):
            return sorted((truth(part, world) for part in parts), reverse=True)[count - 1]
        case Not(part):
            return 1 - truth(part, world)
    raise AssertionError(condition)


def in_type(kind: Type, world: Mapping[str, Scalar]) -> Fraction:
    held = [truth(clause.when, world) for clause in kind.necessary]
    kept_out = [1 - truth(clause.when, world) for clause in kind.excluded_by]
    settled = [truth(clause.when, world) for clause in kind.sufficient]
    ruled = min((*held, *kept_out)) if held or kept_out else ZERO
    return max((ruled, *settled))


def verdict_in(
    types: Mapping[str, Type], world: Mapping[str, Scalar]
) -> tuple[str, tuple[str, ...]]:
    shares = {name: in_type(kind, world) for name, kind in types.items()}
    members = tuple(name for name, share in shares.items() if share > HALF)
    if len(members) == 1:
        return ("pure" if shares[members[0]] >= Fraction(4, 5) else "mainly"), members
    return ("overlap", members) if members else ("none", ())


def worlds(codings: Mapping[str, Coding]) -> Iterator[dict[str, Scalar]]:
    domains: list[tuple[Scalar, ...]] = []
    for name, code in CODES.items():
        coding = codings.get(name)
        values: tuple[Scalar, ...] = code.value_ids or (False, True)
        if coding is not None and coding.any_of:
            values = coding.any_of
        elif coding is not None and coding.value != UNKNOWN:
            assert not isinstance(coding.value, tuple | None)
            values = (coding.value,)
        domains.append(values)
    for combination in product(*domains):
        yield dict(zip(CODES, combination, strict=True))


LEAVES = st.sampled_from(
    (
        degree("calm"),
        degree("quick"),
        Comparison("flag", "equals", True),
        Comparison("calm", "equals", "v1"),
    )
)


def combined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    counted = parts.flatmap(lambda p: st.builds(AtLeast, st.integers(1, len(p)), st.just(p)))
    return st.one_of(inner, parts.map(AllOf), parts.map(AnyOf), inner.map(Not), counted)


CLAUSES = st.lists(combined(combined(LEAVES)).map(lambda c: Clause(when=c)), max_size=2).map(tuple)
# One degree at least, so that the typology is graded.
TYPES = st.builds(
    lambda a, b, c, d: {
        "x": Type(id="x", necessary=(*a, Clause(when=degree("calm"))), excluded_by=b),
        "y": Type(id="y", necessary=c, sufficient=d),
    },
    CLAUSES,
    CLAUSES,
    CLAUSES,
    CLAUSES,
)


@st.composite
def codings(draw: st.DrawFn) -> dict[str, Coding]:
    made = {}
    for name, code in CODES.items():
        values: tuple[Scalar, ...] = code.value_ids or (False, True)
        known = st.sampled_from(values).map(lambda value: Coding(value=value))
        several = st.lists(st.sampled_from(values), min_size=2, max_size=2, unique=True)
        partly = several.map(lambda some: Coding(any_of=tuple(some)))
        coding = draw(st.one_of(known, partly, st.just(Coding(value=UNKNOWN)), st.none()))
        if coding is not None:
            made[name] = coding
    return made


@settings(max_examples=300, deadline=None)
@given(TYPES, codings())
def test_memberships_and_verdicts_are_those_of_all_worlds(
    types: dict[str, Type], coded: dict[str, Coding]
) -> None:
    verdict = classified(CODES, types, coded)
    everywhere = list(worlds(coded))
    wanted = {
        name: (
            min(in_type(kind, world) for world in everywhere),
            max(in_type(kind, world) for world in everywhere),
        )
        for name, kind in types.items()
    }
    assert bounds(verdict) == wanted
    half_in = {n for n, kind in types.items() for w in everywhere if in_type(kind, w) == HALF}
    assert set(verdict.ambiguous) == half_in
    found = {
        ("none", ())
        if one.kind in (Kind.OUTSIDE, Kind.NEAR, Kind.BLEND)
        else (one.kind.value, one.types)
        for one in verdict.verdicts
    }
    assert found == {verdict_in(types, world) for world in everywhere}


# --- published numbers and definitions ----------------------------------------------------------

CELLS = {f"{d}{e}{s}": (d, e, s) for d in (0, 1) for e in (0, 1) for s in (0, 1)}
# Memberships in developed, literate and stable of Lipset's data as calibrated by Ragin, read from
# the cells that R's QCA prints for them: the least of the three or of their complements.
COUNTRIES = {
    "FI": ((0.58, 0.99, 0.58), "111", {"000": 0.01, "010": 0.42, "011": 0.42, "110": 0.42, "111": 0.58}),
    "AU": ((0.81, 0.99, 0.43), "110", {"000": 0.01, "010": 0.19, "011": 0.19, "110": 0.57, "111": 0.43}),
    "GR": ((0.04, 0.13, 0.43), "000", {"000": 0.57, "001": 0.43, "010": 0.13, "100": 0.04, "111": 0.04}),
    "PL": ((0.02, 0.59, 0.0), "010", {"000": 0.41, "001": 0.0, "010": 0.59, "100": 0.02, "111": 0.0}),
}  # fmt: skip


def ideal_types() -> dict[str, Type]:
    """One type for each corner of the space of three sets (Kvist 2007)."""

    def side(name: str, inside: int) -> Clause:
        return Clause(when=degree(name) if inside else Not(degree(name)))

    return {
        cell: Type(id=cell, necessary=(side("dev", d), side("lit", e), side("stb", s)))
        for cell, (d, e, s) in CELLS.items()
    }


@pytest.mark.parametrize("country", COUNTRIES)
def test_fuzzy_ideal_types_come_out_as_published(country: str) -> None:
    scores, cell, published = COUNTRIES[country]
    names = ("dev", "lit", "stb")
    coded = {name: Coding(value=score) for name, score in zip(names, scores, strict=True)}
    verdict = classified({name: scored(name) for name in names}, ideal_types(), coded)
    assert (verdict.kind, verdict.types) == (Kind.MAINLY, (cell,))
    found = bounds(verdict)
    assert {name: found[name] for name in published} == {
        name: (Fraction(str(share)), Fraction(str(share))) for name, share in published.items()
    }


def test_x_or_not_x_is_at_least_half_when_x_is_unknown() -> None:
    either = AnyOf((degree("x"), Not(degree("x"))))
    types = {"t": Type(id="t", necessary=(Clause(when=either),))}
    verdict = classified({"x": scored("x")}, types, {})
    assert bounds(verdict) == {"t": (HALF, ONE)}
    assert verdict.ambiguous == ("t",)
    assert verdict.kind is Kind.INSUFFICIENT


def test_a_number_known_from_one_side_bounds_the_membership() -> None:
    types = {"t": Type(id="t", necessary=(Clause(when=degree("x")),))}
    verdict = classified({"x": scored("x")}, types, {"x": Coding(at_least=0.85)})
    assert bounds(verdict) == {"t": (Fraction("0.85"), ONE)}
    assert (verdict.kind, verdict.types) == (Kind.PURE, ("t",))


@pytest.mark.parametrize(
    ("share", "kind"),
    [
        (0.5, Kind.OUTSIDE),
        (0.51, Kind.MAINLY),
        (0.79, Kind.MAINLY),
        (0.8, Kind.PURE),
        (1, Kind.PURE),
    ],
)
def test_more_than_half_in_is_mainly_and_four_fifths_pure(share: float, kind: Kind) -> None:
    types = {"t": Type(id="t", necessary=(Clause(when=degree("x")),))}
    assert classified({"x": scored("x")}, types, {"x": Coding(value=share)}).kind is kind


@pytest.mark.parametrize(
    ("anchors", "degrees"),
    [
        ((2, 4, 10), {1: 0, 2: 0, 3: 0.25, 4: 0.5, 7: 0.75, 10: 1, 12: 1}),
        ((10, 4, 2), {12: 0, 10: 0, 7: 0.25, 4: 0.5, 3: 0.75, 2: 1, 1: 1}),
    ],
)
def test_a_calibration_runs_in_straight_lines_between_its_anchors(
    anchors: tuple[int, int, int], degrees: dict[int, float]
) -> None:
    out, middle, full = anchors
    calibration = Calibration(full_non_member=out, crossover=middle, full_member=full)
    code = Code(id="x", theme="t", scale=Scale.NUMBER, calibration=calibration)
    assert {number: float(membership(code, number)) for number in degrees} == degrees


@pytest.mark.parametrize("share", [0.51, 0.6, 0.79, 0.8, 0.9, 1])
def test_the_threshold_of_a_pure_case_may_move_to_its_membership_and_no_further(
    share: float,
) -> None:
    types = {"t": Type(id="t", necessary=(Clause(when=degree("x")),))}
    coded = {"x": Coding(value=share)}
    verdict = classified({"x": scored("x")}, types, coded)
    found = pure_range(verdict)
    assert found is not None
    if verdict.kind is Kind.PURE:
        assert (found.low, found.high) == (None, Fraction(str(share)))
    else:
        assert (found.low, found.high) == (Fraction(str(share)), None)


def test_what_is_not_graded_has_no_threshold_for_pure() -> None:
    types = {"t": Type(id="t", necessary=(Clause(when=Comparison("flag", "equals", True)),))}
    assert pure_range(classified(CODES, types, {"flag": Coding(value=True)})) is None
