"""What a word without quotes means, by the core schema of YAML 1.2.

Only these are not text: nothing, `true` and `false`, and numbers. `no`, `nej`, `on`, dates,
times and `1_000` stay text. Source: YAML 1.2.2, section 10.3.2.
"""

import re
from types import MappingProxyType
from typing import Final

Scalar = str | int | float | bool | None

TELLING: Final = frozenset("~nNtTfF+-.0123456789")
"""First characters of all words that may mean something else than text.

Whoever reads many words looks here first: nearly all words are text, and a call costs time.
"""

_WORDS: Final = MappingProxyType(
    {
        **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
        **dict.fromkeys(("true", "True", "TRUE"), True),
        **dict.fromkeys(("false", "False", "FALSE"), False),
        **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
        **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
        **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    }
)
_WHOLE: Final = re.compile(r"[-+]?[0-9]+")
_NUMBER: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
LONGEST_NUMBER: Final = 250
"""Characters in a number; any whole one of so few, also after `0x`, has a `float`."""


def resolve(word: str) -> Scalar:
    """The meaning of a word that stands without quotes."""
    if word in _WORDS:
        return _WORDS[word]
    if word[0] not in TELLING or len(word) > LONGEST_NUMBER:
        return word
    if _WHOLE.fullmatch(word):
        return int(word)
    if _NUMBER.fullmatch(word):
        return float(word)
    if _BASED.fullmatch(word):
        return int(word, 0)
    return word
