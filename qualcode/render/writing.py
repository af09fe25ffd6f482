"""Rendered files on disk: whole or not at all, and never over what a person wrote.

The output folder has a manifest with the digest of each file that qualcode wrote into it. A file
with other content has been changed since, or was put there by someone else, and is left alone.

Before files are written, the manifest is given their new digests beside the old ones; afterwards
the old ones are taken out. So a run that is cut off leaves no file that nobody would know. What it
had begun to write, under a name of its own, is swept away by the next run.

Two runs in one folder wait for each other, because each writes the manifest anew.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from glob import escape
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from qualcode.diagnostics import Diagnostic, Location, finding
from qualcode.render.locking import alone_in
from qualcode.render.rules import CANNOT_WRITE, CHANGED_OUTPUT, OUTSIDE_OUTPUT

MANIFEST = ".qualcode.json"
_FORMAT = 1
_TOKEN = 4  # bytes in the name of a file that is being written


@dataclass(frozen=True, slots=True)
class File:
    """A text or other content, and its path in the output folder, with forward slashes.

    It is also written where `over` stands now, whoever wrote that: the text was made from it.
    """

    path: str
    text: str | bytes
    over: bytes | None = None

    @property
    def data(self) -> bytes:
        """What is written."""
        return self.text if isinstance(self.text, bytes) else self.text.encode()


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
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone_in(folder):
            return _written(folder, files, shown)
    except OSError as error:
        return Written((), (_cannot(f"{shown}/{MANIFEST}", error),))


def _written(folder: Path, files: Sequence[File], shown: str) -> Written:
    known = _manifest(folder)
    seen = [(file, _refusal(folder, file, known.get(file.path, ()), shown)) for file in files]
    findings = [refusal for _, refusal in seen if refusal is not None]
    ours = [file for file, refusal in seen if refusal is None]
    new = {file.path: _digest(file.data) for file in ours}
    both = {path: tuple(dict.fromkeys((*known.get(path, ()), new[path]))) for path in new}
    trouble = _update(folder, known, {**known, **both}, shown)
    if trouble is not None:
        return Written((), (*findings, trouble))
    troubles = {file.path: _write(folder, file, shown) for file in ours}
    written = tuple(path for path, trouble in troubles.items() if trouble is None)
    after = {**known, **{path: (new[path],) for path in written}}
    last = _update(folder, {**known, **both}, after, shown)
    return Written(written, tuple(filter(None, (*findings, *troubles.values(), last))))


def _refusal(folder: Path, file: File, digests: Sequence[str], shown: str) -> Diagnostic | None:
    """Why a file may not be written; None where it is new, or as qualcode wrote it."""
    target = folder / file.path
    try:
        if _leads_out(target, folder):
            return _outside(file.path, shown)
        if not (target.is_symlink() or target.exists()):
            return None
        there = target.read_bytes()
    except OSError as error:
        return _cannot(f"{shown}/{file.path}", error)
    is_known = not target.is_symlink() and (_digest(there) in digests or there == file.over)
    return None if is_known or there == file.data else _changed(file.path, shown)


def _leads_out(target: Path, folder: Path) -> bool:
    """Whether a file would land elsewhere than in the folder, by dots or by a link on the way."""
    return not target.parent.resolve().is_relative_to(folder.resolve())


def _write(folder: Path, file: File, shown: str) -> Diagnostic | None:
    target = folder / file.path
    data = file.data
    try:
        _sweep(target)
        if not (target.exists() and target.read_bytes() == data):
            replace_file(target, data)
    except OSError as error:
        return _cannot(f"{shown}/{file.path}", error)
    return None


def _sweep(target: Path) -> None:
    """Take away what a run that was killed had begun to write in a file's place."""
    for begun in target.parent.glob(f".{escape(target.name)}.{'[0-9a-f]' * 2 * _TOKEN}.tmp"):
        begun.unlink(missing_ok=True)


def replace_file(target: Path, data: bytes) -> None:
    """Put a file in its place in one step; its folders are made if need be.

    Raises:
        OSError: it cannot be written. Then whatever was there is there still.
    """
    replace_files({target: data})


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Put files in their places, once all of them are written beside; see `replace_file`.

    Raises:
        OSError: one cannot be written. Then what was there before is there still, or again where
            the system failed only while files that are written already got their names.
    """
    staged: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    try:
        for target, data in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{target.name}.{token_hex(_TOKEN)}.tmp")
            staged[target] = temporary
            with temporary.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        for target, temporary in staged.items():
            there = target.read_bytes() if len(staged) > 1 and target.is_file() else None
            temporary.replace(target)
            before[target] = there
    except OSError:
        _put_back(before)
        raise
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    for target, data in before.items():
        if data is None:
            target.unlink(missing_ok=True)
        else:
            target.write_bytes(data)


_Digests = Mapping[str, tuple[str, ...]]


def _manifest(folder: Path) -> _Digests:
    """The digests that each file may have; empty when that cannot be told."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    files = data.get("files") if isinstance(data, dict) else None
    if not isinstance(files, dict):
        return {}
    several = {path: one if isinstance(one, list) else [one] for path, one in files.items()}
    return {path: tuple(map(str, digests)) for path, digests in several.items()}


def _update(folder: Path, now: _Digests, digests: _Digests, shown: str) -> Diagnostic | None:
    """The manifest written anew, where it changes."""
    if now == digests:
        return None
    files = {path: one[0] if len(one) == 1 else list(one) for path, one in digests.items()}
    data = {"format": _FORMAT, "files": dict(sorted(files.items()))}
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    try:
        _sweep(folder / MANIFEST)
        replace_file(folder / MANIFEST, text.encode())
    except OSError as error:
        return _cannot(f"{shown}/{MANIFEST}", error)
    return None


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _changed(path: str, shown: str) -> Diagnostic:
    return finding(
        CHANGED_OUTPUT,
        Location(f"{shown}/{path}"),
        f"'{path}' is not as qualcode wrote it and was left alone",
        f"move or rename '{shown}/{path}', or choose another folder with --output",
    )


def _outside(path: str, shown: str) -> Diagnostic:
    return finding(
        OUTSIDE_OUTPUT,
        Location(f"{shown}/{path}"),
        f"'{path}' would be written outside the output folder and was left out",
        "look for a link among its folders, and take it away",
    )


def _cannot(path: str, error: OSError) -> Diagnostic:
    reason = (error.strerror or "the system does not say why").lower()
    if isinstance(error, FileExistsError | NotADirectoryError):
        reason = "a file is where the folder should be"
    hint = "see that the folder may be written to, or choose another one with --output"
    return finding(CANNOT_WRITE, Location(path), f"'{path}' cannot be written: {reason}", hint)
