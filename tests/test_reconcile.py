"""What coders disagree on, settled by people: decisions written into the cases, nothing else."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from qualcode import pipeline
from qualcode.source import parse_document
from qualcode.source.inserting import with_entry
from tests.running import Run
from tests.test_coders import JON, NORTH, ON, STUDY, WARD, MakeStudy, by

EAST = "cases/øst/case.yaml"

DISPUTED = {
    **STUDY,
    JON: by(
        "jon",
        "style: {value: oral, evidence: [{document: notes, at: p. 7, says: \"They 'talk': no #form.\"}]}",
        f"checklist: {{value: false, {ON}}}",
    ),
}


@pytest.fixture
def disputed(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study whose two coders disagree on two codes of one ward."""
    root = make_study(DISPUTED)
    monkeypatch.chdir(root)
    return root


def decisions(*entries: str) -> str:
    return "decisions:\n" + "".join(f"  - {entry}\n" for entry in entries)


STYLE = (
    "{case: north, code: style, value: oral, by: eva and jon, because: Read again., "
    "date: 2031-05-02}"
)


def test_the_file_of_decisions_shows_both_sides_and_has_blanks(
    disputed: Path, run: Run, golden: Callable[[str, str], None]
) -> None:
    ran = run("reconcile", "--write", "decisions.yaml")
    assert (ran.code, ran.out) == (
        0,
        "wrote 2 disagreements to 'decisions.yaml'; fill it in, then:\n"
        "  qualcode reconcile --apply decisions.yaml\n",
    )
    golden("coders/decisions.yaml", (disputed / "decisions.yaml").read_text(encoding="utf-8"))
    again = run("reconcile", "--write", "decisions.yaml")
    assert (again.code, again.err) == (
        2,
        "qualcode: 'decisions.yaml' is there already and was left alone; choose another name\n",
    )
    before = (disputed / NORTH).read_bytes()
    ran = run("reconcile", "--apply", "decisions.yaml")
    assert (ran.code, ran.out) == (0, "wrote 0 decisions into 0 case files; 2 left open\n")
    assert (disputed / NORTH).read_bytes() == before


def test_a_decision_is_written_into_its_case_with_who_when_and_why(
    disputed: Path, run: Run
) -> None:
    (disputed / "decisions.yaml").write_text(decisions(STYLE), encoding="utf-8")
    ran = run("reconcile", "--apply", "decisions.yaml")
    assert (ran.code, ran.out, ran.err) == (
        0,
        "north: style is oral, decided by eva and jon\nwrote 1 decision into 1 case file\n",
        "",
    )
    assert (disputed / NORTH).read_text(encoding="utf-8") == WARD + (
        "codes:\n"
        "  style:\n"
        "    value: oral\n"
        "    evidence:\n"
        '      - {document: notes, at: "p. 7", says: "They \'talk\': no #form."}\n'
        '    decided: {by: "eva and jon", date: "2031-05-02", because: "Read again."}\n'
    )
    checked = pipeline.check(pipeline.Place(disputed))
    assert [one.rule for one in checked.findings] == ["QC344"]  # the checklist is still open
    assert "style: oral, decided by eva and jon [cases/north/case.yaml:7:3]" in " ".join(
        run("explain", "north", "handover").out.split()
    )
    # What was written before is not written again, so that the same file can be filled in further.
    after = (disputed / NORTH).read_bytes()
    assert run("reconcile", "--apply", "decisions.yaml").code == 0
    assert (disputed / NORTH).read_bytes() == after


def test_a_decision_without_a_date_has_the_day_on_which_it_was_written(
    disputed: Path, run: Run
) -> None:
    undated = STYLE.replace(", date: 2031-05-02", "")
    (disputed / "decisions.yaml").write_text(decisions(undated), encoding="utf-8")
    before = date.today().isoformat()
    run("reconcile", "--apply", "decisions.yaml")
    written = (disputed / NORTH).read_text(encoding="utf-8")
    assert any(f'date: "{day}"' in written for day in (before, date.today().isoformat()))


WRONG = {
    "nobody decided": (
        "{case: north, code: style, value: oral}",
        [
            "decisions.yaml:2:5: error QC350: the decision on 'style' in case 'north' does not say "
            "who decided",
            "decisions.yaml:2:5: error QC350: the decision on 'style' in case 'north' does not say why",
        ],
    ),
    "no such case": (
        STYLE.replace("north", "nord"),
        ["decisions.yaml:2:12: error QC350: there is no case 'nord'"],
    ),
    "no such code": (
        STYLE.replace("style", "stile"),
        [
            "decisions.yaml:2:5: error QC201: code 'stile' is not in the codebook",
            "decisions.yaml:2:5: error QC301: 'stile' has no evidence",
        ],
    ),
    "no such value": (
        STYLE.replace("oral", "orally"),
        [
            "decisions.yaml:2:5: error QC301: 'style' has no evidence",
            "decisions.yaml:2:39: error QC202: code 'style' cannot have the value 'orally'",
        ],
    ),
    "a value that nobody gave, on no grounds": (
        STYLE.replace("oral", "mixed"),
        ["decisions.yaml:2:5: error QC301: 'style' has no evidence"],
    ),
    "a slip in a key": (
        STYLE.replace("because", "becuse"),
        ["decisions.yaml:2:62: error QC021: the key 'becuse' has no meaning here"],
    ),
}


@pytest.mark.parametrize(("entry", "expected"), WRONG.values(), ids=WRONG)
def test_a_wrong_decision_is_reported_and_nothing_is_written_not_even_the_others(
    entry: str, expected: list[str], disputed: Path, run: Run
) -> None:
    right = STYLE.replace("style", "checklist").replace("oral", "true")
    (disputed / "decisions.yaml").write_text(decisions(entry, right), encoding="utf-8")
    before = (disputed / NORTH).read_bytes()
    ran = run("reconcile", "--apply", "decisions.yaml")
    assert ran.code == 1
    assert [line for line in ran.err.splitlines() if " error " in line] == expected
    assert ran.out == "wrote 0 decisions into 0 case files\n"
    assert (disputed / NORTH).read_bytes() == before


def test_two_decisions_on_one_code_are_reported(disputed: Path, run: Run) -> None:
    (disputed / "decisions.yaml").write_text(decisions(STYLE, STYLE), encoding="utf-8")
    ran = run("reconcile", "--apply", "decisions.yaml")
    assert ran.code == 1
    assert (
        "decisions.yaml:3:5: error QC350: the decision on 'style' in case 'north' is there twice"
        in ran.err
    )


OWN = WARD + f"codes:\n  style: {{value: mixed, {ON}}}  # seen in May\n  checklist: unknown\n"


def test_a_value_that_a_case_has_is_replaced_only_where_the_decision_says_so(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    root = make_study({**DISPUTED, NORTH: OWN.replace("  # seen in May", "")})
    monkeypatch.chdir(root)
    (root / "decisions.yaml").write_text(decisions(STYLE), encoding="utf-8")
    ran = run("reconcile", "--apply", "decisions.yaml")
    assert ran.code == 1
    assert "decisions.yaml:2:5: error QC351: case 'north' has a value of 'style' already" in ran.err
    assert "hint: write 'replace: true' in the decision if it is to go" in ran.err
    asked = STYLE.replace("{case", "{replace: true, case")
    (root / "decisions.yaml").write_text(decisions(asked), encoding="utf-8")
    assert run("reconcile", "--apply", "decisions.yaml").code == 0
    text = (root / NORTH).read_text(encoding="utf-8")
    assert "mixed" not in text
    assert "value: oral" in text
    assert text.endswith("  checklist: unknown\n")


def test_a_comment_inside_a_value_that_is_to_go_stops_the_decision(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    root = make_study({**DISPUTED, NORTH: OWN})
    monkeypatch.chdir(root)
    asked = STYLE.replace("{case", "{replace: true, case")
    (root / "decisions.yaml").write_text(decisions(asked), encoding="utf-8")
    ran = run("reconcile", "--apply", "decisions.yaml")
    assert ran.code == 1
    assert (
        "decisions.yaml:2:5: error QC352: the decision on 'style' cannot be written into "
        "'cases/north/case.yaml'"
    ) in ran.err
    assert (root / NORTH).read_text(encoding="utf-8") == OWN


def test_every_other_byte_of_the_case_stays_with_windows_line_ends_and_danish_letters(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    root = make_study(
        {**DISPUTED, "cases/øst/codings/eva.yaml": by("eva", f"style: {{value: oral, {ON}}}")}
    )
    (root / "cases/øst/codings/eva.yaml").write_bytes(
        by("eva", f"style: {{value: oral, {ON}}}").replace("north", "øst").encode()
    )
    (root / "cases/øst/codings/jon.yaml").write_bytes(
        by("jon", f"style: {{value: mixed, {ON}}}").replace("north", "øst").encode()
    )
    own = (
        "\ufeff# Åben sag\r\ncase: øst\r\nunit: ward\r\nlabel: 'Øst'   # quoted\r\ncodes:\r\n"
        f"    checklist:   {{value: true, {ON}}} # kept\r\n\r\n# the end\r\nanonymous: false"
    )
    (root / EAST).write_bytes(own.encode())
    monkeypatch.chdir(root)
    entry = "{case: øst, code: style, value: oral, by: Åse, because: 'Læst igen', date: i går}"
    (root / "valg.yaml").write_bytes(decisions(entry).encode())
    ran = run("reconcile", "--apply", "valg.yaml")
    assert (ran.code, ran.err) == (0, "")
    new = (
        "    style:\r\n      value: oral\r\n      evidence:\r\n"
        '        - {document: notes, at: "p. 2"}\r\n'
        '      decided: {by: Åse, date: "i går", because: "Læst igen"}\r\n'
    )
    place = own.index("\r\n# the end")
    expected = own[:place] + new + own[place:] + "\r\n"
    assert (root / EAST).read_bytes().decode() == expected


ENTRY: Mapping[str, object] = {"value": ["a", "no", "x y"], "evidence": [{"at": "1"}]}
LINES = 'value: [a, no, "x y"]\n{0}evidence:\n{0}  - {{at: "1"}}\n'

PLACES = {
    "after the last entry": (
        "codes:\n  a: 1\nmemos: []\n",
        "codes:\n  a: 1\n  b:\n    " + LINES.format(" " * 4) + "memos: []\n",
    ),
    "in an empty section": (
        "codes:\nx: 1\n",
        "codes:\n  b:\n    " + LINES.format(" " * 4) + "x: 1\n",
    ),
    "in empty braces": ("codes: {} # none\n", "codes: # none\n  b:\n    " + LINES.format(" " * 4)),
    "in a new section": ("x: 1", "x: 1\ncodes:\n  b:\n    " + LINES.format(" " * 4)),
    "not into braces": ("codes: {a: 1}\n", None),
    "not over what is there": ("codes:\n  b: 1\n", None),
    "not into a list": ("- codes\n", None),
    "not into text": ("codes: yes\n", None),
    "not into what others refer to": ("codes: &c\n  a: 1\nd: *c\n", None),
}


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES)
def test_an_entry_is_put_where_it_belongs_or_not_at_all(text: str, expected: str | None) -> None:
    document, _ = parse_document(text, "f.yaml")
    assert document is not None
    after = with_entry(document, "codes", "b", ENTRY, replace=False)
    assert (after and after.text) == expected


def test_reconcile_says_when_there_is_nothing_to_settle(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(make_study(STUDY))
    assert run("reconcile").out == "coders disagree on nothing\n"
    assert run("reconcile", "--write", "d.yaml").out == "there is nothing to settle\n"
    assert not Path("d.yaml").exists()
    assert (
        run("reconcile", "nord").err == "qualcode: there is no case 'nord'; did you mean 'north'?\n"
    )
    assert run("reconcile", "--apply", "d.yaml").err == "qualcode: there is no file 'd.yaml'\n"
    assert run("reconcile", "--apply", "d.yaml", "--write", "e").err == (
        "qualcode: give one of --write and --apply\n"
    )
    Path("d.yaml").write_text("case: north\n", encoding="utf-8")
    ran = run("reconcile", "--apply", "d.yaml")
    assert ran.code == 1
    assert "d.yaml:1:1: error QC020: the key 'decisions' is missing" in ran.err
