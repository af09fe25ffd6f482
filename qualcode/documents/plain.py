"""Plain text and Markdown."""

from qualcode import __version__
from qualcode.diagnostics import Misuse
from qualcode.documents.converted import Converted, Original
from qualcode.documents.stored import stored_form

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read(original: Original) -> Converted:
    """The text of a file that is text already.

    Raises:
        Misuse: it is not in the encoding that it should be in.
    """
    ending = ".md" if original.ending in (".md", ".markdown") else ".txt"
    return Converted(decoded(original), ending, f"qualcode {__version__}")


def decoded(original: Original) -> str:
    """The letters of a text file, with one character for each line end.

    Raises:
        Misuse: it is not in the encoding that it should be in.
    """
    encoding = original.encoding or "utf-8"
    try:
        text = original.data.decode(encoding)
    except LookupError:
        hint = "give the name of one, such as latin-1, cp1252 or utf-16"
        raise Misuse(f"there is no encoding '{encoding}'; {hint}") from None
    except UnicodeDecodeError as error:
        raise Misuse(_not_in(original, encoding, error)) from None
    if "\0" in text:
        raise Misuse(f"'{original.name}' is not a text: there are NUL characters in it")
    return stored_form(text)


def _not_in(original: Original, encoding: str, error: UnicodeDecodeError) -> str:
    line = original.data.count(b"\n", 0, error.start) + 1
    message = f"'{original.name}' is not {encoding.upper()}: byte {error.start + 1}, in line {line}"
    if original.data[:2] in _WIDE_MARKS:
        return f"{message}; it looks like UTF-16: say so with --encoding utf-16"
    letter = original.data[error.start : error.start + 1].decode("cp1252", "ignore")
    if encoding == "utf-8" and letter.isalpha():
        looks = f"it looks like Windows-1252 (Latin-1), with '{letter}' there"
        return f"{message}; {looks}: say so with --encoding cp1252"
    return f"{message}; save it as UTF-8, or name its encoding with --encoding"
