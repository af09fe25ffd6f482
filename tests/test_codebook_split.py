"""`codebook split`: one value becomes several, and nobody claims more than was known."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qualcode.model.names import Book, Kind
from qualcode.refactoring.mentions import mentions_in
from qualcode.refactoring.renaming import Rewritten
from qualcode.refactoring.splitting import split_in
from qualcode.source.comments import comments_of
from tests.running import Run
from tests.test_codebook_merge import THREE, comments, said
from tests.test_codebook_rename import ELM, STUDIES, STUDY, read, written

Make = Callable[[Mapping[str, str]], Path]

FOOD = THREE.replace(
    "      fresh: {label: fresh}",
    "      fresh:   # not heated\n        label: fresh\n        definition: from the garden",
)
OAK = "case: oak\nunit: kitchen\ncodes: {cooking: fresh}   # seen once\n"
ASH = (
    "case: ash\nunit: kitchen\ncodes:\n  cooking:\n    any_of:\n      - mixed\n      - fresh # ?\n"
)
SPLIT = ("codebook", "split", "cooking=fresh", "--into", "raw,warm", "--date", "2031-03-01")
OVENS = ("codebook", "split", "tools=oven", "--into", "gas_oven,wood_oven")


@pytest.fixture(params=["\n", "\r\n"], ids=["LF", "CRLF"])
def study(
    request: pytest.FixtureRequest, make_study: Make, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The study of kitchens with three cases, with line ends of both kinds."""
    more = {
        "book/themes/food.yaml": FOOD,
        "cases/visited/oak.yaml": OAK,
        "cases/visited/ash.yaml": ASH,
    }
    files = {**STUDY, **more}
    root = make_study({file: text.replace("\n", request.param) for file, text in files.items()})
    monkeypatch.chdir(root)
    return root


def texts(root: Path) -> dict[str, str]:
    """The files of a study, whatever their line ends, which are all of one kind."""
    files = written(root)
    for file, text in files.items():
        assert text.count("\r\n") in (0, text.count("\n")), file
    return {file: text.replace("\r\n", "\n") for file, text in files.items()}


def test_each_coding_is_one_of_the_new_values_and_conditions_hold_of_each(
    study: Path, run: Run
) -> None:
    before = texts(study)
    ran = run(*SPLIT, "--by", "eva")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:2] == [
        "changed 9 places in 6 files",
        "no verdict moves (3 verdicts compared)",
    ]
    after = texts(study)
    body = 'definition: "from the garden"'
    assert after["book/themes/food.yaml"] == FOOD.replace(
        "      fresh:   # not heated\n        label: fresh\n        definition: from the garden",
        f"      # not heated\n      raw: {{label: raw, {body}}}\n      warm: {{label: warm, {body}}}",
    )
    assert after["cases/visited/oak.yaml"] == OAK.replace(": fresh", ": {any_of: [raw, warm]}")
    assert after["cases/visited/ash.yaml"] == ASH.replace("- fresh", "- raw\n      - warm")
    assert after["cases/visited/elm.yaml"] == ELM.replace("value: 'fresh'", "any_of: [raw, warm]")
    style = "book/typologies/style.yaml"
    assert after[style] == before[style].replace(
        "{cooking: fresh}", "{cooking: {in: [raw, warm]}}"
    ).replace("[fresh]", "[raw, warm]")
    assert after["book/codebook.yaml"].endswith(
        '{date: "2031-03-01", change: split, kind: value, name: "cooking=fresh", '
        'to: ["cooking=raw", "cooking=warm"], by: eva, '
        'was: "{label: fresh, definition: \\"from the garden\\"}"}\n'
    )
    assert comments(after) == comments(before)


def test_a_dry_run_lists_the_places_and_writes_nothing(study: Path, run: Run) -> None:
    before = written(study)
    ran = run(*SPLIT, "--dry-run")
    assert ran.code == 0
    assert "cases/visited/oak.yaml:3:18: fresh -> {any_of: [raw, warm]}" in ran.out
    assert "9 places in 6 files would change; nothing was written" in ran.out
    assert written(study) == before


def test_a_file_of_decisions_says_which_value_a_case_has(study: Path, run: Run) -> None:
    (study / "decided.yaml").write_text("oak: warm\nelm: raw\n", encoding="utf-8")
    ran = run(*SPLIT, "--decisions", "decided.yaml")
    assert (ran.code, ran.err) == (0, "")
    after = texts(study)
    assert after["cases/visited/oak.yaml"] == OAK.replace("fresh", "warm")
    assert after["cases/visited/elm.yaml"] == ELM.replace("'fresh'", "'raw'")
    assert after["cases/visited/ash.yaml"] == ASH.replace("- fresh", "- raw\n      - warm")


def test_of_a_set_the_members_have_to_be_decided(study: Path, run: Run) -> None:
    before = written(study)
    ran = run(*OVENS)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "qualcode: nothing was changed:\ncases/visited/elm.yaml:8:11: "
        "a set has 'oven' here; say with --decisions which it has now\n"
    )
    assert written(study) == before
    (study / "decided.yaml").write_text("elm: [gas_oven, wood_oven]\n", encoding="utf-8")
    ran = run(*OVENS, "--decisions", "decided.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert texts(study)["cases/visited/elm.yaml"] == ELM.replace("[oven", "[gas_oven, wood_oven")


def test_what_a_file_of_decisions_has_wrong_is_named_at_its_place(study: Path, run: Run) -> None:
    before = written(study)
    (study / "decided.yaml").write_text("oka: raw\nelm: wram\nash: [raw]\n", encoding="utf-8")
    ran = run(*SPLIT, "--decisions", "decided.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "qualcode: nothing was changed:",
        "decided.yaml:1:1: there is no case 'oka'; did you mean 'oak'?",
        "decided.yaml:2:6: 'wram' is none of the new values; did you mean 'warm'?",
        "decided.yaml:3:6: write one value, raw or warm",
    ]
    (study / "decided.yaml").unlink()
    assert written(study) == before


@pytest.mark.parametrize(
    ("value", "into", "answer"),
    [
        ("cooking=fresh", "raw", "name two values or more, as --into first,second"),
        ("cooking=fresh", "raw,raw", "name two values or more, as --into first,second"),
        ("cooking=fresh", "raw,mixed", "there is a value 'cooking=mixed' already"),
        ("cooking=fresh", "raw,unknown", "'unknown' has a meaning of its own"),
        ("cooking=frsh", "raw,warm", "did you mean 'cooking=fresh'?"),
    ],
)
def test_names_that_cannot_be_had_are_refused(
    study: Path, run: Run, value: str, into: str, answer: str
) -> None:
    before = written(study)
    ran = run("codebook", "split", value, "--into", into)
    assert (ran.code, ran.out) == (2, "")
    assert answer in ran.err
    assert written(study) == before


def test_a_condition_on_the_order_is_listed_and_left_alone(study: Path, run: Run) -> None:
    style = study / "book/typologies/style.yaml"
    style.write_bytes(style.read_bytes().replace(b"cooking: fresh", b"cooking: {at_least: fresh}"))
    before = written(study)
    ran = run(*SPLIT)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "qualcode: nothing was changed:\nbook/typologies/style.yaml:5:38: what this is to say of "
        "the new values cannot be told; write it without 'fresh' first\n"
    )
    assert written(study) == before


@pytest.mark.parametrize("root", STUDIES[1:], ids=lambda root: root.name)
def test_no_split_loses_a_coding_a_memo_a_passage_or_a_comment(root: Path) -> None:
    codebook, folder, documents = read(root)
    book = Book(codebook)
    mentions = {file: mentions_in(one, book, folder) for file, one in documents.items()}
    done = 0
    for name in (name for name in book.names() if name.kind is Kind.VALUE):
        for file, document in documents.items():
            declares = file.startswith(f"{folder}/")
            after = split_in(document, mentions[file], (name, ("p", "q")), declares=declares)
            if isinstance(after, Rewritten):
                done += 1
                assert sorted(comments_of(after.document.text)) == sorted(
                    comments_of(document.text)
                )
                assert said(after.document.data) == said(document.data)
    assert done
