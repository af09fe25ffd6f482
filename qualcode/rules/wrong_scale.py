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
_THOUSANDS = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d+")
_DECIMAL = re.compile(r"-?\d+[.,]\d+")
_DANISH_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
# What is one number for everyone; leading zeros belong to a number in a register.
_CLEARLY_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_CLEARLY_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,11})\.(?:[0-9]{1,2}|[0-9]{4,6})")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every value that has the wrong form for its code."""
    for case in study.sheets:
        for _, coding, code, _, _ in study.coded(case):
            if code is not None:
                at = coding.value_position
                for message, hint, fix in _faults(code, coding, at):
                    yield with_fix(finding(RULE, at, message, hint), fix)


def _faults(code: Code, coding: Coding, at: Location) -> Iterator[tuple[str, str, Fix | None]]:
    is_list = isinstance(coding.value, tuple)
    values = values_of(coding)
    wanted = f"code '{code.id}' must be {KIND[code.scale]}"
    if code.scale in _LISTS and values and not is_list:
        hint = f"write it as [{_shown(values[0])}]"
        yield f"{wanted}, found {_described(values[0])}", hint, None
    elif is_list and code.scale not in _LISTS:
        yield f"{wanted}, found a list", "if it may be one of several, write {any_of: [...]}", None
    elif _is_range(coding) and code.scale not in _RANGES:
        message = f"at_least and at_most mean something for numbers only, not for code '{code.id}'"
        yield message, "name the values that it may have: {any_of: [...]}", None
    else:
        for value in values:
            if not has_kind(code, value):
                found = f"{wanted}, found {_described(value)}"
                yield found, _hint(code, value), _fix(code, value, at)
        if not coding.complete and code.scale not in _LISTS:
            message = f"'complete' means something for lists only, not for code '{code.id}'"
            yield message, "take it out; if it may be one of several, write {any_of: [...]}", None


def _is_range(coding: Coding) -> bool:
    return coding.at_least is not None or coding.at_most is not None


def _described(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"the number {value}" if isinstance(value, int | float) else f"the text '{value}'"


def _shown(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _hint(code: Code, value: Value) -> str:
    """What to write instead, where the value shows what was meant."""
    match code.scale:
        case Scale.COUNT | Scale.NUMBER:
            return _as_number(code.scale, value)
        case Scale.DATE:
            return _as_date(str(value))
        case Scale.BOOLEAN | Scale.PRESENCE:
            return "write true or false"
    return f'put quotes around it: "{_shown(value)}"'


def _as_number(scale: Scale, value: Value) -> str:
    if isinstance(value, str) and _THOUSANDS.fullmatch(value):
        return f"write {re.sub('[. ]', '', value)}, without quotes, dots or spaces"
    if isinstance(value, str) and scale is Scale.NUMBER and _DECIMAL.fullmatch(value):
        return f"write {value.replace(',', '.')}, with a decimal point and without quotes"
    return "write it in digits, or 'unknown' if it was not found out"


def _as_date(text: str) -> str:
    match = _DANISH_DATE.fullmatch(text)
    if match is None:
        return "write the year, the month and the day"
    day, month, year = match.groups()
    return f"write {year}-{int(month):02}-{int(day):02}"


def _fix(code: Code, value: Value, at: Location) -> Fix | None:
    """The number or truth value that a text is for everyone; 1.024 is one thing in Danish only."""
    if not isinstance(value, str):
        return None
    meant: bool | int | float | None = None
    if value.casefold() in ("true", "false"):
        meant = value.casefold() == "true"
    elif _CLEARLY_WHOLE.fullmatch(value):
        meant = int(value)
    elif _CLEARLY_DECIMAL.fullmatch(value):
        meant = float(value)
    if meant is None or not has_kind(code, meant):
        return None
    return Fix(f"now {_shown(meant)}", (Respelled(at, value, meant),))
