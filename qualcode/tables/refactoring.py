"""What a change of the codebook touches and moves, as data."""

from collections.abc import Iterable, Mapping
from typing import Final

from qualcode import __version__
from qualcode.refactoring.renaming import Touched

FORMAT: Final = 1
"""The version of the JSON that `codebook rename`, `move`, `merge` and `split` write."""


def change_as_data(
    touched: Iterable[Touched],
    in_doubt: Iterable[Touched],
    moved: Iterable[Mapping[str, object]],
    compared: int,
    *,
    is_written: bool,
) -> Mapping[str, object]:
    """The envelope: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "written": is_written,
        "places": [_place(one) for one in touched],
        "in_doubt": [_place(one) for one in in_doubt],
        "verdicts_compared": compared,
        "verdicts_moved": list(moved),
    }


def _place(one: Touched) -> Mapping[str, object]:
    return {
        "file": one.at.file,
        "line": one.at.line,
        "column": one.at.column,
        "before": one.before,
        "after": one.after,
    }
