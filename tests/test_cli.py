"""The commands as a user types them: what is printed where, and the exit code."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qualcode import __version__
from tests.drafts import words_of
from tests.running import Ran, Run
from tests.wards import FILES, changed

ROOT = Path(__file__).parents[1]

MakeStudy = Callable[[Mapping[str, str]], Path]

NORTH = "cases/north.yaml"


@pytest.fixture
def wards(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small study, as the current folder."""
    root = make_study(FILES)
    monkeypatch.chdir(root)
    return root


def test_version_is_answered_at_once(run: Run) -> None:
    assert run("--version") == Ran(0, f"qualcode {__version__}\n", "")


@pytest.mark.parametrize("command", ["check", "classify", "explain", "render", "init"])
def test_each_command_explains_itself_with_an_example(command: str, run: Run) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"Example: qualcode {command}" in ran.out


def test_a_clean_study_exits_with_0(wards: Path, run: Run) -> None:
    assert run("check") == Ran(0, "nothing found in 2 case files\n", "")


def test_a_finding_shows_its_line_with_a_caret_and_exits_with_1(wards: Path, run: Run) -> None:
    path = wards / NORTH
    path.write_text(
        path.read_text(encoding="utf-8").replace("value: written", "value: writen"),
        encoding="utf-8",
    )
    assert run("check", "cases/") == Ran(
        1,
        """\
cases/north.yaml:7:18: error QC202: code 'style' cannot have the value 'writen'
      style: {value: writen, evidence: [{document: notes, at: p. 2}]}
                     ^^^^^^
  hint: did you mean 'written'? its values are oral, mixed, written

1 error in 2 case files
""",
        "",
    )


def test_a_slip_in_a_template_is_found_without_rendering(wards: Path, run: Run) -> None:
    template = wards / "templates/en/chapter-1.md.j2"
    template.write_text(
        '{% set title = "Wards" %}\n{{ page.typology("handovr").label }}\n', encoding="utf-8"
    )
    assert run("check", "cases/") == Ran(
        1,
        """\
templates/en/chapter-1.md.j2:2:19: error QC604: the study has no typology 'handovr'
    {{ page.typology("handovr").label }}
                      ^^^^^^^
  hint: did you mean 'handover'?

1 error in 2 case files
""",
        "",
    )


def test_templates_are_loaded_only_where_there_are_some(wards: Path) -> None:
    program = (
        "import sys; sys.argv = ['qualcode', 'check']\n"
        "from qualcode import cli\n"
        "try: cli.main()\n"
        "except SystemExit: print('jinja2' in sys.modules)"
    )

    def loaded() -> str:
        words = [sys.executable, "-c", program]
        ran = subprocess.run(words, cwd=wards, capture_output=True, encoding="utf-8", check=True)
        return ran.stdout.splitlines()[-1]

    assert loaded() == "True"
    (wards / "templates/en/chapter-1.md.j2").unlink()
    assert loaded() == "False"


def test_templates_are_not_held_against_a_codebook_that_cannot_be_read_in_full(
    make_study: MakeStudy, run: Run
) -> None:
    theme = "codebooks/wards/themes/handover.yaml"
    root = make_study(
        {
            **changed(theme, "checklist: {label: checklist,", "checklist: {lable: checklist,"),
            "templates/en/chapter-1.md.j2": '{% set title = "W" %}{{ page.code("checklist").label }}',
        }
    )
    out = run("check", str(root)).out
    assert "QC021" in out
    assert "QC604" not in out


def test_only_the_files_asked_for_are_reported(wards: Path, run: Run) -> None:
    (wards / NORTH).write_text("- no case\n", encoding="utf-8")
    assert run("check", "cases/south.yaml") == Ran(0, "nothing found in 1 case file\n", "")


def test_findings_as_json_have_their_places(make_study: MakeStudy, run: Run) -> None:
    root = make_study(changed(NORTH, "value: written", "value: writen"))
    ran = run("check", str(root), "--format", "json")
    assert (ran.code, ran.err) == (1, "")
    assert json.loads(ran.out) == {
        "qualcode": __version__,
        "format": 1,
        "case_files": 2,
        "findings": [
            {
                "rule": "QC202",
                "severity": "error",
                "message": "code 'style' cannot have the value 'writen'",
                "hint": "did you mean 'written'? its values are oral, mixed, written",
                "file": "cases/north.yaml",
                "line": 7,
                "column": 18,
                "end_line": 7,
                "end_column": 24,
                "related": [],
            }
        ],
        "accepted": [],
        "baselined": [],
        "gone": [],
        "left_out": 0,
    }


def test_classify_prints_a_table_that_fits_80_columns(wards: Path, run: Run) -> None:
    ran = run("classify", "cases/")
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    rows = [
        line.split()
        for line in ran.out.splitlines()
        if line.startswith((" north", " south", "north", "south"))
    ]
    assert rows == [
        ["north", "pure", "formal"],
        ["south", "insufficient", "possible:", "informal", "style"],
    ]


def test_classify_names_no_cases_when_very_many_say_the_same(run: Run) -> None:
    ran = run("classify", str(ROOT / "cases"), "--typology", "agreement_type")
    assert [
        line.split("  ")[0] for line in ran.out.splitlines() if "agreement_clarity" in line
    ] == ["all 18 cases"]


def test_classify_as_csv_and_markdown(wards: Path, run: Run) -> None:
    assert run("classify", "--format", "csv").out == (
        "typology,case,definition,verdict,type,missing,membership\n"
        "handover,north,no,pure,formal,,\n"
        "handover,south,no,insufficient,possible: informal,style,\n"
    )
    assert run("classify", "--format", "md").out == (
        "**handover: handover**\n\n"
        "| case  | verdict      | type               | missing |\n"
        "| ----- | ------------ | ------------------ | ------- |\n"
        "| north | pure         | formal             |         |\n"
        "| south | insufficient | possible: informal | style   |\n"
    )


def test_classify_as_csv_is_one_table_for_all_typologies(run: Run) -> None:
    rows = list(
        csv.DictReader(run("classify", str(ROOT / "cases"), "--format", "csv").out.splitlines())
    )
    assert len({row["typology"] for row in rows}) == 26
    assert [row for row in rows if row["case"] == "pure-divided" and row["verdict"] == "pure"] == [
        {
            "typology": "project_secretariat",
            "case": "pure-divided",
            "definition": "yes",
            "verdict": "pure",
            "type": "opdelt",
            "missing": "",
            "membership": "",
        }
    ]


def test_classify_as_json_says_what_is_possible(wards: Path, run: Run) -> None:
    data = json.loads(run("classify", "--format", "json").out)
    south = data["typologies"][0]["cases"][1]
    assert (south["verdict"], south["possible"], south["certain"], south["missing"]) == (
        "insufficient",
        ["informal"],
        [],
        ["style"],
    )
    assert south["possible_verdicts"] == [
        {"verdict": "near", "types": ["formal"]},
        {"verdict": "pure", "types": ["informal"]},
    ]


def test_classify_writes_a_file_when_asked(wards: Path, run: Run) -> None:
    assert run("classify", "--format", "csv", "--output", "øre/typer.csv") == Ran(0, "", "")
    assert (wards / "øre" / "typer.csv").read_text(encoding="utf-8").startswith("typology,case")


def test_a_case_with_errors_is_not_classified_and_says_so(make_study: MakeStudy, run: Run) -> None:
    root = make_study(changed(NORTH, "value: written", "value: writen"))
    ran = run("classify", str(root), "--format", "csv")
    assert ran.code == 1
    assert ran.out == (
        "typology,case,definition,verdict,type,missing,membership\n"
        "handover,south,no,insufficient,possible: informal,style,\n"
    )
    assert ran.err.startswith("cases/north.yaml:7:18: error QC202")


def test_explain_shows_each_condition_and_its_evidence(wards: Path, run: Run) -> None:
    assert (
        run("explain", "south").out
        == """\
south in handover (handover)
  verdict: insufficient, possible: informal
  hangs on: style
  possible verdicts:
    near formal
    pure informal
  resemblance where no type holds: formal 0.5; informal 0
  the same with a blend threshold (0.5) up to 0.5, and with a margin (0.2) from
      0

  formal: fails (formal)
    ruled out by checklist
    unknown: necessary style is at least mixed
      style: unknown [cases/south.yaml:5:3]
    fails: necessary checklist is true
      checklist: false [cases/south.yaml:6:3]
        notes, p. 9

  informal: unknown (informal)
    unknown: necessary style is oral
      style: unknown [cases/south.yaml:5:3]
    fails: excluded by checklist is true
      checklist: false [cases/south.yaml:6:3]
        notes, p. 9
"""
    )


def test_explain_says_what_would_settle_and_what_would_change_a_verdict(
    wards: Path, run: Run
) -> None:
    head, _, _ = run("explain", "south", "--next", "--flips").out.partition("\n\n")
    assert (
        head
        == """\
south in handover (handover)
  verdict: insufficient, possible: informal
  hangs on: style
  possible verdicts:
    near formal
    pure informal
  resemblance where no type holds: formal 0.5; informal 0
  the same with a blend threshold (0.5) up to 0.5, and with a margin (0.2) from
      0
  what to find out:
    style settles it
      oral: pure informal
      mixed, written: near formal
  one other value changes the verdict:
    checklist [cases/south.yaml:6:3]
      true: possible: near informal, or pure formal; no longer possible: near
          formal, or pure informal"""
    )


def test_explain_says_what_is_enough_for_a_verdict(wards: Path, run: Run) -> None:
    head, _, _ = run("explain", "north", "--flips").out.partition("\n\n")
    assert (
        head
        == """\
north in handover (handover)
  verdict: pure, formal
  why: to know just this is enough
    style, checklist
  one other value changes the verdict:
    style [cases/north.yaml:7:3]
      oral: near informal
    checklist [cases/north.yaml:8:3]
      false: near formal"""
    )


def test_explain_says_what_a_blend_is_made_of(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    out = run("explain", "pure-mixed-local", "project_organisation", "--lang", "en").out
    assert (
        """
  what the blend is made of:
    anchoring: local_professional and local_semi_professional
    local_professional_participation: local_professional
    tenant_board_participation: local_semi_professional
    shares: local_professional 0.5; local_semi_professional 0.5
"""
        in out
    )
    ran = run("explain", "pure-mixed-local", "project_organisation", "--format", "json")
    (one,) = json.loads(ran.out)["explanations"]
    assert one["attribution"] == {
        "dimensions": [
            {
                "dimension": "anchoring",
                "types": ["local_professional", "local_semi_professional"],
                "open": [],
            },
            {
                "dimension": "local_professional_participation",
                "types": ["local_professional"],
                "open": [],
            },
            {
                "dimension": "tenant_board_participation",
                "types": ["local_semi_professional"],
                "open": [],
            },
        ],
        "shares": {"local_professional": [0.5, 0.5], "local_semi_professional": [0.5, 0.5]},
    }


def test_explain_as_json_has_reasons_questions_and_flips(wards: Path, run: Run) -> None:
    (south,) = json.loads(run("explain", "south", "--next", "--flips", "--format", "json").out)[
        "explanations"
    ]
    assert south["why"] is None
    assert south["resemblances"] == {"formal": [0.5, 0.5], "informal": [0.0, 0.0]}
    assert south["same_with"] == {"blend": [None, 0.5], "margin": [0.0, None]}
    assert south["why_not"] == {"formal": {"sets": [["checklist"]], "complete": True}}
    near, pure = ({"verdict": kind, "types": ["formal"]} for kind in ("near", "pure"))
    informal = {"verdict": "pure", "types": ["informal"]}
    assert south["next"] == {
        "questions": [
            {
                "question": "style",
                "of": ["style"],
                "member": None,
                "power": "settles",
                "worst": 1,
                "mean": 1.0,
                "answers": [
                    {"values": ["oral"], "possible_verdicts": [informal]},
                    {"values": ["mixed", "written"], "possible_verdicts": [near]},
                ],
            }
        ],
        "together": ["style"],
    }
    assert south["flips"] == [
        {
            "of": ["checklist"],
            "to": True,
            "basis": "stated",
            "position": "cases/south.yaml:6:3",
            "evidence": [{"document": "notes", "at": "p. 9"}],
            "possible_verdicts": [{"verdict": "near", "types": ["informal"]}, pure],
        }
    ]


def test_next_lists_what_to_ask_the_field(wards: Path, run: Run) -> None:
    lines = [line.rstrip() for line in run("next").out.splitlines()]
    assert lines == [
        "questions to the field",
        "question                                  cases   settles   can settle   narrows",
        "─" * 80,
        "style                                     1       1         0            0",
        "In numbers of verdicts: any answer settles them, some answer does, or it only",
        "narrows them.",
        "",
    ]
    assert run("next", "--format", "csv").out == (
        "case,typology,question,answer\nsouth,handover,style,settles\n"
    )


def test_verdicts_that_still_follow_are_verified(wards: Path, run: Run) -> None:
    run("classify", "--format", "json", "--output", "verdicts.json")
    assert run("verify", "verdicts.json") == Ran(
        0, "all verdicts in 'verdicts.json' follow from the codebook and the cases\n", ""
    )
    run("classify", "cases/north.yaml", "--format", "json", "--output", "north.json")
    assert run("verify", "north.json").code == 0


def test_verdicts_that_no_longer_follow_are_named_one_by_one(wards: Path, run: Run) -> None:
    run("classify", "--format", "json", "--output", "verdicts.json")
    north = wards / "cases" / "north.yaml"
    north.write_text(north.read_text(encoding="utf-8").replace("written", "oral"), encoding="utf-8")
    theme = next((wards / "codebooks").rglob("themes/*.yaml"))
    text = theme.read_text(encoding="utf-8")
    theme.write_text(f"{text}# another line\n", encoding="utf-8", newline="\r\n")
    (wards / "cases" / "south.yaml").unlink()
    assert run("verify", "verdicts.json") == Ran(
        1,
        "the codebook is not the one that the verdicts were made with\n"
        "handover, north: was pure (formal), is near (informal)\n"
        "handover, south: has no verdict any more\n",
        "",
    )
    theme.write_text(text, encoding="utf-8", newline="\r\n")
    assert run("verify", "verdicts.json").out.startswith("handover, north: was")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "wrong.json:1:2: not JSON: Expecting property name enclosed in double quotes"),
        (
            '{"typologies": []}',
            "'wrong.json' does not hold verdicts; write them with: "
            "qualcode classify --format json --output 'wrong.json'",
        ),
        (
            "[]",
            "'wrong.json' does not hold verdicts; write them with: "
            "qualcode classify --format json --output 'wrong.json'",
        ),
    ],
)
def test_a_file_without_verdicts_is_refused(text: str, said: str, wards: Path, run: Run) -> None:
    (wards / "wrong.json").write_text(text, encoding="utf-8")
    assert run("verify", "wrong.json") == Ran(2, "", f"qualcode: {said}\n")
    assert run("verify", "none.json") == Ran(
        2, "", "qualcode: 'none.json' cannot be read: No such file or directory\n"
    )


def test_render_writes_a_chapter_and_says_where(wards: Path, run: Run) -> None:
    assert run("render", "--chapter", "1") == Ran(0, "wrote build/en/chapter-1.md\n", "")
    draft = (wards / "build/en/chapter-1.md").read_text(encoding="utf-8")
    assert words_of(draft) == "# Wards\n"


def test_render_all_writes_every_part_and_every_typology(wards: Path, run: Run) -> None:
    (wards / "templates/en/summary.md.j2").write_text("In short.\n", encoding="utf-8")
    assert run("render", "--all").out.splitlines() == [
        "wrote build/en/summary.md",
        "wrote build/en/chapter-1.md",
        "wrote build/en/typology-handover.md",
    ]
    for number in range(2, 12):
        (wards / f"templates/en/chapter-{number}.md.j2").write_text("x", encoding="utf-8")
    shown = run("render", "--all").out.splitlines()
    assert (len(shown), shown[-1]) == (11, "and 3 more, 13 files in all")


def test_render_all_writes_nothing_while_a_template_is_wrong_and_says_all_that_is(
    wards: Path, run: Run
) -> None:
    (wards / "templates/en/chapter-2.md.j2").write_text(
        "{{ pag.title }}\n{{ 1 / 0 }} {{ page.code('stile').label }}\n", encoding="utf-8"
    )
    (wards / "templates/en/chapter-3.md.j2").write_text("{{ 1 / 0 }}", encoding="utf-8")
    (wards / "templates/en/summary.md.j2").write_text("\n{% if %}\n", encoding="utf-8")
    ran = run("render", "--all")
    assert (ran.code, ran.out) == (1, "")
    assert [line for line in ran.err.splitlines() if "QC" in line] == [
        "templates/en/chapter-2.md.j2:1:4: error QC604: there is no 'pag'",
        "templates/en/chapter-2.md.j2:2:27: error QC604: the study has no code 'stile'",
        "templates/en/chapter-3.md.j2:1:1: error QC604: the template cannot be rendered: division "
        "by zero",
        "templates/en/summary.md.j2:2:1: error QC604: the template cannot be read: Expected an "
        "expression, got 'end of statement block'",
    ]
    assert not (wards / "build").exists()


def test_a_chapter_that_does_not_exist_is_named_with_those_that_do(wards: Path, run: Run) -> None:
    ran = run("render", "--chapter", "9")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "templates/en/chapter-9.md.j2:1:1: error QC601: there is no template for part '9' in language 'en'",
        "  hint: there are 1",
        "",
    ]
    assert not (wards / "build").exists()


def test_a_slip_in_a_template_is_shown_at_its_line_and_nothing_is_written(
    wards: Path, run: Run
) -> None:
    (wards / "templates/en/chapter-1.md.j2").write_text(
        "# Wards\n{{ pag.title }}\n", encoding="utf-8"
    )
    ran = run("render", "--chapter", "1")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "templates/en/chapter-1.md.j2:2:1: error QC604: there is no 'pag'",
        "    {{ pag.title }}",
        "    ^",
        "  hint: did you mean 'page'?",
        "",
    ]
    assert not (wards / "build").exists()


def test_a_draft_that_was_edited_is_left_as_it_is(wards: Path, run: Run) -> None:
    run("render", "--chapter", "1")
    draft = wards / "build/en/chapter-1.md"
    draft.write_text("# Our wards\n", encoding="utf-8")
    ran = run("render", "--chapter", "1")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[0] == (
        "build/en/chapter-1.md:1:1: error QC602: 'en/chapter-1.md' is not as qualcode wrote it and was "
        "left alone"
    )
    assert draft.read_text(encoding="utf-8") == "# Our wards\n"


def test_a_folder_that_cannot_be_written_to_is_said(wards: Path, run: Run) -> None:
    (wards / "full").write_text("a file, not a folder", encoding="utf-8")
    ran = run("render", "--chapter", "1", "--output", "full")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[0].startswith("full/.qualcode.json:1:1: error QC603: ")
    assert (wards / "full").read_text(encoding="utf-8") == "a file, not a folder"


def test_nothing_is_rendered_while_the_study_has_errors(wards: Path, run: Run) -> None:
    path = wards / NORTH
    path.write_text(path.read_text(encoding="utf-8").replace("written", "writen"), encoding="utf-8")
    ran = run("render", "--chapter", "1")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("cases/north.yaml:7:18: error QC202: ")
    assert not (wards / "build").exists()


MISUSES = {
    "a folder that is not there": (
        ("check", "casess"),
        "there is no file or folder 'casess'; did you mean 'cases'?",
    ),
    "an empty folder": (("check", "leer"), "there are no case files in 'leer'"),
    "a case that is not there": (
        ("explain", "nort"),
        "there is no case 'nort'; did you mean 'north'?",
    ),
    "a typology that is not there": (
        ("classify", "--typology", "handovr"),
        "there is no typology 'handovr'; did you mean 'handover'?",
    ),
    "a unit that is not there": (
        ("classify", "--unit", "hospital"),
        "there is no unit 'hospital'; there are ward",
    ),
    "a language that is not there": (
        ("classify", "--lang", "da"),
        "there is no language 'da'; there are en",
    ),
    "nothing to render": (
        ("render",),
        "give one of --chapter, --typology and --all; see 'qualcode render --help'",
    ),
    "too much to render": (
        ("render", "--all", "--chapter", "1"),
        "give one of --chapter, --typology and --all; see 'qualcode render --help'",
    ),
    "an example that is not there": (
        ("init", "--example", "boligsosial", "new"),
        "there is no example 'boligsosial'; did you mean 'boligsocial'?",
    ),
    "a folder that is taken": (
        ("init", "cases"),
        "'cases' is there already; give the name of a new folder",
    ),
}


@pytest.mark.parametrize("name", MISUSES)
def test_wrong_use_is_said_in_one_line_and_exits_with_2(name: str, wards: Path, run: Run) -> None:
    (wards / "leer").mkdir()
    words, message = MISUSES[name]
    before = sorted(wards.rglob("*"))
    assert run(*words) == Ran(2, "", f"qualcode: {message}\n")
    assert sorted(wards.rglob("*")) == before


def test_outside_a_study_the_way_to_begin_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check") == Ran(
        2,
        "",
        "qualcode: there is no study here: no file 'qualcode.yaml' in this folder or above it\n"
        "run 'qualcode init' to begin one, or go into the folder of your study\n",
    )


def test_a_study_whose_codebook_cannot_be_read_exits_with_2(
    make_study: MakeStudy, run: Run
) -> None:
    root = make_study({**FILES, "codebooks/wards/codebook.yaml": "codebook: [\n"})
    ran = run("check", str(root))
    assert ran.code == 2
    assert ran.out.startswith("codebooks/wards/codebook.yaml:")


def test_a_bug_is_reported_without_a_traceback(
    wards: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("qualcode.pipeline.find_study", broken)
    assert run("check") == Ran(
        3,
        "",
        f"qualcode {__version__} has a bug: ZeroDivisionError: oops\n"
        "please report it with the command you ran; nothing of yours was changed\n",
    )


def test_init_copies_the_example_into_a_new_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("init", "--example", "boligsocial", "mit studie æøå")
    assert ran.code == 0
    root = tmp_path / "mit studie æøå"
    assert sorted(path.name for path in root.iterdir()) == [
        ".vscode",
        "cases",
        "codebooks",
        "qualcode.yaml",
        "templates",
    ]
    assert sorted(path.name for path in (root / "templates").iterdir()) == ["da", "en"]


def test_a_reader_who_stops_early_is_no_error(wards: Path) -> None:
    words = [sys.executable, "-m", "qualcode", "check", "--format", "json"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=wards
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
