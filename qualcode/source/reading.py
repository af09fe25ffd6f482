"""From a file or its text to a document, with everything that is wrong with it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Final

from yaml.error import MarkedYAMLError
from yaml.reader import ReaderError

from qualcode.diagnostics import Diagnostic, finding, in_order
from qualcode.source import mistakes
from qualcode.source.building import Builder, TooDeep
from qualcode.source.document import Document, Point, between
from qualcode.source.files import LARGEST, read_text, too_large
from qualcode.source.syntax import explain

Read = tuple[Document | None, tuple[Diagnostic, ...]]

ReadDocument = Callable[[Path, str], Read]
"""Reads the file at a path, under its name in findings."""

_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_SYNTAX: Final = (mistakes.NOT_YAML.id, mistakes.TAB.id)
# Letters after some of these are shown in another order than they are read (Unicode TR 36).
_REORDERING: Final = MappingProxyType(
    {
        "\u202a": "left-to-right embedding",
        "\u202b": "right-to-left embedding",
        "\u202c": "pop directional formatting",
        "\u202d": "left-to-right override",
        "\u202e": "right-to-left override",
        "\u2066": "left-to-right isolate",
        "\u2067": "right-to-left isolate",
        "\u2068": "first strong isolate",
        "\u2069": "pop directional isolate",
    }
)
_LET_THROUGH: Final = ("\x85", "\u2028", "\u2029", "\ufeff", *_REORDERING)  # by the parsers
_NAMES: Final = MappingProxyType(
    {
        "\x00": "NUL",
        "\x0b": "vertical tab",
        "\x0c": "form feed",
        "\x1b": "escape",
        "\x7f": "delete",
        "\x85": "next line",
        "\u2028": "line separator",
        "\u2029": "paragraph separator",
        "\ufeff": "byte order mark",
        **_REORDERING,
    }
)
_HEAD: Final = re.compile(r"(?:%[^\r\n]*|[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*")
_DIRECTIVE: Final = re.compile(r"(?<![^\r\n])%[^\r\n]*")
_VERSION: Final = re.compile(r"%YAML[ \t]+1\.[12][ \t]*(?:[ \t]#.*)?")


def read_document(path: Path, file: str) -> Read:
    """What a file says, and what is wrong with it.

    Args:
        path: where the file is.
        file: its name in findings.

    Returns:
        The document, or None where the file cannot be read to its end, and the findings.
    """
    text = read_text(path, file)
    return parse_document(text, file) if isinstance(text, str) else (None, (text,))


def parse_document(text: str, file: str) -> Read:
    """What a text says, and what is wrong with it, as `read_document` has it."""
    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST:
        return None, (too_large(len(text.encode(errors="replace")), file),)
    if any(character in text for character in _LET_THROUGH):
        return _parsed_as_seen(text, file)
    try:
        return _parsed(text, text, file)
    except (ReaderError, UnicodeEncodeError):
        return _parsed_as_seen(text, file)


def _parsed(text: str, read_as: str, file: str) -> Read:
    readable, found = _without_directives(read_as, file)
    builder = Builder(readable, file)
    document = None
    try:
        document = builder.document(text)
    except MarkedYAMLError as error:
        found.append(explain(error, readable, file))
    except TooDeep:
        pass  # the builder has said so
    found += builder.found
    if document is not None and "\\" in text:
        found += _escaped(document)
    return document, in_order(found) if found else ()


def _without_directives(text: str, file: str) -> tuple[str, list[Diagnostic]]:
    """The text with spaces in place of its `%` lines, and those that mean something reported."""
    match = _HEAD.match(text)
    head = match[0] if match else ""
    if "%" not in head:
        return text, []
    found = []
    near = Point()
    for line in _DIRECTIVE.finditer(head):
        near = near.to(text, line.start())
        if not _VERSION.fullmatch(line[0]):
            message = f"'{line[0].split()[0]}' is a YAML directive, which qualcode does not use"
            hint = "delete the line; if it belongs to the text, put quotes around the text"
            at = between(text, file, *line.span(), near)
            found.append(finding(mistakes.TAG, at, message, hint))
    return _DIRECTIVE.sub(lambda line: " " * len(line[0]), head) + text[len(head) :], found


def _parsed_as_seen(text: str, file: str) -> Read:
    """The document without its invisible characters, which are reported.

    A space stands for each of them, so that everything keeps its place. A syntax error in such a
    line may be the doing of the space, so it waits until the character is gone.
    """
    document, found = _parsed(text, _INVISIBLE.sub(" ", text), file)
    lines = _LINE_END.split(text)
    kept = (
        one
        for one in found
        if one.rule not in _SYNTAX or not _INVISIBLE.search(lines[one.at.line - 1])
    )
    return document, in_order((*kept, *_invisible(text, file)))


def _escaped(document: Document) -> Iterator[Diagnostic]:
    """What no text may hold, where it is written as an escape, which nobody would see."""
    for text, at in document.texts():
        match = _INVISIBLE.search(text)
        if match:
            message = f"the text holds an invisible character: {_named(match[0])}"
            yield finding(mistakes.INVISIBLE, at(), message, "delete it")


def _named(character: str) -> str:
    return f"U+{ord(character):04X} ({_NAMES.get(character, 'control character')})"


def _invisible(text: str, file: str) -> Iterator[Diagnostic]:
    for character in sorted(set(_INVISIBLE.findall(text))):
        start = text.index(character)
        message = f"an invisible character stands here: {_named(character)}"
        count = text.count(character)
        hint = "delete it" + (f"; it occurs {count} times in the file" if count > 1 else "")
        at = between(text, file, start, start + 1)
        yield finding(mistakes.INVISIBLE, at, message, hint)
