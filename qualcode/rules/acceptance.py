"""Findings that a file accepts, with the reason beside them in it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qualcode.diagnostics import (
    Accepted,
    Diagnostic,
    Fix,
    Part,
    Removed,
    Rule,
    Severity,
    did_you_mean,
    finding,
    with_fix,
    with_part,
)
from qualcode.model.acceptance import Acceptance
from qualcode.model.study import Study
from qualcode.rules.selection import is_own

UNKNOWN_RULE = Rule(
    "QC215", "accepts-unknown-rule", Severity.ERROR, "A file accepts a rule that does not exist."
)
NEEDLESS = Rule(
    "QC216", "needless-acceptance", Severity.WARNING, "A file accepts what is not found in it."
)
NO_REASON = Rule(
    "QC031", "acceptance-without-reason", Severity.ERROR, "A finding is accepted without a reason."
)
NOT_ACCEPTABLE = Rule(
    "QC032",
    "cannot-be-accepted",
    Severity.ERROR,
    "An error is accepted that keeps the study from being read.",
)
RULES = (UNKNOWN_RULE, NEEDLESS, NO_REASON, NOT_ACCEPTABLE)

_Key = tuple[str, str]
_Reasons = Mapping[_Key, Acceptance]

_NUMBERED = re.compile(r"QC\d+")


@dataclass(frozen=True, slots=True)
class Sorted:
    """Findings that stand, and those that their files accept."""

    standing: tuple[Diagnostic, ...]
    accepted: tuple[Accepted, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when acceptances are looked at.

    Attributes:
        rules: every rule there is, the study's own as well.
        blocking: errors that keep the study from being classified; nobody can accept them.
        rules_are_whole: whether all rules of the study could be read.
        everything_judged: whether all was looked for, so that what is not found is not there.
    """

    rules: tuple[Rule, ...]
    blocking: frozenset[Diagnostic]
    rules_are_whole: bool
    everything_judged: bool


def accept(study: Study, found: Iterable[Diagnostic], known: Known) -> Sorted:
    """Findings sorted by whether the file that they are in accepts their rule.

    Only the findings of a rule's own file are accepted. An acceptance of nothing, of a rule that is
    not known, of an error that cannot be accepted or without a reason is a finding itself.
    """
    reasons = {(entry.position.file, entry.rule): entry for entry in _entries(study)}
    standing = []
    accepted = []
    for one in found:
        entry = reasons.get((one.at.file, one.rule))
        if entry is None or one in known.blocking or not entry.reason.strip():
            standing.append(one)
        else:
            accepted.append(Accepted(one, entry.reason.strip()))
    used = frozenset((one.found.at.file, one.found.rule) for one in accepted)
    in_the_way = [*standing, *(one.found for one in accepted if is_own(one.found.rule))]
    if not known.everything_judged or any(one.severity is Severity.ERROR for one in in_the_way):
        # What errors kept from being judged might be what is accepted.
        used |= reasons.keys()
    refused = frozenset((one.at.file, one.rule) for one in standing)
    return Sorted((*standing, *_faults(reasons, used, refused, known)), tuple(accepted))


def _entries(study: Study) -> Iterator[Acceptance]:
    yield from study.codebook.accept
    for group in study.codebook.case_groups.values():
        yield from group.accept
    for case in study.sheets:
        yield from case.accept


def _faults(
    reasons: _Reasons, used: frozenset[_Key], refused: frozenset[_Key], known: Known
) -> Iterator[Diagnostic]:
    ids = [rule.id for rule in known.rules]
    for place, entry in reasons.items():
        if entry.rule not in ids:
            if known.rules_are_whole or is_own(entry.rule):
                message = f"there is no rule '{entry.rule}'"
                # Every other number is near to some rule, and says nothing of what was meant.
                near = "" if _NUMBERED.fullmatch(entry.rule) else did_you_mean(entry.rule, ids)
                hint = near or "write the id that stands before the message of the finding"
                part = Part(("rule",))
                yield with_part(finding(UNKNOWN_RULE, entry.position, message, hint), part)
        elif not entry.reason.strip():
            message = f"{entry.rule} is accepted here, but no reason is given"
            yield finding(NO_REASON, entry.position, message, "say why it may stand")
        elif place in refused:
            message = f"{entry.rule} cannot be accepted: while it stands, nothing can be classified"
            hint = "correct what it finds, and take this entry out"
            yield finding(NOT_ACCEPTABLE, entry.position, message, hint)
        elif place not in used:
            message = f"{entry.rule} is accepted here, but not found"
            found = finding(NEEDLESS, entry.position, message, "take this entry out")
            yield with_fix(found, Fix("taken out", (Removed(entry.position),)))
