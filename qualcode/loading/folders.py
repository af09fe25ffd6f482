"""Where a study is, and which of its files are cases."""

from pathlib import Path

from qualcode.model.places import CASE_FILE, CODINGS, DOCUMENTS, PROJECT_FILE

_NOT_CASES = (DOCUMENTS, CODINGS)


def root_above(path: Path) -> Path | None:
    """The nearest folder with a project file, from a path upwards."""
    folders = (path, *path.parents) if path.is_dir() else path.parents
    return next((folder for folder in folders if (folder / PROJECT_FILE).is_file()), None)


def case_files(root: Path, folder: str) -> tuple[str, ...]:
    """The case files below the case folder, relative to the root, in order."""
    base = root / folder
    return tuple(
        path.relative_to(root).as_posix()
        for path in sorted(base.rglob("*.yaml"))
        if _is_case_file(path, base)
    )


def _is_case_file(path: Path, base: Path) -> bool:
    folders = path.relative_to(base).parts[:-1]
    if any(part in _NOT_CASES for part in folders):
        return False
    return path.name == CASE_FILE or not (path.parent / CASE_FILE).exists()
