"""What became of names: followed through the changes that a codebook notes."""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from qualcode.model.codebook import Code, Codebook
from qualcode.model.migration import Migration
from qualcode.model.names import Book, Kind, Name

_JOINTS = MappingProxyType({Kind.VALUE: "=", Kind.TYPE: "/", Kind.CODE: "."})
_DONE = MappingProxyType(
    {"rename": "renamed to", "merge": "merged into", "split": "split into", "move": "moved to"}
)


def successor(name: Name, migrations: Iterable[Migration]) -> Name:
    """What a name is called after changes, in their order."""
    for one in migrations:
        if one.change == "rename" and len(one.to) == 1:
            name = _after(name, one)
    return name


def _after(name: Name, one: Migration) -> Name:
    kind = Kind(one.kind)
    new = one.to[0]
    if name.kind is kind and str(name) == one.name:
        return replace(name, id=new.rpartition(_JOINTS.get(kind, " "))[2])
    holds = {Kind.VALUE: Kind.CODE, Kind.TYPE: Kind.TYPOLOGY}
    if holds.get(name.kind) is kind and name.within == one.name:
        return replace(name, within=new)
    return name


def new_migrations(old: Codebook, new: Codebook) -> tuple[Migration, ...]:
    """The changes that one codebook notes and an earlier one does not."""
    known = len(old.migrations)
    return new.migrations[known:]


def what_became(book: Codebook, name: Name) -> str:
    """A hint that says what a name, which is not there, became; empty where nothing is known."""
    for one in reversed(book.migrations):  # the last that was done to it
        if one.kind == name.kind and one.name == str(name) and one.change != "move":
            became = " and ".join(f"'{new}'" for new in one.to)
            return f"'{one.name}' was {_DONE[one.change]} {became} on {one.date}"
    return ""


def now_called(book: Codebook, name: Name) -> str | None:
    """The id that a name, which is not there, was given by renaming; None where that is unknown."""
    if not what_became(book, name):
        return None
    later = successor(name, book.migrations)
    return later.id if later != name and later in Book(book).names() else None


def value_name(book: Codebook, code: Code, group: str, value: object) -> Name:
    """The name that a value of a code, or of a field of a record group, has or had."""
    owner = Book(book).owner(code.id, group)
    return Name(Kind.VALUE, str(value), owner or code.id)
