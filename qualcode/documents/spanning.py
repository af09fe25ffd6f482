"""Passages written into a text as spans, so that reading them gives the same passages again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush
from itertools import groupby
from typing import Final

from qualcode.documents.folding import trimmed
from qualcode.documents.spans import PARAGRAPH_END, Span, read_spans

_ESCAPED: Final = re.compile(r"[\[\]\\]")
_BARE: Final = re.compile(r"[\w.:-]+")

_Piece = tuple[int, int, int]
"""Where a part of a passage begins, minus where it ends, and which passage it is of: outer ones
come first."""


def write_spans(text: str, spans: Sequence[Span]) -> str:
    """A text with its passages as spans.

    Backslashes stand before its own brackets only where they could be taken for those of spans.
    """
    spans = sorted(spans, key=lambda one: (one.start, -one.end))
    pieces = _nested(text, spans)
    tags = _tags(spans, pieces)
    plain = _written(text, pieces, tags, escaped=False)
    read = read_spans(plain)
    same = [_key(one) for one in read.spans] == _keys(text, spans)
    if read.text == text and same and not read.faults:
        return plain
    return _written(text, pieces, tags, escaped=True)


def _keys(text: str, spans: Sequence[Span]) -> list[tuple[object, ...]]:
    stretches = (trimmed(text, one.start, one.end) for one in spans)
    kept = [replace(one, start=s, end=e) for one, (s, e) in zip(spans, stretches, strict=True)]
    return [_key(one) for one in sorted(kept, key=lambda one: (one.start, -one.end))]


def _key(one: Span) -> tuple[object, ...]:
    return one.start, one.end, tuple(code.text for code in one.codes), one.id, one.coder


def _nested(text: str, spans: Sequence[Span]) -> list[_Piece]:
    """The spans cut where paragraphs end and where they cross, so that they are nested."""
    waiting = [
        piece for number, one in enumerate(spans) for piece in _paragraphs(text, one, number)
    ]
    heapify(waiting)
    done: list[_Piece] = []
    around: list[int] = []
    while waiting:
        start, minus_end, number = heappop(waiting)
        while around and around[-1] <= start:
            around.pop()
        if around and around[-1] < -minus_end:
            cut = around[-1]
            for piece in _trimmed(text, cut, -minus_end, number):
                heappush(waiting, piece)
            for piece in _trimmed(text, start, cut, number):
                heappush(waiting, piece)
            continue
        around.append(-minus_end)
        done.append((start, minus_end, number))
    return done


def _paragraphs(text: str, one: Span, number: int) -> Iterator[_Piece]:
    start = one.start
    for end in PARAGRAPH_END.finditer(text, one.start, one.end):
        yield from _trimmed(text, start, end.start(), number)
        start = end.end()
    yield from _trimmed(text, start, one.end, number)


def _trimmed(text: str, start: int, end: int, number: int) -> Iterator[_Piece]:
    start, end = trimmed(text, start, end)
    if start < end:
        yield start, -end, number


def _tags(spans: Sequence[Span], pieces: Sequence[_Piece]) -> dict[_Piece, str]:
    """The attributes of each piece; those of a passage in parts have a number, the first its id."""
    tags: dict[_Piece, str] = {}
    by_passage = sorted(pieces, key=lambda piece: (piece[2], piece[0]))
    groups = [(spans[n], list(group)) for n, group in groupby(by_passage, lambda piece: piece[2])]
    groups.sort(key=lambda group: group[1][0])
    part = 0
    for span, group in groups:
        part += len(group) > 1
        for piece in group:
            named = replace(span, id=span.id if piece == group[0] else "")
            tags[piece] = _attributes(named, part if len(group) > 1 else 0)
    return tags


def _attributes(span: Span, part: int) -> str:
    said = [f".{code.text}" for code in span.codes]
    if span.id:
        said.insert(0, f"#{span.id}" if _BARE.fullmatch(span.id) else f"id={_quoted(span.id)}")
    if span.coder:
        said.append(f"coder={_quoted(span.coder)}")
    if part:
        said.append(f"part={part}")
    return f"{{{' '.join(said)}}}"


def _quoted(text: str) -> str:
    if _BARE.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _written(text: str, pieces: Sequence[_Piece], tags: dict[_Piece, str], *, escaped: bool) -> str:
    """The text with the pieces, which are nested and in order, as spans."""
    said: list[str] = []
    open_pieces: list[_Piece] = []
    at = 0

    def take(end: int) -> None:
        nonlocal at
        words = text[at:end]
        said.append(_ESCAPED.sub(r"\\\g<0>", words) if escaped else words)
        at = end

    for piece in (*pieces, (len(text) + 1, 0, -1)):
        while open_pieces and -open_pieces[-1][1] <= piece[0]:
            closed = open_pieces.pop()
            take(-closed[1])
            said.append(f"]{tags[closed]}")
        if piece[0] <= len(text):
            take(piece[0])
            said.append("[")
            open_pieces.append(piece)
    take(len(text))
    return "".join(said)
