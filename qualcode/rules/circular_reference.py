"""Records refer to one another in a circle.

A body cannot in the end report to itself; a chart of it would have no top.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.case import RecordGroup
from qualcode.model.study import Study

RULE = Rule(
    "QC208", "circular-reference", Severity.ERROR, "Records refer to each other in a circle."
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every circle, once, at the reference that closes it."""
    for case in study.sheets:
        for name, group in case.records.items():
            fields = study.codebook.records[name].fields
            for field in (code.id for code in fields.values() if code.acyclic):
                yield from _circles(group, field)


def _circles(group: RecordGroup, field: str) -> Iterator[Diagnostic]:
    done: set[str] = set()
    for start in group.records:
        path: list[str] = []
        here = start
        while here in group.records and here not in done and here not in path:
            path.append(here)
            coding = group.records[here].fields.get(field)
            here = str(coding.value) if coding is not None else ""
        done.update(path)
        if here in path:
            circle = " -> ".join((*path[path.index(here) :], here))
            closing = group.records[path[-1]].fields[field]
            message = f"'{here}' comes back to itself: {circle}"
            yield finding(RULE, closing.value_position, message, "take one of these steps out")
