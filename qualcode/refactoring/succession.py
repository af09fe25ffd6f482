"""Conditions of an earlier codebook in the names of a later one."""

from dataclasses import replace

from qualcode.model.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Some,
    Value,
)
from qualcode.model.migration import Migration
from qualcode.model.names import Book, Kind, Name
from qualcode.model.succession import successor


def succeeded(
    condition: Condition, book: Book, migrations: tuple[Migration, ...], group: str = ""
) -> Condition:
    """A condition of an earlier codebook in the names of a later one."""

    def deeper(part: Condition) -> Condition:
        return succeeded(part, book, migrations, group)

    match condition:
        case Comparison(code, _, argument):
            later = successor(Name(Kind.CODE, code, group), migrations)
            owner = book.owner(code, group) or ""
            return replace(condition, code=later.id, argument=_values(argument, owner, migrations))
        case Some(records, where):
            return replace(condition, where=succeeded(where, book, migrations, records))
        case Not(part):
            return Not(deeper(part))
        case AllOf(parts):
            return AllOf(tuple(map(deeper, parts)))
        case AnyOf(parts):
            return AnyOf(tuple(map(deeper, parts)))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(map(deeper, parts)))


def _values(argument: Value, owner: str, migrations: tuple[Migration, ...]) -> Value:
    if isinstance(argument, tuple):
        later = (_values(one, owner, migrations) for one in argument)
        return tuple(one for one in later if not isinstance(one, tuple))
    if isinstance(argument, str):
        return successor(Name(Kind.VALUE, argument, owner), migrations).id
    return argument
