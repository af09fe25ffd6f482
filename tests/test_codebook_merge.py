"""`codebook merge` and `codebook move`: nothing that anybody wrote is lost."""

from collections.abc import Callable, Mapping
from itertools import pairwise, product
from pathlib import Path

import pytest

from qualcode.model.names import Book, Kind
from qualcode.refactoring.joining import Keep, joined
from qualcode.refactoring.mentions import mentions_in
from qualcode.refactoring.merging import merge_in
from qualcode.refactoring.renaming import Rewritten
from qualcode.source import parse_document
from qualcode.source.comments import comments_of
from tests.running import Run
from tests.test_codebook_rename import (
    BOOK,
    ELM,
    FOOD,
    STUDIES,
    STUDY,
    differing,
    read,
    written,
)

Make = Callable[[Mapping[str, str]], Path]

THREE = FOOD.replace(
    '    values: {heated: {label: heated}, "fresh": {label: fresh}}\n',
    """\
    values:
      heated: {label: heated}
      # Some of both.
      mixed:
        label: mixed   # a label
        definition: partly fresh
      fresh: {label: fresh}
""",
)


def comments(files: Mapping[str, str]) -> list[str]:
    """All comments of all YAML files."""
    return sorted(
        c for file, text in files.items() if file.endswith(".yaml") for c in comments_of(text)
    )


@pytest.fixture
def study(make_study: Make, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study of kitchens, with a way of cooking in between."""
    oak = "case: oak\nunit: kitchen\ncodes: {cooking: {any_of: [mixed, fresh]}, tools: [pan]}\n"
    root = make_study({**STUDY, "book/themes/food.yaml": THREE, "cases/visited/oak.yaml": oak})
    monkeypatch.chdir(root)
    return root


def test_two_values_become_one_and_the_definition_is_kept_in_the_note(
    study: Path, run: Run
) -> None:
    before = written(study)
    ran = run(
        *("codebook", "merge", "cooking=mixed", "cooking=fresh", "--into", "cooking=fresh"),
        *("--date", "2031-03-01", "--by", "eva", "--because", "nobody told them apart"),
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "changed 2 places in 2 files",
        "1 of 2 verdicts move:",
        "  oak, style: pure counter or pure workshop -> pure workshop",
    ]
    after = written(study)
    assert after["cases/visited/oak.yaml"] == (
        "case: oak\nunit: kitchen\ncodes: {cooking: {any_of: [fresh]}, tools: [pan]}\n"
    )
    assert after["book/themes/food.yaml"] == THREE.replace(
        "      mixed:\n        label: mixed   # a label\n        definition: partly fresh\n",
        "      # a label\n",
    )
    assert comments(after) == comments(before)
    read, _ = parse_document(after["book/codebook.yaml"], "codebook.yaml")
    assert read is not None
    assert isinstance(read.data, dict)
    assert read.data["migrations"] == [
        {
            "date": "2031-03-01",
            "change": "merge",
            "kind": "value",
            "name": "cooking=mixed",
            "to": ["cooking=fresh"],
            "by": "eva",
            "because": "nobody told them apart",
            "was": '{label: mixed, definition: "partly fresh"}',
        }
    ]
    old = study / "cases/visited/ash.yaml"
    old.write_text("case: ash\nunit: kitchen\ncodes: {cooking: mixed}\n", encoding="utf-8")
    assert "'cooking=mixed' was merged into 'cooking=fresh' on 2031-03-01" in run("check").out


def test_a_set_that_has_both_members_has_the_one_once(study: Path, run: Run) -> None:
    before = written(study)
    ran = run("codebook", "merge", "tools=oven", "tools=pan", "--into", "tools=pan")
    assert (ran.code, ran.err) == (0, "")
    assert differing(before, written(study))[-2:] == [
        ("cases/visited/elm.yaml", "  tools: [oven,  pan]", "  tools: [pan]"),
        ("cases/visited/elm.yaml", "  first: {brings: [oven]}", "  first: {brings: [pan]}"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("cooking=heated", "cooking=fresh"), "are not next to each other in 'cooking'"),
        (("cooking", "tools"), "'cooking' has scale ordinal, but 'tools' has set"),
        (("cooking", "cooking=fresh"), "are not two codes, or two values of one code"),
        (("cooking", "cooking"), "name two, and with --into the one of them that stays"),
    ],
)
def test_what_is_not_of_a_kind_is_not_merged(
    study: Path, run: Run, words: tuple[str, str], said: str
) -> None:
    before = written(study)
    ran = run("codebook", "merge", *words, "--into", words[1])
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert written(study) == before


def two_codes(make_study: Make, elm: str) -> Path:
    """A study with two codes that say the same."""
    food = THREE.replace(
        "  tools: {",
        "  # Asked twice.\n"
        "  making: {unit: kitchen, scale: ordinal, values: {heated: {}, fresh: {}}}\n  tools: {",
    )
    oak = "case: oak\nunit: kitchen\ncodes: {making: heated}   # seen once\n"
    files = {"book/themes/food.yaml": food, "cases/visited/oak.yaml": oak}
    return make_study({**STUDY, **files, "cases/visited/elm.yaml": elm})


def test_two_codes_become_one_where_no_case_has_both(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = two_codes(make_study, ELM)
    monkeypatch.chdir(root)
    before = written(root)
    ran = run("codebook", "merge", "making", "cooking", "--into", "cooking")
    assert (ran.code, ran.err) == (0, "")
    after = written(root)
    assert after["cases/visited/oak.yaml"].endswith("codes: {cooking: heated}   # seen once\n")
    assert "making:" not in after["book/themes/food.yaml"]
    assert comments(after) == comments(before)


WITH_MAKING = ELM.replace(
    "  tools: [",
    "  making:   # asked again\n"
    "    value: heated\n"
    "    basis: inferred\n"
    "    note: a guess\n"
    "    evidence: [{document: notes, says: a stove}]\n"
    "  tools: [",
)
VALUES = ("codebook", "merge", "cooking=mixed", "cooking=fresh", "--into", "cooking=fresh")
MERGE = ("codebook", "merge", "making", "cooking", "--into", "cooking")


@pytest.fixture
def asked_twice(make_study: Make, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with a case that has both codes, and says different things."""
    root = two_codes(make_study, WITH_MAKING)
    monkeypatch.chdir(root)
    return root


def test_a_case_that_has_both_codes_keeps_both_and_is_named(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = two_codes(make_study, ELM.replace("  tools: [", "  making: heated\n  tools: ["))
    monkeypatch.chdir(root)
    before = written(root)
    ran = run(*MERGE)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "qualcode: nothing was changed:\n"
        "cases/visited/elm.yaml:8:3: 'making' is heated and 'cooking' is fresh here; "
        "say with --keep which of them counts, or both\n"
    )
    assert written(root) == before


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "asked",
    [
        ("cooking", "value: fresh", "a guess; making: {value: heated, basis: inferred}"),
        ("making", "value: heated", "a guess; making: {basis: inferred}; fresh"),
        ("both", "any_of: [fresh, heated]", "a guess; making: {basis: inferred}"),
    ],
)
def test_where_a_case_has_both_the_value_asked_for_counts_with_the_evidence_of_both(
    asked_twice: Path, run: Run, asked: tuple[str, str, str], line_end: str
) -> None:
    keep, said, note = asked
    elm = asked_twice / "cases/visited/elm.yaml"
    elm.write_bytes(WITH_MAKING.replace("\n", line_end).encode())
    before = written(asked_twice)
    ran = run(*MERGE, "--keep", keep)
    assert (ran.code, ran.err) == (0, "")
    after = written(asked_twice)
    whole = f"""\
case: elm
unit: kitchen
codes:
  cooking:   # as seen
    {said}
    evidence:
      - {{document: notes, says: "all is fresh"}}
      - {{document: notes, says: "a stove"}}
    note: "{note}"
  # asked again
  tools: [oven,  pan]
"""
    rest = WITH_MAKING.partition("  tools: [oven,  pan]\n")[2]
    assert after["cases/visited/elm.yaml"] == (whole + rest).replace("\n", line_end)
    assert comments(after) == comments(before)


def test_equal_values_become_one_without_a_word_about_it(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    coded = "codes: {making: {value: fresh, evidence: [{document: notes}]}, cooking: fresh}\n"
    root = two_codes(make_study, f"case: elm\nunit: kitchen\n{coded}")
    monkeypatch.chdir(root)
    ran = run(*MERGE)
    assert (ran.code, ran.err) == (0, "")
    assert written(root)["cases/visited/elm.yaml"] == (
        "case: elm\nunit: kitchen\n"
        "codes: {cooking: {value: fresh, evidence: [{document: notes}]}}\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*MERGE, "--keep", "tools"), "'tools' is not merged here; give --keep"),
        (
            (*VALUES, "--keep", "both"),
            "--keep is for two codes; take it out where values are merged",
        ),
    ],
)
def test_what_counts_is_one_of_the_two_codes_or_both(
    asked_twice: Path, run: Run, words: tuple[str, ...], said: str
) -> None:
    before = written(asked_twice)
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert written(asked_twice) == before


CODINGS: tuple[dict[str, object], ...] = (
    {"value": "heated"},
    {"value": "fresh", "basis": "inferred", "note": {"en": "a guess", "da": "et gæt"}},
    {"any_of": ["raw", "warm"], "evidence": {"document": "letters"}, "note": "seen"},
    {"value": "unknown", "evidence": "notes"},
    {"at_least": 3, "evidence": [{"document": "notes", "says": "some"}]},
    {"value": ["pan", "oven"], "complete": False},
    {"value": ["pot"], "evidence": [{"document": "diary"}, {"document": "notes", "says": "some"}]},
)


def words_in(data: object) -> set[str]:
    """Every single thing that is said in some data."""
    if isinstance(data, dict):
        return {word for value in data.values() for word in words_in(value)}
    if isinstance(data, list):
        return {word for value in data for word in words_in(value)}
    return {str(data)} - {"False", "True"}


@pytest.mark.parametrize("keep", Keep)
def test_of_two_codings_made_one_no_value_ground_or_note_is_lost(keep: Keep) -> None:
    done = 0
    for gone, kept in product(CODINGS, repeat=2):
        result = joined(("making", gone), kept, keep)
        if result is not None:
            done += 1
            said = str(result)
            assert [w for w in words_in(gone) | words_in(kept) if w not in said] == []
    assert done >= len(CODINGS)
    assert (done == len(CODINGS)) is (keep is Keep.NEITHER)


def test_two_sets_become_all_of_their_members() -> None:
    pans: object = {"value": ["pan", "oven"], "complete": False}
    assert joined(("making", ["pot", "pan"]), pans, Keep.BOTH) == {
        "value": ["pan", "oven", "pot"],
        "complete": False,
    }
    assert joined(("making", ["pan", "oven"]), ["oven", "pan"], Keep.NEITHER) == ["oven", "pan"]
    assert joined(("making", "unknown"), ["oven"], Keep.BOTH) is None


PEOPLE = """\
theme: people
codes:
    helpers: {label: helpers, unit: kitchen, scale: count}  # fire
"""


def with_people(line_end: str = "\n") -> dict[str, str]:
    """The study with a second theme, whose file is indented further."""
    book = BOOK.replace("themes: {food", "themes: {people: {label: People}, food")
    files = {"book/codebook.yaml": book, "book/themes/people.yaml": PEOPLE}
    return {file: text.replace("\n", line_end) for file, text in {**STUDY, **files}.items()}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_code_moves_with_its_comments_to_the_end_of_the_other_theme(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch, line_end: str
) -> None:
    root = make_study(with_people(line_end))
    monkeypatch.chdir(root)
    before = written(root)
    ran = run("codebook", "move", "cooking", "people", "--date", "2031-03-01")
    assert (ran.code, ran.err) == (0, "")
    after = written(root)
    moved = """\
    # How they cook.
    cooking:
      label: cooking
      unit: kitchen
      scale: ordinal
      values: {heated: {label: heated}, "fresh": {label: fresh}}
"""
    assert after["book/themes/people.yaml"] == (PEOPLE + moved).replace("\n", line_end)
    assert "cooking" not in after["book/themes/food.yaml"]
    assert comments(after) == comments(before)
    assert "code cooking: theme changed" in run("codebook", "diff", str(_copy(root, before))).out


def _copy(root: Path, files: Mapping[str, str]) -> Path:
    """The codebook as it was, in a folder beside the study."""
    for file, text in files.items():
        if file.startswith("book/"):
            path = root.parent / "was" / file.removeprefix("book/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    return root.parent / "was"


def test_the_only_code_of_a_theme_stays(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_study(with_people()))
    ran = run("codebook", "move", "helpers", "food")
    assert ran.code == 2
    assert "'helpers' cannot be taken out of 'book/themes/people.yaml'" in ran.err


# A property, over all codes with values in the studies of this repository.


def said(data: object) -> list[str]:
    """Everything that is coded or noted in a case file, without the values."""
    whole = data if isinstance(data, dict) else {}
    coded = [f"{part}.{code}" for part in ("attributes", "codes") for code in whole.get(part) or {}]
    noted = [str(memo) for memo in whole.get("memos") or ()]
    return [*coded, *noted, *(str(passage) for passage in whole.get("passages") or ())]


@pytest.mark.parametrize("root", STUDIES[1:], ids=lambda root: root.name)
def test_no_merge_of_values_loses_a_coding_a_memo_a_passage_or_a_comment(root: Path) -> None:
    codebook, folder, documents = read(root)
    book = Book(codebook)
    mentions = {file: mentions_in(one, book, folder) for file, one in documents.items()}
    values = [name for name in book.names() if name.kind is Kind.VALUE]
    pairs = [(a, b) for a, b in pairwise(values) if a.within == b.within]
    assert pairs
    for pair in (*pairs, *((b, a) for a, b in pairs)):
        for file, document in documents.items():
            declares = file.startswith(f"{folder}/")
            done = merge_in(document, mentions[file], pair, declares=declares)
            if isinstance(done, Rewritten):
                after = done.document
                assert sorted(comments_of(after.text)) == sorted(comments_of(document.text))
                if not declares:
                    assert said(after.data) == said(document.data)
                    left = mentions_in(after, book, folder)
                    assert pair[0] not in {mention.name for mention in left}
