"""How far each case is in each set: what programs for comparative analysis (R's QCA) read."""

import re
from collections.abc import Iterator, Sequence

from qualcode.qca.sets import Scores
from qualcode.tables.typed import TypedTable

_SIGNS = (("~", "not_"), (">=", "_ge_"), ("<=", "_le_"), (">", "_gt_"), ("<", "_lt_"), ("=", "_"))
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9_]+")


def membership_table(found: Scores) -> TypedTable:
    """One row a case, one column a set, the outcome last; memberships from 0 to 1.

    Columns have names that R takes as they are: `beds>=20` becomes `beds_ge_20`.
    """
    rows = tuple(
        (case, *(_number(float(share)) for share in row))
        for case, row in zip(found.cases, found.rows, strict=True)
    )
    return TypedTable("qca", ("case", *_names([one.name for one in found.sets])), rows)


def _number(share: float) -> float | int:
    return int(share) if share.is_integer() else share


def _names(written: Sequence[str]) -> Iterator[str]:
    taken = {"case"}
    for text in written:
        name = text
        for sign, word in _SIGNS:
            name = name.replace(sign, word)
        name = _NOT_IN_NAME.sub("_", name)
        name = name if name[:1].isalpha() else f"set_{name}"
        free, number = name, 1
        while free in taken:
            number += 1
            free = f"{name}_{number}"
        taken.add(free)
        yield free
