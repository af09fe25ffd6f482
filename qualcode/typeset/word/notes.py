"""Footnotes of Word: a part of the file of their own, which python-docx does not know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from qualcode.typeset.blocks import Blocks
from qualcode.typeset.word.styles import Styles
from qualcode.typeset.word.xml import element, paragraph, text
from qualcode.typeset.word.xml import field as word_field

_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_LINES: Final = (("-1", "separator"), ("0", "continuationSeparator"))
"""The lines above notes, which Word wants as notes too."""
_FIRST_BOOKMARK: Final = 500_000


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a document, numbered in the order in which they are first referred to.

    Attributes:
        notes: what they say, by key.
        part: the part of the file that they are written to.
        styles: the styles of the file.
    """

    notes: Mapping[str, Blocks]
    part: XmlPart
    styles: Styles
    _numbers: dict[str, int] = field(default_factory=dict)

    def mark(self, key: str) -> list[BaseOxmlElement]:
        """The runs of a mark; a second one of the same note leads to the first."""
        if key in self._numbers:
            number = self._numbers[key]
            shown = element("w:r", self._raised(), text(str(number)))
            return word_field(f"NOTEREF {_bookmark(number)} \\f \\h", shown)
        number = self._numbers[key] = len(self._numbers) + 1
        identifier = _FIRST_BOOKMARK + number
        return [
            element("w:bookmarkStart", id=identifier, name=_bookmark(number)),
            element("w:r", self._raised(), element("w:footnoteReference", id=number)),
            element("w:bookmarkEnd", id=identifier),
        ]

    def write(self, blocks: Callable[[Blocks], list[BaseOxmlElement]]) -> None:
        """Write all notes that are referred to, also those that only other notes refer to."""
        done = 0
        while done < len(self._numbers):
            key = list(self._numbers)[done]
            done += 1
            written = self._marked(blocks(self.notes[key]))
            self.part.element.append(element("w:footnote", *written, id=done))

    def _marked(self, written: list[BaseOxmlElement]) -> list[BaseOxmlElement]:
        """A note that begins with its mark."""
        if not written or written[0].tag != qn("w:p"):
            written = [paragraph(self.styles["footnote text"]), *written]
        properties = written[0].find(qn("w:pPr"))
        place = 0 if properties is None else 1
        written[0].insert(place, element("w:r", text(" ")))
        written[0].insert(place, element("w:r", self._raised(), element("w:footnoteRef")))
        return written

    def _raised(self) -> BaseOxmlElement:
        return element("w:rPr", element("w:rStyle", val=self.styles["footnote reference"]))


def footnotes_part(document: Document) -> XmlPart:
    """An empty part for notes in a file, in the place of one that its template has."""
    part = document.part
    for identifier, related in list(part.rels.items()):
        if related.reltype == _KIND:
            del part.rels[identifier]
    notes = XmlPart(PackURI("/word/footnotes.xml"), _CONTENT, _lines(), part.package)
    part.relate_to(notes, _KIND)
    return notes


def _lines() -> BaseOxmlElement:
    return element(
        "w:footnotes",
        *(
            element(
                "w:footnote",
                element("w:p", element("w:r", element(f"w:{kind}"))),
                type=kind,
                id=number,
            )
            for number, kind in _LINES
        ),
    )


def _bookmark(number: int) -> str:
    return f"_RefNote{number}"
