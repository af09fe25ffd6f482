"""The words within a block as Typst."""

from collections.abc import Callable
from dataclasses import dataclass

from qualcode.typeset.blocks import Break, Code, Emphasis, Inline, Inlines, Link, NoteMark, Text
from qualcode.typeset.columns import split_words
from qualcode.typeset.typst.literals import block, call, string

_TYPED = 0.8
"""Letters of a typewriter are wider."""


def place(name: str) -> str:
    """The label of a heading, table, figure or box."""
    return f"to {name}"


@dataclass(frozen=True, slots=True)
class Wording:
    """What words need to know.

    Attributes:
        note: gives the mark of a note by its key.
        names: what links within the document can lead to.
        room: how wide a line is, in widths of the letter M.
    """

    note: Callable[[str], str]
    names: frozenset[str]
    room: float

    def inlines(self, parts: Inlines) -> str:
        """Parts as one piece of content."""
        return block(self._inline(part) for part in parts)

    def _inline(self, part: Inline) -> str:
        match part:
            case Text():
                return string(split_words(part.text, self.room))
            case Code():
                return call("raw", string(split_words(part.text, self.room * _TYPED)))
            case Break():
                return "linebreak()"
            case NoteMark():
                return self.note(part.note)
            case Emphasis():
                return call("strong" if part.strong else "emph", self.inlines(part.parts))
            case Link():
                return self._link(part)

    def _link(self, link: Link) -> str:
        words = self.inlines(link.parts)
        name = link.target.removeprefix("#")
        if name != link.target:
            target = call("label", string(place(name)))
            return call("link", target, words) if name in self.names else words
        return call("link", string(link.target), words) if name else words
