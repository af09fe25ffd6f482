"""What stands within a paragraph, a heading or a cell."""

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from qualcode.diagnostics import Diagnostic, Location, finding
from qualcode.typeset.blocks import (
    Break,
    Code,
    Emphasis,
    Inline,
    Inlines,
    Link,
    NoteMark,
    Text,
)
from qualcode.typeset.markdown.manuscript import Manuscript
from qualcode.typeset.rules import BROKEN_FOOTNOTE, PICTURE_IN_TEXT, RAW_HTML

_COMMENT = re.compile(r"<!--.*-->", re.S)
_VALUE = re.compile(r"<data\s[^>]*>|</data\s*>", re.I)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_SPACES = re.compile(" {2,}")
_OTHER_TEXT = re.compile(r"(?:\./)?(?P<name>[^/#?]+)\.md(?:#(?P<place>.*))?")

Report = Callable[[Diagnostic], None]


def without_comments(nodes: Sequence[SyntaxTreeNode]) -> tuple[SyntaxTreeNode, ...]:
    """Nodes without comments and the blanks around them at either end."""
    shown = [node for node in nodes if not (node.type == "html_inline" and _is_silent(node))]
    while shown and _is_blank(shown[0]):
        shown.pop(0)
    while shown and _is_blank(shown[-1]):
        shown.pop()
    return tuple(shown)


def _is_silent(node: SyntaxTreeNode) -> bool:
    return bool(_COMMENT.fullmatch(node.content) or _VALUE.fullmatch(node.content))


def _is_blank(node: SyntaxTreeNode) -> bool:
    return node.type == "softbreak" or (node.type == "text" and not node.content.strip())


class InlineReader:
    """Reads the words of one block, and counts the lines that they stand on."""

    def __init__(self, manuscript: Manuscript, typed: str, line: int, report: Report) -> None:
        """A reader of words as they are typed, which begin on a line, counted from 0."""
        self._manuscript = manuscript
        self._typed = typed
        self._line = line
        self._report = report
        self._has_html = False

    def inlines(self, nodes: Sequence[SyntaxTreeNode]) -> Inlines:
        """What nodes of the tree hold, in as few parts as can be."""
        return _joined(part for node in nodes for part in self._inline(node))

    def _inline(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        match node.type:
            case "text":
                self._look_for_notes(node.content)
                yield Text(node.content)
            case "softbreak":
                self._line += 1
                yield Text(" ")
            case "hardbreak":
                self._line += 1
                yield Break()
            case "code_inline":
                yield Code(node.content)
            case "em" | "strong":
                yield Emphasis(self.inlines(node.children), node.type == "strong")
            case "link":
                target = self._target(str(node.attrs["href"]))
                yield Link(target, self.inlines(node.children))
            case "footnote_ref":
                yield NoteMark(self._manuscript.named(node.meta["label"]))
            case "html_inline":
                yield from self._html(node.content)
            case "image":
                yield from self._picture(node)
            case other:
                raise AssertionError(f"the parser is not asked for '{other}'")

    def _html(self, content: str) -> Iterator[Inline]:
        if _BREAK.fullmatch(content):
            yield Break()
        elif not (_COMMENT.fullmatch(content) or _VALUE.fullmatch(content)):
            self._tell_of_html(content)
            yield Text(content.replace("\n", " "))
        self._line += content.count("\n")

    def _tell_of_html(self, content: str) -> None:
        """Say once of each block that it holds HTML."""
        if self._has_html:
            return
        self._has_html = True
        shown = content.split("\n", 1)[0]
        message = f"'{shown}' is HTML, and is shown as it is typed"
        hint = "write it as Markdown, or put it between ` where it is to be shown"
        self._report(finding(RAW_HTML, self._at(shown), message, hint))

    def _look_for_notes(self, content: str) -> None:
        """Say which footnotes have no text; the parser leaves their marks as words."""
        for found in _NOTE.finditer(content):
            if f"\\{found[0]}" in self._typed:
                continue
            message = f"footnote '{found[1]}' has no text"
            hint = f"write it on a line of its own, as '[^{found[1]}]: ...'"
            self._report(finding(BROKEN_FOOTNOTE, self._at(found[0]), message, hint))

    def _picture(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        path = unquote(str(node.attrs["src"]))
        message = f"picture '{path}' stands within a line of text, where it cannot be shown"
        hint = "give it a paragraph of its own"
        self._report(finding(PICTURE_IN_TEXT, self._at(str(node.attrs["src"])), message, hint))
        yield Text(node.content)

    def _target(self, address: str) -> str:
        """Where a link leads: to a place in this document, or out of it."""
        if address.startswith("#"):
            return f"#{self._manuscript.named(unquote(address[1:]))}"
        other = _OTHER_TEXT.fullmatch(unquote(address))
        if other is None or other["name"] not in self._manuscript.others:
            return address
        return f"#{other['name']}" + (f"-{other['place']}" if other["place"] else "")

    def _at(self, words: str) -> Location:
        return self._manuscript.at(self._line, words)


def _joined(parts: Iterator[Inline]) -> Inlines:
    """Parts with neighbouring words as one, and one blank where several would stand."""
    found: list[Inline] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, Text) and isinstance(last, Text):
            found[-1] = Text(last.text + part.text)
        else:
            found.append(part)
    tidied = (
        Text(_SPACES.sub(" ", part.text)) if isinstance(part, Text) else part for part in found
    )
    return tuple(part for part in tidied if part != Text(""))
