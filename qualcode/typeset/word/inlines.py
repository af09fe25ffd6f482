"""The words within a block as the runs of Word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.xmlchemy import BaseOxmlElement

from qualcode.typeset.blocks import Break, Code, Emphasis, Inline, Inlines, Link, NoteMark, Text
from qualcode.typeset.word.styles import Styles
from qualcode.typeset.word.xml import element, text


class Marks(Protocol):
    """What gives the mark of a footnote."""

    def mark(self, key: str) -> list[BaseOxmlElement]:
        """The runs that show the mark of a note."""


@dataclass(frozen=True, slots=True)
class Look:
    """How words look; a size is in points, 0 where it is that of the paragraph."""

    bold: bool = False
    italic: bool = False
    style: str = ""
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Wording:
    """What words need to know.

    Attributes:
        part: the part of the file that they stand in, which holds the addresses of its links.
        anchors: the bookmarks of the places that links lead to, by name.
        styles: the styles of the file.
        marks: gives the marks of footnotes.
    """

    part: Part
    anchors: Mapping[str, str]
    styles: Styles
    marks: Marks

    def runs(self, parts: Inlines, look: Look = Look()) -> Iterator[BaseOxmlElement]:
        """The runs that show the words."""
        for part in parts:
            yield from self._runs(part, look)

    def _runs(self, part: Inline, look: Look) -> Iterator[BaseOxmlElement]:
        match part:
            case Text():
                yield run(part.text, look)
            case Code():
                yield run(part.text, replace(look, style=self.styles["Code Word"]))
            case Break():
                yield element("w:r", element("w:br"))
            case NoteMark():
                yield from self.marks.mark(part.note)
            case Emphasis(strong=True):
                yield from self.runs(part.parts, replace(look, bold=True))
            case Emphasis():
                yield from self.runs(part.parts, replace(look, italic=True))
            case Link():
                yield from self._link(part, look)

    def _link(self, link: Link, look: Look) -> Iterator[BaseOxmlElement]:
        name = link.target.removeprefix("#")
        if name == link.target and name:
            linked = replace(look, style=self.styles["Hyperlink"])
            address = self.part.relate_to(name, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            yield element("w:hyperlink", *self.runs(link.parts, linked), r__id=address)
        elif name in self.anchors:
            runs = self.runs(link.parts, look)
            yield element("w:hyperlink", *runs, anchor=self.anchors[name], history="1")
        else:
            yield from self.runs(link.parts, look)


def run(words: str, look: Look = Look()) -> BaseOxmlElement:
    """Words that look alike; a tab where a tab is."""
    pieces: list[BaseOxmlElement] = []
    for number, piece in enumerate(words.replace("\n", " ").split("\t")):
        pieces += [element("w:tab")] if number else []
        pieces += [text(piece)] if piece else []
    return element("w:r", _properties(look), *pieces)


def _properties(look: Look) -> BaseOxmlElement | None:
    size = round(look.size * 2)
    properties = (
        element("w:rStyle", val=look.style) if look.style else None,
        element("w:b") if look.bold else None,
        element("w:bCs") if look.bold else None,
        element("w:i") if look.italic else None,
        element("w:iCs") if look.italic else None,
        element("w:sz", val=size) if size else None,
        element("w:szCs", val=size) if size else None,
    )
    return element("w:rPr", *properties) if any(one is not None for one in properties) else None
