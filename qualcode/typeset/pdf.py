"""Reports as pdf files: the one place that knows the library of Typst.

The files are PDF/A-2a and, where the text allows it, PDF/UA-1, so they can be archived and read
aloud. The fonts are those of
Typst and our own, the date is always the same one, and so the same document gives the same bytes.
"""

import importlib
import re
from collections.abc import Sequence
from types import MappingProxyType, ModuleType

from qualcode.diagnostics import Misuse
from qualcode.typeset import lettering
from qualcode.typeset.blocks import Document
from qualcode.typeset.typst.source import source
from qualcode.typeset.words import DocumentWords

_STANDARDS = ("a-2a", "ua-1")
_EPOCH = 946684800  # 2000-01-01; a pdf file for archives must have a date
_NOT_ALOUD = "PDF/UA-1 error"
"""Such as a heading that leaves out a level: the author's text, so the file makes no claim."""
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
    standards: Sequence[str] = _STANDARDS
    has_fonts_of_machine = False
    while True:
        try:
            return _compiled(typst, written, standards, has_fonts_of_machine)
        except typst.TypstError as error:
            if _NO_LETTER in error.message and not has_fonts_of_machine:
                has_fonts_of_machine = True
            elif error.message.startswith(_NOT_ALOUD) and standards == _STANDARDS:
                standards = _STANDARDS[:1]
            else:
                raise _told(error) from error


def _told(error: Exception) -> Exception:
    """The error as a user can mend it, or as it is where only we can."""
    message = str(error)
    found = next((advice for said, advice in _TROUBLES.items() if said in message), "")
    named = re.search(r"`(.+?)`", message)
    return Misuse(found.format(named[1] if named else message)) if found else error


def _compiled(
    typst: ModuleType, written: bytes, standards: Sequence[str], has_fonts_of_machine: bool
) -> bytes:
    pdf: bytes = typst.compile(
        written,
        format="pdf",
        font_paths=[str(lettering.FOLDER)],
        ignore_system_fonts=not has_fonts_of_machine,
        pdf_standards=list(standards),
        timestamp=_EPOCH,
    )
    return pdf


def _typst() -> ModuleType:
    try:
        return importlib.import_module("typst")
    except ImportError:
        raise Misuse("pdf files need the extra 'pdf': pip install 'qualcode[pdf]'") from None
