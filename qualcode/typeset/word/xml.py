"""The XML of Word: elements, made with what is in them."""

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(tag: str, *inside: BaseOxmlElement | None, **attributes: object) -> BaseOxmlElement:
    """An element; attributes without a prefix are Word's own.

    Args:
        tag: such as `w:p`.
        inside: what is in it, in order; None is left out.
        attributes: with two underscores for the colon of a prefix, as in `r__id`.
    """
    made = cast(BaseOxmlElement, OxmlElement(tag))
    for name, value in attributes.items():
        made.set(qn(name.replace("__", ":") if "__" in name else f"w:{name}"), plain(str(value)))
    made.extend(one for one in inside if one is not None)
    return made


def plain(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def text(words: str, tag: str = "w:t") -> BaseOxmlElement:
    """Words, with the spaces that they begin and end with."""
    made = element(tag, xml__space="preserve")
    made.text = plain(words)
    return made


def paragraph(
    style: str, *inside: BaseOxmlElement | None, properties: Sequence[BaseOxmlElement | None] = ()
) -> BaseOxmlElement:
    """A paragraph of a style; further properties in the order of Word's schema."""
    return element("w:p", element("w:pPr", element("w:pStyle", val=style), *properties), *inside)


def field(code: str, shown: BaseOxmlElement) -> list[BaseOxmlElement]:
    """The runs of a field, all of which look like what it shows until it is brought up to date."""
    look = shown.find(qn("w:rPr"))

    def run(inside: BaseOxmlElement) -> BaseOxmlElement:
        return element("w:r", None if look is None else deepcopy(look), inside)

    return [
        run(element("w:fldChar", fldCharType="begin")),
        run(text(f" {code} ", "w:instrText")),
        run(element("w:fldChar", fldCharType="separate")),
        shown,
        run(element("w:fldChar", fldCharType="end")),
    ]
