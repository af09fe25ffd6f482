"""Figures: what is in them, that they can be read, and what is said of mistakes in them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from qualcode import pipeline
from qualcode.diagnostics import Diagnostic
from qualcode.model.case import Case
from qualcode.model.study import Study
from qualcode.render.figures.pictures import mermaid_of, picture_of, svg_of
from qualcode.render.language import Language
from tests.drafts import words_of
from tests.kitchens import KITCHENS, kitchens_with
from tests.running import Ran, Run

MakeStudy = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]

ROOT = Path(__file__).parents[1]
FIGURES = "codebooks/kitchens/figures.yaml"
SVG = "{http://www.w3.org/2000/svg}"


def said(found: Diagnostic) -> str:
    return f"{found.at} {found.rule} {found.message} | {found.hint}".rstrip(" |")


def check(root: Path) -> list[str]:
    return [said(one) for one in pipeline.check(pipeline.Place(root)).findings]


def study_in(root: Path) -> Study:
    study = pipeline.check(pipeline.Place(root)).study
    assert study is not None
    return study


def svg(study: Study, name: str, case: str | None, language: str) -> str:
    drawn = next((one for one in study.cases if one.id == case), None)
    words = Language(language)
    return svg_of(picture_of(study.codebook.figures[name], drawn, study.codebook, words), words)


def texts(drawing: str) -> list[str]:
    return [part.text or "" for part in ElementTree.fromstring(drawing).iter(f"{SVG}text")]


@pytest.fixture(scope="module")
def boligsocial() -> Study:
    return study_in(ROOT)


@pytest.fixture
def kitchens(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small study, as the current folder."""
    root = make_study(KITCHENS)
    monkeypatch.chdir(root)
    return root


# The figures of the study that comes with qualcode.


@pytest.mark.parametrize(
    ("name", "case", "file"),
    [
        ("formal_structure", None, "formal-structure"),
        ("participation_ladder", None, "participation-ladder"),
        ("change_theory", None, "change-theory"),
        ("organisation", "as-case-2", "organisation-as-case-2"),
    ],
)
def test_the_figures_of_the_report_are_drawn_as_before(
    name: str, case: str | None, file: str, boligsocial: Study, golden: Golden
) -> None:
    golden(f"da/figures/{file}.svg", svg(boligsocial, name, case, "da"))


def test_every_figure_has_a_text_alternative_and_names_what_it_is_from(boligsocial: Study) -> None:
    cases = {case.id: case for case in boligsocial.cases}
    asked: list[tuple[str, Case | None]] = [
        (name, None) for name in boligsocial.codebook.figures if name != "organisation"
    ]
    asked += [("organisation", cases[f"as-case-{n}"]) for n in (1, 2, 3, 4)]
    for language in map(Language, ("da", "en")):
        for name, case in asked:
            figure = boligsocial.codebook.figures[name]
            picture = picture_of(figure, case, boligsocial.codebook, language)
            assert all((picture.title, picture.note, picture.source, picture.alt)), name


def test_a_case_is_told_in_danish_for_those_who_do_not_see_its_chart(boligsocial: Study) -> None:
    case = next(one for one in boligsocial.cases if one.id == "as-case-1")
    figure = boligsocial.codebook.figures["organisation"]
    assert picture_of(figure, case, boligsocial.codebook, Language("da")).alt == (
        "»Taktisk niveau« rummer Styregruppe (driftschef eller driftsleder og boligsocialt ansvarlig "
        "i kommunen; besluttende), Områdesekretariat og Faglig følgegruppe (koordinator for "
        "helhedsplanen; rådgivende). En pil går fra »Områdesekretariat« til »Styregruppe« (refererer "
        "til). En pil går fra »Faglig følgegruppe« til »Områdesekretariat« (refererer til). Der kan "
        "være flere, end figuren viser."
    )


def test_what_is_lost_in_the_source_is_said_and_not_made_up(boligsocial: Study) -> None:
    drawn = texts(svg(boligsocial, "change_theory", None, "da"))
    assert drawn.count("ikke oplyst") == 10
    ladder = texts(svg(boligsocial, "participation_ladder", None, "da"))
    assert [text for text in ladder if text in STEPS] == list(STEPS)


STEPS = ("Selvbestemmelse", "Medbestemmelse", "Dialog", "Information", "Ingen inddragelse")


# A small study.


def test_the_small_study_is_clean(kitchens: Path) -> None:
    assert check(kitchens) == []


def test_a_case_as_mermaid(kitchens: Path) -> None:
    study = study_in(kitchens)
    oak = next(case for case in study.cases if case.id == "oak")
    words = Language("en")
    picture = picture_of(study.codebook.figures["chart"], oak, study.codebook, words)
    assert mermaid_of(picture, words) == OAK


OAK = """\
flowchart BT
  accTitle: The kitchen at Oak Road
  accDescr: “Top” contains Board (cook and pupil#59; meetings a year: 4). “Middle” and “Floor” \
together contain Crew. “Level not stated” contains Tasters #60;and#62; #34;friends#34; (inferred). \
An arrow leads from “Crew” to “Board” (answers to). A line joins “Tasters #60;and#62; \
#34;friends#34;” and “Crew” (meets). Dashed lines (only now and then) surround: Tasters #60;and#62; \
#34;friends#34;. There may be more than the figure shows.
  subgraph b1["Top"]
    n1["Board<br/>cook and pupil<br/>meetings a year: 4"]
  end
  subgraph b2["Middle – Floor"]
    n2["Crew"]
  end
  subgraph b3["Level not stated"]
    n3["Tasters #60;and#62; #34;friends#34;<br/>(inferred)"]
  end
  n2 -->|"answers to"| n1
  n3 -.-|"meets"| n2
  classDef dashed stroke-dasharray: 5 3
  class n3 dashed
"""


def test_what_a_coder_wrote_is_shown_and_never_markup(kitchens: Path) -> None:
    drawn = svg(study_in(kitchens), "chart", "oak", "en")
    assert 'Tasters <and> "friends"' in texts(drawn)
    assert "<and>" not in drawn


def test_a_box_past_a_level_that_it_is_not_at_says_so_in_words(make_study: MakeStudy) -> None:
    oak = "cases/seen/oak.yaml"
    root = make_study(
        kitchens_with(
            (oak, "{kind: crew, level: [middle, floor]", "{kind: crew, level: [top, floor]"),
            (oak, "level: unknown", "level: [middle]"),
        )
    )
    assert "top and floor" in texts(svg(study_in(root), "chart", "oak", "en"))


def test_ladder_and_rows_say_what_is_in_them(kitchens: Path) -> None:
    study, words = study_in(kitchens), Language("en")
    alts = {
        name: picture_of(study.codebook.figures[name], None, study.codebook, words).alt
        for name in ("steps", "theory", "net")
    }
    assert alts == {
        "steps": "The ladder has three steps, from the highest to the lowest: Full, Some, and None. "
        "Examples of “Full”: They choose the food; They cook. Examples of “Some”: A box for notes.",
        "theory": "Each row leads through Deed and Effect. Deed: A garden, Effect: Fresh food; Pride. "
        "Deed: A long lunch, Effect: not stated.",
        "net": "“Outside” contains Farm. “Inside” contains Pan and Oven. “Level not stated” contains "
        "Cellar (inferred). An arrow leads from “Farm” to “Pan” (feeds). An arrow leads from “Cellar” "
        "to “Farm” (feeds; inferred). Dashed lines (not seen) surround: Cellar.",
    }


# In drafts.


def draft(kitchens: Path, template: str, run: Run) -> tuple[Ran, str]:
    place = kitchens / "templates" / "en" / "chapter-1.md.j2"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text('{% set title = "One" %}\n# {{ page.heading(title) }}\n\n' + template)
    ran = run("render", "--chapter", "1")
    written = kitchens / "build" / "en" / "chapter-1.md"
    return ran, words_of(written.read_text()) if written.exists() else ""


def test_a_draft_shows_a_figure_and_its_file_is_written_with_it(kitchens: Path, run: Run) -> None:
    macro = '{% import "tables.md.j2" as tables %}\n'
    call = '{{ tables.numbered_figure(page, "oak", page.figure("chart", case="oak")) }}'
    ran, text = draft(kitchens, macro + call, run)
    wrote = "wrote build/en/chapter-1.md\nwrote build/en/figures/chart-oak.svg\n"
    assert ran == Ran(0, wrote, "")
    alt = picture_alt(kitchens)
    assert text == (
        f"# Chapter 1. One\n\n![{alt}](figures/chart-oak.svg)\n\n"
        "**Figure 1.1. The kitchen at Oak Road**\n\n"
        "*One body was hard to see. Source: Field notes, p. 1.*\n"
    )
    assert (kitchens / "build/en/figures/chart-oak.svg").read_text() == svg(
        study_in(kitchens), "chart", "oak", "en"
    )


def picture_alt(root: Path) -> str:
    study = study_in(root)
    oak = next(case for case in study.cases if case.id == "oak")
    picture = picture_of(study.codebook.figures["chart"], oak, study.codebook, Language("en"))
    return picture.alt.replace("<", "&lt;").replace(">", "&gt;")


def test_a_study_may_have_its_figures_as_mermaid(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    root = make_study(
        kitchens_with(("qualcode.yaml", "language: en", "language: en\nfigures: mermaid"))
    )
    monkeypatch.chdir(root)
    ran, text = draft(root, '{{ page.figure("chart", case="oak").markdown }}', run)
    assert ran.out == "wrote build/en/chapter-1.md\n"
    assert text == f"# Chapter 1. One\n\n```mermaid\n{OAK}```\n"


CANNOT = "the template cannot be rendered: "


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            'page.figure("chrat", case="oak")',
            "the study has no figure 'chrat'",
        ),
        (
            'page.figure("chart", case="yew")',
            f"{CANNOT}the cases of 'heard' may not be shown one by one",
        ),
        ('page.figure("chart")', f"{CANNOT}figure 'chart' is drawn of a case; name one"),
        (
            'page.figure("net", case="oak")',
            f"{CANNOT}figure 'net' is not drawn of cases; leave 'oak' out",
        ),
        (
            'page.figure("chart", case="elm")',
            f"{CANNOT}case 'elm' has no bodies, so there is nothing to draw",
        ),
    ],
)
def test_a_template_is_told_which_figure_it_cannot_have(
    call: str, message: str, kitchens: Path, run: Run
) -> None:
    line = f"{{{{ {call}.markdown }}}}"
    ran, text = draft(kitchens, line, run)
    hint = "\n  hint: did you mean 'chart'?" if "chrat" in call else ""
    at = "templates/en/chapter-1.md.j2:4:1"
    shown = f"{at}: error QC604: {message}\n    {line}\n    ^{hint}\n\n"
    assert (ran, text) == (Ran(1, "", shown), "")


def test_a_figure_of_a_case_may_not_stand_where_cases_are_named(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    named = (
        "codebooks/kitchens/codebook.yaml",
        "listed: false}",
        'listed: false, named_in: ["1"]}',
    )
    root = make_study(kitchens_with(named))
    monkeypatch.chdir(root)
    line = '{{ page.figure("chart", case="oak").markdown }}'
    ran, text = draft(root, line, run)
    message = "figure 'chart' of a case may not be shown where cases are named"
    at = f"templates/en/chapter-1.md.j2:4:1: error QC604: {CANNOT}{message}"
    assert (ran, text) == (Ran(1, "", f"{at}\n    {line}\n    ^\n\n"), "")


def test_check_finds_a_figure_that_no_template_can_have(kitchens: Path, run: Run) -> None:
    draft(kitchens, '{{ page.figure("chrat").title }}', run)
    assert run("check").out.startswith(
        "templates/en/chapter-1.md.j2:4:17: error QC604: the study has no figure 'chrat'\n"
    )


# On the command line.


def test_figures_are_listed_with_what_to_ask_for(kitchens: Path, run: Run) -> None:
    assert run("figure") == Ran(
        0,
        "chart CASE  Who answers to whom\n"
        "net         How food moves\n"
        "steps       What pupils may say\n"
        "theory      Why it works\n",
        "",
    )


def test_a_study_without_figures_says_where_to_declare_them(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(make_study({k: v for k, v in KITCHENS.items() if k != FIGURES}))
    hint = "there are no figures; declare them in 'figures.yaml' in the codebook's folder\n"
    assert run("figure") == Ran(0, hint, "")


def test_a_figure_is_written_as_svg_or_mermaid(kitchens: Path, run: Run) -> None:
    assert run("figure", "steps") == Ran(0, "wrote build/en/figures/steps.svg\n", "")
    shown = run("figure", "chart", "oak", "--format", "mermaid", "--output", "here")
    assert shown == Ran(0, "wrote here/en/figures/chart-oak.mmd\n", "")
    assert (kitchens / "here/en/figures/chart-oak.mmd").read_text() == OAK


def test_a_case_that_only_counts_may_be_looked_at_by_oneself(kitchens: Path, run: Run) -> None:
    assert run("figure", "chart", "yew").out == "wrote build/en/figures/chart-yew.svg\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("chat",), "there is no figure 'chat'; did you mean 'chart'?"),
        (("chart",), "figure 'chart' is drawn of a case; name one"),
        (("steps", "oak"), "figure 'steps' is not drawn of cases; leave 'oak' out"),
        (("chart", "oka"), "there is no case 'oka'; did you mean 'oak'?"),
        (("chart", "elm"), "case 'elm' has no bodies, so there is nothing to draw"),
    ],
)
def test_a_figure_that_cannot_be_drawn_says_why(
    words: tuple[str, ...], message: str, kitchens: Path, run: Run
) -> None:
    assert run("figure", *words) == Ran(2, "", f"qualcode: {message}\n")


def test_a_figure_that_was_changed_by_hand_is_left_alone(kitchens: Path, run: Run) -> None:
    file = kitchens / "build/en/figures/steps.svg"
    run("figure", "steps")
    file.write_text("mine")
    ran = run("figure", "steps")
    assert (ran.code, ran.out, file.read_text()) == (1, "", "mine")
    assert "QC602" in ran.err


# Mistakes.

MISTAKES = {
    "unknown kind": (
        "kind: ladder",
        "kind: lader",
        f"{FIGURES}:28:11 QC120 there is no kind of figure for the text 'lader' | did you mean 'ladder'?",
    ),
    "no kind": (
        "    kind: ladder\n",
        "",
        f"{FIGURES}:27:3 QC020 the key 'kind' is missing | "
        "it is one of organisation, network, ladder, rows",
    ),
    "no title": (
        "    label: What pupils may say\n",
        "",
        f"{FIGURES}:27:3 QC020 the key 'label' is missing | add a line 'label: ...'",
    ),
    "unknown key": (
        "    dashed: not seen",
        "    dahsed: not seen",
        f"{FIGURES}:26:5 QC021 the key 'dahsed' has no meaning here | did you mean 'dashed'?",
    ),
    "unknown record type": (
        "records: bodies",
        "records: bodys",
        f"{FIGURES}:6:14 QC121 there is no record type 'bodys' | did you mean 'bodies'?",
    ),
    "unknown field": (
        "reports_to: answers_to",
        "reports_to: answer_to",
        f"{FIGURES}:9:17 QC121 there is no field 'answer_to' | did you mean 'answers_to'?",
    ),
    "unknown field to show": (
        "shows: [present, meetings]",
        "shows: [present, meeting]",
        f"{FIGURES}:12:22 QC121 there is no field 'meeting' | did you mean 'meetings'?",
    ),
    "lines from a field that refers to nothing": (
        "linked_to: meets",
        "linked_to: meetings",
        f"{FIGURES}:10:16 QC122 field 'meetings' cannot be 'linked_to' of a figure | "
        "it must be a reference",
    ),
    "levels from a number": (
        "    level: level",
        "    level: meetings",
        f"{FIGURES}:8:12 QC122 field 'meetings' cannot be 'level' of a figure | "
        "it must have values, such as a set",
    ),
    "unknown code": (
        "code: say",
        "code: sya",
        f"{FIGURES}:30:11 QC121 there is no code 'sya' | did you mean 'say'?",
    ),
    "steps that have no order": (
        "code: say",
        "code: smell",
        f"{FIGURES}:30:11 QC122 code 'smell' is nominal, and its values are no steps | "
        "name an ordinal code",
    ),
    "example of an unknown value": (
        "examples: {full:",
        "examples: {ful:",
        f"{FIGURES}:31:16 QC121 code 'say' has no value 'ful' | did you mean 'full'?",
    ),
    "unknown vocabulary of a band": (
        "values_of: tools",
        "values_of: tolls",
        f"{FIGURES}:18:67 QC121 there is no vocabulary or code 'tolls' | did you mean 'tools'?",
    ),
    "unknown document": (
        "document: notes",
        "document: nots",
        f"{FIGURES}:5:24 QC121 there is no document 'nots' | did you mean 'notes'?",
    ),
    "unknown band": (
        "band: out}",
        "band: ot}",
        f"{FIGURES}:20:33 QC123 the figure has no band 'ot' | did you mean 'out'?",
    ),
    "one unknown band of several": (
        "band: out}",
        "band: [out, inn]}",
        f"{FIGURES}:20:39 QC123 the figure has no band 'inn' | did you mean 'in'?",
    ),
    "line to an unknown box": (
        "to: pan,",
        "to: pann,",
        f"{FIGURES}:24:26 QC123 the figure has no box 'pann' | did you mean 'pan'?",
    ),
    "unknown relation": (
        "to: pan, relation: feeds}",
        "to: pan, relation: feds}",
        f"{FIGURES}:24:41 QC123 the figure has no relation 'feds' | did you mean 'feeds'?",
    ),
    "line without an end": (
        "{from: farm, to: pan, relation: feeds}",
        "{from: farm, relation: feeds}",
        f"{FIGURES}:24:9 QC020 the key 'to' is missing | "
        "write the line as '{from: ..., to: ..., relation: ...}'",
    ),
    "unknown column": (
        "{deed: a long lunch}",
        "{dede: a long lunch}",
        f"{FIGURES}:38:15 QC123 the figure has no column 'dede' | did you mean 'deed'?",
    ),
    "arrows in a circle": (
        "{from: farm, to: pan, relation: feeds}",
        "{from: farm, to: cellar, relation: feeds}",
        f"{FIGURES}:25:9 QC124 'cellar' comes back to itself by the arrow to 'farm' | "
        "take one of the arrows out, or say 'directed: false' for the relation",
    ),
    "no rows": (
        "    items:\n      garden: {deed: a garden, effect: [fresh food, pride]}\n"
        "      lunch: {deed: a long lunch}\n",
        "    items: {}\n",
        f"{FIGURES}:32:3 QC125 the figure has no items | add some under 'items'",
    ),
    "words for an unknown case": (
        "      oak: {label:",
        "      oka: {label:",
        f"{FIGURES}:14:7 QC126 figure 'chart' has words for case 'oka', which is not there | "
        "did you mean 'oak'?",
    ),
}


@pytest.mark.parametrize(("before", "after", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_figure_is_named_where_it_is(
    before: str, after: str, expected: str, make_study: MakeStudy
) -> None:
    assert check(make_study(kitchens_with((FIGURES, before, after)))) == [expected]


def test_arrows_that_only_join_may_go_round(make_study: MakeStudy) -> None:
    round_and_round = (
        FIGURES,
        "{from: farm, to: pan, relation",
        "{from: farm, to: cellar, relation",
    )
    joined = (FIGURES, "{feeds: {label: feeds}}", "{feeds: {label: feeds, directed: false}}")
    assert check(make_study(kitchens_with(round_and_round, joined))) == []


def test_a_mistake_in_a_figure_does_not_keep_cases_from_their_types(make_study: MakeStudy) -> None:
    root = make_study(kitchens_with((FIGURES, "kind: ladder", "kind: lader")))
    checked = pipeline.check(pipeline.Place(root))
    assert [case.id for case in checked.sound] == ["elm", "oak", "yew"]
