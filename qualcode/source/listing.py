"""Lists in a file's text with items more, fewer or changed, where every other byte stays as it is.

Only what changes is touched; `editing` sees to it that nothing else does.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from qualcode.source.document import Document
from qualcode.source.editing import Edit, Plan, Put, edited
from qualcode.source.writing_yaml import in_flow

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
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
    intended = _intended(items, change)
    return edited(document, Plan(tuple(edits), (Put((section,), intended or None),)))


def _intended(items: Sequence[object], change: ListChange) -> list[object]:
    kept: list[object] = []
    for i, item in enumerate(items):
        if i not in change.gone and isinstance(item, dict):
            anew = change.put.get(i, {})
            ahead = {key: value for key, value in anew.items() if key not in item}
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

    def added(self, at: int, new: Sequence[Entry], indent: str, head: str = "") -> Edit:
        """New items in lines of their own, perhaps after a head line."""
        before = "" if not at or self.text[:at].endswith(("\n", "\r")) else self.end
        lines = [
            *([head] if head else []),
            *(line for one in new for line in _written(one, indent)),
        ]
        return self.edit(at, at, before + "".join(line + self.end for line in lines))

    def edit(self, start: int, end: int, text: str) -> Edit:
        """A stretch of the file with another text."""
        return Edit(self.document.file, start, end, text)


def _edits(
    document: Document, section: str, items: Sequence[object], change: ListChange
) -> list[Edit] | None:
    laid = _Layout(document)
    if not items:
        return _begun(laid, section, change.new)
    spans = [laid.lines_of((section, i)) for i in range(len(items))]
    dash = _ITEM.match(laid.text, spans[0][0])
    if dash is None or any(_ITEM.match(laid.text, start) is None for start, _ in spans):
        return None  # in one line, or in another way
    edits = [laid.edit(*spans[i], "") for i in change.gone]
    for i, entry in change.put.items():
        edits += _put(laid, (section, i), items[i], entry)
    return [*edits, laid.added(spans[-1][1], change.new, dash[1])] if change.new else edits


def _begun(laid: _Layout, section: str, new: Sequence[Entry]) -> list[Edit] | None:
    """The first items of a list that is empty or not there."""
    data = laid.document.data
    if isinstance(data, dict) and section not in data:
        return [laid.added(len(laid.text), new, "  ", f"{section}:")]
    _, after_key = laid.stretch((section,), key=True)
    empty = _NO_ITEMS.match(laid.text, after_key)
    if empty is None:
        return None
    edits = [laid.added(laid.lines_of((section,))[1], new, "  ")]
    return [laid.edit(*empty.span(1), ""), *edits] if empty[1] else edits


def _put(laid: _Layout, path: tuple[str, int], item: object, entry: Entry) -> Iterator[Edit]:
    """Values of keys of an item: in place of those it has, others before all of them."""
    there = item if isinstance(item, dict) else {}
    for key in entry:
        if key in there:
            yield laid.edit(*laid.stretch((*path, key)), in_flow(entry[key]))
    ahead = [f"{key}: {in_flow(value)}" for key, value in entry.items() if key not in there]
    start, _ = laid.stretch(path)
    if ahead and laid.text[start] == "{":
        yield laid.edit(start + 1, start + 1, "".join(f"{one}, " for one in ahead))
    elif ahead:
        margin = laid.end + " " * (laid.document.locate(path).column - 1)
        yield laid.edit(start, start, "".join(one + margin for one in ahead))


def _written(entry: Entry, indent: str) -> list[str]:
    """An item in one line, or in several where that would be long."""
    line = f"{indent}- {in_flow(entry)}"
    if len(line) <= _WIDTH:
        return [line]
    lines = [f"{indent}  {key}: {in_flow(value)}" for key, value in entry.items()]
    return [f"{indent}- {lines[0][len(indent) + 2 :]}", *lines[1:]]
