"""The styles of a Word file: those of the user's template first, ours where it has none."""

from copy import deepcopy
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from qualcode.typeset.word.xml import element

_REGIONS: Final = {
    **{"da": "da-DK", "en": "en-GB", "sv": "sv-SE", "nb": "nb-NO", "nn": "nn-NO", "no": "nb-NO"},
    **{"de": "de-DE", "fr": "fr-FR", "nl": "nl-NL", "fi": "fi-FI", "is": "is-IS", "es": "es-ES"},
    **{"it": "it-IT", "pl": "pl-PL", "pt": "pt-PT"},
}


@dataclass(frozen=True, slots=True)
class Styles:
    """The identifiers of styles by their names; capitals do not matter, as in Word."""

    identifiers: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.identifiers[name.casefold()]


def own_look(document: Document) -> None:
    """Give a file that is made from no template our styles instead of the library's."""
    styles = document.styles.element
    for one in list(styles):
        styles.remove(one)
    styles.extend(list(_ours()))


def complete(document: Document, language: str) -> Styles:
    """Add the styles that a file lacks, set its language, and give all styles."""
    styles = document.styles.element
    named = _named(styles)
    taken = set(named.values())
    for ours in _ours().iterchildren(qn("w:style")):
        name = _name(ours)
        if name not in named:
            named[name] = _free(ours.get(qn("w:styleId"), name), taken)
            _add(styles, deepcopy(ours), named[name])
    code = language.replace("_", "-")
    _speak(styles, _REGIONS.get(code, code))
    return Styles(named)


def number_of(document: Document, identifier: str) -> str:
    """The numbering that a style brings along; nothing if it has none."""
    found = document.styles.element.xpath(
        f'w:style[@w:styleId="{identifier}"]/w:pPr/w:numPr/w:numId/@w:val'
    )
    return str(found[0]) if found else ""


def _ours() -> BaseOxmlElement:
    resource = files("qualcode.typeset.word").joinpath("styles.xml")
    return parse_xml(resource.read_bytes())


def _name(style: BaseOxmlElement) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val"))).casefold()


def _named(styles: BaseOxmlElement) -> dict[str, str]:
    found = styles.iterchildren(qn("w:style"))
    return {_name(style): str(style.get(qn("w:styleId"))) for style in found}


def _free(identifier: str, taken: set[str]) -> str:
    while identifier in taken:
        identifier += "Q"
    taken.add(identifier)
    return identifier


def _add(styles: BaseOxmlElement, style: BaseOxmlElement, identifier: str) -> None:
    """Add a style of ours, on the styles that the template has under those names."""
    style.set(qn("w:styleId"), identifier)
    style.attrib.pop(qn("w:default"), None)
    named = {one.get(qn("w:styleId")): _name(one) for one in _ours().iterchildren(qn("w:style"))}
    there = _named(styles)
    for tag in ("w:basedOn", "w:next", "w:link"):
        for one in style.findall(qn(tag)):
            one.set(
                qn("w:val"), there.get(named.get(one.get(qn("w:val")), ""), one.get(qn("w:val")))
            )
    styles.append(style)


def _speak(styles: BaseOxmlElement, language: str) -> None:
    """Let all styles be of one language, which spelling and hyphenation go by."""
    for one in styles.iter(qn("w:lang")):
        one.set(qn("w:val"), language)
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        styles.insert(0, defaults)
    properties = defaults
    for tag in ("w:rPrDefault", "w:rPr"):
        inner = properties.find(qn(tag))
        if inner is None:
            inner = element(tag)
            properties.insert(0, inner)
        properties = inner
    if properties.find(qn("w:lang")) is None:
        properties.append(element("w:lang", val=language))
