"""What moved in a study since a draft was recorded, and which of it stands behind some words."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qualcode.diagnostics import Misuse
from qualcode.pipeline.behind import Behind
from qualcode.pipeline.git import ask_git, has_revision, is_under_git
from qualcode.pipeline.history import changes_since_revision
from qualcode.pipeline.place import Place
from qualcode.render.recording import Asked
from qualcode.trail.change import Change, Kind


@dataclass(frozen=True, slots=True)
class Moved:
    """Changes of a study, and how to tell what stands behind words."""

    changes: tuple[Change, ...]
    look_behind: Callable[[Iterable[Asked]], Behind]

    def behind(self, asked: Iterable[Asked]) -> tuple[str, ...]:
        """What moved behind some words, a sentence each."""
        if not self.changes:
            return ()
        found = self.look_behind(asked)
        cases = frozenset(case.id for case in found.cases)
        known = frozenset((*found.codes, *found.groups))
        return tuple(_sentence(one) for one in self.changes if _touches(one, cases, known))


def _touches(change: Change, cases: frozenset[str], codes: frozenset[str]) -> bool:
    if change.kind is Kind.LAYOUT:
        return False
    if change.case and change.kind is not Kind.REMOVED and change.case not in cases:
        return False
    return not change.codes or not codes or not codes.isdisjoint(change.codes)


def _sentence(change: Change) -> str:
    return f"{change.case}: {change.sentence}" if change.case else change.sentence


def changes_since_draft(place: Place, draft: str) -> tuple[Change, ...]:
    """What moved since the revision that has the draft, or else since the last; none without git.

    Args:
        place: the study.
        draft: the draft's path, from the study's folder.
    """
    try:
        if not (is_under_git(place.root) and has_revision(place.root, "HEAD")):
            return ()
        recorded = os.fsdecode(ask_git(place.root, "log", "-1", "--format=%H", "--", draft)).strip()
        return changes_since_revision(place, recorded or "HEAD")
    except Misuse:
        return ()  # the reason is a help; what is out of date is said without it
