"""What moved in the coded passages of a case."""

from collections.abc import Iterator, Mapping

from qualcode.model.anchor import Passage
from qualcode.model.case import Case
from qualcode.trail.change import Change, Kind
from qualcode.trail.codings import quoted


def passage_changes(before: Case, after: Case) -> Iterator[Change]:
    """What moved in the passages of a case; that they stand elsewhere in a document does not."""
    old, new = _by_name(before), _by_name(after)
    for name, passage in new.items():
        said = _added(passage) if name not in old else _changed(old[name], passage)
        if said:
            kind = Kind.CODED if name not in old else Kind.CHANGED
            codes = tuple(dict.fromkeys((*passage.codes, *_codes_of(old.get(name)))))
            yield Change(kind, f"passage {name}", said, after.id, codes)
    for name, passage in old.items():
        if name not in new:
            yield Change(Kind.CHANGED, f"passage {name}", "taken out", after.id, passage.codes)


def _by_name(case: Case) -> Mapping[str, Passage]:
    """The passages by their ids; by their words where they have none."""
    return {one.id or f"{one.document} {quoted(one.quote)}": one for one in case.passages}


def _codes_of(passage: Passage | None) -> tuple[str, ...]:
    return () if passage is None else passage.codes


def _added(passage: Passage) -> str:
    words = f": {quoted(passage.quote)} in {passage.document}" if passage.id else ""
    codes = f", coded as {', '.join(passage.codes)}" if passage.codes else ""
    return f"added{words}{codes}"


def _changed(before: Passage, after: Passage) -> str:
    added = [code for code in after.codes if code not in before.codes]
    gone = [code for code in before.codes if code not in after.codes]
    other_words = (before.document, before.quote) != (after.document, after.quote)
    parts = (
        (other_words, f"now {quoted(after.quote)} in {after.document}"),
        (bool(added), f"also coded as {', '.join(added)}"),
        (bool(gone), f"no longer coded as {', '.join(gone)}"),
        (before.coder != after.coder, f"now by {after.coder or 'nobody'}"),
        (dict(before.note) != dict(after.note), "with another note"),
    )
    return ", ".join(text for is_so, text in parts if is_so)
