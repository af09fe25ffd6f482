"""`qualcode rule`: the manual as its reader sees it, also of the rules that a study declares."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from qualcode import __version__
from qualcode.cli.commands import app
from qualcode.cli.manual import _complete
from qualcode.diagnostics import Family
from qualcode.pipeline import RULES
from tests.running import Ran, Run
from tests.wards import FILES

MakeStudy = Callable[[Mapping[str, str]], Path]

OWN_RULES = """\
rules:
  writers_have_a_list:
    severity: warning
    unit: ward
    when: {style: written}
    refuse: {checklist: true}
    message: "{case} writes and ticks: {style}"
    hint: look at the notes again
    why: A list is meant to save the writing.
    source: {document: notes, at: p. 30}
    basis: inferred
  doctors_come_first:
    severity: info
    unit: ward
    each: {records: meetings, where: {kind: office}, via: after, require: {present: {contains: doctor}}}
    message: "no doctor at {other}"
  one_of_a_kind:
    severity: error
    unit: ward
    unique: {records: meetings, field: kind}
    message: "{record} is of the same kind as {other}"
  tab:
    severity: error
    unit: ward
    known: [beds, tools]
    message: "{case} lacks something"
"""


@pytest.fixture
def wards(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small study with rules of its own, as the current folder."""
    root = make_study({**FILES, "codebooks/wards/rules.yaml": OWN_RULES})
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, as the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


PAGE = """\
QC201 unknown-code (error, case)

A case uses a code not in the codebook.

A code that the codebook does not have means nothing that two people agree on,
and no table counts it. Mostly it is a slip of the pen; sometimes it is a new
idea that belongs in the codebook before it is used.

Bad

  cases/visited/oak.yaml:
    case: oak
    unit: kitchen
    codes:
      coking: heated

  This is found:
    cases/visited/oak.yaml:4:3: error QC201
      code 'coking' is not in the codebook
      hint: did you mean 'cooking'?

Good

  cases/visited/oak.yaml:
    case: oak
    unit: kitchen
    codes:
      cooking: heated

What to do

  Correct the spelling, or declare the code in a theme file with its scale and
  definition.

The examples are from an invented study of school kitchens.
"""


@pytest.mark.parametrize("name", ["QC201", "qc201", "unknown-code", "Unknown-Code"])
def test_a_page_is_found_by_id_and_by_name_without_a_study(
    name: str, nowhere: Path, run: Run
) -> None:
    assert run("rule", name) == Ran(0, PAGE, "")


def test_no_line_of_the_manual_is_wider_than_the_terminal(nowhere: Path, run: Run) -> None:
    texts = [run("rule").out, *(run("rule", rule.id).out for rule in RULES)]
    assert [line for text in texts for line in text.splitlines() if len(line) > 80] == []


def test_the_list_has_every_rule_once_under_its_family(nowhere: Path, run: Run) -> None:
    out = run("rule").out
    families = [block.splitlines()[0] for block in out.split("\n\n")]
    assert families == [
        "Reading",
        "Form",
        "Codebook",
        "Case",
        "Evidence",
        "Coders",
        "Typology",
        "Study rules",
        "Rendering",
        "Exchange",
        "Read the page of one with 'qualcode rule ID'.",
    ]
    in_families = sorted(RULES, key=lambda rule: (tuple(Family).index(rule.family), rule.id))
    rows = [line.split()[:3] for line in out.splitlines() if line.startswith("  QC")]
    assert rows == [[rule.id, rule.severity.value, rule.name] for rule in in_families]
    assert (
        "  QC101  error    unknown-name-in-condition   A condition names a code or record\n"
        "                                              group that is not in the codebook.\n"
    ) in out


def test_the_rules_of_a_study_are_listed_as_a_family_of_their_own(wards: Path, run: Run) -> None:
    *_, own, _ = run("rule").out.split("\n\n")
    assert own == (
        "The study's own\n"
        "  warning  writers_have_a_list\n"
        "           {case} writes and ticks: {style}\n"
        "  info     doctors_come_first\n"
        "           no doctor at {other}\n"
        "  error    one_of_a_kind\n"
        "           {record} is of the same kind as {other}\n"
        "  error    tab\n"
        "           {case} lacks something"
    )


def test_the_page_of_a_study_rule_says_what_it_asks_for_and_finds(wards: Path, run: Run) -> None:
    assert run("rule", "writers_have_a_list") == Ran(
        0,
        """\
writers_have_a_list (warning, the study's own)

{case} writes and ticks: {style}

  about: every ward
  when: style is written
  must not hold: checklist is true
  hint: look at the notes again
  why: A list is meant to save the writing.
  source: notes, p. 30
  basis: inferred
  declared in: codebooks/wards/rules.yaml:2:3

finds:
  cases/north.yaml:8:3: north writes and ticks: written
""",
        "",
    )


def test_a_study_rule_about_records_says_which_and_through_what(wards: Path, run: Run) -> None:
    assert run("rule", "doctors_come_first").out == (
        "doctors_come_first (info, the study's own)\n\n"
        "no doctor at {other}\n\n"
        "  about: every ward\n"
        "  each of: meetings where kind is office\n"
        "  judged in: the one that it refers to by after\n"
        "  must hold: present has doctor\n"
        "  declared in: codebooks/wards/rules.yaml:12:3\n\n"
        "finds nothing at present\n"
    )
    assert "  must differ: kind of any two meetings\n" in run("rule", "one_of_a_kind").out


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "unit: [ward], types: {handover: formal}, refuse: {any: [{style: oral}, {beds: {below: 5}}]}",
            [
                "about: every ward",
                "of type: formal in handover",
                "must not hold: style is oral or beds is below 5",
            ],
        ),
        (
            "in_order: [beds, places]",
            ["about: every case", "must be in order: beds is at most places"],
        ),
        (
            "cases: {group: city, where: {checklist: true}, each_value_of: style, at_least: 1, at_most: 6}",
            [
                "counted: cases of city where checklist is true",
                "for each: value of style",
                "must be: at least 1, at most 6",
            ],
        ),
        (
            "cases: {group: city, where: {checklist: true}, surely: true, exactly: 6}",
            ["counted: cases of city where surely checklist is true", "must be: exactly 6"],
        ),
        (
            "unit: ward, each: {records: meetings, refuse: {present: {contains_any: [nurse, doctor]}}}",
            [
                "about: every ward",
                "each of: meetings",
                "must not hold: present has one of [nurse, doctor]",
            ],
        ),
    ],
)
def test_each_kind_of_study_rule_is_put_into_words(
    body: str, said: list[str], wards: Path, run: Run
) -> None:
    rules = f"rules:\n  mine: {{severity: info, {body}, message: look}}\n"
    (wards / "codebooks/wards/rules.yaml").write_text(rules, encoding="utf-8")
    _, _, words, _ = run("rule", "mine").out.split("\n\n")
    *lines, place = words.splitlines()
    assert [line.removeprefix("  ") for line in lines] == said
    assert place == "  declared in: codebooks/wards/rules.yaml:2:3"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("each: {records: visits, require: {kind: office}}", "  must hold: kind is office\n"),
        (
            "refuse: {some: visits, where: {kind: office}}",
            "at least one of visits where kind is office\n",
        ),
        ("unique: {records: visits, field: place}", "  must differ: place of any two visits\n"),
    ],
)
def test_a_study_rule_with_names_that_nothing_has_can_still_be_read(
    body: str, said: str, wards: Path, run: Run
) -> None:
    rules = f"rules:\n  mine: {{severity: info, unit: ward, {body}, message: look}}\n"
    (wards / "codebooks/wards/rules.yaml").write_text(rules, encoding="utf-8")
    ran = run("rule", "mine")
    assert (ran.code, ran.err) == (0, "")
    assert said in ran.out
    assert "cannot be judged while the codebook has errors" in ran.out


def test_a_study_rule_comes_before_the_name_of_one_of_qualcode(wards: Path, run: Run) -> None:
    assert "  must be coded: beds, tools\n" in run("rule", "tab").out
    assert run("rule", "QC004").out.startswith("QC004 tab (error, reading)\n")


def test_what_a_case_accepts_is_shown_apart(wards: Path, run: Run) -> None:
    north = wards / "cases/north.yaml"
    text = north.read_text(encoding="utf-8")
    reason = "accept: [{rule: writers_have_a_list, reason: it is so}]\n"
    north.write_text(text + reason, encoding="utf-8")
    assert run("rule", "writers_have_a_list").out.endswith(
        "\n\naccepted:\n  cases/north.yaml:8:3: north writes and ticks: written\n"
    )


def test_while_the_codebook_has_errors_a_study_rule_is_shown_but_not_judged(
    wards: Path, run: Run
) -> None:
    typology = wards / "codebooks/wards/typologies/handover.yaml"
    text = typology.read_text(encoding="utf-8").replace("style: oral", "stile: oral")
    typology.write_text(text, encoding="utf-8")
    ran = run("rule", "writers_have_a_list")
    assert ran.out.endswith(
        "\n\ncannot be judged while the codebook has errors; run 'qualcode check'\n"
    )
    data = json.loads(run("rule", "writers_have_a_list", "--format", "json").out)
    assert (data["is_judged"], data["findings"]) == (False, [])


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("unknown-cod", "did you mean 'unknown-code'?"),
        ("writers_have_list", "did you mean 'writers_have_a_list'?"),
        ("???", "'qualcode rule' lists all of them"),
    ],
)
def test_an_unknown_rule_is_wrong_use(name: str, hint: str, wards: Path, run: Run) -> None:
    assert run("rule", name) == Ran(2, "", f"qualcode: there is no rule '{name}'; {hint}\n")


def test_rules_and_pages_as_data(wards: Path, run: Run) -> None:
    listed = json.loads(run("rule", "--format", "json").out)
    assert len(listed["rules"]) == len(RULES) + 4
    assert {**listed, "rules": listed["rules"][-4:-3]} == {
        "qualcode": __version__,
        "format": 1,
        "rules": [
            {
                "id": "writers_have_a_list",
                "name": "writers_have_a_list",
                "severity": "warning",
                "family": "the study's own",
                "summary": "{case} writes and ticks: {style}",
            }
        ],
    }
    page = json.loads(run("rule", "QC004", "--format", "json").out)
    assert (page["id"], page["name"], page["family"]) == ("QC004", "tab", "reading")
    assert page["good"] == [
        {
            "language": "yaml",
            "file": "cases/visited/oak.yaml",
            "text": "case: oak\nunit: kitchen\ncodes:\n  cooking: heated\n",
        }
    ]
    own = json.loads(run("rule", "writers_have_a_list", "--format", "json").out)
    assert own["says"] == [
        {"word": "about", "text": "every ward"},
        {"word": "when", "text": "style is written"},
        {"word": "must not hold", "text": "checklist is true"},
    ]
    assert own["findings"] == [
        {
            "message": "north writes and ticks: written",
            "hint": "look at the notes again",
            "file": "cases/north.yaml",
            "line": 8,
            "column": 3,
            "end_line": 8,
            "end_column": 12,
        }
    ]


def test_ids_and_names_are_completed(wards: Path) -> None:
    assert [word for word, _ in _complete("QC60")] == [f"QC60{n}" for n in range(1, 10)]
    assert list(_complete("unknown-code"))[:1] == [
        ("unknown-code", "A case uses a code not in the codebook.")
    ]
    assert list(_complete("writers")) == [
        ("writers_have_a_list", "{case} writes and ticks: {style}")
    ]


def test_the_shell_is_told_the_completions(nowhere: Path) -> None:
    line = {"_QUALCODE_COMPLETE": "complete_bash", "COMP_WORDS": "qualcode rule unknown-code"}
    ran = CliRunner().invoke(app, [], prog_name="qualcode", env={**line, "COMP_CWORD": "2"})
    assert ran.output.split() == ["unknown-code", "unknown-coder"]
