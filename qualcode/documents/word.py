"""Word files (docx): their paragraphs, with tracked changes as if all were accepted."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import docx
from docx.oxml.ns import qn

from qualcode.diagnostics import Misuse
from qualcode.documents.converted import Converted, Original

_DROPPED: Final = (qn("w:del"), qn("w:moveFrom"))
_KEPT: Final = (qn("w:ins"), qn("w:moveTo"))
_TEXT: Final = qn("w:t")
_DELETED_TEXT: Final = qn("w:delText")
_PARAGRAPH: Final = qn("w:p")
_INSTEAD: Final = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "\u00ad",
}
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PROPERTIES: Final = (qn("w:pPr"), qn("w:rPr"))
_LOCKED: Final = b"\xd0\xcf\x11\xe0"
_LISTS: Final = ("ListBullet", "ListNumber")
_SHOWN: Final = 60
_BESIDE: Final = (
    (qn("w:footnoteReference"), "footnote"),
    (qn("w:endnoteReference"), "endnote"),
    (qn("w:commentReference"), "comment"),
    (qn("w:drawing"), "picture"),
)

_Element = Any
"""An XML element of python-docx, whose classes have no types for what is read here."""


def read(original: Original) -> Converted:
    """The text of a Word file as Markdown: paragraphs, headings, cells of tables.

    Raises:
        Misuse: it is damaged, locked, or an older Word file under another name.
    """
    body = _body(original)
    blocks = [text for text in _blocks(body) if text.strip()]
    remarks = (*_changes(body), *_left_out(body))
    version = f"python-docx {docx.__version__}"
    return Converted("\n\n".join(blocks) + "\n", ".md", version, remarks)


def _body(original: Original) -> _Element:
    if original.data[:4] == _LOCKED:
        message = f"'{original.name}' has a password, or is a .doc under another name"
        raise Misuse(f"{message}; save it as .docx without a password")
    try:
        return docx.Document(BytesIO(original.data)).element.body
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        raise Misuse(f"'{original.name}' cannot be read as a Word file: {error}") from error


def _blocks(body: _Element) -> Iterator[str]:
    """The text of the paragraphs; one whose end was deleted goes on in the next."""
    held = ""
    for paragraph in body.iter(_PARAGRAPH):
        if _is_within_fallback(paragraph):
            continue
        held += _text(paragraph)
        if _end_is_deleted(paragraph):
            continue
        yield f"{_mark(paragraph)}{held.strip()}" if held.strip() else ""
        held = ""
    yield held


def _is_within_fallback(element: _Element) -> bool:
    # Word writes a text box twice: as it is, and for programs that do not know text boxes.
    return any(parent.tag == _FALLBACK for parent in element.iterancestors())


def _text(element: _Element) -> str:
    parts = []
    for child in element:
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag in _INSTEAD:
            parts.append(_INSTEAD[child.tag])
        elif child.tag not in (*_DROPPED, *_PROPERTIES, _PARAGRAPH, _FALLBACK):
            parts.append(_text(child))
    return "".join(parts)


def _end_is_deleted(paragraph: _Element) -> bool:
    return bool(paragraph.findall(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}"))


def _mark(paragraph: _Element) -> str:
    """The sign of a heading or of an item of a list in Markdown."""
    style = paragraph.style or ""
    level = style.removeprefix("Heading")
    if style != level and level.isdigit():
        return f"{'#' * min(int(level), 6)} "
    is_item = style.startswith(_LISTS) or paragraph.findall(f"{qn('w:pPr')}/{qn('w:numPr')}")
    return "- " if is_item else ""


def _changes(body: _Element) -> Iterator[str]:
    """What tracked changes were made of, each deletion with its words."""
    inserted = sum(_is_of_text(one) for one in body.iter(*_KEPT))
    deleted = [words for one in body.iter(*_DROPPED) if (words := _deleted(one))]
    if inserted:
        yield f"tracked changes: {_counted(inserted, 'insertion')} kept"
    for words in deleted:
        shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 3]}..."
        yield f"tracked changes: dropped, because deleted: '{shown}'"


def _is_of_text(change: _Element) -> bool:
    return next(change.iter(_TEXT), None) is not None


def _deleted(change: _Element) -> str:
    return " ".join("".join(one.text or "" for one in change.iter(_TEXT, _DELETED_TEXT)).split())


def _left_out(body: _Element) -> Iterator[str]:
    for tag, name in _BESIDE:
        count = sum(not _is_within_fallback(one) for one in body.iter(tag))
        if count:
            yield f"{_counted(count, name)} not taken"


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"
