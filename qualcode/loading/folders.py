"""Where a study is, and which of its files are cases."""

from collections.abc import Collection
from pathlib import Path, PurePosixPath

from qualcode.model.places import CASE_FILE, CODINGS, DOCUMENTS, PROJECT_FILE

_NOT_CASES = (DOCUMENTS, CODINGS)


def root_above(path: Path) -> Path | None:
    """The nearest folder with a project file, from a path upwards."""
    folders = (path, *path.parents) if path.is_dir() else path.parents
    return next((folder for folder in folders if (folder / PROJECT_FILE).is_file()), None)


def case_files(root: Path, folder: str) -> tuple[str, ...]:
    """The case files below the case folder, relative to the root, in order."""
    found = sorted((root / folder).rglob("*.yaml"))
    return case_files_among([path.relative_to(root).as_posix() for path in found], folder)


def case_files_among(files: Collection[str], folder: str) -> tuple[str, ...]:
    """The case files among the YAML files below the case folder, all relative to the root."""
    known = frozenset(files)
    return tuple(file for file in files if _is_case_file(PurePosixPath(file), folder, known))


def _is_case_file(path: PurePosixPath, folder: str, files: Collection[str]) -> bool:
    folders = path.relative_to(folder).parts[:-1]
    if any(part in _NOT_CASES for part in folders):
        return False
    return path.name == CASE_FILE or str(path.parent / CASE_FILE) not in files
