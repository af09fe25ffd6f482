"""A file's data, with the place of each part of it beside it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeAlias

from qualcode.diagnostics import Location
from qualcode.source.events import Mark

# Plain tuples: some are made for each value of each file, and named ones take ten times as long.
Place: TypeAlias = tuple[Mark, Mark, Mark, Mark, "Inner"]
"""Start and end of a key (in a list: of the item), start and end of its value, what is inside."""
Inner: TypeAlias = dict[str, Place] | list[Place] | None
"""The places of the values of a mapping, or of the items of a list."""
Node: TypeAlias = tuple[object, Inner, Mark]
"""A value, the places of what is inside it, and where it ends."""

_WHITE: Final = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Document:
    """What one file says, as plain Python, and where it says it.

    `data` holds nothing but dict, list, str, int, float, bool and None; all keys are text.
    `text` is the file's text without a byte order mark, with its own line ends.
    """

    file: str
    data: object
    text: str = field(repr=False)
    _root: Place = field(repr=False, compare=False)

    def locate(self, path: Sequence[str | int], *, key: bool = False) -> Location:
        """The place of the value (or of the key) at a path.

        Where parts of the path are not in the document, the place of the longest part that is.
        Behind an alias (`*name`), the place of what it refers to.
        """
        place = self._root
        for part in path:
            inner = place[4]
            if isinstance(inner, dict) and part in inner:
                place = inner[str(part)]
            elif isinstance(inner, list) and isinstance(part, int) and 0 <= part < len(inner):
                place = inner[part]
            else:
                break
        start, end = place[:2] if key else place[2:4]
        return stretch(self.text, self.file, start, end)

    def texts(self) -> Iterator[tuple[str, Callable[[], Location]]]:
        """All texts of the document, keys too, each with what gives its place."""
        waiting = [(self.data, self._root)]
        while waiting:
            value, place = waiting.pop()
            if isinstance(value, str):
                yield value, partial(stretch, self.text, self.file, *place[2:4])
            elif isinstance(value, dict) and isinstance(place[4], dict):
                for key, inside in place[4].items():
                    yield key, partial(stretch, self.text, self.file, *inside[:2])
                    waiting.append((value[key], inside))
            elif isinstance(value, list) and isinstance(place[4], list):
                waiting += zip(value, place[4], strict=True)


@dataclass(frozen=True, slots=True)
class Point:
    """A `Mark` of our own; without arguments, the beginning of a text."""

    index: int = 0
    line: int = 0
    column: int = 0

    def to(self, text: str, index: int) -> "Point":
        """The point at a later index."""
        passed = text[self.index : index]
        breaks = passed.count("\n") + passed.count("\r") - passed.count("\r\n")
        if not breaks:
            return Point(index, self.line, self.column + len(passed))
        last = max(passed.rfind("\n"), passed.rfind("\r"))
        return Point(index, self.line + breaks, len(passed) - last - 1)


def stretch(text: str, file: str, start: Mark, end: Mark) -> Location:
    """The place between two marks, without white space at its end."""
    if start.index < end.index and text[end.index - 1] in _WHITE:
        # libyaml ends a block text (`|`, `>`) only where the next key begins.
        last = start.index + len(text[start.index : end.index].rstrip(_WHITE))
        return between(text, file, start.index, last, start)
    return Location(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def between(text: str, file: str, start: int, end: int, near: Mark | None = None) -> Location:
    """The place between two indices of a text.

    Args:
        near: a mark before them, which spares counting lines from the beginning.
    """
    known = Point() if near is None else Point(near.index, near.line, near.column)
    begin = known.to(text, start)
    last = begin.to(text, end)
    return Location(file, begin.line + 1, begin.column + 1, last.line + 1, last.column + 1)
