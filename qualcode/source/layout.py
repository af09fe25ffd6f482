"""How a YAML file is laid out around a value: its quotes, its brackets and commas, its lines."""

import json
import re
from collections.abc import Sequence
from typing import Final

from qualcode.source.document import Part
from qualcode.source.scalars import Scalar, resolve

Span = tuple[int, int]
"""From where to where, as indices into a text; the end is exclusive."""

_BARE: Final = re.compile(r"(?=.*[^\W\d_])\w[\w.-]*(?: [\w.-]+)*")
_LINE: Final = re.compile(r"[^\r\n]*")
_LINE_END: Final = re.compile(r"\r\n|\r|\n|\Z")
_BLANK: Final = re.compile(r"[ \t]*(?:#[^\r\n]*)?")
_COMMENT: Final = re.compile(r"(?<!\S)#")
_COMMENT_LINE: Final = re.compile(r"(?:^|(?<=[\r\n]))[ \t]*#")
_DASH: Final = re.compile(r"[ ]*-[ ]+")


def is_plain(raw: str) -> bool:
    """Whether a value is written out: no anchor, alias or tag, and no block text."""
    return raw[:1] not in ("", "&", "*", "!", "|", ">")


def is_between_brackets(text: str, part: Part) -> bool:
    """Whether a list or mapping stands between brackets, and not in lines."""
    return text[part.value[0]] in "[{"


def spelled(raw: str, old: str | int, new: Scalar) -> str | None:
    """A value as it is to be written where another stands, in the same quotes.

    A number that was a text is written as it was there, so that 3.50 stays 3.50.
    """
    if not is_plain(raw):
        return None
    if not isinstance(old, str):
        return str(new)
    if not isinstance(new, str):
        return json.dumps(new) if isinstance(new, bool) else old
    if raw[0] == "'":
        return "'" + new.replace("'", "''") + "'"
    is_bare = raw[0] != '"' and _BARE.fullmatch(new) and isinstance(resolve(new), str)
    return new if is_bare else json.dumps(new, ensure_ascii=False)


def item_with_comma(items: Sequence[Part], index: int) -> Span:
    """The stretch of an item between brackets; it has neighbours."""
    if index + 1 < len(items):
        return items[index].key[0], items[index + 1].key[0]
    return items[index - 1].value[1], items[index].value[1]


def whole_lines(text: str, part: Part) -> Span | None:
    """The lines of an entry or item, where it has them for itself."""
    start = max(text.rfind("\n", 0, part.key[0]), text.rfind("\r", 0, part.key[0])) + 1
    before = text[start : part.key[0]]
    if not (_DASH.fullmatch(before) if isinstance(part.path[-1], int) else not before.strip()):
        return None
    stop = _line_stop(text, part.value[1])
    if not _BLANK.fullmatch(text, part.value[1], stop):
        return None
    line_end = _LINE_END.match(text, stop)
    end = line_end.end() if line_end else stop
    if end == stop:
        # The file ends without a line end, and is to do so still.
        start = len(text[:start].removesuffix("\n").removesuffix("\r"))
    return start, end


def slots(text: str, holder: Part, items: Sequence[Part]) -> tuple[Span, ...] | None:
    """The stretches that items can change with one another; None where a comment is in the way.

    In lines, what follows an item in its line belongs to it.
    """
    if is_between_brackets(text, holder):
        has_comment = _COMMENT.search(text, *holder.value)
        return None if has_comment else tuple(item.value for item in items)
    if _COMMENT_LINE.search(text, *holder.value):
        return None  # nobody can tell which item it is about
    return tuple((item.value[0], _line_stop(text, item.value[1])) for item in items)


def _line_stop(text: str, index: int) -> int:
    match = _LINE.match(text, index)
    return match.end() if match else index
