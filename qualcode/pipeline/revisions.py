"""An earlier version of a study's codebook: of a git revision, or in another folder."""

import io
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from qualcode.diagnostics import Misuse
from qualcode.model.places import PROJECT_FILE
from qualcode.model.study import Project
from qualcode.pipeline.git import ask_git, has_revision
from qualcode.pipeline.place import Place


@contextmanager
def earlier_codebook(place: Place, project: Project, version: str) -> Iterator[Place]:
    """A copy of the study with an earlier codebook and its present cases, for a while.

    Raises:
        Misuse: there is no such revision or folder, or git cannot be asked.
    """
    with TemporaryDirectory(prefix="qualcode-") as temporary:
        root = Path(temporary)
        folder = Path(version)
        if (folder / "codebook.yaml").is_file():
            shutil.copytree(folder, root / project.codebook)
        elif folder.is_dir():
            raise Misuse(f"'{version}' is no codebook: it has no file 'codebook.yaml'")
        else:
            _extract(place, project, version, root)
        shutil.copy(place.root / PROJECT_FILE, root / PROJECT_FILE)
        cases = place.root / project.cases
        shutil.copytree(cases, root / project.cases, ignore=_no_yaml, dirs_exist_ok=True)
        yield Place(root)


def _no_yaml(folder: str, names: list[str]) -> list[str]:
    """Only folders and case files are needed; documents may be large, links may lead anywhere."""
    paths = {name: Path(folder) / name for name in names}
    return [
        name
        for name, path in paths.items()
        if path.is_symlink() or (not name.endswith(".yaml") and path.is_file())
    ]


def _extract(place: Place, project: Project, version: str, root: Path) -> None:
    """Write the codebook of a revision below a folder."""
    neither = f"'{version}' is neither a git revision nor a folder with a codebook"
    if version.startswith("-"):
        raise Misuse(neither)
    inside = ask_git(place.root, "rev-parse", "--show-prefix").decode().rstrip("\n")
    top = Path(ask_git(place.root, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    if not has_revision(place.root, version):
        raise Misuse(neither)
    tree = f"{version}:{inside}"
    try:
        packed = ask_git(top, "archive", "--format=tar", tree, "--", project.codebook)
    except Misuse:
        raise Misuse(f"revision '{version}' has no codebook in '{project.codebook}'") from None
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive.getmembers():
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None:
                path = root / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
