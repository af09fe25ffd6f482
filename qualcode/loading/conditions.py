"""Conditions as people write them in YAML, read into the tree of `model.condition`."""

from math import isfinite
from types import MappingProxyType
from typing import TypeGuard

from qualcode.diagnostics import Rule, Severity, did_you_mean
from qualcode.loading.shape import Path, Shaper, describe
from qualcode.model.condition import (
    DEGREE,
    AllOf,
    AnyOf,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Scalar,
    Some,
    Value,
)

BAD_CONDITION = Rule(
    "QC024", "bad-condition", Severity.ERROR, "A condition that cannot be understood."
)
RULES = (BAD_CONDITION,)

OPERATORS = (
    "equals",
    "in",
    "at_least",
    "at_most",
    "below",
    "above",
    "contains",
    "contains_any",
    "contains_all",
    "excludes",
)
RESERVED = ("all", "any", "not", "at_least", "of", "some", "where", "when", "degree_of")
"""Words of the condition language, which no code may have as its id."""

_AT_LEAST = "write it as {at_least: 2, of: [{code: value}, {code: value}]}"
_SOME = "write it as {some: <records>, where: {field: value}}"
_TOGETHER = MappingProxyType({"at_least": _AT_LEAST, "where": _SOME})


def read_condition(shaper: Shaper, raw: object, path: Path) -> Condition | None:
    """The condition at a path, or None with what is wrong with it kept in the shaper."""
    if not isinstance(raw, dict) or not raw:
        hint = "write it as {code: value}, or with all, any, not, some"
        found = f"a condition is due, found {describe(raw)}"
        message = "the condition is empty" if raw == {} else found
        shaper.say(BAD_CONDITION, path, message, hint)
        return None
    if "some" in raw:
        return _some(shaper, raw, path)
    if "of" in raw:
        return _at_least(shaper, raw, path)
    parts = [_keyed(shaper, key, value, (*path, key)) for key, value in raw.items()]
    good = tuple(part for part in parts if part is not None)
    if len(good) < len(parts):
        return None
    return good[0] if len(good) == 1 else AllOf(good)


def _keyed(shaper: Shaper, key: str, value: object, path: Path) -> Condition | None:
    if key in ("all", "any"):
        parts = _parts(shaper, value, path)
        if parts is None:
            return None
        return AllOf(parts) if key == "all" else AnyOf(parts)
    if key == "not":
        part = read_condition(shaper, value, path)
        return None if part is None else Not(part)
    if key == "degree_of" and isinstance(value, str):
        at = shaper.document.locate(path)
        return Comparison(value, DEGREE, True, at, at)
    if key in RESERVED:
        hint = _TOGETHER.get(key, "choose another id for the code")
        shaper.say(BAD_CONDITION, path, f"'{key}' cannot stand here on its own", hint, key=True)
        return None
    return _test(shaper, key, value, path)


def _parts(shaper: Shaper, raw: object, path: Path) -> tuple[Condition, ...] | None:
    if not isinstance(raw, list) or not raw:
        hint = "put each condition into the list: [{code: value}, {code: value}]"
        message = f"a list of conditions is due here, found {describe(raw)}"
        shaper.say(BAD_CONDITION, path, message, hint)
        return None
    parts = [read_condition(shaper, item, (*path, i)) for i, item in enumerate(raw)]
    good = tuple(part for part in parts if part is not None)
    return good if len(good) == len(parts) else None


def _at_least(shaper: Shaper, raw: dict[str, object], path: Path) -> Condition | None:
    parts = _parts(shaper, raw["of"], (*path, "of"))
    count = raw.get("at_least")
    if set(raw) != {"at_least", "of"} or not _is_count(count):
        message = "'of' goes with 'at_least' and a whole number, 1 or more"
        shaper.say(BAD_CONDITION, path, message, _AT_LEAST)
        return None
    if parts is not None and isinstance(count, int) and count > len(parts):
        message = f"at least {count} of {len(parts)} conditions can never hold"
        hint = "write a smaller number, or add conditions"
        shaper.say(BAD_CONDITION, (*path, "at_least"), message, hint)
        return None
    return None if parts is None or not isinstance(count, int) else AtLeast(count, parts)


def _is_count(raw: object) -> bool:
    return isinstance(raw, int) and not isinstance(raw, bool) and raw > 0


def _some(shaper: Shaper, raw: dict[str, object], path: Path) -> Condition | None:
    group = raw["some"]
    count = raw.get("at_least", 1)
    for key in raw:
        if key not in ("some", "where", "at_least"):
            hint = did_you_mean(key, ("where", "at_least"))
            shaper.say(
                BAD_CONDITION, (*path, key), f"'{key}' has no meaning beside 'some'", hint, key=True
            )
            return None
    if not isinstance(group, str) or not isinstance(count, int) or not _is_count(count):
        message = "'some' goes with the name of a record group, perhaps 'at_least' a whole number"
        shaper.say(BAD_CONDITION, path, message, _SOME)
        return None
    where: Condition | None = AllOf(())
    if "where" in raw:
        where = read_condition(shaper, raw["where"], (*path, "where"))
    at = shaper.document.locate((*path, "some"))
    return None if where is None else Some(group, where, count, position=at)


def _test(shaper: Shaper, code: str, raw: object, path: Path) -> Condition | None:
    operator = "equals"
    place = path
    if isinstance(raw, dict) and raw:
        if len(raw) != 1:
            tests = [_test(shaper, code, {key: value}, path) for key, value in raw.items()]
            good = tuple(test for test in tests if test is not None)
            return AllOf(good) if len(good) == len(tests) else None
        operator, raw = next(iter(raw.items()))
        place = (*path, operator)
        if operator not in OPERATORS:
            hint = did_you_mean(operator, OPERATORS) or f"there are {', '.join(OPERATORS)}"
            shaper.say(BAD_CONDITION, place, f"there is no operator '{operator}'", hint, key=True)
            return None
    value = _value(raw)
    if value is None:
        message = f"code '{code}' is compared with {describe(raw)}; a value is due here"
        hint = "write one of its values, or a list of them"
        shaper.say(BAD_CONDITION, place, message, hint)
        return None
    if operator in ("in", "contains_any", "contains_all") and not isinstance(value, tuple):
        message = f"'{operator}' takes a list, found {describe(raw)}"
        shaper.say(BAD_CONDITION, place, message, f"write it as [{value}]")
        return None
    locate = shaper.document.locate
    return Comparison(code, operator, value, locate(path, key=True), locate(place))


def _value(raw: object) -> Value | None:
    if isinstance(raw, list):
        items: list[Scalar] = [item for item in raw if _is_scalar(item)]
        return tuple(items) if items and len(items) == len(raw) else None
    return raw if _is_scalar(raw) else None


def _is_scalar(raw: object) -> TypeGuard[Scalar]:
    """Whether it is one plain value; a number without end compares with nothing."""
    return isinstance(raw, bool | int | str) or (isinstance(raw, float) and isfinite(raw))
