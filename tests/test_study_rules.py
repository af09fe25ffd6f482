"""The study's own rules: what each kind finds, and what is wrong with a rule itself."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qualcode import pipeline
from qualcode.loading.study_rules import example_case
from qualcode.model.study_rule import StudyRule
from qualcode.pipeline import Checked, Place
from qualcode.typology.classify import Classifier
from qualcode.typology.study_rules import RuleJudge
from tests.test_check import said
from tests.wards import FILES, changed

ROOT = Path(__file__).parents[1]
RULES = "codebooks/wards/rules.yaml"
MakeStudy = Callable[[Mapping[str, str]], Path]


def checked(make_study: MakeStudy, rules: str, files: Mapping[str, str] = FILES) -> Checked:
    return pipeline.check(Place(make_study({**files, RULES: f"rules:\n{rules}"})))


def found(make_study: MakeStudy, rules: str, files: Mapping[str, str] = FILES) -> list[str]:
    return [said(one) for one in checked(make_study, rules, files).findings]


def rule(body: str, message: str = "wrong", severity: str = "warning") -> str:
    return f"  my_rule: {{severity: {severity}, unit: ward, {body}, message: '{message}'}}\n"


FINDINGS = {
    "what a rule refuses": (
        rule("refuse: {style: written, checklist: true}", "{case} writes and ticks: {style}"),
        ["cases/north.yaml:7:3 my_rule north writes and ticks: written"],
    ),
    "nothing where a value is unknown": (rule("refuse: {style: oral}"), []),
    "what a rule requires": (
        rule("when: {style: {at_least: mixed}}, require: {tools: {contains: board}}"),
        [],
    ),
    "a member that may still be there is not missed": (rule("require: {tools: {contains: form}}"), []),
    "what is not known": (
        rule("known: [style]", "the style of {case} is {style}"),
        ["cases/south.yaml:5:3 my_rule the style of south is unknown"],
    ),
    "a type as a guard": (
        rule("types: {handover: formal}, refuse: {checklist: true}", severity="error"),
        ["cases/north.yaml:8:3 my_rule wrong"],
    ),
    "each record": (
        rule("each: {records: meetings, where: {kind: bedside}, refuse: {present: {contains: doctor}}}",
             "{record} has a doctor"),
        ["cases/north.yaml:11:3 my_rule morning has a doctor"],
    ),
    "the record that a record refers to": (
        rule("each: {records: meetings, via: after, require: {kind: office}}", "{record} follows {other}"),
        ["cases/north.yaml:15:3 my_rule noon follows morning"],
    ),
    "too few cases": (
        rule("cases: {group: all, exactly: 3}", "there are {count}"),
        ["codebooks/wards/codebook.yaml:22:3 my_rule there are 2"],
    ),
    "cases of which nobody knows may count": (
        rule("cases: {group: all, where: {style: written}, at_least: 2}"), [],
    ),
    "but not when only sure ones do": (
        rule("cases: {group: all, where: {style: written}, at_least: 2, surely: true}", "{count}"),
        ["codebooks/wards/codebook.yaml:22:3 my_rule 1"],
    ),
    "a number of cases for each value": (
        rule("cases: {group: all, each_value_of: style, at_least: 1, surely: true}", "nobody has {value}"),
        [
            "codebooks/wards/codebook.yaml:22:3 my_rule nobody has mixed",
            "codebooks/wards/codebook.yaml:22:3 my_rule nobody has oral",
        ],
    ),
}  # fmt: skip

# Both cases in a group of their own; south may be oral, so that one value stays uncovered by two.
GROUPED = {
    **{name.replace("cases/", "cases/all/"): text for name, text in FILES.items()},
    "codebooks/wards/codebook.yaml": FILES["codebooks/wards/codebook.yaml"]
    + "case_groups:\n  all: {label: All, unit: ward}\n",
}


@pytest.mark.parametrize("name", FINDINGS)
def test_what_a_rule_finds(name: str, make_study: MakeStudy) -> None:
    rules, wanted = FINDINGS[name]
    files = GROUPED if "cases: {" in rules else FILES
    assert found(make_study, rules, files) == wanted


def test_numbers_out_of_order(make_study: MakeStudy) -> None:
    files = changed(
        "codebooks/wards/themes/handover.yaml",
        "  checklist: {label: checklist",
        "  meetings_count: {label: meetings, unit: ward, scale: count, derived: {count: meetings}}\n"
        "  checklist: {label: checklist",
    )
    rules = rule("in_order: [beds, meetings_count]", "{beds} beds, {meetings_count} meetings")
    assert found(make_study, rules, files) == ["cases/north.yaml:5:3 my_rule 24 beds, 2 meetings"]
    assert found(make_study, rule("in_order: [meetings_count, beds]"), files) == []


def test_two_records_that_say_the_same(make_study: MakeStudy) -> None:
    files = changed("cases/north.yaml", "kind: office", "kind: bedside")
    rules = rule("unique: {records: meetings, field: kind}", "{record} is like {other}")
    (one,) = checked(make_study, rules, files).findings
    assert said(one) == "cases/north.yaml:15:3 my_rule noon is like morning"
    assert [str(place.at) for place in one.related] == ["cases/north.yaml:11:3"]


def test_a_finding_speaks_the_language_of_the_project(make_study: MakeStudy) -> None:
    rules = (
        "  my_rule:\n    severity: info\n    unit: ward\n    refuse: {style: written}\n"
        "    message: {da: '{case} skriver', en: '{case} writes'}\n"
        "    hint: {da: se efter, en: look again}\n"
    )
    assert found(make_study, rules) == ["cases/north.yaml:7:3 my_rule north writes | look again"]


ACCEPTED = "accept: [{rule: my_rule, reason: as the source has it}]"


def test_a_finding_is_accepted_in_the_case(make_study: MakeStudy) -> None:
    files = {**FILES, "cases/north.yaml": f"{FILES['cases/north.yaml']}{ACCEPTED}\n"}
    result = checked(make_study, rule("refuse: {style: written}"), files)
    assert (result.findings, len(result.accepted)) == ((), 1)


def test_a_finding_about_a_group_is_accepted_in_the_group(make_study: MakeStudy) -> None:
    book = GROUPED["codebooks/wards/codebook.yaml"].replace(
        "unit: ward}\n", f"unit: ward, {ACCEPTED}}}\n"
    )
    grouped = {**GROUPED, "codebooks/wards/codebook.yaml": book}
    result = checked(make_study, rule("cases: {group: all, exactly: 3}"), grouped)
    assert (result.findings, len(result.accepted)) == ((), 1)


def test_nobody_calls_an_acceptance_needless_while_something_could_not_be_judged(
    make_study: MakeStudy,
) -> None:
    accepted = "accept: [{rule: QC404, reason: as printed}]"
    files = {
        **changed("codebooks/wards/themes/handover.yaml", "scale: boolean}", "scale: bolean}"),
        "cases/north.yaml": f"{FILES['cases/north.yaml']}{accepted}\n",
    }
    assert {one.rule for one in pipeline.check(Place(make_study(files))).findings} == {"QC022"}


# --- the rules that ship ------------------------------------------------------------------------


def shipped(study: Path) -> list[tuple[StudyRule, object, bool]]:
    """Every example of every rule of a study, and whether the rule finds something in it."""
    book = pipeline.check(Place(study)).study
    assert book is not None
    return [
        (one, fragment, is_bad)
        for one in book.codebook.rules.values()
        for listed, is_bad in ((one.examples.good, False), (one.examples.bad, True))
        for fragment in listed
    ]


@pytest.mark.parametrize(
    "study", [ROOT, ROOT / "tests/studies/wards"], ids=["boligsocial", "wards"]
)
def test_every_example_of_a_shipped_rule_behaves_as_it_says(study: Path) -> None:
    read = pipeline.check(Place(study)).study
    assert read is not None
    book = read.codebook
    judge = RuleJudge(book, Classifier(book), "en")
    wrong = []
    for one, fragment, is_bad in shipped(study):
        case = example_case(fragment, one.units[0], tuple(book.records))
        assert case is not None, (one.id, fragment)
        if bool(list(judge.judge(one, case))) is not is_bad:
            wrong.append((one.id, fragment))
    assert wrong == []
    examined = {one.id for one, _, is_bad in shipped(study) if is_bad}
    assert {one.id for one in book.rules.values() if one.cases is None} == examined
