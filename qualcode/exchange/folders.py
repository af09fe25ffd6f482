"""New folders, put in their place with everything that belongs in them, or not at all."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualcode.diagnostics import Misuse


def refuse_filled(folder: Path) -> None:
    """See that a folder is new or empty.

    Raises:
        Misuse: something is there.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Misuse(f"'{folder}' is there already; give the name of a new folder")


@contextmanager
def whole_folder(folder: Path, last: str = "") -> Iterator[Path]:
    """A folder to fill beside the new or empty one; it takes its place when it is whole.

    Args:
        folder: where it goes.
        last: what is moved last, if the folder is there already.

    Raises:
        OSError: it cannot be put there.
    """
    folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.absolute().parent, prefix=".qualcode-") as kept:
        whole = Path(kept) / "whole"
        whole.mkdir()
        yield whole
        if not folder.exists():
            whole.replace(folder)
            return
        # It stays the same folder, because the user may stand in it.
        for path in sorted(whole.iterdir(), key=lambda path: (path.name == last, path.name)):
            path.replace(folder / path.name)
