"""Which findings `check` shows and counts: by option, in the project file, and in the files."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qualcode.diagnostics import Diagnostic, Location, Rule, Severity
from qualcode.pipeline import RULES, Place, check
from qualcode.rules.selection import Choice, chosen
from tests.running import Ran, Run
from tests.wards import FILES, changed

MakeStudy = Callable[[Mapping[str, str]], Path]

PROJECT = "qualcode.yaml"
BOOK = "codebooks/wards/codebook.yaml"
THEME = "codebooks/wards/themes/handover.yaml"
TYPES = "codebooks/wards/typologies/handover.yaml"
OWN = "codebooks/wards/rules.yaml"
FACTS = "codebooks/wards/facts.yaml"
FIGURES = "codebooks/wards/figures.yaml"
NORTH = "cases/north.yaml"

OWN_RULES = """\
rules:
  board_is_kept: {severity: warning, unit: ward, refuse: {checklist: false}, message: board}
"""
BROKEN = {
    **changed(NORTH, "{value: true, evidence: [{document: notes, at: p. 2}]}", "true"),
    OWN: OWN_RULES,
}
"""A study with an error (QC301) and a warning of its own rule."""


@pytest.fixture
def broken(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study with an error and a warning, as the current folder."""
    root = make_study(BROKEN)
    monkeypatch.chdir(root)
    return root


def configure(root: Path, checks: str) -> None:
    (root / PROJECT).write_text(f"{FILES[PROJECT]}checks:\n{checks}", encoding="utf-8")


def shown(ran: Ran) -> list[str]:
    """Place, severity and rule of each finding in the text, and the summary."""
    lines = ran.out.splitlines()
    heads = [": ".join(line.split(": ")[:2]) for line in lines if line.startswith(("c", "q"))]
    return [*heads, lines[-1]]


ERROR = "cases/north.yaml:8:3: error QC301"
OWN_WARNING = "cases/south.yaml:6:3: warning board_is_kept"


def test_without_a_choice_everything_counts(broken: Path, run: Run) -> None:
    ran = run("check")
    assert ran.code == 1
    assert shown(ran) == [ERROR, OWN_WARNING, "1 error, 1 warning in 2 case files"]


@pytest.mark.parametrize(
    ("words", "expected", "code"),
    [
        (("--select", "QC301"), [ERROR, "1 error in 2 case files (1 left out)"], 1),
        (("--select", "QC3"), [ERROR, "1 error in 2 case files (1 left out)"], 1),
        (("--select", "missing-evidence"), [ERROR, "1 error in 2 case files (1 left out)"], 1),
        (("--select", "QC2"), ["nothing found in 2 case files (2 left out)"], 0),
        (("--ignore", "QC3"), [OWN_WARNING, "1 warning in 2 case files (1 left out)"], 1),
        (("--ignore", "QC3,board_is_kept"), ["nothing found in 2 case files (2 left out)"], 0),
        (
            ("--ignore", "QC", "--ignore", "board_is_kept"),
            ["nothing found in 2 case files (2 left out)"],
            0,
        ),
        (
            ("--select", "QC3", "--ignore", "QC301"),
            ["nothing found in 2 case files (2 left out)"],
            0,
        ),
        (
            ("--severity", "QC3=info", "--severity", "board_is_kept=info"),
            [
                "cases/north.yaml:8:3: info QC301",
                "cases/south.yaml:6:3: info board_is_kept",
                "2 info in 2 case files",
            ],
            0,
        ),
        (
            ("--ignore", "QC301", "--max-warnings", "1"),
            [OWN_WARNING, "1 warning in 2 case files (1 left out)"],
            0,
        ),
        (("--max-warnings", "9"), [ERROR, OWN_WARNING, "1 error, 1 warning in 2 case files"], 1),
    ],
)
def test_options_choose_what_counts(
    words: tuple[str, ...], expected: list[str], code: int, broken: Path, run: Run
) -> None:
    ran = run("check", *words)
    assert (shown(ran), ran.code, ran.err) == (expected, code, "")


@pytest.mark.parametrize(
    ("checks", "words", "expected"),
    [
        ("  select: [QC3]\n", (), (([ERROR], 1))),
        ("  ignore: [QC3]\n  max_warnings: 1\n", (), ([OWN_WARNING], 0)),
        ("  ignore: [QC3]\n  max_warnings: 1\n", ("--max-warnings", "0"), ([OWN_WARNING], 1)),
        ("  ignore: [QC3]\n", ("--ignore", "board_is_kept"), ([ERROR], 1)),
        ("  select: [QC2]\n  ignore: [QC3]\n", ("--select", "QC3"), ([ERROR], 1)),
        (
            "  severity: {QC301: info, board_is_kept: error}\n",
            ("--severity", "board_is_kept=info"),
            (["cases/north.yaml:8:3: info QC301", "cases/south.yaml:6:3: info board_is_kept"], 0),
        ),
    ],
)
def test_the_project_file_chooses_where_no_option_does(
    checks: str, words: tuple[str, ...], expected: tuple[list[str], int], broken: Path, run: Run
) -> None:
    configure(broken, checks)
    ran = run("check", *words)
    assert (shown(ran)[:-1], ran.code) == expected


def test_names_of_no_rule_in_the_project_file_are_found_where_they_stand(
    broken: Path, run: Run
) -> None:
    configure(
        broken,
        "  select: [QC3, QC999]\n  ignore: [mising-evidence]\n  severity: {board_is_kep: info}\n",
    )
    found = check(Place(broken)).findings
    assert [
        (str(one.at), one.at.end_column, one.message, one.hint)
        for one in found
        if one.rule == "QC030"
    ] == [
        (
            "qualcode.yaml:6:17",
            22,
            "there is no rule 'QC999'",
            "a family is named by the beginning of its ids, as in QC2",
        ),
        (
            "qualcode.yaml:7:12",
            27,
            "there is no rule 'mising-evidence'",
            "did you mean 'missing-evidence'?",
        ),
        (
            "qualcode.yaml:8:14",
            26,
            "there is no rule 'board_is_kep'",
            "did you mean 'board_is_kept'?",
        ),
    ]
    assert shown(run("check"))[1:4] == [
        "qualcode.yaml:6:17: warning QC030",
        "qualcode.yaml:7:12: warning QC030",
        "qualcode.yaml:8:14: warning QC030",
    ]


def test_names_that_may_be_study_rules_pass_while_these_cannot_be_read(broken: Path) -> None:
    configure(broken, "  ignore: [board_is_kept, QC999]\n")
    (broken / OWN).write_text("rules:\n  board_is_kept: {severity: loud}\n", encoding="utf-8")
    found = [one.message for one in check(Place(broken)).findings if one.rule == "QC030"]
    assert found == ["there is no rule 'QC999'"]


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        (
            "  selct: [QC3]\n",
            "qualcode.yaml:6:3 QC021 the key 'selct' has no meaning here | did you mean 'select'?",
        ),
        (
            "  select: QC3\n",
            "qualcode.yaml:6:11 QC022 'select' must be a list, found the text 'QC3' | "
            "start each item with '- '",
        ),
        (
            "  severity: {QC301: loud}\n",
            "qualcode.yaml:6:21 QC022 'QC301' must be one of 'error', 'warning', 'info', found "
            "the text 'loud' | ",
        ),
        (
            "  max_warnings: -1\n",
            "qualcode.yaml:6:17 QC022 'max_warnings' must be 0 or more, found the number -1 | ",
        ),
        (
            "  ignore: [3]\n",
            "qualcode.yaml:6:12 QC022 a rule is named by text, found the number 3 | write its id, its name, or the beginning of the ids of a family",
        ),
    ],
)
def test_mistakes_in_the_checks_are_found_where_they_are(
    checks: str, expected: str, make_study: MakeStudy
) -> None:
    root = make_study({**FILES, PROJECT: f"{FILES[PROJECT]}checks:\n{checks}"})
    found = check(Place(root)).findings
    assert [f"{one.at} {one.rule} {one.message} | {one.hint}" for one in found] == [expected]


def test_options_that_name_no_rule_are_wrong_use_and_all_named_at_once(
    broken: Path, run: Run
) -> None:
    assert run("check", "--select", "QC9,qc301", "--severity", "board_is_kep=info") == Ran(
        2,
        "",
        "qualcode: there is no rule 'QC9'; a family is named by the beginning of its ids, as in "
        "QC2\n"
        "there is no rule 'qc301'; did you mean 'QC301'?\n"
        "there is no rule 'board_is_kep'; did you mean 'board_is_kept'?\n",
    )
    assert run("check", "--severity", "QC301=loud") == Ran(
        2,
        "",
        "qualcode: 'QC301=loud' sets no severity; write it as QC207=info (error, warning or info)\n",
    )


def test_a_case_with_an_ignored_error_still_gets_no_verdict(broken: Path, run: Run) -> None:
    configure(broken, "  ignore: [QC3, board_is_kept]\n  severity: {QC202: info}\n")
    assert run("check").code == 0
    ran = run("classify", "--format", "csv")
    assert ran.code == 1
    assert "north" not in ran.out
    assert ran.err.startswith("cases/north.yaml:8:3: error QC301")


def test_a_study_that_cannot_be_read_is_not_clean_whatever_is_ignored(
    make_study: MakeStudy, run: Run
) -> None:
    root = make_study({**FILES, BOOK: "codebook: [\n"})
    ran = run("check", str(root), "--ignore", "QC0")
    assert (ran.code, ran.out) == (2, "nothing found in 2 case files (1 left out)\n")


def test_the_closest_name_decides_how_much_a_rule_weighs() -> None:
    rule = Rule("QC301", "missing-evidence", Severity.ERROR, "")
    found = Diagnostic("QC301", Severity.ERROR, "no", Location("a"))

    def weight(**weights: str) -> Severity:
        choice = Choice(severity=tuple((name, Severity(one)) for name, one in weights.items()))
        (one,) = chosen([found], choice, [rule])
        return one.severity

    assert weight(QC301="info", QC3="warning") is Severity.INFO
    assert weight(QC30="info", QC3="warning") is Severity.INFO
    assert weight(QC3="info", QC3_="warning") is Severity.INFO
    assert weight(**{"missing-evidence": "info", "QC30": "warning"}) is Severity.INFO
    assert weight(QC2="info") is Severity.ERROR


def test_names_of_rules_are_unlike_beginnings_of_ids() -> None:
    assert [rule.name for rule in RULES if rule.name.startswith("QC")] == []
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_output_goes_to_a_file_and_the_summary_to_the_terminal(broken: Path, run: Run) -> None:
    expected = run("check", "--format", "sarif").out
    ran = run("check", "--format", "sarif", "--output", "ud/fund.sarif")
    assert ran == Ran(1, "", "1 error, 1 warning in 2 case files\n")
    assert (broken / "ud/fund.sarif").read_text(encoding="utf-8") == expected
    assert run("check", "--output", "cases") == Ran(
        2, "", "qualcode: cannot write 'cases': is a directory\n"
    )


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "github"])
def test_nothing_but_the_format_is_on_standard_output(name: str, broken: Path, run: Run) -> None:
    ran = run("check", "--format", name)
    assert (ran.code, ran.err) == (1, "")
    begins = {"json": "{\n", "sarif": "{\n", "junit": "<?xml", "github": "::error "}
    assert ran.out.startswith(begins[name])
    if name in ("json", "sarif"):
        json.loads(ran.out)


def accepting(files: Mapping[str, str], file: str, rule: str, reason: str) -> dict[str, str]:
    return {**files, file: f"{files[file]}accept: [{{rule: {rule}, reason: {reason}}}]\n"}


def test_a_finding_in_a_typology_is_accepted_in_its_file(make_study: MakeStudy, run: Run) -> None:
    files = changed(TYPES, "exclusive: required", "exclusive: required\nexhaustive: required")
    root = make_study(files)
    assert [one.rule for one in check(Place(root)).findings] == ["QC471"]
    make_study(accepting(files, TYPES, "QC471", '" a third type is to come "'))
    checked = check(Place(root))
    assert checked.findings == ()
    assert [(one.found.rule, one.reason) for one in checked.acceptances] == [
        ("QC471", "a third type is to come")
    ]
    assert run("classify", str(root)).code == 0


@pytest.mark.parametrize("file", [BOOK, THEME, TYPES, OWN, FACTS, FIGURES])
def test_what_is_wrong_with_an_acceptance_is_found_in_every_file_of_the_codebook(
    file: str, make_study: MakeStudy
) -> None:
    entry = "accept:\n  - {rule: QC108, reason: why not}\n  - {rule: QC999, reason: x}\n"
    entry += "  - {rule: QC202, reason: ' '}\n"
    text = FILES.get(file, "# Fictional.\n")
    found = check(Place(make_study({**FILES, file: text + entry}))).findings
    first = text.count("\n") + 2
    assert [f"{one.at} {one.rule} {one.message} | {one.hint}" for one in found] == [
        f"{file}:{first}:5 QC216 QC108 is accepted here, but not found | take this entry out",
        f"{file}:{first + 1}:12 QC215 there is no rule 'QC999' | "
        "write the id that stands before the message of the finding",
        f"{file}:{first + 2}:5 QC031 QC202 is accepted here, but no reason is given | "
        "say why it may stand",
    ]


def test_mistakes_in_an_acceptance_are_found_where_they_are(make_study: MakeStudy) -> None:
    entry = "accept: [{rule: QC108}, QC108, {rule: QC108, reson: x}]\n"
    found = check(Place(make_study({**FILES, TYPES: FILES[TYPES] + entry}))).findings
    line = FILES[TYPES].count("\n") + 1
    assert [f"{one.at} {one.rule} {one.message} | {one.hint}" for one in found] == [
        f"{TYPES}:{line}:10 QC020 the key 'reason' is missing | add a line 'reason: ...'",
        f"{TYPES}:{line}:25 QC022 an accepted finding must be a mapping, found the text 'QC108' | "
        "write an accepted finding as 'key: value' lines, indented",
        f"{TYPES}:{line}:46 QC021 the key 'reson' has no meaning here | did you mean 'reason'?",
    ]


def test_an_error_that_keeps_the_codebook_from_being_used_cannot_be_accepted(
    make_study: MakeStudy,
) -> None:
    files = changed(TYPES, "[{style: oral}]", "[{stile: oral}]")
    found = check(Place(make_study(accepting(files, TYPES, "QC101", "later")))).findings
    last = FILES[TYPES].count("\n") + 1
    assert [(str(one.at), one.rule, one.message) for one in found] == [
        (f"{TYPES}:13:18", "QC101", "there is no code 'stile'"),
        (
            f"{TYPES}:{last}:10",
            "QC032",
            "QC101 cannot be accepted: while it stands, nothing can be classified",
        ),
    ]


def test_an_acceptance_is_not_called_needless_while_its_case_has_errors(
    make_study: MakeStudy,
) -> None:
    files = accepting(BROKEN, NORTH, "board_is_kept", "it is")
    found = check(Place(make_study(files))).findings
    assert [one.rule for one in found] == ["QC301", "board_is_kept"]
