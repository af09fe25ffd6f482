"""Files of other programs, converted once to the text that is stored and coded."""

import importlib
from collections.abc import Callable
from typing import Final, NamedTuple

from qualcode.diagnostics import Misuse
from qualcode.documents.converted import Converted, Original


class _Format(NamedTuple):
    """A kind of file, the module that reads it, and the extra of qualcode that this takes."""

    endings: tuple[str, ...]
    module: str
    extra: str = ""


_FORMATS: Final = (
    _Format((".md", ".markdown", ".txt", ".text"), "plain"),
    _Format((".docx",), "word", "docx"),
    _Format((".pdf",), "portable", "pdf-in"),
    _Format((".vtt", ".srt"), "subtitles", "subtitles"),
)
_ADVICE: Final = {
    ".doc": "open it in Word or LibreOffice and save it as .docx",
    ".odt": "open it in LibreOffice and save it as .docx",
    ".rtf": "open it in Word or LibreOffice and save it as .docx",
    ".html": "open it in a browser, copy the text and save it as .md",
}


def convert(original: Original) -> Converted:
    """The text of a file.

    Raises:
        Misuse: the file is of another kind, damaged, locked or empty, or an extra is missing.
    """
    ending = original.ending
    wanted = next((one for one in _FORMATS if ending in one.endings), None)
    if wanted is None:
        known = ", ".join(ending for one in _FORMATS for ending in one.endings)
        hint = _ADVICE.get(ending, f"these are read: {known}")
        raise Misuse(f"'{original.name}' is of a kind that is not read; {hint}")
    converted = _reader(wanted, original)(original)
    if not converted.text.strip():
        raise Misuse(f"there is no text in '{original.name}'")
    return converted


def _reader(wanted: _Format, original: Original) -> Callable[[Original], Converted]:
    # Each reader imports its library, which is heavy and may not be there.
    try:
        module = importlib.import_module(f"qualcode.documents.{wanted.module}")
    except ImportError as error:
        extra = f"qualcode[{wanted.extra}]"
        message = f"to read '{original.name}' qualcode needs the library '{error.name}'"
        raise Misuse(f"{message}; install it with: pip install '{extra}'") from error
    reader: Callable[[Original], Converted] = module.read
    return reader
