"""JSON Schemas judge a study's files as `check` does, as far as a schema can."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode import pipeline
from qualcode.diagnostics import Diagnostic
from qualcode.loading.cases import CaseReader
from qualcode.loading.shape import Shaper
from qualcode.loading.study import load_study
from qualcode.model.codebook import Code
from qualcode.model.study import Study
from qualcode.rules import check_cases
from qualcode.source import parse_document
from tests.schema_cases import BEYOND, CHANGES, COMPARED, FULL, OF_THE_OTHERS, UNSAID
from tests.schemas import Validators, complaints, validators, yaml_files
from tests.test_bad import ENTRIES, Named, title_of, write
from tests.wards import FILES

MakeStudy = Callable[[Mapping[str, str]], Path]

ROOT = Path(__file__).parents[1]
STUDIES = (ROOT, *sorted((ROOT / "tests" / "studies").iterdir()))


@pytest.fixture(scope="module")
def wards(tmp_path_factory: pytest.TempPathFactory) -> Validators:
    """The schemas of the small study."""
    root = tmp_path_factory.mktemp("wards")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return validators(root)


@pytest.mark.parametrize("root", STUDIES, ids=lambda root: root.name)
def test_every_shipped_file_is_right_by_its_schema(root: Path) -> None:
    schemas = validators(root)
    files = tuple(yaml_files(root))
    assert len(files) >= 6
    assert {file: said for file in files if (said := complaints(schemas, root, file))} == {}


def judged(
    change: tuple[str, str, str], schemas: Validators, make_study: MakeStudy
) -> tuple[set[str], list[str]]:
    """The rules that `check` names for a changed study, and what the schema says of the file."""
    file, old, new = change
    assert FULL[file].count(old) == 1, f"{file} has {FULL[file].count(old)} times {old!r}"
    root = make_study({**FULL, file: FULL[file].replace(old, new)})
    found = pipeline.check(pipeline.Place(root)).findings
    return {one.rule for one in found}, complaints(schemas, root, file)


def is_of_one_file(named: Named) -> bool:
    """Whether an entry of the corpus changes one file, which can still be read."""
    entry = named.entry
    unreadable = any(f" QC00{number} " in entry.expected for number in range(2, 10))
    is_change = len(entry.change) == 1 and not entry.files and not entry.octets
    return entry.command == "check" and is_change and not unreadable


OF_ONE_FILE = tuple(named for named in ENTRIES if is_of_one_file(named))


@pytest.mark.parametrize("named", OF_ONE_FILE, ids=title_of)
def test_a_schema_finds_each_bad_input_that_it_can_express(
    named: Named, wards: Validators, tmp_path: Path
) -> None:
    write(named.entry, tmp_path)
    rules = {one.rule for one in pipeline.check(pipeline.Place(tmp_path)).findings}
    said = complaints(wards, tmp_path, *named.entry.change)
    is_expressible = bool(rules - set(BEYOND)) and named.entry.title not in UNSAID
    assert bool(said) == is_expressible, (rules, said)


def test_what_a_schema_cannot_express_of_the_corpus_is_in_it() -> None:
    assert set(UNSAID) <= {named.entry.title for named in ENTRIES}


@pytest.mark.parametrize("name", [*CHANGES, *OF_THE_OTHERS])
def test_a_schema_and_check_judge_a_change_alike(
    name: str, wards: Validators, make_study: MakeStudy
) -> None:
    *change, expected = {**CHANGES, **OF_THE_OTHERS}[name]
    rules, said = judged((change[0], change[1], change[2]), wards, make_study)
    assert rules == set(expected.split())
    assert bool(said) == bool(rules - set(BEYOND)), said


@pytest.mark.parametrize("name", COMPARED)
def test_what_a_schema_cannot_express_is_found_by_check_alone(
    name: str, wards: Validators, make_study: MakeStudy
) -> None:
    *change, expected = COMPARED[name]
    rules, said = judged((change[0], change[1], change[2]), wards, make_study)
    assert rules == set(expected.split())
    assert said == []


STUDY = load_study(ROOT).study
assert STUDY is not None
BOOK = STUDY.codebook
SHIPPED = validators(ROOT)
FIELDS = [(kind.id, code) for kind in BOOK.records.values() for code in kind.fields.values()]
OF_VALUES = {"QC020", "QC021", "QC022", "QC201", "QC202", "QC203", "QC204", "QC209", "QC212"}
WORDS = st.sampled_from(["unknown", "not_applicable", "2012-09-30", "2012-13-30", "ja", "", "x"])
EVIDENCE = [{"document": "report", "at": "L1"}]


def values_for(code: Code) -> st.SearchStrategy[object]:
    """Values for a code: its own, and all manner of others."""
    own = st.sampled_from([*code.value_ids, "unknown"])
    number = st.integers(-3, 4000) | st.sampled_from([0.5, -0.5, 7.25, 1200.5])
    scalar = own | WORDS | number | st.booleans()
    return own | scalar | st.lists(own, max_size=3) | st.lists(scalar, max_size=3) | st.none()


def codings_for(code: Code) -> st.SearchStrategy[object]:
    """Codings of a code, in short and in long form, with and without evidence."""
    value = values_for(code)
    number = st.integers(-3, 4000) | st.sampled_from([0.5, "many", True])
    more = {
        "complete": st.booleans() | st.just("ja"),
        "basis": st.sampled_from(["stated", "inferred", "restored", "guessed"]),
        "note": st.sampled_from(["n", {"da": "n", "en": "n"}, 1]),
    }
    partly = {
        "value": value,
        "any_of": st.lists(value.filter(lambda one: not isinstance(one, list)), max_size=2),
        "at_least": number,
        "at_most": number,
    }
    some = st.fixed_dictionaries({}, optional={**more, "sure": st.just(1)})
    way = st.sampled_from(list(partly)).flatmap(
        lambda key: st.fixed_dictionaries({key: partly[key]})
    )
    grounds: st.SearchStrategy[dict[str, object]] = st.sampled_from([{"evidence": EVIDENCE}, {}])
    long = st.tuples(way | st.fixed_dictionaries({}, optional=partly), some, grounds)
    return value | long.map(lambda parts: {**parts[0], **parts[1], **parts[2]})


def found_by_check(case: Mapping[str, object]) -> tuple[Diagnostic, ...]:
    """What `check` says of a case of the shipped study."""
    assert STUDY is not None
    document, trouble = parse_document(json.dumps(case), "cases/case.yaml")
    assert document is not None, trouble
    shaper = Shaper(document)
    read = CaseReader(tuple(BOOK.records)).read(shaper, "")
    if read is None:
        return tuple(shaper.found)
    return check_cases(Study(project=STUDY.project, codebook=BOOK, cases=(read,)))


def disagree(case: Mapping[str, object]) -> tuple[set[str], list[str]] | None:
    """What both say of a case where they do not judge alike."""
    rules = {one.rule for one in found_by_check(case)} & {*OF_VALUES, "QC301", "QC305"}
    said = [error.message for error in SHIPPED["case"].iter_errors(case)]
    return None if bool(rules) == bool(said) else (rules, said)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_schema_and_check_judge_the_value_of_any_code_alike(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(list(BOOK.codes.values())), label="code")
    unit = data.draw(st.sampled_from([*code.units * 8, *BOOK.units]), label="unit")
    section = "attributes" if code.role == "attribute" else "codes"
    case = {"case": "a", "unit": unit, section: {code.id: data.draw(codings_for(code))}}
    assert disagree(case) is None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_schema_and_check_judge_the_field_of_any_record_alike(data: st.DataObject) -> None:
    group, code = data.draw(st.sampled_from(FIELDS), label="field")
    record = {code.id: data.draw(codings_for(code)), "evidence": EVIDENCE}
    unit = data.draw(st.sampled_from(list(BOOK.units)), label="unit")
    assert disagree({"case": "a", "unit": unit, group: {"one": record}}) is None


def test_names_with_letters_and_signs_of_all_kinds_keep_their_meaning(
    make_study: MakeStudy,
) -> None:
    root = make_study(
        {
            "qualcode.yaml": "study: k\ncodebook: codebooks/k\nlanguage: da\n",
            "codebooks/k/codebook.yaml": (
                "codebook: k\nlanguages: [da]\nunits: {køkken-1: {label: Køkken}}\n"
                "themes: {t: {label: Tema}}\ndocuments: {}\n"
            ),
            "codebooks/k/themes/t.yaml": (
                "theme: t\ncodes:\n  'hvad/hvem~50% #a': {label: L, unit: køkken-1, scale: nominal, "
                "values: {på-vej: {label: på vej}}}\n"
            ),
            "cases/a.yaml": "case: æ\nunit: køkken-1\ncodes: {'hvad/hvem~50% #a': på-vej}\n",
            "cases/b.yaml": "case: ø\nunit: køkken-1\ncodes: {'hvad/hvem~50% #a': paa-vej}\n",
        }
    )
    schemas = validators(root)
    assert complaints(schemas, root, "cases/a.yaml") == []
    assert complaints(schemas, root, "cases/b.yaml") == [
        "codes/hvad/hvem~50% #a: 'paa-vej' is not valid under any of the given schemas"
    ]
