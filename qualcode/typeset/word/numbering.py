"""The numbers and bullets of lists: real ones, which go on when somebody adds an item."""

from dataclasses import dataclass
from typing import Final, cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

from qualcode.typeset.word.styles import Styles, number_of
from qualcode.typeset.word.xml import element

LEVELS: Final = 9
INDENT: Final = 360
"""How much further each level stands in, in twentieths of a point."""

_STYLED: Final = 3
_BULLETS: Final = ("•", "–", "▪")
_FORMATS: Final = ("decimal", "lowerLetter", "lowerRoman")


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lists of a file."""

    document: Document
    styles: Styles

    def bullets(self, level: int) -> BaseOxmlElement:
        """What makes a paragraph an item with a bullet: the template's, where it has some."""
        number = number_of(self.document, self.styles[leveled("List Bullet", level)])
        return _item(number, 0) if number else _item(self._list(), level)

    def numbers(self, start: int, level: int) -> BaseOxmlElement:
        """The same for a new list with numbers from `start`."""
        number = "" if level else number_of(self.document, self.styles["List Number"])
        found = self._root.xpath(f'w:num[@w:numId="{number}"]/w:abstractNumId/@w:val')
        abstract = str(found[0]) if found else self._abstract(bulleted=False)
        override = element("w:lvlOverride", element("w:startOverride", val=start), ilvl=level)
        return _item(self._num(abstract, override), level)

    @property
    def _root(self) -> BaseOxmlElement:
        part = self.document.part
        try:
            numbering = cast(XmlPart, part.part_related_by(RELATIONSHIP_TYPE.NUMBERING))
        except KeyError:
            name = PackURI("/word/numbering.xml")
            made = element("w:numbering")
            numbering = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, made, part.package)
            part.relate_to(numbering, RELATIONSHIP_TYPE.NUMBERING)
        root: BaseOxmlElement = numbering.element
        return root

    def _list(self) -> str:
        abstract = self._abstract(bulleted=True)
        found = self._root.xpath(f'w:num[w:abstractNumId/@w:val="{abstract}"]/@w:numId')
        return str(found[0]) if found else self._num(abstract)

    def _num(self, abstract: str, *overrides: BaseOxmlElement) -> str:
        identifier = _next(self._root.xpath("w:num/@w:numId"))
        num = element(
            "w:num", element("w:abstractNumId", val=abstract), *overrides, numId=identifier
        )
        _before(self._root, num, "w:numIdMacAtCleanup")
        return identifier

    def _abstract(self, *, bulleted: bool) -> str:
        """Our kind of list, made once."""
        name = "ReportBullets" if bulleted else "ReportNumbers"
        found = self._root.xpath(f'w:abstractNum[w:name/@w:val="{name}"]/@w:abstractNumId')
        if found:
            return str(found[0])
        identifier = _next(self._root.xpath("w:abstractNum/@w:abstractNumId"))
        made = element(
            "w:abstractNum",
            element("w:multiLevelType", val="hybridMultilevel"),
            element("w:name", val=name),
            *(_level(level, bulleted=bulleted) for level in range(LEVELS)),
            abstractNumId=identifier,
        )
        _before(self._root, made, "w:num", "w:numIdMacAtCleanup")
        return identifier


def leveled(style: str, level: int) -> str:
    """The style of a level of lists, of which Word has three and more."""
    return style if level == 0 else f"{style} {min(level, _STYLED - 1) + 1}"


def _item(number: str, level: int) -> BaseOxmlElement:
    lowest = min(level, LEVELS - 1)
    return element("w:numPr", element("w:ilvl", val=lowest), element("w:numId", val=number))


def _level(level: int, *, bulleted: bool) -> BaseOxmlElement:
    shown = _BULLETS[level % len(_BULLETS)] if bulleted else f"%{level + 1}."
    kind = "bullet" if bulleted else _FORMATS[level % len(_FORMATS)]
    return element(
        "w:lvl",
        element("w:start", val=1),
        element("w:numFmt", val=kind),
        element("w:lvlText", val=shown),
        element("w:lvlJc", val="left"),
        element("w:pPr", element("w:ind", left=INDENT * (level + 1), hanging=INDENT)),
        ilvl=level,
    )


def _next(taken: list[str]) -> str:
    return str(max(map(int, taken), default=0) + 1)


def _before(root: BaseOxmlElement, made: BaseOxmlElement, *tags: str) -> None:
    """Add an element in front of the first of some kinds, as the order of Word wants it."""
    names = {qn(tag) for tag in tags}
    place = next((i for i, one in enumerate(root) if one.tag in names), len(root))
    root.insert(place, made)
