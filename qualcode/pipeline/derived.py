"""Derived values that are written by hand and may go, because they say what is computed anyway."""

from collections.abc import Iterable, Iterator

from qualcode.diagnostics import Diagnostic, Fix, Location, Removed, Severity, with_fix
from qualcode.model.case import Case, Coding
from qualcode.model.condition import Value
from qualcode.model.study import Study
from qualcode.rules.derived_value_written import RULE
from qualcode.typology.ask import Questions
from qualcode.typology.solver import UnansweredError


def with_removals(found: Iterable[Diagnostic], study: Study) -> tuple[Diagnostic, ...]:
    """The findings; those about a derived value that is written as it is computed have a fix.

    Nothing is computed of a case with other errors, and what was written with evidence or a note
    is left to people.
    """
    findings = tuple(found)
    others = {
        one.at.file for one in findings if one.severity is Severity.ERROR and one.rule != RULE.id
    }
    written = {one.at.file for one in findings if one.rule == RULE.id} - others
    cases = (case for case in study.cases if case.position.file in written)
    needless = {at for case in cases for at in _as_computed(case, study)}
    return tuple(
        with_fix(one, Fix("taken out, as it is computed anyway", (Removed(one.at),)))
        if one.rule == RULE.id and one.at in needless
        else one
        for one in findings
    )


def _as_computed(case: Case, study: Study) -> Iterator[Location]:
    questions = Questions(study.codebook)
    for name, coding, code, _, record in study.coded(case):
        if code is None or code.derived is None or record or not _is_bare(coding):
            continue
        try:
            computed = questions.value(case, name)
        except UnansweredError:
            continue
        if coding.value is not None and _alike(coding.value, computed):
            yield coding.position


def _is_bare(coding: Coding) -> bool:
    return coding.complete and not (coding.evidence or coding.note or coding.basis != "stated")


def _alike(written: Value, computed: Value) -> bool:
    if isinstance(written, tuple) and isinstance(computed, tuple):
        return len(written) == len(computed) and set(written) == set(computed)
    return type(written) is type(computed) and written == computed
