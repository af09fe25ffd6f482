"""The lists before a report: its headings, tables, figures and boxes."""

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.typeset.blocks import (
    Block,
    Box,
    Break,
    Caption,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    NoteMark,
    Table,
    Text,
)
from qualcode.typeset.wording import all_blocks, plain_text
from qualcode.typeset.words import DocumentWords

DEEPEST = 3
"""The last level of headings that is listed."""

_FEWEST = 3
"""With fewer headings nobody needs a list of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: the words, and the name of the place that they lead to."""

    level: int
    parts: Inlines
    name: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list with its title, and what is in it."""

    title: str
    kind: type[Heading | Table | Figure | Box]
    entries: tuple[Entry, ...]


def lists(document: Document, words: DocumentWords) -> tuple[Listed, ...]:
    """The lists of a document, without those that nobody needs.

    Args:
        document: a document in which all have names.
        words: the titles of the lists.
    """
    found = tuple(all_blocks(document.blocks))
    headings = Listed(words.contents, Heading, tuple(_headings(found)))
    kinds = ((words.tables, Table), (words.figures, Figure), (words.boxes, Box))
    captions = (Listed(title, kind, tuple(_captions(found, kind))) for title, kind in kinds)
    shown = (headings,) if len(headings.entries) >= _FEWEST else ()
    return (*shown, *(one for one in captions if one.entries))


def _headings(blocks: tuple[Block, ...]) -> Iterator[Entry]:
    for block in blocks:
        if not isinstance(block, Heading) or block.level > DEEPEST:
            continue
        if plain_text(block.parts).strip():
            yield Entry(block.level, _listed(block.parts), block.name)


def _captions(blocks: tuple[Block, ...], kind: type[Table | Figure | Box]) -> Iterator[Entry]:
    for block in blocks:
        if isinstance(block, kind) and block.caption:
            yield Entry(2, _labelled(block.caption), block.caption.name)


def _labelled(caption: Caption) -> Inlines:
    between = (Text(". "),) if caption.label and caption.title else ()
    return (Text(caption.label), *between, *_listed(caption.title))


def _listed(parts: Inlines) -> Inlines:
    return tuple(one for part in parts for one in _plainer(part))


def _plainer(part: Inline) -> Inlines:
    """A part without the note and the link that it is, and on one line."""
    match part:
        case NoteMark():
            return ()
        case Break():
            return (Text(" "),)
        case Link():
            return _listed(part.parts)
        case Emphasis():
            return (Emphasis(_listed(part.parts), part.strong),)
    return (part,)
