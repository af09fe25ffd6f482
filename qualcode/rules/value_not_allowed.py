"""A code has a value that is not among its values, or lies outside its range.

A slip in a value is a case in the wrong type.
"""

from collections.abc import Iterator
from typing import NamedTuple

from qualcode.diagnostics import (
    Diagnostic,
    Part,
    Rule,
    Severity,
    did_you_mean,
    finding,
    respelling,
    with_fix,
    with_part,
)
from qualcode.model.case import Coding
from qualcode.model.codebook import Code, Codebook, Scale
from qualcode.model.condition import NOT_APPLICABLE, Value
from qualcode.model.names import Name
from qualcode.model.naming import canonical, value_names
from qualcode.model.study import Study
from qualcode.model.succession import now_called, value_name, what_became
from qualcode.model.values import allowed, allowed_words, has_kind

RULE = Rule("QC202", "value-not-allowed", Severity.ERROR, "A code has a value it cannot take.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every value of the right kind that its code cannot have."""
    for case in study.sheets:
        for _, coding, code, section, record in study.coded(case):
            if code is None or code.scale is Scale.REFERENCE:
                continue
            if coding.value == NOT_APPLICABLE and not code.may_not_apply:
                message = (
                    f"code '{code.id}' always applies, so 'not_applicable' cannot be its value"
                )
                hint = "write 'unknown', or declare 'may_not_apply: true' for the code"
                yield finding(RULE, coding.value_position, message, hint)
            for i, value in enumerate(values_of(coding)):
                if has_kind(code, value) and not allowed(code, value):
                    was = value_name(study.codebook, code, section if record else "", value)
                    yield _finding(code, coding, value, i, _Became.of(study.codebook, was))


def values_of(coding: Coding) -> tuple[Value, ...]:
    """The values that a coding speaks of; members of a set one by one."""
    if coding.is_unknown or coding.value == NOT_APPLICABLE:
        return ()
    bounds = tuple(bound for bound in (coding.at_least, coding.at_most) if bound is not None)
    if coding.value is None:
        return (*coding.any_of, *bounds)
    return coding.value if isinstance(coding.value, tuple) else (coding.value,)


class _Became(NamedTuple):
    """What an old value became, as a hint, and the one value that it is now called."""

    hint: str
    id: str | None

    @classmethod
    def of(cls, book: Codebook, name: Name) -> "_Became":
        return cls(what_became(book, name), now_called(book, name))


def _finding(code: Code, coding: Coding, value: Value, number: int, became: _Became) -> Diagnostic:
    meant = _meant(code, coding, value) or became.id
    near = f"did you mean '{meant}'?" if meant else did_you_mean(str(value), code.value_ids)
    near = f"{became.hint};" if became.hint else near
    hint = f"{near} {allowed_words(code)}".strip()
    message = f"code '{code.id}' cannot have the value '{value}'"
    # Where there is one value only, it has no numbered parts and stays in its place.
    found = with_part(finding(RULE, coding.value_position, message, hint), Part((number,)))
    return with_fix(found, respelling(coding.value_position, str(value), meant))


def _meant(code: Code, coding: Coding, value: Value) -> str | None:
    """The value that a word means; 'unknown' stands for a whole value, never in a list."""
    meant = canonical(value, value_names(code)) if code.values else None
    is_alone = not isinstance(coding.value, tuple | None)
    return meant if meant is not None and (is_alone or allowed(code, meant)) else None
