"""What `check` says: for each mistake the rule, the place, the fact and what to do."""

from collections.abc import Callable, Mapping
from pathlib import Path

from qualcode import pipeline
from qualcode.diagnostics import Diagnostic
from tests.wards import FILES

MakeStudy = Callable[[Mapping[str, str]], Path]

THEME = "codebooks/wards/themes/handover.yaml"


def said(found: Diagnostic) -> str:
    return f"{found.at} {found.rule} {found.message} | {found.hint}".rstrip(" |")


def check(root: Path) -> list[str]:
    return [said(one) for one in pipeline.check(pipeline.Place(root)).findings]


def test_the_small_study_is_clean(make_study: MakeStudy) -> None:
    assert check(make_study(FILES)) == []


def test_all_mistakes_of_all_files_are_found_in_one_run(make_study: MakeStudy) -> None:
    files = {**FILES, "cases/east.yaml": "case: east\n\tunit: ward\n", "cases/west.yaml": "[]\n"}
    files["cases/south.yaml"] = files["cases/south.yaml"].replace("style: unknown", "style: loud")
    assert [one.rsplit(" | ")[0] for one in check(make_study(files))] == [
        "cases/east.yaml:2:1 QC004 the line is indented with a tab",
        "cases/south.yaml:5:3 QC301 'style' has no evidence",
        "cases/south.yaml:5:10 QC202 code 'style' cannot have the value 'loud'",
        "cases/west.yaml:1:1 QC022 a case file must be a mapping, found a list",
    ]


def test_codes_of_a_broken_theme_file_are_not_called_unknown(make_study: MakeStudy) -> None:
    files = {**FILES, THEME: FILES[THEME] + "  broken: [\n"}
    assert {one.split(" ")[1] for one in check(make_study(files))} <= {"QC003"}
