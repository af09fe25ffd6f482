"""What somebody asks to be changed: a name that is there, and one that is not."""

import re
from collections.abc import Iterable
from typing import Final

from qualcode.diagnostics import Misuse, did_you_mean
from qualcode.loading.conditions import RESERVED
from qualcode.model.case import Record
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN
from qualcode.model.names import VOCABULARY, Book, Kind, Name

_ID: Final = re.compile(r"\w[\w-]*")
_VALUE_ID: Final = re.compile(r"\w[\w.-]*(?: [\w.-]+)*")
_OF_RECORDS: Final = frozenset(Record.model_fields) - {"id", "fields", "position"}


def name_asked(book: Book, text: str, kinds: Iterable[Kind] = tuple(Kind)) -> Name:
    """The one name of the codebook that a text means.

    It may begin with what it is: `theme:steering`.

    Raises:
        Misuse: there is none, or there are several.
    """
    prefix, colon, rest = text.partition(":")
    wanted = [kind for kind in kinds if kind == prefix] if colon else list(kinds)
    word = rest if colon and wanted else text
    known = [name for name in book.names() if name.kind in (wanted or list(kinds))]
    meant = [name for name in known if str(name) == word] or _value_of(book, word, known)
    if not meant:
        hint = did_you_mean(word, sorted({str(name) for name in known}))
        more = f"; {hint}" if hint else "; see 'qualcode codebook show'"
        raise Misuse(f"the codebook has no {_listed(wanted or kinds)} '{word}'{more}")
    if len(meant) > 1:
        ways = " or ".join(f"'{name.kind}:{word}'" for name in meant)
        raise Misuse(f"'{word}' is the name of several things; write {ways}")
    return meant[0]


def _value_of(book: Book, word: str, known: Iterable[Name]) -> list[Name]:
    """A value by the code that takes it from a vocabulary."""
    code, equals, value = word.partition("=")
    group, dot, field = code.rpartition(".")
    owner = book.owner(field, group) if dot else book.owner(code)
    return [name for name in known if equals and name == Name(Kind.VALUE, value, owner or "")]


def new_name(book: Book, old: Name, text: str) -> Name:
    """The name that another is to have, written alone or with what it is a name in.

    Raises:
        Misuse: it cannot be the name, or something has it already.
    """
    written = text.removeprefix(f"{old.kind}:")
    place = str(old).removesuffix(old.id)
    new = Name(old.kind, written.removeprefix(place), old.within)
    if not (_VALUE_ID if old.kind is Kind.VALUE else _ID).fullmatch(new.id):
        raise Misuse(f"'{new.id}' cannot be a name: use letters, digits, '_' and '-' only")
    if new.id in _reserved(old):
        raise Misuse(f"'{new.id}' has a meaning of its own and cannot be the name of a {old.kind}")
    if new in book.names() or _is_alias(book, new):
        what = f"there is a {old.kind} '{new}' already"
        raise Misuse(f"{what}; 'qualcode codebook merge' makes two codes or values one")
    return new


def _reserved(old: Name) -> Iterable[str]:
    if old.kind is Kind.VALUE:
        return (UNKNOWN, NOT_APPLICABLE, "true", "false", "null")
    if old.kind is Kind.CODE:
        return (*RESERVED, *(_OF_RECORDS if old.within else ()))
    return ()


def _is_alias(book: Book, new: Name) -> bool:
    if new.kind is not Kind.TYPOLOGY:
        return False
    return any(new.id in typology.aliases for typology in book.codebook.typologies.values())


def plain(name: Name) -> str:
    """A name with what it is: `value 'code=value'`."""
    what = "value of the vocabulary" if name.within.startswith(VOCABULARY) else name.kind.value
    return f"{what} '{name}'"


def _listed(kinds: Iterable[Kind]) -> str:
    return ", ".join(kinds).replace(", document, coder", ", document or coder")
