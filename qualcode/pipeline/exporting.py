"""A study written for other programs; the ending of the file decides how."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from qualcode.diagnostics import Diagnostic, Misuse, did_you_mean
from qualcode.pipeline.checking import Checked, ready
from qualcode.pipeline.exchanging import ENDINGS as REFI_ENDINGS
from qualcode.pipeline.output import write_output
from qualcode.pipeline.table_files import TABLE_WRITERS, excel_only
from qualcode.pipeline.tables_out import TableWish, tables_of


@dataclass(frozen=True, slots=True)
class ExportWish:
    """The file to write, which table if it is a file of tables, and whether it may be replaced."""

    file: Path
    tables: TableWish
    for_excel: bool = False
    replaces: bool = False

    @property
    def ending(self) -> str:
        """The ending of the file's name, in small letters."""
        return self.file.suffix.lower()


@dataclass(frozen=True, slots=True)
class Exported:
    """The file's bytes, or None with what keeps them from being made."""

    data: bytes | None
    findings: tuple[Diagnostic, ...] = ()


Exporter = Callable[[Checked, ExportWish], Exported]


def export(checked: Checked, wish: ExportWish) -> Exported:
    """Write the file that was asked for, whole or not at all.

    Raises:
        Misuse: nothing is known of such a file, it is there already, or cannot be written.
    """
    exporter = EXPORTERS.get(wish.ending)
    if exporter is None:
        endings = (*EXPORTERS, *REFI_ENDINGS)
        hint = did_you_mean(wish.ending, endings) or f"end its name with {', '.join(endings)}"
        raise Misuse(f"'{wish.file}' cannot be written: its name does not say how; {hint}")
    if wish.for_excel and wish.ending != ".csv":
        raise Misuse("--excel is for files that end with .csv")
    exported = exporter(checked, wish)
    if exported.data is not None:
        write_output(wish.file, exported.data, replaces=wish.replaces)
    return exported


def _export_tables(checked: Checked, wish: ExportWish) -> Exported:
    found = tables_of(checked, wish.tables)
    if found.findings:
        return Exported(None, found.findings)
    language = wish.tables.naming.language
    if wish.for_excel:
        return Exported(excel_only(found.tables, language))
    study, _ = ready(checked)
    return Exported(TABLE_WRITERS[wish.ending](study, found.tables, language))


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(dict.fromkeys(TABLE_WRITERS, _export_tables))
"""How a file is written, by the ending of its name."""
