"""Complaints about colons and dashes, and about where lines begin."""

import re
from typing import Final

from qualcode.source import mistakes
from qualcode.source.trouble import QUOTE_ALL, Said, Trouble

_LONGEST_KEY: Final = 1024  # characters, says the YAML standard
_CLOSE_COLON: Final = re.compile(r"([^\W\d][\w-]*):(?!//)(\S[^\r\n]*)")
_END_MARK: Final = re.compile(r"(?<![^\r\n])\.\.\.(?!\S)")
_MARGIN: Final = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*( *)")
_NEXT_ENTRY: Final = ("expected key", "<block end>", "'-' indicator", "document start")


def _colon(trouble: Trouble) -> Said | None:
    if not trouble.says("mapping values are not allowed"):
        return None
    at, start = trouble.at, trouble.at
    if trouble.scalar is not None and not trouble.text[trouble.scalar[1] : at].strip():
        start = trouble.scalar[0]
    is_first = not trouble.text[trouble.line_start(start) : start].strip(" -")
    line, above = trouble.line_number(at), trouble.line_number(start)
    if is_first and start < at:
        return _without_colon(trouble, start) if above < line else _long_key(start)
    if above == line:
        hint = "put quotes around the text after the first colon"
        return Said(at, at + 1, "a second colon stands in this value", hint)
    message = f"this line continues the text of line {above}, so it may not have a colon"
    hint = f"begin a new key in the column of the key above, or {QUOTE_ALL}"
    return Said(at - len(trouble.before.lstrip()), at + 1, message, hint)


def _key(trouble: Trouble) -> Said | None:
    if not trouble.says("could not find expected ':'"):
        return None
    if trouble.at - trouble.since >= _LONGEST_KEY:
        return _long_key(trouble.since)
    return _without_colon(trouble, trouble.since)


def _long_key(start: int) -> Said:
    message = f"the text before the colon has more than {_LONGEST_KEY:,} characters"
    return Said(start, start + 1, message, QUOTE_ALL)


def _without_colon(trouble: Trouble, start: int) -> Said:
    end = trouble.line_end(start)
    if match := _CLOSE_COLON.match(trouble.text, start):
        key, value = match.groups()
        hint = f"write '{key}: {value}'" if len(value) < 40 else "write a space after it"
        return Said(start, end, "there is no space after the colon", hint)
    hint = "write 'key: value', or indent the line to continue the text above"
    return Said(start, end, "this line has no colon", hint)


def _dash(trouble: Trouble) -> Said | None:
    if not trouble.says("sequence entries are not allowed"):
        return None
    hint = "begin the list in the next line, or put quotes around text that begins with a dash"
    return Said(trouble.at, trouble.at + 1, "a list may not begin in the line of its key", hint)


def _no_key(trouble: Trouble) -> Said | None:
    is_first = not trouble.before.strip(" -")
    if trouble.character != ":" or not is_first or not trouble.says(*_NEXT_ENTRY):
        return None
    hint = "write a key, or put quotes around text that begins with a colon"
    return Said(trouble.at, trouble.at + 1, "there is no key before the colon", hint)


def _second_document(trouble: Trouble) -> Said | None:
    if not trouble.says("document start") or not _END_MARK.search(trouble.text, 0, trouble.at):
        return None
    hint = "delete the line '...', or move what follows to a file of its own"
    end = trouble.line_end(trouble.at)
    message = "a second document begins here"
    return Said(trouble.at, end, message, hint, mistakes.SEVERAL_DOCUMENTS)


def _indentation(trouble: Trouble) -> Said | None:
    if trouble.before.strip() or trouble.is_at_end:
        return None
    at, end = trouble.at, trouble.line_end(trouble.at)
    is_item = trouble.text[at:end].partition(" ")[0] == "-"
    is_in_line = trouble.column(at) == trouble.column(trouble.since)
    if trouble.says("document start"):
        match = _MARGIN.match(trouble.text)
        if match and len(match[1]) <= trouble.column(at):
            return None
        message = "this line begins further left than the first line"
        return Said(at, end, message, "begin both in the same column")
    if is_in_line and is_item and trouble.says("block mapping"):
        hint = "write the key of the list above it, or delete the dash"
        return Said(at, end, "an item of a list stands among keys", hint)
    if is_in_line and not is_item and trouble.says("block collection"):
        hint = "begin it with '- ', or indent it to belong to the item above"
        return Said(at, end, "this line stands in a list, but has no dash", hint)
    if trouble.says(*_NEXT_ENTRY) or (trouble.says("node content") and trouble.bracket is None):
        hint = "begin it in the same column as the lines it belongs with"
        return Said(at, end, "this line is not indented like those around it", hint)
    return None


def _leftover(trouble: Trouble) -> Said | None:
    if trouble.is_at_end or not trouble.says(*_NEXT_ENTRY):
        return None
    end = trouble.line_end(trouble.at)
    return Said(trouble.at, end, "this text does not belong to the value before it", QUOTE_ALL)


READINGS: Final = (_colon, _key, _dash, _no_key, _second_document, _indentation, _leftover)
"""What these complaints may be about."""
