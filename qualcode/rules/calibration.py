"""A calibration that gives no degree of membership, or a condition that asks for one there is not.

Degrees decide between types as much as values do: a value without one would silently count as 0.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Location, Rule, Severity, finding
from qualcode.model.codebook import Calibration, Code, Scale
from qualcode.model.condition import DEGREE, Comparison
from qualcode.model.study import Study
from qualcode.model.walk import all_asked

RULE = Rule(
    "QC111",
    "calibration",
    Severity.ERROR,
    "A calibration gives no degree of membership, or a condition asks where there is none.",
)

_NUMERIC = (Scale.COUNT, Scale.NUMBER)
_SINGLE = (Scale.NOMINAL, Scale.ORDINAL)
_HOW = "give each value a 'membership:' from 0 to 1, or a number three anchors under 'calibration:'"


def check(study: Study) -> Iterator[Diagnostic]:
    """Every calibration that does not work, and every degree asked of a code without one."""
    for code in study.codebook.codes.values():
        for at, message, hint in _faults(code):
            yield finding(RULE, at, f"code '{code.id}' {message}", hint)
    for leaf, codes, _, inside in all_asked(study.codebook):
        if not isinstance(leaf, Comparison) or leaf.operator != DEGREE or leaf.code not in codes:
            continue
        if inside:
            message = f"'degree_of' cannot be asked inside the records of {inside}"
            yield finding(RULE, leaf.position, message, "compare the field with a value instead")
        elif not codes[leaf.code].is_graded:
            message = f"code '{leaf.code}' has no degrees of membership"
            yield finding(RULE, leaf.position, message, _HOW)


def _faults(code: Code) -> Iterator[tuple[Location, str, str]]:
    if code.calibration is not None:
        yield from _anchors(code, code.calibration)
    given = [value for value in code.values if value.membership is not None]
    if not given:
        return
    if code.scale not in _SINGLE:
        hint = "take the memberships out, or make the scale nominal or ordinal"
        yield code.position, f"has scale {code.scale}, where values have no membership", hint
    for value in code.values:
        if value.membership is None:
            hint = "give it a 'membership:' from 0 to 1, as its other values have"
            yield value.position, f"has no membership for the value '{value.id}'", hint
        elif not 0 <= value.membership <= 1:
            message = f"has the membership {value.membership} for '{value.id}'"
            yield value.position, message, "a membership goes from 0 (out) to 1 (in)"
    if code.scale is Scale.ORDINAL and len(given) == len(code.values):
        degrees = [float(value.membership or 0) for value in given]
        if degrees not in (sorted(degrees), sorted(degrees, reverse=True)):
            message = "is ordinal, but its memberships neither rise nor fall throughout"
            yield code.position, message, "put the values in their order, or make the code nominal"


def _anchors(code: Code, calibration: Calibration) -> Iterator[tuple[Location, str, str]]:
    at = calibration.position
    if code.scale not in _NUMERIC:
        hint = "take it out; give the values of a nominal or ordinal code a 'membership:' each"
        yield at, f"has scale {code.scale}, where a calibration means nothing", hint
    anchors = (calibration.full_non_member, calibration.crossover, calibration.full_member)
    rising = sorted(set(anchors))
    if list(anchors) not in (rising, rising[::-1]) or len(rising) < 3:
        hint = "the crossover lies between full_non_member and full_member"
        yield at, "has a calibration whose anchors neither rise nor fall", hint
