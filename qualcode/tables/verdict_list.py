"""Verdicts as a long table for other programs: ids and lists, no sentences."""

from collections.abc import Sequence

from qualcode.tables.marks import Naming
from qualcode.tables.typed import TypedTable
from qualcode.tables.verdicts import Classified, type_name

_COLUMNS = (
    *("case", "unit", "definition", "typology", "verdict", "types", "subtypes"),
    *("possible", "certain", "probable", "missing"),
)


def verdict_list(results: Sequence[Classified], naming: Naming) -> TypedTable:
    """One row a case and typology; lists have a semicolon between."""
    rows = []
    for result in results:
        typology = result.typology

        def names(ids: Sequence[str], of: Classified = result) -> str:
            if not naming.labels:
                return "; ".join(ids)
            return "; ".join(type_name(of.typology, one, naming.language) for one in ids)

        name = naming.of(typology.id, typology.label)
        rows += [
            (
                *(case.id, case.unit, case.fixture, name, verdict.kind.value),
                *(names(verdict.types), "; ".join(verdict.subtypes), names(verdict.possible)),
                *(names(verdict.certain), names(verdict.probable), "; ".join(verdict.missing)),
            )
            for case, verdict in zip(result.cases, result.verdicts, strict=True)
        ]
    return TypedTable("verdicts", _COLUMNS, tuple(rows))
