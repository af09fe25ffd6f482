"""The shipped study: every case comes out as the report says of it, and nothing is found."""

from functools import cache
from pathlib import Path

import pytest

from qualcode import pipeline
from qualcode.model.case import Case
from qualcode.pipeline import Checked, Place
from qualcode.source import read_document
from qualcode.typology.ask import value_of
from qualcode.typology.verdict import CaseVerdict, Kind

ROOT = Path(__file__).parents[1]
EXPECTED_FILE = Path(__file__).parent / "study" / "expected.yaml"

Expected = dict[str, str | list[str]]


@cache
def checked() -> Checked:
    return pipeline.check(Place(ROOT))


@cache
def expected() -> dict[str, dict[str, dict[str, Expected]]]:
    document, found = read_document(EXPECTED_FILE, "expected.yaml")
    assert document is not None
    assert found == ()
    return document.data  # type: ignore[return-value]  # the file's own shape, checked by its use


@cache
def verdicts() -> dict[tuple[str, str], CaseVerdict]:
    return {
        (verdict.case, result.typology.id): verdict
        for result in pipeline.classify(checked())
        for verdict in result.verdicts
    }


def pairs() -> list[tuple[str, str]]:
    """Every case with every typology of its unit; a definition with those it defines a type of."""
    fixtures = {case.id for case in checked().sound if case.fixture}
    return [
        (case, typology)
        for case, typology in verdicts()
        if case not in fixtures or typology in expected()["cases"][case]
    ]


def word(verdict: CaseVerdict) -> str:
    """The verdict in the words of the expectations."""
    match verdict.kind:
        case Kind.PURE:
            return "certain"
        case Kind.BLEND | Kind.OVERLAP | Kind.SEVERAL:
            return "mixed"
        case Kind.INSUFFICIENT:
            return "probable" if verdict.probable else "indeterminate"
        case _:
            return "no_match"


@pytest.mark.parametrize(("case", "typology"), pairs())
def test_each_case_gets_the_verdict_that_the_report_supports(case: str, typology: str) -> None:
    unsaid: Expected = {"word": "indeterminate"}
    assert_expected(verdicts()[case, typology], expected()["cases"][case].get(typology, unsaid))


def assert_expected(verdict: CaseVerdict, wanted: Expected) -> None:
    types = list(verdict.probable if word(verdict) == "probable" else verdict.types)
    assert (word(verdict), types, list(verdict.subtypes)) == (
        wanted["word"],
        wanted.get("types", []),
        wanted.get("subtypes", []),
    )
    assert verdict.by_label_only == (wanted.get("by") == "label")
    if wanted.get("by") == "declared":
        assert [verdict.declared] == wanted["types"]


def test_the_expectations_speak_of_all_cases_and_of_nothing_else() -> None:
    wanted = expected()["cases"]
    assert set(wanted) == {case for case, _ in verdicts()}
    named = {(case, name) for case, rows in wanted.items() for name in rows if name != "findings"}
    assert named <= set(verdicts())


def test_nothing_is_found_in_the_study_but_what_its_files_accept() -> None:
    assert checked().findings == ()
    accepted = {(Path(found.at.file).stem, found.rule) for found in checked().accepted}
    wanted = {
        (case, rule)
        for case, rows in expected()["cases"].items()
        for rule in rows.get("findings", ())
    }
    assert wanted <= accepted  # all of them are in test_inconsistencies


def test_boxes_4_1_and_4_5_look_like_one_case() -> None:
    found = [one for one in checked().accepted if one.rule == "QC207"]
    assert [(one.at.file, one.message) for one in found] == [
        (
            f"cases/boxes/{this}.yaml",
            f"case '{this}' has the same residents_count, housing_org_count, department_count "
            f"as '{other}'",
        )
        for this, other in (("box-4-1", "box-4-5"), ("box-4-5", "box-4-1"))
    ]


@pytest.mark.parametrize(
    "typology", ["project_organisation", "project_secretariat", "steering_group"]
)
def test_boxes_4_1_and_4_5_merged_by_an_analyst_keep_what_each_shows(typology: str) -> None:
    study = checked().study
    classifier = checked().classifier
    assert study is not None
    assert classifier is not None
    verdict = classifier.classify(merged(), study.codebook.typologies[typology])
    assert_expected(verdict, expected()["merged"][typology])  # type: ignore[arg-type]  # one level less


def merged() -> Case:
    cases = {case.id: case for case in checked().sound}
    first, second = cases["box-4-1"], cases["box-4-5"]
    assert not set(first.codes) & set(second.codes)
    group = first.records["forums"]
    records = {**group.records, **second.records["forums"].records}
    return first.model_copy(
        update={
            "id": "box-4-1-and-4-5",
            "codes": {**first.codes, **second.codes},
            "declared_types": {**first.declared_types, **second.declared_types},
            "records": {"forums": group.model_copy(update={"records": records})},
        }
    )


@pytest.mark.parametrize(
    "code",
    [
        "ops_link",
        "documentation_approach",
        "coordination_practice",
        "grey_zone_perspectives",
        "agreement_clarity",
    ],
)
def test_no_box_claims_what_the_report_does_not_say_of_it(code: str) -> None:
    boxes = [case for case in checked().sound if case.group == "boxes"]
    assert [case.id for case in boxes if case.coding(code) is not None] == []


def test_the_control_figures_of_table_2_1_come_out_right() -> None:
    areas = [case for case in checked().sound if case.group == "areas"]
    dwellings = [case.attributes["dwellings"].value for case in areas]
    assert (len(areas), sum(int(str(number)) for number in dwellings)) == (13, 15160)
    grants = [case.attributes["grant_class"].value for case in areas]
    assert [grants.count(name) for name in ("under_5", "5_to_15", "over_15")] == [2, 8, 3]
    years = [case.attributes["grant_years"].value for case in areas]
    assert [years.count(number) for number in (3, 4, 5)] == [1, 6, 6]
    supported = [case.attributes["supported_by_area_secretariat"].value for case in areas]
    assert [supported.count(value) for value in (True, False, "unknown")] == [4, 8, 1]


def test_the_size_class_of_each_area_follows_from_its_dwellings() -> None:
    study = checked().study
    assert study is not None
    sizes = {
        case.id: str(value_of(case, "size_class", study.codebook))
        for case in study.cases
        if case.group == "areas"
    }
    assert sizes == {area: str(rows["size_class"]) for area, rows in expected()["areas"].items()}


def test_definitions_are_never_counted() -> None:
    study = checked().study
    assert study is not None
    counted = study.observations("plan")
    assert len(counted) == 18
    assert [case.id for case in counted if case.fixture] == []


def test_no_anonymous_case_names_a_place() -> None:
    study = checked().study
    assert study is not None
    places = [
        label for case in study.cases if case.group == "areas" for label in case.label.values()
    ]
    places += [
        label
        for value in study.codebook.vocabularies["municipalities"].values
        for label in value.label.values()
    ]
    leaks = [
        (case.id, place)
        for case in study.cases
        if case.anonymous
        for place in places
        if place.casefold() in (ROOT / case.position.file).read_text(encoding="utf-8").casefold()
    ]
    assert leaks == []
