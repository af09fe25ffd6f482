"""Ids from the names that people gave: small ASCII letters, each id once; labels keep the name."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from qualcode.loading.conditions import RESERVED

_LETTERS: Final = str.maketrans(
    {
        "æ": "ae",
        "ø": "oe",
        "å": "aa",
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "þ": "th",
        "ð": "d",
    }
)
_LONGEST: Final = 60


def plain_id(name: str, spare: str, joint: str = "_") -> str:
    """An id from a name: `Bestyrelsens møde` gives `bestyrelsens_moede`.

    Args:
        name: as somebody wrote it, in any script.
        spare: what stands in front where the name gives no id by itself, such as `code`.
        joint: what stands between words.
    """
    composed = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    letters = unicodedata.normalize("NFKD", composed).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", joint, letters)[:_LONGEST].strip(joint)
    if not words:
        return spare
    return f"{spare}{joint}{words}" if words[0].isdigit() or words in RESERVED else words


def ids_of(
    named: Iterable[tuple[str, str]], spare: str, joint: str = "_", taken: Iterable[str] = ()
) -> Mapping[str, str]:
    """An id for each GUID from its name; where two would be the same, they are numbered."""
    used = set(taken)
    ids: dict[str, str] = {}
    for guid, name in named:
        first = plain_id(name, spare, joint)
        id, number = first, 1
        while id in used:
            number += 1
            id = f"{first}{joint}{number}"
        used.add(id)
        ids[guid] = id
    return MappingProxyType(ids)
