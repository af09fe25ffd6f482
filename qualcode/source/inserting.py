"""New entries in a file's text, where every other byte stays as it is.

The text is changed by whole lines at one place, so that comments, quotes and indentation elsewhere
are not touched. What comes out is read again and has to say what it said before, and the new entry
besides; otherwise nothing is done.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from qualcode.source.document import Document
from qualcode.source.reading import parse_document
from qualcode.source.writing_yaml import in_flow

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_COMMENT: Final = re.compile(r"(?:^|\s)#")


def with_entry(
    document: Document, section: str, key: str, entry: Mapping[str, object], *, replace: bool
) -> Document | None:
    """The document with an entry at the end of a section, or in place of the one it has.

    Args:
        document: a mapping without findings.
        section: a key of it, which is made if need be; its value must be written in lines.
        key: the entry's key.
        entry: what it holds.
        replace: whether an entry that is there may go.

    Returns:
        None where it cannot be done without touching what else stands there.
    """
    data = document.data
    inside = data.get(section) if isinstance(data, dict) else None
    if isinstance(inside, dict) and key in inside and not replace:
        return None
    return _with(document, section, {key: entry})


def with_entries(
    document: Document, section: str, entries: Mapping[str, Mapping[str, object]]
) -> Document | None:
    """The document with new entries at the end of a section, as `with_entry` adds one."""
    data = document.data
    inside = data.get(section) if isinstance(data, dict) else None
    if isinstance(inside, dict) and any(key in inside for key in entries):
        return None
    return _with(document, section, entries)


_Entries = Mapping[str, Mapping[str, object]]


def _with(document: Document, section: str, entries: _Entries) -> Document | None:
    data = document.data
    if not isinstance(data, dict):
        return None
    inside = data.get(section) or {}
    if not isinstance(inside, dict):
        return None
    lines = [match[0] for match in _LINE.finditer(document.text) if match[0]]
    changed = _placed(document, lines, section, entries)
    if changed is None:
        return None
    after, found = parse_document("".join(changed), document.file)
    intended = {**data, section: {**inside, **entries}}
    if after is None or found or json.dumps(after.data) != json.dumps(intended):
        return None
    return after


def _placed(
    document: Document, lines: list[str], section: str, entries: _Entries
) -> list[str] | None:
    """The lines of the file with those of the entries, which are new, or one that is there."""
    data = document.data
    inside = data.get(section) if isinstance(data, dict) else None
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines = [*lines[:-1], lines[-1] + end]
    if not inside:
        return _in_empty_section(document, lines, section, _written(entries, "  ", end), end)
    first = document.locate((section, next(iter(inside))), key=True)
    if first.line == document.locate((section,), key=True).line:
        return None  # written in one line
    written = _written(entries, " " * (first.column - 1), end)
    key = next(iter(entries))
    if key not in inside:
        last = document.locate((section, list(inside)[-1])).end_line
        return [*lines[:last], *written, *lines[last:]]
    start = document.locate((section, key), key=True).line - 1
    stop = document.locate((section, key)).end_line
    if any(_COMMENT.search(line) for line in lines[start:stop]):
        return None  # nobody can tell whether the comment still holds
    return [*lines[:start], *written, *lines[stop:]]


def _in_empty_section(
    document: Document, lines: list[str], section: str, written: Sequence[str], end: str
) -> list[str] | None:
    data = document.data
    if isinstance(data, dict) and section not in data:
        return [*lines, f"{section}:{end}", *written]
    at = document.locate((section,), key=True).line - 1
    if lines[at].partition(":")[2].partition("#")[0].strip() not in ("", "{}"):
        return None
    return [*lines[:at], lines[at].replace(": {}", ":", 1), *written, *lines[at + 1 :]]


def _written(entries: _Entries, indent: str, end: str) -> list[str]:
    return [line for key, entry in entries.items() for line in _lines(key, entry, indent, end)]


def _lines(key: str, entry: Mapping[str, object], indent: str, end: str) -> list[str]:
    """An entry over several lines; each item of a list of mappings has its own."""
    lines = [f"{indent}{in_flow(key)}:"]
    for name, value in entry.items():
        is_list = isinstance(value, list) and all(isinstance(item, dict) for item in value)
        if is_list and isinstance(value, list) and value:
            lines.append(f"{indent}  {name}:")
            lines += [f"{indent}    - {in_flow(item)}" for item in value]
        else:
            lines.append(f"{indent}  {name}: {in_flow(value)}")
    return [line + end for line in lines]
