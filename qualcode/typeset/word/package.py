"""The file around a Word text: settings, properties, and the same bytes on every machine."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from qualcode.documents import word
from qualcode.documents.converted import Original
from qualcode.typeset.word.xml import element

_EPOCH: Final = datetime(2000, 1, 1)
_ZIP_TIME: Final = (2000, 1, 1, 0, 0, 0)
_KINDS: Final = "[Content_Types].xml"
_DOCUMENT: Final = b"wordprocessingml.document.main+xml"
_TEMPLATE: Final = b"wordprocessingml.template.main+xml"
_NEEDLESS: Final = ("/thumbnail", "/customXml")
"""What the library's own file brings along and no report needs."""
_OLD_STYLES: Final = "/stylesWithEffects"
"""Styles for Word 2010, which would no longer be the same as the others."""
_BEFORE_HYPHENATION: Final = (
    *("writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime"),
    *("doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText"),
    *("printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts"),
    *("embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins"),
    *("alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter"),
    *("gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle"),
    *("proofState", "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter"),
    *("stylePaneSortMethod", "documentType", "mailMerge", "revisionView", "trackRevisions"),
    *("doNotTrackMoves", "doNotTrackFormatting", "documentProtection", "autoFormatOverride"),
    *("styleLockTheme", "styleLockQFSet", "defaultTabStop"),
)
"""Word reads its settings in this order (ECMA-376, part 1, 17.15.1.78)."""
_SETTINGS: Final = b"""
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:zoom w:percent="100"/>
  <w:defaultTabStop w:val="720"/>
  <w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>
  <w:compat>
    <w:compatSetting w:name="compatibilityMode"
      w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
  </w:compat>
</w:settings>"""


def opened(template: bytes | None) -> Document:
    """A user's template, or an empty file.

    Raises:
        Misuse: the template is no Word file.
    """
    if template is None:
        document = _empty()
    else:
        document = word.opened(Original("style template", _as_document(template)))
    _without(document, _OLD_STYLES)
    document.element.body.get_or_add_sectPr()
    return document


def _as_document(template: bytes) -> bytes:
    """A template that was saved as one (.dotx) as a document."""
    try:
        with ZipFile(BytesIO(template)) as file:
            parts = {name: file.read(name) for name in file.namelist()}
    except word.DAMAGED:
        return template  # reading it says what is wrong with it
    kinds = parts.get(_KINDS, b"")
    if _TEMPLATE not in kinds:
        return template
    return _zipped({**parts, _KINDS: kinds.replace(_TEMPLATE, _DOCUMENT)})


def _without(document: Document, *kinds: str) -> None:
    """Take parts of some kinds out of a file."""
    for holder in (document.part.package, document.part):
        for identifier, related in list(holder.rels.items()):
            if related.reltype.endswith(kinds):
                del holder.rels[identifier]


def _empty() -> Document:
    document = docx.Document()
    _without(document, *_NEEDLESS)
    for root in (document.settings.element, document.part.numbering_part.element):
        for one in list(root):
            root.remove(one)
    document.settings.element.extend(list(parse_xml(_SETTINGS)))
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.created = _EPOCH
    return document


def describe(document: Document, title: str, language: str) -> None:
    """Set what the file says of itself, and let words be divided at the ends of lines."""
    properties = document.core_properties
    properties.title, properties.language = title[:255], language
    properties.modified, properties.revision = _EPOCH, 1
    properties.last_modified_by = ""
    settings = document.settings.element
    for name in ("autoHyphenation", "updateFields"):
        for one in settings.findall(qn(f"w:{name}")):
            settings.remove(one)
    earlier = {qn(f"w:{name}") for name in _BEFORE_HYPHENATION}
    place = next((i for i, one in enumerate(settings) if one.tag not in earlier), len(settings))
    settings.insert(place, element("w:autoHyphenation"))


def saved(document: Document) -> bytes:
    """The file, with the same time everywhere."""
    out = BytesIO()
    document.save(out)
    with ZipFile(out) as written:
        return _zipped({name: written.read(name) for name in written.namelist()})


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            info = ZipInfo(name, _ZIP_TIME)
            info.compress_type = ZIP_DEFLATED
            file.writestr(info, data)
    return out.getvalue()
