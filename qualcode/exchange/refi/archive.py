"""A `.qdpx` file: a zip with `project.qde` and a flat folder `sources/` (REFI-QDA 1.5, 8.1, 8.4).

NVivo for Windows writes `Sources/`, and ATLAS.ti 26 names the XML after the project: both are read.
Nothing is unpacked to disk under a name that the file chose, and nothing is read beyond a limit.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from types import MappingProxyType
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from qualcode.diagnostics import Diagnostic, Location, Rule, Severity, finding

UNREADABLE_ARCHIVE = Rule(
    "QC701",
    "unreadable-archive",
    Severity.ERROR,
    "A project file of another program is no archive.",
)
RULES = (UNREADABLE_ARCHIVE,)

PROJECT: Final = "project.qde"
_ENDING: Final = ".qde"
SOURCES: Final = "sources/"
MOST_BYTES: Final = 2**31
"""The standard's own limit for a file inside a project (8.5), here for all of them together."""

_MOST_RATIO: Final = 200
_SMALL: Final = 2**24  # a small file of one repeated letter is no bomb
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Archive:
    """The project's XML, and the files of its sources by their names in `sources/`."""

    project: bytes
    sources: Mapping[str, bytes] = field(repr=False)


def read_archive(data: bytes, name: str) -> Archive | tuple[Diagnostic, ...]:
    """The parts of a project file, or all that is wrong with it as an archive."""
    try:
        with ZipFile(BytesIO(data)) as opened:
            found = tuple(_faults(opened.infolist(), name))
            return found or _read(opened)
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        return (_fault(name, *_reason(data, error)),)


def _read(opened: ZipFile) -> Archive:
    """The parts; the order in the archive does not matter, and `sources/.root` is nothing."""
    entries = [one for one in opened.infolist() if not one.is_dir()]
    files = {_flat(one.filename): opened.read(one) for one in entries}
    sources = {
        path[len(SOURCES) :]: content
        for path, content in files.items()
        if path.casefold().startswith(SOURCES) and path.casefold() != f"{SOURCES}.root"
    }
    return Archive(files[_projects(entries)[0]], MappingProxyType(sources))


def _projects(entries: list[ZipInfo]) -> list[str]:
    """The files that may be the project's XML: the one with the right name, or all others."""
    paths = [_flat(entry.filename) for entry in entries]
    named = [path for path in paths if path.casefold() == PROJECT]
    return named or [path for path in paths if "/" not in path and path.lower().endswith(_ENDING)]


def _flat(path: str) -> str:
    return path.replace("\\", "/").removeprefix("./")


def _faults(entries: list[ZipInfo], name: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for entry in entries:
        path = _flat(entry.filename)
        if path.startswith("/") or ".." in path.split("/") or ":" in path.split("/")[0]:
            hint = "do not open it elsewhere either; ask where it comes from"
            yield _fault(name, f"'{entry.filename}' in it leads out of the archive", hint)
        if path.casefold() in seen:
            hint = "export the project again from the program it comes from"
            yield _fault(name, f"'{entry.filename}' is in it twice", hint)
        seen.add(path.casefold())
        if entry.file_size > max(_SMALL, _MOST_RATIO * entry.compress_size):
            size = f"{entry.compress_size:,} bytes become {entry.file_size:,}"
            hint = "it is not opened, because a file like this can fill the disk"
            yield _fault(name, f"'{entry.filename}' is packed too tightly: {size}", hint)
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        yield _fault(name, "its files are over 2 GiB together", "export a part of the project")
    projects = _projects(entries)
    if len(projects) != 1:
        several = f", but several: {', '.join(projects)}" if projects else ""
        hint = "give a project that was exported as REFI-QDA"
        yield _fault(name, f"there is no '{PROJECT}' in it{several}", hint)


def _reason(data: bytes, error: Exception) -> tuple[str, str]:
    if data[:2] == b"PK":
        hint = "copy or export it again; it may not have been copied to its end"
        return f"the archive is damaged: {str(error).lower()}", hint
    if data.lstrip()[:1] == b"<":
        return "it is XML and no archive", "give a codebook the ending .qdc"
    return "it is no zip archive", "give a project that was exported as REFI-QDA (.qdpx)"


def _fault(name: str, message: str, hint: str) -> Diagnostic:
    return finding(UNREADABLE_ARCHIVE, Location(name), message, hint)


def write_archive(archive: Archive) -> bytes:
    """The bytes of a project file: always the same for the same parts."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as opened:
        for path, content in _entries(archive):
            entry = ZipInfo(path, _OLDEST)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # else it would tell on which system it was made
            opened.writestr(entry, content)
    return whole.getvalue()


def _entries(archive: Archive) -> Iterator[tuple[str, bytes]]:
    yield PROJECT, archive.project
    for name, content in sorted(archive.sources.items()):
        yield f"{SOURCES}{name}", content
