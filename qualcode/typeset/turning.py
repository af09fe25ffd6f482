"""Which blocks stand on pages that lie across: wide tables, with the notes below them."""

from collections.abc import Callable, Iterator
from itertools import groupby

from qualcode.typeset.blocks import Block, Blocks, Table
from qualcode.typeset.wording import is_note


def turned(
    blocks: Blocks, lies_across: Callable[[Table], bool]
) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """The blocks in groups, each with whether its pages lie across.

    Args:
        blocks: blocks in order.
        lies_across: says of a table whether it needs such a page.
    """
    decided = zip(_decided(blocks, lies_across), blocks, strict=True)
    for lies, group in groupby(decided, key=lambda one: one[0]):
        yield lies, tuple(block for _, block in group)


def _decided(blocks: Blocks, lies_across: Callable[[Table], bool]) -> Iterator[bool]:
    lies = False
    for block in blocks:
        lies = lies_across(block) if isinstance(block, Table) else lies and is_note(block)
        yield lies
