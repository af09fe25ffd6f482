"""Reports as Word files: what Word needs is there, and other programs read the same in them."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import which
from subprocess import run
from typing import cast
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as File
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt
from docx.table import Table as WordTable
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from qualcode.diagnostics import Misuse
from qualcode.typeset.blocks import (
    Caption,
    Document,
    Figure,
    Heading,
    Link,
    Listing,
    NoteMark,
    Paragraph,
    Text,
)
from qualcode.typeset.docx import to_docx
from qualcode.typeset.wording import plain_text
from tests.reports import (
    CHOIRS,
    FRAMED,
    REPORT,
    SVG,
    WIDE,
    WORDS,
    document,
    paragraph,
    table,
    words,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def made(report: Document, style: bytes | None = None) -> File:
    return docx.Document(BytesIO(to_docx(report, WORDS, style)))


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def xml(report: Document, name: str = "word/document.xml") -> ElementTree.Element:
    return ElementTree.fromstring(parts(to_docx(report, WORDS, None))[name])


def values(root: ElementTree.Element, tag: str, name: str = "val") -> list[str]:
    return [str(one.get(f"{W}{name}")) for one in root.iter(f"{W}{tag}")]


def text_of(one: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in one.iter(f"{W}t"))


def millimetres(length: Length | None) -> int:
    return round(length.mm) if length else 0


def report_tables(file: File) -> Iterator[WordTable]:
    return (one for one in file.tables if one.style and one.style.name == "Report Table")


def test_tables_are_read_back_cell_by_cell() -> None:
    expected = [
        [[plain_text(cell) for cell in row] for row in (one.columns, *one.rows)]
        for one in (CHOIRS, WIDE)
    ]
    found = [
        [[cell.text for cell in row.cells] for row in one.rows]
        for one in report_tables(made(REPORT))
    ]
    assert found == expected


def test_the_first_row_of_each_table_stands_on_each_page_and_columns_have_widths() -> None:
    root = xml(document(CHOIRS))
    rows = list(root.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert len(values(root, "gridCol", "w")) == 3
    assert all(int(width) > 500 for width in values(root, "gridCol", "w"))
    assert values(root, "tblCaption") == ["Kor efter størrelse"]


def test_headings_captions_and_paragraphs_have_the_styles_of_word() -> None:
    assert [(one.style.name, one.text) for one in made(REPORT).paragraphs if one.style] == [
        ("Title", "Kor i byen"),
        ("Subtitle", "Et opdigtet studie"),
        ("Subtitle", "Kodebog 1.0"),
        ("TOC Heading", "Indhold"),
        ("toc 1", "Kapitel 1. Sangen"),
        ("toc 2", "Størrelse"),
        ("toc 2", "Lokaler"),
        ("TOC Heading", "Tabeller"),
        ("table of figures", "Tabel 1.1. Kor efter størrelse"),
        ("table of figures", "Tabel 1.2. Repertoire i ni sæsoner"),
        ("TOC Heading", "Figurer"),
        ("table of figures", "Figur 1.1. Lokalet"),
        ("TOC Heading", "Bokse"),
        ("table of figures", "Boks 1.1. Et kor om aftenen"),
        ("Heading 1", "Kapitel 1. Sangen"),
        ("Normal", "Korene øver hver uge, se tabel 1.1 og siden.\nKoden er choir_size igen.1"),
        ("Heading 2", "Størrelse"),
        ("Caption", "Tabel 1.1. Kor efter størrelse"),
        ("Table Gap", ""),
        ("Normal", "Opdigtede kor."),
        ("Heading 2", "Lokaler"),
        ("Normal", ""),
        ("Caption", "Figur 1.1. Lokalet"),
        ("Table Gap", ""),
        ("Quote", "[Forfatterens tekst]"),
        ("List Number", "først"),
        ("List Number", "siden"),
        ("List Bullet 2", "under"),
        ("Code Text", "case: morgenkoret\n  size: 12"),
        ("Normal", ""),
        ("Table Gap", ""),
        ("Caption", "Tabel 1.2. Repertoire i ni sæsoner"),
        ("Table Gap", ""),
        ("Normal", "Efter tabellen."),
    ]


def test_the_list_of_a_box_is_inside_it() -> None:
    (box,) = (one for one in made(document(FRAMED)).tables)
    assert [(one.style.name, one.text) for one in box.cell(0, 0).paragraphs if one.style] == [
        ("Box Title", "Boks 1.1. Et kor om aftenen"),
        ("Normal", "Koret øver om aftenen."),
        ("List Bullet", "to stemmer"),
        ("List Bullet", "en dirigent"),
        ("List Continue", "valgt"),
        ("Normal", "Kilde: opdigtet."),
    ]


def test_lists_have_numbers_that_word_goes_on_with() -> None:
    first = Listing(((paragraph("tre"),), (paragraph("fire"),)), 3)
    again = Listing(((paragraph("en"),),), 1)
    nested = Listing(((paragraph("a"), Listing(((paragraph("b"),),), 1)),))
    data = parts(to_docx(document(first, again, nested), WORDS, None))
    body = ElementTree.fromstring(data["word/document.xml"])
    numbering = ElementTree.fromstring(data["word/numbering.xml"])
    assert values(body, "ilvl") == ["0", "0", "0", "0", "1"]
    one, two, three, bullet, inner = values(body, "numId")
    assert one == two
    assert len({one, three, bullet, inner}) == 4
    starts = {
        num.get(f"{W}numId"): values(num, "startOverride") for num in numbering.iter(f"{W}num")
    }
    assert starts == {one: ["3"], three: ["1"], bullet: [], inner: ["1"]}


def test_footnotes_are_the_footnotes_of_word() -> None:
    data = parts(to_docx(REPORT, WORDS, None))
    notes = ElementTree.fromstring(data["word/footnotes.xml"])
    assert [(one.get(f"{W}id"), one.get(f"{W}type"), text_of(one)) for one in notes] == [
        ("-1", "separator", ""),
        ("0", "continuationSeparator", ""),
        ("1", None, " Oplyst af koret.I to afsnit."),
        ("2", None, " Se programmet."),
    ]
    body = ElementTree.fromstring(data["word/document.xml"])
    assert values(body, "footnoteReference", "id") == ["1", "2"]
    codes = [one.text or "" for one in body.iter(f"{W}instrText")]
    assert " NOTEREF _RefNote1 \\f \\h " in codes
    assert "_RefNote1" in values(body, "bookmarkStart", "name")
    assert b"/word/footnotes.xml" in data["[Content_Types].xml"]
    assert b"relationships/footnotes" in data["word/_rels/document.xml.rels"]


def test_a_note_with_a_link_and_a_note_in_a_note_are_all_there() -> None:
    link = Paragraph((Link("https://example.org", words("se her")), NoteMark("b")))
    report = replace(
        document(Paragraph((Text("a"), NoteMark("a")))),
        notes={"a": (link,), "b": (Listing(((paragraph("inderst"),),)),)},
    )
    data = parts(to_docx(report, WORDS, None))
    notes = ElementTree.fromstring(data["word/footnotes.xml"])
    assert [text_of(one) for one in notes] == ["", "", " se her", " inderst"]
    assert b"https://example.org" in data["word/_rels/footnotes.xml.rels"]


def test_a_note_may_hold_what_a_text_holds() -> None:
    marked = Paragraph((Text("a"), NoteMark("n")))
    notes = {"n": (Heading(1, words("i noten")), WIDE, FRAMED, CHOIRS)}
    data = to_docx(replace(document(marked), notes=notes), WORDS, None)
    shown = text_of(ElementTree.fromstring(parts(data)["word/footnotes.xml"]))
    for one in ("i noten", "Tabel 1.2. Repertoire", "Boks 1.1. Et kor", "Morgenkoret12"):
        assert one in shown


def test_labels_are_counted_by_fields_that_give_the_numbers_of_the_text() -> None:
    captions = [Caption(label, words("x")) for label in ("Tabel 4.12", "Tabel B2", "Tabel", "")]
    root = xml(document(*(table(("a",), caption=one) for one in captions)))
    codes = [one.text for one in root.iter(f"{W}instrText") if "SEQ" in (one.text or "")]
    assert codes == [" SEQ Tabel \\* ARABIC \\r 12 ", " SEQ Tabel \\* ARABIC \\r 2 "]
    styled = [one for one in root.iter(f"{W}p") if values(one, "pStyle") == ["Caption"]]
    assert [text_of(one) for one in styled] == ["Tabel 4.12. x", "Tabel B2. x", "Tabel. x", "x"]


def test_lists_of_contents_are_fields_whose_lines_lead_to_their_places() -> None:
    root = xml(REPORT)
    codes = [one.text for one in root.iter(f"{W}instrText") if "TOC" in (one.text or "")]
    assert codes == [
        ' TOC \\o "1-3" \\h \\z \\u ',
        ' TOC \\h \\z \\c "Tabel" ',
        ' TOC \\h \\z \\c "Figur" ',
        ' TOC \\h \\z \\c "Boks" ',
    ]
    anchors = {one.get(f"{W}anchor") for one in root.iter(f"{W}hyperlink")} - {None}
    assert anchors <= set(values(root, "bookmarkStart", "name"))
    assert len(anchors) == 7
    kinds = values(root, "fldChar", "fldCharType")
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    assert "updateFields" not in str(parts(to_docx(REPORT, WORDS, None))["word/settings.xml"])


def test_identifiers_are_there_once_and_all_relations_lead_somewhere() -> None:
    report = replace(REPORT, blocks=(*REPORT.blocks, Figure("kor.svg", "igen", None)))
    data = parts(to_docx(report, WORDS, None))
    body = ElementTree.fromstring(data["word/document.xml"])
    pictures = [one.get("id") for one in body.iter() if one.tag.endswith("}docPr")]
    assert len(pictures) == len(set(pictures)) == 2
    bookmarks = values(body, "bookmarkStart", "id")
    assert len(bookmarks) == len(set(bookmarks))
    assert sorted(bookmarks) == sorted(values(body, "bookmarkEnd", "id"))
    for name in ("word/document.xml", "word/footnotes.xml"):
        used = set(re.findall(rb'r:(?:id|embed)="(\w+)"', data[name]))
        relations = data.get(f"word/_rels/{Path(name).name}.rels", b"")
        assert used <= set(re.findall(rb'Id="(\w+)"', relations))
    types = data["[Content_Types].xml"].decode()
    for name in data:
        ending = name.rpartition(".")[2]
        assert f'"/{name}"' in types or f'Extension="{ending}"' in types or "[" in name, name
    targets = re.findall(rb'Target="([^":]+)"(?! TargetMode)', data["word/_rels/document.xml.rels"])
    assert [one for one in targets if f"word/{one.decode()}" not in data] == []


def test_pictures_are_png_files_with_the_drawing_beside_and_the_text_that_stands_for_them() -> None:
    data = parts(to_docx(REPORT, WORDS, None))
    assert data["word/media/image1.png"].startswith(b"\x89PNG")
    assert data["word/media/drawing1.svg"].decode() == SVG
    body = data["word/document.xml"].decode()
    assert 'descr="Et øvelokale med en dør."' in body
    assert 'cx="3048000" cy="762000"' in body  # 320 by 80 points of the screen


def test_a_table_that_is_too_wide_stands_on_a_page_that_lies_across() -> None:
    sections = made(REPORT).sections
    sizes = [(millimetres(one.page_width), millimetres(one.page_height)) for one in sections]
    assert sizes == [(210, 297), (297, 210), (210, 297)]


def test_the_file_says_its_title_and_language_and_divides_words() -> None:
    file = made(REPORT)
    about = file.core_properties
    assert (about.title, about.language, about.author) == ("Kor i byen", "da", "")
    data = parts(to_docx(REPORT, WORDS, None))
    assert set(values(ElementTree.fromstring(data["word/styles.xml"]), "lang")) == {"da-DK"}
    assert b"<w:autoHyphenation" in data["word/settings.xml"]
    english = xml(replace(REPORT, language="en"), "word/styles.xml")
    assert set(values(english, "lang")) == {"en-GB"}


def test_the_number_of_the_page_is_at_its_foot() -> None:
    file = made(REPORT)
    assert " PAGE " in file.sections[0].footer.paragraphs[0]._p.xml
    assert [one.footer.is_linked_to_previous for one in file.sections] == [False, True, True]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_docx(REPORT, WORDS, None) == to_docx(REPORT, WORDS, None)


@pytest.mark.parametrize(
    "report", [document(), document(paragraph("")), document(WIDE), document(FRAMED, FRAMED)]
)
def test_small_documents_are_files_too(report: Document) -> None:
    file = made(report)
    assert file.paragraphs[0].text == "Kor i byen"
    children = [one.tag.rpartition("}")[2] for one in file.element.body]
    assert not re.search("tbl tbl", " ".join(children))


def test_what_xml_cannot_hold_is_left_out() -> None:
    text = made(document(paragraph("a\x00b\x1b<&>\ufffe\tc"))).paragraphs[-1].text
    assert text == "ab<&>\tc"


ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs suppressAutoHyphens spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs noProof color sz szCs u vertAlign lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW tcBorders shd",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "lvl": "start numFmt lvlText lvlJc pPr",
    "num": "abstractNumId lvlOverride",
    "style": "name basedOn next uiPriority qFormat pPr rPr tblPr tcPr tblStylePr",
    "settings": "zoom defaultTabStop autoHyphenation footnotePr compat",
    "numbering": "abstractNum num",
    "abstractNum": "multiLevelType name lvl",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "styles": "docDefaults style",
}


def test_elements_stand_in_the_order_that_word_asks_for() -> None:
    """The orders are those of ECMA-376, part 1, as far as they are used."""
    data = parts(to_docx(REPORT, WORDS, None))
    seen = set()
    for name in ("document", "styles", "numbering", "footnotes", "settings"):
        for one in ElementTree.fromstring(data[f"word/{name}.xml"]).iter():
            kind = one.tag.rpartition("}")[2]
            order = ORDERS.get(kind, "").split()
            if order:
                inside = [child.tag.rpartition("}")[2] for child in one]
                assert inside == sorted(inside, key=order.index), (name, kind, inside)
                seen.add(kind)
    assert seen == set(ORDERS)


def template() -> File:
    """A template as an office has it: other names, A5 pages, a header, and its own bullets."""
    file = docx.Document()
    file.add_paragraph("Skriv her")
    section = file.sections[0]
    section.page_width, section.page_height = Cm(14.8), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.header.paragraphs[0].text = "Det opdigtede kontor"
    section.footer.paragraphs[0].text = "Fortroligt"
    file.styles["Heading 1"].font.size = Pt(33)
    file.styles["Normal"].element.get_or_add_rPr().append(language("en-US"))
    caption = file.styles["Caption"]
    caption.element.getparent().remove(caption.element)
    return file


def language(code: str) -> BaseOxmlElement:
    made = OxmlElement("w:lang")
    made.set(qn("w:val"), code)
    return cast(BaseOxmlElement, made)


def saved(file: File) -> bytes:
    out = BytesIO()
    file.save(out)
    return out.getvalue()


TEMPLATE = saved(template())


def test_a_template_gives_styles_pages_headers_and_footers_but_not_its_text() -> None:
    file = made(REPORT, saved(template()))
    assert "Skriv her" not in [one.text for one in file.paragraphs]
    assert file.styles["Heading 1"].font.size == Pt(33)
    first, across, last = file.sections
    assert [millimetres(one.page_width) for one in (first, across, last)] == [148, 210, 148]
    assert [one.header.paragraphs[0].text for one in file.sections] == ["Det opdigtede kontor"] * 3
    assert [one.footer.paragraphs[0].text for one in file.sections] == ["Fortroligt"] * 3
    assert first.header.is_linked_to_previous is False
    assert across.header.is_linked_to_previous is True


def test_styles_that_a_template_lacks_are_added_and_the_language_is_that_of_the_text() -> None:
    file = made(REPORT, saved(template()))
    captions = [one for one in file.paragraphs if one.style and one.style.name == "Caption"]
    assert next(one.text for one in captions) == "Tabel 1.1. Kor efter størrelse"
    styles = ElementTree.fromstring(
        parts(to_docx(REPORT, WORDS, saved(template())))["word/styles.xml"]
    )
    assert set(values(styles, "lang")) == {"da-DK"}
    identifiers = [one.get(f"{W}styleId") for one in styles.iter(f"{W}style")]
    assert len(identifiers) == len(set(identifiers))
    used = ElementTree.fromstring(
        parts(to_docx(REPORT, WORDS, saved(template())))["word/document.xml"]
    )
    for tag in ("pStyle", "rStyle", "tblStyle"):
        assert set(values(used, tag)) <= set(identifiers)


def test_items_have_the_bullets_and_numbers_of_the_template() -> None:
    given = saved(template())
    listing = Listing(((paragraph("a"),),))
    report = document(listing, Listing(((paragraph("b"),),), 4))
    data = parts(to_docx(report, WORDS, given))
    styles = template().styles
    theirs = styles["List Bullet"].element.pPr.numPr.numId.val
    body = ElementTree.fromstring(data["word/document.xml"])
    assert values(body, "numId")[0] == str(theirs)
    numbering = ElementTree.fromstring(data["word/numbering.xml"])
    kinds = {
        one.get(f"{W}numId"): values(one, "abstractNumId") for one in numbering.iter(f"{W}num")
    }
    numbered = str(styles["List Number"].element.pPr.numPr.numId.val)
    assert kinds[values(body, "numId")[1]] == kinds[numbered]


def test_a_danish_template_is_known_by_the_names_of_its_styles_not_their_identifiers() -> None:
    file = template()
    file.styles["Heading 1"].element.set(qn("w:styleId"), "Overskrift1")
    body = ElementTree.fromstring(parts(to_docx(REPORT, WORDS, saved(file)))["word/document.xml"])
    assert "Overskrift1" in values(body, "pStyle")
    assert "Heading1" not in values(body, "pStyle")


def test_a_template_with_footnotes_of_its_own_loses_them_with_its_text() -> None:
    once = to_docx(REPORT, WORDS, None)
    report = replace(
        document(Paragraph((Text("a"), NoteMark("x")))), notes={"x": (paragraph("ny"),)}
    )
    data = parts(to_docx(report, WORDS, once))
    notes = ElementTree.fromstring(data["word/footnotes.xml"])
    assert [text_of(one) for one in notes] == ["", "", " ny"]
    assert [name for name in data if "footnotes" in name] == ["word/footnotes.xml"]
    assert data["word/_rels/document.xml.rels"].count(b"relationships/footnotes") == 1


def test_a_template_that_was_saved_as_one_is_taken_too() -> None:
    given = parts(saved(template()))
    kinds = given["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")
    out = BytesIO()
    with ZipFile(out, "w") as file:
        for name, data in {**given, "[Content_Types].xml": kinds}.items():
            file.writestr(name, data)
    assert to_docx(REPORT, WORDS, out.getvalue()) == to_docx(REPORT, WORDS, saved(template()))


def test_a_template_without_lists_settings_and_sizes_of_pages_is_taken_too() -> None:
    file = docx.Document()
    for identifier, related in list(file.part.rels.items()):
        if related.reltype.rpartition("/")[2] in {"numbering", "settings"}:
            del file.part.rels[identifier]
    file.element.body.remove(file.element.body.sectPr)
    read = made(REPORT, saved(file))
    assert [one.text for one in read.paragraphs][-1] == "Efter tabellen."
    assert [
        one.text for one in read.paragraphs if one.style and one.style.name == "List Number"
    ] == [
        *("først", "siden"),
    ]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 50_000), st.integers(0, 255)), min_size=1, max_size=9))
def test_a_damaged_template_is_taken_or_refused_in_words(changes: list[tuple[int, int]]) -> None:
    data = bytearray(TEMPLATE)
    for place, value in changes:
        data[place % len(data)] = value
    try:
        made = to_docx(document(paragraph("a")), WORDS, bytes(data))
    except Misuse as refusal:
        said = str(refusal)
    else:
        said = " ".join(one.text for one in docx.Document(BytesIO(made)).paragraphs)
    assert re.search(r"\ba\b|style template", said)


@pytest.mark.parametrize("given", [b"", b"no file", TEMPLATE[:5000]])
def test_a_template_that_is_no_word_file_is_said(given: bytes) -> None:
    with pytest.raises(Misuse, match=r"^'style template' cannot be read as a Word file: "):
        to_docx(REPORT, WORDS, given)


def test_a_template_with_a_password_is_said() -> None:
    message = "'style template' has a password, or is a .doc under another name; save it as .docx"
    with pytest.raises(Misuse, match=re.escape(message)):
        to_docx(REPORT, WORDS, bytes.fromhex("d0cf11e0a1b11ae1"))


@pytest.mark.parametrize("library", ["docx", "resvg_py"])
def test_without_the_libraries_the_line_that_installs_them_is_said(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [one for one in sys.modules if one.startswith("qualcode.typeset.word")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Misuse, match=re.escape("pip install 'qualcode[docx]'")):
        to_docx(REPORT, WORDS, None)


@pytest.mark.skipif(
    not which("soffice"), reason="needs soffice: apt install libreoffice-writer-nogui"
)
def test_libreoffice_reads_the_same_tables_and_every_word(tmp_path: Path) -> None:
    long = table(("Navn", "Tid"), *((f"kor {number}", "aften") for number in range(90)))
    report = replace(REPORT, blocks=(*REPORT.blocks, long))
    (tmp_path / "a.docx").write_bytes(to_docx(report, WORDS, None))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'user').as_uri()}", "--headless"]
    for kind in ("docx:MS Word 2007 XML", "pdf"):
        told = ["--convert-to", kind, "--outdir", tmp_path / kind[:3], tmp_path / "a.docx"]
        run([*command, *told], check=True, capture_output=True, timeout=120)
    read = docx.Document(str(tmp_path / "doc" / "a.docx"))
    texts = [[[cell.text for cell in row.cells] for row in one.rows] for one in read.tables]
    ours = docx.Document(str(tmp_path / "a.docx"))
    assert texts == [[[cell.text for cell in row.cells] for row in one.rows] for one in ours.tables]
    pages = [page.extract_text() for page in PdfReader(tmp_path / "pdf" / "a.pdf").pages]
    assert sum("Navn" in page and "Tid" in page for page in pages) >= 2
    shown = re.sub(r"\s+", "", "".join(pages))
    for one in ("Tabel 1.1. Kor", "Boks 1.1. Et kor", "en dirigent", "I to afsnit.", "3.først"):
        assert re.sub(r"\s+", "", one) in shown
