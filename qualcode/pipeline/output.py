"""Results written to files: to one that the user named, or back into the study."""

from collections.abc import Mapping
from pathlib import Path

from qualcode.diagnostics import Misuse
from qualcode.render.writing import replace_file, replace_files
from qualcode.source import Document

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_output(path: Path, content: str | bytes, *, replaces: bool = True) -> None:
    """Write a result to a file, whole or not at all.

    Raises:
        Misuse: the file cannot be written, or has something else in it and may not be replaced.
    """
    if isinstance(content, str):
        content = content.encode("utf-8", "backslashreplace")
    try:
        if not replaces and path.exists():
            if path.read_bytes() == content:
                return
            raise Misuse(f"'{path}' is there already; give --replace, or choose another name")
        replace_file(path, content)
    except OSError as error:
        raise Misuse(f"cannot write '{path}': {(error.strerror or 'it failed').lower()}") from error


def save_document(path: Path, document: Document) -> None:
    """Write a document back to its file, whole or not at all; a byte order mark stays."""
    replace_file(path, _bytes(path, document))


def save_documents(root: Path, documents: Mapping[str, Document]) -> None:
    """Write documents to files of a study, all of them or none.

    Raises:
        Misuse: they cannot be written.
    """
    write_together(root, {file: _bytes(root / file, one) for file, one in documents.items()})


def write_together(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by their paths in a folder: all of them or none.

    Raises:
        Misuse: they cannot be written.
    """
    try:
        replace_files({root / name: data for name, data in files.items()})
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        place = error.filename or root
        raise Misuse(f"cannot write '{place}': {reason}; nothing was changed") from error


def _bytes(path: Path, document: Document) -> bytes:
    is_marked = path.exists() and path.read_bytes().startswith(_BYTE_ORDER_MARK)
    return (_BYTE_ORDER_MARK if is_marked else b"") + document.text.encode()
