"""A Markdown text with its place, and what it was read as."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.diagnostics import Diagnostic, Location
from qualcode.drafts.markers import plain
from qualcode.typeset.blocks import Blocks


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A text to be read.

    Attributes:
        text: Markdown, which may hold the marks of a draft.
        file: what findings call its file.
        language: the code of its language.
        name: what the names of its headings, tables and notes begin with, so that several texts
            can stand in one document; nothing where it stands alone.
        others: the names of the texts that stand beside it, which links may lead to.
    """

    text: str
    file: str
    language: str
    name: str = ""
    others: frozenset[str] = frozenset()

    @property
    def markdown(self) -> str:
        """The text without marks, and with line ends as one character each."""
        return plain(self.text.removeprefix("\ufeff")).replace("\r\n", "\n")

    def named(self, name: str) -> str:
        """A name within this text, as the whole document knows it."""
        return f"{self.name}-{name}" if self.name else name

    def at(self, line: int, words: str = "") -> Location:
        """The place of some words on a line, counted from 0; the whole line if they are not there.

        The marks of the draft count: it is the file on disk that is pointed at.
        """
        lines = self.text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
        there = lines[line] if line < len(lines) else ""
        start = there.find(words) if words else -1
        if start < 0:
            start, words = len(there) - len(there.lstrip()), there.strip()
        begin, number = start + 1, line + 1
        return Location(self.file, number, begin, number, begin + len(words))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a text shows: its path as written there, and the place."""

    path: str
    at: Location


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a text was read as.

    Attributes:
        blocks: its blocks, in order.
        notes: its footnotes, in the order in which they are first referred to.
        pictures: the pictures that it shows; the path of each is its key.
        findings: what could not be read as it was meant.
    """

    blocks: Blocks
    notes: Mapping[str, Blocks] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
