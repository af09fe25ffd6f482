"""Chapters and typologies as text: whole answers, also where a template is wrong."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest

from qualcode.diagnostics import Diagnostic, Location, Severity
from qualcode.loading.study import load_study
from qualcode.model.base import in_language
from qualcode.model.study import Study
from qualcode.render.draft import Rendered, Report, report_of
from qualcode.render.protection import protected_names
from qualcode.render.report import render_part, render_typology
from qualcode.typology.classify import Classifier
from tests.choirs import CHOIRS
from tests.drafts import words_of

ROOT = Path(__file__).parents[1]
TEMPLATE = "templates/en/chapter-1.md.j2"
Make = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]


@cache
def _boligsocial() -> Study:
    loaded = load_study(ROOT)
    assert loaded.study is not None
    assert loaded.diagnostics == ()
    return loaded.study


def _fresh_report(language: str) -> Report:
    study = _boligsocial()
    return report_of(study, language, ROOT / "templates", Classifier(study.codebook))


def _rendered(kind: str, report: Report) -> Rendered:
    if kind in PARTS:
        return render_part(report, kind.removeprefix("chapter-"))
    typologies = _boligsocial().codebook.typologies
    return render_typology(report, typologies[kind.removeprefix("typology-").replace("-", "_")])


_report_in = cache(_fresh_report)


@cache
def _shipped(kind: str, language: str) -> Rendered:
    return _rendered(kind, _report_in(language))


LANGUAGES = ("da", "en")
PARTS = (
    *("preface", "summary", *(f"chapter-{number}" for number in range(1, 7))),
    *("appendix-1", "appendix-2"),
)
TYPOLOGIES = tuple(
    f"typology-{path.stem.replace('_', '-')}"
    for path in sorted((ROOT / "codebooks/boligsocial/typologies").glob("*.yaml"))
)
SHIPPED = [(kind, language) for kind in (*PARTS, *TYPOLOGIES) for language in LANGUAGES]
NAMING = "chapter-2"
"""The part that names the case areas; no other part may."""
UNNAMING = [(kind, language) for kind, language in SHIPPED if kind != NAMING]


@cache
def _text(kind: str, language: str) -> str:
    rendered = _shipped(kind, language)
    assert rendered.findings == ()
    assert rendered.text is not None
    return words_of(rendered.text)


def _choirs(root: Path) -> Study:
    study = load_study(root).study
    assert study is not None
    return study


def _report(root: Path, language: str = "en") -> Report:
    study = _choirs(root)
    return report_of(study, language, root / "templates", Classifier(study.codebook))


def _chapter(make_study: Make, template: str, **more: str) -> Rendered:
    """Chapter 1 of the choirs from a template, with further templates by their paths."""
    files = {TEMPLATE: template, **{f"templates/{k}.md.j2": text for k, text in more.items()}}
    return render_part(_report(make_study({**CHOIRS, **files})), "1")


def _wrong(message: str, hint: str = "", line: int = 1, file: str = TEMPLATE) -> Rendered:
    at = Location(file, line, 1, line, 1)
    found = Diagnostic("QC604", Severity.ERROR, message, at, hint)
    return Rendered("en/chapter-1.md", None, (found,))


# The study that ships with qualcode.


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_the_shipped_texts_are_the_golden_ones(kind: str, language: str, golden: Golden) -> None:
    golden(f"{language}/{kind}.md", _text(kind, language))


@pytest.mark.parametrize(
    ("kind", "language"),
    [(kind, language) for kind in (*PARTS, TYPOLOGIES[0]) for language in LANGUAGES],
)
def test_the_same_input_gives_the_same_bytes(kind: str, language: str) -> None:
    assert words_of(_rendered(kind, _fresh_report(language)).text or "") == _text(kind, language)


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_figure_names_an_area(language: str) -> None:
    areas = [case for case in _boligsocial().cases if case.group == "areas"]
    names = {name for case in areas for name in (*case.label.values(), *case.aliases)}
    pages = [_shipped(kind, language) for kind, of in SHIPPED if of == language]
    figures = {figure.path: figure.text for page in pages for figure in page.figures}
    assert len(figures) == 9
    for path, text in figures.items():
        assert [name for name in sorted(names) if name in text] == [], path


@pytest.mark.parametrize(("kind", "language"), UNNAMING)
def test_no_named_area_and_no_municipality_is_in_a_text(kind: str, language: str) -> None:
    study = _boligsocial()
    areas = [case for case in study.cases if case.group == "areas"]
    municipalities = {str(case.attributes["municipality"].value) for case in areas}
    names = {*(name for case in areas for name in (*case.label.values(), *case.aliases))}
    labels = study.codebook.vocabularies["municipalities"].values
    names |= {name for one in labels if one.id in municipalities for name in one.label.values()}
    assert len(names) > 20
    text = _text(kind, language)
    assert [name for name in sorted(names) if re.search(rf"\b{re.escape(name)}\b", text)] == []


@pytest.mark.parametrize(("kind", "language"), UNNAMING)
def test_the_dwellings_of_no_area_are_in_a_text(kind: str, language: str) -> None:
    areas = [case for case in _boligsocial().cases if case.group == "areas"]
    numbers = {case.attributes["dwellings"].value for case in areas}
    text = _text(kind, language)
    written = {int(re.sub(r"[.,]", "", n)) for n in re.findall(r"(?<![L\d-])\d[\d.,]*\d", text)}
    assert written & numbers == set()


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_a_text_has_no_ids_and_nothing_of_the_machine(kind: str, language: str) -> None:
    text = _text(kind, language)
    assert re.findall(r"\b[a-z]+(?:\\?_[a-z0-9]+)+\b", text) == []
    assert re.findall(r"None|Undefined|\bTrue\b|\bFalse\b|object at|\{\{|\{%", text) == []
    shown = re.sub(r"\]\(figures/[^)]*\)", "]", text)  # the file of a picture is named by its case
    assert [case.id for case in _boligsocial().cases if case.id in shown] == []


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_the_markdown_is_tidy(kind: str, language: str) -> None:
    text = _text(kind, language)
    assert text.endswith("\n")
    assert not re.search(r"\n{3}|\n\n\Z|[ \t]\n|> \n", text)
    for table in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE):
        assert len({len(line) for line in table.splitlines()}) == 1
    for before, after in re.findall(r"^(.*)\n(> \*\*.*|#.*|\|[ -]+-\|.*)$", text, re.MULTILINE):
        assert before in ("", ">") or after.startswith("|"), after


@pytest.mark.parametrize("language", ["da", "en"])
def test_one_chapter_names_all_areas_and_never_a_type(language: str) -> None:
    study, text = _boligsocial(), _text(NAMING, language)
    names = [in_language(case.label, language) for case in study.cases if case.group == "areas"]
    assert len(names) == 13
    assert [name for name in names if name not in text] == []
    typologies = ("project_organisation", "project_secretariat", "steering_group")
    known = [one for name in typologies for one in study.codebook.typologies[name].types.values()]
    types = [in_language(one.label, language) for one in known]
    assert [label for label in types if label.lower() in text.lower()] == []


@pytest.mark.parametrize("part", PARTS)
def test_tables_figures_and_boxes_are_numbered_in_the_order_of_the_text(part: str) -> None:
    text = _text(part, "da")
    for kind in ("Tabel", "Figur", "Boks"):
        numbers = re.findall(rf"\*\*{kind} (?:[B\d]+\.)?(\d+)\. ", text)
        assert numbers == [str(n + 1) for n in range(len(numbers))]


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("chapter-2", ["Figur 2.1", "Tabel 2.1", "Tabel 2.2"]),
        ("chapter-3", ["Figur 3.1", "Boks 3.1", "Boks 3.2"]),
        ("appendix-1", ["Figur B1.1"]),
    ],
)
def test_tables_figures_and_boxes_have_the_numbers_of_the_report(
    part: str, found: list[str]
) -> None:
    numbers = re.findall(r"\*\*((?:Tabel|Figur|Boks) [B\d.]+\d)\. ", _text(part, "da"))
    assert numbers == found


@pytest.mark.parametrize("part", PARTS)
def test_the_languages_say_the_same_in_number_and_kind(part: str) -> None:
    danish, english = (_text(part, language).splitlines() for language in ("da", "en"))
    assert [_shape(line) for line in danish] == [_shape(line) for line in english]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_facts_call_themes_and_guideposts_what_the_codebook_calls_them(language: str) -> None:
    codebook = _boligsocial().codebook
    facts = codebook.facts
    themes = {one: theme.label[language].lower() for one, theme in codebook.themes.items()}
    for name, fact in facts["themes"].items.items():
        assert fact.label[language] == themes[name]
    guideposts = codebook.vocabularies["guideposts"].values
    assert [one.label for one in facts["guideposts"].items.values()] == [
        x.label for x in guideposts
    ]


def _shape(line: str) -> str:
    start = re.match(r"[>#|\s-]*", line)
    return (start.group() if start is not None else "")[:6].strip()


# A study from another field: nothing about housing is in Python.


def test_a_study_of_another_field_is_rendered_from_its_own_words(make_study: Make) -> None:
    template = """\
        {% import "tables.md.j2" as tables %}
        {% import "boxes.md.j2" as boxes %}
        {% set leading = page.typology("L1") %}
        # {{ page.part }} {{ page.title }} ({{ page.codebook_version }})

        {{ page.group("registered").count | number_word }} choirs, {{ page.group("visits").label }}.
        {% for case in page.cases("visits") %}{% set _n = case.numbered("Box") %}{% endfor %}
        {% set hired = page.count("leader", "hired", "visits") %}
        Hired in {{ hired.phrase("choir", "choirs") }} ({{ hired.cite("visits") }}).
        {% set plan = page.count("plan", true, "visits") %}
        A plan in {{ plan.phrase("choir", "choirs") }} ({{ plan.cite("visits") }}).
        {% set nobody = page.count("plan", true, "registered") %}
        Registered: {{ nobody.phrase("choir", "choirs") }} ({{ nobody.cite("choirs") }}).
        Large: {{ page.count("size", "large", "registered").phrase("choir", "choirs") }}.

        {{ tables.overview(page, "Known", ["members", "leader", "songs", "plan"], ["visits"]) }}
        {% call boxes.case_box(page.case("v1")) %}{{ page.case("v1").value("size") }}{% endcall %}
        {{ tables.cases_by_type(page, leading, "Types", legend=false) }}
        {% for first, second in page.possible_duplicates("visits") %}
        {{ first.name }} = {{ second.name }}
        {% endfor %}
        """
    rendered = _chapter(make_study, template)
    assert rendered.findings == ()
    assert words_of(rendered.text or "") == dedent(
        """\
        # 1 How choirs are led (2)

        two choirs, Visits.
        Hired in one of the two choirs (stated for only 2 of 3 visits; 1 inferred).
        A plan in the one choir (stated for only 1 of 3 visits; not applicable to 1).
        Registered: not stated (not stated for any of the 2 choirs).
        Large: both choirs.

        **Table 1.1. Known**

        | Characteristic | Visits                             | stated for                  |
        | -------------- | ---------------------------------- | --------------------------- |
        | Members        | 1,200                              | 1 of 3                      |
        | Who leads      | hired \\*leader\\* (1), a member (1) | 2 of 3; 1 inferred          |
        | Songs          | old songs (2), new songs (1)       | 1 of 3; 1 in part           |
        | Yearly plan    | yes (1)                            | 1 of 3; not applicable to 1 |

        > **Box 1.1. First visit**
        >
        > large
        >
        > - Who leads: hired \\*leader\\* (inferred) – *a bill &lt;was&gt; seen*
        > - Songs: old songs, perhaps more
        > - Board · present: leader
        >
        > *Source: Field notes, p. 3*

        **Table 1.2. Types**

        | Type         | Registered choirs: decided | Registered choirs: probable | Registered choirs: possible | Visits: decided | Visits: probable | Visits: possible |
        | ------------ | -------------------------- | --------------------------- | --------------------------- | --------------- | ---------------- | ---------------- |
        | Professional | 0                          | 0                           | 2                           | –               | Box 1.1          | Box 1.3          |
        | Shared       | 0                          | 0                           | 2                           | Box 1.2         | –                | Box 1.3          |

        Box 1.1 = Box 1.2
        """
    )


def test_a_typology_of_another_field_has_its_tables(make_study: Make, golden: Golden) -> None:
    report = _report(make_study(CHOIRS))
    rendered = render_typology(report, report.study.codebook.typologies["leading"])
    assert (rendered.path, rendered.findings) == ("en/typology-leading.md", ())
    golden("en/typology-choirs.md", words_of(rendered.text or ""))


def test_a_study_may_replace_a_shared_template_for_all_languages_or_one(make_study: Make) -> None:
    root = make_study({**CHOIRS, "templates/typology.md.j2": "all: {{ typology.label }}"})
    report = _report(root)
    typology = report.study.codebook.typologies["leading"]
    rendered = render_typology(report, typology)
    assert words_of(rendered.text or "") == "all: kinds of leading\n"
    (root / "templates" / "en").mkdir()
    (root / "templates" / "en" / "typology.md.j2").write_text("English", encoding="utf-8")
    rendered = render_typology(report, typology)
    assert words_of(rendered.text or "") == "English\n"


# Templates that are wrong.


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("a\n{{ pgae.title }}", _wrong("there is no 'pgae'", "did you mean 'page'?", 2)),
        ("{{ page.tilte }}", _wrong("Page has no 'tilte'", "did you mean 'title'?")),
        ("a\n\n{{ page._edition }}", _wrong(
                "the template cannot be rendered: "
                "access to attribute '_edition' of 'Page' object is unsafe.",
                "",
                3,
            )),
        (
            "{{ page.count('laeder', 'hired', 'visits').n }}",
            _wrong("the study has no code 'laeder'", "did you mean 'leader'?"),
        ),
        (
            "{{ page.count('leader', 'hierd', 'visits').n }}",
            _wrong("the study has no value 'hierd' of 'leader'", "did you mean 'hired'?"),
        ),
        (
            "{{ page.count('leader', 'hired', 'vists').n }}",
            _wrong("the study has no case group 'vists'", "did you mean 'visits'?"),
        ),
        (
            "{{ page.typology('leadng').label }}",
            _wrong("the study has no typology 'leadng'", "did you mean 'leading'?"),
        ),
        ("{{ page.case('v11').title }}", _wrong("the study has no case 'v11'", "did you mean 'v1'?")),
        (
            "{{ page.case('v1').members('meetings', 'presnt') }}",
            _wrong("the study has no field 'presnt' of 'meetings'", "did you mean 'present'?"),
        ),
        (
            "{{ page.code('town').label }}",
            _wrong("the template cannot be rendered: code 'town' identifies cases and may not be shown"),
        ),
        (
            "{{ page.case('alt').title }}",
            _wrong(
                "the template cannot be rendered: "
                "the cases of 'registered' may not be shown one by one"
            ),
        ),
        (
            "{{ page.cases('registered') | length }}",
            _wrong(
                "the template cannot be rendered: "
                "the cases of 'registered' may not be shown one by one"
            ),
        ),
        (
            "{{ page.typology('leading').verdicts('registered') }}",
            _wrong(
                "the template cannot be rendered: "
                "the cases of 'registered' may not be shown one by one"
            ),
        ),
        (
            "{{ none }}",
            _wrong("the template cannot be rendered: a NoneType cannot be printed; name one of its parts"),
        ),
        (
            "{{ page.case('v1') }}",
            _wrong("the template cannot be rendered: a CaseView cannot be printed; name one of its parts"),
        ),
        (
            "{{ page.count('leader', 'hired', 'visits') }}",
            _wrong(
                "the template cannot be rendered: "
                "print a quantity with .phrase(one, many) or .cite(noun)"
            ),
        ),
        ("a\n{% if %}", _wrong("the template cannot be read: Expected an expression, got 'end of statement block'", "", 2)),
        ("{{ 1 | nmuber }}", _wrong("the template cannot be read: No filter named 'nmuber'.")),
        (
            "{% import 'tabels.md.j2' as t %}",
            _wrong("there is no template 'tabels.md.j2'", "did you mean 'tables.md.j2'?"),
        ),
        ("{{ 1 / 0 }}", _wrong("the template cannot be rendered: division by zero")),
        ("{{ 1 + 'a' }}", _wrong("the template cannot be rendered: unsupported operand type(s) for +: 'int' and 'str'")),
        (
            "{{ ''.__class__.__mro__ }}",
            _wrong(
                "the template cannot be rendered: "
                "access to attribute '__class__' of 'str' object is unsafe."
            ),
        ),
        ("{% include 'chapter-1.md.j2' %}", _wrong("the template calls or includes itself without end")),
    ],
)  # fmt: skip
def test_a_wrong_template_is_said_at_its_line(
    make_study: Make, template: str, expected: Rendered
) -> None:
    assert _chapter(make_study, template) == expected


def test_a_fault_in_an_included_template_is_said_there(make_study: Make) -> None:
    template = "{% include 'part.md.j2' %}"
    in_study = _chapter(make_study, template, part="a\n\n{{ page.tilte }}")
    where = "templates/part.md.j2"
    assert in_study == _wrong("Page has no 'tilte'", "did you mean 'title'?", 3, where)
    shared = _chapter(make_study, "{% import 'boxes.md.j2' as b %}\n{{ b.remark_list('x', [1]) }}")
    (found,) = shared.findings
    assert found.at.file == "qualcode/templates/boxes.md.j2"
    assert found.message == "int has no 'text'"


def test_a_template_cannot_change_anything(make_study: Make) -> None:
    rendered = _chapter(make_study, "{% set x = [] %}{{ x.append(1) }}")
    assert rendered.findings[0].rule == "QC604"


@pytest.mark.parametrize("name", ["Altkoret", "Alt og Co", "Baskoret", "Ry Mølle", "Hov"])
def test_a_name_of_an_unlisted_case_or_its_place_stops_the_text(
    make_study: Make, name: str
) -> None:
    rendered = _chapter(make_study, f"# Choirs\n\nWe were in {name}.\n")
    assert rendered == Rendered(
        "en/chapter-1.md",
        None,
        (
            Diagnostic(
                "QC605",
                Severity.ERROR,
                f"line 3 of the text names '{name}', which must not be named here",
                Location(TEMPLATE),
                "take the name out of the template, or out of the paraphrase that it comes from",
            ),
        ),
    )


def test_a_word_that_only_begins_like_a_name_is_no_name(make_study: Make) -> None:
    assert (
        words_of(_chapter(make_study, "Hovedet og Altkorets").text or "")
        == "Hovedet og Altkorets\n"
    )


def test_the_protected_names_are_those_of_unlisted_cases(make_study: Make) -> None:
    names = protected_names(_choirs(make_study(CHOIRS)))
    assert names == ("Altkoret", "Alt og Co", "Ry Mølle", "Baskoret", "Hov")


def _python_texts() -> Iterator[str]:
    for path in sorted((ROOT / "qualcode" / "render").glob("*.py")):
        yield path.read_text(encoding="utf-8").casefold()


def test_nothing_of_the_example_study_is_in_python() -> None:
    book = _boligsocial().codebook
    names = {*book.codes, *book.units, *book.typologies} - {"plan"}
    assert [name for name in sorted(names) for text in _python_texts() if name in text] == []
