"""Reports as pdf files: every word is there, as it was, on pages that nothing falls out of."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from shutil import which
from subprocess import run
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from qualcode.diagnostics import Misuse
from qualcode.typeset.blocks import (
    Box,
    Caption,
    CodeBlock,
    Document,
    Figure,
    Heading,
    Link,
    Listing,
    NoteMark,
    Paragraph,
    Text,
)
from qualcode.typeset.pdf import to_pdf
from tests.reports import REPORT, SVG, WIDE, WORDS, document, paragraph, table, words

MARKUP = "#$*_@<>[]{}()\\`~/=+-&%^|;:,.!?'\"«»“”–—…§½≥≤✓●→×"


def pdf(made: Document) -> PdfReader:
    return PdfReader(BytesIO(to_pdf(made, WORDS)))


def root(made: PdfReader) -> Any:  # noqa: ANN401 - pypdf's objects
    return made.trailer["/Root"]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def text_of(made: Document) -> str:
    """The words of all pages, without their numbers."""
    pages = [squeezed(page.extract_text()) for page in pdf(made).pages]
    return "".join(page.removesuffix(str(number)) for number, page in enumerate(pages, 1))


@settings(max_examples=15)
@given(
    st.lists(st.text(MARKUP + "abcæøåÆØÅéfi 012", min_size=1, max_size=40), min_size=1, max_size=9)
)
def test_any_text_comes_out_exactly_as_it_is(texts: list[str]) -> None:
    made = document(
        *map(paragraph, texts),
        table(("a", "b"), *((one, "x") for one in texts)),
        *(CodeBlock(one) for one in texts),
    )
    shown = text_of(made)
    expected = "".join(map(squeezed, texts))
    assert shown.startswith(f"Koribyen{expected}")
    assert f"ab{''.join(squeezed(one) + 'x' for one in texts)}{expected}" in shown


@pytest.mark.parametrize(
    "text",
    [
        '"); panic("',
        "\\u{41} \\n \\",
        '#import "/etc/passwd"',
        "// not a comment",
        "/* nor */ this",
        "= no heading",
        "- no item",
        "+ no number",
        "1. no number",
        "$x$ `raw` <label> @ref ~ -- ---",
    ],
)
def test_what_typst_would_read_as_markup_is_text(text: str) -> None:
    assert squeezed(text) in text_of(document(paragraph(text)))
    assert squeezed(text) in text_of(document(Heading(1, words(text))))


def test_every_word_of_a_report_is_in_the_file_once() -> None:
    shown = text_of(REPORT)
    for one in (
        *("Kapitel 1. Sangen", "Koden er choir_size igen.", "Tabel 1.1. Kor efter størrelse"),
        *("Morgenkoret 12 skolen – på »Æblevej«", "Aftenkoret ≥ 40", "Øvelokale ✓"),
        *(
            "Figur 1.1. Lokalet",
            "Boks 1.1. Et kor om aftenen",
            "en dirigent",
            "[Forfatterens tekst]",
        ),
        *("case: morgenkoret size: 12", "Tabel 1.2. Repertoire i ni sæsoner", "Efter tabellen."),
    ):
        assert squeezed(one) in shown, one
    for once in ("Oplyst af koret.", "I to afsnit.", "Se programmet."):
        assert shown.count(squeezed(once)) == 1


def test_the_lists_name_the_page_of_each_heading_table_figure_and_box() -> None:
    first = pdf(REPORT).pages[0].extract_text()
    assert [line for line in first.splitlines() if line.strip()] == [
        "Kor i byen",
        "Et opdigtet studie",
        "Kodebog 1.0",
        "Indhold",
        "Kapitel 1. Sangen 2",
        "Størrelse 2",
        "Lokaler 2",
        "Tabeller",
        "Tabel 1.1. Kor efter størrelse 2",
        "Tabel 1.2. Repertoire i ni sæsoner 3",
        "Figurer",
        "Figur 1.1. Lokalet 2",
        "Bokse",
        "Boks 1.1. Et kor om aftenen 2",
        "1",
    ]


def test_a_table_that_is_too_wide_stands_on_a_page_that_lies_across() -> None:
    sizes = [
        (round(page.mediabox.width), round(page.mediabox.height)) for page in pdf(REPORT).pages
    ]
    assert sizes == [(595, 842), (595, 842), (842, 595), (595, 842)]


def test_the_names_of_columns_stand_on_each_page_of_a_table() -> None:
    rows = [(f"kor {number}", "synger om aftenen") for number in range(120)]
    pages = [page.extract_text() for page in pdf(document(table(("Navn", "Tid"), *rows))).pages]
    assert len(pages) > 2
    assert ["Navn" in page and "Tid" in page for page in pages] == [True for _ in pages]
    assert squeezed("".join(pages)).count("syngeromaftenen") == 120


def test_the_list_in_a_long_box_is_all_there_on_several_pages() -> None:
    items = tuple((paragraph(f"punkt nummer {number}"),) for number in range(150))
    made = pdf(
        document(Box(Caption("Boks 1", words("Mange")), (Listing(items), paragraph("slut"))))
    )
    shown = squeezed("".join(page.extract_text() for page in made.pages))
    assert len(made.pages) > 2
    assert [shown.count(f"punktnummer{number}") > 0 for number in range(150)] == [True] * 150
    assert "punktnummer149slut" in shown


@pytest.mark.skipif(not which("pdftotext"), reason="needs pdftotext: apt install poppler-utils")
@pytest.mark.parametrize("columns", [2, 9, 30])
def test_nothing_falls_out_of_its_column_or_its_page(columns: int, tmp_path: Path) -> None:
    names = tuple(f"Spalte{'ord' * 9}{n}" for n in range(columns))
    cells = tuple(
        f"et_meget_langt_ord_{'x' * 60} {n} Sangforeningsbestyrelsesmedlem" for n in range(columns)
    )
    made = document(table(names, cells), paragraph("q" * 300), CodeBlock("z" * 300))
    file = tmp_path / "a.pdf"
    file.write_bytes(to_pdf(made, WORDS))
    for width, height, words_on_page in boxes(file):
        assert [word for word in words_on_page if word[2] > width - 60 or word[3] > height] == []
        lines = sorted((round(top), left, right) for left, top, right, _ in words_on_page)
        for (line, _, end), (next_line, start, _) in pairwise(lines):
            assert line != next_line or start > end - 1
    whole = squeezed("".join(page.extract_text() for page in PdfReader(file).pages))
    assert [whole.count(letter) for letter in "xqz"] == [60 * columns, 300, 300]


def boxes(file: Path) -> Iterator[tuple[float, float, list[tuple[float, ...]]]]:
    """Each page's size and, for each word on it, its left, top, right and lower side."""
    shown = run(["pdftotext", "-bbox", file, "-"], check=True, capture_output=True, text=True)
    numbers = r'="([\d.]+)"'
    for page in shown.stdout.split("<page ")[1:]:
        size = re.search(rf"width{numbers} height{numbers}", page)
        assert size
        found = re.findall(rf"<word xMin{numbers} yMin{numbers} xMax{numbers} yMax{numbers}", page)
        yield float(size[1]), float(size[2]), [tuple(map(float, one)) for one in found]


def test_the_file_says_that_it_can_be_archived_and_read_aloud() -> None:
    made = pdf(REPORT)
    metadata = root(made)["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert root(made)["/Lang"] == "da"
    assert made.metadata
    assert made.metadata.title == "Kor i byen"
    assert str(made.metadata.creation_date) == "2000-01-01 00:00:00+00:00"


def test_a_text_whose_headings_leave_out_a_level_makes_no_claim_to_be_read_aloud() -> None:
    made = pdf(document(Heading(1, words("a")), Heading(3, words("b"))))
    metadata = root(made)["/Metadata"].get_data().decode()
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "pdfuaid:part" not in metadata


def test_pictures_have_the_text_that_stands_for_them_and_tables_the_heads_of_their_columns() -> (
    None
):
    marks = list(marked(root(pdf(REPORT))["/StructTreeRoot"]))
    assert ("/Figure", "Et øvelokale med en dør.") in marks
    kinds = [kind for kind, _ in marks]
    assert [kinds.count(kind) for kind in ("/TH", "/TD", "/H1", "/H2", "/L")] == [13, 16, 1, 2, 3]


def marked(node: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - pypdf's objects
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from marked(one)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"]), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from marked(node["/K"])


def test_the_fonts_are_in_the_file() -> None:
    pages: Any = pdf(REPORT).pages
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_all_marks_of_a_report_are_in_the_fonts_that_come_along() -> None:
    marks = document(paragraph("æøåÆØÅéÉ –—»«“”’·…§½²¹ ≥≤≠→✓✗●○■□▪◆×−"), CodeBlock("æøå ✓"))
    pages: Any = pdf(marks).pages
    fonts = {
        str(font["/BaseFont"]).partition("+")[2].partition("-")[0]
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts <= {"LibertinusSerif", "DejaVuSans", "DejaVuSansMono"}


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_pdf(REPORT, WORDS) == to_pdf(REPORT, WORDS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "et \u0380 her",
            'no font on this machine has the letters "\\u{380}"; install a font that has them, '
            "for example one of the Noto fonts",
        ),
        (
            "et \ue000 her",
            'a pdf file cannot hold the letter "\\u{e000}", which is another one on each machine; '
            "write another letter for it",
        ),
    ],
)
def test_letters_that_cannot_be_shown_are_named(text: str, message: str) -> None:
    with pytest.raises(Misuse, match=f"^{re.escape(message)}$"):
        to_pdf(document(paragraph(text)), WORDS)


def test_what_is_no_picture_is_said_with_its_name() -> None:
    made = replace(
        document(Figure("figurer/kor.svg", "", None)), images={"figurer/kor.svg": "<svg"}
    )
    with pytest.raises(Misuse, match=r"^a picture could not be drawn: "):
        to_pdf(made, WORDS)


def test_a_link_to_a_place_that_is_not_there_is_plain_words() -> None:
    link = Paragraph((Link("#nowhere", words("tabel 9")), Link("", words(" og intet"))))
    assert text_of(document(link)) == "Koribyentabel9ogintet"


def test_a_heading_that_says_nothing_is_a_place_for_links_and_no_heading() -> None:
    made = document(Heading(2, (), "a"), Paragraph((Link("#a", words("dertil")),)))
    assert text_of(made) == "Koribyendertil"


def test_two_places_of_one_name_and_a_picture_without_a_caption_are_no_trouble() -> None:
    made = document(
        Heading(1, words("et"), "a"),
        Heading(1, words("to"), "a"),
        Figure("b", "", None),
        Paragraph((Link("#a", words("til et")),)),
    )
    assert text_of(replace(made, images={"b": SVG})) == "KoribyenettoØvelokale✓tilet"


def test_parts_begin_a_page_but_not_those_inside_of_a_box_or_a_note() -> None:
    box = Box(Caption("Boks 1", ()), (Heading(1, words("i boksen")), WIDE))
    note = (WIDE, Heading(1, words("i noten")))
    marked = Paragraph((Text("tekst"), NoteMark("n")))
    made = document(Heading(1, words("et")), box, marked, Heading(1, words("to")))
    pages = [page.extract_text() for page in pdf(replace(made, notes={"n": note})).pages]
    assert [squeezed(page)[:2] for page in pages[1:]] == ["et", "to"]
    assert "iboksen" in squeezed(pages[1])
    assert "inoten" in squeezed(pages[1])


@pytest.mark.parametrize(
    ("language", "shown"),
    [("da", "da"), ("en-GB", "en"), ("pt_BR", "pt"), ("", "en"), ("norsk", "en")],
)
def test_the_language_is_that_of_the_document_without_its_country(
    language: str, shown: str
) -> None:
    assert root(pdf(document(paragraph("a"), language=language)))["/Lang"] == shown


@pytest.mark.parametrize("made", [document(), document(paragraph("")), document(table(("a",)))])
def test_a_document_with_nothing_in_it_is_a_file_too(made: Document) -> None:
    assert text_of(made).startswith("Koribyen")


def test_without_the_library_the_line_that_installs_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Misuse, match=re.escape("pip install 'qualcode[pdf]'")):
        to_pdf(REPORT, WORDS)
