"""A memo is about something that is not there.

Whoever looks for what was thought about a code, a record or a case does not find it.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.study import Study
from qualcode.rules.memos import memos_of, nameable

RULE = Rule("QC380", "memo-about-nothing", Severity.ERROR, "A memo about something not there.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every memo whose `about` names nothing that it can be about."""
    if not study.codebook.is_whole:
        return
    for memo, case, code in memos_of(study):
        if not memo.about:
            continue
        if case is not None:
            known = nameable(case, study.codebook)
            message = f"there is no '{memo.about}' in case '{case.id}' that a memo can be about"
            hint = "name a code, a record, a typology or the case; or leave 'about' out"
        elif code is not None:
            known = (code.id,)
            message = f"a memo under code '{code.id}' cannot be about '{memo.about}'"
            hint = "leave 'about' out, or put the memo where it belongs"
        if memo.about not in known:
            hint = did_you_mean(memo.about, known) or hint
            yield finding(RULE, memo.place_of("about"), message, hint)
