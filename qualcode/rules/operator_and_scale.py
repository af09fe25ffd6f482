"""A condition uses an operator that does not fit the scale of the code.

'At least' has no meaning for values without an order, 'contains' none for a single value.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.codebook import Scale
from qualcode.model.condition import DEGREE, Comparison
from qualcode.model.study import Study
from qualcode.model.walk import all_asked

RULE = Rule(
    "QC103",
    "operator-and-scale",
    Severity.ERROR,
    "An operator is used on a code whose scale it does not fit.",
)

_ORDER = ("equals", "in", "at_least", "at_most", "below", "above")
FITTING: Mapping[Scale, tuple[str, ...]] = MappingProxyType(
    {
        Scale.BOOLEAN: ("equals", "in"),
        Scale.NOMINAL: ("equals", "in"),
        Scale.ORDINAL: _ORDER,
        Scale.COUNT: _ORDER,
        Scale.NUMBER: _ORDER,
        Scale.SET: ("equals", "contains", "contains_any", "contains_all", "excludes"),
        Scale.TEXT: ("equals", "in"),
        Scale.REFERENCE: ("equals", "in"),
    }
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every test whose operator and scale do not go together."""
    for leaf, codes, _, _ in all_asked(study.codebook):
        if not isinstance(leaf, Comparison) or leaf.code not in codes:
            continue
        if leaf.operator == DEGREE:
            continue
        scale = codes[leaf.code].scale
        fitting = FITTING.get(scale, ())
        if leaf.operator not in fitting:
            message = f"'{leaf.operator}' does not fit code '{leaf.code}' with scale {scale}"
            hint = f"with this scale use {', '.join(fitting)}" if fitting else ""
            hint = hint or f"codes with scale {scale} cannot be used in conditions"
            yield finding(RULE, leaf.argument_position, message, hint)
