"""What is exported with ids comes back as the same values."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.exchange.columns import Sheet, columns_of
from qualcode.exchange.csv_in import read_csv
from qualcode.exchange.spreadsheet import to_xlsx
from qualcode.exchange.table_rows import rows_of
from qualcode.exchange.table_values import case_of_row
from qualcode.exchange.xlsx_in import read_xlsx
from qualcode.model.case import Case, Coding
from qualcode.model.codebook import Code, Codebook
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN, Value
from qualcode.model.table_mapping import TableMapping
from qualcode.pipeline import Place, check
from qualcode.pipeline.beginning import init
from qualcode.pipeline.table_files import plain_csv
from qualcode.tables.case_by_code import case_table
from qualcode.tables.marks import Naming
from tests.markets import MARKETS
from tests.running import Run

MAPPING = TableMapping(case="case", unit="market", group="towns")
IDS = Naming(labels=False, language="en")


@pytest.fixture(scope="module")
def codebook(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    root = tmp_path_factory.mktemp("markets")
    for name, text in MARKETS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        lines = (line.removeprefix("        ") for line in text.splitlines(keepends=True))
        (root / name).write_text("".join(lines), encoding="utf-8")
    study = check(Place(root)).study
    assert study is not None
    return study.codebook


# Line ends count as one, and Excel has no control characters.
_TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), include_characters="\n"), max_size=8
).filter(lambda text: text not in (UNKNOWN, NOT_APPLICABLE))
_TRICKY = st.sampled_from(
    [
        "",
        " a",
        "'=1",
        "=1+1",
        "-x",
        "{any_of: [a]}",
        "[a]",
        '"a"',
        '""',
        "1,5",
        "true",
        "007",
        "@x",
        "'",
    ]
)
# Excel keeps 15 digits of a number.
_NUMBERS = st.integers(-(10**9), 10**9) | st.floats(-1e12, 1e12).map(lambda x: float(f"{x:.15g}"))


def _of(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Coding]:
    return values.map(lambda value: Coding(value=value))


def _unknown() -> st.SearchStrategy[Coding]:
    return st.just(Coding(value=UNKNOWN))


def _range(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[Coding]:
    bounds = st.tuples(numbers | st.none(), numbers | st.none()).filter(
        lambda two: any(one is not None for one in two)
    )
    return bounds.map(lambda two: Coding(at_least=two[0], at_most=two[1]))


def _some(values: tuple[str, ...]) -> st.SearchStrategy[Coding]:
    chosen = st.lists(st.sampled_from(values), min_size=1, unique=True)
    return chosen.map(lambda some: Coding(any_of=tuple(some)))


def _members(values: st.SearchStrategy[str], max_size: int) -> st.SearchStrategy[Coding]:
    lists = st.lists(values, unique=True, max_size=max_size)
    return st.tuples(lists, st.booleans()).map(
        # A list of all that there can be is complete, whatever is said of it.
        lambda two: Coding(value=tuple(two[0]), complete=two[1] or len(two[0]) == max_size)
    )


_NONE = st.just(Coding(value=NOT_APPLICABLE))
CODINGS = {
    "stalls": _of(st.integers(0, 10**6)) | _range(st.integers(0, 99)) | _NONE,
    "fee": _of(_NUMBERS) | _range(_NUMBERS),
    "roofed": _of(st.booleans()) | _NONE,
    "day": _of(st.sampled_from(("saturday", "on"))) | _some(("saturday", "on")),
    "noise": _of(st.sampled_from(("low", "high"))) | _some(("low", "high")),
    "wares": _members(st.sampled_from(("fish", "bread")), 2) | _some(("fish", "bread")) | _NONE,
    "opened": _of(st.dates().map(lambda day: day.isoformat())),
    "motto": _of(_TEXTS | _TRICKY),
    "nicknames": _members(_TEXTS | _TRICKY, 3),
}
CASES = st.fixed_dictionaries(
    {}, optional={name: one | _unknown() for name, one in CODINGS.items()}
)


def _read(data: bytes, ending: str, codebook: Codebook) -> Mapping[str, Case]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"cases{ending}"
        path.write_bytes(data)
        read = read_csv if ending == ".csv" else read_xlsx
        grid = read(path, path.name, MAPPING)
    sheet = Sheet(grid, columns_of(grid, MAPPING, codebook), MAPPING)
    rows = rows_of(sheet)
    assert (grid.found, sheet.columns.found, rows.found) == ((), (), ())
    cases = {row.case: case_of_row(row, sheet, None, codebook) for row in rows.rows}
    assert [found for _, found in cases.values() if found] == []
    return {name: case for name, (case, _) in cases.items() if case is not None}


def claims(codings: Mapping[str, Coding]) -> Mapping[str, object]:
    """What is said; whole numbers and others are not told apart, because Excel does not."""
    said = {}
    for name, coding in codings.items():
        kind, *rest = coding.claim
        said[name] = (float if kind is int else kind, *rest)
    return said


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(codings=st.lists(CASES, min_size=1, max_size=3))
def test_every_value_comes_back_as_it_was(
    ending: str, codings: list[dict[str, Coding]], codebook: Codebook
) -> None:
    cases = [_case(f"c{i}", one, codebook) for i, one in enumerate(codings)]

    def read(case: Case, code: Code) -> Coding | None:
        return None if code.derived else case.coding(code.id)

    table = case_table(cases, "market", codebook, IDS, read)
    data = plain_csv(table) if ending == ".csv" else to_xlsx([table])
    back = _read(data, ending, codebook)
    assert {name: claims({**case.attributes, **case.codes}) for name, case in back.items()} == {
        case.id: claims({**case.attributes, **case.codes}) for case in cases
    }


def _case(name: str, codings: Mapping[str, Coding], codebook: Codebook) -> Case:
    parts: dict[str, dict[str, Coding]] = {"attributes": {}, "codes": {}}
    for code, coding in codings.items():
        is_attribute = codebook.codes[code].role == "attribute"
        parts["attributes" if is_attribute else "codes"][code] = coding
    return Case(
        id=name,
        unit="market",
        group="towns",
        attributes=parts["attributes"],
        codes=parts["codes"],
        records={},
        declared_types={},
        printed_labels={},
    )


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_study_without_its_values_gets_them_back_from_its_export(
    ending: str, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    init(tmp_path / "study", "wards")
    monkeypatch.chdir(tmp_path / "study")
    before = _codings()
    assert run("export", f"cases{ending}").code == 0
    for path in Path("cases").rglob("*.yaml"):
        path.write_text(f"case: {path.stem}\nunit: ward\n", encoding="utf-8")
    mapping = "case: case\nsheet: cases ward\nevidence: {document: notes}\n"
    Path("mapping.yaml").write_text(mapping, encoding="utf-8")
    ran = run("import", f"cases{ending}", "--mapping", "mapping.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert _codings() == before


def _codings() -> Mapping[str, object]:
    study = check(Place(Path.cwd())).study
    assert study is not None
    return {case.id: claims({**case.attributes, **case.codes}) for case in study.cases}
