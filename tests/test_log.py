"""`log`: the history of a case, a code or a verdict. All people, wards and days are fictional."""

import json
import os
import random
import subprocess
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from tests.chronicle import Chronicle
from tests.running import Ran, Run
from tests.wards import changed

MakeStudy = Callable[[Mapping[str, str]], Path]

NORTH = "cases/north.yaml"
SOUTH = "cases/south.yaml"
BOOK = "codebooks/wards/codebook.yaml"
THEME = "codebooks/wards/themes/handover.yaml"
TYPOLOGY = "codebooks/wards/typologies/handover.yaml"
BO = "Bo Lund"
FILES = changed(BOOK, "evidence: required", "evidence: optional")


@pytest.fixture
def study(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Chronicle:
    """The wards, committed on 1 January in a folder with Danish letters; the current folder."""
    root = make_study(FILES).rename(make_study({}).with_name("mæl ø"))
    monkeypatch.chdir(root)
    chronicle = Chronicle(root)
    chronicle.git("init", "-q")
    chronicle.commit("2026-01-01")
    return chronicle


def told(run: Run, *words: str) -> list[str]:
    """The lines of a history, without line breaks for the width of the terminal."""
    ran = run("log", *words)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.replace("\n    ", " ").splitlines()


CREATED_SOUTH = "2026-01-01 Åse Nørby: case created with 2 codings"
CREATED_NORTH = "2026-01-01 Åse Nørby: case created with 8 codings"


def test_a_case_has_a_line_for_each_thing_that_moved(study: Chronicle, run: Run) -> None:
    study.change(
        SOUTH, "style: unknown", "style: {value: oral, evidence: [{document: notes, at: p. 10}]}"
    )
    study.commit("2026-02-03", BO)
    study.change(SOUTH, "{value: oral, evidence", "{value: mixed, basis: inferred, evidence")
    study.change(SOUTH, "at: p. 10}", "at: p. 10}, {document: notes, quote: We talk.}")
    study.change(SOUTH, "label: Ward South", "label: Afdeling Æ")
    study.commit("2026-03-04")
    study.change(
        SOUTH, "  checklist: {value: false, evidence: [{document: notes, at: p. 9}]}\n", ""
    )
    study.commit("2026-03-05", BO)
    assert told(run, "south") == [
        CREATED_SOUTH,
        "2026-02-03 Bo Lund: style changed from unknown to oral, evidence added: notes p. 10",
        "2026-03-04 Åse Nørby: style changed from oral to mixed, evidence added: notes "
        '"We talk.", basis changed from stated to inferred',
        "2026-03-04 Åse Nørby: label changed from Ward South to Afdeling Æ",
        "2026-03-05 Bo Lund: checklist no longer coded (was false)",
    ]


def test_evidence_moves_without_its_value(study: Chronicle, run: Run) -> None:
    study.change(NORTH, "{value: true, evidence: [{document: notes, at: p. 2}]}", "true")
    study.commit("2026-02-01")
    study.change(NORTH, "at: p. 3}", "at: p. 3, says: a board in the hall}")
    study.change(NORTH, "at: p. 1}", "at: p. 11}")
    study.commit("2026-02-02")
    assert told(run, "north")[1:] == [
        "2026-02-01 Åse Nørby: checklist (true): evidence taken out: notes p. 2",
        "2026-02-02 Åse Nørby: beds (24): evidence added: notes p. 11, evidence taken out: "
        "notes p. 1",
        "2026-02-02 Åse Nørby: tools ([board], perhaps more): evidence changed: notes p. 3",
    ]


def test_records_are_told_of_as_a_whole_and_by_their_fields(study: Chronicle, run: Run) -> None:
    study.change(NORTH, "kind: office", "kind: bedside")
    study.change(NORTH, "  morning:\n", "  night:\n    kind: office\n  morning:\n")
    study.commit("2026-02-01")
    text = (study.root / NORTH).read_text(encoding="utf-8")
    before, _, _ = text.partition("  noon:")
    study.write(NORTH, before)
    study.commit("2026-02-02")
    assert told(run, "north")[1:] == [
        "2026-02-01 Åse Nørby: kind of noon (meetings) changed from office to bedside",
        "2026-02-01 Åse Nørby: night added to meetings: kind office",
        "2026-02-02 Åse Nørby: noon taken out of meetings",
    ]
    assert told(run, "north", "kind") == [
        CREATED_NORTH,
        "2026-01-01 Åse Nørby: kind of morning (meetings) coded as bedside",
        "2026-01-01 Åse Nørby: kind of noon (meetings) coded as office",
        "2026-02-01 Åse Nørby: kind of noon (meetings) changed from office to bedside",
    ]


def test_a_new_layout_is_silent_unless_all_is_asked_for(study: Chronicle, run: Run) -> None:
    study.write(
        SOUTH,
        "# read again\r\ncase: south\r\nlabel: 'Ward South'\r\nunit: ward\r\ncodes:\r\n"
        "  checklist:\r\n    evidence:\r\n    - {at: p. 9, document: notes}\r\n    value: false\r\n"
        "  style:\r\n    value: unknown\r\n",
    )
    study.change(NORTH, "[nurse, doctor]", "[doctor, nurse]")
    study.change(THEME, "theme: handover", "theme: handover  # as before")
    study.commit("2026-02-01")
    assert told(run, "south") == [CREATED_SOUTH]
    assert told(run, "south", "--all") == [CREATED_SOUTH, "2026-02-01 Åse Nørby: case layout only"]
    assert told(run, "--since", "2026-02-01") == ["nothing moved"]
    assert told(run, "--since", "2026-02-01", "--all") == [
        "2026-02-01 Åse Nørby: codebook layout only",
        "2026-02-01 Åse Nørby: north: case layout only",
        "2026-02-01 Åse Nørby: south: case layout only",
    ]


def test_renamed_files_moved_folders_and_other_ids_are_followed(study: Chronicle, run: Run) -> None:
    study.move(SOUTH, "cases/visited/sydlig.yaml")
    study.commit("2026-02-01")
    study.change("cases/visited/sydlig.yaml", "case: south", "case: sydø")
    study.change("cases/visited/sydlig.yaml", "style: unknown", "style: oral")
    study.commit("2026-02-02", BO)
    study.move("cases/visited/sydlig.yaml", "cases/visited/syd/case.yaml")
    study.change("cases/visited/syd/case.yaml", "case: sydø", "case: syd")
    study.commit("2026-02-03")
    expected = [
        CREATED_SOUTH,
        "2026-02-01 Åse Nørby: case moved from the case folder itself to folder 'visited'",
        "2026-02-02 Bo Lund: case renamed from south to sydø",
        "2026-02-02 Bo Lund: style changed from unknown to oral",
        "2026-02-03 Åse Nørby: case renamed from sydø to syd",
    ]

    for name in ("south", "sydø", "syd"):
        lines = told(run, name)
        for other in {"south", "sydø", "syd"} - {name}:
            lines = [line.replace(f": {other}: ", ": ") for line in lines]
        assert lines == expected


def test_a_case_that_is_gone_can_still_be_asked_for(study: Chronicle, run: Run) -> None:
    (study.root / SOUTH).unlink()
    study.commit("2026-02-01", BO)
    assert told(run, "south") == [CREATED_SOUTH, "2026-02-01 Bo Lund: case removed"]


def test_a_code_has_its_declaration_and_its_codings(study: Chronicle, run: Run) -> None:
    study.change(THEME, "    label: style\n", "    label: manner\n    definition: how it is done\n")
    study.change(
        THEME, "mixed: {label: mixed}, written: {label: written}", "written: {label: on paper}"
    )
    study.commit("2026-02-01", BO)
    study.change(SOUTH, "style: unknown", "style: oral")
    study.commit("2026-02-02")
    assert told(run, "style") == [
        "2026-01-01 Åse Nørby: code style created",
        "2026-01-01 Åse Nørby: north: style coded as written, evidence: notes p. 2",
        "2026-01-01 Åse Nørby: south: style coded as unknown",
        "2026-02-01 Bo Lund: code style: label changed from style to manner",
        "2026-02-01 Bo Lund: code style: definition added",
        "2026-02-01 Bo Lund: code style: value written: label changed from written to on paper",
        "2026-02-01 Bo Lund: code style: value mixed taken out",
        "2026-02-02 Åse Nørby: south: style changed from unknown to oral",
    ]


def test_a_renamed_code_is_followed_and_its_codings_have_not_moved(
    study: Chronicle, run: Run
) -> None:
    study.change(THEME, "  style:\n", "  manner:\n")
    for file in (NORTH, SOUTH):
        study.change(file, "  style: ", "  manner: ")
    typology = (study.root / TYPOLOGY).read_text(encoding="utf-8")
    study.write(TYPOLOGY, typology.replace("{style:", "{manner:"))
    study.commit("2026-02-01", BO)
    study.change(SOUTH, "manner: unknown", "manner: oral")
    study.commit("2026-02-02", BO)
    expected = [
        CREATED_SOUTH,
        "2026-01-01 Åse Nørby: style coded as unknown",
        "2026-02-01 Bo Lund: code renamed from style to manner",
        "2026-02-02 Bo Lund: manner changed from unknown to oral",
    ]
    assert told(run, "south", "manner") == expected
    assert told(run, "south", "style") == expected
    assert told(run, "south") == [CREATED_SOUTH, expected[-1]]
    assert told(run, "south", "--typology", "handover")[1:] == [
        "2026-02-02 Bo Lund: verdict in handover: insufficient (possible: informal) -> "
        "pure informal, because manner became known: oral"
    ]


def test_a_removed_code_is_told_of(study: Chronicle, run: Run) -> None:
    study.change(THEME, "    values: {board: {label: board}, form: {label: form}}\n", "")
    study.change(THEME, "  tools:\n    label: tools\n    unit: ward\n    scale: set\n", "")
    text = (study.root / NORTH).read_text(encoding="utf-8")
    study.write(NORTH, "".join(x for x in text.splitlines(True) if "tools" not in x))
    study.commit("2026-02-01", BO)
    assert told(run, "tools", "--since", "2026-02-01") == [
        "2026-02-01 Bo Lund: code tools removed",
        "2026-02-01 Bo Lund: north: tools no longer coded (was [board], perhaps more)",
    ]


def test_a_verdict_says_what_moved_it(study: Chronicle, run: Run) -> None:
    study.change(SOUTH, "style: unknown", "style: oral\n  tools: [form]")
    study.commit("2026-02-01", BO)
    study.change(SOUTH, "label: Ward South", "label: Ward S")
    study.commit("2026-02-02")
    study.change(TYPOLOGY, "necessary: [{style: oral}]", "necessary: [{style: mixed}]")
    study.commit("2026-02-03")
    study.change(SOUTH, "style: oral", "style: written")
    study.change(SOUTH, "{value: false,", "{value: true,")
    study.commit("2026-02-04", BO)
    study.change(SOUTH, "style: written", "style: writen")
    study.commit("2026-02-05")
    assert told(run, "south", "--typology", "handover") == [
        "2026-01-01 Åse Nørby: verdict in handover: insufficient (possible: informal)",
        "2026-02-01 Bo Lund: verdict in handover: insufficient (possible: informal) -> pure "
        "informal, because style became known: oral",
        "2026-02-03 Åse Nørby: verdict in handover: pure informal -> outside, because the "
        "codebook changed (informal, necessary condition taken out: style is oral; informal, "
        "necessary condition added: style is mixed)",
        "2026-02-04 Bo Lund: verdict in handover: outside -> pure formal, because style changed "
        "from oral to written and checklist changed from false to true",
        "2026-02-05 Åse Nørby: verdict in handover: pure formal -> none (the case had errors; "
        "QC202: code 'style' cannot have the value 'writen'), because style changed from written to writen",
    ]


def test_what_coders_say_in_their_own_files_is_told_of_with_their_names(
    study: Chronicle, run: Run
) -> None:
    study.write(
        "cases/øst/case.yaml", "case: øst\nunit: ward\nlabel: Øst\ncodes: {checklist: false}\n"
    )
    for coder in ("bo", "åse"):
        file = f"cases/øst/codings/{coder}.yaml"
        study.write(file, f"case: øst\ncoder: {coder}\ncodes: {{style: mixed}}\n")
    study.write(BOOK, FILES[BOOK] + "coders: {bo: {label: B. L.}, åse: {label: Å. N.}}\n")
    study.commit("2026-02-01")
    for coder, style, day in (("åse", "oral", "2026-02-02"), ("bo", "oral", "2026-02-03")):
        study.change(f"cases/øst/codings/{coder}.yaml", "style: mixed", f"style: {style}")
        study.commit(day, BO)
    study.change("cases/øst/codings/bo.yaml", "codes: {", "memos: [{text: Sure?}]\ncodes: {")
    study.commit("2026-02-04", BO)
    assert told(run, "øst") == [
        "2026-02-01 Åse Nørby: case created with 1 coding",
        "2026-02-02 Bo Lund: style by åse changed from mixed to oral",
        "2026-02-03 Bo Lund: style by bo changed from mixed to oral",
        '2026-02-04 Bo Lund: memo by bo added: "Sure?"',
    ]
    assert told(run, "øst", "style")[1:3] == [
        "2026-02-01 Åse Nørby: style by bo coded as mixed",
        "2026-02-01 Åse Nørby: style by åse coded as mixed",
    ]
    assert told(run, "øst", "--typology", "handover") == [
        "2026-02-01 Åse Nørby: verdict in handover: near formal",
        "2026-02-02 Bo Lund: verdict in handover: near formal -> insufficient (possible: "
        "informal), because style changed from mixed to one of [mixed, oral] (coders disagree: "
        "bo mixed, åse oral)",
        "2026-02-03 Bo Lund: verdict in handover: insufficient (possible: informal) -> pure "
        "informal, because style changed from one of [mixed, oral] (coders disagree: bo mixed, "
        "åse oral) to oral",
    ]


def test_what_is_not_committed_is_told_last(study: Chronicle, run: Run) -> None:
    study.change(SOUTH, "style: unknown", "style: oral")
    study.write("cases/øst.yaml", "case: øst\nunit: ward\nlabel: Øst\n")
    assert told(run, "south") == [
        CREATED_SOUTH,
        "not yet committed: style changed from unknown to oral",
    ]
    assert told(run, "øst") == ["not yet committed: case created with 0 codings"]
    assert told(run, "south", "--typology", "handover")[1:] == [
        "not yet committed: verdict in handover: insufficient (possible: informal) -> pure "
        "informal, because style became known: oral"
    ]
    assert told(run, "south", "--until", "2026-12-31") == [CREATED_SOUTH]


def test_a_study_without_commits_has_only_what_is_not_committed(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study(FILES)
    monkeypatch.chdir(root)
    Chronicle(root).git("init", "-q")
    assert told(run, "south") == ["not yet committed: case created with 2 codings"]


def test_a_revision_that_cannot_be_read_is_named_and_skipped(study: Chronicle, run: Run) -> None:
    study.change(SOUTH, "codes:", "codes: [")
    study.commit("2026-02-01", BO)
    study.change(SOUTH, "label: Ward South", "label: South")
    study.commit("2026-02-02", BO)
    study.change(SOUTH, "codes: [", "codes:")
    study.change(SOUTH, "style: unknown", "style: oral")
    study.commit("2026-02-03", BO)
    study.change(TYPOLOGY, "types:", "typs:")
    study.commit("2026-02-04", BO)
    study.change(TYPOLOGY, "typs:", "types:")
    study.commit("2026-02-05", BO)
    lines = told(run, "south")
    assert lines == [
        CREATED_SOUTH,
        *(
            f"2026-02-0{day} Bo Lund: cases/south.yaml cannot be read (line 4: "
            "the bracket [ is never closed)"
            for day in (1, 2)
        ),
        "2026-02-03 Bo Lund: style changed from unknown to oral",
        "2026-02-03 Bo Lund: label changed from Ward South to South",
    ]
    assert told(run, "south", "--typology", "handover", "--since", "2026-02-03") == [
        "2026-02-03 Bo Lund: verdict in handover: insufficient (possible: informal) -> pure "
        "informal, because style became known: oral",
        "2026-02-04 Bo Lund: codebooks/wards/typologies/handover.yaml cannot be read (line 1: "
        "a typology needs at least one type)",
    ]


def test_a_merge_moves_nothing_that_one_side_had_moved(study: Chronicle, run: Run) -> None:
    study.git("checkout", "-q", "-b", "side")
    study.change(SOUTH, "style: unknown", "style: oral")
    study.commit("2026-02-01", BO)
    study.git("checkout", "-q", "main")
    study.change(SOUTH, "value: false", "value: true")
    study.commit("2026-02-02")
    study.git("merge", "-q", "--no-commit", "-s", "ours", "side")
    study.change(SOUTH, "style: unknown", "style: oral")
    study.change(SOUTH, "label: Ward South", "label: S")
    study.commit("2026-02-03")
    lines = told(run, "south")
    assert sorted(lines) == [
        CREATED_SOUTH,
        "2026-02-01 Bo Lund: style changed from unknown to oral",
        "2026-02-02 Åse Nørby: checklist changed from false to true",
        "2026-02-03 Åse Nørby: label changed from Ward South to S",
    ]
    assert told(run, "south", "--typology", "handover", "-n", "1") == [
        "2026-02-03 Åse Nørby: verdict in handover: insufficient (possible: formal) -> near "
        "informal, because style became known: oral"
    ]


def test_the_days_and_the_number_of_revisions_can_be_limited(study: Chronicle, run: Run) -> None:
    for day, style in (("2026-02-01", "oral"), ("2026-03-01", "mixed"), ("2026-04-01", "written")):
        text = FILES[SOUTH].replace("style: unknown", f"style: {style}")
        study.write(SOUTH, text)
        study.commit(day)
    styles = [
        "2026-02-01 Åse Nørby: style changed from unknown to oral",
        "2026-03-01 Åse Nørby: style changed from oral to mixed",
        "2026-04-01 Åse Nørby: style changed from mixed to written",
    ]
    assert told(run, "south", "--since", "2026-02-01", "--until", "2026-03-01") == styles[:2]
    assert told(run, "south", "-n", "2") == styles[1:]
    assert told(run, "south", "-n", "9") == [CREATED_SOUTH, *styles]


def test_the_whole_study_folds_what_is_many(study: Chronicle, run: Run) -> None:
    for number in range(7):
        study.write(f"cases/ward-{number}.yaml", f"case: ward-{number}\nunit: ward\n")
    study.commit("2026-02-01", BO)
    assert told(run) == [
        "2026-01-01 Åse Nørby: 6 codes created: beds, style, checklist, tools, size, "
        "doctor_at_bedside",
        "2026-01-01 Åse Nørby: field of meetings kind created",
        "2026-01-01 Åse Nørby: field of meetings present created",
        "2026-01-01 Åse Nørby: field of meetings after created",
        "2026-01-01 Åse Nørby: typology handover created",
        "2026-01-01 Åse Nørby: north: case created with 8 codings",
        "2026-01-01 Åse Nørby: south: case created with 2 codings",
        "2026-02-01 Bo Lund: 7 cases created: ward-0, ward-1, ward-2, ward-3, ward-4, ward-5, "
        "ward-6",
    ]


def test_a_history_as_markdown_and_as_json(study: Chronicle, run: Run) -> None:
    study.change(SOUTH, "style: unknown", "style: oral")
    study.commit("2026-02-03", BO)
    revision = study.git("rev-parse", "HEAD").strip()
    words = ("log", "south", "style", "--since", "2026-02-01", "--format")
    what = "style changed from unknown to oral"
    assert run(*words, "md") == Ran(
        0,
        "**history of style in south**\n\n"
        f"| date       | who     | what moved                         | revision   |\n"
        f"| ---------- | ------- | ---------------------------------- | ---------- |\n"
        f"| 2026-02-03 | Bo Lund | {what} | {revision[:10]} |\n",
        "",
    )
    data = json.loads(run(*words, "json").out)
    assert {key: data[key] for key in data if key != "qualcode"} == {
        "format": 1,
        "names": ["south", "style"],
        "typology": None,
        "is_cut_off": False,
        "entries": [
            {
                "revision": revision,
                "time": "2026-02-03T12:00:00+01:00",
                "author": "Bo Lund",
                "message": "a message",
                "changes": [
                    {
                        "kind": "changed",
                        "case": "south",
                        "codes": ["style"],
                        "text": what,
                        "before": "unknown",
                        "after": "oral",
                    }
                ],
            }
        ],
    }


def test_a_shallow_clone_says_that_its_beginning_is_not_the_true_one(
    study: Chronicle, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study.change(SOUTH, "style: unknown", "style: oral")
    study.commit("2026-02-03", BO)
    copy = tmp_path / "copy"
    study.git("clone", "-q", "--depth", "1", study.root.as_uri(), str(copy))
    monkeypatch.chdir(copy)
    assert run("log", "south") == Ran(
        0,
        "2026-02-03 Bo Lund: case created with 2 codings\n",
        "this copy of the repository has only the newest revisions (a shallow clone), so the "
        "beginning is not the true one; 'git fetch --unshallow' brings the others\n",
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["sought"],
            "there is no case or code 'sought', and there never was one; did you mean 'south'?",
        ),
        (
            ["zz", "style"],
            "there is no case 'zz', and there never was one; 'qualcode log' tells the history "
            "of all there was",
        ),
        (
            ["south", "stile"],
            "there is no code 'stile', and there never was one; did you mean 'style'?",
        ),
        (["a", "b", "c"], "give a case, a code, or a case and a code: qualcode log CASE CODE"),
        (
            ["--typology", "handover"],
            "give one case with --typology: qualcode log --typology NAME CASE",
        ),
        (
            ["south", "--typology", "handovr"],
            "there is no typology 'handovr'; did you mean 'handover'?",
        ),
        (
            ["--since", "last week"],
            "'last week' is no date; write it as year, month and day: 2026-03-01",
        ),
        (
            ["--until", "2026-02-30"],
            "'2026-02-30' is no date; write it as year, month and day: 2026-03-01",
        ),
    ],
)
def test_what_cannot_be_asked_is_said(
    words: list[str], expected: str, study: Chronicle, run: Run
) -> None:
    assert run("log", *words) == Ran(2, "", f"qualcode: {expected}\n")


def test_without_git_it_is_said_what_is_missing(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study(FILES)
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    assert run("log") == Ran(
        2,
        "",
        "qualcode: the study is not under git, which keeps the history that this command tells\n"
        "begin one in the study's folder: git init, git add ., git commit -m 'first version'\n",
    )
    monkeypatch.setenv("PATH", "")
    assert run("log") == Ran(
        2, "", "qualcode: git is not installed, so there are no revisions to compare with\n"
    )


def test_a_study_below_the_top_of_its_repository_has_its_own_history(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = {f"studier/mål/{file}": text for file, text in FILES.items()}
    top = make_study({**inner, "other/cases/south.yaml": "case: south\n"})
    outer = Chronicle(top)
    outer.git("init", "-q")
    outer.commit("2026-01-01")
    outer.write("other/cases/south.yaml", "case: north\n")
    outer.commit("2026-01-02")
    outer.change(f"studier/mål/{SOUTH}", "style: unknown", "style: oral")
    outer.commit("2026-01-03", BO)
    monkeypatch.chdir(top / "studier" / "mål")
    assert told(run, "south") == [
        CREATED_SOUTH,
        "2026-01-03 Bo Lund: style changed from unknown to oral",
    ]


def fast_import(root: Path, souths: Sequence[str]) -> None:
    """A history of as many revisions as there are texts for one of the cases."""
    lines: list[str] = []

    def file(name: str, text: str) -> None:
        lines.extend([f"M 100644 inline {name}", f"data {len(text.encode())}", text])

    for number, south in enumerate(souths):
        when = 1_700_000_000 + number
        lines += ["commit refs/heads/main", f"committer Bo Lund <nobody@example.org> {when} +0000"]
        lines += ["data 1", "x"]
        for name, text in FILES.items() if not number else ():
            file(name, text)
        file(SOUTH, south)
    subprocess.run(
        ["git", "fast-import", "--quiet"],
        cwd=root,
        input="\n".join([*lines, ""]).encode(),
        check=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
    )
    Chronicle(root).git("reset", "-q", "--hard", "main")


def south(style: str, checklist: str) -> str:
    """The case with two values."""
    text = FILES[SOUTH].replace("style: unknown", f"style: {style}")
    return text.replace("value: false", f"value: {checklist}")


def test_a_long_random_history_is_told_in_full(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against what is plain from the values themselves, one revision after the other."""
    draw = random.Random(7)
    styles = [draw.choice(("oral", "mixed", "written", "unknown")) for _ in range(300)]
    checklists = [draw.choice(("true", "false", "unknown")) for _ in range(300)]
    root = make_study({"qualcode.yaml": FILES["qualcode.yaml"]})
    monkeypatch.chdir(root)
    Chronicle(root).git("init", "-q")
    fast_import(root, list(map(south, styles, checklists)))
    moved = [
        f"2023-11-14 Bo Lund: {name} changed from {was} to {now}"
        for pair in pairwise(zip(styles, checklists, strict=True))
        for name, was, now in zip(("style", "checklist"), *pair, strict=True)
        if was != now
    ]
    assert told(run, "south")[1:] == moved
    verdicts = list(map(_verdict, styles, checklists))
    lines = told(run, "south", "--typology", "handover")
    assert [line.split(", because")[0].split("handover: ")[1] for line in lines] == [
        verdicts[0],
        *(f"{was} -> {now}" for was, now in pairwise(verdicts) if was != now),
    ]


def _verdict(style: str, checklist: str) -> str:
    """The verdict as one reads it off the two types, one possible world after the other."""
    worlds = {
        _in_world(one, other)
        for one in (("oral", "mixed", "written") if style == "unknown" else (style,))
        for other in (("true", "false") if checklist == "unknown" else (checklist,))
    }
    if len(worlds) == 1:
        return worlds.pop()
    possible = [kind for kind in ("formal", "informal") if f"pure {kind}" in worlds]
    if style == "oral":
        return "insufficient (probably informal)"  # only what excludes it is open
    if len(possible) == 2:
        return "insufficient (any type)"
    return f"insufficient ({f'possible: {possible[0]}' if possible else 'no type'})"


def _in_world(style: str, checklist: str) -> str:
    if style == "oral":
        return "near informal" if checklist == "true" else "pure informal"
    return "pure formal" if checklist == "true" else "near formal"


def test_passages_are_told_of_and_where_they_stand_is_not(study: Chronicle, run: Run) -> None:
    start = (
        "passages:\n  - {id: p1, document: notes, quote: We talk., codes: [oral_habit]}\n"
        "  - {document: notes, quote: Nobody writes.}\n"
    )
    study.change(THEME, "codes:\n", "codes:\n  oral_habit: {label: oral, scale: presence}\n")
    study.write(SOUTH, FILES[SOUTH] + start)
    study.commit("2026-02-01")
    study.change(SOUTH, "id: p1,", "id: p1, position: 12,")
    study.commit("2026-02-02", BO)
    study.change(SOUTH, "We talk., codes: [oral_habit]", "We do talk., coder: bo, codes: []")
    study.change(SOUTH, "  - {document: notes, quote: Nobody writes.}\n", "")
    study.commit("2026-02-03", BO)
    told_of = [
        '2026-02-01 Åse Nørby: passage p1 added: "We talk." in notes, coded as oral_habit',
        '2026-02-01 Åse Nørby: passage notes "Nobody writes." added',
        '2026-02-03 Bo Lund: passage p1 now "We do talk." in notes, no longer coded as '
        "oral_habit, now by bo",
        '2026-02-03 Bo Lund: passage notes "Nobody writes." taken out',
    ]
    assert told(run, "south") == [CREATED_SOUTH, *told_of]
    assert told(run, "oral_habit") == [
        "2026-02-01 Åse Nørby: code oral_habit created",
        told_of[0].replace("passage", "south: passage"),
        told_of[2].replace("passage", "south: passage"),
    ]


def test_memos_are_told_of(study: Chronicle, run: Run) -> None:
    study.change(SOUTH, "codes:\n", "memos: [{coder: bo, about: style, text: Why oral?}]\ncodes:\n")
    study.change(THEME, "    label: style\n", "    label: style\n    memos: [{text: How?}]\n")
    study.commit("2026-02-01")
    study.change(SOUTH, "memos: [{coder: bo, about: style, text: Why oral?}]\n", "")
    study.commit("2026-02-02", BO)
    assert told(run, "south", "style")[2:] == [
        '2026-02-01 Åse Nørby: memo by bo on style added: "Why oral?"',
        '2026-02-02 Bo Lund: memo by bo on style taken out: "Why oral?"',
    ]
    assert told(run, "style", "--since", "2026-02-01") == [
        '2026-02-01 Åse Nørby: memo on style added: "How?"',
        '2026-02-01 Åse Nørby: south: memo by bo on style added: "Why oral?"',
        '2026-02-02 Bo Lund: south: memo by bo on style taken out: "Why oral?"',
    ]
