"""The codebook, and what changed in it, as a table and as data."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from qualcode import __version__
from qualcode.diagnostics import Location
from qualcode.model.codebook import Code, Codebook
from qualcode.model.written import as_written
from qualcode.refactoring.differences import Difference
from qualcode.tables.table import Table

FORMAT: Final = 1
"""The version of the JSON that `codebook show` and `codebook diff` write."""


def codebook_as_data(book: Codebook) -> Mapping[str, object]:
    """The envelope of `codebook show --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "codebook": book.id,
        "version": book.version,
        "themes": {id: as_written(theme) for id, theme in book.themes.items()},
        "codes": {id: _code(code) for id, code in book.codes.items()},
        "records": {
            id: {field: _code(code) for field, code in record.fields.items()}
            for id, record in book.records.items()
        },
    }


def _code(code: Code) -> Mapping[str, object]:
    """A code as its file has it, but for how it is derived."""
    plain = as_written(code.model_copy(update={"derived": None}))
    return {**plain, "scale": code.scale.value, "derived": code.derived is not None}


def code_as_data(name: str, code: Code, places: Iterable[Location]) -> Mapping[str, object]:
    """The envelope of `codebook show CODE --format json`."""
    named = [{"file": at.file, "line": at.line, "column": at.column} for at in places]
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "name": name,
        "code": _code(code),
        "places": named,
    }


def difference_table(found: Iterable[Difference], version: str) -> Table:
    """One row a change of the codebook."""
    rows = tuple((one.kind.value, one.name, one.what, one.before, one.after) for one in found)
    columns = ("what", "name", "change", "before", "after")
    return Table(f"changes of the codebook since {version}", columns, rows)


def differences_as_data(found: Sequence[Difference], version: str) -> Mapping[str, object]:
    """The envelope of `codebook diff --format json`."""
    changes = [
        {
            "kind": one.kind.value,
            "name": one.name,
            "change": one.what,
            "before": one.before,
            "after": one.after,
        }
        for one in found
    ]
    return {"qualcode": __version__, "format": FORMAT, "since": version, "changes": changes}
