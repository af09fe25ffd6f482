"""Cases, read from their files: values in short or long form, records, and named types."""

import re
from collections.abc import Container

from pydantic import TypeAdapter

from qualcode.diagnostics import Rule, Severity
from qualcode.loading.shape import WRONG_KIND, Path, Raw, Shaper, describe, field_names
from qualcode.model.acceptance import Acceptance
from qualcode.model.base import POSITION, VALUE_POSITION
from qualcode.model.case import (
    Case,
    Coding,
    Evidence,
    Memo,
    NamedType,
    Record,
)

BAD_CASE_ID = Rule("QC023", "bad-case-id", Severity.ERROR, "A case id that cannot be a file name.")
RULES = (BAD_CASE_ID,)

COMPLETE = "complete"
"""The reserved key of a record group that says whether its records are all there are."""

_CASE = TypeAdapter(Case)
_CASE_ID = re.compile(r"\w[\w.-]*")
_KEYS = (
    *field_names(Case, Coding, Evidence, NamedType, Acceptance, Memo),
    *("case", "label", "document", "says"),
)
_VALUE_KEYS = ("value", "any_of", "at_least", "at_most")
_RECORD_KEYS = frozenset(Record.model_fields) - {"id", "fields", "position"}


class CaseReader:
    """Reads case files of one study: it knows which record groups the codebook has."""

    def __init__(self, record_types: Container[str]) -> None:
        """A reader for cases whose record groups have these names."""
        self._record_types = record_types

    def read(self, shaper: Shaper, group: str) -> Case | None:
        """The case of a document, or None with what is wrong with it kept in the shaper."""
        data = shaper.mapping(shaper.document.data, (), "a case file")
        if data is None:
            return None
        body = shaper.headed(data, "case", ("group", "records"))
        _check_id(shaper, data.get("case"))
        records: Raw = {
            key: _records(shaper, body.pop(key), (key,))
            for key in data
            if key in self._record_types
        }
        for key in ("attributes", "codes"):
            body[key] = _codings(shaper, body.get(key), (key,))
        for key in ("declared_types", "printed_labels"):
            body[key] = _named_types(shaper, body.get(key), (key,))
        for key in ("accept", "memos"):
            body[key] = _placed_list(shaper, body.get(key), key)
        body |= {"records": records, "group": group, POSITION: shaper.document.locate(("case",))}
        case = shaper.build(_CASE, body, ())
        return case if not shaper.found else None


def case_keys(record_types: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that may stand in a case file, as suggestions for unknown ones."""
    return (*_KEYS, *record_types)


def _check_id(shaper: Shaper, raw: object) -> None:
    if isinstance(raw, str) and not _CASE_ID.fullmatch(raw):
        hint = "use letters, digits, '-', '_' and '.' only, and begin with a letter or digit"
        shaper.say(BAD_CASE_ID, ("case",), f"'{raw}' cannot be a case id", hint)


def _codings(shaper: Shaper, raw: object, path: Path) -> Raw:
    if raw is None:
        return {}
    coded = shaper.mapping(raw, path, f"'{path[-1]}'") or {}
    return {name: _coding(shaper, value, (*path, name)) for name, value in coded.items()}


def _coding(shaper: Shaper, raw: object, path: Path) -> Raw:
    """One coding in its long form, whichever form it was written in."""
    body: Raw = dict(raw) if isinstance(raw, dict) else {"value": raw}
    said = next((key for key in _VALUE_KEYS if key in body), "")
    locate = shaper.document.locate
    body[POSITION] = locate(path, key=True)
    body[VALUE_POSITION] = locate((*path, said) if isinstance(raw, dict) and said else path)
    for key in ("value", "any_of"):
        if isinstance(body.get(key), list):
            body[key] = tuple(body[key])  # type: ignore[arg-type]  # a list, as just seen
    if body.get("value", "") is None:
        hint = "write the value, or 'unknown' if it was looked for and not found"
        shaper.say(WRONG_KIND, path, f"'{path[-1]}' has no value", hint, key=True)
        body["value"] = "unknown"
    if "evidence" in body:
        body["evidence"] = _evidence(shaper, body["evidence"], (*path, "evidence"))
    return body


def _evidence(shaper: Shaper, raw: object, path: Path) -> tuple[Raw, ...]:
    items = shaper.sequence(raw, path, "'evidence'")
    return tuple(
        shaper.placed(item, (*path, i)) if isinstance(item, dict) else {"document": item}
        for i, item in enumerate(items)
    )


def _records(shaper: Shaper, raw: object, path: Path) -> Raw:
    group = shaper.mapping(raw, path, f"'{path[-1]}'") if raw is not None else {}
    body: Raw = {POSITION: shaper.document.locate(path), "records": {}}
    records = {}
    for name, inner in (group or {}).items():
        if name == COMPLETE:
            body[COMPLETE] = inner
        else:
            records[name] = _record(shaper, name, inner, (*path, name))
    return {**body, "records": records}


def _record(shaper: Shaper, name: str, raw: object, path: Path) -> Raw:
    at = shaper.document.locate(path, key=True)
    body: Raw = {"id": name, POSITION: at, "fields": {}}
    fields = {}
    for key, value in (shaper.mapping(raw, path, f"'{name}'") or {}).items():
        if key == "evidence":
            body[key] = _evidence(shaper, value, (*path, key))
        elif key in _RECORD_KEYS:
            body[key] = value
        else:
            fields[key] = _coding(shaper, value, (*path, key))
    return {**body, "fields": fields}


def _named_types(shaper: Shaper, raw: object, path: Path) -> Raw:
    if raw is None:
        return {}
    read: Raw = {}
    for name, inner in (shaper.mapping(raw, path, f"'{path[-1]}'") or {}).items():
        place = (*path, name)
        body = dict(inner) if isinstance(inner, dict) else {"type": inner}
        if "evidence" in body:
            body["evidence"] = _evidence(shaper, body["evidence"], (*place, "evidence"))
        read[name] = shaper.placed(body, place)
    return read


def _placed_list(shaper: Shaper, raw: object, key: str) -> tuple[object, ...]:
    return tuple(
        shaper.placed(item, (key, i)) if isinstance(item, dict) else describe(item)
        for i, item in enumerate(shaper.sequence(raw, (key,), f"'{key}'"))
    )
