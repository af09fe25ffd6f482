"""JSON Schemas for editors: written into the codebook's folder, or compared with what is there."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from qualcode.diagnostics import Misuse
from qualcode.loading.codebook import CodebookReader
from qualcode.loading.ids import Ids
from qualcode.loading.study import load_project
from qualcode.model.study import Project
from qualcode.render.writing import File, replace_file
from qualcode.schemas import editors
from qualcode.schemas.files import CASE, ENDING, FOLDER, schema_texts
from qualcode.schemas.shapes import GENERATED


def write_schemas(root: Path, output: Path | None) -> tuple[str, ...]:
    """The schema files of a study, written into a folder; gives their names.

    Raises:
        Misuse: the codebook has errors, or a file stands in the way.
    """
    project = _project(root)
    folder, shown = _folder(root, project, output)
    files = _fresh(root, project, Ids(root).cases)
    for file in files:
        _refuse_others_work(folder / file.path, f"{shown}/{file.path}")
    for file in files:
        _write(folder / file.path, file, f"{shown}/{file.path}")
    return tuple(f"{shown}/{file.path}" for file in files)


def stale_schemas(root: Path, output: Path | None) -> tuple[str, ...]:
    """The schema files that are missing, or do not say what the codebook says now.

    A case that has come or gone makes none stale: its id is a suggestion, not a rule.

    Raises:
        Misuse: the codebook has errors.
    """
    project = _project(root)
    folder, shown = _folder(root, project, output)
    suggested = _suggested(_text(folder / f"{CASE.name}{ENDING}"))
    fresh = _fresh(root, project, suggested)
    return tuple(f"{shown}/{one.path}" for one in fresh if _text(folder / one.path) != one.text)


def files_for_editors(root: Path) -> Mapping[str, str]:
    """What a new study has for editors, by path: its schemas, and which files they are for."""
    project = _project(root)
    folder = f"{project.codebook}/{FOLDER}"
    schemas = _fresh(root, project, Ids(root).cases)
    return {
        **{f"{folder}/{file.path}": file.data.decode() for file in schemas},
        **editors.settings(project),
    }


def _project(root: Path) -> Project:
    project, _ = load_project(root)
    if project is None:
        raise Misuse("the project file has errors; run 'qualcode check' and correct them first")
    return project


def _folder(root: Path, project: Project, output: Path | None) -> tuple[Path, str]:
    """The folder for schemas, and what to call it."""
    if output is not None:
        return output, output.as_posix()
    name = f"{project.codebook}/{FOLDER}"
    return root / name, name


def _fresh(root: Path, project: Project, case_ids: Sequence[str]) -> tuple[File, ...]:
    book = CodebookReader(root, project.codebook).read()
    if book is None or not book.is_whole:
        raise Misuse("the codebook has errors; run 'qualcode check' and correct them first")
    texts = schema_texts(book, project.language, case_ids)
    return tuple(File(f"{name}{ENDING}", text) for name, text in texts.items())


def _text(path: Path) -> str | None:
    """What a file says, whichever line ends git has given it; None where that cannot be told."""
    try:
        return path.read_bytes().decode().replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None


def _suggested(text: str | None) -> tuple[str, ...]:
    """The case ids that a schema suggests."""
    try:
        listed = json.loads(text or "")["properties"]["possible_duplicate_of"]["defaultSnippets"]
        return tuple(str(one["label"]) for one in listed)
    except (ValueError, LookupError, TypeError):
        return ()


def _refuse_others_work(path: Path, shown: str) -> None:
    """Nothing is written over a file that qualcode did not write."""
    if path.is_symlink() or (path.exists() and GENERATED not in (_text(path) or "")):
        raise Misuse(
            f"'{shown}' is there already and was not written by qualcode; nothing was written\n"
            "move or rename it, or choose another folder with --output"
        )


def _write(path: Path, file: File, shown: str) -> None:
    try:
        replace_file(path, file.data)
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise Misuse(f"cannot write '{shown}': {reason}") from error
