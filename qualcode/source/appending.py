"""New items at the end of a list in a file's text, where every other byte stays as it is.

Text is only put in, at one place. What comes out is read again and has to say what it said before,
and the new items besides; otherwise nothing is done.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from qualcode.diagnostics import Location
from qualcode.source.document import Document
from qualcode.source.reading import parse_document
from qualcode.source.writing_yaml import in_flow

Path = tuple[str | int, ...]
Item = Mapping[str, object]

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_NOTHING_MORE: Final = re.compile(r"\s*(?:#.*)?")


def with_item(document: Document, holder: Path, key: str, *items: Item) -> Document | None:
    """The document with items at the end of the list under a key, which is made if need be.

    Args:
        document: a file without findings.
        holder: the path of the mapping that has the key, or is to have it.
        key: the key of the list.
        items: what each new item holds.

    Returns:
        None where it cannot be done without touching what else stands there.
    """
    inside = _at(document.data, holder)
    if not isinstance(inside, dict) or not isinstance(inside.get(key) or [], list):
        return None
    text = _Text(document).with_items(holder, key, items)
    if text is None:
        return None
    after, found = parse_document(text, document.file)
    wanted = {**inside, key: [*(inside.get(key) or []), *map(dict, items)]}
    intended = _replaced(document.data, holder, wanted)
    if after is None or found or json.dumps(after.data) != json.dumps(intended):
        return None
    return after


def _at(data: object, path: Path) -> object:
    for part in path:
        data = data[part]  # type: ignore[index]  # a path in the data
    return data


def _replaced(data: object, path: Path, value: object) -> object:
    if not path:
        return value
    part, *rest = path
    return {**data, part: _replaced(data[part], tuple(rest), value)}  # type: ignore[dict-item, index]  # as above


class _Text:
    """The text of a document, in lines."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines = [match[0] for match in _LINE.finditer(document.text) if match[0]]
        self._end = "\r\n" if self._lines[0].endswith("\r\n") else "\n"

    def with_items(self, holder: Path, key: str, items: Sequence[Item]) -> str | None:
        """The text with new items, or None where its place cannot be told."""
        inside = _at(self._document.data, holder)
        if not isinstance(inside, dict) or not inside:
            return None
        if inside.get(key):
            return self._after((*holder, key, len(inside[key]) - 1), items)
        if key in inside:
            return self._first((*holder, key), inside[key], items)
        last = self._document.locate((*holder, next(reversed(inside))))
        if self._is_in_brackets(holder):
            return self._put(last, f", {key}: {in_flow(items)}")
        first = self._document.locate((*holder, next(iter(inside))), key=True)
        name = self._document.locate((*holder, next(reversed(inside))), key=True)
        indent = " " * (first.column - 1)
        line = max(last.end_line, name.end_line)
        return self._below(line, [f"{indent}{key}:", *_written(items, f"{indent}  ")])

    def _after(self, last: Path, items: Sequence[Item]) -> str | None:
        """After the last item of a list."""
        at = self._document.locate(last)
        before = self._lines[at.line - 1][: at.column - 1]
        if before.strip() != "-":
            return self._put(at, f", {_in_one_line(items)}")
        indent = before[: before.index("-")]
        in_one_line = self._lines[at.line - 1][at.column - 1] == "{"
        lines = (
            [f"{indent}- {in_flow(item)}" for item in items]
            if in_one_line
            else _written(items, indent)
        )
        return self._below(at.end_line, lines)

    def _first(self, path: Path, value: object, items: Sequence[Item]) -> str | None:
        """As the first item of a list that is empty, or only a key."""
        name, at = self._document.locate(path, key=True), self._document.locate(path)
        line = self._lines[name.end_line - 1]
        if value is None and _NOTHING_MORE.fullmatch(line[name.end_column :].rstrip("\r\n")):
            return self._below(name.end_line, _written(items, " " * (name.column + 1)))
        empty = self._lines[at.line - 1][at.column - 1 : at.end_column - 1]
        if at.line != at.end_line or empty != "[]":
            return None
        inside = at._replace(end_column=at.end_column - 1)
        return self._put(inside, _in_one_line(items))

    def _is_in_brackets(self, holder: Path) -> bool:
        at = self._document.locate(holder)
        return self._lines[at.line - 1][at.column - 1 :].startswith("{")

    def _put(self, at: Location, text: str) -> str:
        """A text put in where a place ends."""
        line, column = at.end_line - 1, at.end_column - 1
        changed = self._lines[line][:column] + text + self._lines[line][column:]
        return "".join((*self._lines[:line], changed, *self._lines[line + 1 :]))

    def _below(self, line: int, written: Sequence[str]) -> str:
        """Lines put in below a line."""
        lines = self._lines
        if not lines[line - 1].endswith(("\n", "\r")):
            lines = [*lines[: line - 1], lines[line - 1] + self._end]
        return "".join((*lines[:line], *(one + self._end for one in written), *lines[line:]))


def _in_one_line(items: Sequence[Item]) -> str:
    return ", ".join(map(in_flow, items))


def _written(items: Sequence[Item], indent: str) -> list[str]:
    """Items over several lines."""
    return [
        f"{indent}{'  ' if number else '- '}{in_flow(key)}: {in_flow(value)}"
        for item in items
        for number, (key, value) in enumerate(item.items())
    ]
