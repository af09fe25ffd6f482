"""Single questions about a case, answered over all its possible worlds.

Classification asks many conditions at once; tables and texts ask one at a time: does this hold for
the case, and which value does this code have? Derived codes are asked like written ones.
"""

from collections.abc import Sequence

from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook, Scale
from qualcode.model.condition import (
    NOT_APPLICABLE,
    UNKNOWN,
    Comparison,
    Condition,
    Scalar,
    Some,
    Value,
)
from qualcode.model.typology import Clause, Type, Typology
from qualcode.typology.case_worlds import CaseWorlds
from qualcode.typology.compiled import Compiled, compile_typology
from qualcode.typology.derive import without_derived

_QUESTION = "question"


class Questions:
    """Asks the cases of one codebook; what was worked out once is remembered."""

    def __init__(self, codebook: Codebook) -> None:
        """Questions in the terms of a codebook."""
        self.codebook = codebook
        self._compiled: dict[tuple[str, Condition], Compiled] = {}
        self._truth: dict[tuple[int, Condition], tuple[Case, frozenset[bool]]] = {}

    def truth(self, case: Case, condition: Condition) -> frozenset[bool]:
        """The truth values of a condition over the worlds of a case.

        One value is an answer, two mean that the case leaves it open, none that its values
        contradict one another.
        """
        key = (id(case), condition)
        if key not in self._truth:
            worlds = CaseWorlds(self._ready(condition, case.unit), case)
            answer = worlds.truth(without_derived(condition, self.codebook.codes))
            # The case is kept beside the answer, so that no other case can get its id().
            self._truth[key] = (case, answer)
        return self._truth[key][1]

    def _ready(self, condition: Condition, unit: str) -> Compiled:
        key = (unit, condition)
        if key not in self._compiled:
            # A typology of one type brings along the impossible combinations that matter.
            kind = Type(id=_QUESTION, necessary=(Clause(when=condition),))
            typology = Typology(id="", unit=unit, types={_QUESTION: kind})
            self._compiled[key] = compile_typology(typology, self.codebook)
        return self._compiled[key]

    def holds(self, case: Case, code: str, operator: str, argument: Value) -> bool | None:
        """Whether a test on a code holds; None where the case leaves it open."""
        answer = self.truth(case, Comparison(code, operator, argument))
        return next(iter(answer)) if len(answer) == 1 else None

    def value(self, case: Case, code: str) -> Value:
        """The value that a code has in every world, or `unknown` where worlds differ.

        A value that does not apply is `not_applicable`. A set is known when each of its members
        is; then it comes in the codebook's order.
        """
        declared = self.codebook.codes[code]
        if declared.may_not_apply and self.holds(case, code, "equals", NOT_APPLICABLE):
            return NOT_APPLICABLE
        coding = case.coding(code)
        if declared.derived is None and coding is not None and coding.is_known:
            return UNKNOWN if coding.value is None else coding.value
        return self._worked_out(case, declared)

    def _worked_out(self, case: Case, code: Code) -> Value:
        if code.scale is Scale.SET:
            return self._set(case, code)
        if code.derived is not None and code.derived.count is not None:
            return self._count(case, code, code.derived.count)
        domain: Sequence[Scalar] = code.value_ids
        if code.scale in (Scale.BOOLEAN, Scale.PRESENCE):
            domain = (True, False)
        return next((v for v in domain if self.holds(case, code.id, "equals", v)), UNKNOWN)

    def _set(self, case: Case, code: Code) -> Value:
        has = {member: self.holds(case, code.id, "contains", member) for member in code.value_ids}
        if not has or None in has.values():
            return UNKNOWN
        return tuple(member for member, is_there in has.items() if is_there)

    def _count(self, case: Case, code: Code, group: str) -> Value:
        records = case.records.get(group)
        most = 0 if records is None else len(records.records)
        for number in range(most + 1):
            if self.holds(case, code.id, "equals", number):
                return number
        return UNKNOWN

    def records(self, case: Case, group: str, where: Condition) -> bool | None:
        """Whether some record of a group satisfies a condition; None where that is open."""
        answer = self.truth(case, Some(group, where))
        return next(iter(answer)) if len(answer) == 1 else None


def truth_of(case: Case, condition: Condition, codebook: Codebook) -> frozenset[bool]:
    """The truth values of one condition over the worlds of a case (see `Questions.truth`)."""
    return Questions(codebook).truth(case, condition)


def value_of(case: Case, code: str, codebook: Codebook) -> Value:
    """The value that a code surely has in a case, or `unknown` (see `Questions.value`)."""
    return Questions(codebook).value(case, code)
