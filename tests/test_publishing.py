"""A report as documents: drafts as they are, what comes after them, and no name that may not be told."""

from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest

from tests.choirs import CHOIRS
from tests.running import Ran, Run

TEMPLATE = """\
{% set title = "Leading" %}
{% import "tables.md.j2" as tables %}
# {{ page.heading(title) }}

{{ tables.overview(page, "What is known", ["leader"], ["visits"]) }}

That is all.
"""
DRAFTS = ("build/en/chapter-1.md", "build/en/typology-leading.md")


@pytest.fixture
def choirs(
    make_study: Callable[[Mapping[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The choirs, with a chapter, in the current folder."""
    sound = {file: text for file, text in CHOIRS.items() if file != "cases/pure/paid.yaml"}
    root = make_study({**sound, "templates/en/chapter-1.md.j2": TEMPLATE})
    monkeypatch.chdir(root)
    return root


def wrote(*files: str) -> str:
    """What is said of files that were written."""
    return "".join(f"wrote {file}\n" for file in files)


def test_a_report_is_one_document_in_each_format_and_the_same_on_every_run(
    choirs: Path, run: Run
) -> None:
    documents = tuple(f"build/en/report.{name}" for name in ("html", "docx", "pdf"))
    assert run("render", "--all", "--to", "html,docx,pdf") == Ran(0, wrote(*DRAFTS, *documents), "")
    first = [(choirs / name).read_bytes() for name in documents]
    for name in documents:
        (choirs / name).unlink()
    run("render", "--all", "--to", "html,docx,pdf")
    assert [(choirs / name).read_bytes() for name in documents] == first


def test_a_document_has_what_the_author_wrote_and_the_table_of_the_draft(
    choirs: Path, run: Run
) -> None:
    run("render", "--chapter", "1")
    draft = choirs / DRAFTS[0]
    draft.write_text(
        draft.read_text(encoding="utf-8").replace("That is all.", "Ærligt talt."), encoding="utf-8"
    )
    ran = run("render", "--chapter", "1", "--to", "docx")
    assert ran == Ran(0, wrote(DRAFTS[0], "build/en/chapter-1.docx"), "")
    word = docx.Document(str(choirs / "build/en/chapter-1.docx"))
    assert "Ærligt talt." in [one.text for one in word.paragraphs]
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == [
        ["Characteristic", "Visits", "stated for"],
        ["Who leads", "hired *leader* (1), a member (1)", "2 of 3; 1 inferred"],
    ]


def test_the_codebook_of_a_report_does_not_list_the_places_that_cases_are_in(
    choirs: Path, run: Run
) -> None:
    assert run("render", "--all", "--to", "html").code == 0
    text = (choirs / "build/en/report.html").read_text(encoding="utf-8")
    assert "Ry Mølle" not in text
    assert "town" in text
    assert "yearly plan" in text


def test_a_name_in_the_words_of_the_codebook_keeps_a_report_from_being_written(
    choirs: Path, run: Run
) -> None:
    theme = choirs / "codebooks/choirs/themes/leading.yaml"
    words = theme.read_text(encoding="utf-8")
    defined = words.replace("label: yearly plan", "label: yearly plan, definition: As Baskoret has")
    theme.write_text(defined, encoding="utf-8")
    ran = run("render", "--all", "--to", "html")
    assert (ran.code, ran.out) == (1, wrote(*DRAFTS))
    assert ran.err.splitlines()[0] == (
        "codebooks/choirs/codebook.yaml:1:1: error QC605: line 43 of the text names 'Baskoret', which must not be named here"
    )
    assert not (choirs / "build/en/report.html").exists()


def test_a_format_that_is_not_there_is_a_mistake(choirs: Path, run: Run) -> None:
    assert run("render", "--all", "--to", "html,docs") == Ran(
        2, "", "qualcode: there is no format 'docs'; did you mean 'docx'?\n"
    )
    assert not (choirs / "build").exists()
