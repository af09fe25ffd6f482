"""Two cases agree on every attribute that the codebook says tells cases apart.

The same place described twice would be counted twice. Cases are never merged for you.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Related, Rule, Severity, finding
from qualcode.model.case import Case
from qualcode.model.study import Study

RULE = Rule("QC207", "possible-duplicate", Severity.WARNING, "Two cases may be one and the same.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every case that looks like an earlier one."""
    names = study.codebook.possible_duplicates
    if not names:
        return
    seen: dict[tuple[object, ...], list[Case]] = {}
    for case in study.cases:
        codings = [case.coding(name) for name in names]
        known = [coding.value for coding in codings if coding is not None and coding.is_known]
        if len(known) == len(names) and not case.fixture:
            seen.setdefault((case.unit, *known), []).append(case)
    for twins in seen.values():
        for case in twins if len(twins) > 1 else ():
            others = [other for other in twins if other is not case]
            related = [Related(other.position, "has the same values") for other in others]
            message = (
                f"case '{case.id}' has the same {', '.join(names)} as "
                f"{' and '.join(repr(other.id) for other in others)}"
            )
            hint = "if it is one case, merge the files; if not, accept this finding with the reason"
            yield finding(RULE, case.position, message, hint, related)
