"""A code is declared in a way that contradicts itself or leaves out what its scale needs.

A nominal code without values can never be coded; a minimum above the maximum allows no number.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Part, Rule, Severity, did_you_mean, finding, with_part
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
        for key, message, hint in _faults(code, book):
            what = f"code '{code.id}' {message}"
            yield with_part(finding(RULE, code.position, what, hint), Part((key,)))
        yield from _value_ids(code)
        if code.derived is not None:
            yield from _derived(code, code.derived, book)


def _faults(code: Code, book: Codebook) -> Iterator[tuple[str, str, str]]:
    """The key that is wrong, what is wrong with it, and what to do."""
    if code.scale in _LISTED and not code.values and code.vocabulary is None:
        yield "scale", f"has scale {code.scale} but no values", "list them under 'values:'"
    if code.minimum is not None and code.maximum is not None and code.minimum > code.maximum:
        message = f"has its minimum {code.minimum} above its maximum {code.maximum}"
        yield "minimum", message, "exchange the two"
    if code.scale not in _NUMERIC:
        for key, limit in (("minimum", code.minimum), ("maximum", code.maximum)):
            if limit is not None:
                hint = f"take '{key}' out, or make the scale count or number"
                yield key, f"has scale {code.scale}, where a {key} means nothing", hint
    if code.scale is Scale.REFERENCE and code.to is None:
        groups = ", ".join(book.records)
        yield "scale", "does not say to which records it refers", f"add 'to:' with one of {groups}"
    elif code.to is not None and code.to not in book.records:
        hint = did_you_mean(code.to, book.records)
        yield "to", f"refers to '{code.to}', which is no record group", hint
    if code.parent is not None and book.is_whole and code.parent not in book.codes:
        hint = did_you_mean(code.parent, book.codes)
        yield "parent", f"has the unknown parent '{code.parent}'", hint


def _value_ids(code: Code) -> Iterator[Diagnostic]:
    for value in code.values:
        if value.id in (UNKNOWN, NOT_APPLICABLE):
            message = f"'{value.id}' is a word of its own and cannot be a value"
            yield finding(RULE, value.position, message, "choose another id for the value")


def _derived(code: Code, derived: Derivation, book: Codebook) -> Iterator[Diagnostic]:
    ways = (derived.bands, derived.condition, derived.count, derived.union)
    if sum(way is not None for way in ways) != 1:
        said = "in several ways" if any(way is not None for way in ways) else "in no way"
        message = f"code '{code.id}' is derived {said}"
        hint = "give exactly one of bands, condition, count and union"
        yield finding(RULE, derived.position, message, hint)
    if derived.bands is not None:
        yield from _bands(code, derived.bands, book)
    group = derived.count or derived.union
    if group is not None and group not in book.records:
        message = f"there are no records called '{group}'"
        part = Part(("union" if derived.count is None else "count",))
        hint = did_you_mean(group, book.records)
        yield with_part(finding(RULE, derived.position, message, hint), part)
    elif derived.union is not None and derived.field not in book.records[derived.union].fields:
        message = f"{derived.union} have no field '{derived.field}'"
        hint = did_you_mean(str(derived.field), book.records[derived.union].fields)
        yield with_part(finding(RULE, derived.position, message, hint), Part(("field",)))


def _bands(code: Code, bands: Bands, book: Codebook) -> Iterator[Diagnostic]:
    for path, message, hint in _faults_of_bands(code, bands, book):
        part = Part(("derived", "bands", *path))
        yield with_part(finding(RULE, code.position, message, hint), part)


def _faults_of_bands(
    code: Code, bands: Bands, book: Codebook
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    base = book.codes.get(bands.of)
    if base is None and book.is_whole:
        yield ("of",), f"there is no code '{bands.of}'", did_you_mean(bands.of, book.codes)
    elif base is not None and base.scale not in _NUMERIC:
        message = f"bands need a number, but code '{bands.of}' has scale {base.scale}"
        yield ("of",), message, "name a code with scale count or number"
    limits = [band.below for band in bands.limits]
    numbers = [limit for limit in limits if limit is not None]
    if numbers != sorted(set(numbers)) or None in limits[:-1]:
        message = f"the bands of code '{code.id}' must rise, and only the last may be open"
        hint = "write them from low to high; only the last may go without 'below'"
        yield ("limits",), message, hint
    for i, band in enumerate(bands.limits):
        if band.value not in code.value_ids:
            message = f"code '{code.id}' has no value '{band.value}'"
            yield ("limits", i, "value"), message, did_you_mean(band.value, code.value_ids)
