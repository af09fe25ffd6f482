"""Cases into types: the verdict of every case in a typology, exact over what is unknown."""

from collections.abc import Mapping
from dataclasses import replace

from qualcode.model.case import Case, Coding, RecordGroup
from qualcode.model.codebook import Codebook
from qualcode.model.condition import AllOf, Scalar
from qualcode.model.typology import Typology
from qualcode.typology.case_worlds import CaseWorlds
from qualcode.typology.compiled import (
    Compiled,
    compile_constraints,
    compile_typology,
    is_graded,
)
from qualcode.typology.memberships import with_memberships
from qualcode.typology.solver import UnansweredError
from qualcode.typology.verdict import CaseVerdict, Kind


class Classifier:
    """Classifies the cases of a study; what two cases share is worked out once."""

    def __init__(self, codebook: Codebook) -> None:
        """A classifier for the typologies of a codebook."""
        self._codebook = codebook
        self._compiled: dict[str, Compiled] = {}
        self._constraints: dict[str, Compiled] = {}
        self._known: dict[tuple[object, ...], CaseVerdict] = {}
        self._possible: dict[tuple[object, ...], bool] = {}
        # Verdicts by case and typology. The case is kept, so that its identity stays its own.
        self._done: dict[tuple[int, str], tuple[Case, CaseVerdict]] = {}

    def compiled(self, typology: Typology) -> Compiled:
        """The typology made ready for classification."""
        if typology.id not in self._compiled:
            self._compiled[typology.id] = compile_typology(typology, self._codebook)
        return self._compiled[typology.id]

    def classify(self, case: Case, typology: Typology) -> CaseVerdict:
        """The verdict of a case of the typology's unit.

        Raises:
            UnansweredError: the case leaves too many worlds for an exact answer.
        """
        place = (id(case), typology.id)
        if place not in self._done:
            try:
                self._done[place] = (case, self._classified(case, typology))
            except UnansweredError as error:
                raise UnansweredError(f"case '{case.id}' in '{typology.id}': {error}") from None
        return self._done[place][1]

    def _classified(self, case: Case, typology: Typology) -> CaseVerdict:
        if not self.is_possible(case):
            return CaseVerdict(case.id, typology.id, Kind.INVALID)
        compiled = self.compiled(typology)
        key = _key(case, compiled)
        known = self._known.get(key)
        if known is None:
            worlds = CaseWorlds(compiled, case)
            # Cases that differ only where the conditions do not look leave the same formulas.
            essence = worlds.essence()
            known = self._known.get(essence) or _verdict(worlds, case, typology)
            self._known[essence] = known
            if is_graded(typology):
                # Two cases may stand alike to the thresholds and still be in to other degrees.
                known = with_memberships(known, case, typology, self._codebook)
            self._known[key] = known
        return replace(known, case=case.id)

    def is_possible(self, case: Case) -> bool:
        """Whether the case's codings leave any world that the codebook does not rule out."""
        if case.unit not in self._constraints:
            self._constraints[case.unit] = compile_constraints(case.unit, self._codebook)
        constraints = self._constraints[case.unit]
        if not constraints.impossible:
            return True
        key = _key(case, constraints)
        if key not in self._possible:
            worlds = CaseWorlds(constraints, case)
            self._possible[key] = bool(worlds.worlds.truth(True, worlds.possible))
        return self._possible[key]


def _key(case: Case, compiled: Compiled) -> tuple[object, ...]:
    """Everything about a case that its verdict can hang on."""
    asked = compiled.members
    codings = tuple(_essence(case.coding(code), asked.get((code,))) for code in compiled.codes)
    groups = tuple(
        _group_essence(group, case.records.get(group), asked) for group in compiled.groups
    )
    declared = case.declared_types.get(compiled.typology)
    label = case.printed_labels.get(compiled.typology)
    names = (declared and declared.type, label and label.type)
    return (compiled.typology, codings, groups, names)


def _essence(coding: Coding | None, members: frozenset[Scalar] | None) -> object:
    """What conditions can see of a coding; of a set, the members that they mention."""
    if coding is None:
        return None
    value = coding.value
    if isinstance(value, tuple) and members is not None:
        return (members.intersection(value), coding.complete)
    # The kind of a value belongs to it: to Python, true and 1 would be the same.
    return (type(value), value, coding.any_of, coding.at_least, coding.at_most, coding.complete)


def _group_essence(
    name: str, group: RecordGroup | None, asked: Mapping[tuple[str, ...], frozenset[Scalar] | None]
) -> object:
    if group is None:
        return None
    records = tuple(
        tuple(
            (field, _essence(coding, asked[name, field]))
            for field, coding in record.fields.items()
            if (name, field) in asked
        )
        for record in group.records.values()
    )
    return (group.complete, records)


def _verdict(worlds: CaseWorlds, case: Case, typology: Typology) -> CaseVerdict:
    naming = worlds.compiled.naming
    verdicts = tuple(sorted(worlds.worlds.verdicts(worlds.start, naming)))
    label = case.printed_labels.get(typology.id)
    base = CaseVerdict(
        case=case.id,
        typology=typology.id,
        kind=Kind.INSUFFICIENT,
        declared=worlds.declared,
        printed_label=label.type if label is not None else None,
        unknowns=len({owner[0] for owner in worlds.space.owners}),
        verdicts=verdicts,
    )
    possible = tuple(n for n in naming.types if any(n in v.members for v in verdicts))
    base = replace(
        base,
        possible=possible,
        certain=tuple(n for n in possible if all(n in v.members for v in verdicts)),
        ruled_out=tuple(n for n in naming.types if n not in possible),
        worlds=worlds.worlds.count(worlds.start),
    )
    if len(verdicts) == 1:
        only = verdicts[0]
        return replace(
            base, kind=only.kind, types=only.types, subtypes=_subtypes(worlds, only.types)
        )
    probable = _probable(worlds, base)
    by_label = not probable and base.printed_label in possible
    return replace(
        base,
        probable=(base.printed_label,) if by_label and base.printed_label else probable,
        by_label_only=by_label,
        missing=worlds.missing(),
    )


def _probable(worlds: CaseWorlds, verdict: CaseVerdict) -> tuple[str, ...]:
    """The possible types whose necessary conditions hold in every world."""
    return tuple(
        kind.id
        for kind in worlds.compiled.types
        if kind.id in verdict.possible
        and kind.rule.necessary
        and worlds.truth(AllOf(kind.rule.necessary)) == {True}
    )


def _subtypes(worlds: CaseWorlds, types: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        name
        for kind in worlds.compiled.types
        if kind.id in types
        for name, condition in kind.subtypes
        if worlds.truth(condition) == {True}
    )
