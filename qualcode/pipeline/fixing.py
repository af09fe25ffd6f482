"""The safe fixes of a study's findings, made until nothing is left that has one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from qualcode.diagnostics import Diagnostic, in_order
from qualcode.loading.study import load_project
from qualcode.pipeline.place import Place
from qualcode.pipeline.saving import Changed, NotSaved, changed, save
from qualcode.source import Document, parse_document
from qualcode.source.changes import Planner
from qualcode.source.editing import Plan, edited
from qualcode.source.files import read_text

MOST_ROUNDS = 20
"""A fix can make room for another; more often than this in a row only by mistake."""

Find = Callable[[Place], Sequence[Diagnostic]]
"""Gives the findings that count, in the order of files; those with a safe fix are mended."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was mended, the files as they are to be, and what could not be done to them."""

    mended: tuple[Diagnostic, ...]
    changes: tuple[Changed, ...]
    troubles: tuple[NotSaved, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mended:
    """A file after some of its findings were mended."""

    after: Document
    findings: tuple[Diagnostic, ...]


def work_out_fixes(place: Place, find: Find) -> Fixed:
    """All safe fixes in the files that were asked for; nothing is written.

    The study is checked again with the texts as they would be, until there is nothing to mend.
    """
    mended: list[Diagnostic] = []
    first: tuple[Diagnostic, ...] = ()
    read = _texts(place)
    now = dict(read)
    for _ in range(MOST_ROUNDS):
        here = replace(place, unsaved=dict(now))
        found = tuple(find(here))
        done = tuple(_mend_all(here, found))
        if not done:
            break
        first = first or found
        for one in done:
            now[one.after.file] = one.after.text
            mended += one.findings
    files = sorted({one.at.file for one in mended})
    results = [changed(place.root, file, read[file], now[file]) for file in files]
    changes = tuple(one for one in results if isinstance(one, Changed))
    sound = {change.file for change in changes}
    return Fixed(
        mended=_as_first_found((one for one in mended if one.at.file in sound), first),
        changes=changes,
        troubles=tuple(one for one in results if isinstance(one, NotSaved)),
    )


def write_fixes(place: Place, fixed: Fixed) -> Fixed:
    """What is left of the fixes once the files are written, each only if it is as it was read."""
    troubles = save(place.root, fixed.changes)
    failed = {trouble.file for trouble in troubles}
    return Fixed(
        mended=tuple(one for one in fixed.mended if one.at.file not in failed),
        changes=tuple(change for change in fixed.changes if change.file not in failed),
        troubles=(*fixed.troubles, *troubles),
    )


def _as_first_found(
    mended: Iterable[Diagnostic], first: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """What was mended, by place; where lines moved in between, with the place it had before."""
    waiting = [one for one in first if one.fix is not None]
    found = []
    for one in mended:
        alike = (was for was in waiting if _essence(was) == _essence(one))
        was = one if one in waiting else next(alike, one)
        if was in waiting:
            waiting.remove(was)
        found.append(was)
    return in_order(found)


def _essence(found: Diagnostic) -> tuple[str, str, str]:
    return found.at.file, found.rule, found.message


def _texts(place: Place) -> dict[str, str]:
    """All that there is to read, read once: what is found and what is edited are the same text."""
    project, _ = load_project(place.root)
    folders = () if project is None else (project.codebook, project.cases)
    paths = {path for folder in folders for path in (place.root / folder).rglob("*.yaml")}
    texts = {}
    for path in sorted(paths):
        file = path.relative_to(place.root).as_posix()
        text = read_text(path, file)
        if isinstance(text, str):
            texts[file] = text.removeprefix("\ufeff")
    return texts


def _mend_all(place: Place, findings: Sequence[Diagnostic]) -> Iterator[_Mended]:
    """The files in which something can be mended; findings come in the order of files."""
    for file, found in groupby(findings, lambda one: one.at.file):
        mendable = [one for one in found if one.fix is not None]
        if not mendable or file not in place.unsaved or not place.has(file):
            continue
        document, trouble = parse_document(place.unsaved[file], file)
        if document is not None and not trouble:
            mended = _mend(document, mendable)
            if mended.findings:
                yield mended


def _mend(document: Document, findings: Sequence[Diagnostic]) -> _Mended:
    """A document with as many of the findings mended as can be at once."""
    planner = Planner(document)
    plan = Plan()
    result = _Mended(document, ())
    for one in findings:
        more = planner.plan(one.fix.changes) if one.fix is not None else None
        after = None if more is None else edited(document, plan + more)
        if more is not None and after is not None:
            plan += more
            result = _Mended(after, (*result.findings, one))
    return result
