"""A value does not have the form that the scale of its code asks for.

A number written as text is not counted, and a list where one value is due has no single meaning.
"""

import re
from collections.abc import Iterator

from qualcode.diagnostics import (
    Diagnostic,
    Fix,
    Location,
    Respelled,
    Rule,
    Severity,
    finding,
    with_fix,
)
from qualcode.model.case import Coding
from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import Value
from qualcode.model.study import Study
from qualcode.model.values import KIND, has_kind
from qualcode.rules.value_not_allowed import values_of

RULE = Rule("QC204", "wrong-scale", Severity.ERROR, "A value does not fit the scale of its code.")

_LISTS = (Scale.SET, Scale.TEXTS)
_RANGES = (Scale.COUNT, Scale.NUMBER)
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")  # leading zeros belong to a number in a register
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,11})\.(?:[0-9]{1,2}|[0-9]{4,6})")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every value that has the wrong form for its code."""
    for case in study.cases:
        for _, coding, code, _, _ in study.coded(case):
            if code is not None:
                at = coding.value_position
                for message, hint, fix in _faults(code, coding, at):
                    yield with_fix(finding(RULE, at, message, hint), fix)


def _faults(code: Code, coding: Coding, at: Location) -> Iterator[tuple[str, str, Fix | None]]:
    is_list = isinstance(coding.value, tuple)
    values = values_of(coding)
    if code.scale in _LISTS and values and not is_list:
        yield (
            f"code '{code.id}' must be {KIND[code.scale]}",
            f"write it as [{_shown(values[0])}]",
            None,
        )
        return
    if is_list and code.scale not in _LISTS:
        hint = "if it may be one of several, write {any_of: [...]}"
        yield f"code '{code.id}' must be {KIND[code.scale]}, found a list", hint, None
        return
    for value in values:
        if not has_kind(code, value):
            yield (
                f"code '{code.id}' must be {KIND[code.scale]}, found {_described(value)}",
                _hint(value),
                _fix(code, value, at),
            )
    if not coding.complete and code.scale not in _LISTS:
        yield f"'complete' means something for lists only, not for code '{code.id}'", "", None
    if (coding.at_least is not None or coding.at_most is not None) and code.scale not in _RANGES:
        message = f"at_least and at_most mean something for numbers only, not for code '{code.id}'"
        yield message, "", None


def _described(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"the number {value}" if isinstance(value, int | float) else f"the text '{value}'"


def _shown(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fix(code: Code, value: Value, at: Location) -> Fix | None:
    """The number or truth value that a text is for everyone; 1.024 is one thing in Danish only."""
    if not isinstance(value, str):
        return None
    meant: bool | int | float | None = None
    if value.casefold() in ("true", "false"):
        meant = value.casefold() == "true"
    elif _WHOLE.fullmatch(value):
        meant = int(value)
    elif _DECIMAL.fullmatch(value):
        meant = float(value)
    if meant is None or not has_kind(code, meant):
        return None
    return Fix(f"now {_shown(meant)}", (Respelled(at, value, meant),))


def _hint(value: Value) -> str:
    if isinstance(value, str) and value.replace(".", "").replace(" ", "").isdigit():
        digits = value.replace(".", "").replace(" ", "")
        return f"write {digits}, without quotes, dots or spaces"
    if isinstance(value, str) and value.casefold() in ("ja", "nej", "yes", "no", "on", "off"):
        return "write true or false"
    return "" if isinstance(value, str) else "put quotes around it if it is meant as text"
