"""Reports as Word files, for who has python-docx."""

import importlib

from qualcode.diagnostics import Misuse
from qualcode.typeset.blocks import Document
from qualcode.typeset.words import DocumentWords


def to_docx(document: Document, words: DocumentWords, style: bytes | None) -> bytes:
    """A document as a Word file.

    Args:
        document: the document.
        words: the titles of its lists.
        style: a Word file whose styles, pages, headers and footers are taken.

    Raises:
        Misuse: a library is not installed, the template is no Word file, or a picture is none.
    """
    try:
        report = importlib.import_module("qualcode.typeset.word.report")
    except ImportError:
        raise Misuse("Word files need the extra 'docx': pip install 'qualcode[docx]'") from None
    made: bytes = report.written(document, words, style)
    return made
