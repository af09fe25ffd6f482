"""The marks of footnotes, in the order in which a reader meets them."""

from collections.abc import Iterator

from qualcode.typeset.blocks import (
    Block,
    Blocks,
    Box,
    Emphasis,
    Figure,
    Heading,
    Inlines,
    Link,
    NoteMark,
    Paragraph,
    Table,
)
from qualcode.typeset.wording import all_blocks


def note_marks(blocks: Blocks) -> Iterator[str]:
    """The keys of the footnotes that blocks refer to, each as often as it is referred to."""
    for block in all_blocks(blocks):
        for parts in _inlines(block):
            yield from _marks(parts)


def _inlines(block: Block) -> Iterator[Inlines]:
    match block:
        case Heading() | Paragraph():
            yield block.parts
        case Box():
            yield block.caption.title
        case Figure():
            yield () if block.caption is None else block.caption.title
        case Table():
            yield () if block.caption is None else block.caption.title
            yield from block.columns
            for row in block.rows:
                yield from row


def _marks(parts: Inlines) -> Iterator[str]:
    for part in parts:
        match part:
            case NoteMark():
                yield part.note
            case Emphasis() | Link():
                yield from _marks(part.parts)
