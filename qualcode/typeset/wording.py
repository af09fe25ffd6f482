"""The plain words of what a report holds, and all blocks that it holds."""

from collections.abc import Iterator

from qualcode.typeset.blocks import (
    Block,
    Blocks,
    Box,
    Break,
    Code,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    Listing,
    NoteMark,
    Paragraph,
    Quotation,
    Text,
)


def plain_text(parts: Inlines) -> str:
    """The words without stress, links and notes; a line end for each break."""
    return "".join(map(_plain, parts))


def stands_for(figure: Figure) -> str:
    """What is read to those who cannot see a figure: its text, else the next best thing."""
    named = (plain_text(figure.caption.title), figure.caption.label) if figure.caption else ()
    texts = (figure.alternative, *named, figure.image)
    return next((text for text in texts if text.strip()), "–")


def is_note(block: Block) -> bool:
    """Whether a paragraph is wholly stressed, as a note below a table or a figure is."""
    match block:
        case Paragraph((Emphasis(strong=False), *rest)):
            return all(isinstance(part, Emphasis) or not _plain(part).strip() for part in rest)
    return False


def has_chapters(document: Document) -> bool:
    """Whether a document has several parts, each of which begins a page."""
    firsts = [one for one in document.blocks if isinstance(one, Heading) and one.level == 1]
    return len(firsts) > 1


def all_blocks(blocks: Blocks) -> Iterator[Block]:
    """The blocks and all that are inside them, in order."""
    for block in blocks:
        yield block
        match block:
            case Listing():
                for item in block.items:
                    yield from all_blocks(item)
            case Quotation() | Box():
                yield from all_blocks(block.blocks)


def whole(document: Document) -> Iterator[Block]:
    """All blocks of a document, those of its notes last."""
    yield from all_blocks(document.blocks)
    for note in document.notes.values():
        yield from all_blocks(note)


def _plain(part: Inline) -> str:
    match part:
        case Text() | Code():
            return part.text
        case Break():
            return "\n"
        case Emphasis() | Link():
            return plain_text(part.parts)
        case NoteMark():
            return ""
