"""Scales and types of variables: what each becomes in the other's words, and the values."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from qualcode.exchange.refi.model import Variable, VariableValue
from qualcode.model.codebook import Scale

_MARK: Final = "[qualcode] "
_LIST_SCALES: Final = (Scale.SET, Scale.TEXTS)
_WITH_VALUES: Final = (Scale.NOMINAL, Scale.ORDINAL, Scale.SET)
_BY_KIND: Final = MappingProxyType(
    {
        "Text": Scale.TEXT,
        "Boolean": Scale.BOOLEAN,
        "Integer": Scale.COUNT,
        "Float": Scale.NUMBER,
        "Date": Scale.DATE,
        "DateTime": Scale.TEXT,
    }
)
_KINDS: Final = MappingProxyType(
    {
        Scale.BOOLEAN: "Boolean",
        Scale.COUNT: "Integer",
        Scale.NUMBER: "Float",
        Scale.DATE: "Date",
    }
)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Measure:
    """How a variable measures: its scale, and for lists of values these with their labels."""

    scale: Scale
    values: Mapping[str, str]
    definition: str = ""
    may_not_apply: bool = False


def measure_of(variable: Variable, values: Sequence[VariableValue]) -> Measure:
    """The scale of a variable: the one that qualcode wrote beside it, or from its type."""
    told, _, marked = variable.description.rpartition(_MARK)
    if marked and variable.description.endswith(marked) and _MARK in variable.description:
        try:
            data = json.loads(marked)
            listed = {str(key): str(label) for key, label in data["values"].items()}
            may_not_apply = data.get("may_not_apply") is True
            return Measure(Scale(data["scale"]), listed, told.strip(), may_not_apply)
        except (ValueError, KeyError, TypeError, AttributeError):
            pass  # somebody else's text, or one that was changed: then the type says it
    scale = _BY_KIND[variable.kind]
    if scale is Scale.COUNT and any(value.text.strip().startswith("-") for value in values):
        scale = Scale.NUMBER
    return Measure(scale, {}, variable.description)


def marked(measure: Measure) -> str:
    """The description of a variable, with the scale where its type does not say it."""
    if measure.scale not in (*_WITH_VALUES, Scale.TEXTS) and not measure.may_not_apply:
        return measure.definition
    scale = Scale.TEXT if measure.scale is Scale.REFERENCE else measure.scale
    data: dict[str, object] = {"scale": str(scale), "values": dict(measure.values)}
    if measure.may_not_apply:
        data["may_not_apply"] = True
    line = f"{_MARK}{json.dumps(data, ensure_ascii=False)}"
    return f"{measure.definition}\n\n{line}" if measure.definition else line


def kind_of(scale: Scale, values: Sequence[object]) -> str:
    """The type of a variable for a scale; dates that are not whole days go out as text."""
    if scale is Scale.DATE and not all(_DATE.fullmatch(str(value)) for value in values):
        return "Text"
    return _KINDS.get(scale, "Text")


def value_in(value: VariableValue, scale: Scale) -> object:
    """The value that a case has, or None where the text is none of the scale."""
    text = value.text.strip()
    if scale in _LIST_SCALES:
        parts = re.split("\n" if scale is Scale.TEXTS else r"\s*;\s*", value.text)
        return [part for part in parts if part]
    if scale is Scale.BOOLEAN:
        return {"true": True, "1": True, "false": False, "0": False}.get(text.lower())
    if scale in (Scale.COUNT, Scale.NUMBER):
        return _number(text, scale)
    if scale is Scale.DATE:
        return text[:10] if _DATE.match(text) else None
    return value.text or None


def _number(text: str, scale: Scale) -> int | float | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    if number == number.to_integral_value():
        return int(number)
    return None if scale is Scale.COUNT else float(number)


def value_out(value: object, scale: Scale) -> str:
    """A value as REFI-QDA has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return format(Decimal(str(value)), "f")
    if isinstance(value, tuple):
        return ("\n" if scale is Scale.TEXTS else "; ").join(map(str, value))
    return str(value)
