"""Captions with numbers that Word knows, and the bookmarks of the places that links lead to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from docx.oxml.xmlchemy import BaseOxmlElement

from qualcode.typeset.blocks import Box, Caption, Document, Figure, Heading, Table
from qualcode.typeset.word.inlines import Look, Wording, run
from qualcode.typeset.word.xml import element, paragraph
from qualcode.typeset.word.xml import field as word_field
from qualcode.typeset.wording import whole

Kind = type[Heading | Table | Figure | Box]

_LAST_NUMBER = re.compile(r"(.*?)(0|[1-9][0-9]{0,8})([^0-9]*)", re.DOTALL)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_STRONG = Look(bold=True)


def anchors(document: Document) -> Mapping[str, str]:
    """A bookmark for each heading and caption; hidden, as those that Word makes itself."""
    found: list[str] = []
    for block in whole(document):
        if isinstance(block, Heading):
            found.append(block.name)
        elif isinstance(block, Table | Figure | Box) and block.caption:
            found.append(block.caption.name)
    return {name: f"_Toc{number:09}" for number, name in enumerate(found, 1)}


def sequences(document: Document) -> Mapping[Kind, str]:
    """What Word counts each kind of captions by: the word that they begin with."""
    found: dict[Kind, str] = {}
    for block in whole(document):
        if isinstance(block, Table | Figure | Box) and block.caption:
            word = _FIRST_WORD.match(block.caption.label)
            found.setdefault(type(block), word[0] if word else type(block).__name__)
    return found


@dataclass(frozen=True, slots=True)
class Captions:
    """Writes captions and bookmarks.

    Attributes:
        anchors: the bookmarks of places, by name.
        sequences: what Word counts the captions of each kind by.
    """

    anchors: Mapping[str, str]
    sequences: Mapping[Kind, str]
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def place(self, name: str, words: Sequence[BaseOxmlElement]) -> list[BaseOxmlElement]:
        """Words that links lead to."""
        number = next(self._numbers)
        return [
            element("w:bookmarkStart", id=number, name=self.anchors[name]),
            *words,
            element("w:bookmarkEnd", id=number),
        ]

    def caption(
        self, caption: Caption, kind: Kind, wording: Wording, style: str
    ) -> BaseOxmlElement:
        """A caption; one above a table stays with it."""
        words = [*self._label(caption.label, self.sequences[kind])]
        if caption.label and caption.title:
            words.append(run(". ", _STRONG))
        words += wording.runs(caption.title)
        kept = element("w:keepNext") if kind is Table else None
        return paragraph(
            wording.styles[style], *self.place(caption.name, words), properties=(kept,)
        )

    def _label(self, label: str, sequence: str) -> Iterator[BaseOxmlElement]:
        """A label whose last number is a field: Word lists it, and never counts it anew."""
        found = _LAST_NUMBER.fullmatch(label)
        if not found:
            yield from [run(label, _STRONG)] if label else []
            return
        before, number, after = found.groups()
        yield run(before, _STRONG)
        yield from word_field(f"SEQ {sequence} \\* ARABIC \\r {number}", run(number, _STRONG))
        if after:
            yield run(after, _STRONG)
