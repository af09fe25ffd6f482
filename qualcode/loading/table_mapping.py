"""The mapping file of an import, as a researcher writes it."""

from pathlib import Path

from pydantic import TypeAdapter

from qualcode.diagnostics import Diagnostic
from qualcode.loading.shape import Raw, Shaper, field_names
from qualcode.model.table_mapping import ColumnMapping, TableEvidence, TableMapping
from qualcode.source import read_document

_MAPPING = TypeAdapter(TableMapping)
_KEYS = field_names(TableMapping, ColumnMapping, TableEvidence)


def read_mapping(path: Path, file: str) -> tuple[TableMapping | None, tuple[Diagnostic, ...]]:
    """What a mapping file says, or None with what is wrong with it."""
    document, found = read_document(path, file)
    if document is None or found:
        return None, found
    shaper = Shaper(document, _KEYS)
    raw = shaper.mapping(document.data, (), "a mapping")
    if raw is None:
        return None, tuple(shaper.found)
    body = shaper.placed(raw, ())
    if raw.get("columns") is not None:
        body["columns"] = _columns(shaper, raw["columns"])
    if isinstance(raw.get("evidence"), dict):
        body["evidence"] = shaper.placed(dict(raw["evidence"]), ("evidence",))  # type: ignore[call-overload]  # a mapping, as just seen
    mapping = shaper.build(_MAPPING, body, ())
    return (None if shaper.found else mapping), tuple(shaper.found)


def _columns(shaper: Shaper, raw: object) -> Raw:
    """The columns; one that is a code and nothing else may be written short."""
    columns = shaper.mapping(raw, ("columns",), "'columns'") or {}
    read: Raw = {}
    for name, body in columns.items():
        path = ("columns", name)
        long = dict(body) if isinstance(body, dict) else {"code": body}
        read[name] = shaper.placed(long, path)
    return read
