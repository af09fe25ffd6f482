"""A new study put into its folder: wholly or not at all."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from qualcode.diagnostics import Misuse
from qualcode.model.places import PROJECT_FILE


def place_study(folder: Path, fill: Callable[[Path], None]) -> int:
    """Make a study and put it into a new or empty folder; gives the number of files.

    Args:
        folder: where the study goes.
        fill: writes the files into a folder that it is given.

    Raises:
        Misuse: the folder cannot take it.
    """
    refuse_taken(folder)
    try:
        return _placed(folder, fill)
    except OSError as error:
        raise Misuse(f"cannot write to '{folder}': {error.strerror or error}") from error


def place_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files, by their paths in it, into a new or empty folder: all of them, or none.

    Raises:
        Misuse: the folder cannot take them.
    """
    place_study(folder, lambda whole: write_into(whole, files))


def write_into(whole: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that nobody else sees yet."""
    for name, data in files.items():
        (whole / name).parent.mkdir(parents=True, exist_ok=True)
        (whole / name).write_bytes(data)


def refuse_taken(folder: Path) -> None:
    """Say so where a folder has something in it already.

    Raises:
        Misuse: it does.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Misuse(f"'{folder}' is there already; give the name of a new folder")


def _placed(folder: Path, fill: Callable[[Path], None]) -> int:
    folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.absolute().parent, prefix=".qualcode-") as kept:
        whole = Path(kept) / "whole"
        whole.mkdir()
        fill(whole)
        if folder.exists():
            # It stays the same folder, because the user may stand in it.
            for path in _last_the_project_file(whole):
                path.replace(folder / path.name)
        else:
            whole.replace(folder)
    return sum(path.is_file() for path in folder.rglob("*"))


def _last_the_project_file(whole: Path) -> list[Path]:
    return sorted(whole.iterdir(), key=lambda path: (path.name == PROJECT_FILE, path.name))
