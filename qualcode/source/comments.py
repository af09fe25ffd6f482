"""The comments of a YAML text, which no parser keeps."""

import re
from collections.abc import Iterator
from typing import Final

from qualcode.source.events import SCALAR, STREAM_END, events_of

_COMMENT: Final = re.compile(r"(?<![^\s])#[^\r\n]*")
_HEADER: Final = re.compile(r"[|>][^\r\n]*")


def comments_of(text: str) -> Iterator[str]:
    """Each comment from its `#` to the end of its line, in the order of the text.

    A `#` inside a value is none: what lies between the values is looked through, and the first
    line of a block text (`|`, `>`).

    Raises:
        YAMLError: the text is not YAML.
    """
    following = events_of(text)
    at = 0
    while (kind := (event := following()).__class__) is not STREAM_END:
        if kind is SCALAR:
            start, end = event.start_mark.index, event.end_mark.index
            yield from _between(text, at, start)
            if event.style in ("|", ">"):
                header = _HEADER.search(text, start, end)
                yield from _between(text, start, header.end() if header else start)
            at = end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[str]:
    yield from (match[0].rstrip() for match in _COMMENT.finditer(text, start, end))
