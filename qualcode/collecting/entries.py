"""What is collected as the case's file is to have it: list items, and changes of those there."""

from qualcode.collecting.matching import Changed, Compared, Note
from qualcode.model.anchor import Passage
from qualcode.source.listing import Entry, ListChange


def passage_changes(compared: Compared, *, prune: bool) -> ListChange:
    """What becomes of the passages of a case; only with `prune` is anything taken away."""
    put = {one.number: _anew(one, prune=prune) for one in compared.changed}
    return ListChange(
        new=tuple(_passage(one) for one in compared.passages),
        gone=frozenset(compared.missing if prune else ()),
        put={number: entry for number, entry in put.items() if entry},
    )


def memo_changes(compared: Compared) -> ListChange:
    """The memos that a case gets."""
    return ListChange(new=tuple(_memo(note) for note in compared.notes))


def _passage(one: Passage) -> Entry:
    parts = {
        "id": one.id,
        "document": one.document,
        "quote": one.quote,
        "prefix": one.prefix,
        "suffix": one.suffix,
        "position": one.start,
        "codes": list(one.codes),
        "coder": one.coder,
    }
    return {key: value for key, value in parts.items() if value or value == 0}


def _memo(note: Note) -> Entry:
    item = note.item
    parts = {"date": item.date, "coder": item.coder, "about": note.about, "text": item.memo}
    return {key: value for key, value in parts.items() if value}


def _anew(one: Changed, *, prune: bool) -> Entry:
    """The keys of a passage that change."""
    entry: dict[str, object] = {"id": one.new_id} if one.new_id else {}
    if one.more or (one.fewer and prune):
        kept = (code for code in one.passage.codes if code in one.item.codes or not prune)
        entry["codes"] = [*kept, *one.more]
    return entry
