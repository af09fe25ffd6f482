"""What is said of a draft: what in it is out of date, changed by hand, taken out, or new."""

from collections.abc import Callable, Iterator, Mapping
from difflib import unified_diff
from itertools import zip_longest

from qualcode.diagnostics import Diagnostic, Location, finding
from qualcode.drafts.markers import Region, essence
from qualcode.drafts.reading import place, regions_of
from qualcode.drafts.renewing import Changed, Renewed
from qualcode.drafts.rules import (
    CHANGED_BY_HAND,
    NEW_IN_TEMPLATE,
    NOT_IN_TEMPLATE,
    NOT_UTF8,
    OUT_OF_DATE,
    TAKEN_OUT,
)

_LONGEST = 60
_MOST_REASONS = 3

Reasons = Callable[[str], tuple[str, ...]]
"""What moved in the study behind the region with a key, a sentence each."""


def not_utf8(data: bytes, error: UnicodeDecodeError, file: str) -> Diagnostic:
    """A draft in another encoding, at the first byte that is no UTF-8."""
    before = data[: error.start].decode("utf-8")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = "the draft is not UTF-8 text, so it was left alone"
    hint = "save it as UTF-8 in your editor; a file from Word can be saved as plain text, UTF-8"
    return finding(NOT_UTF8, Location(file, line, column, line, column), message, hint)


def out_of_date(
    renewed: Renewed, draft: str, file: str, reasons: Reasons, again: str
) -> Iterator[Diagnostic]:
    """What a draft says that the data no longer say, and which case or code moved.

    Args:
        renewed: what renewing it would change.
        draft: its text.
        file: its name.
        reasons: what moved behind a region.
        again: the command that renews the draft.
    """
    for one in renewed.changed:
        moved = reasons(one.region.key)
        because = f", because {_listed(moved)}" if moved else ""
        hint = f"run '{again}' to renew it"
        yield finding(OUT_OF_DATE, _at(one, draft, file), f"{_said(one)}{because}", hint)


def _listed(reasons: tuple[str, ...]) -> str:
    shown = "; ".join(reasons[:_MOST_REASONS])
    more = len(reasons) - _MOST_REASONS
    return f"{shown}; and {more} more" if more > 0 else shown


def _at(one: Changed, draft: str, file: str) -> Location:
    """The first words that differ; a block's line, or all of what stands within a line."""
    index, was, _ = _first_difference(one)
    lines = one.region.text.split("\n")
    start = one.region.inner_start + sum(len(line) + 1 for line in lines[:index])
    return place(draft, start, file, len(was))


def _said(one: Changed) -> str:
    _, was, now = _first_difference(one)
    if not was:
        return f"the data now give {_shown(now)} here"
    if not now:
        return f"this says {_shown(was)}, which the data no longer give"
    return f"this says {_shown(was)}, and the data say {_shown(now)}"


def _first_difference(one: Changed) -> tuple[int, str, str]:
    """The first line that differs: which, as it stands there, and as the data have it."""
    old, new = one.region.text.split("\n"), one.now.split("\n")
    pairs = enumerate(zip_longest(old, new, fillvalue=""))
    different = ((i, was.rstrip(), now) for i, (was, now) in pairs if essence(was) != essence(now))
    return next(different, (0, old[0], new[0]))


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return f"'{words}'" if len(words) <= _LONGEST else f"'{words[:_LONGEST].rstrip()}…'"


def about_edits(
    renewed: Renewed, draft: str, fresh: str, file: str, again: str
) -> Iterator[Diagnostic]:
    """What its author did to the words of a draft that come from the data, and what is offered."""
    for one in renewed.by_hand:
        hint = (
            "to keep your words, take away the marks around them; to have those of the data, take "
            f"away words and marks and run '{again} --add {one.region.key}'"
        )
        message = f"'{one.region.key}' was changed by hand and left alone: {_said(one)}"
        yield finding(CHANGED_BY_HAND, _at(one, draft, file), message, hint)
    for region in renewed.orphans:
        message = f"the template no longer gives '{region.key}', so nobody keeps it true"
        hint = "take it out, or take away the marks around it if the words are yours"
        at = place(draft, region.start, file)
        yield finding(NOT_IN_TEMPLATE, at, message, hint)
    yield from _about_missing(renewed, draft, fresh, file, again)


def _about_missing(
    renewed: Renewed, draft: str, fresh: str, file: str, again: str
) -> Iterator[Diagnostic]:
    now: Mapping[str, Region] = {region.key: region for region in regions_of(fresh)}
    at = place(draft, len(draft.rstrip()), file)
    for key in renewed.taken_out:
        message = f"'{key}' was taken out of the draft and stays out: {_shown(now[key].text)}"
        yield finding(TAKEN_OUT, at, message, f"to have it back, run '{again} --add {key}'")
    for key in renewed.offered:
        message = f"'{key}' is new in the template: {_shown(now[key].text)}"
        yield finding(NEW_IN_TEMPLATE, at, message, f"to put it in, run '{again} --add {key}'")


def difference(one: Changed, file: str) -> str:
    """What was changed by hand, beside what the data give, as a unified difference."""
    lines = unified_diff(
        one.now.split("\n"),
        one.region.text.replace("\r\n", "\n").split("\n"),
        fromfile=f"{one.region.key}, from the data",
        tofile=f"{one.region.key}, in {file}",
        lineterm="",
    )
    return "".join(f"{line}\n" for line in lines)
