"""A condition uses a code that cases of its unit never have.

The code would be unknown for every case, so that no case could ever be decided by it.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.condition import Comparison
from qualcode.model.study import Study
from qualcode.model.walk import all_asked

RULE = Rule(
    "QC104",
    "condition-on-other-unit",
    Severity.ERROR,
    "A condition uses a code of another unit.",
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every test on a code that does not belong to the unit of its condition."""
    book = study.codebook
    for leaf, codes, unit, inside in all_asked(book):
        if not isinstance(leaf, Comparison) or inside or unit is None or leaf.code not in codes:
            continue
        units = codes[leaf.code].units
        # A unit that is not there is a finding of its own.
        if units and unit not in units and unit in book.units and book.units.keys() >= set(units):
            message = f"code '{leaf.code}' is for {', '.join(units)}, this condition for {unit}"
            hint = f"ask for a code of {unit}, or add {unit} to the units of '{leaf.code}'"
            yield finding(RULE, leaf.position, message, hint)
