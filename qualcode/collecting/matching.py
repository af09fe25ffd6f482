"""What was collected compared with the passages that a case has: what is new, changed or gone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from qualcode.collecting.item import Gathered, Item, place_of
from qualcode.documents.stored import StoredText
from qualcode.model.anchor import Passage
from qualcode.model.case import Case

_Key = tuple[str, int, int, str]
"""A document, a stretch of it, and a coder."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A passage of a case that is coded otherwise in what was collected.

    `number` is its place among the passages of the case.
    """

    number: int
    passage: Passage
    item: Item

    @property
    def more(self) -> tuple[str, ...]:
        """The codes that are new."""
        return tuple(code for code in self.item.codes if code not in self.passage.codes)

    @property
    def fewer(self) -> tuple[str, ...]:
        """The codes that it has no more."""
        return tuple(code for code in self.passage.codes if code not in self.item.codes)

    @property
    def new_id(self) -> str:
        """The id that it gets, where it had none."""
        return "" if self.passage.id else self.item.id


@dataclass(frozen=True, slots=True)
class Note:
    """A memo about a passage, by the passage's id; `is_new` where the case has no such passage."""

    item: Item
    about: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Items that the case does not have, passages that it has otherwise, and missing ones.

    `missing` are numbers of passages that what was collected does not have, though it should.
    `paired` has the items that the case has already, with its passage.
    """

    new: tuple[Item, ...]
    notes: tuple[Note, ...]
    changed: tuple[Changed, ...]
    missing: tuple[int, ...]
    paired: tuple[tuple[Item, int], ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that the case is to get: coded ones, then those that memos are about."""
        coded = (item.passage() for item in self.new)
        about = (note.item.passage(note.about) for note in self.notes if note.is_new)
        return (*coded, *about)


def compare(case: Case, files: Sequence[Gathered], texts: Mapping[str, StoredText]) -> Compared:
    """What files gave, compared with the passages of their case.

    A passage that cannot be found in its document is never missing: nobody can tell.
    """
    there = _by_key(case, texts)
    items = [item for gathered in files for item in gathered.items if not item.memo]
    pairs, new = _pairs(items, there, case)
    taken = {number for _, number in pairs}
    about = {memo.about for memo in case.memos}
    changed = [Changed(number, case.passages[number], item) for item, number in pairs]
    return Compared(
        new=tuple(new),
        notes=tuple(_notes(case, files, there, items)),
        changed=tuple(one for one in changed if one.more or one.fewer or one.new_id),
        missing=tuple(
            number
            for key, numbers in there.items()
            for number in numbers
            if number not in taken
            and _should_have(key, files)
            and not _is_of_memo(case.passages[number], about)
        ),
        paired=tuple(pairs),
    )


def _by_key(case: Case, texts: Mapping[str, StoredText]) -> Mapping[_Key, list[int]]:
    there: dict[_Key, list[int]] = {}
    for number, passage in enumerate(case.passages):
        text = texts.get(passage.document)
        place = place_of(passage, text) if text is not None else None
        if place is not None:
            key = (passage.document, place.start, place.end, passage.coder)
            there.setdefault(key, []).append(number)
    return there


def _pairs(
    items: Sequence[Item], there: Mapping[_Key, Sequence[int]], case: Case
) -> tuple[list[tuple[Item, int]], list[Item]]:
    """Items with the passages that they are, the likest first; and items that are none."""
    free = {key: list(numbers) for key, numbers in there.items()}
    pairs: dict[int, int] = {}
    for likeness in (_is_same, _has_same_id, _has_same_codes, _may_be_same):
        for n, item in enumerate(items):
            if n in pairs:
                continue
            there_now = ((key, number) for key in _keys(item) for number in free.get(key, ()))
            fitting = (at for at in there_now if likeness(item, case.passages[at[1]]))
            found = next(fitting, None)
            if found is not None:
                key, pairs[n] = found
                free[key].remove(pairs[n])
    paired = [(items[n], number) for n, number in sorted(pairs.items())]
    return paired, [item for n, item in enumerate(items) if n not in pairs]


def _keys(item: Item) -> Iterator[_Key]:
    """The passages that an item may be; by nobody too, where it does not itself say by whom."""
    if item.stretch is not None:
        place = (item.document, item.stretch.start, item.stretch.end)
        yield (*place, item.coder)
        if item.coder and not item.names_coder:
            yield (*place, "")


def _is_same(item: Item, passage: Passage) -> bool:
    return item.id == passage.id and _has_same_codes(item, passage)


def _has_same_id(item: Item, passage: Passage) -> bool:
    return bool(item.id) and item.id == passage.id


def _has_same_codes(item: Item, passage: Passage) -> bool:
    return set(item.codes) == set(passage.codes) and _may_be_same(item, passage)


def _may_be_same(item: Item, passage: Passage) -> bool:
    return not item.id or not passage.id or item.id == passage.id


def _should_have(key: _Key, files: Sequence[Gathered]) -> bool:
    document, _, _, coder = key
    return any(
        one.document == document and (one.coders is None or coder in one.coders) for one in files
    )


def _is_of_memo(passage: Passage, about: set[str]) -> bool:
    """Whether a passage is only there so that a memo can be about it."""
    return not passage.codes and passage.id in about


def _notes(
    case: Case,
    files: Sequence[Gathered],
    there: Mapping[_Key, Sequence[int]],
    items: Sequence[Item],
) -> Iterator[Note]:
    """The memos that the case does not have, each about a passage with an id."""
    known = {(memo.text, memo.coder, memo.date) for memo in case.memos}
    ids: dict[tuple[str, int, int], str] = {}
    for (document, start, end, _), numbers in there.items():
        for id in (case.passages[number].id for number in numbers):
            if id:
                ids.setdefault((document, start, end), id)
    used = {one.id for one in case.passages} | {one.id for one in items}
    for item in (item for gathered in files for item in gathered.items if item.memo):
        if (item.memo, item.coder, item.date) in known:
            continue
        place = (item.document, item.stretch.start, item.stretch.end) if item.stretch else None
        if place is not None and place in ids:
            yield Note(item, ids[place], is_new=False)
            continue
        numbered = (f"{item.document}-note-{number}" for number in count(1))
        id = next(id for id in numbered if id not in used)
        used.add(id)
        if place is not None:
            ids[place] = id
        yield Note(item, id, is_new=True)
