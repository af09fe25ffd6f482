"""The formats that a document can be written in."""

from collections.abc import Callable
from dataclasses import dataclass

from qualcode.typeset.blocks import Document
from qualcode.typeset.docx import to_docx
from qualcode.typeset.html import to_html
from qualcode.typeset.pdf import to_pdf
from qualcode.typeset.words import DocumentWords


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, which is also the ending of its files, and what writes it.

    The last argument of the writer is a Word file whose styles are to be taken, or None.
    """

    name: str
    write: Callable[[Document, DocumentWords, bytes | None], bytes]


FORMATS: tuple[Format, ...] = (
    Format("html", lambda document, words, _: to_html(document, words)),
    Format("docx", to_docx),
    Format("pdf", lambda document, words, _: to_pdf(document, words)),
)
"""All formats; one more is one more line."""
