"""Whole reports: parts, references, facts and the tables across cases, in two languages."""

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from qualcode.diagnostics import Diagnostic, Location, Related, Severity
from qualcode.loading.study import load_study
from qualcode.render.draft import Rendered, Report, report_of
from qualcode.render.report import render_part, render_report
from qualcode.tables.crossings import decided_types
from qualcode.typology.classify import Classifier
from qualcode.typology.verdict import CaseVerdict, Kind
from tests.drafts import words_of
from tests.gardens import GARDENS

Make = Callable[[Mapping[str, str]], Path]


def _report(make_study: Make, language: str = "en", **templates: str) -> Report:
    """The report on gardens with further templates by their names, `-` written as `_`."""
    files = {
        f"templates/{language}/{name.replace('_', '-')}.md.j2": text
        for name, text in templates.items()
    }
    root = make_study({**GARDENS, **files})
    loaded = load_study(root)
    assert loaded.diagnostics == ()
    assert loaded.study is not None
    return report_of(loaded.study, language, root / "templates", Classifier(loaded.study.codebook))


def _texts(report: Report) -> dict[str, str | None]:
    return {one.path: words_of(one.text or "") for one in render_report(report)}


def _text(report: Report, part: str) -> str:
    rendered = render_part(report, part)
    assert rendered.findings == ()
    return words_of(rendered.text or "")


# Parts


LIST_OF_PARTS = """\
{% set title = "Contents" %}
# {{ page.heading(title) }}

{% for part in page.parts %}
- {{ part.id }}: {{ part.heading }} ({{ part.title }})
{% endfor %}
"""


def test_a_report_has_its_parts_in_order_with_their_headings(make_study: Make) -> None:
    report = _report(
        make_study,
        appendix_2="{% set title = 'Method' %}",
        appendix_1="{% set title = 'Words *used*' %}",
        chapter_10="{% set title = 'Last' %}",
        summary="{% set title = 'In short' %}",
        preface=LIST_OF_PARTS,
    )
    assert _text(report, "preface") == dedent(
        """\
        # Contents

        - preface: Contents (Contents)
        - summary: In short (In short)
        - 1: Chapter 1. How gardens are kept (How gardens are kept)
        - 10: Chapter 10. Last (Last)
        - appendix-1: Appendix 1. Words *used* (Words *used*)
        - appendix-2: Appendix 2. Method (Method)
        """
    )
    assert list(_texts(report)) == [
        *("en/preface.md", "en/summary.md", "en/chapter-1.md", "en/chapter-10.md"),
        *("en/appendix-1.md", "en/appendix-2.md"),
        *("en/typology-access.md", "en/typology-keeping.md"),
    ]


def test_headings_and_numbers_follow_the_part_and_the_language(make_study: Make) -> None:
    template = (
        '{% set title = "Ord" %}# {{ page.heading(title) }} [{{ page.part }}]\n'
        '{{ page.numbered(_("Table")) }}, {{ page.numbered(_("Table")) }}, '
        '{{ page.numbered(_("Box")) }}'
    )
    parts = ("preface", "chapter-2", "appendix-1")
    danish = {name.replace("-", "_"): template for name in parts}
    report = _report(make_study, "da", **danish)
    assert [_text(report, name) for name in ("preface", "2", "appendix-1")] == [
        "# Ord [preface]\nTabel 1, Tabel 2, Boks 1\n",
        "# Kapitel 2. Ord [2]\nTabel 2.1, Tabel 2.2, Boks 2.1\n",
        "# Bilag 1. Ord [appendix-1]\nTabel B1.1, Tabel B1.2, Boks B1.1\n",
    ]


def test_a_template_for_all_languages_is_a_part_of_each(make_study: Make) -> None:
    report = _report(make_study)
    (report.templates.folder / "appendix-1.md.j2").write_text("{{ page.part }}", encoding="utf-8")
    assert _text(report, "appendix-1") == "appendix-1\n"


def test_a_part_without_a_constant_title_goes_by_its_number(make_study: Make) -> None:
    report = _report(make_study, preface=LIST_OF_PARTS, chapter_1="{% set title = 'a' ~ 'b' %}")
    assert _text(report, "preface").splitlines()[-1] == "- 1: Chapter 1 ()"


@pytest.mark.parametrize(
    ("name", "path", "hint"),
    [
        ("2", "templates/en/chapter-2.md.j2", "there are preface, 1"),
        ("prefase", "templates/en", "did you mean 'preface'?"),
        ("appendix-1", "templates/en/appendix-1.md.j2", "there are preface, 1"),
        ("01", "templates/en", "did you mean '1'?"),
    ],
)
def test_an_unknown_part_is_named_with_those_that_there_are(
    make_study: Make, name: str, path: str, hint: str
) -> None:
    message = f"there is no template for part '{name}' in language 'en'"
    found = Diagnostic("QC601", Severity.ERROR, message, Location(path), hint)
    report = _report(make_study, preface="x")
    assert render_part(report, name) == Rendered(f"en/{name}", None, (found,))


def test_a_language_without_templates_says_where_to_put_one(make_study: Make) -> None:
    report = _report(make_study)
    for path in report.templates.folder.glob("en/*"):
        path.unlink()
    (found,) = render_part(report, "1").findings
    assert found.hint == "put a template such as 'chapter-1.md.j2' into 'templates/en'"


# Facts


FACTS = """\
{% set visits = page.facts("visits") %}
{{ visits.label }}, {{ visits | length }}: {{ visits.definition }} {{ visits.source }}

{% for visit in visits %}
- {{ visit.id }}: {{ visit.label }}, {{ visit.value("year") }}, {{ visit.value("talks") }}, {{ visit.value("with") }}; {{ visit.has("talks") and "some" or "no" }} talks
{% endfor %}

{{ visits.item("spring").items_of("with") | join("/") }} {{ visits.item("autumn").items_of("talks") | length }}
{{ visits.item("spring").definition }} {{ visits.item("spring").source }}

{{ visits.table("talks", "with") }}
"""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            """\
            Visits, 2: When we were out. Field notes, p. 1

            - spring: Spring, 2012, 1,200, keepers and neighbours; some talks
            - autumn: Autumn, 2012, not stated, Bo; no talks

            keepers/neighbours 0
            From March, when \\*all\\* sprouts. Field notes, p. 2

            | Visits | Talks | With                   |
            | ------ | ----- | ---------------------- |
            | Spring | 1,200 | keepers and neighbours |
            | Autumn | –     | Bo                     |
            """,
        ),
        (
            "da",
            """\
            Besøg, 2: Da vi var ude. Feltnoter, p. 1

            - spring: Forår, 2012, 1.200, havemænd og naboer; some talks
            - autumn: Efterår, 2012, ikke oplyst, Bo; no talks

            havemænd/naboer 0
            Fra marts, da \\*alt\\* spirer. Feltnoter, p. 2

            | Besøg   | Samtaler | Med                |
            | ------- | -------- | ------------------ |
            | Forår   | 1.200    | havemænd og naboer |
            | Efterår | –        | Bo                 |
            """,
        ),
    ],
)
def test_facts_are_shown_in_words_numbers_and_tables(
    make_study: Make, language: str, expected: str
) -> None:
    report = _report(make_study, language, chapter_2=FACTS)
    assert _text(report, "2") == dedent(expected)


@pytest.mark.parametrize(
    ("template", "message", "hint"),
    [
        ("page.facts('visit')", "the study has no list of facts 'visit'", "did you mean 'visits'?"),
        (
            "page.facts('visits').item('sprig').label",
            "the study has no item 'sprig' of 'visits'",
            "did you mean 'spring'?",
        ),
        (
            "page.facts('visits').item('autumn').value('taks')",
            "the study has no field 'taks' of 'visits'",
            "did you mean 'talks'?",
        ),
        (
            "page.facts('visits').table('year', 'taks')",
            "the study has no field 'taks' of 'visits'",
            "did you mean 'talks'?",
        ),
    ],
)
def test_facts_that_are_not_there_are_named(
    make_study: Make, template: str, message: str, hint: str
) -> None:
    report = _report(make_study, chapter_2=f"{{{{ {template} }}}}")
    at = Location("templates/en/chapter-2.md.j2", 1, 1, 1, 1)
    found = Diagnostic("QC604", Severity.ERROR, message, at, hint)
    assert render_part(report, "2").findings == (found,)


WRONG_FACTS = """\
fact: 3
facts:
  visits:
    label: Visits
    fields:
      yaer: {lable: Year}
      source: {label: Source}
      talks: {label: Talks}
    items:
      spring: {label: Spring, year: 2012, talks: true}
      summer: {talks: [a, 3]}
      autumn: {label: Autumn, talks: [], source: {document: note, at: p. 2}}
      winter: cold
  empty: {}
"""


def test_everything_wrong_with_facts_is_said_at_its_place(make_study: Make) -> None:
    root = make_study({**GARDENS, "codebooks/gardens/facts.yaml": WRONG_FACTS})
    loaded = load_study(root)
    found = sorted(loaded.diagnostics, key=lambda one: one.at)
    assert {one.at.file for one in found} == {"codebooks/gardens/facts.yaml"}
    assert [(one.rule, one.at.line, one.at.column, one.message, one.hint) for one in found] == [
        ("QC021", 1, 1, "the key 'fact' has no meaning here", "did you mean 'facts'?"),
        (
            "QC131",
            6,
            7,
            "field 'yaer' has no label, so no table can head it",
            "add 'label: {...}' with its name in each language",
        ),
        ("QC021", 6, 14, "the key 'lable' has no meaning here", "did you mean 'label'?"),
        ("QC130", 7, 7, "'source' cannot be a field: every item has it anyway", "take it out"),
        (
            "QC130",
            10,
            31,
            "'spring' has a field 'year' that its list does not declare",
            "declare it under 'fields'",
        ),
        (
            "QC132",
            10,
            50,
            "'talks' must be a text, a number or a list of texts, found true",
            "give a text for each language as '{da: ..., en: ...}', a list item by item",
        ),
        (
            "QC133",
            11,
            7,
            "'summer' has no label",
            "add 'label: {...}' with its name in each language",
        ),
        (
            "QC132",
            11,
            23,
            "'talks' must be a text, a number or a list of texts, found a list with the number 3 in it",
            "give a text for each language as '{da: ..., en: ...}', a list item by item",
        ),
        (
            "QC132",
            12,
            38,
            "'talks' must be a text, a number or a list of texts, found an empty list",
            "give a text for each language as '{da: ..., en: ...}', a list item by item",
        ),
        ("QC134", 12, 61, "there is no document 'note'", "did you mean 'notes'?"),
        (
            "QC022",
            13,
            15,
            "'winter' must be a mapping, found the text 'cold'",
            "write 'winter' as 'key: value' lines, indented",
        ),
        (
            "QC133",
            14,
            3,
            "'empty' has no label",
            "add 'label: {...}' with its name in each language",
        ),
    ]
    assert loaded.study is not None
    assert loaded.study.codebook.is_whole


def test_a_study_may_do_without_facts(make_study: Make) -> None:
    files = {name: text for name, text in GARDENS.items() if not name.endswith("facts.yaml")}
    loaded = load_study(make_study(files))
    assert loaded.diagnostics == ()
    assert loaded.study is not None
    assert dict(loaded.study.codebook.facts) == {}


# Numbers and references


def test_a_reference_may_stand_before_and_after_its_table_and_in_another_part(
    make_study: Make,
) -> None:
    report = _report(
        make_study,
        "da",
        summary="Se {{ page.refer('later') | lower }} og {{ page.refer('w1') }}.",
        chapter_2="""\
            {% import "tables.md.j2" as tables %}
            See {{ page.refer("later") }}, {{ page.refer("other") | lower }}.

            {{ tables.numbered_table(page, "First", page.facts("visits").table("talks")) }}
            {{ tables.numbered_table(page, "Later", page.facts("visits").table("with"), key="later") }}
            Again {{ page.refer("later") }}.
            """,
        appendix_1="""\
            {{ page.numbered(_("Box"), "other") }}
            {% for case in page.cases("walks") %}{{ case.numbered(_("Box")) }} {% endfor %}
            """,
    )
    assert _text(report, "summary") == "Se tabel 2.2 og Boks B1.2.\n"
    lines = _text(report, "2").splitlines()
    assert [line for line in lines if not line.startswith("|") and line] == [
        "See Tabel 2.2, boks b1.1.",
        "**Tabel 2.1. First**",
        "**Tabel 2.2. Later**",
        "Again Tabel 2.2.",
    ]
    assert _texts(report)["da/summary.md"] == _text(report, "summary")


def test_other_parts_are_left_alone_unless_a_number_is_missing(make_study: Make) -> None:
    template = "{{ page.refer('x') }} {{ page.numbered(_('Table'), 'x') }}"
    report = _report(make_study, chapter_2=template, chapter_3="{{ broken }}")
    assert _text(report, "2") == "Table 2.1 Table 2.1\n"


def test_a_number_that_a_broken_part_may_have_is_not_called_unknown(make_study: Make) -> None:
    report = _report(make_study, chapter_2="{{ page.refer('x') }}", chapter_3="{{ broken }}")
    (found,) = render_part(report, "2").findings
    assert (found.rule, found.at.file) == ("QC604", "templates/en/chapter-3.md.j2")
    rules = [one.rule for part in render_report(report) for one in part.findings]
    assert rules == ["QC604", "QC604"]


def test_all_references_to_nothing_are_said_where_they_stand(make_study: Make) -> None:
    report = _report(
        make_study,
        chapter_2="""\
            {% macro see(key) %}({{ page.refer(key) }}){% endmacro %}
            {{ page.numbered(_("Table"), "rents") }}
            {{ see("rens") }} {{ page.refer('walls') }}
            {{ page.refer("x" ~ "y") }}
            """,
    )
    rendered = render_part(report, "2")
    assert rendered.text is None
    assert [(f.rule, *f.at, f.message, f.hint) for f in rendered.findings] == [
        (
            *("QC606", "templates/en/chapter-2.md.j2", 3, 9, 3, 13),
            "nothing is numbered under the key 'rens'",
            "did you mean 'rents'?",
        ),
        (
            *("QC606", "templates/en/chapter-2.md.j2", 3, 34, 3, 39),
            "nothing is numbered under the key 'walls'",
            "give it a number with page.numbered(..., 'walls')",
        ),
        (
            *("QC606", "templates/en/chapter-2.md.j2", 4, 1, 4, 1),
            "nothing is numbered under the key 'xy'",
            "give it a number with page.numbered(..., 'xy')",
        ),
    ]


def test_a_key_that_is_given_twice_is_said_with_the_first_place(make_study: Make) -> None:
    report = _report(
        make_study,
        chapter_2="{{ page.numbered(_('Table'), 'x') }}\n{{ page.numbered(_('Box'), 'x') }}",
        chapter_3="\n\n{{ page.numbered(_('Table'), 'x') }}",
    )
    second = "templates/en/chapter-2.md.j2"

    def twice(file: str, line: int, column: int) -> Diagnostic:
        return Diagnostic(
            "QC607",
            Severity.ERROR,
            "the key 'x' is given to a second number",
            Location(file, line, column, line, column + 1),
            "choose another key for one of them",
            (Related(Location(second, 1, 31, 1, 32), "given here before"),),
        )

    assert render_part(report, "2").findings == (twice(second, 2, 29),)
    third = "templates/en/chapter-3.md.j2"
    assert [f for one in render_report(report) for f in one.findings] == [
        twice(second, 2, 29),
        twice(third, 2, 31),
    ]


# Cases by code and by type


NAMED = """\
{% import "tables.md.j2" as tables %}
{{ page.placement("gardens", rows="rent", columns="size", shows="plots", mark="well") }}

{{ page.placement("gardens", "well", "plots") }}

{{ page.cross_table("rent", "well", "gardens") }}

{{ tables.case_table(page, "Gardens", "gardens", ["town", "plots", "size"], key="all") }}

{% for case in page.cases("gardens") %}{{ case.name }}: {{ case.value("rent") }}; {% endfor %}

{{ page.group("gardens").is_listed and "listed" }} {{ page.code("town").values[0].label }}
"""


def test_cases_that_only_count_are_named_in_the_parts_that_may(make_study: Make) -> None:
    assert _text(_report(make_study, chapter_2=NAMED), "2") == dedent(
        """\
        | Rent       | Small          | Large                                 |
        | ---------- | -------------- | ------------------------------------- |
        | Low        |                | Alrohaven (1,674)¹<br>Cahaven (1,200) |
        | High       | Brohaven (168) |                                       |
        | Not stated | Dohaven (90)   |                                       |

        | Well       | 90      | 168      | 1,200   | 1,674     |
        | ---------- | ------- | -------- | ------- | --------- |
        | Yes        |         |          |         | Alrohaven |
        | No         |         | Brohaven |         |           |
        | Not stated | Dohaven |          | Cahaven |           |

        | Rent       | Yes | No  | Not stated |
        | ---------- | --- | --- | ---------- |
        | Low        | 1   | 0   | 1          |
        | High       | 0   | 1   | 0          |
        | Not stated | 0   | 0   | 1          |

        **Table 2.1. Gardens**

        | Case      | Town       | Plots | Size  |
        | --------- | ---------- | ----- | ----- |
        | Alrohaven | Ry Mølle   | 1,674 | large |
        | Brohaven  | Hov        | 168   | small |
        | Cahaven   | Hov        | 1,200 | large |
        | Dohaven   | not stated | 90    | small |

        Alrohaven: low; Brohaven: high; Cahaven: low; Dohaven: not stated;
        listed Ry Mølle
        """
    )


def test_named_cases_follow_the_language(make_study: Make) -> None:
    template = '{{ page.placement("gardens", "rent", "size", shows="plots", mark="well") }}'
    assert _text(_report(make_study, "da", chapter_2=template), "2") == dedent(
        """\
        | Leje        | Lille          | Stor                                  |
        | ----------- | -------------- | ------------------------------------- |
        | Lav         |                | Alrohaven (1.674)¹<br>Cahaven (1.200) |
        | Høj         | Brohaven (168) |                                       |
        | Ikke oplyst | Dohaven (90)   |                                       |
        """
    )


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("page.typology('K1').label", "typology 'K1'"),
        ("page.cross_typologies('keeping', 'access', 'walks')", "typology 'keeping'"),
        ("page.case_table('walks', ['access']).grid", "typology 'access'"),
        ("page.count('keeper', 'hired', 'gardens').n", "code 'keeper' is no attribute and"),
        ("page.count('keeper', 'hired', 'walks').n", "code 'keeper' is no attribute and"),
        ("page.spread('meetings', 'walks').text", "code 'meetings' is no attribute and"),
        ("page.overview(['gate'], ['walks']).table", "code 'gate' is no attribute and"),
        ("page.cross_table('rent', 'gate', 'gardens')", "code 'gate' is no attribute and"),
        ("page.placement('gardens', 'keeper', 'size')", "code 'keeper' is no attribute and"),
        (
            "page.placement('gardens', 'rent', 'size', 'keeper')",
            "code 'keeper' is no attribute and",
        ),
        (
            "page.placement('gardens', 'rent', 'size', '', 'gate')",
            "code 'gate' is no attribute and",
        ),
        (
            "page.case_table('gardens', ['rent', 'keeper']).grid",
            "code 'keeper' is no attribute and",
        ),
        ("page.case('do').value('keeper')", "code 'keeper' is no attribute and"),
        ("page.case('do').statements | length", "what is coded about a case"),
        ("page.case('do').records | length", "the records of a case"),
        ("page.case('do').members('x', 'y')", "the records of a case"),
        ("page.case('do').note", "the note on a case"),
        ("page.quotations(['keeper']) | length", "what people were quoted with"),
    ],
)
def test_no_name_stands_near_what_is_coded(make_study: Make, expression: str, what: str) -> None:
    report = _report(make_study, chapter_2=f"{{{{ {expression} }}}}")
    (found,) = render_part(report, "2").findings
    assert (found.rule, found.message) == (
        "QC604",
        f"the template cannot be rendered: {what} may not be shown where cases are named",
    )


@pytest.mark.parametrize(
    "expression",
    [
        "page.placement('gardens', 'rent', 'size')",
        "page.case_table('gardens', ['rent']).grid",
        "page.cases('gardens') | length",
        "page.quotations(['keeper'], 'gardens') | length",
    ],
)
def test_elsewhere_they_only_count(make_study: Make, expression: str) -> None:
    report = _report(make_study, chapter_3=f"{{{{ {expression} }}}}")
    (found,) = render_part(report, "3").findings
    assert found.message == (
        "the template cannot be rendered: the cases of 'gardens' may not be shown one by one"
    )
    report = _report(make_study, chapter_3="Alrohaven", chapter_2="Alrohaven, Ry Mølle")
    (named,) = render_part(report, "3").findings
    assert (named.rule, named.at.file) == ("QC605", "templates/en/chapter-3.md.j2")
    assert render_part(report, "2").findings == ()


CROSSED = """\
{% import "tables.md.j2" as tables %}
{{ page.cross_typologies("K1", "access", "walks") }}

{{ page.cross_table("keeper", "gate", "walks") }}

{{ page.cross_table("rent", "size", "gardens") }}

{% for case in page.cases("walks") %}{% set _number = case.numbered(_("Box")) %}{% endfor %}
{{ tables.case_table(page, "T", "walks", ["keeping", "gate", "tasks", "meetings", "access"]) }}
"""


def test_cases_are_crossed_and_tabled_and_what_is_open_stays_open(make_study: Make) -> None:
    assert _text(_report(make_study, chapter_3=CROSSED), "3") == dedent(
        """\
        | Ways of keeping | Public | Private | Not decided |
        | --------------- | ------ | ------- | ----------- |
        | Club            | 0      | 0       | 1           |
        | Service         | 1      | 0       | 0           |
        | Not decided     | 0      | 0       | 1           |

        | Keeper     | Yes | No  | Not stated |
        | ---------- | --- | --- | ---------- |
        | Elected    | 0   | 0   | 1          |
        | Hired      | 1   | 0   | 0          |
        | Not stated | 0   | 0   | 1          |

        | Rent       | Small | Large |
        | ---------- | ----- | ----- |
        | Low        | 0     | 2     |
        | High       | 1     | 0     |
        | Not stated | 1     | 0     |

        **Table 3.1. T**

        | Case    | Ways of keeping               | Open gate  | Tasks                | Meetings   | Access                        |
        | ------- | ----------------------------- | ---------- | -------------------- | ---------- | ----------------------------- |
        | Box 3.1 | service¹                      | yes        | hedges, perhaps more | 4          | public                        |
        | Box 3.2 | club                          | not stated | not stated           | at least 7 | undecided, all types possible |
        | Box 3.3 | undecided, all types possible | yes or no  | budget and paths     | not stated | undecided, all types possible |

        ¹ Box 3.1 is printed as 'club' in the source; what is coded gives 'service'.
        """
    )


def test_a_note_and_open_values_are_said_in_danish(make_study: Make) -> None:
    template = """\
        {% import "tables.md.j2" as tables %}
        {{ tables.case_table(page, "T", "walks", ["keeping", "meetings"]) }}
        """
    assert _text(_report(make_study, "da", chapter_3=template), "3") == dedent(
        """\
        **Tabel 3.1. T**

        | Case            | Driftsformer                       | Møder       |
        | --------------- | ---------------------------------- | ----------- |
        | Første rundgang | service¹                           | 4           |
        | Anden rundgang  | forening                           | mindst 7    |
        | Tredje rundgang | ikke afgjort, alle typer er mulige | ikke oplyst |

        ¹ Første rundgang er trykt som »forening« i kilden; det kodede giver »service«.
        """
    )


@pytest.mark.parametrize(
    ("verdict", "places"),
    [
        (CaseVerdict("c", "t", Kind.PURE, types=("a",), certain=("a",)), ("a",)),
        (CaseVerdict("c", "t", Kind.SEVERAL, types=("a", "b"), certain=("a", "b")), ("a", "b")),
        (CaseVerdict("c", "t", Kind.OVERLAP, types=("a", "b"), certain=("a", "b")), ("mixed",)),
        (CaseVerdict("c", "t", Kind.BLEND, types=("a", "b")), ("mixed",)),
        (CaseVerdict("c", "t", Kind.NEAR, types=("a",)), ("outside",)),
        (CaseVerdict("c", "t", Kind.OUTSIDE), ("outside",)),
        (CaseVerdict("c", "t", Kind.INVALID), ("contradictory",)),
        (CaseVerdict("c", "t", Kind.INSUFFICIENT, possible=("a",), probable=("a",)), ("unknown",)),
        (CaseVerdict("c", "t", Kind.INSUFFICIENT, possible=("a", "b"), certain=("a",)), ("a",)),
    ],
)
def test_a_case_is_counted_under_its_decided_types_or_what_it_is_instead(
    verdict: CaseVerdict, places: tuple[str, ...]
) -> None:
    assert decided_types(verdict) == places


def test_values_come_in_groups_and_quotations_with_who_said_them(make_study: Make) -> None:
    template = """\
        {% import "boxes.md.j2" as boxes %}
        {% for group in page.grouped_values("tasks", by="level") %}
        - {{ group.label }}: {{ group.values | join(", ") }}
        {% endfor %}

        {{ page.grouped_table("tasks", by="level") }}

        {% for quotation in page.quotations(["keeper", "gate"]) %}
        {{ boxes.quotation(quotation) }}
        {% endfor %}
        """
    report = _report(make_study, "da", chapter_3=template)
    assert _text(report, "3") == dedent(
        """\
        - udførende: hække, stier
        - planlæggende: budget

        | Niveau       | Opgaver        |
        | ------------ | -------------- |
        | Udførende    | hække<br>stier |
        | Planlæggende | budget         |

        > I am \\*paid\\* for it (havemand)
        """
    )


@pytest.mark.parametrize(
    ("expression", "message", "hint"),
    [
        (
            "page.cross_table('tasks', 'gate', 'walks')",
            "the template cannot be rendered: "
            "code 'tasks' can have several values at once and cannot be crossed",
            "",
        ),
        (
            "page.grouped_values('tasks', 'levl') | length",
            "the study has no attribute of values 'levl' of 'tasks'",
            "did you mean 'level'?",
        ),
        (
            "page.case_table('walks', ['gat']).grid",
            "the study has no code 'gat'",
            "did you mean 'gate'?",
        ),
    ],
)
def test_what_cannot_be_a_table_is_said(
    make_study: Make, expression: str, message: str, hint: str
) -> None:
    report = _report(make_study, chapter_3=f"{{{{ {expression} }}}}")
    (found,) = render_part(report, "3").findings
    assert (found.rule, found.message, found.hint) == ("QC604", message, hint)


# What is known in part


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            """\
            | Characteristic | Walks                                | stated for        |
            | -------------- | ------------------------------------ | ----------------- |
            | Keeper         | elected (1), hired (1)               | 2 of 3            |
            | Open gate      | yes (1), yes or no (1)               | 1 of 3; 1 in part |
            | Level          | doing or planning (1)                | 0 of 3; 1 in part |
            | Tasks          | budget (1), hedges (1), paths (1)    | 1 of 3; 1 in part |
            | Meetings       | 4, at least 7                        | 1 of 3; 1 in part |
            | Stories        | the flood (2), the fire (1)          | 1 of 3; 1 in part |
            """,
        ),
        (
            "da",
            """\
            | Forhold    | Rundgange                            | oplyst for                |
            | ---------- | ------------------------------------ | ------------------------- |
            | Havemand   | valgt (1), ansat (1)                 | 2 af 3                    |
            | Åben låge  | ja (1), ja eller nej (1)             | 1 af 3; delvis for 1      |
            | Niveau     | udførende eller planlæggende (1)     | 0 af 3; delvis for 1      |
            | Opgaver    | budget (1), hække (1), stier (1)     | 1 af 3; delvis for 1      |
            | Møder      | 4, mindst 7                          | 1 af 3; delvis for 1      |
            | Historier  | the flood (2), the fire (1)          | 1 af 3; delvis for 1      |
            """,
        ),
    ],
)
def test_an_overview_shows_what_is_known_in_part(
    make_study: Make, language: str, expected: str
) -> None:
    template = """\
        {% set codes = ["keeper", "gate", "level", "tasks", "meetings", "stories"] %}
        {{ page.overview(codes, ["walks"]).table }}
        """
    text = _text(_report(make_study, language, chapter_3=template), "3")
    rows = [[cell.strip() for cell in row.split("|")] for row in dedent(expected).splitlines()]
    shown = [[cell.strip() for cell in row.split("|")] for row in text.splitlines()]
    assert [shown[0], *shown[2:]] == [rows[0], *rows[2:]]
