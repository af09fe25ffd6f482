"""A study as it was at a revision, as far as it could be read then."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from qualcode.diagnostics import Diagnostic
from qualcode.loading.cases import CaseReader, case_keys
from qualcode.loading.codebook import CodebookReader
from qualcode.loading.codings import belonging_to, read_codings
from qualcode.loading.folders import case_files_among
from qualcode.loading.shape import Shaper
from qualcode.loading.study import group_of, load_project
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.consensus import put_together
from qualcode.model.places import CODINGS, PROJECT_FILE, case_file_of
from qualcode.model.study import Project
from qualcode.pipeline.checking import errors
from qualcode.pipeline.objects import Files
from qualcode.source import Read, read_document

Cases = Mapping[str, Case]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A study at a revision.

    What could not be read is as it was before, and `unreadable` says why.
    """

    files: Files = field(default_factory=lambda: MappingProxyType({}))
    project: Project | None = None
    codebook: Codebook | None = None
    cases: Cases = field(default_factory=lambda: MappingProxyType({}))
    unreadable: tuple[Diagnostic, ...] = ()

    def blobs_below(self, folder: str) -> Mapping[str, str]:
        """The files below a folder, by their paths, with the names of their content."""
        start = f"{folder.rstrip('/')}/"
        return {file: blob for file, blob in self.files.items() if file.startswith(start)}


class SnapshotReader:
    """Reads one revision after another; nothing is read twice that did not change.

    The files are laid out in a folder of their own, so that they are read just as those of a study.
    """

    def __init__(self, content: Callable[[str], bytes], desk: Path) -> None:
        """A reader of content by its names, with an empty folder to lay files out in."""
        self._content = content
        self._desk = desk
        self._lying: dict[str, str] = {}
        self._documents: dict[tuple[str, str], Read] = {}
        self._codebooks: dict[object, tuple[Codebook | None, tuple[Diagnostic, ...]]] = {}
        self._cases: dict[object, tuple[Case | None, tuple[Diagnostic, ...]]] = {}

    def read(self, files: Files, before: Sequence[Snapshot]) -> Snapshot:
        """The study that files make up.

        Args:
            files: the study's files, by path, with the names of their content.
            before: the study at the revisions that this one follows.
        """
        first = before[0] if before else Snapshot()
        found: list[Diagnostic] = []
        project = self._project(files, first, found)
        if project is None:
            return Snapshot(files, unreadable=tuple(found))
        snapshot = Snapshot(files, project)
        codebook = self._codebook(snapshot.blobs_below(project.codebook), project.codebook)
        known = codebook[0] or next((one.codebook for one in before if one.codebook), None)
        found += codebook[1]
        listed = snapshot.blobs_below(project.cases)
        types = () if known is None else tuple(known.records)
        coded = _by_case(listed)
        cases = {}
        for file in case_files_among(listed, project.cases):
            own = {file: listed[file], **coded.get(file, {})}
            case, trouble = self._case(own, types, project.cases)
            found += trouble
            # A file that cannot be read now says what it said, until it can be read again.
            case = case or next((one.cases[file] for one in before if file in one.cases), None)
            if case is not None:
                cases[file] = case
        return Snapshot(files, project, known, cases, tuple(found))

    def _project(self, files: Files, before: Snapshot, found: list[Diagnostic]) -> Project | None:
        blob = files.get(PROJECT_FILE)
        if blob is None:
            return None
        if blob == before.files.get(PROJECT_FILE):
            return before.project
        self._lay({PROJECT_FILE: blob})
        project, trouble = load_project(self._desk)
        found += errors(trouble)
        return project or before.project

    def _codebook(
        self, files: Files, folder: str
    ) -> tuple[Codebook | None, tuple[Diagnostic, ...]]:
        """The codebook, or what keeps it from being read as a whole."""
        key = (folder, *sorted(files.items()))
        if key not in self._codebooks:
            for file in [one for one in self._lying if one.startswith(f"{folder}/")]:
                if file not in files:
                    (self._desk / file).unlink()
                    del self._lying[file]
            self._lay(files)
            reader = CodebookReader(self._desk, folder, self._document)
            book = reader.read() if files else None
            is_whole = book is not None and book.is_whole
            trouble = () if is_whole else errors(reader.found)
            self._codebooks[key] = (book if is_whole else None, trouble)
        return self._codebooks[key]

    def _document(self, path: Path, file: str) -> Read:
        """What a file of the codebook says; most of them stay as they are for long."""
        key = (file, self._lying.get(file, ""))
        if key not in self._documents:
            self._documents[key] = read_document(path, file)
        return self._documents[key]

    def _case(
        self, files: Files, types: tuple[str, ...], folder: str
    ) -> tuple[Case | None, tuple[Diagnostic, ...]]:
        """A case, or what keeps it from being read.

        Args:
            files: the case file, and then those of its coders.
            types: the groups of records that there are.
            folder: the folder of the cases.
        """
        key = (tuple(files.items()), types)
        if key not in self._cases:
            self._lay(files)
            self._cases[key] = self._read_case(tuple(files), types, folder)
        return self._cases[key]

    def _read_case(
        self, files: Sequence[str], types: tuple[str, ...], folder: str
    ) -> tuple[Case | None, tuple[Diagnostic, ...]]:
        file, *coders = files
        document, found = read_document(self._desk / file, file)
        if document is None or found:
            return None, errors(found)
        shaper = Shaper(document, case_keys(types))
        reader = CaseReader(types)
        case = reader.read(shaper, group_of(file, folder))
        beside = () if case is None else (case,)
        said, trouble = read_codings(self._desk, coders, reader, read_document, beside)
        wrong = errors((*shaper.found, *trouble))
        if case is None or wrong:
            return None, wrong
        return put_together(case, belonging_to(case, said)), ()

    def _lay(self, files: Files) -> None:
        for file, blob in files.items():
            if self._lying.get(file) != blob:
                path = self._desk / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self._content(blob))
                self._lying[file] = blob


def _by_case(files: Files) -> Mapping[str, Files]:
    """The coders' files among the files of cases, by the case files that they stand beside."""
    found: dict[str, dict[str, str]] = {}
    for file, blob in files.items():
        if f"/{CODINGS}/" in file:
            found.setdefault(case_file_of(file), {})[file] = blob
    return found


def unreadable_files(found: Iterable[Diagnostic]) -> Mapping[str, Diagnostic]:
    """The first thing that keeps each file from being read."""
    first: dict[str, Diagnostic] = {}
    for one in found:
        first.setdefault(one.at.file, one)
    return first
