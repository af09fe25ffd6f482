"""Every rule is registered, has its page, and the page's examples are what it says of them."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.diagnostics import Family, Rule
from qualcode.manual.page import Block, Listing, Page, page_of
from qualcode.pipeline import RULES
from tests.example_study import found_by, in_words, write_study
from tests.refi import coding, guid, packed, project, selection, text_source
from tests.workbooks import hidden_row, merged, workbook

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "qualcode" / "manual"
BY_ID = {rule.id: rule for rule in RULES}

# Where the rules of a family are declared. Types are found in tables and comparisons as well, and
# what a type's conditions say of a case is a finding about the case.
FAMILIES = {
    "source": {Family.READING},
    "loading": {Family.FORM, Family.CODEBOOK, Family.CODERS, Family.STUDY_RULES},
    "rules": {
        Family.FORM,
        Family.CODEBOOK,
        Family.CASE,
        Family.EVIDENCE,
        Family.CODERS,
        Family.TYPOLOGY,
        Family.STUDY_RULES,
    },
    "typology": {Family.CASE, Family.TYPOLOGY, Family.STUDY_RULES},
    "tables": {Family.TYPOLOGY},
    "qca": {Family.TYPOLOGY},
    "render": {Family.RENDERING},
    "typeset": {Family.RENDERING},
    "claims": {Family.RENDERING},
    "exchange": {Family.EXCHANGE},
}

_CODE = f'<CodeBook><Codes><Code guid="{guid(1)}" name="song" isCodable="true"/></Codes></CodeBook>'


def _choir(end: int, user: int) -> dict[str, bytes]:
    """A project with one coding, on a text of three letters."""
    source = text_source(2, selection(3, 0, end, "", coding(4, 1, user)))
    xml = project(f"{_CODE}\n<Sources>\n{source}\n</Sources>")
    return {"choir.qdpx": packed(xml, {f"{guid(2)}.txt": b"Oh!"})}


MEALS = (("School", "Meals", "Cooking"), ("oak", 80, "heated"), ("elm", 240, "fresh"))
BUILT = {
    "QC012": {"cases/visited/oak.yaml": b"# " + b"x" * 6_000_000},
    "QC705": _choir(3, 9),
    "QC706": _choir(99, 0),
    "QC733": {"meals.xlsx": workbook(MEALS, merged("B2:B3"))},
    "QC740": {"meals.xlsx": workbook(MEALS, hidden_row(3))},
}
"""What no page can show whole: files by the rule that they break."""

LINKS = {"QC611": {"build/en": ".."}}
"""The same for links: where each leads."""


def _declared() -> Iterator[tuple[str, str, str]]:
    """Package, id and name of each rule in the code."""
    for path in sorted((ROOT / "qualcode").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name("Rule"),
                    args=[ast.Constant(str() as id_), ast.Constant(str() as name), *_],
                ):
                    yield path.relative_to(ROOT / "qualcode").parts[0], id_, name


def test_every_rule_in_the_code_is_registered_once() -> None:
    declared = sorted((id_, name) for _, id_, name in _declared())
    assert sorted((rule.id, rule.name) for rule in RULES) == declared
    assert [id_ for id_, count in Counter(rule.id for rule in RULES).items() if count > 1] == []
    assert [name for name, count in Counter(r.name for r in RULES).items() if count > 1] == []


def test_a_rule_is_declared_where_its_family_belongs() -> None:
    wrong = [
        (package, id_)
        for package, id_, _ in _declared()
        if BY_ID[id_].family not in FAMILIES.get(package, {*Family} - {Family.OWN})
    ]
    assert wrong == []


def test_names_are_words_with_hyphens_and_summaries_are_sentences() -> None:
    for rule in RULES:
        assert re.fullmatch(r"QC\d{3}", rule.id)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
        assert re.fullmatch(r"[A-Z].*\.", rule.summary)


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    pages = {path.stem for path in MANUAL.glob("*.md")} - {"study"}
    lacking = sorted(set(BY_ID) - pages)
    assert lacking == [], "write qualcode/manual/<id>.md like those there, then run 'make docs'"
    assert sorted(pages - set(BY_ID)) == []


def test_the_example_study_is_clean(tmp_path: Path) -> None:
    write_study(tmp_path, ())
    assert found_by((), tmp_path) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_gives_what_the_page_shows(
    rule: Rule, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    page = page_of(rule)
    write_study(tmp_path, page.bad)
    for name, data in BUILT.get(rule.id, {}).items():
        (tmp_path / name).write_bytes(data)
    for name, target in LINKS.get(rule.id, {}).items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).symlink_to(tmp_path / target)
    found = found_by(page.bad, tmp_path)
    assert rule.id in [one.rule for one in found]
    if request.config.getoption("--update-golden"):
        _show_findings(MANUAL / f"{rule.id}.md", in_words(found))
        page = page_of(rule)
    assert [one.text for one in _findings(page.bad)] == [in_words(found)]


def _findings(blocks: tuple[Block, ...]) -> list[Listing]:
    return [one for one in blocks if isinstance(one, Listing) and one.language == "findings"]


def _show_findings(path: Path, findings: str) -> None:
    """Write findings to the end of a page's bad example."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"```findings\n.*?```\n\n", "", text, flags=re.DOTALL)
    shown = f"```findings\n{findings}```\n\n## Good\n"
    path.write_text(text.replace("## Good\n", shown), encoding="utf-8", newline="\n")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_is_clean(rule: Rule, tmp_path: Path) -> None:
    page = page_of(rule)
    write_study(tmp_path, page.good)
    assert in_words(found_by(page.good, tmp_path)) == ""


def _all(page: Page) -> tuple[Block, ...]:
    return (*page.why, *page.bad, *page.good, *page.advice)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_says_why_and_what_to_do_and_can_be_read_in_a_terminal(rule: Rule) -> None:
    page = page_of(rule)
    assert page.why
    assert page.advice
    assert [one for one in (*page.why, *page.advice) if isinstance(one, Listing)] == []
    for one in _all(page):
        if isinstance(one, Listing) and one.language != "findings":
            assert [line for line in one.text.splitlines() if len(line) > 76] == []
