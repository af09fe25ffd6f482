"""Lists in a file's text with items more, fewer or changed, where every other byte stays as it is.

As in `inserting`, only the lines of what changes are touched, and what comes out is read again and
has to say just what is meant; otherwise nothing is done.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple

from qualcode.source.document import Document
from qualcode.source.reading import parse_document
from qualcode.source.writing_yaml import in_flow

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_COMMENT: Final = re.compile(r"(?:^|\s)#")
_ITEM: Final = re.compile(r"( *)- ")
_NO_ITEMS: Final = re.compile(r":[ \t]*(\[[ \t]*\])?[ \t]*(?=#|[\r\n]|\Z)")
_WIDTH: Final = 120

Entry = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ListChange:
    """What becomes of a list of mappings: items more, items gone, keys of items put anew.

    Items are named by their place in the list as it is.
    """

    new: Sequence[Entry] = ()
    gone: frozenset[int] = frozenset()
    put: Mapping[int, Entry] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_empty(self) -> bool:
        """Whether the list stays as it is."""
        return not (self.new or self.gone or self.put)


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def with_list(document: Document, section: str, change: ListChange) -> Document | None:
    """The document with a list under one of its keys changed; the key is made if need be.

    Args:
        document: a mapping without findings.
        section: a key of it; its list must be written in lines, with a dash before each item.
        change: what becomes of the list.

    Returns:
        None where it cannot be done without touching what else stands there, such as a comment
        within an item that goes.
    """
    data = document.data
    items = data.get(section) or [] if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(items, list):
        return None
    edits = _edits(document, section, items, change)
    if edits is None:
        return None
    text = document.text
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    after, found = parse_document(text, document.file)
    intended = {**data, section: _intended(items, change)}
    if after is None or found or not isinstance(after.data, dict):
        return None
    said = {**after.data, section: after.data.get(section) or []}
    return after if json.dumps(said) == json.dumps(intended) else None


def _intended(items: Sequence[object], change: ListChange) -> list[object]:
    kept: list[object] = []
    for i, item in enumerate(items):
        if i not in change.gone and isinstance(item, dict):
            anew = change.put.get(i, {})
            ahead = {key: anew[key] for key in sorted(anew) if key not in item}
            kept.append({**ahead, **item, **anew})
        elif i not in change.gone:
            kept.append(item)
    return [*kept, *(dict(one) for one in change.new)]


class _Layout:
    """The lines of a document, by which places become indices into its text."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        self.end = "\r\n" if "\r\n" in document.text else "\n"
        self._starts = [match.start() for match in _LINE.finditer(document.text)]

    def stretch(self, path: tuple[str | int, ...], *, key: bool = False) -> tuple[int, int]:
        """From where to where a value (or its key) stands."""
        at = self.document.locate(path, key=key)
        return self._index(at.line, at.column), self._index(at.end_line, at.end_column)

    def _index(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column - 1

    def lines_of(self, path: tuple[str | int, ...]) -> tuple[int, int]:
        """Where the first line of a value begins, and where its last line ends."""
        at = self.document.locate(path)
        is_last = at.end_line >= len(self._starts)
        return self._starts[at.line - 1], len(self.text) if is_last else self._starts[at.end_line]

    def added(self, at: int, new: Sequence[Entry], indent: str, head: str = "") -> _Edit:
        """New items in lines of their own, perhaps after a head line."""
        before = "" if not at or self.text[:at].endswith(("\n", "\r")) else self.end
        lines = [
            *([head] if head else []),
            *(line for one in new for line in _written(one, indent)),
        ]
        return _Edit(at, at, before + "".join(line + self.end for line in lines))


def _edits(
    document: Document, section: str, items: Sequence[object], change: ListChange
) -> list[_Edit] | None:
    laid = _Layout(document)
    if not items:
        return _begun(laid, section, change.new)
    spans = [laid.lines_of((section, i)) for i in range(len(items))]
    dash = _ITEM.match(laid.text, spans[0][0])
    if dash is None or any(_ITEM.match(laid.text, start) is None for start, _ in spans):
        return None  # in one line, or in another way
    edits = [_Edit(*spans[i], "") for i in change.gone]
    edits += [
        _put(laid, (section, i), items[i], key, in_flow(value))
        for i, entry in change.put.items()
        for key, value in entry.items()
    ]
    if any(_has_comment(laid.text[edit.start : edit.end]) for edit in edits):
        return None  # nobody can tell whether the comment still holds
    return [*edits, laid.added(spans[-1][1], change.new, dash[1])] if change.new else edits


def _has_comment(text: str) -> bool:
    return any(_COMMENT.search(line) for line in text.splitlines())


def _begun(laid: _Layout, section: str, new: Sequence[Entry]) -> list[_Edit] | None:
    """The first items of a list that is empty or not there."""
    data = laid.document.data
    if isinstance(data, dict) and section not in data:
        return [laid.added(len(laid.text), new, "  ", f"{section}:")]
    _, after_key = laid.stretch((section,), key=True)
    empty = _NO_ITEMS.match(laid.text, after_key)
    if empty is None:
        return None
    edits = [laid.added(laid.lines_of((section,))[1], new, "  ")]
    return [_Edit(*empty.span(1), ""), *edits] if empty[1] else edits


def _put(laid: _Layout, path: tuple[str, int], item: object, key: str, written: str) -> _Edit:
    """The value of a key of an item: in place of the one it has, or before all others."""
    if isinstance(item, dict) and key in item:
        return _Edit(*laid.stretch((*path, key)), written)
    start, _ = laid.stretch(path)
    if laid.text[start] == "{":
        return _Edit(start + 1, start + 1, f"{key}: {written}, ")
    column = laid.document.locate(path).column
    return _Edit(start, start, f"{key}: {written}{laid.end}{' ' * (column - 1)}")


def _written(entry: Entry, indent: str) -> list[str]:
    """An item in one line, or in several where that would be long."""
    line = f"{indent}- {in_flow(entry)}"
    if len(line) <= _WIDTH:
        return [line]
    lines = [f"{indent}  {key}: {in_flow(value)}" for key, value in entry.items()]
    return [f"{indent}- {lines[0][len(indent) + 2 :]}", *lines[1:]]
