"""A document as the source of Typst: what is on its pages, in order."""

import re
from importlib.resources import files

from qualcode.typeset.blocks import Box, Document, Figure, Heading, Table
from qualcode.typeset.listed import Listed, lists
from qualcode.typeset.naming import named
from qualcode.typeset.typst.blocks import Writer
from qualcode.typeset.typst.inlines import place
from qualcode.typeset.typst.literals import array, block, call, string
from qualcode.typeset.wording import has_chapters, whole
from qualcode.typeset.words import DocumentWords


def source(document: Document, words: DocumentWords) -> str:
    """The source of a whole document."""
    document = named(document)
    listed = lists(document, words)
    writer = Writer(document, _names(document), has_chapters=has_chapters(document))
    parts = (
        call("front", array(map(string, document.front))),
        *(_list(one, writer) for one in listed),
        "pagebreak(weak: true)" if listed else "",
        writer.blocks(document.blocks),
    )
    about = (string(document.title), string(_language(document)))
    report = call("report", *about, block(parts))
    style = files("qualcode.typeset.typst").joinpath("report.typ").read_text(encoding="utf-8")
    return f"{style}\n#{report}\n"


def _language(document: Document) -> str:
    """The language without its country, which Typst does not want there."""
    found = re.match(r"[a-z]{2,3}(?![a-z])", document.language.lower())
    return found[0] if found else "en"


def _names(document: Document) -> frozenset[str]:
    found = tuple(whole(document))
    headings = [block.name for block in found if isinstance(block, Heading)]
    captions = [block.caption for block in found if isinstance(block, Table | Figure | Box)]
    return frozenset((*headings, *(caption.name for caption in captions if caption)))


def _list(listed: Listed, writer: Writer) -> str:
    entries = (
        call(
            "entry",
            str(one.level),
            call("label", string(place(one.name))),
            writer.inlines(one.parts),
        )
        for one in listed.entries
    )
    return call("listed", string(listed.title), array(entries))
