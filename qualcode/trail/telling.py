"""A history as lines, as a table and as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from qualcode import __version__
from qualcode.tables.table import Table
from qualcode.trail.change import Change, Entry, Revision

FORMAT = 1
NOT_COMMITTED = "not yet committed"
CUT_OFF = (
    "this copy of the repository has only the newest revisions (a shallow clone), so the beginning "
    "is not the true one; 'git fetch --unshallow' brings the others"
)
_NOTHING = "nothing moved"


@dataclass(frozen=True, slots=True)
class Trail:
    """The history of what was asked for; `is_cut_off` if its beginning is not there."""

    names: tuple[str, ...]
    typology: str | None
    entries: tuple[Entry, ...]
    is_cut_off: bool


def trail_lines(trail: Trail) -> tuple[str, ...]:
    """One line a change: when, who, what moved."""
    lines = tuple(
        f"{_when_and_who(entry.revision)}: {said(change, trail)}"
        for entry in trail.entries
        for change in entry.changes
    )
    return lines or (_NOTHING,)


def _when_and_who(revision: Revision) -> str:
    return f"{revision.date} {revision.author}" if revision.is_committed else NOT_COMMITTED


def said(change: Change, trail: Trail) -> str:
    """What moved; with the case, where it is not the one that was asked for."""
    if change.case and change.case not in trail.names[:1]:
        return f"{change.case}: {change.sentence}"
    return change.sentence


def trail_table(trail: Trail) -> Table:
    """One row a change, with the revision that made it."""
    rows = tuple(
        (
            entry.revision.date or NOT_COMMITTED,
            entry.revision.author,
            said(change, trail),
            entry.revision.id[:10],
        )
        for entry in trail.entries
        for change in entry.changes
    )
    note = CUT_OFF if trail.is_cut_off else ""
    return Table(_title(trail), ("date", "who", "what moved", "revision"), rows, note)


def _title(trail: Trail) -> str:
    if trail.typology is not None:
        return f"history of the verdict of {trail.names[0]} in {trail.typology}"
    return f"history of {' in '.join(reversed(trail.names)) or 'the study'}"


def trail_as_data(trail: Trail) -> Mapping[str, object]:
    """The envelope of `log --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "names": list(trail.names),
        "typology": trail.typology,
        "is_cut_off": trail.is_cut_off,
        "entries": [
            {
                "revision": entry.revision.id or None,
                "time": entry.revision.time or None,
                "author": entry.revision.author or None,
                "message": entry.revision.message or None,
                "changes": [_change_as_data(change) for change in entry.changes],
            }
            for entry in trail.entries
        ],
    }


def _change_as_data(change: Change) -> Mapping[str, object]:
    return {
        "kind": change.kind.value,
        "case": change.case or None,
        "codes": list(change.codes),
        "text": change.sentence,
        "before": change.before or None,
        "after": change.after or None,
    }
