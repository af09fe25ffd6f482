"""A file of decisions, as `reconcile --write` makes it and a person fills it in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from qualcode.diagnostics import Diagnostic
from qualcode.loading.cases import read_coding
from qualcode.loading.shape import MISSING_KEY, Raw, Shaper, field_names
from qualcode.model.case import Coding, Evidence
from qualcode.model.decision import Settled
from qualcode.source import read_document

DECISIONS = "decisions"

_SETTLED = TypeAdapter(Settled)
_OWN = frozenset(Settled.model_fields) - {"position", "case_position", "coding"}
_KEYS = (*field_names(Settled, Coding, Evidence), DECISIONS)
_VALUES = ("value", "any_of", "at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions that were filled in, how many were left open, and what is wrong with others."""

    settled: tuple[Settled, ...]
    left_open: int
    found: tuple[Diagnostic, ...]


def read_decisions(path: Path, file: str) -> Decisions:
    """The decisions of a file; those without a value are left open."""
    document, found = read_document(path, file)
    if document is None or found:
        return Decisions((), 0, found)
    shaper = Shaper(document, _KEYS)
    raw = shaper.mapping(document.data, (), "a file of decisions") or {}
    if raw and DECISIONS not in raw:
        hint = "write such a file with: qualcode reconcile --write FILE"
        shaper.say(MISSING_KEY, (), f"the key '{DECISIONS}' is missing", hint)
    entries = shaper.sequence(raw.get(DECISIONS), (DECISIONS,), f"'{DECISIONS}'")
    filled = [(i, one) for i, one in enumerate(entries) if not _is_open(one)]
    settled = tuple(_settled(shaper, filled))
    return Decisions(settled, len(entries) - len(filled), tuple(shaper.found))


def _is_open(raw: object) -> bool:
    return isinstance(raw, dict) and all(raw.get(key) is None for key in _VALUES)


def _settled(shaper: Shaper, entries: list[tuple[int, object]]) -> Iterator[Settled]:
    for i, raw in entries:
        path = (DECISIONS, i)
        body = shaper.mapping(raw, path, "a decision")
        if body is None:
            continue
        own: Raw = {key: value for key, value in body.items() if key in _OWN and value is not None}
        said = {key: value for key, value in body.items() if key not in _OWN and value is not None}
        coding = read_coding(shaper, said, path, {})
        at = shaper.document.locate((*path, "case"))
        whole = shaper.placed({**own, "coding": coding}, path, __case_position__=at)
        built = shaper.build(_SETTLED, whole, path)
        if built is not None:
            yield built
