"""The schema of one coding: which values its code can take, in short form and in long form."""

from collections.abc import Mapping
from typing import TypeVar

from qualcode.model.base import in_language
from qualcode.model.case import Coding
from qualcode.model.codebook import Code, CodeValue, Scale
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN
from qualcode.schemas.shapes import NEVER, NOTHING, TEXT, Schema, either, list_of, ref, shapes_of

Choice = TypeVar("Choice", bound=bool | str)
Choices = Mapping[bool | str, str]
"""Values that can be chosen, and what each of them means."""

_LISTS = (Scale.SET, Scale.TEXTS)
_RANGES = (Scale.COUNT, Scale.NUMBER)
DATE = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"

_MEANING = {
    UNKNOWN: "Looked for and not found out. Leaving the code out means the same.",
    NOT_APPLICABLE: "The code has no meaning for this case; that is known, not unknown.",
}
_GIVEN: Schema = {**list_of(ref("EvidenceOrDocument")), "minItems": 1}

STILL_UNKNOWN: Schema = either(
    {"const": UNKNOWN},
    {"type": "object", "required": ["value"], "properties": {"value": {"const": UNKNOWN}}},
)
"""All that an anonymous case may say of an attribute that would identify it."""


def coding(code: Code, language: str, *, needs_evidence: bool) -> Schema:
    """The schema of what a case says of a code."""
    if code.derived is not None:
        message = f"'{code.id}' is computed and cannot be written in a case."
        return {**NEVER, "errorMessage": message, "doNotSuggest": True}
    value = _value(code, language)
    short = _words(code) if needs_evidence else value
    return {
        "title": in_language(code.label, language) or code.id,
        "description": described(code, language),
        **either(short, _long(code, language, value, needs_evidence=needs_evidence)),
    }


def described(one: Code | CodeValue, language: str) -> str:
    """The label of a code or a value, and what the codebook says of when to apply it."""
    label = in_language(one.label, language) or one.id
    definition = in_language(one.definition, language)
    said = [f"{label}: {definition}" if definition else label]
    limits = (("Include when", one.include_when), ("Exclude when", one.exclude_when))
    said += [f"{word}: {text}" for word, by in limits if (text := in_language(by, language))]
    return "\n\n".join(said)


def _value(code: Code, language: str) -> Schema:
    """Everything that may stand as the value itself."""
    member = _member(code, language)
    match code.scale:
        case Scale.SET | Scale.TEXTS:
            return either(list_of(member), _words(code))
        case Scale.REFERENCE:
            return member
        case Scale.TEXT if not code.values:
            refused = {} if code.may_not_apply else {"not": {"const": NOT_APPLICABLE}}
            return {**member, **refused}
        case _ if "enum" in member:
            return one_of({**_choices(code, language), **_open(code)})
        case _:
            return either(member, _words(code))


def _member(code: Code, language: str) -> Schema:
    """One value, or one member where the value is a list."""
    choices = _choices(code, language)
    if choices:
        return one_of(choices)
    match code.scale:
        case Scale.COUNT:
            return {"type": "integer", "minimum": max(code.minimum or 0, 0), **_most(code)}
        case Scale.NUMBER:
            least = {} if code.minimum is None else {"minimum": code.minimum}
            return {"type": "number", **least, **_most(code)}
        case Scale.DATE:
            return {"type": "string", "pattern": DATE}
        case _:
            return TEXT


def _choices(code: Code, language: str) -> Choices:
    """The values that the codebook lists, with their meaning."""
    if code.scale in (Scale.PRESENCE, Scale.BOOLEAN):
        return {True: "It is so.", False: "It is not so."}
    return {value.id: described(value, language) for value in code.values}


def _most(code: Code) -> Schema:
    return {} if code.maximum is None else {"maximum": code.maximum}


def _open(code: Code) -> Choices:
    """The words that may stand in place of a value, with their meaning."""
    applies = not code.may_not_apply
    return {word: told for word, told in _MEANING.items() if word == UNKNOWN or not applies}


def _words(code: Code) -> Schema:
    return one_of(_open(code))


def one_of(choices: Mapping[Choice, str]) -> Schema:
    """The schema of a value out of a list; editors show what each of them means."""
    if not choices:
        return NEVER  # an empty list is no schema for editors
    return {"enum": list(choices), "markdownEnumDescriptions": list(choices.values())}


def _long(code: Code, language: str, value: Schema, *, needs_evidence: bool) -> Schema:
    """A value with its grounds; what is known only in part is said in one way."""
    keys: Mapping[str, object] = {"value": value, **_partly(code, language)}
    ways: list[Schema] = [{"required": [key]} for key in ("value", "any_of") if key in keys]
    if code.scale in _RANGES:
        ways.append(either({"required": ["at_least"]}, {"required": ["at_most"]}))
    shape = shapes_of(Coding)["Coding"]
    kept = shape.without("value", "any_of", "at_least", "at_most", "complete")
    grounds = {"evidence": ref("Grounds")}
    rules = [{"oneOf": ways}, *([_grounded()] if needs_evidence else [])]
    about = {"description": described(code, language)}
    return kept.having({**keys, **grounds}).schema(allOf=rules, **about)


def _partly(code: Code, language: str) -> Mapping[str, object]:
    """What may be said of a code of which not everything is known."""
    if code.scale in _LISTS:
        about = "false: there may be more than those listed."
        return {"complete": {"type": "boolean", "description": about}}
    member = _member(code, language)
    about = "One of these, and it is not known which."
    some = {**list_of(member), "minItems": 1, "description": about}
    always = {"const": True, "doNotSuggest": True}
    if code.scale not in _RANGES:
        return {"any_of": some, "complete": always}
    return {"any_of": some, "complete": always, "at_least": member, "at_most": member}


def _grounded() -> Schema:
    """Evidence, except for a value that claims nothing."""
    # Not as `enum`: editors would list these words among the values that the code can have.
    claims_nothing = {"value": {"type": "string", "pattern": f"^({UNKNOWN}|{NOT_APPLICABLE})$"}}
    given = {"required": ["evidence"], "properties": {"evidence": _GIVEN}}
    return {"if": {"required": ["value"], "properties": claims_nothing}, "else": given}


GROUNDS: Schema = either(list_of(ref("EvidenceOrDocument")), NOTHING)
"""The evidence for something; the key may be left empty."""
