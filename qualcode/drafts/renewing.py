"""Renewing a draft: the words that come from the data are made anew, all others stay.

A region that its author changed is left as it is; so is one that the template no longer gives. A
region that its author took out stays out, which the note at the end of the draft knows of.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.drafts.markers import Region, digest
from qualcode.drafts.note import NOTE, Note, note_in, written_note
from qualcode.drafts.reading import keys_of, regions_of

_NO_KEYS: tuple[str, ...] = ()
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Changed:
    """A region of a draft, and the words that the data give for it now."""

    region: Region
    now: str


@dataclass(frozen=True, slots=True)
class Renewed:
    """A draft that says what the data say, and what stood in the way of it.

    Attributes:
        text: the draft, with all that could be renewed.
        changed: what was renewed, as it stood in the draft before.
        by_hand: what was changed by hand and left alone.
        orphans: what the template no longer gives.
        taken_out: keys of what the author took out.
        offered: keys of what the draft never had.
    """

    text: str
    changed: tuple[Changed, ...] = ()
    by_hand: tuple[Changed, ...] = ()
    orphans: tuple[Region, ...] = ()
    taken_out: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


def renew(draft: str, fresh: str, wanted: Sequence[str] = _NO_KEYS) -> Renewed:
    """A draft with the words of a fresh one in its regions; everything else byte for byte.

    Args:
        draft: what its author has, with sound marks.
        fresh: what the template and the data give now.
        wanted: keys of regions to put in that the draft does not have.
    """
    now = {region.key: region for region in regions_of(fresh)}
    regions = regions_of(draft)
    known = [(region, now[region.key]) for region in regions if region.key in now]
    missing = [key for key in now if key not in keys_of(regions)]
    note = note_in(draft)
    given = _NO_KEYS if note is None else note.keys
    text = _replaced(draft, regions, now)
    put_in = [key for key in missing if key in wanted]
    for key in put_in:
        text = _with_region(text, key, fresh)
    return Renewed(
        text=_with_note(text, note, put_in),
        changed=tuple(Changed(one, new.text) for one, new in known if _is_stale(one, new)),
        by_hand=tuple(Changed(one, new.text) for one, new in known if _is_by_hand(one, new)),
        orphans=tuple(region for region in regions if region.key not in now),
        taken_out=tuple(key for key in missing if key in given and key not in put_in),
        offered=tuple(key for key in missing if key not in given and key not in put_in),
    )


def _is_stale(region: Region, fresh: Region) -> bool:
    return region.is_as_written and digest(fresh.text) != region.digest


def _is_by_hand(region: Region, fresh: Region) -> bool:
    return not region.is_as_written and digest(fresh.text) != digest(region.text)


def _replaced(draft: str, regions: Sequence[Region], now: Mapping[str, Region]) -> str:
    pieces, at = [], 0
    line_end = line_end_of(draft)
    for region in regions:
        pieces.append(draft[at : region.start])
        pieces.append(_renewed(draft, region, now.get(region.key), line_end))
        at = region.end
    return "".join([*pieces, draft[at:]])


def _renewed(draft: str, region: Region, fresh: Region | None, line_end: str) -> str:
    """A region with its marks as it is to stand in the draft."""
    as_it_is = draft[region.start : region.end]
    if fresh is None or _is_by_hand(region, fresh):
        return as_it_is
    head = draft[region.start : region.inner_start].replace(region.digest, digest(fresh.text), 1)
    if not _is_stale(region, fresh):
        return head + draft[region.inner_start : region.end]
    tail = draft[region.inner_end : region.end]
    text = fresh.text.replace("\n", line_end)
    if as_it_is.startswith("<!--"):  # the words of a block end with a line end of their own
        tail = tail.lstrip("\r\n")
        text = f"{text}{line_end}" if text else ""
    return f"{head}{text}{tail}"


def line_end_of(draft: str) -> str:
    """The line end that a draft has: that of its first line."""
    return "\r\n" if re.match(r"[^\n]*\r\n", draft) else "\n"


def _with_region(draft: str, key: str, fresh: str) -> str:
    """A draft with one more region, as a paragraph of its own after what stands before it."""
    line_end = line_end_of(draft)
    regions = regions_of(fresh)
    index = keys_of(regions).index(key)
    region = regions[index]
    block = fresh[region.start : region.end].replace("\n", line_end)
    at = _place_for(draft, [one.key for one in regions[:index]])
    return draft[:at] + _gap(draft[:at], line_end) + block + _rest(draft[at:], line_end)


def _gap(before: str, line_end: str) -> str:
    """The line ends that part a paragraph from what stands before it."""
    if not before or before.endswith(("\n\n", "\n\r\n")):
        return ""
    return line_end if before.endswith("\n") else line_end * 2


def _rest(after: str, line_end: str) -> str:
    """What follows a paragraph, parted from it."""
    if after.startswith(("\n", "\r\n")):
        return after
    return f"{line_end * 2}{after}" if after else line_end


def _place_for(draft: str, earlier: Sequence[str]) -> int:
    """The end of the paragraph with the last region that comes before, or of the draft's text."""
    regions = regions_of(draft)
    ends = {region.key: region.end for region in regions}
    note = NOTE.search(draft)
    end = len(draft) if note is None else note.start()
    at = next((ends[key] for key in reversed(earlier) if key in ends), end)
    while (blank := _BLANK_LINE.search(draft, at)) is not None:
        around = next((one for one in regions if one.start < blank.start() < one.end), None)
        if around is None:
            return min(end, blank.start())
        at = around.end
    return end


def _with_note(draft: str, note: Note | None, put_in: Sequence[str]) -> str:
    """A draft whose note knows of what was put in; without a change, byte for byte."""
    if note is None or not put_in or set(put_in) <= set(note.keys):
        return draft
    keys = tuple(dict.fromkeys((*note.keys, *put_in)))
    written = written_note(Note(note.subject, keys, note.format))
    found = NOTE.search(draft)
    assert found is not None  # the note was read from this draft
    text = written.replace("\n", line_end_of(draft))
    return draft[: found.start()] + text + draft[found.end() :]
