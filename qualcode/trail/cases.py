"""What moved in a case."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from qualcode.model.case import Case, Coding, NamedType, Record, RecordGroup
from qualcode.model.consensus import sheet_of, sheets_of
from qualcode.tables.wording import coding_in_words
from qualcode.trail.change import Change, Kind
from qualcode.trail.codings import quoted, said_of
from qualcode.trail.memos import memo_changes
from qualcode.trail.passages import passage_changes
from qualcode.trail.plain import how, in_words, plain

Place = tuple[str, str, str]
"""Where a coding stands: group and id of its record (both empty outside records), and its name."""

_APART = frozenset(
    {"position", "id", "group", "attributes", "codes", "records", "passages", "memos", "accept"}
)
_NAMED = {"declared_types": "type that the source declares", "printed_labels": "printed label"}
_SHOWN = ("unit", "label", "anonymous", "fixture", "possible_duplicate_of")


def codings_of(case: Case) -> Mapping[Place, Coding]:
    """All codings of a case, by where they stand."""
    codings = {("", "", name): one for name, one in (*case.attributes.items(), *case.codes.items())}
    for name, group in case.records.items():
        for record in group.records.values():
            codings |= {(name, record.id, field): one for field, one in record.fields.items()}
    return codings


def created(case: Case) -> Iterator[Change]:
    """That a case came to be, and what was coded from the start."""
    own = next(sheets_of(case))
    codings = codings_of(own)
    number = "1 coding" if len(codings) == 1 else f"{len(codings)} codings"
    yield Change(Kind.CREATED, "case", f"created with {number}", case.id)
    for place, coding in codings.items():
        said = said_of(None, coding)
        after = coding_in_words(coding)
        codes = (place[2],)
        name = _name(place)
        yield Change(Kind.CODED, name, said, case.id, codes, "", after, at_creation=True)
    for change in _by_coders(case.model_copy(update={"codings": ()}), case, {}):
        yield replace(change, at_creation=True)


def removed(case: Case) -> Change:
    """That a case is gone."""
    return Change(Kind.REMOVED, "case", "removed", case.id)


def case_changes(before: Case, after: Case, renamed: Mapping[str, str]) -> Iterator[Change]:
    """What moved in a case.

    Args:
        before: the case as it was.
        after: the same case later; its id may be another.
        renamed: codes that have another name in the later codebook, by their earlier names.
    """
    own, now = next(sheets_of(before)), next(sheets_of(after))
    if before.id != after.id:
        said = f"renamed from {before.id} to {after.id}"
        yield Change(Kind.RENAMED, "case", said, after.id, (), before.id, after.id)
    if before.group != after.group:
        said = f"moved from {_folder(before)} to {_folder(after)}"
        yield Change(Kind.CHANGED, "case", said, after.id, (), before.group, after.group)
    yield from _said(own, now, renamed)
    yield from _by_coders(before, after, renamed)
    for field, word in _NAMED.items():
        yield from _named(getattr(before, field), getattr(after, field), word, after.id)
    yield from passage_changes(before, after)
    yield from _accepted(before, after)
    yield from _rest(before, after)


def _said(before: Case, after: Case, renamed: Mapping[str, str]) -> Iterator[Change]:
    yield from _codings(before, after, renamed)
    yield from _records(before, after)
    yield from memo_changes(before.memos, after.memos, renamed, after.id)


def _by_coders(before: Case, after: Case, renamed: Mapping[str, str]) -> Iterator[Change]:
    """What moved in the files of the coders, each by itself."""
    old = {one.coder: one for one in before.codings}
    new = {one.coder: one for one in after.codings}
    empty: dict[str, object] = {"attributes": {}, "codes": {}, "records": {}, "memos": ()}
    for coder in (*old, *(name for name in new if name not in old)):
        was, now = old.get(coder) or new[coder], new.get(coder) or old[coder]
        was = was if coder in old else was.model_copy(update=empty)
        now = now if coder in new else now.model_copy(update=empty)
        for change in _said(sheet_of(before, was), sheet_of(after, now), renamed):
            yield replace(change, subject=f"{change.subject} by {coder}")


def _folder(case: Case) -> str:
    return f"folder '{case.group}'" if case.group else "the case folder itself"


def _codings(before: Case, after: Case, renamed: Mapping[str, str]) -> Iterator[Change]:
    new = codings_of(after)
    old = {}
    for (group, record, name), coding in codings_of(before).items():
        place = (group, record, name if group else renamed.get(name, name))
        # Half a renaming, with the earlier name still in the case, is no renaming here.
        old[place if place in new else (group, record, name)] = coding
    for place in (*old, *(one for one in new if one not in old)):
        if place[0] and not _stays(place, before, after):
            continue
        was, now = old.get(place), new.get(place)
        said = said_of(was, now)
        if said:
            kind = Kind.CODED if was is None else Kind.CHANGED
            codes = (place[2],)
            yield Change(kind, _name(place), said, after.id, codes, _value(was), _value(now))


def _value(coding: Coding | None) -> str:
    return "" if coding is None else coding_in_words(coding)


def _stays(place: Place, before: Case, after: Case) -> bool:
    """Whether the record of a field is in both; else it is told of as a whole."""
    return all(
        place[0] in case.records and place[1] in case.records[place[0]].records
        for case in (before, after)
    )


def _name(place: Place) -> str:
    group, record, name = place
    return f"{name} of {record} ({group})" if group else name


def _records(before: Case, after: Case) -> Iterator[Change]:
    for group in (*before.records, *(name for name in after.records if name not in before.records)):
        old, new = before.records.get(group), after.records.get(group)
        was, now = _listed(old), _listed(new)
        for name in was:
            if name not in now:
                yield Change(Kind.CHANGED, name, f"taken out of {group}", after.id, (group,), name)
        for name, record in now.items():
            if name not in was:
                said = f"added to {group}{_fields(record)}"
                yield Change(Kind.CODED, name, said, after.id, (group,), "", name)
            elif said := said_of(_grounds(was[name]), _grounds(record)).partition("): ")[2]:
                yield Change(Kind.CHANGED, f"{name} ({group}):", said, after.id, (group,))
        if old is not None and new is not None and old.complete != new.complete:
            said = "now complete" if new.complete else "may now be more than these"
            yield Change(Kind.CHANGED, group, said, after.id, (group,))


def _grounds(record: Record) -> Coding:
    """The grounds of a record, as those of a coding are looked at."""
    return Coding(value=True, basis=record.basis, evidence=record.evidence, note=record.note)


def _listed(group: RecordGroup | None) -> Mapping[str, Record]:
    return {} if group is None else group.records


def _fields(record: Record) -> str:
    said = ", ".join(f"{name} {coding_in_words(one)}" for name, one in record.fields.items())
    return f": {said}" if said else ""


def _named(
    before: Mapping[str, NamedType], after: Mapping[str, NamedType], word: str, case: str
) -> Iterator[Change]:
    for name in (*before, *(one for one in after if one not in before)):
        was = before[name].type if name in before else ""
        now = after[name].type if name in after else ""
        if was != now:
            said = f"changed from {was} to {now}" if was and now else now or "taken out"
            subject = f"{word} in {name}{'' if was else ':'}"
            yield Change(Kind.CHANGED, subject, said, case, (), was, now)


def _accepted(before: Case, after: Case) -> Iterator[Change]:
    old = {one.rule: one.reason for one in before.accept}
    new = {one.rule: one.reason for one in after.accept}
    for rule, reason in new.items():
        if old.get(rule) != reason:
            yield Change(Kind.CHANGED, rule, f"accepted: {quoted(reason)}", after.id)
    for rule in old:
        if rule not in new:
            yield Change(Kind.CHANGED, rule, "no longer accepted", after.id)


def _rest(before: Case, after: Case) -> Iterator[Change]:
    """Everything else that a case file may say, by the name of its key."""
    for name, field in Case.model_fields.items():
        if name in _APART or name in _NAMED or field.exclude:
            continue
        was, now = plain(getattr(before, name)), plain(getattr(after, name))
        if was == now:
            continue
        words = (in_words(was), in_words(now))
        yield Change(Kind.CHANGED, name, how(*words, shown=name in _SHOWN), after.id, (), *words)
