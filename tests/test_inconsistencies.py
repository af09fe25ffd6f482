"""Where the report contradicts itself: what is found, what is kept apart, and what no rule can see."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from qualcode import pipeline
from qualcode.pipeline import Checked, Place
from qualcode.source import read_document

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests/study/inconsistencies.yaml"


@cache
def treated() -> dict[str, dict[str, Any]]:
    document, found = read_document(FILE, "inconsistencies.yaml")
    assert document is not None
    assert found == ()
    return document.data  # type: ignore[return-value]  # the file's own shape, checked by its use


@cache
def checked() -> Checked:
    return pipeline.check(Place(ROOT))


def test_all_46_are_treated_in_one_way_each() -> None:
    assert list(treated()) == [f"INC-{number:02}" for number in range(1, 47)]
    ways = ({"found_by"}, {"expressed_as"}, {"not_a_rule"})
    assert [name for name, how in treated().items() if set(how) not in ways] == []


def test_every_finding_that_is_accepted_is_explained_and_the_other_way_round() -> None:
    named = {
        (entry["rule"], entry["file"])
        for how in treated().values()
        for entry in how.get("found_by", ())
    }
    # The report says this of the case itself, so it is no contradiction.
    stated = {("steering_group_of_secretariat_strategic", "cases/secretariats/as-case-1.yaml")}
    assert {(one.rule, one.at.file) for one in checked().accepted} == named | stated
    assert checked().findings == ()


@pytest.mark.parametrize("name", [name for name, how in treated().items() if "expressed_as" in how])
def test_both_readings_are_kept_apart_where_the_file_says_so(name: str) -> None:
    place = treated()[name]["expressed_as"]
    assert place["text"] in (ROOT / place["file"]).read_text(encoding="utf-8")


def test_the_findings_on_the_shipped_study_read_as_they_should(
    golden: Callable[[str, str], None],
) -> None:
    lines = [f"{one.at} {one.severity} {one.rule}: {one.message}\n" for one in checked().accepted]
    golden("study/accepted-findings.txt", "".join(lines))
