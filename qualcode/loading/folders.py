"""The folders that a project file names: each lies in the study, also behind links.

A study may come from strangers. Whatever it names, nothing outside it is read or written.
"""

from collections.abc import Iterator
from pathlib import Path

from qualcode.loading.shape import Shaper
from qualcode.model.study import Project
from qualcode.source import OUTSIDE, leads_out

_FOLDERS = ("codebook", "cases", "templates", "output")
_HINTS = {"output": "name a folder in the study, or choose one outside with --output"}
_HINT = "name a folder in the study, and copy into it what you need"


def folders_outside(shaper: Shaper, root: Path, project: Project) -> tuple[str, ...]:
    """The keys of folders that are not in the study; the shaper keeps a finding for each."""
    outside = tuple(_outside(root, project))
    for key in outside:
        message = f"'{getattr(project, key)}' leads out of the study"
        shaper.say(OUTSIDE, (key,), message, _HINTS.get(key, _HINT))
    return outside


def _outside(root: Path, project: Project) -> Iterator[str]:
    for key in _FOLDERS:
        folder = getattr(project, key)
        try:
            leads = leads_out(root / folder, root)
        except (OSError, ValueError):  # ValueError: a name that no folder can have
            leads = True
        if leads or "\\" in folder:
            yield key
