"""What can be renamed, and where a file mentions it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from qualcode.model.codebook import Code, Codebook

Path = tuple[str | int, ...]


class Kind(StrEnum):
    """What a name is the name of."""

    CODE = "code"
    VALUE = "value"
    THEME = "theme"
    TYPOLOGY = "typology"
    TYPE = "type"
    DOCUMENT = "document"
    CODER = "coder"


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name of the codebook, and what it is a name in.

    `within` is the typology of a type, the record group of a field, and for a value what declares
    it: a code, a field as `group.field`, or a vocabulary as `vocabulary actors`.
    """

    kind: Kind
    id: str
    within: str = ""

    def __str__(self) -> str:
        """The name as people write it: `code`, `group.field`, `code=value`, `typology/type`."""
        joint = {Kind.VALUE: "=", Kind.TYPE: "/", Kind.CODE: "."}.get(self.kind, "")
        place = self.within.removeprefix(VOCABULARY)
        return f"{place}{joint}{self.id}" if place else self.id


class Mention(NamedTuple):
    """One place in the data of a file that names something.

    A key is meant, or the value under it; `is_placeholder` is a `{name}` inside a longer text.
    """

    path: Path
    name: Name
    is_key: bool = False
    is_placeholder: bool = False


VOCABULARY = "vocabulary "


class Book:
    """What the names in a codebook's files are names in."""

    def __init__(self, codebook: Codebook) -> None:
        """Look through a codebook that is without errors."""
        self.codebook = codebook
        self._records: Mapping[str, Mapping[str, Code]] = {
            name: record.fields for name, record in codebook.records.items()
        }

    @property
    def groups(self) -> Collection[str]:
        """The record groups."""
        return self._records

    def code(self, id: str, group: str = "") -> Code | None:
        """A code, or the field of a record group."""
        codes = self._records.get(group, {}) if group else self.codebook.codes
        return codes.get(id)

    def owner(self, id: str, group: str = "") -> str | None:
        """What declares the values of a code or field; None where they are not listed."""
        code = self.code(id, group)
        if code is None:
            return None
        if code.vocabulary is not None:
            return f"{VOCABULARY}{code.vocabulary}"
        derived = code.derived
        if derived is not None and derived.union and derived.field:
            # A union has the values of the field that it collects.
            return self.owner(derived.field, derived.union) or id
        if not code.values:
            return None
        return f"{group}.{id}" if group else id

    def names(self) -> Iterator[Name]:
        """Every name of the codebook that can be renamed."""
        book = self.codebook
        for kind, ids in self._plain().items():
            yield from (Name(kind, id) for id in ids)
        for group, fields in self._records.items():
            yield from (Name(Kind.CODE, id, group) for id in fields)
        for typology in book.typologies.values():
            yield from (Name(Kind.TYPE, id, typology.id) for id in typology.types)
        yield from self._values()

    def _plain(self) -> Mapping[Kind, Collection[str]]:
        book = self.codebook
        return {
            Kind.CODE: book.codes,
            Kind.THEME: book.themes,
            Kind.TYPOLOGY: book.typologies,
            Kind.DOCUMENT: book.documents,
            Kind.CODER: book.coders,
        }

    def _values(self) -> Iterator[Name]:
        owned: dict[Name, None] = {}
        for name, vocabulary in self.codebook.vocabularies.items():
            own = (Name(Kind.VALUE, one.id, f"{VOCABULARY}{name}") for one in vocabulary.values)
            owned |= dict.fromkeys(own)
        every = [("", id, code) for id, code in self.codebook.codes.items()]
        every += [
            (group, id, code) for group, all in self._records.items() for id, code in all.items()
        ]
        for group, id, code in every:
            owner = self.owner(id, group)
            if owner is not None:
                owned |= dict.fromkeys(Name(Kind.VALUE, value, owner) for value in code.value_ids)
        yield from owned
