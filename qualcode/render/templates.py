"""Where templates are: those of a study, for one language or for all, and those of qualcode.

A template may be replaced by the study: the one in `templates/<language>` comes first, then the
one in `templates`, then the one that came with qualcode.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from qualcode.diagnostics import Diagnostic
from qualcode.source import read_bytes

SUFFIX = ".j2"
_PACKAGE = Path(__file__).parents[1]
_IN_WHEEL = _PACKAGE / "templates"
SHARED = _IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parent / "templates" / "shared"
"""The templates that come with qualcode: in the package, or beside it in a checkout."""


class UnreadableTemplateError(OSError):
    """A template is there, but cannot or may not be read."""


@dataclass(frozen=True, slots=True)
class Templates:
    """Where templates are: the study's folder, its name in the study, and the language."""

    folder: Path
    language: str
    name: str

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that a template is looked for in, in this order."""
        return (*self.own, SHARED)

    @property
    def own(self) -> tuple[Path, ...]:
        """The folders of the study."""
        return (self.folder / self.language, self.folder)

    def path(self, name: str) -> Path | None:
        """The file that a template's name stands for, or None; no name leads out of the folders."""
        if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name:
            return None
        try:
            return next((f / name for f in self.folders if (f / name).is_file()), None)
        except (OSError, ValueError):  # a name that no file can have
            return None

    def text(self, path: Path) -> str:
        """What a template's file says.

        Raises:
            OSError: it cannot be read, or it is a link that leads out of the study.
            UnicodeDecodeError: it is not text.
        """
        found = read_bytes(path, self._in_study(path))
        if isinstance(found, Diagnostic):
            raise UnreadableTemplateError(0, found.message)
        return found.decode()

    def _in_study(self, path: Path) -> str:
        root = SHARED if path.is_relative_to(SHARED) else self.root
        return path.relative_to(root).as_posix()

    @property
    def root(self) -> Path:
        """The folder of the study."""
        depth = len(Path(self.name).parts)
        return self.folder.parents[depth - 1] if depth else self.folder

    def shown(self, file: str) -> str:
        """A template as findings call it: its path in the study, or in qualcode."""
        path = Path(file)
        for folder in self.own:
            if not path.is_absolute() and (folder / path).is_file():
                path = folder / path
        if path.is_relative_to(self.folder):
            return f"{self.name}/{path.relative_to(self.folder).as_posix()}"
        if path.is_relative_to(SHARED):
            return f"qualcode/templates/{path.relative_to(SHARED).as_posix()}"
        return f"{self.name}/{self.language}/{path.name}"

    def there(self) -> tuple[str, ...]:
        """The names of all templates that can be included or imported."""
        found = (path.name for f in self.folders if f.is_dir() for path in f.glob(f"*{SUFFIX}"))
        return tuple(sorted(set(found)))
