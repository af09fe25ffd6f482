"""The memos of a study as a table and as data."""

from collections.abc import Mapping, Sequence

from qualcode import __version__
from qualcode.rules.memos import Held
from qualcode.tables.table import Table

FORMAT = 1


def memo_table(memos: Sequence[Held]) -> Table:
    """One row a memo."""
    rows = tuple(
        (
            one.memo.date,
            one.memo.coder,
            "" if one.case is None else one.case.id,
            one.about,
            " ".join(one.memo.text.split()),
        )
        for one in memos
    )
    return Table("memos", ("date", "coder", "in case", "about", "memo"), rows)


def memos_as_data(memos: Sequence[Held]) -> Mapping[str, object]:
    """The envelope of `memo list --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "memos": [
            {
                "date": one.memo.date or None,
                "coder": one.memo.coder or None,
                "case": None if one.case is None else one.case.id,
                "about": one.about,
                "text": one.memo.text,
                "file": one.memo.position.file,
                "line": one.memo.position.line,
            }
            for one in memos
        ],
    }
