"""Names for all that a list of contents leads to."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from qualcode.typeset.blocks import (
    Block,
    Blocks,
    Box,
    Caption,
    Document,
    Figure,
    Heading,
    Listing,
    Quotation,
    Table,
)
from qualcode.typeset.note_marks import note_marks


def named(document: Document) -> Document:
    """The document with a name, and another one, for each heading, table, figure and box.

    Notes that nothing refers to, which no writer writes, are left out: no link can lead there.
    """
    taken: set[str] = set()
    numbers = count(1)

    def free(name: str) -> str:
        while not name or name in taken:
            name = f"place-{next(numbers)}"
        taken.add(name)
        return name

    blocks = _renamed(document.blocks, free)
    notes = {key: _renamed(document.notes[key], free) for key in _referred(document)}
    return replace(document, blocks=blocks, notes=notes)


def _referred(document: Document) -> tuple[str, ...]:
    """The keys of the notes that the text, or a note that it refers to, refers to."""
    found: dict[str, None] = {}
    left = list(note_marks(document.blocks))
    while left:
        key = left.pop(0)
        if key not in found:
            found[key] = None
            left += note_marks(document.notes[key])
    return tuple(found)


def _renamed(blocks: Blocks, free: Callable[[str], str]) -> Blocks:
    return tuple(_renamed_block(block, free) for block in blocks)


def _renamed_block(block: Block, free: Callable[[str], str]) -> Block:
    match block:
        case Heading():
            return replace(block, name=free(block.name))
        case Table() | Figure() if block.caption:
            return replace(block, caption=_renamed_caption(block.caption, free))
        case Box():
            caption = _renamed_caption(block.caption, free)
            return replace(block, caption=caption, blocks=_renamed(block.blocks, free))
        case Quotation():
            return replace(block, blocks=_renamed(block.blocks, free))
        case Listing():
            return replace(block, items=tuple(_renamed(item, free) for item in block.items))
    return block


def _renamed_caption(caption: Caption, free: Callable[[str], str]) -> Caption:
    return replace(caption, name=free(caption.name))
