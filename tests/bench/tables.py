"""Cases by codes as files of tables, out and in."""

from collections.abc import Callable, Mapping
from pathlib import Path

from qualcode.model.codebook import Codebook
from qualcode.pipeline import Place, check
from qualcode.pipeline.checking import errors
from qualcode.pipeline.exporting import ExportWish, export
from qualcode.pipeline.importing import import_file
from qualcode.pipeline.tables_in import ImportWish
from qualcode.pipeline.tables_out import TableWish
from qualcode.tables.marks import Naming
from tests.bench.generate import UNIT, write_study

CASES = 1_000
CHECK = "qualcode check"
_WISH = TableWish("cases", Naming(labels=False, language="da"), UNIT)


def table_jobs(
    folder: Path, source: Path, book: Codebook, seed: int
) -> Mapping[str, Callable[[], object]]:
    """Jobs over nearly 1,000 cases: each kind of file written, and those that can be read again.

    What is read is what was written, into the same study, so that every value is compared.
    """
    root = folder / "study"
    write_study(root, source, book, CASES, seed)
    for one in errors(check(Place(root)).findings):
        # Values drawn at random may contradict each other; a study with errors takes no import.
        (root / one.at.file).unlink(missing_ok=True)
    checked = check(Place(root))
    mappings = {".csv": "case: case\n", ".xlsx": f"case: case\nsheet: cases {UNIT}\n"}
    for ending, text in mappings.items():
        (folder / f"{ending[1:]}.yaml").write_text(text, encoding="utf-8")

    def write(ending: str) -> Callable[[], object]:
        wish = ExportWish(folder / f"cases{ending}", _WISH, replaces=True)
        return lambda: export(checked, wish)

    def read(ending: str) -> Callable[[], object]:
        mapping = folder / f"{ending[1:]}.yaml"
        wish = ImportWish(folder / f"cases{ending}", mapping, only_shows=True)
        return lambda: _imported(import_file(checked, wish).findings)

    out = {f"export cases{ending}": write(ending) for ending in (".csv", ".xlsx", ".parquet")}
    back = {f"import cases{ending} --dry-run": read(ending) for ending in mappings}
    return {CHECK: lambda: check(Place(root)), **out, **back}


def _imported(findings: tuple[object, ...]) -> None:
    if findings:
        raise SystemExit(f"the table was not read: {findings[0]}")
