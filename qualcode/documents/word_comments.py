"""The comments of a Word file, and the words of its converted text that they are about."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from docx.comments import Comment as WordComment
from docx.document import Document
from docx.oxml.parser import parse_xml

from qualcode.documents.converted import Original
from qualcode.documents.folding import trimmed
from qualcode.documents.word import BETWEEN, Block, blocks_of, opened

_EXTENDED: Final = "/commentsExtended.xml"
_PARAGRAPH_ID: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_SPACE: Final = re.compile(r"\s")
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"


class Comment(NamedTuple):
    """A comment: who says what, when, and from where to where its words stand in the text.

    Without words (`start` is `end`) it is on something that is deleted or that the text does not
    have; then `start` is where that would be, and the beginning if it is nowhere in the text.
    """

    author: str
    text: str
    date: str
    start: int
    end: int
    is_reply: bool = False


@dataclass(frozen=True, slots=True)
class Commented:
    """The converted text of a Word file with its comments, in the order of their words."""

    text: str
    comments: tuple[Comment, ...]
    _starts: tuple[int, ...] = field(repr=False)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text of each paragraph in one line, with each character where it was."""
        ends = (*(start - len(BETWEEN) for start in self._starts[1:]), len(self.text) - 1)
        cut = (self.text[a:b] for a, b in zip(self._starts, ends, strict=True))
        return tuple(_SPACE.sub(" ", one) for one in cut)

    def spot(self, offset: int) -> tuple[int, int]:
        """The number of the paragraph, of those that have text, and of the character; from 1."""
        number = max(bisect_right(self._starts, offset), 1)
        return number, offset - self._starts[number - 1] + 1 if self._starts else 1


def read_comments(original: Original) -> Commented:
    """The comments of a Word file.

    Raises:
        Misuse: it is damaged, locked, or an older Word file under another name.
    """
    document = opened(original)
    blocks = tuple(blocks_of(document.element.body))
    shown = [block for block in blocks if block.text]
    text = BETWEEN.join(block.text for block in shown) + "\n"
    edges = _edges(blocks)
    replies = frozenset(_replies(document))
    comments = [
        _comment(one, edges, text, is_reply=_paragraph_id(one) in replies)
        for one in document.comments
    ]
    starts = tuple(_starts(shown))
    return Commented(text, tuple(sorted(comments, key=lambda one: (one.start, -one.end))), starts)


def _starts(blocks: Iterable[Block]) -> Iterator[int]:
    at = 0
    for block in blocks:
        yield at
        at += len(block.text) + len(BETWEEN)


def _edges(blocks: Iterable[Block]) -> Mapping[tuple[int, bool], int]:
    """Where the words of comments begin (true) and end in the text."""
    edges: dict[tuple[int, bool], int] = {}
    at = 0
    for block in blocks:
        for edge in block.edges:
            edges.setdefault((edge.comment, edge.is_start), at + edge.at)
        at += len(block.text) + len(BETWEEN) if block.text else 0
    return edges


def _comment(
    one: WordComment, edges: Mapping[tuple[int, bool], int], text: str, *, is_reply: bool
) -> Comment:
    number = one.comment_id
    begin = edges.get((number, True), 0)
    stop = min(max(edges.get((number, False), begin), begin), len(text))
    start, end = trimmed(text, min(begin, stop), stop)
    said = "\n".join(line.strip() for line in one.text.splitlines()).strip()
    date = "" if one.timestamp is None else one.timestamp.date().isoformat()
    return Comment(one.author.strip(), said, date, start, max(start, end), is_reply)


def _paragraph_id(one: WordComment) -> str:
    paragraphs = one.paragraphs
    if not paragraphs:
        return ""
    found: Any = paragraphs[-1].paragraph_format.element.get(_PARAGRAPH_ID, "")
    return str(found)


def _replies(document: Document) -> Iterator[str]:
    """The ids of comments, those of their last paragraphs, that answer another comment."""
    for part in document.part.package.iter_parts():
        if part.partname.endswith(_EXTENDED):
            for one in parse_xml(part.blob).iter(f"{_W15}commentEx"):
                if one.get(f"{_W15}paraIdParent"):
                    yield one.get(f"{_W15}paraId")
