"""Drafts that belong to their authors: renewed from the data, and otherwise left as they are."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.choirs import CHOIRS
from tests.drafts import words_of
from tests.kitchens import KITCHENS
from tests.running import Ran, Run

TEMPLATE = """\
{% import "tables.md.j2" as tables %}
{% import "boxes.md.j2" as boxes %}
# {{ page.heading("Leading") }}

{{ boxes.analyst("why leading matters.") }}

We visited {{ page.cases("visits") | length }} choirs; {{ page.count("leader", "hired", "visits").cite("choirs") }}.

{{ tables.overview(page, "What is known", ["leader", "songs"], ["visits"]) }}

That is all.
"""
DRAFT = "build/en/chapter-1.md"
VISIT = "cases/visits/v3.yaml"
TABLE = "tables.overview.leader.songs.visits"
COUNT = "count.leader.hired.visits.cite.choirs"


@pytest.fixture
def choirs(
    make_study: Callable[[Mapping[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The choirs, with a chapter, in the current folder."""
    sound = {file: text for file, text in CHOIRS.items() if file != "cases/pure/paid.yaml"}
    root = make_study({**sound, "templates/en/chapter-1.md.j2": TEMPLATE})
    monkeypatch.chdir(root)
    return root


def change(path: Path, old: str, new: str) -> None:
    """Replace the one place of a text in a file."""
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode("utf-8"))


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody."""
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def test_a_draft_marks_what_comes_from_the_data_and_nothing_else(choirs: Path, run: Run) -> None:
    assert run("render", "--chapter", "1") == Ran(0, f"wrote {DRAFT}\n", "")
    lines = (choirs / DRAFT).read_text(encoding="utf-8").splitlines()
    assert lines[:6] == [
        '# <data value="heading.leading:02798d8d">Chapter 1. Leading</data>',
        "",
        "> *[Analyst's text: why leading matters.]*",
        "",
        f'We visited <data value="cases.visits:4e074085">3</data> choirs; <data value="{COUNT}:0fc9e222">stated for only 2 of 3 choirs; 1 inferred</data>.',
        "",
    ]
    assert lines[6] == f"<!-- qualcode {TABLE}:5b52c9b4 -->"
    assert lines[13:] == [
        f"<!-- /qualcode {TABLE} -->",
        "",
        "That is all.",
        "",
        "<!-- qualcode draft 1: en/chapter-1",
        "heading.leading",
        "cases.visits",
        COUNT,
        TABLE,
        "-->",
    ]


def test_what_an_author_wrote_stays_and_the_numbers_follow_the_data(choirs: Path, run: Run) -> None:
    run("render", "--chapter", "1")
    change(choirs / DRAFT, "> *[Analyst's text: why leading matters.]*", "Øre for sang –  «mit».")
    change(choirs / DRAFT, "That is all.\n", "That is *all*.  \n\n\n\nÆrligt talt.\n")
    change(choirs / VISIT, "leader: unknown", "leader: hired")
    assert run("render", "--chapter", "1") == Ran(0, f"wrote {DRAFT}\n", "")
    text = (choirs / DRAFT).read_text(encoding="utf-8")
    assert "\nØre for sang –  «mit».\n" in text
    assert "\nThat is *all*.  \n\n\n\nÆrligt talt.\n" in text
    assert ">stated for 3 of 3 choirs; 1 inferred</data>." in text
    assert "| Who leads      | hired \\*leader\\* (2), a member (1) | 3 of 3; " in text
    again = (choirs / DRAFT).read_bytes()
    run("render", "--chapter", "1")
    assert (choirs / DRAFT).read_bytes() == again


def test_a_check_says_what_is_out_of_date_and_which_case_moved(choirs: Path, run: Run) -> None:
    run("render", "--chapter", "1")
    git(choirs, "init", "-q")
    git(choirs, "add", "-A")
    git(choirs, "commit", "-qm", "first")
    assert run("render", "--check") == Ran(0, "", "")
    change(choirs / VISIT, "leader: unknown", "leader: hired")
    before = (choirs / DRAFT).read_bytes()
    ran = run("render", "--chapter", "1", "--check")
    assert (ran.code, ran.out) == (1, "")
    moved = "because v3: leader changed from unknown to hired"
    assert [line for line in ran.err.splitlines() if line.startswith(("build", "  hint"))] == [
        f"{DRAFT}:5:126: error QC621: this says 'stated for only 2 of 3 choirs; 1 inferred', and the "
        f"data say 'stated for 3 of 3 choirs; 1 inferred', {moved}",
        "  hint: run 'qualcode render --chapter 1' to renew it",
        f"{DRAFT}:12:1: error QC621: this says '| Who leads | hired \\*leader\\* (1), a member (1) | 2 of 3; "
        f"1…', and the data say '| Who leads | hired \\*leader\\* (2), a member (1) | 3 of 3; 1…', {moved}",
        "  hint: run 'qualcode render --chapter 1' to renew it",
    ]
    assert (choirs / DRAFT).read_bytes() == before


def test_a_check_without_git_says_what_and_not_why(choirs: Path, run: Run) -> None:
    run("render", "--chapter", "1")
    change(choirs / VISIT, "leader: unknown", "leader: hired")
    ran = run("render", "--all", "--check")
    assert ran.code == 1
    assert "3 of 3 choirs; 1 inferred'\n" in ran.err
    assert "because" not in ran.err


def test_a_check_of_drafts_that_are_not_there_is_a_mistake(choirs: Path, run: Run) -> None:
    ran = run("render", "--check")
    assert ran == Ran(
        2,
        "",
        "qualcode: there are no drafts in 'build/en' to check; write them first, without --check\n",
    )
    assert not (choirs / "build").exists()


def test_words_changed_by_hand_are_shown_and_never_overwritten(choirs: Path, run: Run) -> None:
    run("render", "--chapter", "1")
    change(choirs / DRAFT, ">3</data> choirs", ">four</data> choirs")
    change(choirs / VISIT, "leader: unknown", "leader: hired")
    ran = run("render", "--chapter", "1")
    assert (ran.code, ran.out) == (1, f"wrote {DRAFT}\n")
    assert ran.err.splitlines() == [
        f"{DRAFT}:5:48: error QC620: 'cases.visits' was changed by hand and left alone: this says 'four', "
        "and the data say '3'",
        '    We visited <data value="cases.visits:4e074085">four</data> choirs; <data va…',
        f"{' ' * 51}^^^^",
        "  hint: to keep your words, take away the marks around them; to have those of the data, take away "
        "words and marks and run 'qualcode render --chapter 1 --add cases.visits'",
        "",
        "--- cases.visits, from the data",
        f"+++ cases.visits, in {DRAFT}",
        "@@ -1 +1 @@",
        "-3",
        "+four",
        "",
    ]
    text = (choirs / DRAFT).read_text(encoding="utf-8")
    assert ">four</data> choirs" in text
    assert ">stated for 3 of 3 choirs; 1 inferred</data>" in text  # the others are renewed
    assert run("render", "--check").code == 1


def test_what_was_taken_out_stays_out_and_can_be_had_back(choirs: Path, run: Run) -> None:
    run("render", "--chapter", "1")
    path = choirs / DRAFT
    whole = path.read_text(encoding="utf-8")
    start, end = whole.index(f"<!-- qualcode {TABLE}"), whole.index("That is all.")
    path.write_text(whole[:start] + whole[end:], encoding="utf-8")
    ran = run("render", "--chapter", "1")
    assert (ran.code, ran.out) == (0, f"wrote {DRAFT}\n")
    assert ran.err.splitlines()[0] == (
        f"{DRAFT}:14:4: info QC625: '{TABLE}' was taken out of the draft and stays out: '**Table 1.1. What is "
        "known** | Characteristic | Visits | sta…'"
    )
    assert ran.err.splitlines()[-2] == (
        f"  hint: to have it back, run 'qualcode render --chapter 1 --add {TABLE}'"
    )
    assert path.read_text(encoding="utf-8") == whole[:start] + whole[end:]
    assert run("render", "--chapter", "1", "--add", TABLE).code == 0
    assert path.read_text(encoding="utf-8") == whole


def test_what_is_new_in_the_template_is_offered(choirs: Path, run: Run) -> None:
    run("render", "--chapter", "1")
    before = (choirs / DRAFT).read_text(encoding="utf-8")
    change(
        choirs / "templates/en/chapter-1.md.j2",
        "That is all.",
        '{{ page.code("plan").label }}: {{ page.count("plan", true, "visits").cite("choirs") }}\n\nThat is all.',
    )
    ran = run("render", "--chapter", "1")
    assert ran.code == 0
    key = "count.plan.true.visits.cite.choirs"
    said = f"info QC626: '{key}' is new in the template: 'stated for only 1 of 3 choirs; not applicable to 1'"
    assert said in ran.err
    assert (choirs / DRAFT).read_text(encoding="utf-8") == before
    assert run("render", "--chapter", "1", "--add", key).code == 0
    assert "</data>\n\nThat is all.\n" in (choirs / DRAFT).read_text(encoding="utf-8")
    ran = run("render", "--chapter", "1", "--add", "code.plan.labels")
    assert ran.code == 2
    assert ran.err == (
        "qualcode: nothing by the key 'code.plan.labels' is missing from the drafts; did you mean "
        "'code.plan.label'?\n"
    )


def test_what_the_template_no_longer_gives_is_left_and_said(choirs: Path, run: Run) -> None:
    run("render", "--chapter", "1")
    before = (choirs / DRAFT).read_bytes()
    change(
        choirs / "templates/en/chapter-1.md.j2",
        '{{ tables.overview(page, "What is known", ["leader", "songs"], ["visits"]) }}',
        "",
    )
    ran = run("render", "--chapter", "1")
    assert ran.code == 1
    assert ran.err.splitlines()[0] == (
        f"{DRAFT}:7:1: warning QC627: the template no longer gives '{TABLE}', so nobody keeps it true"
    )
    assert (choirs / DRAFT).read_bytes() == before


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_draft_keeps_its_line_ends_and_its_byte_order_mark(
    choirs: Path, run: Run, line_end: str, start: str
) -> None:
    run("render", "--chapter", "1")
    path = choirs / DRAFT
    text = start + path.read_bytes().decode().replace("\n", line_end)
    path.write_bytes(text.encode())
    assert run("render", "--check").code == 0
    assert run("render", "--chapter", "1").code == 0
    assert path.read_bytes() == text.encode()
    change(choirs / VISIT, "leader: unknown", "leader: hired")
    assert run("render", "--chapter", "1").code == 0
    now = path.read_bytes().decode()
    assert (now.startswith(start), now.count("\n")) == (True, now.count(line_end))
    assert "3 of 3" in words_of(now)


@pytest.mark.parametrize("options", [("--chapter", "1"), ("--all", "--to", "html"), ("--check",)])
def test_a_name_that_an_author_wrote_keeps_a_draft_from_being_handed_on(
    choirs: Path, run: Run, options: tuple[str, ...]
) -> None:
    run("render", "--all")
    change(choirs / DRAFT, "That is all.", "Baskoret is the best of them.")
    before = (choirs / DRAFT).read_bytes()
    change(choirs / VISIT, "leader: unknown", "leader: hired")
    ran = run("render", *options)
    assert (ran.code, ran.out) == (1, "")
    assert (
        f"{DRAFT}:1:1: error QC605: line 16 of the text names 'Baskoret', which must not be named here\n"
        in ran.err
    )
    assert "  hint: take the name out of the draft\n" in ran.err
    assert (choirs / DRAFT).read_bytes() == before
    assert not (choirs / "build/en/report.html").exists()


def broken_at(line: int) -> str:
    """The finding of a broken mark at a line."""
    return (
        f"{DRAFT}:{line}:1: error QC623: the mark of words from the data is broken, or its partner is "
        "missing"
    )


NOTE_OF_A_LATER_FORM = "<!-- qualcode draft 2: en/chapter-1"
UNUSABLE: Mapping[str, tuple[Callable[[str], bytes], str]] = {
    "a block without its end": (
        lambda text: text.replace(f"<!-- /qualcode {TABLE} -->\n", "").encode(),
        broken_at(7),
    ),
    "a block without its beginning": (
        lambda text: text.replace(f"<!-- qualcode {TABLE}:5b52c9b4 -->\n", "").encode(),
        broken_at(13),
    ),
    "a block whose key was cut": (
        lambda text: text.replace(f"/qualcode {TABLE}", "/qualcode tables").encode(),
        broken_at(7),
    ),
    "words without their second mark": (
        lambda text: text.replace("Leading</data>", "Leading").encode(),
        f"{DRAFT}:1:3: error QC623: the mark of 'heading.leading' holds another mark; a partner between "
        "is missing",
    ),
    "words without their first mark": (
        lambda text: text.replace('<data value="heading.leading:02798d8d">', "").encode(),
        f"{DRAFT}:1:21: error QC623: the mark of words from the data is broken, or its partner is missing",
    ),
    "a later form": (
        lambda text: text.replace(
            "<!-- qualcode draft 1: en/chapter-1", NOTE_OF_A_LATER_FORM
        ).encode(),
        f"{DRAFT}:18:1: error QC622: the draft was written by a later qualcode",
    ),
    "another encoding": (
        lambda text: text.replace("That is all.", "Ære være.").encode("latin-1"),
        f"{DRAFT}:16:1: error QC624: the draft is not UTF-8 text, so it was left alone",
    ),
    "two bytes a letter": (
        lambda text: text.encode("utf-16"),
        f"{DRAFT}:1:1: error QC624: the draft is not UTF-8 text, so it was left alone",
    ),
}


@pytest.mark.parametrize("name", UNUSABLE)
@pytest.mark.parametrize("options", [("--chapter", "1"), ("--check",)])
def test_a_draft_that_cannot_be_renewed_is_left_alone(
    choirs: Path, run: Run, name: str, options: tuple[str, ...]
) -> None:
    spoil, expected = UNUSABLE[name]
    run("render", "--chapter", "1")
    path = choirs / DRAFT
    path.write_bytes(spoil(path.read_text(encoding="utf-8")))
    spoilt = path.read_bytes()
    change(choirs / VISIT, "leader: unknown", "leader: hired")
    ran = run("render", *options)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[0] == expected
    assert path.read_bytes() == spoilt


def test_an_element_of_the_authors_own_is_no_mark(choirs: Path, run: Run) -> None:
    run("render", "--chapter", "1")
    change(choirs / DRAFT, "That is all.", 'That is <data value="1">one</data>.')
    assert run("render", "--chapter", "1") == Ran(0, f"wrote {DRAFT}\n", "")


def test_a_table_padded_by_an_editor_is_as_it_was_written(choirs: Path, run: Run) -> None:
    run("render", "--chapter", "1")
    text = (choirs / DRAFT).read_text(encoding="utf-8")
    padded = text.replace(" | ", "   |   ").replace(" ---", " ---------")
    (choirs / DRAFT).write_text(padded, encoding="utf-8")
    assert run("render", "--check") == Ran(0, "", "")
    assert run("render", "--chapter", "1").code == 0
    assert (choirs / DRAFT).read_text(encoding="utf-8") == padded


def test_a_figure_that_is_out_of_date_is_found(
    make_study: Callable[[Mapping[str, str]], Path], monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    template = '{{ page.figure("chart", "oak").markdown }}\n'
    monkeypatch.chdir(make_study({**KITCHENS, "templates/en/chapter-1.md.j2": template}))
    assert run("render", "--chapter", "1").code == 0
    figure = Path("build/en/figures/chart-oak.svg")
    figure.write_text("<svg/>", encoding="utf-8")
    ran = run("render", "--check")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "build/en/figures/chart-oak.svg:1:1: error QC621: the figure does not show what the data say",
        "    <svg/>",
        "    ^",
        "  hint: render its draft again",
        "",
    ]


def test_options_that_do_not_go_together_are_a_mistake(choirs: Path, run: Run) -> None:
    assert run("render", "--check", "--add", "x").err == (
        "qualcode: --check writes nothing, so it takes neither --add nor --to\n"
    )
    assert run("render", "--all", "--chapter", "1").err == (
        "qualcode: give one of --chapter, --typology and --all; see 'qualcode render --help'\n"
    )
