"""A code is declared in a way that contradicts itself or leaves out what its scale needs.

A nominal code without values can never be coded; a minimum above the maximum allows no number.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.codebook import Bands, Code, Codebook, Derivation, Scale
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN
from qualcode.model.study import Study

RULE = Rule(
    "QC106",
    "code-declaration",
    Severity.ERROR,
    "The declaration of a code contradicts itself or is not complete.",
)

_LISTED = (Scale.NOMINAL, Scale.ORDINAL, Scale.SET)
_NUMERIC = (Scale.COUNT, Scale.NUMBER)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every code and record field that cannot work as declared."""
    book = study.codebook
    fields = (field for kind in book.records.values() for field in kind.fields.values())
    for code in (*book.codes.values(), *fields):
        for message, hint in _faults(code, book):
            yield finding(RULE, code.position, f"code '{code.id}' {message}", hint)
        yield from _value_ids(code)
        if code.derived is not None:
            yield from _derived(code, code.derived, book)


def _faults(code: Code, book: Codebook) -> Iterator[tuple[str, str]]:
    if code.scale in _LISTED and not code.values and code.vocabulary is None:
        yield f"has scale {code.scale} but no values", "list them under 'values:'"
    if code.minimum is not None and code.maximum is not None and code.minimum > code.maximum:
        yield f"has its minimum {code.minimum} above its maximum {code.maximum}", ""
    if code.scale not in _NUMERIC and (code.minimum is not None or code.maximum is not None):
        yield f"has scale {code.scale}, where minimum and maximum mean nothing", ""
    if code.scale is Scale.REFERENCE and code.to not in book.records:
        yield (
            f"refers to '{code.to}', which is no record group",
            did_you_mean(str(code.to), book.records),
        )
    if code.parent is not None and book.is_whole and code.parent not in book.codes:
        yield f"has the unknown parent '{code.parent}'", did_you_mean(code.parent, book.codes)


def _value_ids(code: Code) -> Iterator[Diagnostic]:
    for value in code.values:
        if value.id in (UNKNOWN, NOT_APPLICABLE):
            message = f"'{value.id}' is a word of its own and cannot be a value"
            yield finding(RULE, value.position, message, "choose another id for the value")


def _derived(code: Code, derived: Derivation, book: Codebook) -> Iterator[Diagnostic]:
    ways = (derived.bands, derived.condition, derived.count, derived.union)
    if sum(way is not None for way in ways) != 1:
        message = f"code '{code.id}' must be derived in one way"
        yield finding(RULE, derived.position, message, "give one of bands, condition, count, union")
    if derived.bands is not None:
        yield from _bands(code, derived.bands, book)
    group = derived.count or derived.union
    if group is not None and group not in book.records:
        message = f"there are no records called '{group}'"
        yield finding(RULE, derived.position, message, did_you_mean(group, book.records))
    elif derived.union is not None and derived.field not in book.records[derived.union].fields:
        message = f"{derived.union} have no field '{derived.field}'"
        hint = did_you_mean(str(derived.field), book.records[derived.union].fields)
        yield finding(RULE, derived.position, message, hint)


def _bands(code: Code, bands: Bands, book: Codebook) -> Iterator[Diagnostic]:
    base = book.codes.get(bands.of)
    if base is None and book.is_whole:
        hint = did_you_mean(bands.of, book.codes)
        yield finding(RULE, code.position, f"there is no code '{bands.of}'", hint)
    elif base is not None and base.scale not in _NUMERIC:
        message = f"bands need a number, but code '{bands.of}' has scale {base.scale}"
        yield finding(RULE, code.position, message)
    limits = [band.below for band in bands.limits[:-1]]
    numbers = [limit for limit in limits if limit is not None]
    if numbers != sorted(set(numbers)) or len(numbers) < len(limits):
        message = f"the bands of code '{code.id}' must rise, and only the last may be open"
        yield finding(RULE, code.position, message)
    for band in bands.limits:
        if band.value not in code.value_ids:
            message = f"code '{code.id}' has no value '{band.value}'"
            yield finding(RULE, code.position, message, did_you_mean(band.value, code.value_ids))
