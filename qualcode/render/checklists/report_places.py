"""Where the report says something: a part, a section in it, and the line that it begins on.

A part is looked up in its draft, where there is one, because a draft is what is handed over; else
in its template. Headings of a template may have expressions in them, which stand for any words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qualcode.diagnostics import Location
from qualcode.drafts.markers import plain
from qualcode.model.base import in_language
from qualcode.model.method import StatedIn
from qualcode.render.language import Language
from qualcode.render.parts import Part, part_named, parts_of, title_of
from qualcode.render.templates import Templates
from qualcode.tables.checklists import Stated

_HEADING = re.compile(r"#{1,6}[ \t]+(?P<words>.*?)[ \t]*#*[ \t]*")
_FENCE = re.compile(r"[ \t]*(```|~~~)")
_DYNAMIC = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_COMMENTS = re.compile(r"\{#.*?#\}", re.DOTALL)
_INCLUDED = re.compile(r"""\{%-?\s*(?:include|import|from)\s+["']([^"']+)["']""")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text, and where it stands; `pattern` is what its words may be."""

    words: str
    pattern: re.Pattern[str] | None
    at: Location

    def is_of(self, section: str) -> bool:
        """Whether it heads a section."""
        words = _plain(section)
        if self.pattern is None:
            return _plain(self.words) == words
        return self.pattern.fullmatch(words) is not None


@dataclass(frozen=True, slots=True)
class ReportPlaces:
    """The report of a study in one language: its templates, and the folder of its drafts if any.

    `shown` is what findings and checklists call that folder.
    """

    templates: Templates
    drafts: Path | None = None
    shown: str = ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that there are templates for."""
        return parts_of(self.templates)

    def part(self, name: str) -> Part | None:
        """The part with an id, if there is a template for it."""
        part = part_named(name)
        return part if part in self.parts else None

    def find(self, stated: StatedIn) -> Stated | None:
        """Where the report says something, or None if it has no such part or section."""
        part = self.part(stated.part)
        if part is None:
            return None
        section = in_language(stated.section, self.templates.language)
        draft = self.draft(part)
        at = _beginning(draft or self.template(part), section)
        if at is None:
            return None
        title = title_of(part, self.templates)
        heading = part.heading(title, Language(self.templates.language))
        return Stated(part.id, str(heading), section, at, draft is not None)

    def has_section(self, part: Part, section: str) -> bool:
        """Whether the template of a part, or its draft, has a section."""
        texts = (self.draft(part), self.template(part))
        return any(text is not None and _beginning(text, section) is not None for text in texts)

    def headings(self, part: Part) -> tuple[str, ...]:
        """The headings of a part that have the same words in every draft."""
        return tuple(one.words for one in self.template(part)[1:] if one.pattern is None)

    def draft(self, part: Part) -> tuple[Heading, ...] | None:
        """The start and the headings of a part's draft, or None if there is no draft."""
        if self.drafts is None:
            return None
        name = f"{self.templates.language}/{part.output}"
        text = _read(self.drafts / name)
        file = f"{self.shown}/{name}"
        return None if text is None else (_start(file), *_headings(plain(text), file, fixed=True))

    def template(self, part: Part) -> tuple[Heading, ...]:
        """The start of a part's template, and the headings of it and what it includes."""
        found = [_start(self.templates.shown(part.file))]
        names, seen = [part.file], set[str]()
        while names:
            name = names.pop(0)
            path = self.templates.path(name)
            text = None if path is None or name in seen else _read(path)
            seen.add(name)
            if text is not None:
                found += _headings(text, self.templates.shown(str(path)), fixed=False)
                names += _INCLUDED.findall(text)
        return tuple(found)


def _start(file: str) -> Heading:
    return Heading("", None, Location(file))


def _beginning(headings: tuple[Heading, ...], section: str) -> Location | None:
    """Where a section begins; the whole begins where the first heading is."""
    if not section:
        return headings[0].at
    return next((one.at for one in headings[1:] if one.is_of(section)), None)


def _headings(text: str, file: str, *, fixed: bool) -> Iterator[Heading]:
    said = text if fixed else _COMMENTS.sub(_blank, text)
    fence = ""
    for number, line in enumerate(said.splitlines(), start=1):
        mark = _FENCE.match(line)
        if mark is not None and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        heading = None if fence else _HEADING.fullmatch(line)
        if heading is None:
            continue
        words = heading["words"]
        pattern = None if fixed or not _DYNAMIC.search(words) else _pattern(words)
        yield Heading(_shown(words), pattern, Location(file, number))


def _blank(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """What a heading with expressions may say; one of expressions alone says nothing for sure."""
    fixed = [_plain(part) for part in _DYNAMIC.split(words)]
    if not any(fixed):
        return re.compile(r"(?!)")
    return re.compile(".*".join(map(re.escape, fixed)))


def _shown(words: str) -> str:
    """The words of a heading as a reader sees them."""
    return " ".join(_ESCAPED.sub(r"\1", words).split())


def _plain(words: str) -> str:
    """The words of a heading as one compares them: capitals do not count."""
    return _shown(words).casefold()


def _read(path: Path) -> str | None:
    """The text of a draft or template; what is wrong with it is said where it is rendered."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
