"""A condition compares a code with a value that the code cannot have.

Such a condition never holds. It is nearly always a slip of the pen, and it empties a type.
"""

from collections.abc import Iterable, Iterator

from qualcode.diagnostics import (
    Diagnostic,
    Location,
    Rule,
    Severity,
    did_you_mean,
    finding,
    respelling,
    with_fix,
)
from qualcode.model.codebook import Code
from qualcode.model.condition import DEGREE, NOT_APPLICABLE, UNKNOWN, Comparison, Value
from qualcode.model.naming import canonical, value_names
from qualcode.model.study import Study
from qualcode.model.values import allowed, allowed_words
from qualcode.model.walk import all_asked

RULE = Rule(
    "QC102",
    "value-in-condition",
    Severity.ERROR,
    "A condition compares a code with a value that it cannot have.",
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every value in a condition that its code does not have."""
    book = study.codebook
    for leaf, codes, _, _ in all_asked(book):
        if isinstance(leaf, Comparison) and leaf.code in codes and leaf.operator != DEGREE:
            yield from _faults(codes[leaf.code], _values(leaf.argument), leaf.argument_position)
    for typology in book.typologies.values():
        for kind in typology.types.values():
            for name, ideal in kind.profile.items():
                if name in book.codes:
                    yield from _faults(book.codes[name], ideal.ideal, ideal.position)


def _faults(code: Code, values: Iterable[Value], at: Location) -> Iterator[Diagnostic]:
    for value in values:
        may = value == NOT_APPLICABLE and code.may_not_apply
        if not may and not allowed(code, value):
            message = f"code '{code.id}' cannot have the value '{value}'"
            meant = _meant(code, value)
            found = finding(RULE, at, message, _hint(code, value, meant))
            yield with_fix(found, respelling(at, str(value), meant, "ideal"))


def _meant(code: Code, value: Value) -> str | None:
    """The value of a code that a word means; no condition can ask for 'unknown'."""
    meant = canonical(value, value_names(code)) if code.values else None
    return None if meant == UNKNOWN else meant


def _hint(code: Code, value: Value, meant: str | None) -> str:
    if value == UNKNOWN:
        return "leave it out: what is not known of a case is kept open by itself"
    if value == NOT_APPLICABLE:
        return "leave it out, or declare 'may_not_apply: true' for the code"
    near = f"did you mean '{meant}'?" if meant else did_you_mean(str(value), code.value_ids)
    return near or allowed_words(code)


def _values(argument: Value) -> tuple[Value, ...]:
    return argument if isinstance(argument, tuple) else (argument,)
