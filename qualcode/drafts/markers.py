"""The marks in a draft: which of its words come from the data, and under which key.

A mark is invisible where Markdown is shown. A block has one on a line before it and one after it:

    <!-- qualcode steering-groups:1f3a9c2e -->
    ...
    <!-- /qualcode steering-groups -->

Words within a line are held by the element that HTML has for a value that machines can read; at
the start of a line a comment would make the whole line HTML (CommonMark 0.31, section 4.6):

    There are <data value="group-count:77ab01cd">thirteen</data> areas.

The digest is that of the words as they were written, so that a change by hand can be seen. A note
at the end of the draft says what it is the draft of, and which keys it was ever given.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

FORMAT = 1
"""The number of this form of draft; a draft with a greater one is left alone."""
DIGEST_DIGITS = 8
KEY = r"[a-z0-9][a-z0-9_.-]*"
_DIGEST = rf"[0-9a-f]{{{DIGEST_DIGITS}}}"
_PADDING = re.compile(r"[ \t]+")
_RULER = re.compile(r"-{3,}")


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a draft that comes from the data.

    Attributes:
        key: what it goes by in this draft.
        digest: the digest of the words that qualcode wrote.
        start: where its first mark begins, in characters of the draft.
        inner_start: where its words begin.
        inner_end: where they end.
        end: where its second mark ends.
        text: the words as they are now.
    """

    key: str
    digest: str
    start: int
    inner_start: int
    inner_end: int
    end: int
    text: str

    @property
    def is_as_written(self) -> bool:
        """Whether nobody has changed the words since qualcode wrote them."""
        return digest(self.text) == self.digest


def digest(text: str) -> str:
    """The digest of words, however their lines end and their tables are padded."""
    return sha256(essence(text).strip().encode()).hexdigest()[:DIGEST_DIGITS]


def essence(text: str) -> str:
    """A text as an editor may have saved it otherwise: line by line, without padding."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(_RULER.sub("---", _PADDING.sub(" ", line)).rstrip() for line in lines)


def marked_line(key: str, text: str) -> str:
    """Words within a line, with their marks."""
    return f'<data value="{key}:{digest(text)}">{text}</data>'


def marked_block(key: str, text: str) -> str:
    """Whole lines, with their marks; no line end stands at the end."""
    inner = f"{text}\n" if text else ""
    return f"<!-- qualcode {key}:{digest(text)} -->\n{inner}<!-- /qualcode {key} -->"


REGION = re.compile(
    rf'(?:(?P<line><data value=")|<!-- qualcode )(?P<key>{KEY}):(?P<digest>{_DIGEST})'
    r'(?(line)">| -->\r?\n)(?P<text>.*?)'
    r"(?(line)</data>|(?:\r?\n)?<!-- /qualcode (?P=key) -->)",
    re.S,
)
"""Words with their marks, of either form; a block that has none has no line between its marks."""
MARK = re.compile(
    rf"<!-- qualcode {KEY}:{_DIGEST} -->|<!-- /qualcode {KEY} -->"
    rf'|<data value="{KEY}:{_DIGEST}">|</data>'
)
"""Any one mark."""
TRACE_OF_A_MARK = re.compile(rf'<!--\s*/?\s*qualcode\b|<data value="{KEY}:|</data>')
"""What can only be a mark, whole or broken."""


def plain(draft: str) -> str:
    """A draft without its marks, line by line; where a mark had a line, that line is blank."""
    return MARK.sub("", draft)
