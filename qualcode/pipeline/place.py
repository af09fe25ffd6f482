"""Where a study is, and which part of it the user asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from qualcode.diagnostics import Misuse
from qualcode.loading.folders import root_above
from qualcode.model.places import PROJECT_FILE
from qualcode.source import Read, parse_document, read_bytes, read_document


@dataclass(frozen=True, slots=True)
class Place:
    """A study's folder, and the paths below it that the user asked for; none means all.

    `unsaved` holds texts that stand for what is in their files, by the files' names.
    """

    root: Path
    selected: tuple[str, ...] = ()
    unsaved: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def read_document(self, path: Path, file: str) -> Read:
        """What a file of the study says, and what is wrong with it."""
        if file in self.unsaved:
            return parse_document(self.unsaved[file], file)
        return read_document(path, file)

    def has(self, file: str) -> bool:
        """Whether a file of the study is among what the user asked for."""
        paths = self.selected
        return not paths or any(file == path or file.startswith(f"{path}/") for path in paths)

    def read_text(self, file: str) -> str:
        """The text of a file of the study, empty when it cannot be read."""
        if file in self.unsaved:
            return self.unsaved[file]
        data = read_bytes(self.root / file, file)
        return data.decode("utf-8-sig", errors="replace") if isinstance(data, bytes) else ""


def find_study(paths: Sequence[Path]) -> Place:
    """The study that paths belong to: the nearest folder above them with a project file.

    Raises:
        Misuse: a path does not exist, or no study is around it.
    """
    start = [existing(path) for path in paths] or [Path.cwd()]
    root = root_above(start[0])
    if root is None:
        raise Misuse(
            f"there is no study here: no file '{PROJECT_FILE}' in {_shown(paths)} or above it\n"
            "run 'qualcode init' to begin one, or go into the folder of your study"
        )
    for path in start:
        if not path.is_relative_to(root):
            raise Misuse(f"'{path.name}' belongs to another study than '{start[0].name}'")
    selected = tuple(path.relative_to(root).as_posix() for path in start if path != root)
    return Place(root, () if "." in selected else selected if paths else ())


def study_around() -> Place | None:
    """The study that the current folder belongs to, if there is one."""
    root = root_above(Path.cwd())
    return None if root is None else Place(root)


def existing(path: Path) -> Path:
    """A path that is there, in full.

    Raises:
        Misuse: nothing is there.
    """
    absolute = path.absolute()
    if absolute.exists():
        return absolute.resolve()
    beside = [p.name for p in absolute.parent.iterdir()] if absolute.parent.is_dir() else []
    near = get_close_matches(absolute.name, beside, n=1)
    hint = f"; did you mean '{path.parent / near[0]}'?" if near else ""
    raise Misuse(f"there is no file or folder '{path}'{hint}")


def _shown(paths: Sequence[Path]) -> str:
    return f"'{paths[0]}'" if paths else "this folder"
