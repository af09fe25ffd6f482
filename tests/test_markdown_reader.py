"""Drafts read into blocks: whole small texts, what becomes of them, and what is said of the rest."""

import pytest

from qualcode.typeset.blocks import (
    Align,
    Box,
    Break,
    Caption,
    Code,
    Document,
    Emphasis,
    Figure,
    Heading,
    NoteMark,
    Paragraph,
    Table,
    Text,
)
from qualcode.typeset.html import to_html
from qualcode.typeset.markdown import Manuscript, read_markdown
from tests.reports import WORDS, words

FILE = "build/da/chapter-4.md"


def read(text: str, language: str = "da") -> tuple[object, ...]:
    return read_markdown(Manuscript(text, FILE, language)).blocks


def found_in(text: str) -> list[str]:
    found = read_markdown(Manuscript(text, FILE, "da")).findings
    return [f"{one.at.line}:{one.at.column} {one.rule} {one.message}" for one in found]


def test_a_bold_paragraph_before_a_table_is_its_caption() -> None:
    text = "**Tabel 4.1. Kor**\n\n| Kor | Antal |\n| --- | ---: |\n| A<br>B | `2` |\n"
    assert read(text) == (
        Table(
            Caption("Tabel 4.1", words("Kor"), "tabel-4-1"),
            (words("Kor"), words("Antal")),
            (Align.LEFT, Align.RIGHT),
            (((Text("A"), Break(), Text("B")), (Code("2"),)),),
        ),
    )


def test_a_picture_and_a_bold_paragraph_are_a_figure() -> None:
    assert read("![Et lokale](figures/rum.svg)\n\n**Figur 1. Lokalet**\n") == (
        Figure("figures/rum.svg", "Et lokale", Caption("Figur 1", words("Lokalet"), "figur-1")),
    )


def test_a_quotation_that_begins_in_bold_type_is_a_box() -> None:
    assert read("> **Boks 4.1. Et kor**\n>\n> Det øver.\n") == (
        Box(Caption("Boks 4.1", words("Et kor"), "boks-4-1"), (Paragraph(words("Det øver.")),)),
    )


def test_marks_and_comments_vanish_and_their_words_stay() -> None:
    text = '<!-- claim: x -->Der er <data value="n:1f3a9c2e">fem</data> kor<!-- /claim -->.\n'
    assert read(text) == (Paragraph(words("Der er fem kor.")),)
    assert read("<!-- to\n\nlinjer -->\n\nKor\n") == (Paragraph(words("Kor")),)


@pytest.mark.parametrize(
    ("language", "expected"), [("da", "»Kom« ... it’s"), ("en", "“Kom” ... it’s")]
)
def test_quotation_marks_go_by_the_language(language: str, expected: str) -> None:
    assert read('"Kom" ... it\'s `"x"`', language) == (
        Paragraph((Text(f"{expected} "), Code('"x"'))),
    )


def test_a_footnote_is_kept_beside_the_text() -> None:
    text = read_markdown(Manuscript("# Kor\n\nA[^1].\n\n[^1]: *Note*\n", FILE, "da", "chapter-4"))
    assert text.blocks == (
        Heading(1, words("Kor"), "chapter-4"),
        Paragraph((Text("A"), NoteMark("chapter-4-1"), Text("."))),
    )
    assert text.notes == {"chapter-4-1": (Paragraph((Emphasis(words("Note")),)),)}
    assert text.findings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb <b>c</b>\n", ["2:3 QC652 '<b>' is HTML, and is shown as it is typed"]),
        ("a[^x]\n", ["1:2 QC653 footnote 'x' has no text"]),
        ("a\\[^x]\n", []),
        ("[^x]: a\n", ["1:1 QC653 footnote 'x' is referred to nowhere, and would be left out"]),
        (
            "a ![b](c.svg)\n",
            ["1:8 QC654 picture 'c.svg' stands within a line of text, where it cannot be shown"],
        ),
        (
            "| a |\n| - |\n| b | c |\n",
            ["3:7 QC655 the cell 'c' stands in no column of its table"],
        ),
    ],
)
def test_what_cannot_be_told_in_blocks_is_said_at_its_place(text: str, expected: list[str]) -> None:
    assert found_in(text) == expected


def test_html_in_a_draft_is_escaped_in_the_page_and_notes_lead_back() -> None:
    text = read_markdown(Manuscript("<script>x</script> A[^1]\n\n[^1]: B & C\n", FILE, "da"))
    page = to_html(Document("T", "da", text.blocks, text.notes), WORDS).decode()
    assert "<script" not in page
    assert "&lt;script&gt;x&lt;/script&gt; A" in page
    assert 'href="#mark:1" role="doc-backlink"' in page
    assert "<p>B &amp; C</p>" in page
