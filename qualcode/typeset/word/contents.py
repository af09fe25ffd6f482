"""The lists before a report as fields of Word, which hold their lines from the start.

The pages stand there once Word has been asked for them (F9): nobody knows them before, and a file
that asks Word by itself is met with a warning.
"""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from qualcode.typeset.blocks import Heading, Text
from qualcode.typeset.listed import DEEPEST, Entry, Listed
from qualcode.typeset.word.captions import Captions
from qualcode.typeset.word.inlines import Wording
from qualcode.typeset.word.xml import element, paragraph, text


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
    return element("w:hyperlink", *wording.runs(entry.parts), anchor=anchor, history=1)


def _mark(kind: str) -> BaseOxmlElement:
    return element("w:r", element("w:fldChar", fldCharType=kind))
