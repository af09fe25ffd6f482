"""A rule's manual page as a value, read from the text that comes with the package."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from qualcode.diagnostics import Rule

_STUDY = "study.md"
_SECTIONS = ("Bad", "Good", "What to do")
_HEADING = re.compile(r"^## (.+)\n", re.MULTILINE)
_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```\n?", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Listing:
    """A text shown as it is: a file of the example study, findings, or what is typed.

    Attributes:
        language: what the text is, such as `yaml` or `findings`.
        text: the text itself.
        file: the name of the file, or the empty string if it is none.
        encoding: how the file is saved.
    """

    language: str
    text: str
    file: str = ""
    encoding: str = "utf-8"


Block = str | Listing
"""A paragraph, or a listing."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a researcher should know of a rule."""

    rule: Rule
    why: tuple[Block, ...]
    bad: tuple[Block, ...]
    good: tuple[Block, ...]
    advice: tuple[Block, ...]


def page_of(rule: Rule) -> Page:
    """The manual page of one of qualcode's rules."""
    text = _text(f"{rule.id}.md")
    why, *rest = _HEADING.split(text)
    sections = dict(zip(rest[::2], rest[1::2], strict=True))
    bad, good, advice = (tuple(_blocks(sections[name])) for name in _SECTIONS)
    return Page(rule, tuple(_blocks(why)), bad, good, advice)


def example_study() -> tuple[Block, ...]:
    """The small fictional study that the examples are files of."""
    return tuple(_blocks(_text(_STUDY)))


def listed_files(blocks: tuple[Block, ...]) -> dict[str, Listing]:
    """The files that blocks show, by name."""
    return {one.file: one for one in blocks if isinstance(one, Listing) and one.file}


def _text(name: str) -> str:
    return (files("qualcode.manual") / name).read_text(encoding="utf-8")


def _blocks(text: str) -> Iterator[Block]:
    end = 0
    for fence in _FENCE.finditer(text):
        yield from _paragraphs(text[end : fence.start()])
        language, file, encoding = [*fence[1].split(), "", "", ""][:3]
        yield Listing(language, fence[2], file, encoding or "utf-8")
        end = fence.end()
    yield from _paragraphs(text[end:])


def _paragraphs(text: str) -> Iterator[str]:
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return (part for part in parts if part)
