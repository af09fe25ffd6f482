"""Reports as pdf files: the one place that knows the library of Typst.

The files are PDF/A-2a and PDF/UA-1, so they can be archived and read aloud. The fonts are those of
Typst and our own, the date is always the same one, and so the same document gives the same bytes.
"""

import importlib
import re
from types import MappingProxyType, ModuleType
from typing import Any

from qualcode.diagnostics import Misuse
from qualcode.typeset import lettering
from qualcode.typeset.blocks import Document
from qualcode.typeset.typst.source import source
from qualcode.typeset.words import DocumentWords

_STANDARDS = ("a-2a", "ua-1")
_EPOCH = 946684800  # 2000-01-01; a pdf file for archives must have a date
_NO_LETTER = "could not be displayed with font"
_TROUBLES = MappingProxyType(
    {
        _NO_LETTER: "no font on this machine has the letters {}; install a font that has them, "
        "for example one of the Noto fonts",
        "contains the codepoint": "a pdf file cannot hold the letter {}, which is another one on "
        "each machine; write another letter for it",
        "SVG": "a picture could not be drawn: {}",
    }
)
"""What Typst says of a document that is as it is because of what somebody wrote."""


def to_pdf(document: Document, words: DocumentWords) -> bytes:
    """A document as a pdf file.

    Raises:
        Misuse: Typst is not installed, a letter cannot be shown, or a picture is none.
    """
    typst = _typst()
    written = source(document, words).encode()
    try:
        return _compiled(typst, written, with_fonts_of_machine=False)
    except typst.TypstError as error:
        if _NO_LETTER not in error.message:
            raise _told(error) from error
    try:
        return _compiled(typst, written, with_fonts_of_machine=True)
    except typst.TypstError as error:
        raise _told(error) from error


def _told(error: Exception) -> Exception:
    """The error as a user can mend it, or as it is where only we can."""
    message = str(error)
    found = next((advice for said, advice in _TROUBLES.items() if said in message), "")
    named = re.search(r"`(.+?)`", message)
    return Misuse(found.format(named[1] if named else message)) if found else error


def _compiled(typst: Any, written: bytes, *, with_fonts_of_machine: bool) -> bytes:  # noqa: ANN401 - an optional library
    pdf: bytes = typst.compile(
        written,
        format="pdf",
        font_paths=[str(lettering.FOLDER)],
        ignore_system_fonts=not with_fonts_of_machine,
        pdf_standards=list(_STANDARDS),
        timestamp=_EPOCH,
    )
    return pdf


def _typst() -> ModuleType:
    try:
        return importlib.import_module("typst")
    except ImportError:
        raise Misuse("pdf files need the extra 'pdf': pip install 'qualcode[pdf]'") from None
