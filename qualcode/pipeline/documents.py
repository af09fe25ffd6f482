"""Documents of cases: converted once to stored text, and listed."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePath

from qualcode.diagnostics import Misuse
from qualcode.documents.conversion import convert
from qualcode.documents.converted import Converted, Original
from qualcode.documents.records import origin_record
from qualcode.documents.stored import digest
from qualcode.loading.documents import ORIGIN_ENDING, TEXT_ENDINGS
from qualcode.model.case import Case
from qualcode.model.places import CASE_FILE, DOCUMENTS
from qualcode.model.study import Study
from qualcode.pipeline import no_such
from qualcode.pipeline.checking import Checked
from qualcode.render.writing import replace_file
from qualcode.tables.documents import document_table
from qualcode.tables.table import Table

ORIGINALS = "originals"
"""The folder, among the documents of a case, for originals that are to be kept there."""

ADDED_BY = "qualcode document add"
_NOT_IN_ID = re.compile(r"[^\w.-]+")
_ID = re.compile(r"\w[\w.-]*")


@dataclass(frozen=True, slots=True)
class Wish:
    """What to add: a file, and perhaps an id of one's own, its encoding, a copy of the original."""

    file: Path
    id: str = ""
    encoding: str = ""
    keeps_original: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """A document that was added: its id, what was written, and what is not in the text."""

    id: str
    case_file: str
    files: tuple[str, ...]
    remarks: tuple[str, ...]


def add_document(checked: Checked, case: str, wish: Wish) -> Added:
    """Convert a file to stored text among the documents of a case, with a record of its origin.

    Raises:
        Misuse: there is no such case or file, it cannot be converted, or something is there.
    """
    home = _home(_case_named(checked, case))
    original = _read(wish)
    name = unicodedata.normalize("NFC", wish.id) or _id_of(original.name)
    if not _ID.fullmatch(name):
        raise Misuse(f"'{name}' cannot be an id; use letters, digits, '-', '_' and '.' only")
    converted = convert(original)
    folder = f"{home}/{DOCUMENTS}"
    root = checked.place.root
    _refuse_to_overwrite(root, folder, name, converted)
    files = {
        f"{folder}/{name}{converted.ending}": converted.text.encode(),
        f"{folder}/{name}{ORIGIN_ENDING}": origin_record(
            name, original, converted, ADDED_BY
        ).encode(),
    }
    if wish.keeps_original:
        files[f"{folder}/{ORIGINALS}/{original.name}"] = original.data
    written = tuple(file for file, data in files.items() if _write(root / file, data))
    return Added(name, f"{home}/{CASE_FILE}", written, converted.remarks)


def documents_of(checked: Checked) -> Table:
    """The documents of the cases that were asked for, as a table.

    Raises:
        Misuse: the study cannot be read.
    """
    return document_table(
        case for case in _study(checked).cases if checked.place.has(case.position.file)
    )


def _study(checked: Checked) -> Study:
    if checked.study is None:
        raise Misuse("the study cannot be read; run 'qualcode check' to see why")
    return checked.study


def _case_named(checked: Checked, name: str) -> Case:
    cases = {case.id: case for case in _study(checked).cases}
    if name not in cases:
        raise Misuse(no_such("case", name, cases))
    return cases[name]


def _home(case: Case) -> str:
    home, _, name = case.position.file.rpartition("/")
    if name != CASE_FILE:
        raise Misuse(
            f"the case '{case.id}' is one file, and a case with documents is a folder\n"
            f"rename '{case.position.file}' to '{home}/{case.id}/{CASE_FILE}'"
        )
    return home


def _read(wish: Wish) -> Original:
    try:
        return Original(wish.file.name, wish.file.read_bytes(), wish.encoding)
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise Misuse(f"cannot read '{wish.file}': {reason}") from error


def _id_of(name: str) -> str:
    """An id from the name of a file: small letters, hyphens for spaces."""
    stem = unicodedata.normalize("NFC", PurePath(name).stem).lower()
    return _NOT_IN_ID.sub("-", stem).strip("-.")


def _refuse_to_overwrite(root: Path, folder: str, name: str, converted: Converted) -> None:
    """Refuse what is there already; a text without a record may be given one."""
    record = f"{folder}/{name}{ORIGIN_ENDING}"
    texts = [f"{folder}/{name}{ending}" for ending in TEXT_ENDINGS]
    for file in (record, *texts):
        path = root / file
        is_same = file.endswith(converted.ending) and _is_text(path, converted.text)
        if (path.exists() or path.is_symlink()) and not is_same:
            raise Misuse(f"'{file}' is there already; give the document another id with --id")


def _is_text(path: Path, text: str) -> bool:
    try:
        return digest(path.read_bytes().decode()) == digest(text)
    except (OSError, UnicodeDecodeError):
        return False


def _write(path: Path, data: bytes) -> bool:
    """Write a file that is not there; gives whether it was written."""
    if path.exists():
        return False
    try:
        replace_file(path, data)
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise Misuse(f"cannot write '{path.name}': {reason}") from error
    return True
