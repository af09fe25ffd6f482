"""The saves of a study's files, as they come.

Which files changed is told by comparing them with what they were, so that nothing is missed while
a check runs and nothing is said twice; watchfiles only says when to look.
"""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Final

from qualcode.diagnostics import Misuse
from qualcode.loading.study import load_project
from qualcode.model.places import PROJECT_FILE
from qualcode.model.study import Project
from qualcode.pipeline.place import Place

QUIET: Final = 50
"""Milliseconds without a further save after which a save counts as done; an editor may write a
file in several steps."""

LATEST: Final = 2000
"""Milliseconds after which files are compared anyway: not every file system tells of saves."""

_State = Mapping[str, tuple[int, int]]
"""When each file was last written, in nanoseconds, and how long it is."""


def saves(place: Place) -> Iterator[tuple[str, ...]]:
    """At first nothing, then at each save the names of the files that are not as they were.

    Raises:
        Misuse: watchfiles is not installed.
    """
    watch = _watchfiles().watch
    project = load_project(place.root)[0]
    now = _state(place.root, project)
    changed: tuple[str, ...] = ()
    while True:
        before = now
        yield changed
        while now == before:
            now = _after_something(watch, place.root, project, before)
        changed = tuple(sorted({file for file, _ in before.items() ^ now.items()}))
        project = load_project(place.root)[0] or project
        now = _state(place.root, project)


def _after_something(
    watch: Callable[..., Iterable[object]], root: Path, project: Project | None, before: _State
) -> _State:
    """The state once it is another than before, or once a folder is not there any more."""
    now = _state(root, project)
    if now != before:
        return now  # saved while nobody looked
    with suppress(FileNotFoundError):
        for _ in watch(
            *_folders(root, project),
            recursive=False,
            step=QUIET,
            rust_timeout=LATEST,
            yield_on_timeout=True,
            watch_filter=None,
        ):
            now = _state(root, project)
            if now != before:
                break
    return now


def _folders(root: Path, project: Project | None) -> Iterator[Path]:
    """The study's folders: that of the project file, and all below those that it names."""
    yield root
    named: tuple[str, ...] = ()
    if project is not None:
        named = (project.codebook, project.cases, project.templates, project.output)
    for folder in dict.fromkeys(named):
        if (root / folder).is_dir():
            yield root / folder
            yield from (path for path in (root / folder).rglob("*") if path.is_dir())


def _state(root: Path, project: Project | None) -> _State:
    files = {root / PROJECT_FILE}
    for folder in _folders(root, project):
        if folder != root:
            files |= {path for path in folder.iterdir() if _is_a_text(path)}
    state = {}
    for path in files:
        with suppress(OSError):  # it may be gone by now
            status = path.stat()
            state[path.relative_to(root).as_posix()] = (status.st_mtime_ns, status.st_size)
    return state


def _is_a_text(path: Path) -> bool:
    """Whether it is a file that people write, and not what an editor keeps beside one."""
    return not path.name.startswith(".") and not path.name.endswith("~") and path.is_file()


def _watchfiles() -> ModuleType:
    try:
        return importlib.import_module("watchfiles")
    except ModuleNotFoundError:
        raise Misuse(
            "watching needs watchfiles, which is not installed\n"
            "install it with: pip install 'qualcode[watch]'"
        ) from None
