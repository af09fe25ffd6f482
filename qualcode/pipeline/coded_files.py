"""The files in which the documents of a case are coded: copies of them, and Word files."""

import importlib
from collections.abc import Iterator, Mapping, Sequence
from os.path import normpath
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from qualcode.collecting.copies import CopyReader
from qualcode.collecting.item import Gathered
from qualcode.diagnostics import Diagnostic, Misuse
from qualcode.documents.converted import Original
from qualcode.documents.stored import StoredText
from qualcode.loading.documents import TEXT_ENDINGS
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.consensus import sheets_of
from qualcode.model.document import CaseDocument
from qualcode.model.places import CASE_FILE, CODED
from qualcode.model.study import Study
from qualcode.pipeline import no_such
from qualcode.pipeline.checking import Checked, ready
from qualcode.source.files import read_text

_WORD = ".docx"


class CaseOfStudy(NamedTuple):
    """A case, the study that it is in, and that study's folder."""

    study: Study
    case: Case
    root: Path


class _Target(NamedTuple):
    """A file as findings name it, and the document that it is about, with its text."""

    shown: str
    document: str
    stored: StoredText


def case_to_code(checked: Checked, name: str) -> CaseOfStudy:
    """A case of a study whose codebook is in order, without what its coders say in their files.

    Raises:
        Misuse: the study cannot be read, or has no such case.
    """
    study, _ = ready(checked)
    cases = {case.id: case for case in study.cases}
    if name not in cases:
        raise Misuse(no_such("case", name, cases))
    return CaseOfStudy(study, next(sheets_of(cases[name])), checked.place.root)


def texts_of(case: Case) -> Mapping[str, StoredText]:
    """The stored texts of a case by the ids of its documents."""
    documents = case.documents.values()
    return {one.id: StoredText(one.text) for one in documents if one.text is not None}


def document_named(case: Case, name: str) -> CaseDocument:
    """A document of a case that has a stored text.

    Raises:
        Misuse: there is none.
    """
    if name not in case.documents:
        message = no_such("document", name, case.documents)
        raise Misuse(f"{message}\nadd it with 'qualcode document add {case.id} FILE'")
    document = case.documents[name]
    if document.text is None:
        raise Misuse(f"the document '{name}' has no stored text; see 'qualcode check'")
    return document


def folder_of_copies(case: Case) -> str:
    """The folder of coded copies beside a case's file, relative to the study's root.

    Raises:
        Misuse: the case is a single file without a folder.
    """
    path = PurePosixPath(case.position.file)
    if path.name != CASE_FILE:
        raise Misuse(f"the case '{case.id}' is one file, and has no documents to code")
    return str(path.parent / CODED)


def copies_of(of: CaseOfStudy) -> tuple[Path, ...]:
    """The coded copies that stand beside a case.

    Raises:
        Misuse: there are none.
    """
    folder = folder_of_copies(of.case)
    home = of.root / folder
    paths = sorted(home.iterdir()) if home.is_dir() else []
    found = tuple(path for path in paths if path.suffix in (*TEXT_ENDINGS, _WORD))
    if not found:
        raise Misuse(
            f"there is nothing to collect in '{folder}'; make coded copies with "
            f"'qualcode code write-out {of.case.id}', or name the files"
        )
    return found


def gather(
    files: Sequence[Path], of: CaseOfStudy, coder: str, document: str
) -> tuple[Gathered, ...]:
    """What files give; each is of the document that has its name, or of the one named.

    Raises:
        Misuse: a file cannot be read, or the case has no such document.
    """
    if document and len(files) > 1:
        raise Misuse("--document says which document one file is of; give one file with it")
    full = (Path(normpath(file.absolute())) for file in files)
    return tuple(_gathered(file, of, coder, document) for file in full)


def _gathered(path: Path, of: CaseOfStudy, coder: str, document: str) -> Gathered:
    ending = path.suffix.lower()
    if ending not in (*TEXT_ENDINGS, _WORD):
        known = ", ".join((*TEXT_ENDINGS, _WORD))
        raise Misuse(f"codes cannot be collected from '{path.name}'; these are read: {known}")
    if not path.is_file():
        raise Misuse(f"there is no file '{_shown(path, of.root)}'")
    named = document_named(of.case, document or _document_of(path, of.case))
    target = _Target(_shown(path, of.root), named.id, StoredText(named.text or ""))
    if ending == _WORD:
        return _from_word(_read(path), target, coder, of.study.codebook)
    copy = read_text(path, target.shown)
    if isinstance(copy, Diagnostic):
        return Gathered(target.shown, target.document, found=(copy,))
    reader = CopyReader(target.shown, copy, target.document, target.stored)
    return reader.read(coder, of.study.codebook)


def _from_word(original: Original, target: _Target, coder: str, book: Codebook) -> Gathered:
    # python-docx is an extra, and slow to import.
    try:
        words = importlib.import_module("qualcode.documents.word_comments")
        comments = importlib.import_module("qualcode.collecting.comments")
    except ImportError as error:
        message = f"to read '{original.name}' qualcode needs the library '{error.name}'"
        raise Misuse(f"{message}; install it with: pip install 'qualcode[docx]'") from error
    commented = words.read_comments(original)
    reader = comments.CommentReader(target.shown, commented, target.document, target.stored)
    gathered: Gathered = reader.read(coder, book)
    return gathered


def _shown(path: Path, root: Path) -> str:
    """A file as findings name it: from the study's folder, if it is in there."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _read(path: Path) -> Original:
    try:
        return Original(path.name, path.read_bytes())
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise Misuse(f"cannot read '{path}': {reason}") from error


def _document_of(path: Path, case: Case) -> str:
    """The document that a file is of: the one with its name, or made from a file of that name."""
    return next(_named_like(path, case), path.stem)


def _named_like(path: Path, case: Case) -> Iterator[str]:
    stem = path.stem.removesuffix(".coded")
    for document in case.documents.values():
        if stem in (document.id, PurePosixPath(document.file).stem):
            yield document.id
    for document in case.documents.values():
        if document.origin is not None and document.origin.original == path.name:
            yield document.id
