"""From what is to become of a value to the edits of its file's text.

A change keeps the way its file is written: quotes stay where they were, a list stays in brackets
or in lines, and a comment goes with its item. Where that cannot be done, there is no plan.
"""

from collections.abc import Sequence

from qualcode.diagnostics import Arranged, Change, Location, Removed, Renamed, Respelled
from qualcode.source.document import Document, Part
from qualcode.source.editing import Edit, Gone, Plan, Put, Rekeyed, Step
from qualcode.source.layout import (
    Span,
    is_between_brackets,
    is_plain,
    item_with_comma,
    slots,
    spelled,
    whole_lines,
)


class Planner:
    """Plans changes of one document, which is looked through once."""

    def __init__(self, document: Document) -> None:
        """Start on a document without findings of its own."""
        self._file = document.file
        self._text = document.text
        self._document = document
        self._parts = {part.path: part for part in document.parts()}

    def plan(self, changes: Sequence[Change]) -> Plan | None:
        """The edits that make all changes, or None where one of them cannot be made."""
        plan = Plan()
        for change in changes:
            one = self._plan(change)
            if one is None:
                return None
            plan += one
        return plan

    def _plan(self, change: Change) -> Plan | None:
        match change:
            case Respelled():
                return self._respelled(change)
            case Renamed():
                return self._renamed(change)
            case Removed():
                return self._removed(change)
            case Arranged():
                return self._arranged(change)

    # Where a change is to be made

    def _at(self, at: Location, *, of_key: bool, of_value: bool) -> Part | None:
        """The part at a place; None where there is none, or more than one way leads to it."""
        place = self._document.index(at)
        found = [
            part
            for part in self._parts.values()
            if (of_key and part.key == place) or (of_value and part.value == place)
        ]
        return found[0] if len(found) == 1 else None

    def _inside(self, path: tuple[str | int, ...]) -> list[Part]:
        return [part for part in self._parts.values() if part.path and part.path[:-1] == path]

    def _value(self, part: Part) -> object:
        value = self._document.data
        for step in part.path:
            value = value[step]  # type: ignore[index]  # a path in the data
        return value

    # The four kinds of change

    def _respelled(self, change: Respelled) -> Plan | None:
        part = self._at(change.at, of_key=False, of_value=True)
        if part is not None and change.key and isinstance(self._value(part), dict):
            part = self._parts.get((*part.path, change.key))
        if part is None:
            return None
        items = self._inside(part.path) if isinstance(self._value(part), list) else [part]
        plan = Plan()
        for item in items:
            if self._value(item) == change.old:
                written = spelled(self._raw(item.value), change.old, change.new)
                if written is None:
                    return None
                plan += _one(self._edit(item.value, written), Put(item.path, change.new))
        return plan if plan.edits else None

    def _renamed(self, change: Renamed) -> Plan | None:
        part = self._at(change.at, of_key=True, of_value=True)
        if part is None or part.path[-1:] != (change.old,):
            return None
        written = spelled(self._raw(part.key), change.old, change.new)
        if written is None:
            return None
        return _one(self._edit(part.key, written), Rekeyed(part.path, change.new))

    def _removed(self, change: Removed) -> Plan | None:
        if change.item is None:
            part = self._at(change.at, of_key=True, of_value=False)
        else:
            holder = self._at(change.at, of_key=False, of_value=True)
            items = [] if holder is None else self._inside(holder.path)
            part = items[change.item] if change.item < len(items) else None
        part = None if part is None else self._with_empty_holders(part)
        if part is None:
            return None
        if is_between_brackets(self._text, self._parts[part.path[:-1]]):
            items = self._inside(part.path[:-1])
            span: Span | None = item_with_comma(items, items.index(part))
        else:
            span = whole_lines(self._text, part)
        return None if span is None else _one(self._edit(span, ""), Gone(part.path))

    def _with_empty_holders(self, part: Part) -> Part | None:
        """The part, or what holds it where nothing would be left in that."""
        while len(self._inside(part.path[:-1])) == 1:
            if len(part.path) == 1:
                return None  # the file would be empty
            part = self._parts[part.path[:-1]]
        return part

    def _arranged(self, change: Arranged) -> Plan | None:
        part = self._at(change.at, of_key=False, of_value=True)
        if part is None or not is_plain(self._raw(part.value)):
            return None
        items = self._inside(part.path)
        stretches = slots(self._text, part, items)
        if stretches is None or sorted(change.order) != list(range(len(items))):
            return None
        edits = tuple(
            self._edit(stretches[i], self._raw(stretches[j]))
            for i, j in enumerate(change.order)
            if i != j
        )
        return Plan(edits, (Put(part.path, [self._value(items[i]) for i in change.order]),))

    def _raw(self, span: Span) -> str:
        return self._text[slice(*span)]

    def _edit(self, span: Span, text: str) -> Edit:
        return Edit(self._file, *span, text)


def _one(edit: Edit, step: Step) -> Plan:
    return Plan((edit,), (step,))
