"""Which case each source and selection of a project belongs to, and what sources are called."""

from collections.abc import Iterator
from pathlib import PurePath

from qualcode.exchange.refi.guids import made
from qualcode.exchange.refi.model import Project, Source


def name_of(source: Source) -> str:
    """What a source is called: some programs give it no name, or the word None."""
    named = source.name if source.name != "None" else ""
    path = source.original or source.path
    return named or PurePath(path.rpartition("/")[2]).stem or source.kind


def owners_of(project: Project) -> dict[str, str]:
    """The case that a selection belongs to by itself; of several the first."""
    owners: dict[str, str] = {}
    for case in project.cases:
        for selection in case.selections:
            owners.setdefault(selection, case.guid)
    return owners


def homes_of(project: Project) -> dict[str, str]:
    """The case of each source: the first that names it, or one of its own."""
    homes: dict[str, str] = {}
    for case in project.cases:
        for guid in case.sources:
            homes.setdefault(guid, case.guid)
    for source in project.sources:
        if source.guid not in homes:
            homes[source.guid] = _only_owner(project, source) or made(source.guid, "case")
    return homes


def _only_owner(project: Project, source: Source) -> str:
    """The first case with a selection of a source, where every selection belongs to some case."""
    owners = owners_of(project)
    cases = [owners.get(one.guid, "") for one in source.selections]
    return cases[0] if cases and all(cases) else ""


def shared_sources(project: Project) -> Iterator[str]:
    """What was decided about sources that several cases name, or none."""
    for source in project.sources:
        owners = [case.name for case in project.cases if source.guid in case.sources]
        if len(owners) > 1:
            others = ", ".join(f"'{one}'" for one in owners[1:])
            name = f"'{name_of(source)}' belongs to several cases"
            yield f"{name}: its passages are with '{owners[0]}', its text also with {others}"
        elif not owners and not _only_owner(project, source):
            yield f"'{name_of(source)}' belongs to no case, so it has become one"
