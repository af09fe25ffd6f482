"""The pages of a Word file: their size, those that lie across, and the number at their foot."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Final

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from qualcode.typeset.word.blocks import Room
from qualcode.typeset.word.styles import Styles
from qualcode.typeset.word.xml import element, field, paragraph, text

Group = tuple[bool, list[BaseOxmlElement]]
"""What stands on pages of one kind, after whether they lie across."""

_TWIPS: Final = 20
_ONCE: Final = ("headerReference", "footerReference", "titlePg", "pgNumType")
"""What the first section has, and later ones go on with."""
_A4: Final = {"w": 11906, "h": 16838}
_MARGIN: Final = 1418


def own_pages(document: Document) -> None:
    """Give a file that is made from no template pages of A4."""
    properties = document.sections[-1]._sectPr
    _set(properties.get_or_add_pgSz(), **_A4)
    sides = dict.fromkeys(("top", "right", "bottom", "left"), _MARGIN)
    _set(properties.get_or_add_pgMar(), **sides)


def number_pages(document: Document, styles: Styles) -> None:
    """Put the number of the page at its foot, unless the template says what is there."""
    section = document.sections[-1]
    properties = section._sectPr
    if properties.find(qn("w:footerReference")) is not None:
        return
    foot = section.footer
    foot.is_linked_to_previous = False
    inside = foot._element
    for one in list(inside):
        inside.remove(one)
    number = field("PAGE", element("w:r", text("1")))
    centred = (element("w:jc", val="center"),)
    inside.append(paragraph(styles["footer"], *number, properties=centred))


def room(document: Document) -> Room:
    """How large the text is on the pages of a file."""
    properties = document.sections[-1]._sectPr
    size, margins = properties.find(qn("w:pgSz")), properties.find(qn("w:pgMar"))
    wide, high = _number(size, "w", _A4["w"]), _number(size, "h", _A4["h"])
    sides = sum(_number(margins, side, _MARGIN) for side in ("left", "right"))
    sides += _number(margins, "gutter", 0)
    ends = sum(abs(_number(margins, end, _MARGIN)) for end in ("top", "bottom"))
    beside = properties.find(qn("w:cols"))
    count = max(_number(beside, "num", 1), 1)
    column = (wide - sides - (count - 1) * _number(beside, "space", 720)) / count
    return Room(column / _TWIPS, (max(wide, high) - sides) / _TWIPS, (high - ends) / _TWIPS)


def fill(document: Document, groups: Iterable[Group], styles: Styles) -> None:
    """Put a text into a file in the place of what is there."""
    body = document.element.body
    properties = deepcopy(document.sections[-1]._sectPr)
    for one in list(body):
        body.remove(one)
    *earlier, (last_lies, last) = groups
    for number, (lies, inside) in enumerate(earlier):
        if not inside or inside[-1].tag != qn("w:p") or inside[-1].xpath("w:pPr/w:pBdr"):
            inside.append(paragraph(styles["Table Gap"]))
        section = _section(properties, lies=lies, is_first=number == 0)
        inside[-1].get_or_add_pPr().append(section)
        body.extend(inside)
    body.extend(last)
    body.append(_section(properties, lies=last_lies, is_first=not earlier))


def _section(properties: BaseOxmlElement, *, lies: bool, is_first: bool) -> BaseOxmlElement:
    made = deepcopy(properties)
    for name in ("type", *(() if is_first else _ONCE)):
        for one in made.findall(qn(f"w:{name}")):
            made.remove(one)
    size, beside = made.get_or_add_pgSz(), made.find(qn("w:cols"))
    wide, high = _number(size, "w", _A4["w"]), _number(size, "h", _A4["h"])
    if lies and wide < high:
        _set(size, w=high, h=wide, orient="landscape")
    if lies and beside is not None:
        _set(beside, num=1)
    return made


def _set(found: BaseOxmlElement, **values: object) -> None:
    for key, value in values.items():
        found.set(qn(f"w:{key}"), str(value))


def _number(found: BaseOxmlElement | None, name: str, otherwise: int) -> int:
    value = None if found is None else found.get(qn(f"w:{name}"))
    return otherwise if value is None else round(float(value))
