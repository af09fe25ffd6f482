"""Cases, read from their files: values in short or long form, records, and named types."""

import re

from pydantic import TypeAdapter

from qualcode.diagnostics import Rule, Severity
from qualcode.loading.documents import NO_DOCUMENTS, FolderDocuments, read_documents
from qualcode.loading.memos import read_memos
from qualcode.loading.passages import (
    NO_PASSAGES,
    Passages,
    by_id,
    read_evidence,
    read_passages,
    read_summaries,
)
from qualcode.loading.shape import WRONG_KIND, Path, Raw, Shaper, describe, field_names
from qualcode.model.acceptance import Acceptance
from qualcode.model.anchor import Passage
from qualcode.model.base import CODER_POSITION, POSITION, VALUE_POSITION
from qualcode.model.case import (
    Case,
    CoderCodings,
    Coding,
    Decision,
    Evidence,
    NamedType,
    Record,
)
from qualcode.model.document import CaseDocument
from qualcode.model.memo import Memo
from qualcode.model.summary import Summary

BAD_CASE_ID = Rule("QC023", "bad-case-id", Severity.ERROR, "A case id that cannot be a file name.")
RULES = (BAD_CASE_ID,)

COMPLETE = "complete"
"""The reserved key of a record group that says whether its records are all there are."""

_CASE = TypeAdapter(Case)
_CODINGS = TypeAdapter(CoderCodings)
_CASE_ID = re.compile(r"\w[\w.-]*")
_KEYS = (
    *field_names(Case, Coding, Decision, Evidence, NamedType, Acceptance, Memo),
    *field_names(Passage, CaseDocument, Summary),
    *("case", "label", "document", "says"),
)
_VALUE_KEYS = ("value", "any_of", "at_least", "at_most")
_RECORD_KEYS = frozenset(Record.model_fields) - {"id", "fields", "position"}


class CaseReader:
    """Reads case files of one study: it knows which record groups the codebook has."""

    def __init__(self, record_types: tuple[str, ...]) -> None:
        """A reader for cases whose record groups have these names."""
        self.record_types = record_types

    def read(
        self, shaper: Shaper, group: str, stored: FolderDocuments = NO_DOCUMENTS
    ) -> Case | None:
        """The case of a file, or None with what is wrong with it kept in the shaper.

        Args:
            shaper: the file.
            group: the folder of the case.
            stored: what is in the case's folder of documents.
        """
        data = shaper.mapping(shaper.document.data, (), "a case file")
        if data is None:
            return None
        body = shaper.headed(data, "case", ("group", "records"))
        _check_id(shaper, data.get("case"))
        passages = read_passages(shaper, body.get("passages"))
        cited = by_id(passages)
        body["passages"] = passages
        body["summaries"] = read_summaries(shaper, body.get("summaries"))
        body["documents"] = read_documents(shaper, body.get("documents"), stored)
        records = self._read_records(shaper, body, cited)
        _read_sections(shaper, body, cited)
        for key in ("declared_types", "printed_labels"):
            body[key] = _named_types(shaper, body.get(key), (key,), cited)
        body |= {"records": records, "group": group, POSITION: shaper.document.locate(("case",))}
        case = shaper.build(_CASE, body, ())
        return case if not shaper.found else None

    def read_codings(self, shaper: Shaper, of_case: Passages = NO_PASSAGES) -> CoderCodings | None:
        """What a coder says of a case, or None with what is wrong with it kept in the shaper.

        Args:
            shaper: the file.
            of_case: the passages of the case itself, which the coder may cite as well.
        """
        data = shaper.mapping(shaper.document.data, (), "a coder's file")
        if data is None:
            return None
        body = shaper.placed(data, ())
        passages = read_passages(shaper, body.get("passages"))
        cited = {**of_case, **by_id(passages)}
        coder = data.get("coder")
        own = {"coder": coder} if isinstance(coder, str) else {}
        body["passages"] = tuple({**own, **passage} for passage in passages)
        records = self._read_records(shaper, body, cited)
        _read_sections(shaper, body, cited)
        locate = shaper.document.locate
        body |= {"records": records, POSITION: locate(("case",))}
        body[CODER_POSITION] = locate(("coder",))
        codings = shaper.build(_CODINGS, body, ())
        return codings if not shaper.found else None

    def _read_records(self, shaper: Shaper, body: Raw, cited: Passages) -> Raw:
        names = [key for key in body if key in self.record_types]
        return {key: _records(shaper, body.pop(key), (key,), cited) for key in names}


def _read_sections(shaper: Shaper, body: Raw, cited: Passages) -> None:
    """The parts that a case and a coder's codings have in common."""
    for key in ("attributes", "codes"):
        body[key] = _codings(shaper, body.get(key), (key,), cited)
    body["accept"] = _placed_list(shaper, body.get("accept"), "accept")
    body["memos"] = read_memos(shaper, body.get("memos"), ("memos",))


def case_keys(record_types: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that may stand in a case file, as suggestions for unknown ones."""
    return (*_KEYS, *record_types)


def codings_keys(record_types: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that may stand in a coder's file, as suggestions for unknown ones."""
    models = (CoderCodings, Coding, Decision, Evidence, Acceptance, Memo, Passage)
    return (*field_names(*models), *record_types)


def _check_id(shaper: Shaper, raw: object) -> None:
    if isinstance(raw, str) and not _CASE_ID.fullmatch(raw):
        hint = "use letters, digits, '-', '_' and '.' only, and begin with a letter or digit"
        shaper.say(BAD_CASE_ID, ("case",), f"'{raw}' cannot be a case id", hint)


def _codings(shaper: Shaper, raw: object, path: Path, cited: Passages) -> Raw:
    if raw is None:
        return {}
    coded = shaper.mapping(raw, path, f"'{path[-1]}'") or {}
    return {name: read_coding(shaper, value, (*path, name), cited) for name, value in coded.items()}


def read_coding(shaper: Shaper, raw: object, path: Path, cited: Passages) -> Raw:
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
        body["evidence"] = read_evidence(shaper, body["evidence"], (*path, "evidence"), cited)
    if isinstance(body.get("decided"), dict):
        place = (*path, "decided")
        body["decided"] = shaper.placed(shaper.mapping(body["decided"], place, "") or {}, place)
    return body


def _records(shaper: Shaper, raw: object, path: Path, cited: Passages) -> Raw:
    group = shaper.mapping(raw, path, f"'{path[-1]}'") if raw is not None else {}
    body: Raw = {POSITION: shaper.document.locate(path), "records": {}}
    records = {}
    for name, inner in (group or {}).items():
        if name == COMPLETE:
            body[COMPLETE] = inner
        else:
            records[name] = _record(shaper, name, inner, (*path, name), cited)
    return {**body, "records": records}


def _record(shaper: Shaper, name: str, raw: object, path: Path, cited: Passages) -> Raw:
    at = shaper.document.locate(path, key=True)
    body: Raw = {"id": name, POSITION: at, "fields": {}}
    fields = {}
    for key, value in (shaper.mapping(raw, path, f"'{name}'") or {}).items():
        if key == "evidence":
            body[key] = read_evidence(shaper, value, (*path, key), cited)
        elif key in _RECORD_KEYS:
            body[key] = value
        else:
            fields[key] = read_coding(shaper, value, (*path, key), cited)
    return {**body, "fields": fields}


def _named_types(shaper: Shaper, raw: object, path: Path, cited: Passages) -> Raw:
    if raw is None:
        return {}
    read: Raw = {}
    for name, inner in (shaper.mapping(raw, path, f"'{path[-1]}'") or {}).items():
        place = (*path, name)
        body = dict(inner) if isinstance(inner, dict) else {"type": inner}
        if "evidence" in body:
            body["evidence"] = read_evidence(shaper, body["evidence"], (*place, "evidence"), cited)
        read[name] = shaper.placed(body, place)
    return read


def _placed_list(shaper: Shaper, raw: object, key: str) -> tuple[object, ...]:
    return tuple(
        shaper.placed(item, (key, i)) if isinstance(item, dict) else describe(item)
        for i, item in enumerate(shaper.sequence(raw, (key,), f"'{key}'"))
    )
