"""A case lies in a folder that the codebook does not describe, or in that of another unit.

The group of a case decides how it is counted and shown; a case without one would be left out.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.study import Study

RULE = Rule("QC214", "unknown-case-group", Severity.ERROR, "A case lies in an unexpected folder.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every case outside the case groups of the codebook, when it declares any."""
    groups = study.codebook.case_groups
    if not groups:
        return
    for case in study.cases:
        group = groups.get(case.group)
        if group is None:
            where = f"in the folder '{case.group}'" if case.group else "directly in the case folder"
            message = f"case '{case.id}' lies {where}, which is no case group"
            hint = did_you_mean(case.group, groups) or f"the case groups are {', '.join(groups)}"
            yield finding(RULE, case.position, message, hint)
        elif group.unit != case.unit and case.unit in study.codebook.units:
            message = (
                f"the group '{case.group}' has cases of unit {group.unit}, this is {case.unit}"
            )
            fitting = [name for name, one in groups.items() if one.unit == case.unit]
            where = " or ".join(f"'{name}'" for name in fitting) or "another folder"
            hint = f"correct its unit, or move the file to {where}"
            yield finding(RULE, case.position, message, hint)
