"""Several coders: their codings beside a case, what follows from them, and who codes what."""

import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode import pipeline
from qualcode.agreement.assigning import assign
from qualcode.agreement.comparing import Method
from qualcode.model.case import Case, CoderCodings, Coding
from qualcode.model.codebook import Code, CodeValue, Scale
from qualcode.model.consensus import joint, put_together, sheet_of
from qualcode.tables.type_agreement import type_agreement
from qualcode.typology.possible import possible_values
from tests.drafts import words_of
from tests.running import Run
from tests.wards import FILES

MakeStudy = Callable[[Mapping[str, str]], Path]

BOOK = "codebooks/wards/codebook.yaml"
NORTH = "cases/north/case.yaml"
EVA = "cases/north/codings/eva.yaml"
JON = "cases/north/codings/jon.yaml"
SCHOOLS = Path(__file__).parent / "studies" / "schools"

WARD = """\
case: north
unit: ward
label: Ward North
attributes:
  beds: {value: 24, evidence: [{document: notes, at: p. 1}]}
"""
ON = "evidence: [{document: notes, at: p. 2}]"


def by(coder: str, *codes: str) -> str:
    """A coder's file for the ward, one line a code."""
    return f"case: north\ncoder: {coder}\ncodes:\n" + "".join(f"  {code}\n" for code in codes)


STUDY = {
    **{name: text for name, text in FILES.items() if not name.startswith("cases/")},
    BOOK: FILES[BOOK] + "coders:\n  eva: {label: Eva}\n  jon: {label: Jon}\n",
    NORTH: WARD,
    EVA: by("eva", f"style: {{value: written, {ON}}}", f"checklist: {{value: true, {ON}}}"),
    JON: by("jon", f"style: {{value: written, {ON}}}", f"checklist: {{value: true, {ON}}}"),
}


def found_in(root: Path) -> list[str]:
    found = pipeline.check(pipeline.Place(root)).findings
    return [f"{one.at} {one.rule} {one.message} | {one.hint}".rstrip(" |") for one in found]


def north(make_study: MakeStudy, files: Mapping[str, str]) -> Case:
    checked = pipeline.check(pipeline.Place(make_study({**STUDY, **files})))
    assert not checked.has_errors, checked.findings
    (case,) = checked.sound
    return case


def test_a_study_with_two_coders_who_agree_is_clean(make_study: MakeStudy) -> None:
    assert found_in(make_study(STUDY)) == []


MISTAKES = {
    "unknown code": (
        {JON: by("jon", f"stile: {{value: written, {ON}}}")},
        [
            "cases/north/codings/jon.yaml:4:3 QC201 code 'stile' is not in the codebook | "
            "did you mean 'style'?"
        ],
    ),
    "value that is not allowed, and no evidence": (
        {JON: by("jon", "style: writen")},
        [
            "cases/north/case.yaml:1:7 QC344 coders disagree on style | "
            "see 'qualcode reconcile north'",
            "cases/north/codings/jon.yaml:4:3 QC301 'style' has no evidence | "
            "add 'evidence: [{document: ..., at: ..., says: ...}]'",
            "cases/north/codings/jon.yaml:4:10 QC202 code 'style' cannot have the value 'writen' | "
            "did you mean 'written'? its values are oral, mixed, written",
        ],
    ),
    "value of the wrong form": (
        {JON: by("jon", f"checklist: {{value: nej, {ON}}}")},
        [
            "cases/north/case.yaml:1:7 QC344 coders disagree on checklist | "
            "see 'qualcode reconcile north'",
            "cases/north/codings/jon.yaml:4:22 QC204 code 'checklist' must be true or false, found "
            "the text 'nej' | write true or false",
        ],
    ),
    "unknown key": (
        {JON: STUDY[JON] + "unit: ward\n"},
        [
            "cases/north/codings/jon.yaml:6:1 QC021 the key 'unit' has no meaning here | take it out, or look at its spelling"
        ],
    ),
    "no case and no coder": (
        {JON: "codes: {}\n"},
        [
            "cases/north/codings/jon.yaml:1:1 QC020 the key 'case' is missing | "
            "add a line 'case: ...'",
            "cases/north/codings/jon.yaml:1:1 QC020 the key 'coder' is missing | "
            "add a line 'coder: ...'",
        ],
    ),
    "an empty file": (
        {JON: ""},
        [
            "cases/north/codings/jon.yaml:1:1 QC011 the file is empty | "
            "write something into it, or delete it"
        ],
    ),
}


@pytest.mark.parametrize(("files", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_each_mistake_in_codings_is_reported_at_its_place(
    files: Mapping[str, str], expected: list[str], make_study: MakeStudy
) -> None:
    assert found_in(make_study({**STUDY, **files})) == expected


def test_a_finding_in_codings_can_be_accepted_in_their_file(make_study: MakeStudy) -> None:
    accepted = by("jon", "style: written") + "accept:\n  - {rule: QC301, reason: From memory.}\n"
    assert found_in(make_study({**STUDY, JON: accepted})) == []


def test_a_case_with_broken_codings_has_no_verdict(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(make_study({**STUDY, JON: "case: north\ncoder: [\n"}))
    ran = run("classify", "--format", "csv")
    assert ran.code == 1
    assert ran.out.splitlines() == ["typology,case,definition,verdict,type,missing,membership"]


def test_codings_can_be_asked_for_by_their_own_path(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    south = STUDY[JON].replace("north", "south").replace("written", "writen")
    files = {"cases/south/case.yaml": WARD.replace("north", "south").replace("North", "South")}
    files |= {"cases/south/codings/jon.yaml": south}
    monkeypatch.chdir(make_study({**STUDY, **files}))
    assert run("check", "cases/north").code == 0
    assert "writen" in run("check", "cases/south/codings/jon.yaml").out
    assert "writen" in run("check", "cases/south/case.yaml").out


# What follows for the case


def test_a_value_that_all_coders_give_is_the_cases(make_study: MakeStudy) -> None:
    case = north(make_study, {})
    coding = case.coding("style")
    assert coding is not None
    assert (coding.value, coding.is_disputed) == ("written", False)
    # Both rest on the same passage, which is named once.
    assert [(one.document, one.at) for one in coding.evidence] == [("notes", "p. 2")]


def test_where_coders_disagree_the_case_has_one_of_their_values(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    said = by("jon", "style: {value: oral, evidence: [{document: notes, at: p. 7}]}")
    case = north(make_study, {JON: said})
    coding = case.coding("style")
    assert coding is not None
    assert (coding.value, coding.any_of) == (None, ("written", "oral"))
    assert [one.at for one in coding.evidence] == ["p. 2", "p. 7"]
    monkeypatch.chdir(make_study({**STUDY, JON: said}))
    out = " ".join(run("explain", "north", "handover").out.split())
    assert (
        "style: one of [written, oral] (coders disagree: eva written, jon oral) "
        "[cases/north/codings/eva.yaml:4:3] notes, p. 2 notes, p. 7"
    ) in out
    assert "hangs on: style" in out


def test_what_the_case_itself_says_stands_whatever_coders_say(make_study: MakeStudy) -> None:
    own = WARD + f"codes:\n  style: {{value: mixed, {ON}}}\n  checklist: unknown\n"
    case = north(make_study, {NORTH: own, JON: by("jon", f"style: {{value: oral, {ON}}}")})
    assert [case.codes[name].value for name in ("style", "checklist")] == ["mixed", "unknown"]


def test_a_coder_who_did_not_find_out_leaves_the_value_to_the_other(make_study: MakeStudy) -> None:
    case = north(make_study, {JON: by("jon", "style: unknown", "checklist: unknown")})
    assert case.codes["style"].value == "written"
    both = {EVA: by("eva", "style: unknown"), JON: by("jon", "style: unknown")}
    assert north(make_study, both).codes["style"].is_unknown


def test_of_sets_the_case_surely_has_what_all_coders_saw(make_study: MakeStudy) -> None:
    files = {
        EVA: by("eva", f"tools: {{value: [board, form], {ON}}}"),
        JON: by("jon", f"tools: {{value: [form], {ON}}}"),
    }
    coding = north(make_study, files).codes["tools"]
    assert (coding.value, coding.complete, coding.is_disputed) == (("form",), False, True)
    files = {EVA: by("eva", f"tools: {{value: [form, board], {ON}}}")}
    files |= {JON: by("jon", f"tools: {{value: [board, form], {ON}}}")}
    assert not north(make_study, files).codes["tools"].is_disputed


MEETING = "meetings:\n  morning:\n    kind: {kind}\n    present: [nurse]\n    {on}\n"


def test_of_records_the_case_surely_has_those_that_all_coders_saw(make_study: MakeStudy) -> None:
    noon = f"  noon: {{kind: office, {ON}}}\n"
    eva = by("eva").replace("codes:\n", "") + MEETING.format(kind="bedside", on=ON)
    jon = by("jon").replace("codes:\n", "") + MEETING.format(kind="office", on=ON) + noon
    case = north(make_study, {EVA: eva, JON: jon})
    group = case.records["meetings"]
    assert (list(group.records), group.complete) == (["morning"], False)
    fields = group.records["morning"].fields
    assert fields["kind"].any_of == ("bedside", "office")
    assert fields["present"].value == ("nurse",)


def test_reconcile_shows_what_coders_see_differently_in_records(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    noon = f"  noon: {{kind: office, {ON}}}\n"
    eva = by("eva").replace("codes:\n", "") + MEETING.format(kind="bedside", on=ON)
    jon = by("jon").replace("codes:\n", "") + MEETING.format(kind="office", on=ON) + noon
    root = make_study({**STUDY, EVA: eva, JON: jon})
    monkeypatch.chdir(root)
    assert run("reconcile").out == (
        "north: meetings.morning.kind\n"
        "  eva: bedside [cases/north/codings/eva.yaml:5:5]\n"
        "  jon: office [cases/north/codings/jon.yaml:5:5]\n"
        "\n"
        "north: meetings.noon\n"
        "  eva: not listed [cases/north/codings/eva.yaml:4:3]\n"
        "  jon: listed [cases/north/codings/jon.yaml:8:3]\n"
        "    notes, p. 2\n"
    )
    assert run("reconcile", "--write", "d.yaml").code == 0
    assert (
        "  # north, meetings.noon: settle it in the case's file\n"
        "    # eva: not listed\n"
        "    # jon: listed\n"
        "    #   notes, p. 2\n"
    ) in Path("d.yaml").read_text(encoding="utf-8")
    assert run("reconcile", "--apply", "d.yaml").out == "wrote 0 decisions into 0 case files\n"
    assert found_in(root) == [
        "cases/north/case.yaml:1:7 QC344 coders disagree on meetings | "
        "see 'qualcode reconcile north'"
    ]
    figures = run("agree", "--format", "csv").out.splitlines()
    assert figures[1:] == [
        "meetings.kind,eva jon,nominal,1,0.000000,0.000000,,,0.000000,-0.600000",
        "meetings.present,eva jon,masi,1,1.000000,,,,,",
    ]


CODE = Code(
    id="c",
    theme="t",
    scale=Scale.NOMINAL,
    may_not_apply=True,
    values=tuple(CodeValue(id=name) for name in "abc"),
)
VALUES = st.sampled_from("abc")
CODINGS = st.one_of(
    st.builds(lambda value: Coding(value=value), VALUES),
    st.builds(lambda pair: Coding(any_of=tuple(pair)), st.sets(VALUES, min_size=2)),
    st.just(Coding(value="unknown")),
    st.just(Coding(value="not_applicable")),
)


@given(st.dictionaries(st.sampled_from(("eva", "jon", "mia")), CODINGS, min_size=1))
def test_what_is_put_together_leaves_possible_just_what_coders_say(
    given_by: dict[str, Coding],
) -> None:
    together = joint(given_by)
    said = [coding for coding in given_by.values() if not coding.is_unknown]
    left = set(possible_values(CODE, together, ()))
    if said:
        assert left == {value for coding in said for value in possible_values(CODE, coding, ())}
    else:
        assert left == {"a", "b", "c", "not_applicable"}
    assert together.is_disputed == (len({coding.claim for coding in said}) > 1)


NUMBERS = st.one_of(
    st.builds(lambda value: Coding(value=value), st.integers(0, 5)),
    st.builds(lambda low: Coding(at_least=low), st.integers(0, 5)),
    st.builds(lambda high: Coding(at_most=high), st.integers(0, 5)),
    st.builds(lambda low, more: Coding(at_least=low, at_most=low + more), *[st.integers(0, 5)] * 2),
    st.builds(lambda pair: Coding(any_of=tuple(pair)), st.sets(st.integers(0, 5), min_size=2)),
)
COUNT = Code(id="c", theme="t", scale=Scale.COUNT, minimum=0, maximum=12)


@given(st.dictionaries(st.sampled_from(("eva", "jon", "mia")), NUMBERS, min_size=1))
def test_no_number_that_a_coder_leaves_possible_is_lost(given_by: dict[str, Coding]) -> None:
    every = range(13)
    left = set(possible_values(COUNT, joint(given_by), every))
    for coding in given_by.values():
        assert set(possible_values(COUNT, coding, every)) <= left


# Who codes what


@given(
    st.integers(0, 30),
    st.integers(1, 4),
    st.fractions(0, 1, max_denominator=20),
    st.integers(0, 5),
)
def test_cases_are_shared_out_evenly_and_as_many_as_asked_for_twice(
    number: int, people: int, overlap: Fraction, seed: int
) -> None:
    cases = [f"c{i}" for i in range(number)]
    coders = [f"p{i}" for i in range(people)]
    plan = assign(cases, coders, overlap, seed)
    assert [one.case for one in plan] == cases
    twice = [one.coders for one in plan if len(one.coders) == 2]
    assert all(len(set(one.coders)) == len(one.coders) in (1, 2) for one in plan)
    expected = -(-number * overlap.numerator // overlap.denominator) if people > 1 else 0
    assert len(twice) == expected
    pairs = Counter(twice)
    turns = [pairs[pair] for pair in combinations(coders, 2)]
    assert not turns or max(turns) - min(turns) <= 1
    if expected < number // 2:
        load = Counter(coder for one in plan for coder in one.coders)
        assert max(load[coder] for coder in coders) - min(load[coder] for coder in coders) <= 1
    assert plan == assign(cases, coders, overlap, seed)


def test_assign_makes_empty_files_that_hold_nobodys_values(
    make_study: MakeStudy,
    monkeypatch: pytest.MonkeyPatch,
    run: Run,
    golden: Callable[[str, str], None],
) -> None:
    south = WARD.replace("north", "south").replace("North", "South")
    root = make_study({**STUDY, "cases/south/case.yaml": south})
    monkeypatch.chdir(root)
    before = {path: path.read_bytes() for path in (root / "cases").rglob("*.yaml")}
    ran = run("code", "assign", "--coders", "eva,jon", "--overlap", "1")
    assert (ran.code, ran.err) == (0, "")
    made = sorted(set((root / "cases").rglob("*.yaml")) - set(before))
    assert [path.relative_to(root).as_posix() for path in made] == [
        "cases/south/codings/eva.yaml",
        "cases/south/codings/jon.yaml",
    ]
    assert all(path.read_bytes() == data for path, data in before.items())
    golden("coders/empty-sheet.yaml", made[0].read_text(encoding="utf-8"))
    golden("coders/assign.txt", ran.out)
    again = run("code", "assign", "--coders", "eva,jon")
    assert again.out == (
        "left alone, because somebody codes them already: north, south\n"
        "made 0 files 'codings/<coder>.yaml' beside the cases\n"
    )
    assert "QC343 'eva' has coded nothing" in "".join(found_in(root))


REFUSED = {
    "a coder who is not declared": (
        ("--coders", "eva,jan"),
        "there is no coder 'jan'; did you mean 'jon'?",
    ),
    "a coder named twice": (
        ("--coders", "eva,eva"),
        "name each coder once, such as --coders eva,jon",
    ),
    "nobody": ((), "name each coder once, such as --coders eva,jon"),
    "more than all": (
        ("--coders", "eva", "--overlap", "3"),
        "the overlap is a share from 0 to 1, such as 0.3",
    ),
}


@pytest.mark.parametrize(("words", "expected"), REFUSED.values(), ids=REFUSED)
def test_assign_says_what_is_wrong_and_makes_nothing(
    words: tuple[str, ...],
    expected: str,
    make_study: MakeStudy,
    monkeypatch: pytest.MonkeyPatch,
    run: Run,
) -> None:
    root = make_study({**STUDY, "cases/south/case.yaml": WARD.replace("north", "south")})
    monkeypatch.chdir(root)
    ran = run("code", "assign", *words)
    assert (ran.code, ran.out, ran.err) == (2, "", f"qualcode: {expected}\n")
    assert not (root / "cases/south/codings").exists()


def test_assign_names_single_files_which_have_no_place_for_codings(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(make_study({**STUDY, "cases/east.yaml": WARD.replace("north", "east")}))
    ran = run("code", "assign", "--coders", "eva")
    assert ran.code == 1
    assert ran.err == (
        "qualcode: single files have no place for codings: east\n"
        "move such a case from '<case>.yaml' to '<case>/case.yaml' first\n"
    )


# How far they agree


@pytest.fixture
def schools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the fictional study of schools, with the tests in it."""
    root = tmp_path / "schools"
    shutil.copytree(SCHOOLS, root)
    monkeypatch.chdir(root)
    return root


SHOWN = {
    "agree.txt": ("agree",),
    "agree.md": ("agree", "--format", "md"),
    "agree.csv": ("agree", "--format", "csv"),
    "agree.json": ("agree", "--format", "json"),
    "agree-ratio.json": ("agree", "--format", "json", "--numbers", "ratio", "--sets", "jaccard"),
    "agree-unknown.txt": ("agree", "--unknown", "--seed", "2"),
    "agree-pairs.txt": ("agree", "--by", "pair"),
    "agree-themes.txt": ("agree", "--by", "theme"),
    "agree-themes.json": ("agree", "--by", "theme", "--format", "json"),
    "agree-types.txt": ("agree", "--types"),
    "agree-types.json": ("agree", "--types", "--format", "json"),
    "reconcile.txt": ("reconcile",),
    "reconcile.md": ("reconcile", "elm", "--format", "md"),
    "reconcile.json": ("reconcile", "elm", "--format", "json"),
}


@pytest.mark.parametrize(("name", "words"), SHOWN.items(), ids=SHOWN)
def test_agreement_and_disagreements_of_the_schools(
    name: str,
    words: tuple[str, ...],
    schools: Path,
    run: Run,
    golden: Callable[[str, str], None],
) -> None:
    ran = run(*words)
    assert (ran.code, ran.err) == (0, "")
    golden(f"coders/{name}", ran.out)


def test_the_study_of_schools_checks_classifies_and_renders(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run: Run,
    golden: Callable[[str, str], None],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "--example", "schools", "my schools").code == 0
    monkeypatch.chdir(tmp_path / "my schools")
    assert run("check").out.endswith("\n6 info in 8 case files\n")
    golden("coders/classify.txt", run("classify").out)
    assert run("render", "--all").code == 0
    golden(
        "coders/chapter-1.md", words_of(Path("build/en/chapter-1.md").read_text(encoding="utf-8"))
    )


def test_agree_says_how_codings_come_about_where_there_are_none(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(make_study(FILES))
    ran = run("agree")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "qualcode: no coder has coded a case here: each coder's codings are in a file "
        "'codings/<coder>.yaml' beside a 'case.yaml'; see 'qualcode code assign --help'\n"
    )
    assert run("agree", "--types", "--by", "pair").err == (
        "qualcode: give one of --by and --types\n"
    )


def test_agreement_of_one_case_or_one_category_says_why_there_is_none(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(make_study({**STUDY, JON: by("jon", f"checklist: {{value: true, {ON}}}")}))
    ran = run("agree")
    assert ran.code == 0
    out = " ".join(ran.out.split())
    assert "no alpha, because nothing was coded by two coders: style" in out
    assert (
        "no alpha, because only one category was used, so there is nothing to tell apart: checklist"
    ) in out


def test_codes_make_coders_differ_on_types_only_where_a_swap_changes_a_verdict(
    schools: Path, run: Run
) -> None:
    """Cedar: 'trouble' and 'rules' differ, but both are of the type 'order'."""
    ran = run("agree", "--types", "--format", "csv")
    assert ran.code == 0
    assert ran.out.splitlines()[1].startswith("cooperation,6,56 %,0.42")
    types = run("agree", "--types").out
    assert "cedar" not in types
    assert "aldersgate" in types


def test_agree_says_who_settled_how_many_disagreements(schools: Path, run: Run) -> None:
    decided = "  - {case: %s, code: %s, value: %s, by: %s, because: Read again.}\n"
    text = "decisions:\n" + decided % ("elm", "meetings", 2, "eva")
    text += decided % ("cedar", "meetings", 1, "jon") + decided % (
        "ford",
        "first_contact",
        "rules",
        "eva",
    )
    (schools / "decisions.yaml").write_text(text, encoding="utf-8")
    assert run("reconcile", "--apply", "decisions.yaml").code == 0
    out = " ".join(run("agree").out.split())
    # The figures are those of the coders' own files, as before.
    assert "meetings interval 6 72 % 0.86" in out
    assert "Disagreements settled: 1 by jon; 2 by eva; 7 open." in out


STYLES = ("oral", "mixed", "written", "unknown")


def seen(coder: str, style: str, has_checklist: bool) -> CoderCodings:
    """What a coder says of the ward."""
    codes = {"style": Coding(value=style), "checklist": Coding(value=has_checklist)}
    return CoderCodings(case="w", coder=coder, attributes={}, codes=codes, records={})


def ward(style: str, has_checklist: bool) -> Case:
    return sheet_of(EMPTY, seen("x", style, has_checklist))


EMPTY = Case(
    id="w", unit="ward", attributes={}, codes={}, records={}, declared_types={}, printed_labels={}
)


def test_the_codes_behind_each_difference_are_those_that_change_a_verdict_when_swapped(
    make_study: MakeStudy,
) -> None:
    """Every pair of codings of two codes, swapped one by one as a reader would do it."""
    checked = pipeline.check(pipeline.Place(make_study(FILES)))
    assert checked.study is not None
    assert checked.classifier is not None
    classifier = checked.classifier
    typology = checked.study.codebook.typologies["handover"]

    def verdict(style: str, has_checklist: bool) -> tuple[object, ...]:
        found = classifier.classify(ward(style, has_checklist), typology)
        return (found.kind, found.verdicts)

    every = list(product(STYLES, (True, False)))
    for (style, checklist), (other_style, other_checklist) in combinations(every, 2):
        case = put_together(
            EMPTY, [seen("eva", style, checklist), seen("jon", other_style, other_checklist)]
        )
        found = type_agreement([case], typology, classifier, Method(samples=1))
        eva, jon = verdict(style, checklist), verdict(other_style, other_checklist)
        if eva == jon:
            assert found.differences == ()
            continue
        swaps = {
            "style": (verdict(other_style, checklist), verdict(style, other_checklist)),
            "checklist": (verdict(style, other_checklist), verdict(other_style, checklist)),
        }
        (difference,) = found.differences
        moving = {name for name, swapped in swaps.items() if swapped != (eva, jon)}
        alone = {name for name, (one, two) in swaps.items() if one == jon or two == eva}
        assert (set(difference.moving), set(difference.alone)) == (moving, alone)
        assert found.percent == 0
