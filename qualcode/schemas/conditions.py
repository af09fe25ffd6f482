"""The schema of conditions, as `loading.conditions` reads them."""

from collections.abc import Collection, Mapping

from qualcode.loading.conditions import OPERATORS, RESERVED
from qualcode.model.codebook import Codebook
from qualcode.schemas.codings import described
from qualcode.schemas.shapes import SCALAR, TEXT, Definitions, Schema, ref

CONDITION = ref("Condition")

_LIST: Schema = {"type": "array", "items": SCALAR, "minItems": 1}
_VALUE: Schema = {"anyOf": [SCALAR, _LIST]}
_PARTS: Schema = {"type": "array", "items": CONDITION, "minItems": 1}
_COUNT: Schema = {"type": "integer", "minimum": 1}
_OF_LISTS = ("in", "contains_any", "contains_all")

_TEST: Schema = {
    "description": "A value, a list, or a comparison with an operator.",
    "anyOf": [
        SCALAR,
        _LIST,
        {
            "type": "object",
            "properties": {name: _LIST if name in _OF_LISTS else _VALUE for name in OPERATORS},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ],
}
_SOME: Schema = {
    "properties": {"some": TEXT, "where": CONDITION, "at_least": _COUNT},
    "additionalProperties": False,
}
_AT_LEAST: Schema = {
    "properties": {"at_least": _COUNT, "of": _PARTS},
    "required": ["at_least"],
    "additionalProperties": False,
}


def condition(beside: Mapping[str, object], about: str) -> Schema:
    """The schema of a condition; further keys, perhaps, stand beside those of the condition."""
    return {
        "description": about,
        "type": "object",
        **({"not": {"propertyNames": {"enum": list(beside)}}} if beside else {"minProperties": 1}),
        "if": {"required": ["some"]},
        "then": _also(_SOME, beside),
        "else": {
            "if": {"required": ["of"]},
            "then": _also(_AT_LEAST, beside),
            "else": _keyed(beside),
        },
    }


def _also(schema: Schema, beside: Mapping[str, object]) -> Schema:
    keys = schema["properties"]
    assert isinstance(keys, Mapping)  # as written above
    return {**schema, "properties": {**keys, **beside}}


def _keyed(beside: Mapping[str, object]) -> Schema:
    alone: Collection[str] = ("some", "of", *beside)
    nowhere = {word: False for word in RESERVED if word not in alone}
    keys = {"all": _PARTS, "any": _PARTS, "not": CONDITION, "degree_of": TEXT}
    return {
        "allOf": [ref("Tests")],
        "properties": {**nowhere, **keys, **beside},
        "additionalProperties": ref("Test"),
    }


def condition_definitions(book: Codebook, language: str) -> Definitions:
    """The form of a condition, with the codes of a study as suggestions.

    A name that is not among them may be one of a record's field: `check` knows.
    """
    tests = {
        code.id: {
            "description": described(code, language),
            **({"examples": list(code.value_ids)} if code.values else {}),
        }
        for code in book.codes.values()
    }
    return {
        "Condition": condition({}, "A condition over codes; several keys must all hold."),
        "Test": _TEST,
        "Tests": {"properties": tests},
    }
