"""The possible worlds of one case under the conditions of a typology."""

from qualcode.model.case import Case
from qualcode.model.condition import Condition
from qualcode.typology.compiled import Compiled, CompiledType, Rule
from qualcode.typology.formula import Formula, conjunction, disjunction, negation
from qualcode.typology.space import Space
from qualcode.typology.states import Score, settled
from qualcode.typology.worlds import Worlds


class CaseWorlds:
    """The possible worlds of one case under the conditions of a typology."""

    def __init__(self, compiled: Compiled, case: Case) -> None:
        """The worlds of a case; `compiled` must be of the case's unit."""
        self.compiled = compiled
        self.case = case
        codings = {**case.attributes, **case.codes}
        self.space = Space(compiled.frame, codings, case.records)
        self.possible = conjunction(
            negation(self.space.formula(condition)) for condition in compiled.impossible
        )
        named = case.declared_types.get(compiled.typology)
        self.declared = named.type if named is not None else None
        holding = tuple(self._holding(kind.id, kind.rule) for kind in compiled.types)
        holding += tuple(
            self._holding(kind.id, kind.firm) for kind in compiled.types if kind.firm is not None
        )
        self.start = settled(self.possible, holding, [self._score(k) for k in compiled.types])
        self.worlds = Worlds(self.space.sizes)

    def _holding(self, name: str, rule: Rule) -> Formula:
        if self.compiled.declared_types_settle and name == self.declared:
            return True
        return self.rule_formula(rule)

    def rule_formula(self, rule: Rule) -> Formula:
        """The formula that a rule holds."""
        formula = self.space.formula
        by_rule = conjunction(
            (
                conjunction(formula(condition) for condition in rule.necessary),
                *(negation(formula(condition)) for condition in rule.excluded_by),
            )
        )
        # A type without any condition of its own holds only where the source names it.
        ruled = by_rule if rule.necessary or rule.excluded_by else False
        return disjunction((ruled, *(formula(condition) for condition in rule.sufficient)))

    def _score(self, kind: CompiledType) -> Score:
        return 0, tuple((self.space.formula(condition), share) for condition, share in kind.profile)

    def essence(self) -> tuple[object, ...]:
        """All that the verdict can hang on: the formulas, and what their variables belong to."""
        formula = self.space.formula
        others = tuple(
            (
                tuple(formula(condition) for condition in kind.rule.necessary),
                tuple(formula(condition) for _, condition in kind.subtypes),
            )
            for kind in self.compiled.types
        )
        label = self.case.printed_labels.get(self.compiled.typology)
        names = (self.compiled.typology, self.declared, label.type if label is not None else None)
        owners = (tuple(self.space.owners), tuple(self.space.sizes))
        return (names, self.start, others, owners)

    def truth(self, condition: Condition) -> frozenset[bool]:
        """The truth values of a condition over the case's possible worlds."""
        return self.worlds.truth(self.space.formula(condition), self.possible)

    def missing(self) -> tuple[str, ...]:
        """The codes and record groups whose values the verdict hangs on, in order of mention."""
        found: dict[str, None] = {}
        for variable in sorted(self.start.open_variables()):
            name = self.space.owners[variable][0]
            if name not in found and self.worlds.depends_on(
                self.start, variable, self.compiled.naming
            ):
                found[name] = None
        return tuple(found)
