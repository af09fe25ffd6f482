"""`codebook rename`: every place that means a name, and nothing else, in all files."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qualcode.loading.codings import coding_files
from qualcode.loading.study import load_study
from qualcode.model.codebook import Codebook
from qualcode.model.names import Book, Kind, Name
from qualcode.refactoring.mentions import mentions_in
from qualcode.refactoring.renaming import NotDone, Rewritten, rename_in
from qualcode.source import Document, parse_document, read_document
from qualcode.source.comments import comments_of
from tests.running import Run

ROOT = Path(__file__).parents[1]
STUDIES = (ROOT, *sorted(path.parent for path in (ROOT / "tests/studies").glob("*/qualcode.yaml")))

BOOK = """\
codebook: kitchens
languages: [en]
units: {kitchen: {label: kitchen}}
themes: {food: {label: Food}}   # one is enough
documents: {notes: {label: Field notes}}
coders: {eva: {label: Eva}}
case_groups: {visited: {label: visited, unit: kitchen}}
vocabularies:
  tools: {label: tools, values: {oven: {label: oven}, pan: {label: pan}}}
records:
  meetings:
    units: [kitchen]
    fields:
      brings: {label: brings, scale: set, vocabulary: tools}
"""
FOOD = """\
theme: food
codes:
  # How they cook.
  cooking:
    label: cooking
    unit: kitchen
    scale: ordinal
    values: {heated: {label: heated}, "fresh": {label: fresh}}
  tools: {label: tools, unit: kitchen, scale: set, vocabulary: tools}
  smell: {label: smell, scale: presence}
"""
STYLE = """\
typology: style
unit: kitchen
types:
  workshop:
    necessary: [{cooking: fresh}]   # not heated
  counter:
    necessary: [{not: {cooking: {in: [fresh]}}}]
"""
RULES = """\
rules:
  ovens_heat:
    severity: warning
    when: {tools: {contains: oven}}
    refuse: {cooking: fresh}
    message: "an oven, but {cooking} food"
    examples:
      bad:
        - {codes: {tools: [oven], cooking: fresh}}
"""
ELM = """\
case: elm
unit: kitchen
codes:
  cooking:   # as seen
    value: 'fresh'
    evidence:
      - {document: notes, says: all is fresh}
  tools: [oven,  pan]
meetings:
  first: {brings: [oven]}
declared_types: {style: workshop}
passages:
  - {document: notes, quote: all is fresh, codes: [smell], coder: eva}
memos:
  - {date: 2031-01-01, coder: eva, about: cooking, text: cooking is fresh}
"""
CHAPTER = """\
{% set title = "Food" %}
# {{ title }}

{{ page.count("cooking", "fresh", page.group("visited")) }} {{ "cooking" }}
"""
STUDY: Mapping[str, str] = {
    "qualcode.yaml": "study: kitchens\ncodebook: book\nlanguage: en\n",
    "book/codebook.yaml": BOOK,
    "book/themes/food.yaml": FOOD,
    "book/typologies/style.yaml": STYLE,
    "book/rules.yaml": RULES,
    "cases/visited/elm.yaml": ELM,
    "templates/en/chapter-1.md.j2": CHAPTER,
}

Make = Callable[[Mapping[str, str]], Path]


def written(root: Path) -> dict[str, str]:
    """The files of a study."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes().decode() for path in files}


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The lines that differ, without what is added at the end of a file."""
    return [
        (file, old, new)
        for file, text in before.items()
        for old, new in zip(text.splitlines(), after.get(file, "").splitlines(), strict=False)
        if old != new
    ]


def test_a_code_is_renamed_wherever_it_is_meant_and_nowhere_else(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study(STUDY)
    monkeypatch.chdir(root)
    before = written(root)

    ran = run("codebook", "rename", "cooking", "way_of_cooking", "--date", "2031-03-01")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "changed 9 places in 5 files",
        "no verdict moves (1 verdict compared)",
        "left alone, because nobody can be sure that the name is meant; look at them",
        "    yourself:",
        "  templates/en/chapter-1.md.j2:4:65: 'cooking'",
    ]
    assert differing(before, written(root)) == [
        ("book/rules.yaml", "    refuse: {cooking: fresh}", "    refuse: {way_of_cooking: fresh}"),
        (
            "book/rules.yaml",
            '    message: "an oven, but {cooking} food"',
            '    message: "an oven, but {way_of_cooking} food"',
        ),
        (
            "book/rules.yaml",
            "        - {codes: {tools: [oven], cooking: fresh}}",
            "        - {codes: {tools: [oven], way_of_cooking: fresh}}",
        ),
        ("book/themes/food.yaml", "  cooking:", "  way_of_cooking:"),
        (
            "book/typologies/style.yaml",
            "    necessary: [{cooking: fresh}]   # not heated",
            "    necessary: [{way_of_cooking: fresh}]   # not heated",
        ),
        (
            "book/typologies/style.yaml",
            "    necessary: [{not: {cooking: {in: [fresh]}}}]",
            "    necessary: [{not: {way_of_cooking: {in: [fresh]}}}]",
        ),
        ("cases/visited/elm.yaml", "  cooking:   # as seen", "  way_of_cooking:   # as seen"),
        (
            "cases/visited/elm.yaml",
            "  - {date: 2031-01-01, coder: eva, about: cooking, text: cooking is fresh}",
            "  - {date: 2031-01-01, coder: eva, about: way_of_cooking, text: cooking is fresh}",
        ),
        (
            "templates/en/chapter-1.md.j2",
            '{{ page.count("cooking", "fresh", page.group("visited")) }} {{ "cooking" }}',
            '{{ page.count("way_of_cooking", "fresh", page.group("visited")) }} {{ "cooking" }}',
        ),
    ]
    added = written(root)["book/codebook.yaml"].removeprefix(BOOK)
    assert added == (
        "\nmigrations:\n"
        '  - {date: "2031-03-01", change: rename, kind: code, name: cooking, to: [way_of_cooking]}\n'
    )


def test_a_dry_run_lists_every_place_and_writes_nothing(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study(STUDY)
    monkeypatch.chdir(root)
    before = written(root)
    ran = run("codebook", "rename", "tools=oven", "stove", "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "book/codebook.yaml:9:34: oven -> stove",
        "book/rules.yaml:4:30: oven -> stove",
        "book/rules.yaml:9:28: oven -> stove",
        "cases/visited/elm.yaml:8:11: oven -> stove",
        "cases/visited/elm.yaml:10:20: oven -> stove",
        "5 places in 3 files would change; nothing was written",
        "no verdict moves (1 verdict compared)",
    ]
    assert written(root) == before


def test_quotes_stay_and_a_type_keeps_its_cases(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study(STUDY)
    monkeypatch.chdir(root)
    before = written(root)
    run("codebook", "rename", "cooking=fresh", "råt")
    ran = run("codebook", "rename", "style/workshop", "style/værksted")
    assert ran.out.splitlines() == [
        "changed 2 places in 2 files",
        "no verdict moves (1 verdict compared)",
    ]
    lines = [new.strip() for _, _, new in differing(before, written(root))]
    assert 'values: {heated: {label: heated}, "råt": {label: fresh}}' in lines
    assert "value: 'råt'" in lines
    assert "declared_types: {style: værksted}" in lines


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("coking", "x"), "and the like"),
        (("cooking", "tools"), "there is a code 'tools' already; 'qualcode codebook merge'"),
        (("cooking", "a b"), "'a b' cannot be a name: use letters, digits, '_' and '-' only"),
        (("cooking", "any"), "'any' has a meaning of its own and cannot be the name of a code"),
        (("cooking=fresh", "unknown"), "'unknown' has a meaning of its own"),
        (("cooking", "way-of"), "'way-of' cannot stand in braces in a text"),
    ],
)
def test_what_cannot_be_renamed_is_refused_and_nothing_is_written(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, str], said: str
) -> None:
    root = make_study(STUDY)
    monkeypatch.chdir(root)
    before = written(root)
    ran = run("codebook", "rename", *asked)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err.replace("did you mean 'cooking'?", "and the like")
    assert written(root) == before


def test_a_study_with_errors_is_not_worked_on(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = {**STUDY, "cases/visited/elm.yaml": ELM.replace("'fresh'", "cold")}
    monkeypatch.chdir(make_study(broken))
    ran = run("codebook", "rename", "cooking", "x")
    assert ran.code == 2
    assert "the study has an error; run 'qualcode check' and correct them first" in ran.err


def test_an_old_name_is_told_what_it_became_and_is_mended(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study(STUDY)
    monkeypatch.chdir(root)
    run("codebook", "rename", "cooking", "way_of_cooking", "--date", "2031-03-01")
    run("codebook", "rename", "way_of_cooking=fresh", "raw", "--date", "2031-03-02")
    old = root / "cases/visited/oak.yaml"
    old.write_text("case: oak\nunit: kitchen\ncodes: {cooking: heated}\n", encoding="utf-8")
    late = root / "cases/visited/ash.yaml"
    late.write_text("case: ash\nunit: kitchen\ncodes: {way_of_cooking: fresh}\n", encoding="utf-8")
    out = run("check").out
    assert "hint: 'cooking' was renamed to 'way_of_cooking' on 2031-03-01" in out
    assert "'way_of_cooking=fresh' was renamed to 'way_of_cooking=raw' on 2031-03-02" in out
    run("check", "--fix")
    assert "way_of_cooking: heated" in old.read_text(encoding="utf-8")
    assert "way_of_cooking: raw" in late.read_text(encoding="utf-8")


def test_an_alias_that_another_code_shares_is_not_changed_behind_its_back(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = FOOD.replace(
        "  smell:",
        "  frying: {unit: kitchen, scale: nominal, values: {fresh: {}, burnt: {}}}\n  smell:",
    )
    case = ELM.replace("    value: 'fresh'", "    value: &f fresh").replace(
        "  tools: [", "  frying: *f\n  tools: ["
    )
    root = make_study({**STUDY, "book/themes/food.yaml": shared, "cases/visited/elm.yaml": case})
    monkeypatch.chdir(root)
    before = written(root)
    ran = run("codebook", "rename", "cooking=fresh", "raw")
    assert ran.code == 2
    assert "cases/visited/elm.yaml:5:" in ran.err
    assert "write out what stands behind an alias" in ran.err
    assert written(root) == before


# Properties, over everything that has a name in the studies of this repository.


def read(root: Path) -> tuple[Codebook, str, dict[str, Document]]:
    """The codebook of a study, its folder, and the study's files."""
    loaded = load_study(root)
    assert loaded.study is not None
    project = loaded.study.project
    paths = sorted((root / project.codebook).rglob("*.yaml"))
    files = [path.relative_to(root).as_posix() for path in paths]
    files += [*loaded.case_files, *coding_files(root, project.cases)]
    documents = {file: read_document(root / file, file)[0] for file in files}
    assert None not in documents.values()
    there = {file: one for file, one in documents.items() if one is not None}
    return loaded.study.codebook, project.codebook, there


@pytest.mark.parametrize("root", STUDIES, ids=lambda root: root.name)
def test_all_names_renamed_there_and_back_give_the_same_bytes(root: Path) -> None:
    codebook, folder, documents = read(root)
    book = Book(codebook)
    there = {name: f"{name.id}_ø" for name in book.names()}
    for document in documents.values():
        mentions = mentions_in(document, book, folder)
        changed = rename_in(document, mentions, there)
        if changed is None:
            continue
        assert isinstance(changed, Rewritten)
        assert list(comments_of(changed.document.text)) == list(comments_of(document.text))
        text = changed.document.text
        for one in changed.touched:
            assert "_ø" in one.after
        assert text.replace("_ø", "") == document.text


@pytest.mark.parametrize("root", STUDIES[1:], ids=lambda root: root.name)
def test_each_name_alone_is_gone_once_it_is_renamed(root: Path) -> None:
    codebook, folder, documents = read(root)
    book = Book(codebook)
    found = {file: mentions_in(one, book, folder) for file, one in documents.items()}
    for name in book.names():
        count = 0
        for file, document in documents.items():
            changed = rename_in(document, found[file], {name: "zz"})
            assert not isinstance(changed, NotDone)
            if changed is not None:
                count += len(changed.touched)
                assert parse_document(changed.document.text, file)[1] == ()
        assert count > 0, f"{name} is declared nowhere"


def test_memos_under_codes_and_summaries_follow_codes_themes_and_coders(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = "    memos: [{date: 2031-01-02, coder: eva, about: cooking, text: hard}]\n"
    food = FOOD.replace("  tools: {", f"{memo}  tools: {{")
    summaries = "summaries:\n  food: {text: all fresh, coder: eva}\n  cooking: {text: fresh}\n"
    root = make_study(
        {**STUDY, "book/themes/food.yaml": food, "cases/visited/elm.yaml": ELM + summaries}
    )
    monkeypatch.chdir(root)
    counts = run("check").out.splitlines()[-1]
    assert counts == "1 warning, 1 info in 1 case file"
    for old, new in (("cooking", "kogning"), ("food", "mad"), ("eva", "ane")):
        ran = run("codebook", "rename", old, new)
        assert (ran.code, ran.err) == (0, "")
    after = written(root)
    assert (
        memo.replace("cooking", "kogning").replace("eva", "ane") in after["book/themes/food.yaml"]
    )
    assert after["cases/visited/elm.yaml"].endswith(
        "summaries:\n  mad: {text: all fresh, coder: ane}\n  kogning: {text: fresh}\n"
    )
    assert run("check").out.splitlines()[-1] == counts


def test_a_rename_there_and_back_leaves_only_its_two_notes(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study({file: text.replace("\n", "\r\n") for file, text in STUDY.items()})
    monkeypatch.chdir(root)
    before = written(root)
    for there, back in (("cooking", "kogning"), ("tools=pan", "gryde"), ("style", "stil")):
        name = there.rpartition("=")[2]
        assert run("codebook", "rename", there, back).code == 0
        old = f"{there.removesuffix(name)}{back}"
        assert run("codebook", "rename", old, name).code == 0
    after = written(root)
    main = after.pop("book/codebook.yaml")
    assert main.startswith(before.pop("book/codebook.yaml") + "\r\nmigrations:\r\n  - {date: ")
    assert main.count("\r\n  - {date: ") == 6
    assert after == before


def test_windows_line_ends_and_flow_style_stay() -> None:
    text = "case: elm\r\nunit: kitchen\r\ncodes: { cooking : fresh , tools: [oven] }  # å\r\n"
    document = parse_document(text, "cases/elm.yaml")[0]
    assert document is not None
    codebook = read(ROOT / "tests/studies/smallest")[0]
    mentions = mentions_in(document, Book(codebook), "book")
    changed = rename_in(document, mentions, {Name(Kind.CODE, "cooking"): "kogning"})
    assert isinstance(changed, Rewritten)
    assert changed.document.text == text.replace("cooking", "kogning")
    assert [str(one.at) for one in changed.touched] == ["cases/elm.yaml:3:10"]
