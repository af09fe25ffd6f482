"""Which thing of the codebook a word means, however it is spelled."""

from collections.abc import Iterable, Mapping
from unicodedata import normalize

from qualcode.model.codebook import Code
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN
from qualcode.model.typology import Typology

Names = Mapping[str, Iterable[str]]
"""Ids with the other names that each goes by: aliases, and labels in every language."""


def canonical(word: object, names: Names) -> str | None:
    """The one id that a word means, without regard to capitals; None where it may mean several.

    Nothing is guessed: the word is the id, an alias or a label, letter for letter.
    """
    if not isinstance(word, str):
        return None
    folded = _folded(word)
    meant = [
        id
        for id, others in names.items()
        if folded == _folded(id) or any(folded == _folded(name) for name in others)
    ]
    return meant[0] if len(meant) == 1 else None


def _folded(word: str) -> str:
    # Some systems write å as a and a ring.
    return normalize("NFC", word).strip().casefold()


def value_names(code: Code) -> Names:
    """What the values of a code are called; the words for an unknown value are among them."""
    general = (UNKNOWN, NOT_APPLICABLE) if code.may_not_apply else (UNKNOWN,)
    values = {value.id: (*value.aliases, *value.label.values()) for value in code.values}
    return {**dict.fromkeys(general, ()), **values}


def code_names(codes: Mapping[str, Code]) -> Names:
    """What codes, or the fields of a record, are called."""
    return {id: tuple(code.label.values()) for id, code in codes.items()}


def typology_names(typologies: Mapping[str, Typology]) -> Names:
    """What typologies are called."""
    return {id: (*one.aliases, *one.label.values()) for id, one in typologies.items()}


def type_names(typology: Typology) -> Names:
    """What the types of a typology are called."""
    return {id: (*kind.label.values(), *kind.short.values()) for id, kind in typology.types.items()}
