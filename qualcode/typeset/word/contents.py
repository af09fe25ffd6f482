"""The lists before a report as fields of Word, which hold their lines from the start.

Nobody knows the pages before Word has laid them out; F9 asks it to fill them in.
"""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from qualcode.typeset.blocks import Heading, Text
from qualcode.typeset.listed import DEEPEST, Entry, Listed
from qualcode.typeset.word.captions import Captions
from qualcode.typeset.word.inlines import Wording
from qualcode.typeset.word.xml import element, field, paragraph, text


def contents(listed: Listed, captions: Captions, wording: Wording) -> Iterator[BaseOxmlElement]:
    """The title and the lines of a list."""
    if listed.kind is Heading:
        code = f'TOC \\o "1-{DEEPEST}" \\h \\z \\u'
    else:
        code = f'TOC \\h \\z \\c "{captions.sequences[listed.kind]}"'
    opening = (_mark("begin"), element("w:r", text(f" {code} ", "w:instrText")), _mark("separate"))
    yield paragraph(wording.styles["TOC Heading"], *wording.runs((Text(listed.title),)))
    last = len(listed.entries) - 1
    for number, entry in enumerate(listed.entries):
        style = f"toc {entry.level}" if listed.kind is Heading else "table of figures"
        yield paragraph(
            wording.styles[style],
            *(opening if number == 0 else ()),
            _line(entry, captions.anchors[entry.name], wording),
            _mark("end") if number == last else None,
        )


def _line(entry: Entry, anchor: str, wording: Wording) -> BaseOxmlElement:
    page = field(f"PAGEREF {anchor} \\h")
    words = wording.runs(entry.parts)
    tab = element("w:r", element("w:tab"))
    return element("w:hyperlink", *words, tab, *page, anchor=anchor, history=1)


def _mark(kind: str) -> BaseOxmlElement:
    return element("w:r", element("w:fldChar", fldCharType=kind))
