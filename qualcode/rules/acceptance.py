"""Findings that a case accepts, with the reason beside them in its file."""

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.study import Study

UNKNOWN_RULE = Rule(
    "QC215", "accepts-unknown-rule", Severity.ERROR, "A case accepts a rule that does not exist."
)
NEEDLESS = Rule(
    "QC216", "needless-acceptance", Severity.WARNING, "A case accepts what is not found in it."
)
RULES = (UNKNOWN_RULE, NEEDLESS)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Findings that stand, and those that their files accept."""

    standing: tuple[Diagnostic, ...]
    accepted: tuple[Diagnostic, ...]


def accept(
    study: Study, found: Iterable[Diagnostic], rules: Iterable[Rule], everything_judged: bool
) -> Sorted:
    """Findings sorted by whether the case or case group that they are in accepts their rule.

    Only the findings of a rule's own file are accepted. An acceptance of nothing, or of a rule that
    is not among `rules`, is a finding itself; but not while errors kept something from being
    judged, because then nobody knows what would be found.
    """
    accepting = [(case.position, case.accept) for case in study.cases]
    accepting += [(group.position, group.accept) for group in study.codebook.case_groups.values()]
    reasons = {(at.file, entry.rule): entry for at, entries in accepting for entry in entries}
    standing = []
    accepted = []
    used = set()
    for one in found:
        key = (one.at.file, one.rule)
        if key in reasons:
            used.add(key)
            accepted.append(one)
        else:
            standing.append(one)
    known = [rule.id for rule in rules]
    for (file, rule), entry in reasons.items():
        if rule not in known:
            message = f"there is no rule '{rule}'"
            standing.append(finding(UNKNOWN_RULE, entry.position, message))
        elif everything_judged and (file, rule) not in used:
            message = f"{rule} is accepted here, but not found"
            standing.append(finding(NEEDLESS, entry.position, message, "take this entry out"))
    return Sorted(tuple(standing), tuple(accepted))
