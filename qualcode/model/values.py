"""Which values a code can take, and how to say so."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import Value

KIND: Mapping[Scale, str] = MappingProxyType(
    {
        Scale.PRESENCE: "true or false",
        Scale.BOOLEAN: "true or false",
        Scale.NOMINAL: "one of its values",
        Scale.ORDINAL: "one of its values",
        Scale.SET: "a list of its values",
        Scale.COUNT: "a whole number, 0 or more",
        Scale.NUMBER: "a number",
        Scale.DATE: "a date, written 2012-09-30",
        Scale.TEXT: "a text",
        Scale.TEXTS: "a list of texts",
        Scale.REFERENCE: "the id of another record",
    }
)
"""What a value of each scale looks like, to complete 'this must be ...'."""


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar as files have it, such as 2012-02-29."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def has_kind(code: Code, value: Value) -> bool:
    """Whether a value is of the kind that the code's scale asks for (sets: one member)."""
    match code.scale:
        case Scale.PRESENCE | Scale.BOOLEAN:
            return isinstance(value, bool)
        case Scale.COUNT:
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0
        case Scale.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case Scale.DATE:
            return isinstance(value, str) and is_date(value)
        case _:
            return isinstance(value, str)


def allowed(code: Code, value: Value) -> bool:
    """Whether a code can have a value (sets: as a member)."""
    if not has_kind(code, value):
        return False
    if code.values:
        return value in code.value_ids
    if isinstance(value, int | float):
        low = code.minimum is None or value >= code.minimum
        return low and (code.maximum is None or value <= code.maximum)
    return True


def allowed_words(code: Code) -> str:
    """The values that a code can have, as a sentence of a hint."""
    if code.values:
        names = code.value_ids
        listed = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
        return f"its values are {listed}"
    if code.minimum is not None and code.maximum is not None:
        return f"it goes from {code.minimum} to {code.maximum}"
    if code.minimum is not None:
        return f"it is {code.minimum} or more"
    return (
        f"it is {code.maximum} or less" if code.maximum is not None else f"it is {KIND[code.scale]}"
    )
