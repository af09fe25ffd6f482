"""Templates checked without being rendered: whole answers, with line and column."""

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from qualcode.diagnostics import Diagnostic, Location, Related, Severity
from qualcode.loading.study import load_study
from qualcode.render.page import Page
from qualcode.render.reading.checking import check_templates
from qualcode.render.reading.kinds import method, public
from qualcode.render.reading.words import ARGUMENTS
from tests.choirs import CHOIRS
from tests.gardens import GARDENS

Make = Callable[[Mapping[str, str]], Path]
ROOT = Path(__file__).parents[1]
TITLE = '{% set title = "Two" %}\n'


def _check(make_study: Make, files: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    root = make_study(files)
    loaded = load_study(root)
    assert loaded.diagnostics == ()
    assert loaded.study is not None
    return check_templates(loaded.study, root / "templates")


def _found(
    make_study: Make, text: str, **more: str
) -> list[tuple[str, str, int, int, int, str, str]]:
    """What is wrong with a chapter that both languages have, and with further templates."""
    files = {f"templates/{name.replace('__', '/')}.md.j2": one for name, one in more.items()}
    chapter = {"templates/chapter-2.md.j2": TITLE + dedent(text).removeprefix("\n")}
    found = _check(make_study, {**GARDENS, **files, **chapter})
    return [(f.rule, f.at.file, *f.at[1:3], f.at.end_column, f.message, f.hint) for f in found]


HERE = "templates/chapter-2.md.j2"


def _wrong(
    line: int, column: int, word: str, message: str, hint: str = ""
) -> tuple[str, str, int, int, int, str, str]:
    """A finding in the chapter below its title."""
    rule = "QC606" if message.startswith("nothing") else "QC604"
    return (rule, HERE, line + 1, column, column + len(word), message, hint)


def test_the_templates_that_ship_with_qualcode_are_clean() -> None:
    study = load_study(ROOT).study
    assert study is not None
    assert check_templates(study, ROOT / "templates") == ()


def test_templates_that_use_all_that_there_is_are_clean(make_study: Make) -> None:
    template = """\
        {% import "tables.md.j2" as tables %}
        {% from "boxes.md.j2" import quotation as said, analyst %}
        {% set both = ["gardens", "walks"] %}
        {% set kinds, visits = page.typology("K1"), page.facts("visits") %}
        {% macro row(code, group="walks") %}
        {{ page.spread(code, group).text }} {{ page.count(code, true, group).cite("x") }}
        {% endmacro %}
        {% for code in ["gate", "well"] %}{{ row(code) }}{{ loop.index }}{% endfor %}
        {{ tables.overview(page, "T", ["gate", "size"], both, key="all") }}
        {{ tables.cases_by_type(page, kinds, "T", key="types") }} {{ page.refer("types") }}
        {% for case in page.cases("walks") if case.title %}{{ case.value("rent").text }}{% endfor %}
        {% for first, second in page.possible_duplicates("walks") %}{{ first.name }}{% endfor %}
        {{ page.code("tasks").values[0].label }} {{ page.code("tasks").values | length }}
        {% for visit in visits %}{{ visit.value("year") }} {{ visit.has(field="with") }}{% endfor %}
        {{ visits.table("year", "talks") }} {{ page.facts(name="visits").item("spring").label }}
        {% call(x) row("gate") %}{{ x }}{% endcall %}
        {{ analyst("x") }} {% for q in page.quotations(["keeper"]) %}{{ said(q) }}{% endfor %}
        {{ page.refer("all") }} {{ page.refer("w1") }} {{ _("Table") | lower }}
        {% include "not-there.md.j2" ignore missing %}
        """
    assert _found(make_study, template) == []


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ pgae.title }}", _wrong(1, 4, "pgae", "there is no 'pgae'", "did you mean 'page'?")),
        (
            "{{ page.cros_table('x') }}",
            _wrong(1, 9, "cros_table", "Page has no 'cros_table'", "did you mean 'cross_table'?"),
        ),
        (
            "{{ page.group('walks').labl }}",
            _wrong(1, 24, "labl", "GroupView has no 'labl'", "did you mean 'label'?"),
        ),
        (
            "{% for case in page.cases('walks') %}{{ case.titel }}{% endfor %}",
            _wrong(1, 46, "titel", "CaseView has no 'titel'", "did you mean 'title'?"),
        ),
        (
            "{{ page.group('walk').label }}",
            _wrong(1, 16, "walk", "the study has no case group 'walk'", "did you mean 'walks'?"),
        ),
        ("{{ page.case('w9').name }}", _wrong(1, 15, "w9", "the study has no case 'w9'", "there are alro, bro, ca, do, w1, w2, w3")),
        (
            "{{ page.code(name='gaet').label }}",
            _wrong(1, 20, "gaet", "the study has no code 'gaet'", "did you mean 'gate'?"),
        ),
        (
            "{{ page.typology('K2').label }}",
            _wrong(1, 19, "K2", "the study has no typology 'K2'", "there are access, keeping, K1"),
        ),
        (
            "{{ page.count('keeper', 'electd', 'walks').n }}",
            _wrong(1, 26, "electd", "the study has no value 'electd' of 'keeper'", "did you mean 'elected'?"),
        ),
        (
            "{{ page.overview(['gate',\n ['rnt', 'size']], ['walks']).table }}",
            _wrong(2, 4, "rnt", "the study has no code 'rnt'", "did you mean 'rent'?"),
        ),
        (
            "{{ page.case_table('walks', ['rent', 'keepin', 'K1']).grid }}",
            _wrong(1, 39, "keepin", "the study has no code 'keepin'", "did you mean 'keeping'?"),
        ),
        (
            "{{ page.grouped_values('tasks', by='levl') | length }}",
            _wrong(1, 37, "levl", "the study has no attribute of values 'levl' of 'tasks'", "did you mean 'level'?"),
        ),
        (
            "{{ page.facts('visit').label }}",
            _wrong(1, 16, "visit", "the study has no list of facts 'visit'", "did you mean 'visits'?"),
        ),
        (
            "{% set v = page.facts('visits') %}{{ v.table('year', 'taks') }}",
            _wrong(1, 55, "taks", "the study has no field 'taks' of 'visits'", "did you mean 'talks'?"),
        ),
        (
            "{{ page.facts('visits').item('sprig').label }}",
            _wrong(1, 31, "sprig", "the study has no item 'sprig' of 'visits'", "did you mean 'spring'?"),
        ),
        (
            "{% for v in page.facts('visits') %}{{ v.value('taks') }}{% endfor %}",
            _wrong(1, 48, "taks", "the study has no field 'taks' of 'visits'", "did you mean 'talks'?"),
        ),
        (
            "{% set a, b = page.group('walks'), 'gaet' %}{{ a.labl }}",
            _wrong(1, 50, "labl", "GroupView has no 'labl'", "did you mean 'label'?"),
        ),
        (
            "{% with a = 'gaet', b = 1 %}{{ page.code(a).label }}{% endwith %}",
            _wrong(1, 14, "gaet", "the study has no code 'gaet'", "did you mean 'gate'?"),
        ),
        (
            "{{ page.placement('gardens', 'rent', 'size', shows='plot') }}",
            _wrong(1, 53, "plot", "the study has no code 'plot'", "did you mean 'plots'?"),
        ),
        (
            "{{ page.numbered(_('Table'), 'a') }} {{ page.refer('b') }}",
            _wrong(1, 53, "b", "nothing is numbered under the key 'b'", "give it a number with page.numbered(..., 'b')"),
        ),
        (
            "{{ page.spread('gate').text }}",
            _wrong(1, 9, "spread", "'spread' cannot be called like this: missing a required argument: 'group'"),
        ),
        (
            "{{ page.group('walks').label | opning }}",
            _wrong(1, 32, "opning", "the template cannot be read: No filter named 'opning'.", "did you mean 'opening'?"),
        ),
        (
            "a\n{% if %}",
            _wrong(2, 1, "", "the template cannot be read: Expected an expression, got 'end of statement block'"),
        ),
        (
            "{% import 'tabels.md.j2' as t %}",
            _wrong(1, 12, "tabels.md.j2", "there is no template 'tabels.md.j2'", "did you mean 'tables.md.j2'?"),
        ),
        (
            "{% import 'tables.md.j2' as t %}{{ t.matricks(page) }}",
            _wrong(1, 38, "matricks", "the template 'tables.md.j2' has no 'matricks'", "did you mean 'matrix'?"),
        ),
        (
            "{% from 'tables.md.j2' import matricks %}",
            _wrong(1, 10, "tables.md.j2", "the template 'tables.md.j2' has no 'matricks'", "did you mean 'matrix'?"),
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_word(
    make_study: Make, template: str, expected: tuple[str, str, int, int, int, str, str]
) -> None:
    assert _found(make_study, template) == [expected]


def test_the_same_word_twice_on_a_line_has_two_places(make_study: Make) -> None:
    found = _found(
        make_study, '{{ page.code("gaet").label }}, "gaet" {{ page.code("gaet").label }}'
    )
    assert [one[2:5] for one in found] == [(2, 15, 19), (2, 53, 57)]


def test_a_word_is_followed_through_macros_of_macros_to_where_it_is_written(
    make_study: Make,
) -> None:
    found = _found(
        make_study,
        """\
        {% import "says.md.j2" as says %}
        {% from "says.md.j2" import inner as direct %}
        {% set group = "walks" %}
        {{ says.outer(page, "gaet", "x", group) }}
        {{ says.outer(page, code="gate", group="wlaks") }}
        {{ direct(page, "keeper", "hird", group=group) }}
        {% for code in ["gate", "wel"] %}{{ direct(page, code, true) }}{% endfor %}
        {% set code = "a" ~ "b" %}{{ direct(page, code, true) }}
        {% set group %}wlaks{% endset %}{{ direct(page, "gate", true, group) }}
        {{ says.more(page, ["gate", "size"]) }}
        """,
        says="""\
            {% macro outer(page, code, text="", group="walks") %}
            {{ text }} {{ inner(page, code, true, group) }}
            {% endmacro %}
            {% macro inner(page, code, value, group="wakls") %}
            {% if value %}{{ page.count(code, value, group).n }}{% endif %}
            {% endmacro %}
            {% macro again(page, code) %}{{ again(page, code) }}{{ page.code(code).label }}{% endmacro %}
            {% macro more(page, codes) %}
            {{ more(page, [codes, "rnt"]) }}{{ page.overview(codes, ["walks"]).table }}
            {% endmacro %}
            """,
    )
    assert found == [
        _wrong(4, 22, "gaet", "the study has no code 'gaet'", "did you mean 'gate'?"),
        _wrong(5, 41, "wlaks", "the study has no case group 'wlaks'", "did you mean 'walks'?"),
        _wrong(
            *(6, 28, "hird"),
            "the study has no value 'hird' of 'keeper'",
            "did you mean 'hired'?",
        ),
        _wrong(7, 26, "wel", "the study has no code 'wel'", "did you mean 'well'?"),
        (
            *("QC604", "templates/says.md.j2", 4, 42, 47),
            "the study has no case group 'wakls'",
            "did you mean 'walks'?",
        ),
        (
            *("QC604", "templates/says.md.j2", 9, 24, 27),
            "the study has no code 'rnt'",
            "did you mean 'rent'?",
        ),
    ]


def test_keys_are_compared_over_all_parts_of_a_language(make_study: Make) -> None:
    title = '{% set title = "T" %}'
    two = title + '{{ page.numbered(_("Box"), "x") }} {{ page.refer("y") }}'
    three = (
        title
        + '{% import "tables.md.j2" as tables %}'
        + '{{ tables.overview(page, "T", [], [], key="y") }}{{ page.numbered(_("Box"), "x") }}'
    )
    files = {"templates/chapter-2.md.j2": two, "templates/chapter-3.md.j2": three}
    first = Location("templates/chapter-2.md.j2", 1, 50, 1, 51)
    second = Location("templates/chapter-3.md.j2", 1, 136, 1, 137)
    assert _check(make_study, {**GARDENS, **files}) == (
        Diagnostic(
            "QC607",
            Severity.ERROR,
            "the key 'x' is given to a second number",
            second,
            "choose another key for one of them",
            (Related(first, "given here before"),),
        ),
    )


@pytest.mark.parametrize(
    "unclear",
    [
        "{% set n = 1 %}{{ page.numbered(_('Box'), 'x' ~ n) }}",
        "{% macro box(key) %}{{ page.numbered(_('Box'), key) }}{% endmacro %}{{ box(1 ~ 2) }}",
    ],
)
def test_a_reference_is_not_judged_while_some_key_is_worked_out(
    make_study: Make, unclear: str
) -> None:
    assert _found(make_study, f"{unclear}{{{{ page.refer('x1') }}}}") == []


def test_a_part_that_a_language_lacks_is_a_warning(make_study: Make) -> None:
    files = {
        "templates/en/appendix-1.md.j2": TITLE,
        "templates/da/summary.md.j2": TITLE,
        "templates/preface.md.j2": TITLE,
    }
    summary, appendix = "templates/da/summary.md.j2", "templates/en/appendix-1.md.j2"
    assert _check(make_study, {**GARDENS, **files}) == (
        Diagnostic(
            "QC608",
            Severity.WARNING,
            "part 'summary' has no template in language 'en'",
            Location(summary),
            "put 'summary.md.j2' into 'templates/en'",
        ),
        Diagnostic(
            "QC608",
            Severity.WARNING,
            "part 'appendix-1' has no template in language 'da'",
            Location(appendix),
            "put 'appendix-1.md.j2' into 'templates/da'",
        ),
    )


def test_a_part_without_a_title_is_a_warning(make_study: Make) -> None:
    files = {"templates/appendix-1.md.j2": "{% set title = 1 ~ 2 %}", "templates/x.md.j2": ""}
    assert _check(make_study, {**GARDENS, **files}) == (
        Diagnostic(
            "QC609",
            Severity.WARNING,
            "part 'appendix-1' sets no title that is a constant",
            Location("templates/appendix-1.md.j2"),
            'begin it with {% set title = "..." %}',
        ),
    )


def test_a_template_that_is_not_text_is_said(make_study: Make) -> None:
    root = make_study(GARDENS)
    (root / "templates/en/boxes.md.j2").write_bytes(b"\xe6\xf8\xe5")
    (found,) = _check(make_study, GARDENS)
    assert (found.rule, found.at, found.message) == (
        "QC604",
        Location("templates/en/boxes.md.j2", 1, 1, 1, 1),
        "the template cannot be read: it is not UTF-8 text",
    )


def test_templates_of_their_own_are_checked_where_a_study_replaces_them(make_study: Make) -> None:
    files = {"templates/typology.md.j2": "{{ typology.label }}\n{{ page.code('leadr').label }}"}
    (found,) = _check(make_study, {**CHOIRS, **files})
    assert (found.at.file, found.at.line, found.message) == (
        "templates/typology.md.j2",
        2,
        "the study has no code 'leadr'",
    )


def test_what_the_words_of_each_method_name_is_written_down() -> None:
    for name, arguments in ARGUMENTS.items():
        kind, _, called = name.partition(".")
        assert called
        if kind == "Page":
            takes = method(Page, called)
            assert takes is not None
            assert set(arguments) <= set(takes.parameters)
    without = {"heading", "numbered", "refer", "quantity_words"}
    methods = {name for name in public(Page) if method(Page, name) is not None}
    assert methods - {name.partition(".")[2] for name in ARGUMENTS} == without
