"""What labels, quotes and notes say is shown as it stands: never as markup, a script or a formula."""

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from qualcode.render.escaping import md
from qualcode.tables.table import Table, to_csv, to_markdown
from tests.drafts import words_of
from tests.kitchens import KITCHENS
from tests.running import Run
from tests.wards import FILES

Make = Callable[[Mapping[str, str]], Path]
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ATTACKS = (
    "[click](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<https://example.org>",
    "<!-- hidden",
    "[x]: https://example.org",
    "[^1]: note",
    "a | b | c",
    "# heading",
    "- item",
    "1. item",
    "2) item",
    "> quotation",
    "```\ncode",
    "`code` and ``code``",
    "~~~",
    "***",
    "---",
    "===",
    "__strong__ *weak* ~~gone~~",
    "&lt;b&gt; &#60; &#x3c;",
    "back\\slash \\[x\\]",
    "line\n\n# another",
    "{.class} {#id}",
    "$x$ | - | :--",
)
_NEUTRAL = {"text", "text_special", "softbreak"}


def shown(markdown: str) -> list[str]:
    """The texts that a reader of Markdown shows; fails where something is acted upon."""
    texts: list[str] = []
    for token in READER.parse(markdown):
        assert token.type in {"paragraph_open", "paragraph_close", "inline", *_TABLE}, token
        texts += [_text(token.children)] if token.children else []
    return texts


_TABLE = {f"{part}_{end}" for part in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")}  # fmt: skip


def _text(children: list[Token]) -> str:
    assert {child.type for child in children} <= _NEUTRAL, children
    return "".join(child.content for child in children)


texts = st.text(alphabet="ab1 #>-+*=_`~|[](){}<>&;:.!\\\"'\n/@$^", min_size=1, max_size=25)


def _with_attacks(test: Callable[[str], None]) -> Callable[[str], None]:
    for attack in ATTACKS:
        test = example(attack)(test)
    return test


@_with_attacks
@settings(max_examples=300, deadline=None, derandomize=True)
@given(texts)
def test_a_text_from_data_is_shown_exactly_as_it_stands(text: str) -> None:
    plain = " ".join(text.split())
    assert shown(md(text)) == ([plain] if plain else [])


@_with_attacks
@settings(max_examples=100, deadline=None, derandomize=True)
@given(texts)
def test_a_cell_of_a_table_is_shown_exactly_as_it_stands(text: str) -> None:
    title, _, table = to_markdown(Table("Title", ("a", text), ((text, "b"),))).partition("\n\n")
    plain = " ".join(text.split())
    assert title == "**Title**"
    cells = [cell for cell in ("a", plain, plain, "b") if cell]
    assert shown(table) == cells


def test_the_title_and_the_note_of_a_table_are_texts() -> None:
    text = to_markdown(Table("<b>*x*", ("a",), (("b",),), "# <i>"))
    assert text.startswith("**&lt;b&gt;\\*x\\***\n")
    assert text.endswith("\n\n\\# &lt;i&gt;\n")


@pytest.mark.parametrize("attack", [one for one in ATTACKS if "\n" not in one])
def test_a_label_a_note_and_a_quotation_of_a_case_are_texts_in_a_draft(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch, attack: str
) -> None:
    quoted = "'" + attack.replace("'", "''") + "'"
    case = FILES["cases/north.yaml"].replace(
        "label: Ward North", f"label: {quoted}\nnote: {quoted}"
    )
    case = case.replace("at: p. 2}", f"at: p. 2, quote: {quoted}}}", 1)
    template = (
        '{% set title = "x" %}\n{% set case = page.case("north") %}\n'
        "{{ case.title }}\n\n{{ case.note }}\n\n{{ case.statements[0].grounds | listed }}\n"
    )
    files = {**FILES, "cases/north.yaml": case, "templates/en/chapter-1.md.j2": template}
    monkeypatch.chdir(make_study(files))
    ran = run("render", "--chapter", "1")
    assert (ran.code, ran.err) == (0, "")
    assert shown(words_of(Path("build/en/chapter-1.md").read_text(encoding="utf-8")))[:2] == [
        attack,
        attack,
    ]
    assert attack in shown(words_of(Path("build/en/chapter-1.md").read_text(encoding="utf-8")))[2]


HARM = "</text></svg><script>alert(1)</script><!-- ]]> &quot; \" onload='x' javascript:x"


def test_a_figure_holds_shapes_and_texts_and_no_script(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoted = "'" + HARM.replace("'", "''") + "'"
    files = {
        name: text.replace("label: Oak Road", f"label: {quoted}")
        .replace("label: meetings a year", f"label: {quoted}")
        .replace("{label: farm,", f"{{label: {quoted},")
        .replace("note: One body was hard to see.", f"note: {quoted}")
        for name, text in KITCHENS.items()
    }
    monkeypatch.chdir(make_study(files))
    drawn = run("figure").out
    for line in drawn.splitlines():
        words = line.split("  ")[0].split()
        ran = run("figure", words[0], *(["oak"] if len(words) > 1 else []))
        assert (ran.code, ran.err) == (0, "")
    pictures = sorted(Path("build").rglob("*.svg"))
    assert len(pictures) == len(drawn.splitlines())
    said = ""
    for picture in pictures:
        root = ET.fromstring(picture.read_text(encoding="utf-8"))
        names = {
            element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()
        }
        assert names <= {"svg", "title", "desc", "rect", "g", "text", "polyline", "polygon"}
        assert not {
            key for one in root.iter() for key in one.attrib if key.startswith(("on", "href"))
        }
        said += "".join(element.text or "" for element in root.iter())
    assert "<script>alert(1)</script>" in said


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("+1+1", "'+1+1"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("a\r=1", "a\n=1"),
        ("\n=1", "'\n=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("-", "'-"),
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        ("-5,25", "-5,25"),
        ("+5", "+5"),
        ("-1e-9", "-1e-9"),
        ("-5 =1", "'-5 =1"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_no_cell_of_a_csv_file_is_a_formula_and_numbers_stay_numbers(
    cell: str, written: str
) -> None:
    text = to_csv(Table("t", ("a", cell), ((cell, "b"),)))
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", written], [written, "b"]]


def test_a_type_whose_label_is_a_formula_is_written_as_text(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "codebooks/wards/typologies/handover.yaml"
    typology = FILES[name].replace("label: formal", "label: '=cmd|x'")
    monkeypatch.chdir(make_study({**FILES, name: typology}))
    ran = run("classify", "--format", "csv")
    assert (ran.code, ran.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["case"], row["type"]) for row in rows] == [
        ("north", "'=cmd|x"),
        ("south", "possible: informal"),
    ]
