r"""Codes written into a text as the bracketed spans of pandoc: `[the words]{.duty coder=hn}`.

Everything else stays text: links, brackets that nothing follows, and brackets after a backslash.
A text that has such spans of its own cannot be told from its markup; then each of its brackets and
backslashes has a backslash before it, and is read without. Which of the two holds is seen by
comparing with the document: the escaped text is longer, so only one of them can be the same.

Spans can only be nested, and stay within a paragraph. A passage that overlaps another, or goes over
several paragraphs, is therefore in parts that share a number: `part=1`.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from qualcode.documents.folding import trimmed

_TOKEN: Final = re.compile(r"\\[\[\]\\]|[\[\]]")
PARAGRAPH_END: Final = re.compile(r"\n[^\S\n]*\n\s*")
_ATTRIBUTE: Final = re.compile(
    r"\.(?P<code>[\w-]+)|\#(?P<id>[\w.:-]+)"
    r'|(?P<key>[^\W\d][\w-]*)=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s{}"]+))'
)
_ATTRIBUTES: Final = re.compile(
    r"\{\s*(?:" + re.sub(r"\?P<\w+>", "?:", _ATTRIBUTE.pattern) + r"|\s+)*\}"
)
_LIKE_CODES: Final = re.compile(r"(?<=\])\{|\{[^\S\n]*[.#]\w")
_ESCAPED: Final = re.compile(r"\\(.)")
_KEYS: Final = ("id", "coder", "part")


class Name(NamedTuple):
    """A code in a copy, and from where to where it stands there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text with its codes; `begins` and `ends` are its brackets in the copy."""

    start: int
    end: int
    codes: tuple[Name, ...] = ()
    id: str = ""
    coder: str = ""
    part: str = ""
    begins: int = field(default=0, compare=False)
    ends: int = field(default=0, compare=False)


class Fault(NamedTuple):
    """What is wrong with the markup of a copy, and from where to where it stands there."""

    message: str
    hint: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A copy as it was read: its text without markup, and its spans.

    What is among `suspects` looks like markup, but is text where the document has it too; `faults`
    are wrong in any case.
    """

    text: str
    spans: tuple[Span, ...]
    faults: tuple[Fault, ...]
    suspects: tuple[Fault, ...]
    _markup: "_Markup" = field(repr=False)

    def place(self, offset: int) -> int:
        """Where in the copy a character of the text stands."""
        return self._markup.in_copy(offset)


class _Bracketed(NamedTuple):
    """A span as it stands in a copy: its opening bracket, its closing one, its attributes."""

    start: int
    close: int
    attributes: re.Match[str]


class _Markup:
    """Which stretches of a copy are markup, in order; none of them overlap."""

    def __init__(self, stretches: Sequence[tuple[int, int]]) -> None:
        self.stretches = sorted(stretches)
        self._starts = [start for start, _ in self.stretches]
        self._before = [0, *accumulate(end - start for start, end in self.stretches)]
        # Where in the text each stretch was taken out.
        removed = zip(self._starts, self._before, strict=False)
        self._gaps = [start - before for start, before in removed]

    def without(self, copy: str) -> str:
        """The text of a copy."""
        edges = [0, *(edge for stretch in self.stretches for edge in stretch), len(copy)]
        return "".join(copy[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))

    def in_text(self, at: int) -> int:
        """Where in the text a place of the copy is that is not within markup."""
        return at - self._before[bisect_left(self._starts, at)]

    def in_copy(self, offset: int) -> int:
        """Where in the copy a character of the text is."""
        return offset + self._before[bisect_right(self._gaps, offset)]


def read_spans(copy: str, *, escaped: bool = False) -> Marked:
    """The text and the spans of a copy, whose line ends are one character each.

    Args:
        copy: a text with spans.
        escaped: whether backslashes before brackets and backslashes are markup too.
    """
    found = list(_bracketed(copy))
    stretches = [(one.start, one.start + 1) for one in found]
    stretches += [(one.close, one.attributes.end()) for one in found]
    if escaped:
        inside = sorted(one.attributes.span() for one in found)
        stretches += [(at, at + 1) for at in _backslashes(copy) if not _is_within(at, inside)]
    markup = _Markup(stretches)
    spans = [_span(one, markup) for one in found]
    faults = [fault for one in found for fault in _faults(one, copy)]
    text = markup.without(copy)
    whole, torn = _joined(spans, text)
    suspects = tuple(_suspects(copy, found))
    return Marked(text, whole, (*faults, *torn), suspects, markup)


def _bracketed(copy: str) -> Iterator[_Bracketed]:
    """The spans of a copy: what stands between brackets that attributes follow."""
    opened: list[int] = []
    at = 0
    while match := _TOKEN.search(copy, at):
        at = match.end()
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]" and opened:
            start = opened.pop()
            attributes = _ATTRIBUTES.match(copy, at)
            if attributes is not None and not PARAGRAPH_END.search(attributes[0]):
                yield _Bracketed(start, match.start(), attributes)
                at = attributes.end()


def _backslashes(copy: str) -> Iterator[int]:
    return (one.start() for one in _TOKEN.finditer(copy) if one[0].startswith("\\"))


def _is_within(at: int, stretches: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(stretches, (at, at)) - 1
    return place >= 0 and at < stretches[place][1]


def _span(one: _Bracketed, markup: _Markup) -> Span:
    codes: list[Name] = []
    said = dict.fromkeys(_KEYS, "")
    base = one.attributes.start()
    for match in _ATTRIBUTE.finditer(one.attributes[0]):
        if match["code"]:
            codes.append(Name(match["code"], base + match.start() + 1, base + match.end()))
        elif match["id"]:
            said["id"] = match["id"]
        elif match["key"] in said:
            said[match["key"]] = match["bare"] or _ESCAPED.sub(r"\1", match["quoted"] or "")
    start, end = markup.in_text(one.start + 1), markup.in_text(one.close)
    return Span(start, end, tuple(codes), **said, begins=one.start, ends=one.attributes.end())


def _faults(one: _Bracketed, copy: str) -> Iterator[Fault]:
    words = copy[one.start + 1 : one.close]
    if PARAGRAPH_END.search(words.strip()):
        message = "this span goes over several paragraphs"
        hint = "end it with the paragraph, and begin another one in the next; give both 'part=1'"
        yield Fault(message, hint, one.start, one.attributes.end())
    elif not words.strip():
        hint = "put the words between the brackets, or delete it"
        yield Fault("there are no words in this span", hint, one.start, one.attributes.end())
    for match in _ATTRIBUTE.finditer(one.attributes[0]):
        if match["key"] and match["key"] not in _KEYS:
            at = one.attributes.start() + match.start()
            message = f"a span has no '{match['key']}'"
            hint = "write codes as '.code', an id as '#id', and who coded it as 'coder=hn'"
            yield Fault(message, hint, at, at + len(match["key"]))


def _suspects(copy: str, found: Sequence[_Bracketed]) -> Iterator[Fault]:
    """What looks like the codes of a span, but belongs to none."""
    known = {one.attributes.start() for one in found}
    for match in _LIKE_CODES.finditer(copy):
        at = match.start()
        if at in known:
            continue
        whole = _ATTRIBUTES.match(copy, at)
        line_end = copy.find("\n", at)
        end = whole.end() if whole else line_end if line_end >= 0 else len(copy)
        follows = copy[at - 1 : at] == "]"
        if follows and whole:
            hint = "write '[' where the words begin"
            yield Fault("no bracket opens the words of this span", hint, at - 1, end)
        elif follows and "}" not in copy[at:end]:
            yield Fault("the codes of this span do not end", "write '}' after them", at, end)
        elif follows:
            end = copy.index("}", at) + 1
            hint = "write them as in '{.code .another_code}'"
            yield Fault("the codes of this span cannot be read", hint, at, end)
        else:
            hint = "put the words in brackets right before them: '[the words]{.code}'"
            yield Fault("these codes follow no words in brackets", hint, at, end)


def _joined(spans: Sequence[Span], text: str) -> tuple[tuple[Span, ...], list[Fault]]:
    """The spans in order, those in parts as one each; and what does not fit together."""
    whole = [one for one in spans if not one.part]
    faults: list[Fault] = []
    parts: dict[str, list[Span]] = {}
    for one in spans:
        if one.part:
            parts.setdefault(one.part, []).append(one)
    for group in parts.values():
        group.sort(key=lambda one: one.start)
        faults += _torn(group, text)
        first = group[0]
        id = next((one.id for one in group if one.id), "")
        ends = (first.begins, first.ends)
        whole.append(
            Span(first.start, group[-1].end, first.codes, id, first.coder, first.part, *ends)
        )
    return tuple(sorted(whole, key=lambda one: (one.start, -one.end, one.begins))), faults


def _torn(group: Sequence[Span], text: str) -> Iterator[Fault]:
    for one, after in pairwise(group):
        start, end = trimmed(text, one.end, after.start)
        same = {code.text for code in one.codes} == {code.text for code in after.codes}
        if after.start < one.end or start < end:
            message = f"part {after.part} does not go on where it stopped"
            hint = "only space may stand between the parts of a passage; use another number"
            yield Fault(message, hint, after.begins, after.ends)
        elif not same or one.coder != after.coder:
            message = f"part {after.part} does not have the codes and the coder that it began with"
            hint = "write the same into each part of a passage, or use another number"
            yield Fault(message, hint, after.begins, after.ends)
