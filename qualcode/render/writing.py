"""Rendered files on disk: whole or not at all, and never over what a person wrote.

The output folder has a manifest with the digest of each file that qualcode wrote into it. A file
with other content has been changed since, or was put there by someone else, and is left alone.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from qualcode.diagnostics import Diagnostic, Location, finding
from qualcode.render.rules import CANNOT_WRITE, CHANGED_OUTPUT

MANIFEST = ".qualcode.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class File:
    """A text and its path in the output folder, with forward slashes."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, by their paths in the folder, and what was wrong with others."""

    files: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


def write_files(folder: Path, files: Sequence[File], shown: str) -> Written:
    """Write files into a folder, which is made if need be.

    Args:
        folder: the output folder.
        files: what to write; a file that has this content already counts as written.
        shown: the folder as findings should call it, such as 'build'.
    """
    known = _manifest(folder)
    digests = dict(known)
    written: list[str] = []
    findings: list[Diagnostic] = []
    for file in files:
        found = _write(folder, file, known.get(file.path), shown)
        if found is None:
            written.append(file.path)
            digests[file.path] = _digest(file.text.encode())
        else:
            findings.append(found)
    if digests != known:
        findings += _write_manifest(folder, digests, shown)
    return Written(tuple(written), tuple(findings))


def _write(folder: Path, file: File, digest: str | None, shown: str) -> Diagnostic | None:
    target = folder / file.path
    data = file.text.encode()
    try:
        if target.is_symlink() or target.exists():
            there = target.read_bytes()
            if there == data:
                return None
            if target.is_symlink() or _digest(there) != digest:
                return _changed(file.path, shown)
        replace_file(target, data)
    except OSError as error:
        return _cannot(f"{shown}/{file.path}", error)
    return None


def replace_file(target: Path, data: bytes) -> None:
    """Put a file in its place in one step; its folders are made if need be.

    Raises:
        OSError: it cannot be written. Then whatever was there is there still.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _manifest(folder: Path) -> Mapping[str, str]:
    """The digests of the files that qualcode wrote; empty when that cannot be told."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    files = data.get("files") if isinstance(data, dict) else None
    return {str(k): str(v) for k, v in files.items()} if isinstance(files, dict) else {}


def _write_manifest(folder: Path, digests: Mapping[str, str], shown: str) -> list[Diagnostic]:
    data = {"format": _FORMAT, "files": dict(sorted(digests.items()))}
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    try:
        replace_file(folder / MANIFEST, text.encode())
    except OSError as error:
        return [_cannot(f"{shown}/{MANIFEST}", error)]
    return []


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _changed(path: str, shown: str) -> Diagnostic:
    return finding(
        CHANGED_OUTPUT,
        Location(f"{shown}/{path}"),
        f"'{path}' is not as qualcode wrote it and was left alone",
        f"move or rename '{shown}/{path}', or choose another folder with --output",
    )


def _cannot(path: str, error: OSError) -> Diagnostic:
    reason = (error.strerror or "the system does not say why").lower()
    if isinstance(error, FileExistsError | NotADirectoryError):
        reason = "a file is where the folder should be"
    hint = "see that the folder may be written to, or choose another one with --output"
    return finding(CANNOT_WRITE, Location(path), f"'{path}' cannot be written: {reason}", hint)
