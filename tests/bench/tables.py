"""Cases by codes as files of tables, out and in."""

from collections.abc import Callable, Mapping
from pathlib import Path

from qualcode.model.codebook import Codebook
from qualcode.pipeline import Place, check
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
    """Jobs over 1,000 cases: each kind of file written, and those that can be read again.

    What is read is what was written, into the same study, so that every value is compared.
    """
    root = folder / "study"
    write_study(root, source, book, CASES, seed)
    checked = check(Place(root))
    mapping = folder / "mapping.yaml"
    mapping.write_text("case: case\n", encoding="utf-8")

    def write(ending: str) -> Callable[[], object]:
        wish = ExportWish(folder / f"cases{ending}", _WISH, replaces=True)
        return lambda: export(checked, wish)

    def read(ending: str) -> Callable[[], object]:
        wish = ImportWish(folder / f"cases{ending}", mapping, only_shows=True)
        return lambda: _imported(import_file(checked, wish).findings)

    out = {f"export cases{ending}": write(ending) for ending in (".csv", ".xlsx", ".parquet")}
    back = {f"import cases{ending} --dry-run": read(ending) for ending in (".csv", ".xlsx")}
    return {CHECK: lambda: check(Place(root)), **out, **back}


def _imported(findings: tuple[object, ...]) -> None:
    if findings:
        raise SystemExit(f"the table was not read: {findings[0]}")
