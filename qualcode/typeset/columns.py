"""How a table fits a page: the widths of its columns, its type, and which way the page lies.

The widths of letters are about those of Arial, which is wider than most fonts of reports.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from math import ceil
from typing import Final

from qualcode.typeset.blocks import Inlines, Table
from qualcode.typeset.wording import plain_text

SIZES: Final = (9.0, 8.0, 7.0)
"""The sizes of type that a table may have, in points."""

UPRIGHT: Final = 453.0
ACROSS: Final = 700.0
"""How wide the text is on a page of A4 that stands upright or lies across, in points."""

PADDING: Final = 10.0
"""What stands empty on both sides of a column, in points."""

_MOST_LINES = 14
"""A cell that would be higher than this is better off on a page that lies across."""
_ROUNDING = 1e-6
_RAGGED = 1.1
"""Lines are not filled to their ends."""
_LOW = 20
"""So many lines leave no large gap on a page."""
_SHORT = 6.0
"""Cells that are no longer than this are hard to read when they are divided."""
_BOLD = 1.1
"""Bold type, which names of columns have, is wider."""
_CLASSES: Final = (
    (re.compile(r"[iljtfrI.,:;'|!()\[\]\s]"), 0.32),
    (re.compile(r"[cksvxyz]"), 0.5),
    (re.compile(r"[mwæœMWÆŒ%@…—]"), 0.9),
    (re.compile(r"[A-ZÀ-Þ]"), 0.7),
    (re.compile(r"[\u1100-\ud7ff\uf900-\ufaff\uff00-\uff60\U0001f000-\U0003ffff]"), 1.05),
)
_OTHERS = 0.56


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a table.

    Attributes:
        widths: how wide each is, in points.
        size: the size of the type, in points.
        lies_across: whether the table stands on a page that lies across.
        divides_words: whether there are words that do not fit on one line of their column.
    """

    widths: tuple[float, ...]
    size: float
    lies_across: bool
    divides_words: bool = False


@dataclass(frozen=True, slots=True)
class _Column:
    """The longest word and the longest line of a column, in widths of the letter M."""

    word: float
    line: float

    def width(self, size: float, lines: int) -> float:
        """How wide it is where no cell is higher than so many lines."""
        needed = self.line if lines == 1 else self.line * _RAGGED / lines
        return max(needed, self.word) * size + PADDING

    @property
    def with_short_cells_whole(self) -> "_Column":
        """The column where cells of one or two short words stay on one line."""
        return replace(self, word=self.line) if self.line <= _SHORT else self


def arrange(table: Table, upright: float, across: float) -> Grid:
    """The columns of a table on a page.

    Args:
        table: a table.
        upright: how wide the text is on a page that stands upright, in points.
        across: the same on a page that lies across.
    """
    columns = tuple(_measured(cells) for cells in _columns(table))
    whole = tuple(column.with_short_cells_whole for column in columns)
    for room, among, size in (
        *product((upright, across), (whole, columns), SIZES[:-1]),
        (across, columns, SIZES[-1]),
    ):
        widths = _widths(among, size, room)
        if widths:
            return Grid(widths, size, room > upright)
    return Grid(_squeezed(columns, across), SIZES[-1], across > upright, divides_words=True)


def height(row: Sequence[Inlines], grid: Grid) -> int:
    """How many lines high a row is."""
    rooms = [(room - PADDING) / grid.size for room in grid.widths]
    return max(
        sum(_lines(width(line), room) for line in plain_text(cell).split("\n"))
        for cell, room in zip(row, rooms, strict=True)
    )


def _lines(needed: float, room: float) -> int:
    return 1 if needed <= room * (1 + _ROUNDING) else ceil(_RAGGED * needed / room)


def is_low(table: Table, grid: Grid) -> bool:
    """Whether a table is so low that it had better not be divided between two pages."""
    return sum(height(row, grid) for row in (table.columns, *table.rows)) <= _LOW


def width(text: str) -> float:
    """How wide a text is, in widths of the letter M."""
    return sum(_letter(letter) for letter in text)


def split_words(text: str, room: float) -> str:
    """The text, where words that no hyphen would fit may break anywhere.

    Args:
        text: a text.
        room: how wide a line is, in widths of the letter M.
    """
    return re.sub(r"\S+", lambda found: _split(found[0], room), text)


_LONGEST_WORD = 40
"""What is longer is no word of a language, which the rules of hyphenation would divide."""
_ZERO_WIDTH = "\u200b"


def _split(word: str, room: float) -> str:
    if width(word) <= room or (word.isalpha() and len(word) <= _LONGEST_WORD and room > 6):
        return word
    pieces, piece = [], ""
    for letter in word:
        if piece and width(piece + letter) > room * 0.9:
            pieces.append(piece)
            piece = ""
        piece += letter
    return _ZERO_WIDTH.join((*pieces, piece))


@cache
def _letter(letter: str) -> float:
    return next((size for pattern, size in _CLASSES if pattern.match(letter)), _OTHERS)


def _columns(table: Table) -> Iterator[tuple[Inlines, ...]]:
    for place, name in enumerate(table.columns):
        yield (name, *(row[place] for row in table.rows))


def _measured(cells: Sequence[Inlines]) -> _Column:
    head, *others = (_longest(plain_text(cell)) for cell in cells)
    words, lines = zip((head[0] * _BOLD, head[1] * _BOLD), *others, strict=True)
    return _Column(max(words), max(lines))


def _longest(text: str) -> tuple[float, float]:
    """The longest word and the longest line of a text."""
    lines = [width(line) for line in text.split("\n")]
    return max(map(width, text.split()), default=1.0), max(lines)


def _widths(columns: Sequence[_Column], size: float, room: float) -> tuple[float, ...]:
    """The columns where the highest cell is as low as can be; none if they do not fit."""
    for lines in range(1, _MOST_LINES + 1):
        widths = tuple(column.width(size, lines) for column in columns)
        if sum(widths) <= room:
            return _filled(widths, [column.width(size, 1) for column in columns], room)
    return ()


def _filled(widths: Sequence[float], enough: Sequence[float], room: float) -> tuple[float, ...]:
    """Columns where what room is left goes to those that need it."""
    needed = sum(enough) - sum(widths)
    share = (room - sum(widths)) / needed if needed else 0.0
    return tuple(have + share * (want - have) for have, want in zip(widths, enough, strict=True))


def _stretched(widths: Sequence[float], room: float) -> tuple[float, ...]:
    return tuple(width * room / sum(widths) for width in widths)


def _squeezed(columns: Sequence[_Column], room: float) -> tuple[float, ...]:
    """Columns that share what room there is, for a table that fits nowhere."""
    return _stretched([column.width(SIZES[-1], _MOST_LINES) for column in columns], room)
