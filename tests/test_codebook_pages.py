"""`codebook show`, `codebook docs` and `codebook diff`: the codebook for people to read."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qualcode.render.codebook_document import CodebookDocument
from qualcode.render.language import Language
from tests.running import Run
from tests.test_codebook_rename import FOOD, STUDY, STYLE, read

Make = Callable[[Mapping[str, str]], Path]
ROOT = Path(__file__).parents[1]


@pytest.fixture
def study(make_study: Make, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study of kitchens."""
    root = make_study(STUDY)
    monkeypatch.chdir(root)
    return root


def test_the_tree_has_each_code_with_its_scale_and_values(study: Path, run: Run) -> None:
    ran = run("codebook", "show")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "kitchens (kitchens): 3 codes, 1 theme",
        "",
        "food: Food",
        "  cooking [ordinal] cooking: heated, fresh",
        "  tools [set] tools: oven, pan",
        "  smell [presence] smell",
        "",
        "meetings (records)",
        "  meetings.brings [set] brings: oven, pan",
    ]


def test_a_code_is_shown_with_every_place_that_names_it(study: Path, run: Run) -> None:
    assert run("codebook", "show", "cooking").out.splitlines() == [
        "cooking: cooking",
        "  theme food; unit kitchen; scale ordinal",
        "  values:",
        "    heated: heated",
        "    fresh: fresh",
        "  named in 9 places of 5 files:",
        "    book/rules.yaml: 5, 6, 9",
        "    book/themes/food.yaml: 4",
        "    book/typologies/style.yaml: 5, 7",
        "    cases/visited/elm.yaml: 4, 15",
        "    templates/en/chapter-1.md.j2: 4",
    ]
    data = json.loads(run("codebook", "show", "meetings.brings", "--format", "json").out)
    assert data["name"] == "meetings.brings"
    assert data["code"]["scale"] == "set"
    assert data["places"] == [
        {"file": "book/codebook.yaml", "line": 14, "column": 7},
        {"file": "cases/visited/elm.yaml", "line": 10, "column": 11},
    ]


def test_an_unknown_code_is_asked_back(study: Path, run: Run) -> None:
    ran = run("codebook", "show", "coking")
    assert ran.code == 2
    assert ran.err == "qualcode: the codebook has no code 'coking'; did you mean 'cooking'?\n"


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_codebook_as_a_document(golden: Callable[[str, str], None], language: str) -> None:
    codebook = read(ROOT)[0]
    text = CodebookDocument(codebook, Language(language)).text()
    golden(f"codebook-{language}.md", "\n".join(text.splitlines()[:420]) + "\n")


def test_a_document_is_written_to_a_file(study: Path, run: Run) -> None:
    assert run("codebook", "docs", "--output", "kodebog.md").out == "wrote kodebog.md\n"
    text = (study / "kodebog.md").read_text(encoding="utf-8")
    run("codebook", "rename", "smell", "odour", "--date", "2031-03-01", "--by", "eva")
    changes = run("codebook", "docs").out.partition("## Changes of names")[2]
    assert changes == "\n\n- 2031-03-01: `smell` → `odour` (eva)\n"
    assert "### cooking (`cooking`)\n\nUnit: kitchen; Scale: ordinal.\n" in text


def earlier(study: Path, themes: str, style: str = STYLE) -> str:
    """A folder with the codebook as it was."""
    folder = study.parent / "was"
    for file in ("codebook.yaml", "rules.yaml"):
        (folder / "themes").mkdir(parents=True, exist_ok=True)
        (folder / "typologies").mkdir(exist_ok=True)
        (folder / file).write_bytes((study / "book" / file).read_bytes())
    (folder / "themes/food.yaml").write_text(themes, encoding="utf-8")
    (folder / "typologies/style.yaml").write_text(style, encoding="utf-8")
    return str(folder)


def test_a_rename_is_no_other_change_and_conditions_are_compared_under_their_new_names(
    study: Path, run: Run
) -> None:
    was = earlier(study, FOOD)
    run("codebook", "rename", "cooking", "way_of_cooking")
    run("codebook", "rename", "way_of_cooking=fresh", "raw")
    ran = run("codebook", "diff", was)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "code cooking: renamed",
        "    was: cooking",
        "    now: way_of_cooking",
        "value cooking=fresh: renamed",
        "    was: fresh",
        "    now: raw",
    ]


def test_what_came_went_and_was_reworded_is_said_in_words(study: Path, run: Run) -> None:
    old = FOOD.replace("label: cooking\n", "label: making\n    definition: how\n").replace(
        "  smell: {label: smell, scale: presence}\n",
        "  taste: {label: taste, scale: presence}\n",
    )
    conditions = STYLE.replace("[{cooking: fresh}]", "[{cooking: heated}]")
    was = earlier(study, old, conditions)
    ran = run("codebook", "diff", was)
    assert ran.out.splitlines() == [
        "code taste: removed",
        "code smell: added",
        "code cooking: label reworded",
        "    was: making",
        "    now: cooking",
        "code cooking: definition taken out",
        "    was: how",
        "    now: (nothing)",
        "type style/workshop: conditions changed",
        "",
        f"which cases that moves: qualcode typology diff {was}",
    ]
    data = json.loads(run("codebook", "diff", was, "--format", "json").out)
    assert data["changes"][0] == {
        "kind": "code",
        "name": "taste",
        "change": "removed",
        "before": "",
        "after": "",
    }


def test_the_same_codebook_has_no_changes(study: Path, run: Run) -> None:
    was = earlier(study, FOOD)
    ran = run("codebook", "diff", was)
    assert (ran.code, ran.out) == (0, f"the codebook says what it said in {was}\n")
