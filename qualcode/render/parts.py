"""The parts of a report: which there are, in which order, with which titles.

A part is a template with a name of its own: `preface`, `summary`, `chapter-4`, `appendix-1`. Its
title is the constant that the template sets, so that every part can name all others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from qualcode.render.escaping import Markdown
from qualcode.render.language import Language
from qualcode.render.templates import Templates

ENDING = ".md.j2"
_TITLE = "title"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of part: its file name, what its parts are called, and how they head their titles.

    A kind without a heading of its own has one part at most, which goes by its title alone.
    """

    name: str
    id_start: str
    heading: str = ""
    letter: str = ""

    @property
    def is_numbered(self) -> bool:
        """Whether there may be several parts, told apart by a number."""
        return bool(self.heading)


KINDS = (
    Kind("preface", "preface"),
    Kind("summary", "summary"),
    Kind("chapter", "", "Chapter %(number)s. %(title)s"),
    Kind("appendix", "appendix-", "Appendix %(number)s. %(title)s", "B"),
)
"""All kinds, in the order in which they stand in a report."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report."""

    kind: Kind
    number: int | None = None

    @property
    def id(self) -> str:
        """What the part is called: `preface`, `4`, `appendix-1`."""
        return self.kind.id_start + ("" if self.number is None else str(self.number))

    @property
    def file(self) -> str:
        """The name of its template."""
        number = "" if self.number is None else f"-{self.number}"
        return f"{self.kind.name}{number}{ENDING}"

    @property
    def output(self) -> str:
        """The name of the file that it is written to."""
        return self.file.removesuffix(".j2")

    @property
    def number_start(self) -> str:
        """What the numbers of its tables begin with, such as `4.`."""
        return "" if self.number is None else f"{self.kind.letter}{self.number}."

    def heading(self, title: str, language: Language) -> Markdown:
        """Its title, with what it is and its number: 'Chapter 4. Forms of organisation'."""
        if not self.kind.heading:
            return Markdown(title)
        words = {"number": self.number, "title": title}
        text = language.gettext(self.kind.heading) % words
        return Markdown(text if title else text.rstrip(". "))


def part_named(name: str) -> Part | None:
    """The part with an id, whether there is a template for it or not; None if it is no such id."""
    for kind in KINDS:
        if not kind.is_numbered and name == kind.id_start:
            return Part(kind)
        number = name.removeprefix(kind.id_start)
        if kind.is_numbered and name.startswith(kind.id_start) and _is_number(number):
            return Part(kind, int(number))
    return None


def _is_number(text: str) -> bool:
    return re.fullmatch(r"0|[1-9][0-9]*", text) is not None


def parts_of(templates: Templates) -> tuple[Part, ...]:
    """The parts that there are templates for, in order."""
    there = {path.name for folder in templates.own for path in _files(folder)}
    found = {part for name in there if (part := part_in(name)) is not None}
    return tuple(sorted(found, key=lambda part: (KINDS.index(part.kind), part.number or 0)))


def _files(folder: Path) -> Iterator[Path]:
    return folder.glob(f"*{ENDING}") if folder.is_dir() else iter(())


def part_in(file: str) -> Part | None:
    """The part whose template has a file name, or None if that is no part's."""
    name, _, number = file.removesuffix(ENDING).partition("-")
    kind = next((kind for kind in KINDS if kind.name == name), None)
    if kind is None or kind.is_numbered != _is_number(number) or (number and not kind.is_numbered):
        return None
    return Part(kind, int(number) if number else None)


def title_of(part: Part, templates: Templates) -> str:
    """The title that a part's template sets, or the empty text if it sets none that is constant."""
    path = templates.path(part.file)
    try:
        source = "" if path is None else templates.text(path)
        tree = Environment(extensions=["jinja2.ext.i18n"]).parse(source)
    except (OSError, UnicodeDecodeError, TemplateSyntaxError, RecursionError):
        return ""  # the template itself is reported where it is checked or rendered
    return title_in(tree)


def title_in(tree: nodes.Template) -> str:
    """The constant that a template sets as its title, or the empty text."""
    for node in tree.body:
        match node:
            case nodes.Assign(target=nodes.Name(name=name), node=nodes.Const(value=str(title))):
                if name == _TITLE:
                    return title
    return ""
