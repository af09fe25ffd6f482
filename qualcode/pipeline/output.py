"""Results written to files: to one that the user named, or back into the study."""

from pathlib import Path

from qualcode.diagnostics import Misuse
from qualcode.render.writing import replace_file
from qualcode.source import Document

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_output(path: Path, content: str | bytes) -> None:
    """Write a result to a file, whole or not at all.

    Raises:
        Misuse: the file cannot be written.
    """
    if isinstance(content, str):
        content = content.encode("utf-8", "backslashreplace")
    try:
        replace_file(path, content)
    except OSError as error:
        raise Misuse(f"cannot write '{path}': {(error.strerror or 'it failed').lower()}") from error


def save_document(path: Path, document: Document) -> None:
    """Write a document back to its file, whole or not at all; a byte order mark stays."""
    mark = _BYTE_ORDER_MARK if path.read_bytes().startswith(_BYTE_ORDER_MARK) else b""
    replace_file(path, mark + document.text.encode())
