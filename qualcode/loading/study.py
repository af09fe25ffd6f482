"""A whole study, read from its project file down; everything wrong with it is collected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from qualcode.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean, finding
from qualcode.loading import (
    cases,
    codebook,
    codes,
    codings,
    conditions,
    facts,
    figures,
    shape,
    study_rules,
)
from qualcode.loading.cases import CaseReader, case_keys
from qualcode.loading.checks import KEYS as CHECKS_KEYS
from qualcode.loading.checks import read_checks
from qualcode.loading.codebook import CodebookReader
from qualcode.loading.codings import (
    belonging_to,
    coding_files,
    misplaced,
    read_codings,
    without_case,
)
from qualcode.loading.documents import NO_DOCUMENTS, DocumentFolder, FolderDocuments
from qualcode.loading.folders import case_files
from qualcode.loading.outside import folders_outside
from qualcode.loading.shape import Shaper, field_names
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.consensus import put_together
from qualcode.model.places import CASE_FILE, CODEBOOK_FILE, DOCUMENTS, PROJECT_FILE
from qualcode.model.study import Project, Study
from qualcode.source import ReadDocument, read_document
from qualcode.source.mistakes import UNREADABLE

NO_CASES = Rule("QC028", "no-cases", Severity.ERROR, "A case folder without cases.")

NOT_READ = Rule("QC029", "file-not-read", Severity.ERROR, "A file with an ending that is not read.")

RULES = (
    *shape.RULES,
    cases.BAD_CASE_ID,
    *codings.RULES,
    *conditions.RULES,
    *codebook.RULES,
    *codes.RULES,
    *facts.RULES,
    *study_rules.RULES,
    *figures.RULES,
    NO_CASES,
    NOT_READ,
)
"""What can be wrong with the form of a study's files, beside what `source` finds."""

_PROJECT = TypeAdapter(Project)


ProjectRead = tuple[Project | None, tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read of a study, and what was wrong with the rest."""

    study: Study | None
    diagnostics: tuple[Diagnostic, ...]
    case_files: tuple[str, ...] = ()
    coding_files: tuple[str, ...] = ()


def load_project(root: Path, read: ReadDocument = read_document) -> ProjectRead:
    """The project file of the study in a folder, and what is wrong with it."""
    project, shaper, found = _open(root, read)
    return project, found if shaper is None else (*found, *shaper.found)


def load_study(root: Path, read: ReadDocument = read_document) -> Loaded:
    """The study in the folder that holds `qualcode.yaml`, with all its cases.

    Args:
        root: the folder.
        read: reads one file; another than the usual one may know texts that are not yet saved.
    """
    project, shaper, found = _open(root, read)
    if shaper is None:
        return Loaded(None, found)
    if project is None:
        return Loaded(None, (*found, *shaper.found))
    files = case_files(root, project.cases)
    _check_folders(shaper, project, root, files)
    reader = CodebookReader(root, project.codebook, read)
    book = reader.read() if (root / reader.main_file).exists() else None
    cases_read, case_findings = _read_cases(root, project.cases, files, book, read)
    not_read = _not_read(root, (project.cases, project.codebook))
    everything = (*found, *shaper.found, *not_read, *reader.found, *case_findings)
    by_coders = coding_files(root, project.cases)
    if book is None:
        return Loaded(None, everything, files, by_coders)
    is_whole = len(cases_read) == len(files)
    study = Study(project=project, codebook=book, cases=tuple(cases_read), has_all_cases=is_whole)
    return Loaded(study, everything, files, by_coders)


def _open(
    root: Path, read: ReadDocument
) -> tuple[Project | None, Shaper | None, tuple[Diagnostic, ...]]:
    """The project, what has read it and keeps what is wrong in it, and what was wrong before."""
    document, found = read(root / PROJECT_FILE, PROJECT_FILE)
    if document is None:
        return None, None, found
    shaper = Shaper(document, (*field_names(Project), *CHECKS_KEYS))
    project = _project(shaper)
    if project is not None and folders_outside(shaper, root, project):
        return None, shaper, found
    return project, shaper, found


def _project(shaper: Shaper) -> Project | None:
    raw = shaper.mapping(shaper.document.data, (), "the project file")
    if raw is None:
        return None
    body = shaper.placed(raw, ())
    if "checks" in body:
        body["checks"] = read_checks(shaper, body["checks"])
    return shaper.build(_PROJECT, body, ())


def _check_folders(shaper: Shaper, project: Project, root: Path, files: Sequence[str]) -> None:
    """Keep a finding for a codebook that is not there, and for a case folder without cases."""
    if not (root / CodebookReader(root, project.codebook).main_file).exists():
        beside = (root / project.codebook).parent
        inside = (path for path in beside.glob(f"*/{CODEBOOK_FILE}") if path.is_relative_to(root))
        folders = (path.parent.relative_to(root).as_posix() for path in inside)
        hint = did_you_mean(project.codebook, folders)
        message = f"there is no codebook in '{project.codebook}': no file '{CODEBOOK_FILE}'"
        shaper.say(UNREADABLE, ("codebook",), message, hint or "name the folder that it is in")
    if not files:
        there = (path for path in root.iterdir() if path.is_dir())
        is_there = (root / project.cases).is_dir()
        near = "" if is_there else did_you_mean(project.cases, (path.name for path in there))
        hint = near or f"put case files (.yaml) into the folder '{project.cases}'"
        place = "cases" if "cases" in project.model_fields_set else "study"
        shaper.say(NO_CASES, (place,), f"there are no case files in '{project.cases}'", hint)


def _not_read(root: Path, folders: Sequence[str]) -> Iterator[Diagnostic]:
    """Files that look like part of the study, but have an ending that is not read."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.*")):
            if path.suffix.lower() not in (".yml", ".yaml") or path.match("*.yaml"):
                continue
            at = Location(path.relative_to(root).as_posix())
            message = f"'{path.name}' is not read, because its name does not end in .yaml"
            yield finding(NOT_READ, at, message, f"rename it to '{path.stem}.yaml'")


def _read_cases(
    root: Path, folder: str, files: Sequence[str], book: Codebook | None, read_file: ReadDocument
) -> tuple[list[Case], list[Diagnostic]]:
    record_types = () if book is None else tuple(book.records)
    reader = CaseReader(record_types)
    keys = case_keys(record_types)
    codes = {} if book is None else book.codes
    elsewhere = {
        name: f"put it under '{'attributes' if code.role == 'attribute' else 'codes'}:', indented"
        for name, code in codes.items()
    }
    read: list[Case] = []
    found: list[Diagnostic] = []
    for file in files:
        document, diagnostics = read_file(root / file, file)
        found += diagnostics
        if document is None or diagnostics:
            continue
        if book is None:
            # Without the codebook nobody can say which keys a case may have.
            continue
        wrong = misplaced(document)
        if wrong:
            found += wrong
            continue
        shaper = Shaper(document, keys, elsewhere)
        stored, trouble = _documents(root, file)
        case = reader.read(shaper, group_of(file, folder), stored)
        found += (*shaper.found, *trouble)
        read += [case] if case is not None else []
    if book is not None:
        coders = coding_files(root, folder)
        said, troubles = read_codings(root, coders, reader, read_file, read)
        found += (*troubles, *without_case(said, read, files))
        read = [put_together(case, belonging_to(case, said)) for case in read]
    return sorted(read, key=lambda case: (case.id, case.position)), found


def _documents(root: Path, file: str) -> tuple[FolderDocuments, tuple[Diagnostic, ...]]:
    """What is in the case's folder of documents; a case in one file has none."""
    home, _, name = file.rpartition("/")
    if name != CASE_FILE:
        return NO_DOCUMENTS, ()
    folder = DocumentFolder(root, f"{home}/{DOCUMENTS}")
    return folder.read(), tuple(folder.found)


def group_of(file: str, folder: str) -> str:
    """The group of a case: its file's folder below the case folder, empty without one."""
    parts = Path(file).relative_to(folder).parts
    return parts[0] if len(parts) > 1 else ""
