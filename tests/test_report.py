"""Whole reports: parts, references, facts and the tables across cases, in two languages."""

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from qualcode.diagnostics import Diagnostic, Location, Severity
from qualcode.loading.study import load_study
from qualcode.render.report import Rendered, Report, render_part, render_report, report_of
from qualcode.typology.classify import Classifier
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
    return {one.path: one.text for one in render_report(report)}


def _text(report: Report, part: str) -> str:
    rendered = render_part(report, part)
    assert rendered.findings == ()
    return rendered.text or ""


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
