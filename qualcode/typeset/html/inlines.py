"""The words of paragraphs, headings and cells as HTML."""

from collections import Counter
from collections.abc import Mapping

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
from qualcode.typeset.html.elements import Html, element, joined, text, void

# Names of headings never have a colon, so nothing in a document can have the same name.
NOTE, MARK, TEXT = "note:", "mark:", "text:"


class Wording:
    """Writes words, and counts how often each footnote is referred to."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        """A writer for a document whose footnotes have these numbers, by their keys."""
        self._numbers = numbers
        self.marks: Counter[int] = Counter()

    def inlines(self, parts: Inlines) -> Html:
        """Words in a row."""
        return joined(map(self._inline, parts))

    def _inline(self, part: Inline) -> Html:
        match part:
            case Text():
                return text(part.text)
            case Code():
                return element("code", text(part.text))
            case Break():
                return void("br")
            case Emphasis():
                return element("strong" if part.strong else "em", self.inlines(part.parts))
            case Link():
                return element("a", self.inlines(part.parts), {"href": part.target})
            case NoteMark():
                return self._mark(self._numbers[part.note])

    def _mark(self, number: int) -> Html:
        self.marks[number] += 1
        attributes = {
            "id": mark_name(number, self.marks[number]),
            "href": f"#{NOTE}{number}",
            "role": "doc-noteref",
        }
        return element("sup", element("a", text(str(number)), attributes))


def mark_name(number: int, time: int) -> str:
    """The name of the place where a footnote is referred to for the first, second, ... time."""
    return f"{MARK}{number}" if time == 1 else f"{MARK}{number}:{time}"
