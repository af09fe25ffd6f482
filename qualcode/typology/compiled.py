"""A typology made ready: its conditions over written codes, and what they speak of together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import lcm
from types import MappingProxyType

from qualcode.model.codebook import Code, Codebook, Scale
from qualcode.model.condition import AllOf, Comparison, Condition, Scalar, Some, leaves
from qualcode.model.typology import Clause, Ideal, Type, Typology
from qualcode.typology.derive import without_derived
from qualcode.typology.operators import ranking
from qualcode.typology.space import Frame, Space, Vector, comparisons_by_place, mentioned_values
from qualcode.typology.verdict import Naming, exact
from qualcode.typology.worlds import Worlds

Share = tuple[Condition, Fraction]
"""A condition, and the part of a full resemblance that it is worth."""


@dataclass(frozen=True, slots=True)
class CompiledType:
    """A type's conditions without derived codes; `profile` says what each is worth of the whole."""

    id: str
    necessary: tuple[Condition, ...]
    excluded_by: tuple[Condition, ...]
    sufficient: tuple[Condition, ...]
    profile: tuple[tuple[Condition, int], ...]
    subtypes: tuple[tuple[str, Condition], ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Conditions made ready for the cases of a unit, with the frame they need."""

    typology: str
    naming: Naming
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
    types = tuple(
        _compiled_type(kind, shares[kind.id], whole, codebook) for kind in typology.types.values()
    )
    conditions = [condition for kind in types for condition in _conditions(kind)]
    impossible = _touching(conditions, _impossible_of(typology.unit, codebook), codebook)
    everything = (*conditions, *impossible)
    return Compiled(
        typology=typology.id,
        naming=Naming.of(typology, whole),
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
    impossible = _impossible_of(unit, codebook)
    return Compiled(
        typology="",
        naming=Naming.of(Typology(id="", unit=unit, types={}), 1),
        types=(),
        impossible=impossible,
        frame=frame_of(impossible, codebook),
        codes=tuple(dict.fromkeys(_names(impossible, Comparison))),
        groups=tuple(dict.fromkeys(_names(impossible, Some))),
        members=_members_asked_for(impossible),
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
    kind: Type, profile: tuple[Share, ...], whole: int, codebook: Codebook
) -> CompiledType:
    def plain(clauses: Iterable[Clause]) -> tuple[Condition, ...]:
        return tuple(without_derived(clause.when, codebook.codes) for clause in clauses)

    return CompiledType(
        id=kind.id,
        necessary=plain(kind.necessary),
        excluded_by=plain(kind.excluded_by),
        sufficient=plain(kind.sufficient),
        profile=tuple((condition, int(share * whole)) for condition, share in profile),
        subtypes=tuple((sub.id, AllOf(plain(sub.necessary))) for sub in kind.subtypes),
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
    return (
        *kind.necessary,
        *kind.excluded_by,
        *kind.sufficient,
        *(condition for condition, _ in kind.profile),
        *(condition for _, condition in kind.subtypes),
    )


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


def frame_of(conditions: tuple[Condition, ...], codebook: Codebook) -> Frame:
    """What a set of conditions speaks of, and what further records could satisfy of it."""
    fields = {name: kind.fields for name, kind in codebook.records.items()}
    quantified: dict[str, dict[Condition, Some]] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            if isinstance(leaf, Some):
                known = quantified.setdefault(leaf.records, {})
                if leaf.where not in known or known[leaf.where].count < leaf.count:
                    known[leaf.where] = leaf
    bare = Frame(
        codes=codebook.codes,
        fields=MappingProxyType(fields),
        mentioned=MappingProxyType(mentioned_values(conditions)),
        quantified=MappingProxyType(
            {group: tuple(somes.values()) for group, somes in quantified.items()}
        ),
        further=MappingProxyType({}),
    )
    further = {group: _further(bare, group) for group in quantified}
    return Frame(
        bare.codes, bare.fields, bare.mentioned, bare.quantified, MappingProxyType(further)
    )


def _further(frame: Frame, group: str) -> tuple[Vector, ...]:
    """What any number of further records of a group can add up to, capped where it stops mattering.

    One record satisfies some of the record conditions at once; several add up. The sums that can
    be reached are found by adding one record after the other until nothing new comes.
    """
    somes = frame.quantified[group]
    single = _single_record(frame, group)
    caps = tuple(some.count for some in somes)
    reached: set[Vector] = {tuple(0 for _ in somes)}
    border = reached
    while border:
        sums = {
            tuple(min(a + b, cap) for a, b, cap in zip(one, two, caps, strict=True))
            for one, two in product(border, single)
        }
        border = sums - reached
        reached = reached | border
    return tuple(sorted(reached))


def _single_record(frame: Frame, group: str) -> frozenset[Vector]:
    space = Space(frame, {}, {})
    formulas = [space.record_formula(some.where, group) for some in frame.quantified[group]]
    return Worlds(space.sizes).patterns(formulas)
