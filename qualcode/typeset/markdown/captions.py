"""Captions: words in bold type that name the table, figure or box that they stand at."""

import re
from collections.abc import Iterator
from itertools import count

from qualcode.typeset.blocks import Caption, Emphasis, Inlines, Text
from qualcode.typeset.wording import plain_text

_LABEL = re.compile(
    r"(?P<label>[^\W\d_][\w-]*(?: [^\W\d_][\w-]*)? [A-Z]?\d+(?:\.\d+)*)(?:\.\s+|\.?$)"
)
"""One word or two and a number, such as 'Table 4.1' or 'Boks B1.2', up to its stop."""
_LEFT_OUT = re.compile(r"[^\w\s-]")


def wholly_bold(parts: Inlines) -> Inlines | None:
    """The words of a paragraph that is bold from start to end, or None."""
    match tuple(part for part in parts if not _is_blank(part)):
        case (Emphasis(inner, strong=True),):
            return inner
    return None


def _is_blank(part: object) -> bool:
    return isinstance(part, Text) and not part.text.strip()


def labelled(parts: Inlines) -> tuple[str, Inlines]:
    """The label that bold words begin with, such as 'Table 4.1', and their title."""
    match parts:
        case (Text(text), *rest) if found := _LABEL.match(text):
            title = Text(text[found.end() :])
            if found.end() == len(text) and rest and not found[0].endswith(". "):
                return "", parts  # the stop, if there is one, is not known
            return found["label"], (*((title,) if title.text else ()), *rest)
    return "", parts


class Names:
    """Names of places in a document, each given once; made from words as GitHub makes them."""

    def __init__(self, start: str) -> None:
        """Names that begin with `start`; the first heading of a text may have it alone."""
        self._start = start
        self._taken: set[str] = set()

    def of_heading(self, level: int, parts: Inlines) -> str:
        """The name of a heading."""
        if level == 1 and self._start and self._start not in self._taken:
            self._taken.add(self._start)
            return self._start
        return self._free(plain_text(parts))

    def of_caption(self, parts: Inlines) -> Caption:
        """A caption, named after its label, or after its title if it has none."""
        label, title = labelled(parts)
        return Caption(label, title, self._free(label.replace(".", "-") or plain_text(title)))

    def _free(self, words: str) -> str:
        slug = "-".join(_LEFT_OUT.sub("", words.lower()).split()) or "place"
        name = f"{self._start}-{slug}" if self._start else slug
        free = next(one for one in _numbered(name) if one not in self._taken)
        self._taken.add(free)
        return free


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(1))
