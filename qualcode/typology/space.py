"""One case as a space of possible worlds: its open codes as variables, conditions as formulas.

Only what conditions mention becomes a variable, so the rest of a case costs nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qualcode.model.case import Coding, RecordGroup
from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import (
    NOT_APPLICABLE,
    AllOf,
    AnyOf,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Scalar,
    Some,
    Value,
    leaves,
)
from qualcode.typology.formula import Formula, at_least, atom, conjunction, disjunction, negation
from qualcode.typology.operators import holds
from qualcode.typology.possible import definite_members, may_have_more, possible_values

Owner = tuple[str, ...]
"""What a variable belongs to: (code,), (group, record, field) or (group,) for further records."""

Vector = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the conditions of a typology speak of, whatever the case.

    `mentioned` has the values that each code or field is compared with; `fields` the fields of
    each record group; `quantified` the record conditions on it; `further` what one further
    record of a group can satisfy of them.
    """

    codes: Mapping[str, Code]
    fields: Mapping[str, Mapping[str, Code]]
    mentioned: Mapping[tuple[str, ...], frozenset[Scalar]]
    quantified: Mapping[str, tuple[Some, ...]]
    further: Mapping[str, tuple[Vector, ...]]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where the names in a condition are looked up: in the case itself, or in one record."""

    codes: Mapping[str, Code]
    codings: Mapping[str, Coding]
    owner: Owner


class Space:
    """The open questions of one case, as far as a frame's conditions ask them.

    Variables come into being when a condition first mentions them: `sizes` has the number of
    options of each, `owners` what it belongs to, `options` their meaning. The options of a variable
    for one member of a set, which `members` names, are no and yes; those for further records are
    numbered.
    """

    def __init__(
        self, frame: Frame, codings: Mapping[str, Coding], records: Mapping[str, RecordGroup]
    ) -> None:
        """The space of a case with these codings and records."""
        self.sizes: list[int] = []
        self.owners: list[Owner] = []
        self.members: list[Scalar | None] = []
        self.options: list[tuple[Scalar, ...]] = []
        self._frame = frame
        self._codings = codings
        self._records = records
        self._numbers: dict[tuple[Owner, Scalar | None], int] = {}
        self._formulas: dict[int, tuple[Condition, Formula]] = {}

    def formula(self, condition: Condition) -> Formula:
        """A condition over the case's codes as a formula over this space's variables."""
        # By identity, which is quick; the condition is kept, so that its identity stays its own.
        known = self._formulas.get(id(condition))
        if known is None:
            scope = _Scope(self._frame.codes, self._codings, ())
            known = (condition, self._formula(condition, scope))
            self._formulas[id(condition)] = known
        return known[1]

    def _formula(self, condition: Condition, scope: "_Scope") -> Formula:
        match condition:
            case Comparison():
                return self._test(condition, scope)
            case Some():
                return self._some(condition)
            case AllOf(parts):
                return conjunction(self._formula(part, scope) for part in parts)
            case AnyOf(parts):
                return disjunction(self._formula(part, scope) for part in parts)
            case AtLeast(count, parts):
                return at_least(count, (self._formula(part, scope) for part in parts))
            case Not(part):
                return negation(self._formula(part, scope))

    def record_formula(self, where: Condition, group: str) -> Formula:
        """A condition over the fields of a record of which nothing is known."""
        return self._formula(where, _Scope(self._frame.fields[group], {}, (group, "")))

    def _test(self, test: Comparison, scope: "_Scope") -> Formula:
        code = scope.codes[test.code]
        coding = scope.codings.get(test.code)
        owner = (*scope.owner, test.code)
        if code.scale is Scale.SET:
            return self._set_test(test, code, coding, owner)
        variable = self._variable(owner, code, coding)
        options = self.options[variable]
        passing = (
            i for i, value in enumerate(options) if holds(code, test.operator, value, test.argument)
        )
        return atom(variable, passing, len(options))

    def _variable(self, owner: Owner, code: Code, coding: Coding | None) -> int:
        key = (owner, None)
        if key not in self._numbers:
            place = owner if len(owner) == 1 else (owner[0], owner[2])
            mentioned = self._frame.mentioned.get(place, frozenset())
            self._add(key, possible_values(code, coding, mentioned))
        return self._numbers[key]

    def _add(self, key: tuple[Owner, Scalar | None], options: tuple[Scalar, ...]) -> None:
        self._numbers[key] = len(self.sizes)
        self.sizes.append(len(options))
        self.owners.append(key[0])
        self.members.append(key[1])
        self.options.append(options)

    def _set_test(
        self, test: Comparison, code: Code, coding: Coding | None, owner: Owner
    ) -> Formula:
        if test.argument == NOT_APPLICABLE:
            return self._not_applicable(code, coding, owner)
        applies = negation(self._not_applicable(code, coding, owner))
        members = test.argument if isinstance(test.argument, tuple) else (test.argument,)
        has = [self._member(member, coding, owner) for member in members]
        match test.operator:
            case "contains" | "contains_all":
                return conjunction((applies, *has))
            case "contains_any":
                return conjunction((applies, disjunction(has)))
            case "excludes":
                return conjunction((applies, *(negation(one) for one in has)))
            case _:
                listed: tuple[Scalar, ...] = code.value_ids or definite_members(coding)
                others = [self._member(m, coding, owner) for m in listed if m not in members]
                return conjunction((applies, *has, *(negation(other) for other in others)))

    def _member(self, member: Scalar, coding: Coding | None, owner: Owner) -> Formula:
        if member in definite_members(coding):
            return True
        if not may_have_more(coding):
            return False
        key = (owner, member)
        if key not in self._numbers:
            self._add(key, (False, True))
        return atom(self._numbers[key], (1,), 2)

    def _not_applicable(self, code: Code, coding: Coding | None, owner: Owner) -> Formula:
        if coding is not None and not coding.is_unknown:
            return coding.value == NOT_APPLICABLE
        if not code.may_not_apply:
            return False
        key = (owner, NOT_APPLICABLE)
        if key not in self._numbers:
            self._add(key, (False, True))
        return atom(self._numbers[key], (1,), 2)

    def _some(self, some: Some) -> Formula:
        group = self._records.get(some.records)
        named = [] if group is None else list(self._in_records(some, group))
        if group is not None and group.complete:
            return at_least(some.count, named)
        further = self._further(some)
        return disjunction(
            conjunction((further[extra], at_least(some.count - extra, named)))
            for extra in range(some.count + 1)
        )

    def _in_records(self, some: Some, group: RecordGroup) -> Iterator[Formula]:
        fields = self._frame.fields[some.records]
        for record in group.records.values():
            scope = _Scope(fields, record.fields, (some.records, record.id))
            yield self._formula(some.where, scope)

    def _further(self, some: Some) -> list[Formula]:
        """For each number up to the count asked for: that so many further records satisfy it."""
        vectors = self._frame.further[some.records]
        key: tuple[Owner, Scalar | None] = ((some.records,), None)
        if key not in self._numbers:
            self._add(key, tuple(range(len(vectors))))
        place = [known.where for known in self._frame.quantified[some.records]].index(some.where)
        return [
            atom(
                self._numbers[key],
                (i for i, vector in enumerate(vectors) if vector[place] >= extra),
                len(vectors),
            )
            for extra in range(some.count + 1)
        ]


def comparisons_by_place(
    conditions: Iterable[Condition],
) -> Iterator[tuple[tuple[str, ...], Comparison]]:
    """All comparisons with what they are about: a code (code,) or a field (group, field)."""
    for condition in conditions:
        for leaf in leaves(condition):
            if isinstance(leaf, Comparison):
                yield (leaf.code,), leaf
            else:
                for inner in leaves(leaf.where):
                    if isinstance(inner, Comparison):
                        yield (leaf.records, inner.code), inner


def mentioned_values(conditions: Iterable[Condition]) -> dict[tuple[str, ...], frozenset[Scalar]]:
    """The values that conditions compare each code or field with."""
    found: dict[tuple[str, ...], set[Scalar]] = {}
    for place, comparison in comparisons_by_place(conditions):
        found.setdefault(place, set()).update(_scalars(comparison.argument))
    return {place: frozenset(values) for place, values in found.items()}


def _scalars(argument: Value) -> tuple[Scalar, ...]:
    return argument if isinstance(argument, tuple) else (argument,)
