"""Reports as pdf files: the one place that knows the library of Typst.

The files are PDF/A-2a and PDF/UA-1, so they can be archived and read aloud. The fonts are those of
Typst and our own, the date is always the same one, and so the same document gives the same bytes.
"""

import importlib
from types import ModuleType
from typing import Any

from qualcode.diagnostics import Misuse
from qualcode.typeset import lettering
from qualcode.typeset.blocks import Document
from qualcode.typeset.typst.source import source
from qualcode.typeset.words import Words

_STANDARDS = ("a-2a", "ua-1")
_EPOCH = 946684800  # 2000-01-01; a pdf file for archives must have a date
_NO_LETTER = "could not be displayed with font"


def to_pdf(document: Document, words: Words) -> bytes:
    """A document as a pdf file.

    Raises:
        Misuse: Typst is not installed, or no font has some of the letters.
    """
    typst = _typst()
    written = source(document, words).encode()
    try:
        return _compiled(typst, written, with_fonts_of_machine=False)
    except typst.TypstError as error:
        if _NO_LETTER not in error.message:
            raise
    try:
        return _compiled(typst, written, with_fonts_of_machine=True)
    except typst.TypstError as error:
        if _NO_LETTER not in error.message:
            raise
        raise Misuse(_advice(error.message)) from None


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


def _advice(message: str) -> str:
    letters = message.partition("`")[2].partition("`")[0]
    return (
        f"no font on this machine has the letters {letters}; "
        "install a font for them, for example one of the Noto fonts"
    )


def _typst() -> ModuleType:
    try:
        return importlib.import_module("typst")
    except ImportError:
        raise Misuse("pdf files need the extra 'pdf': pip install 'qualcode[pdf]'") from None
