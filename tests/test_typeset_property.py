"""Whatever blocks a document is made of: it can be written, and every word is there."""

import re
from io import BytesIO
from itertools import count
from xml.etree import ElementTree
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from qualcode.typeset.blocks import (
    Align,
    Block,
    Box,
    Break,
    Caption,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    Listing,
    NoteMark,
    Paragraph,
    Quotation,
    Rule,
    Table,
    Text,
)
from qualcode.typeset.docx import to_docx
from qualcode.typeset.pdf import to_pdf
from tests.reports import SVG, WORDS

NUMBERS = count()


def word() -> str:
    """A word that no other place has."""
    return f"w{next(NUMBERS)}w"


PLAIN: st.SearchStrategy[Inline] = st.one_of(
    st.builds(lambda: Text(f"{word()} ")),
    st.builds(lambda: Code(word())),
    st.just(Break()),
    st.sampled_from(("1", "2")).map(NoteMark),
)
INLINES: st.SearchStrategy[Inlines] = st.lists(
    st.one_of(
        PLAIN,
        st.builds(Emphasis, st.tuples(PLAIN), st.booleans()),
        st.builds(Link, st.sampled_from(("#a", "#b", "https://example.org/")), st.tuples(PLAIN)),
    ),
    max_size=4,
).map(tuple)
LABELS = st.sampled_from(("Tabel 1", "Boks B2.3", "", "Figur"))
CAPTIONS = st.builds(Caption, LABELS, INLINES, st.sampled_from(("", "a", "b")))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 14))
    rows = st.lists(INLINES, min_size=columns, max_size=columns).map(tuple)
    aligned = draw(st.lists(st.sampled_from(Align), min_size=columns, max_size=columns))
    caption = draw(st.one_of(st.none(), CAPTIONS))
    return Table(caption, draw(rows), tuple(aligned), tuple(draw(st.lists(rows, max_size=3))))


SIMPLE: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(1, 7), INLINES, st.sampled_from(("", "a"))),
    st.builds(Paragraph, INLINES),
    tables(),
    st.builds(
        Figure, st.just("f"), st.sampled_from(("", "et rum")), st.one_of(st.none(), CAPTIONS)
    ),
    st.builds(lambda: CodeBlock(f"{word()}\n  {word()}\n")),
    st.just(Rule()),
)


def nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Quotation, blocks),
        st.builds(Box, CAPTIONS, blocks),
        st.builds(
            Listing,
            st.lists(blocks, min_size=1, max_size=3).map(tuple),
            st.one_of(st.none(), st.integers(0, 9)),
        ),
    )


BLOCKS = st.lists(st.recursive(SIMPLE, nested, max_leaves=6), max_size=5).map(tuple)


@settings(max_examples=20)
@given(BLOCKS, BLOCKS)
def test_every_word_of_any_document_is_written(
    blocks: tuple[Block, ...], note: tuple[Block, ...]
) -> None:
    notes = {"1": (Paragraph((Text("først"),)),), "2": note}
    made = Document("Titel", "da", blocks, notes, {"f": SVG})
    said = re.findall(r"w\d+w", repr(blocks if "'2'" not in repr(blocks) else (blocks, note)))
    shown = "".join(page.extract_text() for page in PdfReader(BytesIO(to_pdf(made, WORDS))).pages)
    letters = re.sub(r"[\s\u200b]", "", shown)
    assert [one for one in said if one not in letters] == []
    with ZipFile(BytesIO(to_docx(made, WORDS, None))) as file:
        roots = [
            ElementTree.fromstring(file.read(f"word/{one}.xml"))
            for one in ("document", "footnotes")
        ]
    written = "".join(root_text for root in roots for root_text in root.itertext())
    assert [one for one in said if one not in written] == []
