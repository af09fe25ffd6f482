"""Portable documents (pdf): their text layer, page by page."""

import logging
from collections.abc import Sequence
from io import BytesIO

import pypdf
from pypdf.errors import PyPdfError

from qualcode.diagnostics import Misuse
from qualcode.documents.converted import Converted, Original
from qualcode.documents.stored import stored_form

PAGE_BREAK = "\n\f\n"
"""Between the pages of a stored text."""

# What the library remarks about a file on the way is not for whoever adds it.
logging.getLogger("pypdf").setLevel(logging.ERROR)


def read(original: Original) -> Converted:
    """The text of a pdf, with a page break between pages.

    Raises:
        Misuse: it is damaged, locked, or a picture of pages without text.
    """
    pages = _pages(original)
    empty = [number for number, text in enumerate(pages, 1) if not text.strip()]
    if len(empty) == len(pages):
        message = f"there is no text in '{original.name}', only pictures of {len(pages)} pages"
        hint = "let a program recognise the text (OCR), such as ocrmypdf, and add what it makes"
        raise Misuse(f"{message}; {hint}")
    remarks = []
    if empty:
        named = ", ".join(map(str, empty))
        remarks.append(f"there is no text on page {named}: pictures, or nothing")
    text = stored_form(PAGE_BREAK.join(page.strip() for page in pages)) + "\n"
    return Converted(_clean(text), ".txt", f"pypdf {pypdf.__version__}", tuple(remarks))


def _pages(original: Original) -> Sequence[str]:
    try:
        reader = pypdf.PdfReader(BytesIO(original.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Misuse(f"'{original.name}' has a password; save it without one and add that")
        return [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        # A damaged file makes the library stumble in many ways.
        raise Misuse(f"'{original.name}' cannot be read as a pdf: {error}") from error
    except ImportError as error:
        raise Misuse(f"'{original.name}' is locked; save it without a password") from error


def _clean(text: str) -> str:
    """The text without what no file can hold: half characters and control characters."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(letter for letter in whole if letter >= " " or letter in "\n\f\t")
