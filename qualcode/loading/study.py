"""A whole study, read from its project file down; everything wrong with it is collected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from qualcode.diagnostics import Diagnostic, Location, Rule, Severity, finding
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
from qualcode.loading.cases import CaseReader, case_keys, codings_keys
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
from qualcode.loading.shape import Shaper, field_names
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.consensus import put_together
from qualcode.model.places import CASE_FILE, DOCUMENTS, PROJECT_FILE
from qualcode.model.study import Project, Study
from qualcode.source import read_document

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


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read of a study, and what was wrong with the rest."""

    study: Study | None
    diagnostics: tuple[Diagnostic, ...]
    case_files: tuple[str, ...] = ()
    coding_files: tuple[str, ...] = ()


def load_project(root: Path) -> tuple[Project | None, tuple[Diagnostic, ...]]:
    """The project file of a study, or None with what is wrong with it."""
    document, found = read_document(root / PROJECT_FILE, PROJECT_FILE)
    if document is None:
        return None, found
    shaper = Shaper(document, (*field_names(Project), *CHECKS_KEYS))
    project = _project(shaper)
    return project, (*found, *shaper.found)


def load_study(root: Path) -> Loaded:
    """The study in the folder that holds `qualcode.yaml`, with all its cases."""
    project, found = load_project(root)
    if project is None:
        return Loaded(None, found)
    reader = CodebookReader(root, project.codebook)
    book = reader.read()
    files = case_files(root, project.cases)
    if not files:
        hint = f"put case files (.yaml) into the folder '{project.cases}'"
        message = f"there are no case files in '{project.cases}'"
        found = (*found, finding(NO_CASES, Location(PROJECT_FILE), message, hint))
    found = (*found, *_not_read(root, (project.cases, project.codebook)))
    read, case_findings = _read_cases(root, project.cases, files, book)
    everything = (*found, *reader.found, *case_findings)
    study = None if book is None else Study(project=project, codebook=book, cases=tuple(read))
    return Loaded(study, everything, files, coding_files(root, project.cases))


def _project(shaper: Shaper) -> Project | None:
    raw = shaper.mapping(shaper.document.data, (), "the project file")
    if raw is None:
        return None
    body = shaper.placed(raw, ())
    if "checks" in body:
        body["checks"] = read_checks(shaper, body["checks"])
    return shaper.build(_PROJECT, body, ())


def _not_read(root: Path, folders: Sequence[str]) -> Iterator[Diagnostic]:
    """Files that look like part of the study, but have an ending that is not read."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.yml")):
            at = Location(path.relative_to(root).as_posix())
            message = f"'{path.name}' is not read, because its name does not end in .yaml"
            yield finding(NOT_READ, at, message, f"rename it to '{path.stem}.yaml'")


def _read_cases(
    root: Path, folder: str, files: Sequence[str], book: Codebook | None
) -> tuple[list[Case], list[Diagnostic]]:
    record_types = () if book is None else tuple(book.records)
    reader = CaseReader(record_types)
    keys = case_keys(record_types)
    read: list[Case] = []
    found: list[Diagnostic] = []
    for file in files:
        document, diagnostics = read_document(root / file, file)
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
        shaper = Shaper(document, keys)
        stored, trouble = _documents(root, file)
        case = reader.read(shaper, group_of(file, folder), stored)
        found += (*shaper.found, *trouble)
        read += [case] if case is not None else []
    if book is not None:
        own = codings_keys(record_types)
        said, troubles = read_codings(root, coding_files(root, folder), reader, own)
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
