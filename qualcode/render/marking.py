"""A rendered text with the marks of a draft, in place of what set off its regions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from qualcode.drafts.markers import marked_block, marked_line
from qualcode.render.escaping import tidy
from qualcode.render.recording import CLOSES, ENDS, OPENS, Asked, Recorder, Table

_JOINED = ("|", ">")
"""Lines that begin with these make one block with their neighbours; no mark may part them."""
_PLACE = re.compile(rf"{OPENS}(\d+){ENDS}")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with marks; what each of its regions asked for, and its tables, by its key."""

    text: str
    asked: Mapping[str, tuple[Asked, ...]]
    tables: Mapping[str, tuple[Table, ...]]


def mark(text: str, recorder: Recorder) -> Marked:
    """A text as it was rendered, with marks around what comes from the data."""
    words: dict[int, str] = {}
    skeleton = "".join(_skeleton(text, words))
    marker = _Marker(words, _keys(skeleton, recorder))
    chunks = list(_chunks(tidy(skeleton)))
    indices = {key: found for chunk in chunks for key, found in marker.regions(chunk)}
    regions = recorder.regions
    return Marked(
        text="\n".join(map(marker.chunk, chunks)),
        asked={key: _asked(found, recorder) for key, found in indices.items()},
        tables={
            key: tuple(table for index in found for table in regions[index].tables)
            for key, found in indices.items()
        },
    )


def unmarked(text: str) -> str:
    """A text as it was rendered, without marks."""
    return tidy(_plain(text))


def _asked(indices: Sequence[int], recorder: Recorder) -> tuple[Asked, ...]:
    return tuple(dict.fromkeys(one for index in indices for one in recorder.asked_in(index)))


def _skeleton(text: str, words: dict[int, str]) -> Iterator[str]:
    """The author's words, with a place for each outermost region; their words are put aside."""
    at = 0
    while (opened := _PLACE.search(text, at)) is not None:
        index = int(opened[1])
        closing = f"{CLOSES}{index}{ENDS}"
        end = text.index(closing, opened.end())
        inner = _plain(text[opened.end() : end])
        yield text[at : opened.start()]
        core = inner.strip()
        words[index] = tidy(core).strip("\n") if core else ""
        yield inner[: len(inner) - len(inner.lstrip())] if core else inner
        yield opened.group()
        yield inner[len(inner.rstrip()) :] if core else ""
        at = end + len(closing)
    yield text[at:]


def _plain(text: str) -> str:
    return re.sub(rf"[{OPENS}{CLOSES}]\d+{ENDS}", "", text)


def _keys(skeleton: str, recorder: Recorder) -> Mapping[int, str]:
    """A key for each region, in the order of the text; the second of a name has a number."""
    given: dict[str, int] = {}
    keys = {}
    for found in _PLACE.finditer(skeleton):
        slug = recorder.regions[int(found[1])].slug
        given[slug] = given.get(slug, 0) + 1
        keys[int(found[1])] = slug if given[slug] == 1 else f"{slug}-{given[slug]}"
    return keys


@dataclass(frozen=True, slots=True)
class _Marker:
    """Turns chunks of a skeleton, which are lines with none blank between, into a draft's."""

    words: Mapping[int, str]
    keys: Mapping[int, str]

    def chunk(self, lines: Sequence[str]) -> str:
        """The lines with marks; a table or box that is in part from the data is one block."""
        if _are_one(lines):
            return self._block("\n".join(lines))
        is_free = all(_alone(line) is not None for line in lines)
        return "\n".join(self._line(line, is_free=is_free) for line in lines)

    def _line(self, line: str, *, is_free: bool) -> str:
        index = _alone(line)
        if index is not None and (is_free or "\n" in self.words[index]):
            return marked_block(self.keys[index], self.words[index])
        return _PLACE.sub(lambda found: self._within(int(found[1])), line)

    def _within(self, index: int) -> str:
        words = self.words[index]
        write = marked_block if "\n" in words else marked_line
        return write(self.keys[index], words)

    def _block(self, text: str) -> str:
        first = int(_PLACE.findall(text)[0])
        return marked_block(self.keys[first], _PLACE.sub(lambda x: self.words[int(x[1])], text))

    def regions(self, lines: Sequence[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The keys of a chunk with their regions; see `chunk` for when there is one only."""
        indices = tuple(int(one) for line in lines for one in _PLACE.findall(line))
        if _are_one(lines):
            yield self.keys[indices[0]], indices
        else:
            yield from ((self.keys[index], (index,)) for index in indices)


def _are_one(lines: Sequence[str]) -> bool:
    """Whether lines are a table or a box with some lines of the author's and some of the data's."""
    others = [line for line in lines if _alone(line) is None]
    return len(others) < len(lines) and any(x.lstrip().startswith(_JOINED) for x in others)


def _alone(line: str) -> int | None:
    """The region that a line holds and nothing else, or None."""
    found = _PLACE.fullmatch(line.strip())
    return None if found is None else int(found[1])


def _chunks(text: str) -> Iterator[list[str]]:
    """Lines in runs without a blank one; each blank line is a run of its own."""
    for is_blank, lines in groupby(text.split("\n"), lambda line: not line):
        if is_blank:
            yield from ([line] for line in lines)
        else:
            yield list(lines)
