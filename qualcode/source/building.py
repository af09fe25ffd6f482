"""From the events of a YAML text to plain data and its places, in one pass.

Every file of a study goes through these loops, so both spell out what one function could say: a
call for each scalar would cost a twentieth of the time.
"""

import re
from typing import Final

from qualcode.diagnostics import Diagnostic, Location, Related, Rule, finding
from qualcode.source import mistakes
from qualcode.source.document import Document, Node, Place, between, stretch
from qualcode.source.events import (
    ALIAS,
    LIST_END,
    MAPPING,
    MAPPING_END,
    SCALAR,
    STREAM_END,
    Event,
    Mark,
    events_of,
)
from qualcode.source.references import References, Refusal
from qualcode.source.scalars import TELLING, resolve

DEEPEST: Final = 50
"""Levels of nesting that are read; nobody writes more by hand."""

_TELLING_IN_KEYS: Final = TELLING | {"<"}
_DECIMAL_COMMA: Final = re.compile(r"([0-9]+),$")
_TAG: Final = re.compile(r"(?:&\S+\s+)?(!<[^>\s]*>|![^\s,\[\]{}]*)")


class TooDeep(Exception):  # noqa: N818  # a way out of the loops; the finding has been kept
    """The text is nested too deeply to be read on."""


class Builder:
    """Reads one document and keeps what is wrong with it in `found`."""

    def __init__(self, text: str, file: str) -> None:
        """Start on the text of a file."""
        self.found: list[Diagnostic] = []
        self._text = text
        self._file = file
        self._next = events_of(text)
        self._references = References()

    def document(self, text: str) -> Document | None:
        """The document, or None where there is nothing in it.

        Args:
            text: what the file says, where it differs from what is read.

        Raises:
            YAMLError: the text is not YAML from some place on.
            TooDeep: it is nested too deeply.
        """
        following = self._next
        following()  # the stream begins
        if following().__class__ is STREAM_END:
            self._nothing()
            return None
        event = following()
        value, inner, end = self._node(event, 0)
        following()  # the document ends
        after = following()
        if after.__class__ is not STREAM_END:
            self._say(
                mistakes.SEVERAL_DOCUMENTS,
                (after.start_mark, after.end_mark),
                "a second document begins here",
                "delete the line '---', or move what follows to a file of its own",
            )
        if value is None and event.start_mark.index == end.index:
            self._nothing()
            return None
        marks = (event.start_mark, end)
        return Document(self._file, value, text, (*marks, *marks, inner))

    def _nothing(self) -> None:
        has_comments = "#" in self._text
        message = "the file has comments but no data" if has_comments else "the file is empty"
        hint = "write something into it, or delete it"
        self.found.append(finding(mistakes.EMPTY, Location(self._file), message, hint))

    def _mapping(self, start: Event, depth: int) -> Node:
        following = self._next
        data: dict[str, object] = {}
        places: dict[str, Place] = {}
        end = start.end_mark
        while True:
            event = following()
            kind = event.__class__
            if kind is SCALAR:
                key: str | None = event.value
                if (
                    event.tag is not None
                    or event.anchor is not None
                    or (not event.style and (not key or key[0] in _TELLING_IN_KEYS))
                ):
                    key = self._odd_key(event)
            elif kind is MAPPING_END:
                return data, places, event.end_mark if start.flow_style else end
            else:
                key = None
                self._nested_key(event, depth)
            key_start = event.start_mark
            key_end = event.end_mark
            event = following()
            if event.__class__ is SCALAR:
                value: object = event.value
                inner = None
                end = event.end_mark
                if not event.style and (not value or event.value[0] in TELLING):
                    value = resolve(event.value)
                if event.tag is not None or event.anchor is not None:
                    self._properties(event, (value, None, end))
            else:
                value, inner, end = self._node(event, depth)
            if key in data:
                self._repeated(key, places[key], (key_start, key_end))
            elif key is not None:
                data[key] = value
                places[key] = (key_start, key_end, event.start_mark, end, inner)

    def _sequence(self, start: Event, depth: int) -> Node:
        following = self._next
        data: list[object] = []
        places: list[Place] = []
        end = start.end_mark
        while True:
            event = following()
            kind = event.__class__
            if kind is SCALAR:
                value: object = event.value
                inner = None
                end = event.end_mark
                if not event.style and (not value or event.value[0] in TELLING):
                    value = resolve(event.value)
                if event.tag is not None or event.anchor is not None:
                    self._properties(event, (value, None, end))
            elif kind is LIST_END:
                return data, places, event.end_mark if start.flow_style else end
            else:
                value, inner, end = self._node(event, depth)
            data.append(value)
            places.append((event.start_mark, end, event.start_mark, end, inner))

    def _node(self, event: Event, depth: int) -> Node:
        """The value that begins with an event, `depth` levels down."""
        kind = event.__class__
        if kind is ALIAS:
            return self._alias(event)
        if kind is SCALAR:
            value = event.value if event.style else resolve(event.value)
            node: Node = (value, None, event.end_mark)
        else:
            if depth == DEEPEST:
                self._too_deep(event)
            if event.anchor is not None:
                self._references.begin(event.anchor)
            read = self._mapping if kind is MAPPING else self._sequence
            node = read(event, depth + 1)
        if event.tag is not None or event.anchor is not None:
            self._properties(event, node)
        return node

    def _alias(self, event: Event) -> Node:
        node = self._references.follow(event.anchor or "")
        if isinstance(node, Refusal):
            self._say(mistakes.ALIAS, (event.start_mark, event.end_mark), *node)
            node = None
        value, inner, _ = node or (None, None, None)
        return value, inner, event.end_mark

    def _properties(self, event: Event, node: Node) -> None:
        """Keep an anchored value; say that there is a tag."""
        if event.anchor is not None:
            self._references.keep(event.anchor, node)
        if event.tag is not None:
            match = _TAG.match(self._text, event.start_mark.index)
            start, end = match.span(1) if match else (event.start_mark.index,) * 2
            message = f"'{self._text[start:end]}' is a YAML tag, which qualcode does not use"
            hint = "delete it; if it belongs to the text, put quotes around the text"
            at = between(self._text, self._file, start, end, event.start_mark)
            self.found.append(finding(mistakes.TAG, at, message, hint))

    def _odd_key(self, event: Event) -> str | None:
        """The text of a key that is not only text, or None where it is none at all."""
        key = event.value
        self._properties(event, (key, None, event.end_mark))
        marks = (event.start_mark, event.end_mark)
        if event.style:
            return key
        if key == "<<":
            hint = "write the keys out here"
            self._say(mistakes.ALIAS, marks, "'<<' takes keys from elsewhere", hint)
            return None
        if not key:
            hint = "write a key, or put quotes around text that begins with a colon"
            self._say(mistakes.KEY_NOT_TEXT, marks, "there is no key before the colon", hint)
            return None
        meaning = resolve(key)
        if not isinstance(meaning, str):
            what = {bool: "true or false", type(None): "nothing"}.get(type(meaning), "a number")
            message = f"the key {key} means {what}, but a key must be text"
            self._say(mistakes.KEY_NOT_TEXT, marks, message, self._hint_for(event))
        return key

    def _hint_for(self, key: Event) -> str:
        start = key.start_mark.index
        match = _DECIMAL_COMMA.search(self._text, max(start - 20, 0), start)
        if match and key.value.isdigit():
            whole, part = match[1], key.value
            return f"write '{whole}.{part}' for a number, or put quotes around '{whole},{part}'"
        return f'put quotes around it: "{key.value}"'

    def _nested_key(self, event: Event, depth: int) -> None:
        """Say that a key is a list, a mapping or an alias, and go past it."""
        _, _, end = self._node(event, depth)
        what, first = {ALIAS: ("a reference", "*"), MAPPING: ("a mapping", "{")}.get(
            event.__class__, ("a list", "[")
        )
        message = f"the key is {what}, but a key must be text"
        hint = f"put quotes around text that begins with '{first}'"
        self._say(mistakes.KEY_NOT_TEXT, (event.start_mark, end), message, hint)

    def _repeated(self, key: str, first: Place, marks: tuple[Mark, Mark]) -> None:
        related = (Related(self._at(first[:2]), "first written here"),)
        message = f"the key '{key}' is already in this mapping"
        hint = "keep one of the two, or rename one"
        at = self._at(marks)
        self.found.append(finding(mistakes.DUPLICATE_KEY, at, message, hint, related))

    def _too_deep(self, event: Event) -> None:
        start = event.start_mark.index
        at = between(self._text, self._file, start, start + 1, event.start_mark)
        message = f"the values are nested in more than {DEEPEST} levels"
        hint = "look for a bracket that is not closed, or put quotes around text with brackets"
        self.found.append(finding(mistakes.TOO_DEEP, at, message, hint))
        raise TooDeep

    def _say(self, rule: Rule, marks: tuple[Mark, Mark], message: str, hint: str) -> None:
        self.found.append(finding(rule, self._at(marks), message, hint))

    def _at(self, marks: tuple[Mark, Mark]) -> Location:
        return stretch(self._text, self._file, *marks)
