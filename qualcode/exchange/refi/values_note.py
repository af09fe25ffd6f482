"""A note for the values that REFI-QDA has no place for, so that they come back on import."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

NAME: Final = "qualcode: values without a place in REFI-QDA"
_INTRODUCTION: Final = (
    "Values of this case that are partial, unknown or not applicable, or sets that may be longer."
)
_LINE: Final = re.compile(r"^.* \[([0-9a-f-]{36})\] = (.*)$", re.MULTILINE)


def written(values: Iterable[tuple[str, str, object]]) -> str:
    """The text of the note: one line for the label, the GUID and the value of each code."""
    lines = (
        f"{' '.join(label.split())} [{guid}] = {json.dumps(value, ensure_ascii=False)}"
        for label, guid, value in values
    )
    return "\n".join((_INTRODUCTION, *lines))


def read(text: str) -> Iterator[tuple[str, object]]:
    """The GUIDs and values in a note; lines that somebody spoilt are left out."""
    for match in _LINE.finditer(text):
        try:
            yield match[1], json.loads(match[2])
        except ValueError:
            continue
