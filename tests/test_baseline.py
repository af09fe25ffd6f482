"""`check --baseline`: what was there before does not count, wherever its lines have moved to."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.diagnostics import Diagnostic, Location, Severity
from qualcode.rules.baseline import Recorded, compare, recorded
from tests.running import Ran, Run
from tests.wards import FILES, changed

MakeStudy = Callable[[Mapping[str, str]], Path]

NORTH = "cases/north.yaml"
STYLE = "style: {value: written, evidence: [{document: notes, at: p. 2}]}"
CHECKLIST = "checklist: {value: true, evidence: [{document: notes, at: p. 2}]}"


@pytest.fixture
def old(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with one error and a baseline of it, as the current folder."""
    root = make_study(changed(NORTH, STYLE, "style: written"))
    monkeypatch.chdir(root)
    return root


def edit(root: Path, before: str, after: str) -> None:
    path = root / NORTH
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_baseline_is_a_small_file_that_reads_well(old: Path, run: Run) -> None:
    assert run("check", "--write-baseline", "baseline.json") == Ran(
        0, "", "recorded 1 finding in 'baseline.json'\n"
    )
    assert (
        (old / "baseline.json").read_text(encoding="utf-8")
        == """\
{
  "qualcode_baseline": 1,
  "findings": [
    {
      "file": "cases/north.yaml",
      "rule": "QC301",
      "message": "'style' has no evidence",
      "line": "style: written"
    }
  ]
}
"""
    )


def test_only_new_findings_count_also_when_lines_have_moved(old: Path, run: Run) -> None:
    run("check", "--write-baseline", "baseline.json")
    edit(old, "codes:\n", "\n# Fictional.\ncodes:\n")
    ran = run("check", "--baseline", "baseline.json")
    assert ran == Ran(0, "nothing found in 2 case files (1 in the baseline)\n", "")
    edit(old, CHECKLIST, "checklist: true")
    ran = run("check", "--baseline", "baseline.json")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.splitlines()[0] == (
        "cases/north.yaml:10:3: error QC301: 'checklist' has no evidence"
    )
    assert ran.out.splitlines()[-1] == "1 error in 2 case files (1 in the baseline)"
    data = json.loads(run("check", "--baseline", "baseline.json", "--format", "json").out)
    assert [one["message"] for one in data["findings"]] == ["'checklist' has no evidence"]
    assert [one["line"] for one in data["baselined"]] == [9]


def test_what_is_no_longer_found_is_named(old: Path, run: Run) -> None:
    run("check", "--write-baseline", "baseline.json")
    edit(old, "style: written", STYLE)
    assert run("check", "--baseline", "baseline.json") == Ran(
        0,
        """\
in the baseline, but no longer found; take them out:
  cases/north.yaml QC301: 'style' has no evidence

nothing found in 2 case files
""",
        "",
    )
    data = json.loads(run("check", "--baseline", "baseline.json", "--format", "json").out)
    assert data["gone"] == [
        {
            "file": "cases/north.yaml",
            "rule": "QC301",
            "message": "'style' has no evidence",
            "line": "style: written",
        }
    ]
    assert run("check", "cases/south.yaml", "--baseline", "baseline.json").out == (
        "nothing found in 1 case file\n"
    )


def test_what_is_in_the_baseline_is_not_gone_because_it_is_ignored(old: Path, run: Run) -> None:
    run("check", "--write-baseline", "baseline.json")
    ran = run("check", "--baseline", "baseline.json", "--ignore", "QC3")
    assert ran == Ran(0, "nothing found in 2 case files\n", "")


def test_a_baseline_is_written_anew_with_what_it_had_and_what_came(old: Path, run: Run) -> None:
    run("check", "--write-baseline", "baseline.json")
    edit(old, CHECKLIST, "checklist: true")
    ran = run("check", "--baseline", "baseline.json", "--write-baseline", "baseline.json")
    assert ran == Ran(0, "", "recorded 2 findings in 'baseline.json'\n")
    assert run("check", "--baseline", "baseline.json").code == 0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "it is no JSON"),
        ("[]", "it has no 'qualcode_baseline'"),
        ('{"findings": []}', "it has no 'qualcode_baseline'"),
        (
            '{"qualcode_baseline": 2, "findings": []}',
            "its format is not 1, the one this version reads",
        ),
        ('{"qualcode_baseline": 1}', "it has no list of 'findings'"),
        ('{"qualcode_baseline": 1, "findings": [3]}', "entry 1 is no mapping"),
        (
            '{"qualcode_baseline": 1, "findings": [{"file": "a", "rule": "b", "message": "c"}]}',
            "entry 1 lacks one of file, rule, message, line",
        ),
    ],
)
def test_a_file_that_is_no_baseline_is_neither_believed_nor_overwritten(
    text: str, why: str, old: Path, run: Run
) -> None:
    path = old / "mine.json"
    path.write_text(text, encoding="utf-8")
    said = f"qualcode: 'mine.json' is no baseline: {why}; make one with --write-baseline\n"
    assert run("check", "--baseline", "mine.json") == Ran(2, "", said)
    assert run("check", "--write-baseline", "mine.json") == Ran(2, "", said)
    assert path.read_text(encoding="utf-8") == text


def test_a_baseline_that_is_not_there_says_how_to_make_one(old: Path, run: Run) -> None:
    assert run("check", "--baseline", "no.json") == Ran(
        2, "", "qualcode: there is no baseline 'no.json'; make one with --write-baseline\n"
    )


def test_a_baseline_of_a_part_of_the_study_is_refused(old: Path, run: Run) -> None:
    assert run("check", "cases/north.yaml", "--write-baseline", "b.json") == Ran(
        2, "", "qualcode: a baseline is of the whole study; leave out the paths and --changed\n"
    )
    assert not (old / "b.json").exists()


def test_nothing_is_recorded_of_a_study_that_cannot_be_read(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    root = make_study({**FILES, "codebooks/wards/codebook.yaml": "[\n"})
    monkeypatch.chdir(root)
    ran = run("check", "--write-baseline", "b.json")
    assert (ran.code, ran.err) == (2, "")
    assert "QC003" in ran.out
    assert not (root / "b.json").exists()


FOUND = Diagnostic("QC301", Severity.ERROR, "no", Location("a.yaml", 2, 1, 2, 2))


def test_a_finding_is_known_by_file_rule_message_and_line() -> None:
    lines = ("first", "\t second  ", "third")
    assert recorded(FOUND, lines) == Recorded("a.yaml", "QC301", "no", "second")
    assert recorded(replace(FOUND, at=Location("a.yaml", 9)), lines).line == ""


@settings(deadline=None)
@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abcd")))
def test_as_many_equal_findings_are_known_as_were_recorded(now: list[str], then: list[str]) -> None:
    keys = [Recorded("f", "r", letter, "") for letter in now]
    found = [(replace(FOUND, message=letter), key) for letter, key in zip(now, keys, strict=True)]
    result = compare(found, Counter(Recorded("f", "r", letter, "") for letter in then))
    left = list(then)
    new, known = [], []
    for letter in now:
        if letter in left:
            left.remove(letter)
            known.append(letter)
        else:
            new.append(letter)
    assert [one.message for one in result.new] == new
    assert [one.message for one in result.known] == known
    assert [one.message for one in result.gone] == sorted(left)
