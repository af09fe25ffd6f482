"""What other programs wrote, taken into a study; the ending of the file decides how."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qualcode.diagnostics import Misuse, did_you_mean
from qualcode.pipeline.checking import Checked
from qualcode.pipeline.exchanging import ENDINGS as REFI_ENDINGS
from qualcode.pipeline.tables_in import TABLE_READERS, Imported, ImportWish, import_table

Importer = Callable[[Checked, ImportWish], Imported]


def import_file(checked: Checked, wish: ImportWish) -> Imported:
    """Take a file into a study.

    Raises:
        Misuse: there is no such file, or nothing is known of such files.
    """
    importer = IMPORTERS.get(wish.file.suffix.lower())
    if importer is None:
        endings = tuple(IMPORTERS)
        near = did_you_mean(wish.file.suffix.lower(), endings)
        hint = near or f"its name should end with {', '.join((*endings, *REFI_ENDINGS))}"
        raise Misuse(f"'{wish.file}' cannot be imported: its name does not say how; {hint}")
    if not wish.file.is_file():
        raise Misuse(f"there is no file '{wish.file}'")
    return importer(checked, wish)


IMPORTERS: Mapping[str, Importer] = MappingProxyType(dict.fromkeys(TABLE_READERS, import_table))
"""How a file is read, by the ending of its name."""
