"""A template may come from strangers: it reaches nothing but the page, and cannot fill the memory."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.drafts import words_of
from tests.running import Run
from tests.wards import FILES

Make = Callable[[Mapping[str, str]], Path]
Said = Callable[[str], str]
HEAD = '{% set title = "x" %}\n'
FILE = "templates/en/chapter-1.md.j2"


@pytest.fixture
def said_of(make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch) -> Said:
    """`said_of("{{ 1 / 0 }}")`: what `render` finds in a template."""

    def said(template: str) -> str:
        root = make_study({**FILES, FILE: HEAD + template + "\n"})
        monkeypatch.chdir(root)
        ran = run("render", "--chapter", "1")
        assert (ran.code, ran.out) == (1, "")
        assert not (root / "build" / "en" / "chapter-1.md").exists()
        place, _, message = ran.err.split("\n")[0].partition(": error QC604: ")
        assert place in (f"{FILE}:1:1", f"{FILE}:2:1")
        return message

    return said


@pytest.mark.parametrize(
    ("template", "attribute", "kind"),
    [
        ("{{ ''.__class__.__mro__ }}", "__class__", "str"),
        ("{{ ''|attr('__class__') }}", "__class__", "str"),
        ("{{ ''['__class__'] }}", "__class__", "str"),
        ("{{ ['']|map(attribute='__class__')|first }}", "__class__", "str"),
        ("{{ page._edition }}", "_edition", "Page"),
        ("{{ page.__init__.__globals__ }}", "__init__", "Page"),
        ("{{ page.figure.__func__ }}", "__func__", "method"),
        ("{{ self.__init__ }}", "__init__", "TemplateReference"),
        ("{{ cycler.__init__.__globals__.os }}", "__init__", "type"),
        ("{{ '{0.__class__}'.format(page) }}", "format", "str"),
        ("{{ '{a.__class__}'.format_map({'a': page}) }}", "format_map", "str"),
        ("{% set f = 'x'|attr('for' ~ 'mat') %}{{ f(1) }}", "format", "str"),
        ("{{ '%s'.ljust(10**9) }}", "ljust", "str"),
        ("{{ [].append(1) }}", "append", "list"),
        ("{{ {}.update(a=1) }}", "update", "dict"),
    ],
)
def test_a_template_reaches_nothing_inside_a_value(
    said_of: Said, template: str, attribute: str, kind: str
) -> None:
    assert said_of(template) == (
        "the template cannot be rendered: "
        f"access to attribute '{attribute}' of '{kind}' object is unsafe."
    )


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ range(10**9)|length }}", "'range' gives more than 100,000 numbers in one text"),
        (
            "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}",
            "'range' gives more than 100,000 numbers in one text",
        ),
        ("{{ 'x' * 10**10 }}", "'*' takes numbers only"),
        ("{{ [1] * 10**10 }}", "'*' takes numbers only"),
        ("{{ '%1000000000d' % 1 }}", "'%' takes numbers only"),
        ("{{ 9 ** 9 ** 9 }}", "the numbers are too large for '**'"),
        ("{{ (9 ** 99) ** 99 }}", "the numbers are too large for '**'"),
        ("{{ 9 ** 99 * 9 ** 99 * 9 ** 99 }}", "the numbers are too large for '*'"),
        ("{{ 'x'|center(10**9) }}", "'center' takes numbers up to 1,000"),
        ("{{ 'x'|indent(width=10**9, first=true) }}", "'indent' takes numbers up to 1,000"),
        ("{{ [1]|batch(10**9, 0)|list }}", "'batch' takes numbers up to 1,000"),
        ("{{ 'x'|replace('x', 1/0) }}", "division by zero"),
    ],
)
def test_a_short_expression_cannot_fill_the_memory_or_count_for_hours(
    said_of: Said, template: str, message: str
) -> None:
    assert said_of(template) == f"the template cannot be rendered: {message}"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "the template calls or includes itself without end",
        ),
        ("{% include 'chapter-1.md.j2' %}", "the template calls or includes itself without end"),
        (
            "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
            "the template nests its blocks too deeply",
        ),
        ("{{ lipsum() }}", "there is no 'lipsum'"),
        ("{{ '%9999999d'|format(1) }}", "the template cannot be read: No filter named 'format'."),
    ],
)
def test_what_a_template_may_not_do_is_said(said_of: Said, template: str, message: str) -> None:
    assert said_of(template) == message


def test_what_templates_need_is_still_there(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = (
        HEAD + "{% for i in range(3) %}{{ i * 2 + 1 }} {% endfor %}"
        "{{ 7 % 4 }} {{ 2 ** 10 }} {{ 'a' + 'b' }} {{ 'a' ~ 1 }} {{ 'x'|center(3) }}|{{ 1.5 * 2 }}\n"
    )
    root = make_study({**FILES, FILE: template})
    monkeypatch.chdir(root)
    assert run("render", "--chapter", "1").code == 0
    text = words_of((root / "build" / "en" / "chapter-1.md").read_text(encoding="utf-8"))
    assert text == "1 3 5 3 1024 ab a1 x |3.0\n"


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% include 'x' %}", "{# gone #}", "${7*7}"])
def test_what_looks_like_a_template_in_a_case_stays_text(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    case = FILES["cases/north.yaml"].replace("Ward North", f'"{text}"')
    assert f'label: "{text}"' in case
    template = HEAD + "{{ page.case('north').title }}\n"
    root = make_study({**FILES, "cases/north.yaml": case, FILE: template})
    monkeypatch.chdir(root)
    assert run("render", "--chapter", "1").code == 0
    written = words_of((root / "build" / "en" / "chapter-1.md").read_text(encoding="utf-8"))
    assert written.replace("\\", "") == f"{text}\n"
