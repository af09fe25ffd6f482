"""What every part of a study has: it is frozen, and it knows where it was written."""

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    AllowInfNan,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from qualcode.diagnostics import Location

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")

K = TypeVar("K")
V = TypeVar("V")

NOWHERE = Location("")
POSITION = "__position__"
"""The key under which `loading` hands a value its place in the file."""

VALUE_POSITION = "__value_position__"
"""The same for the value of a coding, as apart from the code's name."""

CODER_POSITION = "__coder_position__"
"""The same for the name of a coder, as apart from the case it is about."""

Text = Annotated[str, Strict()]


def _language_code(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(f"'{text}' is not a language code, such as 'da' or 'en'")
    return text


LanguageCode = Annotated[str, Strict(), AfterValidator(_language_code)]
"""The code of a language; also the name of a folder."""

Flag = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
Number = Annotated[int, Strict()] | Annotated[float, Strict(), AllowInfNan(False)]
Positive = Annotated[Number, Field(gt=0)]
Basis = Literal["stated", "restored", "inferred"]
"""How a claim rests on its source: said outright, restored from a damaged text, or inferred."""


def _read_only(mapping: Mapping[K, V]) -> Mapping[K, V]:
    return MappingProxyType(dict(mapping))


ReadOnly = Annotated[Mapping[K, V], AfterValidator(_read_only)]
"""A mapping that nobody can change."""


def nothing() -> Mapping[K, V]:
    """The empty read-only mapping, as a default (pydantic would try to copy a plain one)."""
    return MappingProxyType({})


def _as_label(raw: object) -> object:
    if isinstance(raw, str):
        return {"": raw}
    if not isinstance(raw, Mapping):
        raise PydanticCustomError("label_type", "text, or a text for each language")
    return raw


Label = Annotated[
    Mapping[str, Text],
    BeforeValidator(_as_label),
    AfterValidator(_read_only),
    WithJsonSchema({"type": ["string", "object"], "additionalProperties": {"type": "string"}}),
]
"""Text by language; a plain text holds in every language and stands under the empty key."""


def exact(number: float) -> Fraction:
    """A number as it is written in a file: 0.2 is one fifth."""
    return Fraction(str(number))


def in_language(label: Mapping[str, str], language: str) -> str:
    """The label's text in a language, or its plain text, or the first one there is."""
    for key in (language, ""):
        if key in label:
            return label[key]
    return next(iter(label.values()), "")


class Frozen(BaseModel):
    """A value that cannot be changed and takes no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Located(Frozen):
    """A value that knows its place in the file it was read from."""

    position: Location = Field(default=NOWHERE, alias="__position__", repr=False, exclude=True)


class Source(Frozen):
    """A place in a document: which one, and where in it, in the words of the field."""

    document: Text
    at: Text = ""
