"""A memo is about something that is not there.

Whoever looks for what was thought about a code, a record or a case does not find it.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.codebook import Codebook
from qualcode.model.study import Study
from qualcode.rules.memos import Held, memos_of, nameable

RULE = Rule("QC380", "memo-about-nothing", Severity.ERROR, "A memo about something not there.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every memo whose `about` names nothing that it can be about."""
    if not study.codebook.is_whole:
        return
    for held in memos_of(study):
        memo = held.memo
        known = _known(held, study.codebook)
        if memo.about and memo.about not in known:
            hint = did_you_mean(memo.about, known) or _hint(held)
            yield finding(RULE, memo.place_of("about"), _message(held), hint)


def _known(held: Held, codebook: Codebook) -> tuple[str, ...]:
    if held.case is not None:
        return nameable(held.case, codebook)
    return () if held.code is None else (held.code.id,)


def _message(held: Held) -> str:
    if held.case is not None:
        return f"there is no '{held.memo.about}' in case '{held.case.id}' to have a memo about"
    return f"a memo under a code is about that code, not about '{held.memo.about}'"


def _hint(held: Held) -> str:
    if held.case is not None:
        return "name a code, passage, record or typology; without 'about' it is about the case"
    return "leave 'about' out, or put the memo where it belongs"
