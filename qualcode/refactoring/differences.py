"""What changed between two versions of a codebook, in the words of research."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from qualcode.model.base import Frozen, in_language
from qualcode.model.codebook import Code, Codebook, CodeValue
from qualcode.model.condition import Condition
from qualcode.model.migration import Migration
from qualcode.model.names import Book, Kind, Name
from qualcode.model.succession import new_migrations, successor
from qualcode.model.typology import Type, Typology
from qualcode.refactoring.succession import succeeded

_TEXTS: Final = ("label", "definition", "include_when", "exclude_when")
_FACTS: Final = ("scale", "units", "role", "minimum", "maximum", "vocabulary", "may_not_apply")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed of one name: what, and where it helps the text before and after."""

    kind: Kind
    name: str
    what: str
    before: str = ""
    after: str = ""


def differences(old: Codebook, new: Codebook, language: str) -> tuple[Difference, ...]:
    """All that changed from one version of a codebook to another."""
    return tuple(_Comparison(old, new, language).all())


class _Comparison:
    """Two versions of a codebook, with the later names of what the earlier one has."""

    def __init__(self, old: Codebook, new: Codebook, language: str) -> None:
        self._old, self._new = Book(old), Book(new)
        self._language = language
        self._noted: tuple[Migration, ...] = new_migrations(old, new)
        self._later = {name: successor(name, self._noted) for name in self._old.names()}
        self._now = frozenset(self._new.names())

    def all(self) -> Iterator[Difference]:
        yield from self._names()
        for was, is_now in self._later.items():
            if is_now in self._now:
                yield from self._changed(was, is_now)

    def _names(self) -> Iterator[Difference]:
        there = frozenset(self._later.values())
        for was, now in self._later.items():
            if now not in self._now and not self._goes_with(was, self._later, self._now):
                yield Difference(was.kind, str(was), self._fate(was))
            elif now.id != was.id:
                yield Difference(was.kind, str(was), "renamed", was.id, now.id)
        for name in self._new.names():
            holder = self._holder(name)
            if name not in there and (holder is None or holder in there):
                yield Difference(name.kind, str(name), "added")

    def _goes_with(self, name: Name, later: Mapping[Name, Name], now: frozenset[Name]) -> bool:
        """Whether what a name is a name in is gone too, so that this need not be said."""
        holder = self._holder(name)
        return holder is not None and later.get(holder, holder) not in now

    def _holder(self, name: Name) -> Name | None:
        if name.kind is Kind.TYPE:
            return Name(Kind.TYPOLOGY, name.within)
        if name.kind is Kind.VALUE and " " not in name.within:
            group, _, id = name.within.rpartition(".")
            return Name(Kind.CODE, id, group)
        return None

    def _fate(self, name: Name) -> str:
        for one in self._noted:
            if one.name == str(name) and one.kind == name.kind and one.change in ("merge", "split"):
                verb = "merged" if one.change == "merge" else "split"
                return f"{verb} into {' and '.join(one.to)} on {one.date}"
        return "removed"

    def _changed(self, was: Name, now: Name) -> Iterator[Difference]:
        before, after = _entry(self._old, was), _entry(self._new, now)
        if before is None or after is None:
            return
        for text in _TEXTS:
            yield from self._reworded(now, text, before, after)
        if isinstance(before, Code) and isinstance(after, Code):
            yield from self._code(now, before, after)
        if isinstance(before, Typology) and isinstance(after, Typology):
            yield from self._typology(now, before, after)

    def _reworded(
        self, name: Name, text: str, before: Frozen, after: Frozen
    ) -> Iterator[Difference]:
        was, now = getattr(before, text, {}), getattr(after, text, {})
        if was == now:
            return
        languages = [one for one in {**was, **now} if was.get(one) != now.get(one)]
        shown = self._language if self._language in languages else languages[0]
        said = {"include_when": "inclusion criterion", "exclude_when": "exclusion criterion"}
        what = said.get(text, text)
        first, second = (
            in_language({shown: one[shown]}, shown) if shown in one else "" for one in (was, now)
        )
        verb = "reworded" if first and second else "added" if second else "taken out"
        yield Difference(name.kind, str(name), f"{what} {verb}", first, second)

    def _code(self, name: Name, before: Code, after: Code) -> Iterator[Difference]:
        for fact in _FACTS:
            was, now = getattr(before, fact), getattr(after, fact)
            if was != now:
                yield Difference(name.kind, str(name), f"{fact} changed", _shown(was), _shown(now))
        for kind, fact in ((Kind.THEME, "theme"), (Kind.CODE, "parent")):
            was, now = getattr(before, fact), getattr(after, fact)
            later = None if was is None else successor(Name(kind, was), self._noted).id
            if later != now:
                yield Difference(name.kind, str(name), f"{fact} changed", _shown(was), _shown(now))
        old_order = [successor(one, self._noted).id for one in _values_of(self._old, before)]
        kept = [value for value in after.value_ids if value in old_order]
        if [value for value in old_order if value in kept] != kept:
            yield Difference(name.kind, str(name), "order of values changed")

    def _typology(self, name: Name, before: Typology, after: Typology) -> Iterator[Difference]:
        later = {
            successor(Name(Kind.TYPE, id, before.id), self._noted).id: kind
            for id, kind in before.types.items()
        }
        for id, kind in after.types.items():
            was = later.get(id)
            if was is not None and self._in_later_names(was) != _conditions(kind):
                yield Difference(Kind.TYPE, f"{name.id}/{id}", "conditions changed")
        for fact in ("exclusive", "exhaustive"):
            old, new = getattr(before, fact), getattr(after, fact)
            if old != new:
                yield Difference(name.kind, str(name), f"{fact} changed", old, new)

    def _in_later_names(self, kind: Type) -> tuple[tuple[Condition, ...], ...]:
        return tuple(
            tuple(succeeded(one, self._old, self._noted) for one in several)
            for several in _conditions(kind)
        )


def _conditions(kind: Type) -> tuple[tuple[Condition, ...], ...]:
    listed = (kind.necessary, kind.excluded_by, kind.sufficient)
    return tuple(tuple(clause.when for clause in clauses) for clauses in listed)


def _values_of(book: Book, code: Code) -> list[Name]:
    owner = book.owner(code.id) or code.id
    return [Name(Kind.VALUE, value, owner) for value in code.value_ids]


def _entry(book: Book, name: Name) -> Frozen | None:
    """What the codebook says of a name."""
    whole = book.codebook
    match name.kind:
        case Kind.CODE:
            return book.code(name.id, name.within)
        case Kind.VALUE:
            return _value(book, name)
        case Kind.TYPE:
            return whole.typologies[name.within].types.get(name.id)
        case Kind.TYPOLOGY:
            return whole.typologies.get(name.id)
        case Kind.THEME:
            return whole.themes.get(name.id)
        case Kind.DOCUMENT:
            return whole.documents.get(name.id)
        case Kind.CODER:
            return whole.coders.get(name.id)


def _value(book: Book, name: Name) -> CodeValue | None:
    group, _, id = name.within.rpartition(".")
    shared = book.codebook.vocabularies.get(name.within.rpartition(" ")[2])
    code = book.code(id, group)
    values = shared.values if " " in name.within and shared else () if code is None else code.values
    return next((value for value in values if value.id == name.id), None)


def _shown(fact: object) -> str:
    if isinstance(fact, tuple):
        return ", ".join(map(str, fact))
    return "" if fact is None else str(fact).lower() if isinstance(fact, bool) else str(fact)
