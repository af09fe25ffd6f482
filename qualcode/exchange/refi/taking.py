"""What comes of reading a project: the files of a study, what was decided, what was not taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from qualcode.diagnostics import Location
from qualcode.exchange.refi.model import Code, Project


class Loss(NamedTuple):
    """One thing that could not be taken along: what kind of thing, its name, why, and where."""

    kind: str
    name: str
    why: str
    at: Location = Location("")

    def __str__(self) -> str:
        name = f" '{self.name}'" if self.name else ""
        where = f" (line {self.at.line})" if self.at.file else ""
        return f"{self.kind}{name}: {self.why}{where}"


@dataclass(frozen=True, slots=True)
class Taken:
    """The files to write, and all that the user must be told."""

    files: Mapping[str, bytes] = field(repr=False)
    counts: Mapping[str, int]
    losses: tuple[Loss, ...] = ()
    remarks: tuple[str, ...] = ()
    to_add: tuple[str, ...] = ()


def counts_of(project: Project) -> dict[str, int]:
    """How many there are of each thing in a project."""
    texts = (*project.sources, *project.notes.values())
    selections = [one for text in texts for one in text.selections]
    of_sources = sum(len(source.codings) for source in project.sources)
    return {
        "users": len(project.users),
        "codes": sum(1 for _ in flat(project.codes)),
        "variables": len(project.variables),
        "cases": len(project.cases),
        "sources": len(project.sources),
        "selections": len(selections),
        "codings": sum(len(one.codings) for one in selections) + of_sources,
        "notes": len(project.notes),
    }


def flat(codes: tuple[Code, ...]) -> tuple[Code, ...]:
    """All codes of a tree, each before those below it."""
    return tuple(one for code in codes for one in (code, *flat(code.below)))
