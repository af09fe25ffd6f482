"""What an import adds and changes, as a table."""

from collections.abc import Sequence

from qualcode.exchange.table_values import Change, Kind
from qualcode.model.case import Coding
from qualcode.model.codebook import Code, Codebook
from qualcode.tables.marks import Naming, marked
from qualcode.tables.table import Table
from qualcode.tables.typed import cell_text

_IDS = Naming(labels=False, language="")


def change_table(changes: Sequence[Change], codebook: Codebook) -> Table:
    """One row for each value that is not there yet: what the case says now, and what it will."""
    rows = tuple(
        (
            one.case,
            one.code,
            _said(one.before, codebook.codes[one.code]),
            _said(one.after, codebook.codes[one.code]),
            one.cell,
        )
        for one in changes
        if one.kind is not Kind.EQUAL
    )
    return Table("values to import", ("case", "code", "now", "new", "cell"), rows)


def _said(coding: Coding | None, code: Code) -> str:
    return cell_text(marked(coding, code, _IDS))
