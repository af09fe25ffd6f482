"""Tests on the value of a code, as people write them: `style=written`, `beds>=20`."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from qualcode.diagnostics import Misuse, did_you_mean
from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import Comparison, Scalar

OPERATORS: Mapping[str, str] = MappingProxyType(
    {">=": "at_least", "<=": "at_most", ">": "above", "<": "below", "=": "equals"}
)
"""What the signs of a test mean."""

_IN_BOOLEAN = {"true": True, "false": False}


def read_test(code: Code, sign: str, text: str) -> Comparison:
    """The test that a code, a sign and a value stand for.

    Raises:
        Misuse: the code has no such value, or no order.
    """
    value = _value(code, text)
    ranked = code.scale in (Scale.ORDINAL, Scale.COUNT, Scale.NUMBER)
    if sign != "=" and not ranked:
        raise Misuse(f"'{code.id}' has no order; write {code.id}={text}")
    if code.scale is Scale.SET:
        return Comparison(code.id, "contains", value)
    return Comparison(code.id, OPERATORS[sign], value)


def _value(code: Code, text: str) -> Scalar:
    if code.scale in (Scale.COUNT, Scale.NUMBER):
        try:
            return int(text) if re.fullmatch(r"-?\d+", text) else float(text)
        except ValueError:
            raise Misuse(f"'{text}' is no number, as '{code.id}' needs") from None
    if code.scale in (Scale.BOOLEAN, Scale.PRESENCE):
        if text not in _IN_BOOLEAN:
            raise Misuse(f"'{code.id}' is true or false, not '{text}'")
        return _IN_BOOLEAN[text]
    if code.values and text not in code.value_ids:
        hint = did_you_mean(text, code.value_ids) or f"its values are {', '.join(code.value_ids)}"
        raise Misuse(f"'{code.id}' has no value '{text}'; {hint}")
    return text
