"""The text of a file, or why it cannot be had."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

from qualcode.diagnostics import Diagnostic, Location, finding
from qualcode.source import mistakes
from qualcode.source.document import between

LARGEST: Final = 5_000_000
"""Bytes in a file; a case with all its codings has some thousands."""

_BYTE_ORDER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: Path, file: str) -> str | Diagnostic:
    """What stands in a file."""
    data = read_bytes(path, file)
    return decoded(data, file) if isinstance(data, bytes) else data


def read_bytes(path: Path, file: str) -> bytes | Diagnostic:
    """The bytes of a file of a study, or why they cannot be had.

    Args:
        path: where the file is.
        file: its path in the study, with which `path` ends.
    """
    try:
        status = path.stat()
        if leads_out(path, _root_of(path, file)):
            hint = "put the file itself in its place"
            message = "this is a link that leads out of the study, so it is not read"
            return finding(mistakes.OUTSIDE, Location(file), message, hint)
        if not stat.S_ISREG(status.st_mode):
            return _not_a_file(status.st_mode, file)
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)  # it may have grown since
        if len(data) > LARGEST:
            return too_large(max(status.st_size, len(data)), file)
    except FileNotFoundError:
        return _not_there(path, file)
    except PermissionError:
        hint = "change its permissions, or ask whoever owns it"
        return _unreadable(file, "you may not read this file", hint)
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        return _other(error, file)
    return data


def leads_out(path: Path, root: Path) -> bool:
    """Whether a path leads out of a folder, by links or by dots."""
    real = os.path.realpath(path)
    # Most roots have no links in them; one look is then enough.
    return not _is_below(real, str(root)) and not _is_below(real, os.path.realpath(root))


def _is_below(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _root_of(path: Path, file: str) -> Path:
    depth = min(len(Path(file).parts), len(path.parents))
    return path.parents[depth - 1] if depth else path


def too_large(size: int, file: str) -> Diagnostic:
    """The finding that a file has more bytes than are read."""
    message = f"the file has {size / 1e6:.1f} MB; at most {LARGEST / 1e6:.0f} MB are read"
    hint = "split it, or keep long texts in documents of their own"
    return finding(mistakes.TOO_LARGE, Location(file), message, hint)


def _unreadable(file: str, message: str, hint: str) -> Diagnostic:
    return finding(mistakes.UNREADABLE, Location(file), message, hint)


def _not_a_file(mode: int, file: str) -> Diagnostic:
    if stat.S_ISDIR(mode):
        hint = "rename it, or put the file in its place"
        return _unreadable(file, "this is a folder, not a file", hint)
    return _unreadable(file, "this is not an ordinary file", "put a text file in its place")


def _not_there(path: Path, file: str) -> Diagnostic:
    if path.is_symlink():
        hint = "put the file itself in its place, or correct the link"
        return _unreadable(file, "this is a link to a file that is not there", hint)
    return _unreadable(file, "there is no such file", "look at the spelling of its name")


def _other(error: OSError | ValueError, file: str) -> Diagnostic:
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        hint = "put the file itself in its place"
        return _unreadable(file, "this is a link that leads back to itself", hint)
    if isinstance(error, ValueError):
        return _unreadable(file, "no file can have this name", "rename it")
    reason = os.strerror(error.errno or 0).lower()
    hint = "look whether an editor can open it"
    return _unreadable(file, f"the file cannot be read: {reason}", hint)


def decoded(data: bytes, file: str) -> str | Diagnostic:
    """The text of a file's bytes, which must be UTF-8."""
    # In UTF-16, each letter of the first word is a byte beside a zero.
    if data[:2] in _BYTE_ORDER_MARKS or b"\0" in data[:2]:
        message = "the file looks like UTF-16, but it must be UTF-8"
        return finding(mistakes.NOT_UTF8, Location(file), message, "save it as UTF-8")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode().removeprefix("\ufeff")
        text = before + "?"
        at = between(text, file, len(before), len(text))
        byte = data[error.start]
        hint = "save the file as UTF-8"
        letter = bytes((byte,)).decode("cp1252", "ignore")
        if letter and letter.isprintable():
            hint = f"it looks like Windows-1252 (Latin-1), with '{letter}' here; save it as UTF-8"
        return finding(mistakes.NOT_UTF8, at, f"the byte {byte:02X} is not UTF-8", hint)
