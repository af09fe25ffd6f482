"""The words that a claim binds: those of the sentence before it, as they are read."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from qualcode.drafts.claims_seen import GONE

_LINE_END = re.compile(r"\r\n|\r|\n")
_QUOTE_SIGN = re.compile(r"[ \t]{0,3}>[ \t]?")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
_START = re.compile(f"(?:{_QUOTE_SIGN.pattern})?(?:{_ITEM.pattern}|{_HEADING.pattern})?")
_RULER = re.compile(r"[\s|:=-]*")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[\^[^\]]*\]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*+|(?<!\w)_+|_+(?!\w))")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|»[^«]*«|«[^»]*»|\"[^\"]*\"|”[^”]*”")
_SENTENCE_END = re.compile(r"[.!?…][\"”“»«’')\]]*\s+")
_OPENING = "\"“„»«”’'([-–—"


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a claim binds, without markup and on one line.

    Attributes:
        text: the last sentence, or all words between the claim and its end.
        quoted: the quotations in them, without quotation marks; all of a block quotation.
    """

    text: str
    quoted: tuple[str, ...]


def words_of(seen: str) -> Words:
    """The words of a stretch of a draft, of which all that is seen was kept."""
    text = _read(_LINE_END.split(seen))
    return Words(text, _quotations(text) or ((text,) if text else ()))


def words_before(seen: str, at: int, since: int = 0) -> Words:
    """The words of the last sentence before a place.

    A sentence ends with its block: a paragraph, item, heading, block quotation or table cell.

    Args:
        seen: a draft of which all that is seen was kept.
        at: the place.
        since: where the claim before it ends; quotations before that belong to that claim, unless
            there is none after it.
    """
    lines = _block(_LINE_END.split(seen[:at]))
    is_quotation = bool(lines) and _QUOTE_SIGN.match(lines[0]) is not None
    block = _read([_QUOTE_SIGN.sub("", line, count=1) for line in lines])
    text = _last_sentence(block)
    quoted = _quotations(text)
    own = len(_quotations(_read(_LINE_END.split(seen[since:at]))))
    quoted = quoted[-own:] if own else quoted
    if is_quotation and block:
        quoted = _quotations(block) or (block,)
    return Words(text, quoted)


def _block(lines: list[str]) -> list[str]:
    """The lines of the last block that has words, up to its last word."""
    while lines and not _has_words(lines[-1]):
        lines = lines[:-1]
    if not lines:
        return []
    last = lines[-1].rstrip(f"{GONE} \t")
    if last.lstrip(f"{GONE} \t").startswith("|"):
        cells = (cell for cell in reversed(re.split(r"(?<!\\)\|", last)) if _has_words(cell))
        return [next(cells)]
    return list(reversed(tuple(_upwards(lines))))


def _has_words(line: str) -> bool:
    return _RULER.fullmatch(_QUOTE_SIGN.sub("", line.replace(GONE, ""), count=1)) is None


def _upwards(lines: list[str]) -> Iterator[str]:
    """The lines of the last block, from its last one."""
    is_quotation = _QUOTE_SIGN.match(lines[-1]) is not None
    for line in reversed(lines):
        if (_QUOTE_SIGN.match(line) is not None) != is_quotation:
            return
        if not is_quotation and not _has_words(line):
            return
        yield line
        if not is_quotation and (_ITEM.match(line) or _HEADING.match(line)):
            return


def _read(lines: list[str]) -> str:
    """Lines as they are read: on one line, without signs of markup."""
    bare = (_START.sub("", line, count=1) for line in lines)
    text = " ".join(bare).replace(GONE, "")
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _ESCAPE.sub(r"\1", _EMPHASIS.sub("", text))
    return unicodedata.normalize("NFC", " ".join(unescape(text).split()))


def _quotations(text: str) -> tuple[str, ...]:
    inner = (match[0][1:-1].strip() for match in _QUOTED.finditer(text))
    return tuple(words for words in inner if words)


def _last_sentence(text: str) -> str:
    """What follows the last sentence end that is not within a quotation.

    The next word tells a sentence end from an abbreviation: it has a capital letter.
    """
    within = tuple(match.span() for match in _QUOTED.finditer(text))
    start = 0
    for end in _SENTENCE_END.finditer(text):
        following = text[end.end() :].lstrip(_OPENING)
        is_inside = any(a < end.start() and end.end() < b for a, b in within)
        if following[:1].isupper() and not is_inside:
            start = end.end()
    return text[start:]
