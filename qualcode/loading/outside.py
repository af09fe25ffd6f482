"""The folders that a project file names: each lies in the study, also behind links.

A study may come from strangers. Whatever it names, nothing outside it is read or written.
"""

from contextlib import suppress
from pathlib import Path

from qualcode.loading.shape import Shaper
from qualcode.model.study import Project
from qualcode.source import OUTSIDE, leads_out

_FOLDERS = ("codebook", "cases", "templates", "output")
_HINT = "name a folder in the study, and copy into it what you need"
_HINT_OF_OUTPUT = "name a folder in the study, or choose one outside with --output"


def folders_outside(shaper: Shaper, root: Path, project: Project) -> tuple[str, ...]:
    """The keys of folders that are not in the study; the shaper keeps a finding for each."""
    wrong = {key: _wrong(root, getattr(project, key)) for key in _FOLDERS}
    outside = tuple(key for key in _FOLDERS if wrong[key])
    for key in outside:
        message = f"'{getattr(project, key)}' {wrong[key]}"
        shaper.say(OUTSIDE, (key,), message, _HINT_OF_OUTPUT if key == "output" else _HINT)
    return outside


def _wrong(root: Path, folder: str) -> str:
    """What is wrong with a folder, or the empty text."""
    try:
        with suppress(FileNotFoundError, NotADirectoryError):
            (root / folder).stat()
        return "leads out of the study" if leads_out(root / folder, root) else ""
    except (OSError, ValueError):  # too long, a link in circles; ValueError: it has a NUL
        return "cannot be a folder"
