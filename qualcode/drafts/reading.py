"""The regions of a draft, or what is wrong with its marks."""

import re
from collections.abc import Iterator, Sequence

from qualcode.diagnostics import Diagnostic, Location, finding
from qualcode.drafts.markers import FORMAT, REGION, TRACE_OF_A_MARK, Region
from qualcode.drafts.note import NOTE
from qualcode.drafts.rules import BROKEN_MARK, NEWER_DRAFT


def regions_of(draft: str) -> tuple[Region, ...]:
    """The regions of a draft whose marks are sound, in order."""
    return tuple(map(_region, REGION.finditer(draft)))


def _region(found: re.Match[str]) -> Region:
    return Region(
        key=found["key"],
        digest=found["digest"],
        start=found.start(),
        inner_start=found.start("text"),
        inner_end=found.end("text"),
        end=found.end(),
        text=found["text"],
    )


def faults_of(draft: str, file: str) -> tuple[Diagnostic, ...]:
    """What keeps a draft from being renewed: marks without their partners, or a later form."""
    note = NOTE.search(draft)
    if note is not None and int(note["format"]) > FORMAT:
        return (_newer(draft, file, note.start()),)
    return tuple(_broken(draft, file))


def _broken(draft: str, file: str) -> Iterator[Diagnostic]:
    regions = regions_of(draft)
    notes = [found.span() for found in NOTE.finditer(draft)]
    sound = {start for start, _ in notes}
    for region in regions:
        sound.add(region.start)
        sound.add(draft.rindex("<", region.inner_end, region.end))
        yield from _nested(region, draft, file)
    inside = [(region.inner_start, region.inner_end) for region in regions]
    for found in TRACE_OF_A_MARK.finditer(draft):
        is_inside = any(start <= found.start() < end for start, end in inside)
        is_own = found.group() == "</data>" and _closes_own(draft, found.start())
        if found.start() not in sound and not is_inside and not is_own:
            message = "the mark of words from the data is broken, or its partner is missing"
            hint = (
                "put it back as it was, from an earlier copy; or take both marks away, and the "
                "words are yours"
            )
            yield finding(BROKEN_MARK, place(draft, found.start(), file), message, hint)


def _nested(region: Region, draft: str, file: str) -> Iterator[Diagnostic]:
    """A mark within marked words: the partner of one of the two is missing."""
    within = TRACE_OF_A_MARK.search(draft, region.inner_start, region.inner_end)
    if within is not None:
        message = f"the mark of '{region.key}' holds another mark; a partner between is missing"
        hint = "put the missing mark back, from an earlier copy; or take the other away as well"
        yield finding(BROKEN_MARK, place(draft, region.start, file), message, hint)


def _closes_own(draft: str, at: int) -> bool:
    """Whether an end tag closes an element of the author's own, which has no key of ours."""
    opened = draft.rfind("<data", 0, at)
    closed = draft.rfind("</data>", 0, at)
    return opened > closed and REGION.match(draft, opened) is None


def _newer(draft: str, file: str, at: int) -> Diagnostic:
    message = "the draft was written by a later qualcode"
    return finding(NEWER_DRAFT, place(draft, at, file), message, "install that one, or a later one")


def place(draft: str, at: int, file: str, length: int = 0) -> Location:
    """A place in a draft, in lines and columns."""
    line, column = _line_and_column(draft, at)
    if not length:
        return Location(file, line, column, line, column)
    end_line, end_column = _line_and_column(draft, at + length)
    return Location(file, line, column, end_line, end_column)


def _line_and_column(draft: str, at: int) -> tuple[int, int]:
    start = draft.rfind("\n", 0, at) + 1
    return draft.count("\n", 0, at) + 1, at - start + 1


def keys_of(regions: Sequence[Region]) -> tuple[str, ...]:
    """The keys of regions, each once, in order."""
    return tuple(dict.fromkeys(region.key for region in regions))
