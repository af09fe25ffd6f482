"""The groups that the data suggest, as a table and as data."""

from collections.abc import Mapping
from fractions import Fraction

from qualcode import __version__
from qualcode.clusters.grouping import Groups
from qualcode.tables.table import Table
from qualcode.tables.verdicts import FORMAT


def group_table(found: Groups, typology: str) -> Table:
    """One row a case: its type, its group, and the agreement of groups and types without it."""
    rows = tuple(
        (name, kind, str(found.groups[name]), number_in_words(found.without[name]))
        for name, kind in found.types.items()
    )
    columns = ("case", "type", "group", "agreement without it")
    return Table(f"groups of cases in {typology}", columns, rows)


def number_in_words(number: Fraction | None) -> str:
    """A figure with two digits behind the point."""
    return "not known" if number is None else f"{float(number):.2f}"


def groups_as_data(found: Groups, typology: str) -> Mapping[str, object]:
    """The envelope of `cluster --format json`: see docs/json.md."""
    apart = found.homogeneity
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "typology": typology,
        "agreement": float(found.agreement),
        "within": None if apart.within is None else float(apart.within),
        "between": None if apart.between is None else float(apart.between),
        "silhouettes": {kind: float(number) for kind, number in apart.silhouettes.items()},
        "cases": [
            {
                "case": name,
                "type": kind,
                "group": found.groups[name],
                "agreement_without": float(found.without[name]),
            }
            for name, kind in found.types.items()
        ],
    }
