"""A typology made ready: its conditions over written codes, and what they speak of together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from qualcode.model.base import exact
from qualcode.model.codebook import Code, Codebook, Scale
from qualcode.model.condition import AllOf, Comparison, Condition, Scalar, Some, leaves
from qualcode.model.typology import Clause, Ideal, Type, Typology
from qualcode.typology.derive import without_derived
from qualcode.typology.frames import frame_of
from qualcode.typology.fuzzy import IN, Level, above, has_degrees
from qualcode.typology.operators import ranking
from qualcode.typology.space import Frame, comparisons_by_place, mentioned_values
from qualcode.typology.verdict import Naming

Share = tuple[Condition, Fraction]
"""A condition, and the part of a full resemblance that it is worth."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When a type holds: the crisp conditions over written codes for one level of membership."""

    necessary: tuple[Condition, ...]
    excluded_by: tuple[Condition, ...]
    sufficient: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class CompiledType:
    """A type's conditions without derived codes; `profile` says what each is worth of the whole.

    `firm` is the rule for a membership that makes a case pure; None where membership is 0 or 1.
    """

    id: str
    rule: Rule
    firm: Rule | None
    profile: tuple[tuple[Condition, int], ...]
    subtypes: tuple[tuple[str, Condition], ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Conditions made ready for the cases of a unit, with the frame they need."""

    typology: str
    naming: Naming
    whole: int
    """What a full resemblance is in the whole numbers that shares and thresholds are counted in."""
    types: tuple[CompiledType, ...]
    impossible: tuple[Condition, ...]
    frame: Frame
    codes: tuple[str, ...]
    groups: tuple[str, ...]
    members: Mapping[tuple[str, ...], frozenset[Scalar] | None]
    """For each code and field of a record: the members asked for, or None if the whole value is."""
    declared_types_settle: bool


def compile_typology(typology: Typology, codebook: Codebook) -> Compiled:
    """A typology with the impossible combinations that touch its codes, if only through others."""
    shares = {kind.id: _profile(kind, codebook) for kind in typology.types.values()}
    whole = _common_denominator(typology, shares.values())
    pure = Level(exact(typology.thresholds.pure), reached=True) if is_graded(typology) else None
    types = tuple(
        _compiled_type(kind, shares[kind.id], whole, pure, codebook)
        for kind in typology.types.values()
    )
    conditions = [condition for kind in types for condition in _conditions(kind)]
    impossible = _touching(conditions, _impossible_of(typology.unit, codebook), codebook)
    everything = (*conditions, *impossible)
    return Compiled(
        typology=typology.id,
        naming=Naming.of(typology, whole),
        whole=whole,
        types=types,
        impossible=impossible,
        frame=frame_of(everything, codebook),
        codes=tuple(dict.fromkeys(_names(everything, Comparison))),
        groups=tuple(dict.fromkeys(_names(everything, Some))),
        members=_members_asked_for(everything),
        declared_types_settle=typology.declared_types_settle,
    )


def compile_constraints(unit: str, codebook: Codebook) -> Compiled:
    """All combinations that are impossible for a unit, without any type."""
    return _without_types((), _impossible_of(unit, codebook), unit, codebook)


def compile_questions(conditions: tuple[Condition, ...], unit: str, codebook: Codebook) -> Compiled:
    """Conditions over written codes, with the impossible combinations that touch them."""
    impossible = _touching(conditions, _impossible_of(unit, codebook), codebook)
    return _without_types(conditions, impossible, unit, codebook)


def _without_types(
    conditions: tuple[Condition, ...],
    impossible: tuple[Condition, ...],
    unit: str,
    codebook: Codebook,
) -> Compiled:
    everything = (*conditions, *impossible)
    return Compiled(
        typology="",
        naming=Naming.of(Typology(id="", unit=unit, types={}), 1),
        whole=1,
        types=(),
        impossible=impossible,
        frame=frame_of(everything, codebook),
        codes=tuple(dict.fromkeys(_names(everything, Comparison))),
        groups=tuple(dict.fromkeys(_names(everything, Some))),
        members=_members_asked_for(everything),
        declared_types_settle=False,
    )


def _impossible_of(unit: str, codebook: Codebook) -> tuple[Condition, ...]:
    """The combinations of values that the codebook rules out for a unit."""
    return tuple(
        without_derived(entry.when, codebook.codes)
        for entry in codebook.impossible
        if entry.unit == unit
    )


def _profile(kind: Type, codebook: Codebook) -> tuple[Share, ...]:
    """The shares of a type's profile, or equal ones for its necessary conditions."""
    number = len(kind.necessary)
    return tuple(_shares(kind.profile, codebook)) or tuple(
        (without_derived(clause.when, codebook.codes), Fraction(1, number))
        for clause in kind.necessary
    )


def _common_denominator(typology: Typology, profiles: Iterable[tuple[Share, ...]]) -> int:
    """A whole of which all shares and thresholds of a typology are whole parts."""
    thresholds = (exact(typology.thresholds.blend), exact(typology.thresholds.margin))
    shares = (share for profile in profiles for _, share in profile)
    return lcm(*(number.denominator for number in (*thresholds, *shares)))


def _compiled_type(
    kind: Type,
    profile: tuple[Share, ...],
    whole: int,
    pure: Level | None,
    codebook: Codebook,
) -> CompiledType:
    def plain(clauses: Iterable[Clause]) -> tuple[Condition, ...]:
        return tuple(without_derived(clause.when, codebook.codes) for clause in clauses)

    return CompiledType(
        id=kind.id,
        rule=rule_at(IN, kind, codebook),
        firm=None if pure is None else rule_at(pure, kind, codebook),
        profile=tuple((condition, int(share * whole)) for condition, share in profile),
        subtypes=tuple((sub.id, AllOf(plain(sub.necessary))) for sub in kind.subtypes),
    )


def rule_at(level: Level, kind: Type, codebook: Codebook) -> Rule:
    """The rule by which the membership of a type lies above a level."""

    def crisp(clauses: Iterable[Clause], wanted: Level) -> tuple[Condition, ...]:
        codes = codebook.codes
        raised = (above(clause.when, wanted, codes) for clause in clauses)
        return tuple(without_derived(condition, codes) for condition in raised)

    return Rule(
        necessary=crisp(kind.necessary, level),
        # They are negated: one minus their membership must lie above the level.
        excluded_by=crisp(kind.excluded_by, level.turned),
        sufficient=crisp(kind.sufficient, level),
    )


def is_graded(typology: Typology) -> bool:
    """Whether cases can belong to the types of a typology to a degree."""
    return any(
        has_degrees(clause.when)
        for kind in typology.types.values()
        for clause in (*kind.necessary, *kind.excluded_by, *kind.sufficient)
    )


def _shares(profile: Mapping[str, Ideal], codebook: Codebook) -> Iterable[Share]:
    """The resemblance to a profile (Gower 1971, Biometrics 27, p. 857-871) as shares of conditions.

    A nominal dimension counts in full or not at all, an ordinal one falls off with the distance in
    ranks to the nearest ideal value, a set counts by the ideal members that it has.
    """
    whole = sum((exact(ideal.weight) for ideal in profile.values()), Fraction(0))
    for name, ideal in profile.items():
        weight = exact(ideal.weight) / whole
        code = codebook.codes[name]
        for condition, part in _dimension(code, ideal):
            yield without_derived(condition, codebook.codes), weight * part


def _dimension(code: Code, ideal: Ideal) -> Iterable[Share]:
    if code.scale is Scale.ORDINAL and len(code.value_ids) > 1:
        rank = ranking(code)
        steps = len(code.value_ids) - 1
        for value in code.value_ids:
            distance = min(abs(rank(value) - rank(best)) for best in ideal.ideal)
            if distance < steps:
                yield Comparison(code.id, "equals", value), 1 - Fraction(int(distance), steps)
    elif code.scale is Scale.SET:
        for member in ideal.ideal:
            yield Comparison(code.id, "contains", member), Fraction(1, len(ideal.ideal))
    else:
        yield Comparison(code.id, "in", ideal.ideal), Fraction(1)


def _conditions(kind: CompiledType) -> tuple[Condition, ...]:
    rules = (kind.rule,) if kind.firm is None else (kind.rule, kind.firm)
    return (
        *(part for rule in rules for part in all_of(rule)),
        *(condition for condition, _ in kind.profile),
        *(condition for _, condition in kind.subtypes),
    )


def all_of(rule: Rule) -> tuple[Condition, ...]:
    """The conditions of a rule."""
    return (*rule.necessary, *rule.excluded_by, *rule.sufficient)


def _touching(
    conditions: Iterable[Condition], candidates: tuple[Condition, ...], codebook: Codebook
) -> tuple[Condition, ...]:
    """The candidates that share a code with the conditions, directly or through one another."""
    known = _subjects(conditions)
    kept: set[Condition] = set()
    while True:
        new = [c for c in candidates if c not in kept and _subjects((c,)) & known]
        if not new:
            return tuple(c for c in candidates if c in kept)
        kept.update(new)
        known |= _subjects(new)


def _subjects(conditions: Iterable[Condition]) -> frozenset[str]:
    together = tuple(conditions)
    return frozenset((*_names(together, Comparison), *_names(together, Some)))


def _members_asked_for(
    conditions: tuple[Condition, ...],
) -> Mapping[tuple[str, ...], frozenset[Scalar] | None]:
    whole = {place for place, test in comparisons_by_place(conditions) if test.operator == "equals"}
    mentioned = mentioned_values(conditions)
    return {place: None if place in whole else values for place, values in mentioned.items()}


def _names(conditions: Iterable[Condition], kind: type[Comparison] | type[Some]) -> Iterable[str]:
    for condition in conditions:
        for leaf in leaves(condition):
            if isinstance(leaf, kind):
                yield leaf.code if isinstance(leaf, Comparison) else leaf.records
