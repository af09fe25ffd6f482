"""Two typologies crossed: as a table and as data."""

from collections.abc import Mapping

from qualcode import __version__
from qualcode.tables.table import Table
from qualcode.tables.verdicts import FORMAT
from qualcode.typology.linked import Combination, Linked

NOTE = (
    "Numbers of cases: those that surely have the combination, and how many more may have it. "
    "'impossible': the conditions rule it out for any case."
)
_NONE = "no type"


def linked_table(linked: Linked) -> Table:
    """Types of the first typology down, of the second across, in each cell the cases."""
    across = (*linked.second.types, None)
    rows = tuple(
        (one or _NONE, *(_cell((one, two), linked) for two in across))
        for one in (*linked.first.types, None)
    )
    title = f"{linked.first.id} by {linked.second.id}"
    return Table(title, ("", *(name or _NONE for name in across)), rows, NOTE)


def _cell(one: Combination, linked: Linked) -> str:
    if one in linked.impossible:
        return "impossible"
    sure, more = len(linked.certain[one]), len(linked.possible[one])
    return f"{sure} (+{more})" if more else str(sure)


def linked_as_data(linked: Linked) -> Mapping[str, object]:
    """The envelope of `typology cross --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "typologies": [linked.first.id, linked.second.id],
        "combinations": [
            {
                "types": list(one),
                "impossible": one in linked.impossible,
                "certain": list(linked.certain[one]),
                "possible": list(linked.possible[one]),
            }
            for one in linked.combinations
        ],
    }
