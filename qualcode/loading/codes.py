"""Codes, values, vocabularies and record types, read from the codebook's files."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from qualcode.diagnostics import Rule, Severity, nearest
from qualcode.loading.conditions import read_condition
from qualcode.loading.memos import read_memos
from qualcode.loading.shape import Path, Raw, Shaper
from qualcode.model.codebook import Code, CodeValue, RecordType, Vocabulary

UNKNOWN_VOCABULARY = Rule(
    "QC027", "unknown-vocabulary", Severity.ERROR, "A code names a vocabulary that is not there."
)
RULES = (UNKNOWN_VOCABULARY,)

Vocabularies = Mapping[str, Vocabulary]

_CODE = TypeAdapter(Code)
_VALUE = TypeAdapter(CodeValue)
_VOCABULARY = TypeAdapter(Vocabulary)
_RECORD = TypeAdapter(RecordType)


def read_values(shaper: Shaper, raw: object, path: Path) -> tuple[CodeValue, ...]:
    """The values under a `values:` key, in the order of the file."""
    read = [
        shaper.build(_VALUE, body, place)
        for _, body, place in shaper.entries(raw, path, "'values'")
    ]
    return tuple(value for value in read if value is not None)


def read_vocabulary(shaper: Shaper, body: Raw, path: Path) -> Vocabulary | None:
    """One vocabulary of the codebook."""
    values = read_values(shaper, body.get("values"), (*path, "values"))
    return shaper.build(_VOCABULARY, {**body, "values": values}, path)


def read_code(shaper: Shaper, body: Raw, path: Path, vocabularies: Vocabularies) -> Code | None:
    """One code or record field; the values of its vocabulary become its own."""
    body = dict(body)
    unit = body.pop("unit", None)
    if unit is not None:
        body["units"] = tuple(unit) if isinstance(unit, list) else (unit,)
    before = len(shaper.found)
    body["values"] = read_values(shaper, body.get("values"), (*path, "values"))
    body["memos"] = read_memos(shaper, body.get("memos"), (*path, "memos"))
    vocabulary = body.get("vocabulary")
    if isinstance(vocabulary, str):
        if vocabulary in vocabularies:
            body["values"] = vocabularies[vocabulary].values
        else:
            hint = nearest(vocabulary, vocabularies) or "declare it under 'vocabularies:'"
            message = f"there is no vocabulary '{vocabulary}' in the codebook"
            shaper.say(UNKNOWN_VOCABULARY, (*path, "vocabulary"), message, hint)
    if isinstance(body.get("derived"), dict):
        body["derived"] = _derivation(shaper, body["derived"], (*path, "derived"))
        if body["derived"] is None:
            return None
    if isinstance(body.get("calibration"), dict):
        place = (*path, "calibration")
        body["calibration"] = shaper.placed(
            shaper.mapping(body["calibration"], place, "'calibration'") or {}, place
        )
    code = shaper.build(_CODE, body, path)
    # Without some of its values, a code would make right values in cases look wrong.
    return code if len(shaper.found) == before else None


def _derivation(shaper: Shaper, raw: object, path: Path) -> Raw | None:
    body = shaper.placed(shaper.mapping(raw, path, "'derived'") or {}, path)
    for key in ("condition", "where"):
        if key in body:
            body[key] = read_condition(shaper, body[key], (*path, key))
            if body[key] is None:
                return None
    bands = body.get("bands")
    if isinstance(bands, dict):
        limits = shaper.sequence(bands.get("limits"), (*path, "bands", "limits"), "'limits'")
        body["bands"] = {**bands, "limits": tuple(limits)}
    return body


def read_record_type(
    shaper: Shaper, body: Raw, path: Path, vocabularies: Vocabularies
) -> RecordType | None:
    """One kind of record with its fields."""
    fields = {}
    theme = body.get("theme", "")
    for name, field, place in shaper.entries(body.get("fields"), (*path, "fields"), "'fields'"):
        code = read_code(shaper, {"theme": theme, **field}, place, vocabularies)
        if code is not None:
            fields[name] = code
    units = body.get("units", ())
    units = tuple(units) if isinstance(units, list) else units
    return shaper.build(_RECORD, {**body, "fields": fields, "units": units}, path)
