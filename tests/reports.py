"""A fictional report with every kind of block, for the tests of what it is written as."""

from qualcode.typeset.blocks import (
    Align,
    Box,
    Break,
    Caption,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    Heading,
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
from qualcode.typeset.words import DocumentWords

WORDS = DocumentWords(
    contents="Indhold",
    tables="Tabeller",
    figures="Figurer",
    boxes="Bokse",
    notes="Noter",
    back="Tilbage",
    skip="Til teksten",
    page="Side",
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="80" viewBox="0 0 320 80">'
    '<rect x="1" y="1" width="318" height="78" fill="none" stroke="#000"/>'
    '<text x="20" y="45" font-size="14" font-family="Arial, sans-serif">Øvelokale ✓</text></svg>'
)


def words(text: str) -> Inlines:
    return (Text(text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(words(text))


def table(
    columns: tuple[str, ...], *rows: tuple[str, ...], caption: Caption | None = None
) -> Table:
    return Table(
        caption,
        tuple(map(words, columns)),
        (Align.LEFT, *(Align.RIGHT for _ in columns[1:])),
        tuple(tuple(map(words, row)) for row in rows),
    )


def document(*blocks: object, title: str = "Kor i byen", language: str = "da") -> Document:
    return Document(title, language, blocks)  # type: ignore[arg-type]  # shorter to write


CHOIRS = table(
    ("Kor", "Sangere", "Øver hos"),
    ("Morgenkoret", "12", "skolen – på »Æblevej«"),
    ("Aftenkoret", "≥ 40", "ikke oplyst"),
    caption=Caption("Tabel 1.1", words("Kor efter størrelse"), "tabel-1-1"),
)
WIDE = table(
    ("Kor", *(f"Repertoirevalg {n}" for n in range(1, 10))),
    ("Morgenkoret", *("fællessangsrepertoire og enkelte satser",) * 9),
    caption=Caption("Tabel 1.2", words("Repertoire i ni sæsoner"), "tabel-1-2"),
)
DRAWN = Figure("kor.svg", "Et øvelokale med en dør.", Caption("Figur 1.1", words("Lokalet"), "f"))
FRAMED = Box(
    Caption("Boks 1.1", words("Et kor om aftenen"), "boks-1-1"),
    (
        paragraph("Koret øver om aftenen."),
        Listing(((paragraph("to stemmer"),), (paragraph("en dirigent"), paragraph("valgt")))),
        paragraph("Kilde: opdigtet."),
    ),
)

REPORT = Document(
    title="Kor i byen",
    language="da",
    blocks=(
        Heading(1, words("Kapitel 1. Sangen"), "kapitel-1"),
        Paragraph(
            (
                Text("Korene "),
                Emphasis(words("øver"), strong=True),
                Text(" "),
                Emphasis(words("hver uge"), strong=False),
                Text(", se "),
                Link("#tabel-1-1", words("tabel 1.1")),
                Text(" og "),
                Link("https://example.org/kor?a=1&b=2", words("siden")),
                Text("."),
                NoteMark("1"),
                Break(),
                Text("Koden er "),
                Code("choir_size"),
                Text(" igen."),
                NoteMark("1"),
            )
        ),
        Heading(2, words("Størrelse"), "stoerrelse"),
        CHOIRS,
        Paragraph((Emphasis(words("Opdigtede kor.")),)),
        Heading(2, words("Lokaler"), "lokaler"),
        DRAWN,
        FRAMED,
        Quotation((paragraph("[Forfatterens tekst]"),)),
        Listing(
            ((paragraph("først"),), (paragraph("siden"), Listing(((paragraph("under"),),)))), 3
        ),
        CodeBlock("case: morgenkoret\n  size: 12"),
        Rule(),
        WIDE,
        Paragraph((Text("Efter tabellen."), NoteMark("2"))),
    ),
    notes={
        "1": (paragraph("Oplyst af koret."), paragraph("I to afsnit.")),
        "2": (Paragraph((Text("Se "), Emphasis(words("programmet")), Text("."))),),
    },
    images={"kor.svg": SVG},
    front=("Et opdigtet studie", "Kodebog 1.0"),
)
