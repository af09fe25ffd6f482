"""A file's data, with the place of each part of it beside it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, NamedTuple, TypeAlias

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
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


class Part(NamedTuple):
    """One value of a document: its path, and from where to where its key and it stand.

    Both are indices into the text, the ends exclusive. The key of a list item is the item itself.
    """

    path: tuple[str | int, ...]
    key: tuple[int, int]
    value: tuple[int, int]


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
        return self._stretch(place, key)

    def locate_in(self, at: Location, path: Sequence[str | int], *, key: bool = False) -> Location:
        """The place of a part of what stands at a place, which stays as it is where there is none.

        Args:
            at: where a key or a value stands; without line and column, the whole file.
            path: leads from there to the part.
            key: whether the key of the part is meant.
        """
        is_whole = at == Location(self.file)
        for place in (self._root,) if is_whole else _starting(self._root, at):
            part = _part(place, path)
            if part is not None:
                return self._stretch(part, key)
        return at

    def _stretch(self, place: Place, key: bool) -> Location:
        start, end = place[:2] if key else place[2:4]
        return stretch(self.text, self.file, start, end)

    def parts(self) -> Iterator[Part]:
        """All values of the document, each before what is inside it, in the order of the file.

        What an alias (`*name`) refers to comes once for each way to it, always at its own place.
        """
        waiting: list[tuple[tuple[str | int, ...], Place]] = [((), self._root)]
        while waiting:
            path, (key, key_end, start, end, inner) = waiting.pop()
            yield Part(path, (key.index, key_end.index), (start.index, self._last(start, end)))
            inside = inner.items() if isinstance(inner, dict) else enumerate(inner or ())
            waiting += [((*path, name), place) for name, place in reversed([*inside])]

    def _last(self, start: Mark, end: Mark) -> int:
        return start.index + len(self.text[start.index : end.index].rstrip(_WHITE))

    def index(self, at: Location) -> tuple[int, int]:
        """From where to where a place of this file reaches, as indices into the text."""
        lines = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return lines[at.line - 1] + at.column - 1, lines[at.end_line - 1] + at.end_column - 1

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


def _starting(place: Place, at: Location) -> Iterator[Place]:
    """All places whose key or value begins where something stands, the outer ones first."""
    if any((mark.line + 1, mark.column + 1) == at[1:3] for mark in (place[0], place[2])):
        yield place
    inner = place[4] or ()
    for one in inner.values() if isinstance(inner, dict) else inner:
        yield from _starting(one, at)


def _part(place: Place, path: Sequence[str | int]) -> Place | None:
    for part in path:
        inner = place[4]
        if isinstance(inner, dict) and part in inner:
            place = inner[str(part)]
        elif isinstance(inner, list) and isinstance(part, int) and 0 <= part < len(inner):
            place = inner[part]
        else:
            return None
    return place


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
    if start.index < end.index and (end.column == 0 or text[end.index - 1] in _WHITE):
        # libyaml ends a block text (`|`, `>`) only where the next key begins, and an empty key at
        # the end of the text in a line after it.
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
