"""Texts back into the files of a study: whole or not at all, and never over what changed since."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from qualcode.render.writing import replace_file

_BYTE_ORDER_MARK = "\ufeff"


class Changed(NamedTuple):
    """A file of a study with what it said and is to say, both as the file has it."""

    file: str
    before: str
    after: str


class NotSaved(NamedTuple):
    """A file that was left as it was, and why."""

    file: str
    message: str


def changed(root: Path, file: str, before: str, after: str) -> Changed | NotSaved:
    """The change of a file that was read as one text and is to have another.

    Both are without a byte order mark; the file keeps the one it has.
    """
    try:
        there = (root / file).read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return _not_as_read(file)
    mark = _BYTE_ORDER_MARK if there.startswith(_BYTE_ORDER_MARK) else ""
    return Changed(file, there, mark + after) if there == mark + before else _not_as_read(file)


def save(root: Path, changes: Iterable[Changed]) -> tuple[NotSaved, ...]:
    """Write the new texts; gives the files that could not be written."""
    return tuple(filter(None, (_save(root, change) for change in changes)))


def _save(root: Path, change: Changed) -> NotSaved | None:
    file = change.file
    try:
        target = (root / file).resolve()
        if not target.is_relative_to(root.resolve()):
            return NotSaved(file, f"'{file}' is a link out of the study and was left alone")
        if target.read_bytes() != change.before.encode():
            return _not_as_read(file)
        mode = target.stat().st_mode
        replace_file(target, change.after.encode())
        target.chmod(mode)
    except OSError as error:
        reason = (error.strerror or "the system does not say why").lower()
        return NotSaved(file, f"'{file}' cannot be written: {reason}")
    return None


def _not_as_read(file: str) -> NotSaved:
    message = f"'{file}' changed while it was worked on and was left alone; run the command again"
    return NotSaved(file, message)
