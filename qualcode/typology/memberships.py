"""How far a case is in each type of a typology whose conditions hold to a degree.

A membership is built from those of the codes by least, greatest and "one minus", so over all worlds
its bounds lie among the memberships of the codes' values, their complements, 0, 1/2 and 1. Each of
these levels is asked of the possible worlds, which makes the bounds exact; adding up intervals
would only give an outer bound ("X or not X" is at least one half, not at least 0).
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import isfinite

from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook
from qualcode.model.condition import AllOf, AnyOf, Condition, Not, Scalar
from qualcode.model.typology import Type, Typology
from qualcode.typology.case_worlds import CaseWorlds
from qualcode.typology.compiled import Rule, all_of, compile_questions, rule_at
from qualcode.typology.fuzzy import HALF, IN, Level, degrees, membership
from qualcode.typology.possible import NUMERIC, number_bounds, possible_values
from qualcode.typology.verdict import CaseVerdict, Membership


def with_memberships(
    verdict: CaseVerdict, case: Case, typology: Typology, codebook: Codebook
) -> CaseVerdict:
    """A verdict with the exact bounds of the case's membership in each type."""
    levels = tuple(
        Level(share, reached=True) for share in sorted(_shares(case, typology, codebook))
    )
    rules = {
        (kind.id, level): rule_at(level, kind, codebook)
        for kind in typology.types.values()
        for level in (*levels, IN)
    }
    conditions = tuple(part for rule in rules.values() for part in all_of(rule))
    worlds = CaseWorlds(compile_questions(conditions, typology.unit, codebook), case)
    settled = verdict.declared if typology.declared_types_settle else None

    def truth(kind: Type, level: Level) -> frozenset[bool]:
        if kind.id == settled:
            return frozenset((True,))
        return worlds.truth(_as_condition(rules[kind.id, level]))

    def bounds(kind: Type) -> Membership:
        answers = [(level.share, truth(kind, level)) for level in levels if level.share > 0]
        least = (share for share, answer in answers if answer == {True})
        most = (share for share, answer in answers if True in answer)
        none = Fraction(0)
        return Membership(kind.id, max(least, default=none), max(most, default=none))

    half = Level(HALF, reached=True)
    ambiguous = tuple(
        kind.id
        for kind in typology.types.values()
        if kind.id != settled
        and True
        in worlds.truth(
            AllOf((_as_condition(rules[kind.id, half]), Not(_as_condition(rules[kind.id, IN]))))
        )
    )
    memberships = tuple(bounds(kind) for kind in typology.types.values())
    return replace(verdict, memberships=memberships, ambiguous=ambiguous)


def _as_condition(rule: Rule) -> Condition:
    ruled = AllOf((*rule.necessary, *(Not(condition) for condition in rule.excluded_by)))
    # A type without any condition of its own holds only where the source names it.
    own = (ruled,) if ruled.parts else ()
    return AnyOf((*own, *rule.sufficient))


def _shares(case: Case, typology: Typology, codebook: Codebook) -> frozenset[Fraction]:
    """Every level at which the membership of a case in a type can lie at its least or most."""
    shares = {Fraction(0), HALF, Fraction(1)}
    for kind in typology.types.values():
        for clause in (*kind.necessary, *kind.excluded_by, *kind.sufficient):
            for name in degrees(clause.when):
                shares.update(_memberships(codebook.codes[name], case))
    return frozenset((*shares, *(1 - share for share in shares)))


def _memberships(code: Code, case: Case) -> Iterator[Fraction]:
    if code.derived is not None:
        yield from (membership(code, name) for name in code.value_ids)
        return
    coding = case.coding(code.id)
    values: tuple[Scalar, ...] = possible_values(code, coding, ())
    yield from (membership(code, value) for value in values)
    is_open = coding is None or (coding.value is None and not coding.any_of) or coding.is_unknown
    if code.scale in NUMERIC and is_open:
        ends = (end for end in number_bounds(code, coding) if isfinite(end))
        yield from (membership(code, end) for end in ends)
