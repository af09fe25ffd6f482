"""`qualcode typology diff`: what an edit of the codebook moves, against git and against a folder."""

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given

from qualcode.model.codebook import Codebook
from qualcode.model.typology import Typology
from qualcode.typology.edits import moved_cells
from qualcode.typology.property_space import property_space
from tests.running import Ran, Run
from tests.test_proofs_property import RANDOM, cells_of, check_region, held, listed, studies
from tests.wards import FILES

MakeStudy = Callable[[Mapping[str, str]], Path]
HANDOVER = "codebooks/wards/typologies/handover.yaml"


@pytest.fixture
def wards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small study in a git repository, in a folder with Danish letters, as current folder."""
    root = tmp_path / "mine forløb" / "afdelinger på ø"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(root.parent, "init", "-q")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-q", "-m", "first")
    monkeypatch.chdir(root)
    return root


def git(folder: Path, *arguments: str) -> None:
    """Run git as nobody in particular."""
    settings = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True)


def edit(old: str, new: str, file: str = HANDOVER) -> None:
    """Change a file of the study."""
    path = Path(file)
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_without_an_edit_nothing_moves(wards: Path, run: Run) -> None:
    assert run("typology", "diff", "HEAD") == Ran(0, "no case moved since HEAD\n", "")


def test_an_edit_that_only_relabels_moves_nothing(wards: Path, run: Run) -> None:
    edit("label: informal", "label: by word of mouth")
    assert run("typology", "diff", "HEAD") == Ran(0, "no case moved since HEAD\n", "")


def test_a_condition_that_moves_a_case_is_shown_with_its_place(
    wards: Path, run: Run, golden: Callable[[str, str], None]
) -> None:
    edit("- {checklist: true}", "- {checklist: false}")
    ran = run("typology", "diff", "HEAD")
    assert (ran.code, ran.err) == (1, "")
    golden("wards/typology-diff.txt", ran.out)


def test_what_moved_as_json(wards: Path, run: Run) -> None:
    edit("- {checklist: true}", "- {checklist: false}")
    data = json.loads(run("typology", "diff", "HEAD", "--format", "json").out)
    (one,) = data["typologies"]
    assert one["cases"][0] == {
        "case": "north",
        "fixture": False,
        "before": "pure formal",
        "after": "near formal",
    }
    assert one["cells"][1] == {
        "before": None,
        "after": "formal",
        "cells": 2,
        "example": "style is mixed and checklist is false",
    }


def test_a_proof_that_holds_no_longer_is_named(wards: Path, run: Run) -> None:
    edit("exclusive: required", "exclusive: expected")
    edit("    excluded_by: [{checklist: true}]\n", "")
    edit("{style: {at_least: mixed}}", "{style: {at_least: oral}}")
    out = run("typology", "diff", "HEAD").out
    assert (
        "  no longer true: formal and informal exclude each other (1 cell, style is oral\n"
        "      and checklist is true)\n" in out
    )


def test_new_and_removed_types_and_typologies_are_named(wards: Path, run: Run) -> None:
    text = Path(HANDOVER).read_text(encoding="utf-8")
    other = text.replace("typology: handover", "typology: other")
    Path("codebooks/wards/typologies/other.yaml").write_text(other, encoding="utf-8")
    edit("  informal:\n    label: informal", "  spoken:\n    label: spoken")
    out = run("typology", "diff", "HEAD").out
    assert "typology 'other' is new\n" in out
    assert (
        "  informal, type taken out [HEAD:codebooks/wards/typologies/handover.yaml:11:3]\n"
        "  spoken, type added [codebooks/wards/typologies/handover.yaml:11:3]\n"
        "  informal -> spoken: 1 cell, style is oral and checklist is false\n"
    ) in out


def test_codes_that_had_other_values_keep_cells_from_being_compared(wards: Path, run: Run) -> None:
    theme = "codebooks/wards/themes/handover.yaml"
    values = "{oral: {label: oral}, mixed: {label: mixed}, written: {label: written}}"
    edit(values, values.replace("oral: {label: oral}", "spoken: {label: spoken}"), theme)
    edit("{style: oral}", "{style: spoken}")
    out = run("typology", "diff", "HEAD").out
    assert "  cells cannot be compared: style had other values\n" in out


def test_a_folder_can_stand_for_a_revision(wards: Path, run: Run, tmp_path: Path) -> None:
    before = tmp_path / "før"
    shutil.copytree("codebooks/wards", before)
    edit("- {checklist: true}", "- {checklist: false}")
    ran = run("typology", "diff", str(before))
    assert ran.code == 1
    assert "formal -> no type: 2 cells" in ran.out


def test_a_case_that_the_earlier_codebook_finds_errors_in_is_named(wards: Path, run: Run) -> None:
    theme = "codebooks/wards/themes/handover.yaml"
    edit("written: {label: written}}", "written: {label: written}, typed: {label: typed}}", theme)
    edit("value: written", "value: typed", "cases/north.yaml")
    ran = run("typology", "diff", "HEAD")
    assert ran.code == 0
    assert "not compared, as the earlier codebook finds errors in them: north\n" in ran.out


def test_an_earlier_codebook_that_cannot_be_read_shows_its_errors(wards: Path, run: Run) -> None:
    edit("exclusive: required", "exclusiv: required")
    git(wards, "commit", "-q", "-a", "-m", "broken")
    edit("exclusiv: required", "exclusive: required")
    ran = run("typology", "diff", "HEAD")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("HEAD:codebooks/wards/typologies/handover.yaml:4:1: error QC")


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("HEAD~7", "'HEAD~7' is neither a git revision nor a folder with a codebook"),
        ("cases", "'cases' is no codebook: it has no file 'codebook.yaml'"),
    ],
)
def test_what_is_no_version_is_misuse(wards: Path, run: Run, version: str, said: str) -> None:
    assert run("typology", "diff", version) == Ran(2, "", f"qualcode: {said}\n")


def test_the_working_tree_is_left_alone(wards: Path, run: Run) -> None:
    edit("- {checklist: true}", "- {checklist: false}")
    before = {path: path.read_bytes() for path in sorted(wards.rglob("*")) if path.is_file()}
    run("typology", "diff", "HEAD")
    after = {path: path.read_bytes() for path in sorted(wards.rglob("*")) if path.is_file()}
    assert after == before


@RANDOM
@given(studies(), studies())
def test_cells_change_hands_as_in_listing_every_cell(
    study: tuple[Typology, Codebook], other: tuple[Typology, Codebook]
) -> None:
    (old, _), (new, drawn) = study, other
    known = {**study[1].codes, **drawn.codes}
    records = {**study[1].records, **drawn.records}
    if len(known) > 5 or (records and len(known) > 4):
        return  # too many worlds to list
    drawn = drawn.model_copy(update={"codes": known, "records": records})
    worlds = listed(drawn)
    space = property_space(
        new.model_copy(
            update={
                "types": {
                    f"{word} {name}": kind.model_copy(update={"id": f"{word} {name}"})
                    for word, one in (("before", old), ("after", new))
                    for name, kind in one.types.items()
                }
            }
        ),
        drawn,
    )
    cells = cells_of(worlds, space, drawn)
    before, after = held(worlds, old, drawn), held(worlds, new, drawn)
    found = {
        (one.before, one.after): one.cells for one in moved_cells((old, drawn), (new, drawn), 3)
    }
    for one in (*old.types, None):
        for two in (*new.types, None):
            if one != two:
                inside = [
                    (one in was or (one is None and not was))
                    and not (one in now_in if one is not None else not now_in)
                    and (two in now_in or (two is None and not now_in))
                    and not (two in was if two is not None else not was)
                    for was, now_in in zip(before, after, strict=True)
                ]
                check_region(found.get((one, two)), inside, worlds, cells, drawn)
