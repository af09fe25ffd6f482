"""What `check` writes in each format: valid for its readers, and exact to the letter."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as Xml

import jsonschema
import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode import __version__
from qualcode.cli.check_options import CheckFormat
from qualcode.console.formats import FORMATS
from qualcode.console.letters import lines_of
from qualcode.console.report import Report
from qualcode.diagnostics import Accepted, Diagnostic, Location, Related, Rule, Severity
from qualcode.pipeline import Place, check, reporting
from tests.wards import changed

MakeStudy = Callable[[Mapping[str, str]], Path]

ROOT = Path(__file__).parents[1]
SCHEMAS = Path(__file__).parent / "schemas"
OWN_SCHEMA = ROOT / "qualcode/console/formats/check.schema.json"
NORTH = "cases/north.yaml"

# Letters of several bytes, of two UTF-16 units, wide ones, combined ones and tabs.
ODD = {
    "Danish": "æøå",
    "emoji": "😀😀",
    "joined emoji": "👩‍🔬",
    "combining": "e\u0301e\u0301",
    "wide": "中文",
    "tab": "a\tb",
    "commas and colons": "a,b: 5%",
}


def written(name: str, root: Path) -> str:
    """A study's findings in a format."""
    return FORMATS[name](reporting.report(check(Place(root)), reporting.Asked()))


@pytest.fixture(params=ODD)
def odd(request: pytest.FixtureRequest, make_study: MakeStudy) -> tuple[Path, str, str]:
    """A study with one wrong value; the value as written, and the line that it is on."""
    text = f'"{ODD[request.param]}"'
    line = f"  style: {{note: {text}, value: {text}, evidence: [{{document: notes}}]}}"
    old = "  style: {value: written, evidence: [{document: notes, at: p. 2}]}"
    return make_study(changed(NORTH, old, line)), text, line


def test_json_places_cut_out_exactly_what_is_wrong(odd: tuple[Path, str, str]) -> None:
    root, text, line = odd
    (found,) = json.loads(written("json", root))["findings"]
    assert (found["rule"], found["line"], found["end_line"]) == ("QC202", 7, 7)
    assert line[found["column"] - 1 : found["end_column"] - 1] == text


def test_sarif_regions_cut_out_exactly_what_is_wrong(odd: tuple[Path, str, str]) -> None:
    root, text, line = odd
    (run,) = json.loads(written("sarif", root))["runs"]
    (found,) = run["results"]
    region = found["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert (region["startLine"], region["endLine"]) == (7, 7)
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == text


def test_github_columns_cut_out_exactly_what_is_wrong(odd: tuple[Path, str, str]) -> None:
    root, text, line = odd
    command, _ = written("github", root).splitlines()
    kind, properties, message = read_command(command)
    assert (kind, properties["line"], properties["endLine"]) == ("error", "7", "7")
    assert line[int(properties["col"]) - 1 : int(properties["endColumn"]) - 1] == text
    assert text[1:-1].replace("\t", " ") in message


def test_text_has_its_carets_under_what_is_wrong(odd: tuple[Path, str, str]) -> None:
    root, text, line = odd
    shown, carets = written("text", root).splitlines()[1:3]
    assert shown == "    " + line.replace("\t", " ")
    before = line.rindex(text)
    assert carets == " " * (4 + width(line[:before])) + "^" * width(text)


def width(text: str) -> int:
    """How many cells the letters of these tests take, as terminals show them."""
    text = text.replace("👩‍🔬", "😀").replace("e\u0301", "e")
    return sum(2 if letter in "😀中文" else 1 for letter in text)


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner reads it."""
    head, _, data = line.removeprefix("::").partition("::")
    kind, _, listed = head.partition(" ")
    pairs = (pair.partition("=") for pair in listed.split(","))
    properties = {name: unescaped(value, ":", ",") for name, _, value in pairs}
    return kind, properties, unescaped(data)


def unescaped(text: str, *more: str) -> str:
    for letter in ("\r", "\n", *more):
        text = text.replace(f"%{ord(letter):02X}", letter)
    return text.replace("%25", "%")


RULES = (
    Rule("QC202", "value-not-allowed", Severity.ERROR, "A value that its code cannot have."),
    Rule("QC207", "possible-duplicate", Severity.WARNING, "Two cases may be one and the same."),
    Rule("own", "own", Severity.INFO, "A rule of the study."),
)


FOUND = Diagnostic("QC202", Severity.ERROR, "no", Location("cases/a.yaml", 1, 1, 1, 3))


def report(
    *findings: Diagnostic,
    accepted: tuple[Accepted, ...] = (),
    baselined: tuple[Diagnostic, ...] | None = None,
    text: str = "ab\ncd\nef\n",
    prefix: str = "",
) -> Report:
    return Report(
        findings=findings,
        accepted=accepted,
        baselined=baselined,
        gone=(),
        left_out=0,
        case_files=("cases/a.yaml", "cases/b.yaml"),
        rules=RULES,
        read=lambda _: text,
        prefix=prefix,
    )


EVERYTHING = report(
    replace(
        FOUND, hint="say yes", related=(Related(Location("cases/b.yaml", 2, 1, 3, 2), "here"),)
    ),
    replace(
        FOUND, rule="QC207", severity=Severity.WARNING, at=Location("cases/æ ø%.yaml", 1, 2, 3, 1)
    ),
    replace(FOUND, rule="own", severity=Severity.INFO, message="a bell \x07 and a\nsecond line"),
    accepted=(Accepted(replace(FOUND, message="as it is"), "the source says so"),),
    baselined=(replace(FOUND, message="old"),),
)


def test_every_format_of_the_option_is_in_the_registry() -> None:
    assert tuple(FORMATS) == tuple(CheckFormat)


@pytest.mark.parametrize("said", [report(), EVERYTHING], ids=["nothing", "everything"])
def test_sarif_is_valid(said: Report) -> None:
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(json.loads(FORMATS["sarif"](said)))


@pytest.mark.parametrize("said", [report(), EVERYTHING], ids=["nothing", "everything"])
def test_junit_is_valid(said: Report) -> None:
    xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate(FORMATS["junit"](said))


@pytest.mark.parametrize("said", [report(), EVERYTHING], ids=["nothing", "everything"])
def test_json_is_as_its_schema_says(said: Report) -> None:
    schema = json.loads(OWN_SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(FORMATS["json"](said)))


def test_the_schema_of_the_json_names_every_key() -> None:
    schema = json.loads(OWN_SCHEMA.read_text(encoding="utf-8"))
    data = json.loads(FORMATS["json"](EVERYTHING))
    assert sorted(data) == sorted(schema["required"]) == sorted(schema["properties"])
    names = {*schema["$defs"]["finding"]["properties"], *schema["$defs"]["place"]["properties"]}
    assert set(data["findings"][0]) == names
    assert set(data["accepted"][0]) == {*names, "reason"}


def test_a_shipped_study_is_valid_in_each_format() -> None:
    said = reporting.report(check(Place(ROOT)), reporting.Asked())
    test_sarif_is_valid(said)
    test_junit_is_valid(said)
    test_json_is_as_its_schema_says(said)
    assert said.accepted


def test_sarif_says_what_there_is_to_say_of_a_finding() -> None:
    (run,) = json.loads(FORMATS["sarif"](EVERYTHING))["runs"]
    assert run["tool"]["driver"]["version"] == __version__
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["QC202", "QC207", "own"]
    helped = [rule.get("help", {"text": ""})["text"] for rule in run["tool"]["driver"]["rules"]]
    assert [text.split("\n\n")[-1] for text in helped] == [
        "More: qualcode rule QC202",
        "More: qualcode rule QC207",
        "",
    ]
    first = run["results"][0]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("QC202", 0, "error")
    assert first["message"] == {"text": "as it is"}
    assert first["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "the source says so"}
    ]
    (said,) = (one for one in run["results"] if one["message"]["text"] == "no\nsay yes")
    assert said["relatedLocations"] == [
        {
            "id": 1,
            "message": {"text": "here"},
            "physicalLocation": {
                "artifactLocation": {"uri": "cases/b.yaml", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 2, "startColumn": 1, "endLine": 3, "endColumn": 2},
            },
        }
    ]
    assert [(one["message"]["text"], one["baselineState"]) for one in run["results"]] == [
        ("as it is", "unchanged"),
        ("no\nsay yes", "new"),
        ("old", "unchanged"),
        ("a bell \x07 and a\nsecond line", "new"),
        ("no", "new"),
    ]


def test_sarif_messages_have_neither_placeholders_nor_links() -> None:
    said = report(replace(FOUND, message="write {0} as [a](b)", hint="add '{x: [y]}'"))
    (run,) = json.loads(FORMATS["sarif"](said))["runs"]
    assert run["results"][0]["message"] == {
        "text": "write {{0}} as [a] (b)\nadd '{{x: [y]}}'",
    }


def test_sarif_has_no_baseline_state_without_a_baseline() -> None:
    (run,) = json.loads(FORMATS["sarif"](report(FOUND)))["runs"]
    assert "baselineState" not in run["results"][0]
    assert run["results"][0]["suppressions"] == []


def test_sarif_addresses_are_encoded_and_begin_at_the_repository() -> None:
    at = Location("cases/æ ø%#.yaml", 1, 1, 1, 2)
    (run,) = json.loads(FORMATS["sarif"](report(replace(FOUND, at=at), prefix="a study/")))["runs"]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20study/cases/%C3%A6%20%C3%B8%25%23.yaml"
    assert unquote(uri) == "a study/cases/æ ø%#.yaml"


def test_sarif_fingerprints_stay_when_lines_move_and_tell_equal_findings_apart() -> None:
    def prints(*lines: int, text: str) -> list[str]:
        places = (replace(FOUND, at=Location("cases/a.yaml", line, 1, line, 2)) for line in lines)
        (run,) = json.loads(FORMATS["sarif"](report(*places, text=text)))["runs"]
        return [one["partialFingerprints"]["qualcodeFinding/v1"] for one in run["results"]]

    before = prints(1, 2, text="  x\nx\n")
    assert len(set(before)) == 2
    assert prints(3, 5, text="\n\nx\n\n    x\n") == before


def test_junit_has_one_test_for_each_rule_and_file_and_for_each_clean_case() -> None:
    suite = Xml.fromstring(FORMATS["junit"](EVERYTHING))
    assert {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "6",
        "failures": "2",
        "errors": "0",
        "skipped": "2",
    }
    tests = [(t.get("classname"), t.get("name"), [one.tag for one in t]) for t in suite]
    assert tests == [
        ("cases/a.yaml", "QC202", ["failure"]),
        ("cases/a.yaml", "QC202", ["skipped"]),
        ("cases/a.yaml", "QC202", ["skipped"]),
        ("cases/a.yaml", "own", ["system-out"]),
        ("cases/b.yaml", "check", []),
        ("cases/æ ø%.yaml", "QC207", ["failure"]),
    ]
    failure = suite[0][0]
    assert (failure.get("type"), failure.get("message")) == ("QC202", "no")
    assert failure.text == (
        "cases/a.yaml:1:1: error: no\n  hint: say yes\n  see cases/b.yaml:2:1: here"
    )
    assert suite[1][0].get("message") == "as it is; accepted: the source says so"
    assert suite[3][0].text == "cases/a.yaml:1:1: info: a bell ␇ and a second line"


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1), st.text(min_size=1))
def test_junit_is_xml_whatever_is_in_a_message_or_a_name(message: str, name: str) -> None:
    said = report(replace(FOUND, message=message, hint=message, at=Location(name)))
    text = FORMATS["junit"](said)
    assert Xml.fromstring(text.encode()).get("failures") == "1"


@settings(max_examples=50, deadline=None)
@given(st.text(), st.text(min_size=1))
def test_github_commands_are_one_line_and_come_back_as_they_were(message: str, name: str) -> None:
    said = report(replace(FOUND, message=message, at=Location(name, 2, 3, 2, 9), hint="so"))
    command, rest = FORMATS["github"](said).split("\n", 1)
    assert rest == "1 error in 2 case files\n"
    kind, properties, data = read_command(command)
    assert kind == "error"
    assert properties == {
        "file": name,
        "line": "2",
        "endLine": "2",
        "col": "3",
        "endColumn": "9",
        "title": "QC202",
    }
    assert data.endswith("\nhint: so")


def test_github_gets_no_columns_of_a_place_on_several_lines() -> None:
    said = report(
        replace(FOUND, rule="QC207", severity=Severity.WARNING, at=Location("a.yaml", 2, 3, 4, 1)),
        prefix="s/",
    )
    assert FORMATS["github"](said).splitlines()[0] == (
        "::warning file=s/a.yaml,line=2,endLine=4,title=QC207::no"
    )


def test_text_shows_the_first_and_the_last_line_of_a_long_place_and_related_ones() -> None:
    at = Location("cases/a.yaml", 1, 3, 4, 7)
    related = (Related(Location("cases/a.yaml", 2, 2, 2, 4), "first written here"),)
    said = report(replace(FOUND, at=at, related=related), text="a: bc\n dd\n ee\n ff gg\n")
    assert (
        FORMATS["text"](said)
        == """\
cases/a.yaml:1:3: error QC202: no
    a: bc
      ^^^
    ...
     ff gg
     ^^^^^
  see cases/a.yaml:2:2: first written here
     dd
     ^^

1 error in 2 case files
"""
    )


def test_text_cuts_a_very_long_line_around_the_place() -> None:
    text = "x" * 300 + "here" + "y" * 300
    at = Location("cases/a.yaml", 1, 301, 1, 305)
    shown, carets = FORMATS["text"](report(replace(FOUND, at=at), text=text)).splitlines()[1:3]
    assert len(shown) <= 80
    assert (shown[4], shown[-1]) == ("…", "…")
    assert shown[len(carets) - carets.count("^") : len(carets)] == "here"


def test_text_never_steers_the_terminal() -> None:
    steering = "\x1b[31m red \u202e and \x07"
    said = report(replace(FOUND, message=steering, hint=steering), text=f"ab {steering}")
    assert re.findall("[\x00-\x09\x0b-\x1f\u202e]", FORMATS["text"](said)) == []


def test_lines_are_those_that_places_count() -> None:
    assert lines_of("a\r\nb\rc\nd\x0be\u2028f") == ("a", "b", "c", "d\x0be\u2028f")
