"""Word files (docx): their paragraphs, with tracked changes as if all were accepted."""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final, NamedTuple

import docx
from docx.document import Document
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
BETWEEN: Final = "\n\n"
"""What stands between the blocks of a converted text."""
_LOCKED: Final = b"\xd0\xcf\x11\xe0"
DAMAGED: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(KeyError, ValueError, OSError, SyntaxError),
)
"""What the libraries raise at files that are none, or torn."""
_LISTS: Final = ("ListBullet", "ListNumber")
_SHOWN: Final = 60
_BESIDE: Final = (
    (qn("w:footnoteReference"), "footnote"),
    (qn("w:endnoteReference"), "endnote"),
    (qn("w:commentReference"), "comment"),
    (qn("w:drawing"), "picture"),
)

_EDGES: Final = (qn("w:commentRangeStart"), qn("w:commentRangeEnd"))
_ID: Final = qn("w:id")

_Element = Any
"""An XML element of python-docx, whose classes have no types for what is read here."""


class Edge(NamedTuple):
    """Where the words of a comment begin or end: the comment's number, and the place in a text."""

    comment: int
    is_start: bool
    at: int = 0


class Block(NamedTuple):
    """The text of a paragraph, and the edges of comments in it."""

    text: str
    edges: tuple[Edge, ...] = ()


def read(original: Original) -> Converted:
    """The text of a Word file as Markdown: paragraphs, headings, cells of tables.

    Raises:
        Misuse: it is damaged, locked, or an older Word file under another name.
    """
    body = opened(original).element.body
    blocks = [block.text for block in blocks_of(body) if block.text]
    remarks = (*_changes(body), *_left_out(body))
    version = f"python-docx {docx.__version__}"
    return Converted(BETWEEN.join(blocks) + "\n", ".md", version, remarks)


def opened(original: Original) -> Document:
    """A Word file as python-docx has it.

    Raises:
        Misuse: it is damaged, locked, or an older Word file under another name.
    """
    if original.data[:4] == _LOCKED:
        message = f"'{original.name}' has a password, or is a .doc under another name"
        raise Misuse(f"{message}; save it as .docx without a password")
    try:
        return docx.Document(BytesIO(original.data))
    except DAMAGED as error:
        raise Misuse(f"'{original.name}' cannot be read as a Word file: {error}") from error


def blocks_of(body: _Element) -> Iterator[Block]:
    """The paragraphs that have text; one whose end was deleted goes on in the next.

    After them perhaps one without text, with edges of comments that nothing follows.
    """
    held: list[str | Edge] = []
    last: _Element = None
    for element in body.iter(_PARAGRAPH, *_EDGES):
        if _is_within_fallback(element):
            continue
        if element.tag in _EDGES:
            held += [] if _is_within_paragraph(element) else [_edge(element)]
            continue
        held += _pieces(element)
        last = element
        if not _end_is_deleted(element) and _words(held).strip():
            yield _block(held, element)
            held = []
        elif not _end_is_deleted(element):
            held = [one for one in held if isinstance(one, Edge)]
    if held and last is not None:
        yield _block(held, last)


def _block(pieces: Sequence[str | Edge], paragraph: _Element) -> Block:
    words = _words(pieces)
    mark = _mark(paragraph) if words.strip() else ""
    begin, kept = len(words) - len(words.lstrip()), words.strip()
    edges, at = [], 0
    for piece in pieces:
        if isinstance(piece, Edge):
            edges.append(piece._replace(at=len(mark) + min(max(at - begin, 0), len(kept))))
        else:
            at += len(piece)
    return Block(f"{mark}{kept}", tuple(edges))


def _words(pieces: Sequence[str | Edge]) -> str:
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _is_within_fallback(element: _Element) -> bool:
    # Word writes a text box twice: as it is, and for programs that do not know text boxes.
    return any(parent.tag == _FALLBACK for parent in element.iterancestors())


def _pieces(element: _Element) -> Iterator[str | Edge]:
    """The text in an element, and where commented words begin and end in it."""
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _INSTEAD:
            yield _INSTEAD[child.tag]
        elif child.tag in _EDGES:
            yield _edge(child)
        elif child.tag in _DROPPED:
            yield from (_edge(one) for one in child.iter(*_EDGES))
        elif child.tag not in (*_PROPERTIES, _PARAGRAPH, _FALLBACK):
            yield from _pieces(child)


def _edge(element: _Element) -> Edge:
    return Edge(int(element.get(_ID, "-1")), element.tag == _EDGES[0])


def _is_within_paragraph(element: _Element) -> bool:
    return any(parent.tag == _PARAGRAPH for parent in element.iterancestors())


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
