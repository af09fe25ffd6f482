"""Conditions and codings in words that a reader of the codebook knows."""

from collections.abc import Mapping

from qualcode.model.base import in_language
from qualcode.model.case import Coding, Evidence
from qualcode.model.codebook import Code, Codebook
from qualcode.model.condition import (
    DEGREE,
    AllOf,
    AnyOf,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Some,
    Value,
)

_OPERATORS: Mapping[str, str] = {
    "equals": "is",
    "in": "is one of",
    "at_least": "is at least",
    "at_most": "is at most",
    "below": "is below",
    "above": "is above",
    "contains": "has",
    "contains_any": "has one of",
    "contains_all": "has all of",
    "excludes": "does not have",
}


def condition_in_words(condition: Condition, codes: Mapping[str, Code], codebook: Codebook) -> str:
    """A condition as one line, with the ids that stand in the files."""

    def words(part: Condition) -> str:
        return condition_in_words(part, codes, codebook)

    def joined(parts: tuple[Condition, ...], word: str) -> str:
        inner = (f"({words(p)})" if _is_compound(p) else words(p) for p in parts)
        return f" {word} ".join(inner)

    match condition:
        case Comparison(code, operator, _) if operator == DEGREE:
            return f"the degree of {code}"
        case Comparison(code, operator, argument):
            none_of = operator == "excludes" and isinstance(argument, tuple) and len(argument) > 1
            said = "has none of" if none_of else _OPERATORS[operator]
            return f"{code} {said} {value_in_words(argument)}"
        case AllOf(parts):
            return joined(parts, "and")
        case AnyOf(parts):
            return joined(parts, "or")
        case AtLeast(count, parts):
            return f"at least {count} of: {joined(parts, ';')}"
        case Not(part):
            return f"not ({words(part)})"
        case Some(records, where, count):
            kind = codebook.records.get(records)
            fields = {} if kind is None else kind.fields
            number = "one" if count == 1 else str(count)
            inner = condition_in_words(where, fields, codebook)
            return f"at least {number} of {records} where {inner}" if inner else f"any {records}"


def dimension_in_words(dimension: Condition | str, codebook: Codebook) -> str:
    """A dimension that types are compared on: a code, or a condition."""
    if isinstance(dimension, str):
        return dimension
    return condition_in_words(dimension, codebook.codes, codebook)


def _is_compound(condition: Condition) -> bool:
    return isinstance(condition, AllOf | AnyOf | AtLeast | Some)


def value_in_words(value: Value) -> str:
    """A value as it stands in a file: `[a, b]`, `true`, `12`."""
    if isinstance(value, tuple):
        return f"[{', '.join(value_in_words(item) for item in value)}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def coding_in_words(coding: Coding | None) -> str:
    """What a case says of a code, known or not."""
    if coding is None:
        return "not coded"
    if coding.is_disputed:
        given = (f"{coder} {coding_in_words(one)}" for coder, one in coding.given.items())
        told = coding.model_copy(update={"given": {}})
        return f"{coding_in_words(told)} (coders disagree: {', '.join(given)})"
    if coding.value is not None:
        more = "" if coding.complete else ", perhaps more"
        return f"{value_in_words(coding.value)}{more}"
    if coding.any_of:
        return f"one of {value_in_words(coding.any_of)}"
    bounds = (("at least", coding.at_least), ("at most", coding.at_most))
    return ", ".join(f"{word} {bound}" for word, bound in bounds if bound is not None)


def basis_in_words(coding: Coding | None) -> str:
    """What a value rests on where it is not simply stated, in brackets; and who settled it."""
    if coding is None:
        return ""
    inferred = "" if coding.basis == "stated" else f" ({coding.basis})"
    return inferred + (f", decided by {coding.decided.by}" if coding.decided is not None else "")


def evidence_in_words(evidence: Evidence, language: str) -> str:
    """A ground of a value: its place, what is said there, and by whom."""
    place = f"{evidence.document}, {evidence.at}" if evidence.at else evidence.document
    said = f'"{evidence.quote}"' if evidence.quote else in_language(evidence.says, language)
    role = f" ({evidence.role})" if evidence.role else ""
    return f"{place}: {said}{role}" if said else place
