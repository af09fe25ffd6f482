"""The file around a Word text: settings, properties, and the same bytes on every machine."""

from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from qualcode.diagnostics import Misuse
from qualcode.typeset.word.xml import element

_EPOCH: Final = datetime(2000, 1, 1)
_ZIP_TIME: Final = (2000, 1, 1, 0, 0, 0)
_NEEDLESS: Final = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""What the library's own file brings along and no report needs."""
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
        return _empty()
    try:
        return docx.Document(BytesIO(template))
    except (BadZipFile, KeyError, PackageNotFoundError, ValueError) as error:
        message = f"the style template is no .docx file that can be read ({error})"
        raise Misuse(f"{message}; open it in Word and save it as .docx") from None


def _empty() -> Document:
    document = docx.Document()
    for holder in (document.part.package, document.part):
        for identifier, related in list(holder.rels.items()):
            if related.reltype.endswith(_NEEDLESS):
                del holder.rels[identifier]
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
    out, fixed = BytesIO(), BytesIO()
    document.save(out)
    with ZipFile(out) as written, ZipFile(fixed, "w", ZIP_DEFLATED) as rewritten:
        for name in written.namelist():
            info = ZipInfo(name, _ZIP_TIME)
            info.compress_type = ZIP_DEFLATED
            rewritten.writestr(info, written.read(name))
    return fixed.getvalue()
