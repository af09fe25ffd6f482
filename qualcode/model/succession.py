"""What became of names: followed through the changes that a codebook notes."""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from qualcode.model.codebook import Codebook
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
    for one in reversed(book.migrations):
        if one.kind == name.kind and one.name == str(name) and one.change != "move":
            became = " and ".join(f"'{new}'" for new in one.to)
            return f"'{one.name}' was {_DONE[one.change]} {became} on {one.date}"
    return ""


def what_became_of_value(book: Codebook, code: str, group: str, value: object) -> str:
    """The same for a value of a code, or of a field of a record group."""
    owner = Book(book).owner(code, group) if book.migrations else None
    return what_became(book, Name(Kind.VALUE, str(value), owner)) if owner else ""
