"""The members of a set stand in another order than in the codebook.

The order means nothing, so one order for all makes cases easy to compare, and a change of coding
the only thing that a comparison of two versions shows.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Arranged, Diagnostic, Fix, Rule, Severity, finding, with_fix
from qualcode.model.codebook import Code, Scale
from qualcode.model.study import Study

RULE = Rule(
    "QC231",
    "member-order",
    Severity.INFO,
    "The members of a set stand in another order than in the codebook.",
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every set whose members the codebook has in another order."""
    for case in study.cases:
        for name, coding, code, _, _ in study.coded(case):
            if code is None or code.scale is not Scale.SET or not isinstance(coding.value, tuple):
                continue
            order = _order(code, coding.value)
            if order is not None and order != tuple(range(len(order))):
                at = coding.value_position
                message = f"the members of '{name}' stand in another order than in the codebook"
                hint = f"write [{', '.join(str(coding.value[i]) for i in order)}]"
                fix = Fix("now in the codebook's order", (Arranged(at, order),))
                yield with_fix(finding(RULE, at, message, hint), fix)


def _order(code: Code, members: tuple[object, ...]) -> tuple[int, ...] | None:
    """The indices of the members in the codebook's order; None while something else is wrong."""
    ranks = {name: rank for rank, name in enumerate(code.value_ids)}
    placed = [ranks.get(member) if isinstance(member, str) else None for member in members]
    if None in placed or len(set(placed)) < len(placed):
        return None
    return tuple(sorted(range(len(members)), key=lambda index: ranks[str(members[index])]))
