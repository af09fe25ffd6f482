"""The history of a case, of a code, of both together, or of all there is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from qualcode.diagnostics import Misuse, did_you_mean
from qualcode.model.values import is_date
from qualcode.pipeline.history import History, Moment, history_of
from qualcode.pipeline.place import Place
from qualcode.pipeline.verdict_history import verdict_changes
from qualcode.trail.change import Change, Entry, Kind
from qualcode.trail.telling import Trail

_FEW = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the history is asked for.

    Attributes:
        names: nothing, a case or a code, or a case and a code.
        typology: a typology (id or alias): the history of the verdict of the case.
        everything: whether revisions that changed only the layout are told of, too.
        since: the first day, as `2026-03-01`.
        until: the last day.
        newest: how many revisions at most, the newest ones.
    """

    names: tuple[str, ...] = ()
    typology: str | None = None
    everything: bool = False
    since: str | None = None
    until: str | None = None
    newest: int | None = None


def trail(place: Place, wanted: Wanted) -> Trail:
    """The entries that are asked for, earlier ones first.

    Raises:
        Misuse: there is no history, or nothing of the name was ever in it.
    """
    for day in (wanted.since, wanted.until):
        _check_day(day)
    history = history_of(place)
    entries = tuple(_entries(history, wanted))
    entries = tuple(one for one in entries if _is_between(one, wanted))
    if wanted.newest is not None:
        entries = entries[max(0, len(entries) - wanted.newest) :]
    return Trail(wanted.names, wanted.typology, entries, history.is_cut_off)


def _check_day(day: str | None) -> None:
    if day is not None and not is_date(day):
        raise Misuse(f"'{day}' is no date; write it as year, month and day: 2026-03-01")


def _is_between(entry: Entry, wanted: Wanted) -> bool:
    day = entry.revision.date
    if not day:
        return wanted.until is None
    return (wanted.since or "") <= day and (wanted.until is None or day <= wanted.until)


def _entries(history: History, wanted: Wanted) -> Iterator[Entry]:
    select = _selection(history.moments, wanted)
    verdicts = (
        None
        if wanted.typology is None
        else verdict_changes(
            history.moments, wanted.typology, _names(history.moments, wanted.names[0], _cases)
        )
    )
    for moment in history.moments:
        told: Iterable[Change]
        if verdicts is not None:
            told = verdicts.get(moment.revision.id, ())
        else:
            told = (one for one in moment.changes if select(one))
        kept = tuple(one for one in told if wanted.everything or one.kind is not Kind.LAYOUT)
        if not wanted.names:
            kept = tuple(_folded(kept))
        if kept:
            yield Entry(moment.revision, kept)


def _selection(moments: Sequence[Moment], wanted: Wanted) -> Callable[[Change], bool]:
    if wanted.typology is not None and len(wanted.names) != 1:
        raise Misuse("give one case with --typology: qualcode log --typology NAME CASE")
    if not wanted.names:
        return lambda change: not change.at_creation
    if len(wanted.names) > 2:
        raise Misuse("give a case, a code, or a case and a code: qualcode log CASE CODE")
    cases = _names(moments, wanted.names[0], _cases)
    codes = _names(moments, wanted.names[-1], _codes)
    if len(wanted.names) == 2 or wanted.typology is not None:
        _must_be_there(wanted.names[0], cases, moments, (_cases,), "case")
    if len(wanted.names) == 2:
        _must_be_there(wanted.names[1], codes, moments, (_codes,), "code")
        return lambda one: _is_in_both(one, cases, codes)
    both = cases | codes
    _must_be_there(wanted.names[0], both, moments, (_cases, _codes), "case or code")
    return lambda one: (
        (_is_of_case(one, cases) and not one.at_creation)
        or bool(codes & {*one.codes})
        or (bool(codes) and one.kind is Kind.UNREADABLE and not one.case)
    )


def _is_of_case(change: Change, cases: frozenset[str]) -> bool:
    if change.kind is Kind.UNREADABLE and not change.case:
        return bool(cases & {*_stems(change.subject)})
    return change.case in cases


def _stems(file: str) -> tuple[str, str]:
    """The names that a case in a file most likely has, where it cannot be read."""
    path = PurePosixPath(file)
    return path.stem, path.parent.name


def _is_in_both(change: Change, cases: frozenset[str], codes: frozenset[str]) -> bool:
    if codes & {*change.codes}:
        return change.case in cases or change.kind is Kind.RENAMED
    is_of_whole_case = change.subject == "case" or change.kind is Kind.UNREADABLE
    return is_of_whole_case and _is_of_case(change, cases)


Names = Callable[[Moment], Iterable[str]]


def _cases(moment: Moment) -> Iterable[str]:
    return (case.id for case in moment.after.cases.values())


def _codes(moment: Moment) -> Iterable[str]:
    book = moment.after.codebook
    if book is None:
        return ()
    fields = (field for kind in book.records.values() for field in kind.fields)
    return (*book.codes, *book.records, *fields)


def _names(moments: Sequence[Moment], name: str, listed: Names) -> frozenset[str]:
    """All names that a case or code has had; none where there never was one of this name."""
    if not any(name in listed(moment) for moment in moments):
        return frozenset()
    is_case = listed is _cases
    renamed = [
        (one.before, one.after)
        for moment in moments
        for one in moment.changes
        if one.kind is Kind.RENAMED and bool(one.case) is is_case
    ]
    names = [name]
    for before, after in renamed:
        names += [after] if before == names[-1] else []
    for before, after in reversed(renamed):
        names += [before] if after in names else []
    return frozenset(names)


def _must_be_there(
    name: str, names: frozenset[str], moments: Sequence[Moment], lists: Sequence[Names], what: str
) -> None:
    if names:
        return
    known = dict.fromkeys(one for moment in moments for listed in lists for one in listed(moment))
    hint = did_you_mean(name, known) or "'qualcode log' tells the history of all there was"
    raise Misuse(f"there is no {what} '{name}', and there never was one; {hint}")


def _folded(changes: Sequence[Change]) -> Iterator[Change]:
    """The changes, many of one kind as one where a whole study is told of."""
    by_kind: dict[tuple[Kind, str], list[Change]] = {}
    for one in changes:
        word = "cases" if one.case else " ".join(one.subject.split()[:-1]) or one.subject
        foldable = one.kind in (Kind.CREATED, Kind.REMOVED)
        by_kind.setdefault((one.kind, word if foldable else one.sentence + one.case), []).append(
            one
        )
    for (kind, word), found in by_kind.items():
        if len(found) <= _FEW:
            yield from found
        else:
            names = ", ".join(one.case or one.after or one.before for one in found)
            plural = {"code": "codes", "typology": "typologies"}.get(word, word)
            said = f"{kind}: {names}"
            yield replace(found[0], subject=f"{len(found)} {plural}", said=said, case="", codes=())
