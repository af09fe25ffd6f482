"""A condition compares a code with a value that the code cannot have.

Such a condition never holds. It is nearly always a slip of the pen, and it empties a type.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.condition import NOT_APPLICABLE, Comparison, Value
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
    for leaf, codes, _, _ in all_asked(study.codebook):
        if not isinstance(leaf, Comparison) or leaf.code not in codes:
            continue
        code = codes[leaf.code]
        for value in _values(leaf.argument):
            may = value == NOT_APPLICABLE and code.may_not_apply
            if not may and not allowed(code, value):
                message = f"code '{leaf.code}' cannot have the value '{value}'"
                hint = did_you_mean(str(value), code.value_ids) or allowed_words(code)
                yield finding(RULE, leaf.argument_position, message, hint)


def _values(argument: Value) -> tuple[Value, ...]:
    return argument if isinstance(argument, tuple) else (argument,)
