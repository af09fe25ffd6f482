"""Studies from and for other programs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.diagnostics import Diagnostic, Misuse, Severity
from qualcode.exchange.placing import place_files, refuse_taken
from qualcode.exchange.refi.exporting import codebook_file, project_file
from qualcode.exchange.refi.importing import (
    MEMOS,
    Exchanged,
    Refused,
    new_study,
    read_exchange,
    starting_codebook,
)
from qualcode.exchange.refi.merging import merged
from qualcode.exchange.refi.moments import moment
from qualcode.exchange.refi.naming import plain_id
from qualcode.exchange.refi.taking import Loss, Taken
from qualcode.loading.study import NO_CASES
from qualcode.model.places import CODEBOOK_FILE, PROJECT_FILE
from qualcode.pipeline.checking import Checked, check
from qualcode.pipeline.memory import collector_at_rest
from qualcode.pipeline.output import write_output, write_together
from qualcode.pipeline.place import Place
from qualcode.source import read_document

ENDINGS = (".qdpx", ".qdc")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to: the folder, and what was taken; or what is wrong with the file."""

    folder: Path
    taken: Taken | None
    findings: tuple[Diagnostic, ...] = ()
    xml: str = ""


def import_file(file: Path, into: Path | None, *, dry_run: bool = False) -> Imported:
    """A study from a file of another program, wholly or not at all.

    Args:
        file: a `.qdpx` or `.qdc` file.
        into: the folder of the study, which may be there; named after the file if not given.
        dry_run: only say what would be done.

    Raises:
        Misuse: the file is none of these or cannot be read, or the folder is taken.
    """
    folder = into or _folder_for(file)
    with collector_at_rest():
        read = read_exchange(_bytes_of(file), file.name)
        if isinstance(read, Refused):
            return Imported(folder, None, read.found, read.xml)
        is_there = (folder / PROJECT_FILE).is_file()
        taken = _merged(read, folder) if is_there else new_study(read, file.name)
        if not dry_run:
            (write_together if is_there else place_files)(folder, taken.files)
    return Imported(folder, taken)


def codebook_from(file: Path, output: Path | None, *, dry_run: bool = False) -> Imported:
    """A study with the codes of a file of another program and no cases, in a new folder.

    Args:
        file: a `.qdpx` or `.qdc` file.
        output: the new folder; named after the file if not given.
        dry_run: only say what would be done.

    Raises:
        Misuse: the file is none of these or cannot be read, or the folder is taken.
    """
    folder = output or _folder_for(file)
    if file.suffix.lower() not in ENDINGS:
        raise Misuse(f"'{file}' is no codebook or project of REFI-QDA ({', '.join(ENDINGS)})")
    read = read_exchange(_bytes_of(file), file.name)
    if isinstance(read, Refused):
        return Imported(folder, None, read.found, read.xml)
    taken = starting_codebook(read, file.name)
    if dry_run:
        refuse_taken(folder)
    else:
        place_files(folder, taken.files)
    return Imported(folder, taken)


def _folder_for(file: Path) -> Path:
    return Path(plain_id(file.stem, "study", "-"))


def _merged(read: Exchanged, folder: Path) -> Taken:
    """What a project adds to the study in a folder."""
    checked = check(Place(folder))
    study = checked.study
    if study is None or _has_errors(checked):
        raise Misuse(f"the study in '{folder}' has errors; run 'qualcode check' and mend them")
    main = f"{study.project.codebook}/{CODEBOOK_FILE}"
    files = {case.position.file for case in study.cases} | {main}
    documents = {file: read_document(folder / file, file)[0] for file in files}
    known = {file: one for file, one in documents.items() if one is not None}
    taken = merged(read, study, known)
    there = [name for name in taken.files if name not in known and (folder / name).exists()]
    in_the_way = [name for name in there if not name.startswith(f"{MEMOS}/")]
    if in_the_way:
        raise Misuse(f"'{in_the_way[0]}' is there already; rename it, and import again")
    # A memo that is there was imported before, and may have been worked on since.
    kept = {name: data for name, data in taken.files.items() if name not in there}
    return replace(taken, files=kept)


def export_file(checked: Checked, file: Path, date: str) -> tuple[Loss, ...]:
    """Write a study as a file for other programs; gives what could not be put into it.

    Args:
        checked: the study.
        file: a `.qdpx` or `.qdc` file that is not there yet.
        date: when the file says that it was made; not at all if empty.

    Raises:
        Misuse: the study has errors, the date is none, or the file cannot be written.
    """
    if file.exists() or file.is_symlink():
        raise Misuse(f"'{file}' is there already; give another name, or delete it first")
    if date and not moment(date):
        raise Misuse(f"'{date}' is no date; write it as 2012-09-30 or 2012-09-30T12:00:00Z")
    study = checked.study
    if study is None or _has_errors(checked):
        raise Misuse("a study with errors is not exported; run 'qualcode check' and mend them")
    is_codebook = file.suffix.lower() == ".qdc"
    if is_codebook and not study.codebook.codes:
        raise Misuse("there are no codes to export")
    with collector_at_rest():
        exported = codebook_file(study) if is_codebook else project_file(study, date)
    write_output(file, exported.data)
    return exported.losses


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise Misuse(f"cannot read '{file}': {reason}") from error


def _has_errors(checked: Checked) -> bool:
    """Whether something would be exported wrongly; that there are no cases yet is no harm."""
    return any(
        one.severity is Severity.ERROR and one.rule != NO_CASES.id for one in checked.findings
    )


def export_data(file: Path, losses: Sequence[Loss]) -> dict[str, object]:
    """An export as JSON has it."""
    return {
        "format": "qualcode-export",
        "version": 1,
        "file": file.as_posix(),
        "not_taken": loss_data(losses),
    }


def import_data(imported: Imported) -> dict[str, object]:
    """An import as JSON has it."""
    taken = imported.taken
    return {
        "format": "qualcode-import",
        "version": 1,
        "folder": imported.folder.as_posix(),
        "findings": [_finding(one) for one in imported.findings],
        "counts": {} if taken is None else dict(taken.counts),
        "files": [] if taken is None else sorted(taken.files),
        "not_taken": [] if taken is None else loss_data(taken.losses),
        "decided": [] if taken is None else list(taken.remarks),
        "to_add": [] if taken is None else list(taken.to_add),
    }


def loss_data(losses: Sequence[Loss]) -> list[dict[str, object]]:
    """What was not taken, item by item; `line` is that of the XML, null where there is none."""
    return [
        {
            "kind": one.kind,
            "name": one.name,
            "why": one.why,
            "line": one.at.line if one.at.file else None,
        }
        for one in losses
    ]


def _finding(one: Diagnostic) -> dict[str, object]:
    return {
        "rule": one.rule,
        "message": one.message,
        "file": one.at.file,
        "line": one.at.line,
        "column": one.at.column,
        "hint": one.hint,
    }
