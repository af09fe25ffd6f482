"""What stands behind words of a draft, as text that fits the terminal."""

from collections.abc import Iterable
from itertools import chain

from qualcode.console.lines import wrapped
from qualcode.tables.trace_lines import Line


def lines_as_text(blocks: Iterable[Iterable[Line]]) -> str:
    """Blocks of lines, each line as deep as it stands, with a blank line between blocks."""
    return "\n\n".join(
        "\n".join(chain.from_iterable(wrapped(text, "  " * depth) for depth, text in block))
        for block in blocks
    )
