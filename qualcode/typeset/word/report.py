"""A document as a Word file: what is in it, in order."""

from collections.abc import Iterator
from dataclasses import replace

from docx.document import Document as File
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from qualcode.typeset.blocks import Document
from qualcode.typeset.listed import Listed, lists
from qualcode.typeset.naming import named
from qualcode.typeset.turning import turned
from qualcode.typeset.word import package, pages, styles
from qualcode.typeset.word.blocks import Writer
from qualcode.typeset.word.captions import Captions, anchors, sequences
from qualcode.typeset.word.contents import contents
from qualcode.typeset.word.inlines import Wording, run
from qualcode.typeset.word.notes import Notes, footnotes_part
from qualcode.typeset.word.numbering import Numbering
from qualcode.typeset.word.pictures import Pictures
from qualcode.typeset.word.xml import paragraph
from qualcode.typeset.wording import has_chapters
from qualcode.typeset.words import DocumentWords


def written(document: Document, words: DocumentWords, template: bytes | None) -> bytes:
    """A Word file; a template gives its styles, pages, headers and footers."""
    document = named(document)
    file = package.opened(template)
    if template is None:
        styles.own_look(file)
        pages.own_pages(file)
    there = styles.complete(file, document.language)
    pages.number_pages(file, there)
    package.describe(file, document.title, document.language)
    notes = Notes(document.notes, footnotes_part(file), there)
    writer = _writer(document, file, notes, there)
    pages.fill(file, _groups(document, words, writer), there)
    notes.write(_noted(writer, notes).blocks)
    return package.saved(file)


def _writer(document: Document, file: File, notes: Notes, there: styles.Styles) -> Writer:
    captions = Captions(anchors(document), sequences(document))
    return Writer(
        document=document,
        wording=Wording(file.part, captions.anchors, there, notes),
        captions=captions,
        numbering=Numbering(file, there),
        pictures=Pictures(file.part),
        room=pages.room(file),
        has_chapters=has_chapters(document),
    )


def _noted(writer: Writer, notes: Notes) -> Writer:
    """The writer of notes, which are a part of their own with their own links."""
    wording = replace(writer.wording, part=notes.part)
    room = writer.room.narrower(0)
    return replace(writer, wording=wording, room=room, style="footnote text", has_chapters=False)


def _groups(document: Document, words: DocumentWords, writer: Writer) -> Iterator[pages.Group]:
    listed = lists(document, words)
    front = list(_front(document, listed, writer))
    for lies, blocks in turned(document.blocks, lambda table: writer.grid(table).lies_across):
        inside = writer.blocks(blocks)
        if lies and front:
            yield False, front
        elif front:
            inside = [*front, *(_on_new_page(inside, writer) if listed else inside)]
        front = []
        yield lies, inside
    if front:
        yield False, front


def _on_new_page(inside: list[BaseOxmlElement], writer: Writer) -> list[BaseOxmlElement]:
    """The same, where the first paragraph begins a page."""
    if not inside or inside[0].tag != qn("w:p"):
        inside = [paragraph(writer.wording.styles["Table Gap"]), *inside]
    inside[0].get_or_add_pPr().get_or_add_pageBreakBefore()
    return inside


def _front(
    document: Document, listed: tuple[Listed, ...], writer: Writer
) -> Iterator[BaseOxmlElement]:
    """The title, what stands below it, and the lists."""
    there = writer.wording.styles
    yield paragraph(there["Title"], run(document.title))
    for line in document.front:
        yield paragraph(there["Subtitle"], run(line))
    for one in listed:
        yield from contents(one, writer.captions, writer.wording)
