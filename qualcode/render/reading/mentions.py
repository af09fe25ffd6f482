"""The words of templates that name something in the codebook, and those that may."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from jinja2 import nodes

from qualcode.diagnostics import Location
from qualcode.model.names import Book, Kind, Name
from qualcode.model.study import Study
from qualcode.render.reading.asked import Use
from qualcode.render.reading.checking import read_templates
from qualcode.render.reading.macros import uses_in
from qualcode.render.reading.words import ARGUMENTS, Names, words_of
from qualcode.render.templates import Templates

_PLAIN: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {"code": (Kind.CODE, Kind.TYPOLOGY), "typology": (Kind.TYPOLOGY,)}
)
"""What the words are the names of, by what the template checker calls them."""


class TemplateWord(NamedTuple):
    """A quoted word of a template, without its quotes, and all that it surely names."""

    at: Location
    word: str
    names: frozenset[Name]


def words_in_templates(study: Study, folder: Path) -> tuple[TemplateWord, ...]:
    """Every quoted word of the study's templates, each once, by place.

    Args:
        study: the study, whose codebook could be read in full.
        folder: its template folder.
    """
    named: dict[Location, set[Name]] = defaultdict(set)
    words: dict[Location, str] = {}
    name = study.project.templates
    for language in study.codebook.languages:
        bodies, _ = read_templates(Templates(folder, language, name))
        for body in bodies.values():
            for node in body.source.find(nodes.Const):
                if isinstance(node.value, str):
                    words[body.source.at(node)] = node.value
        for use in uses_in(bodies):
            for at, found in _named_by(use, Book(study.codebook)):
                named[at].add(found)
    own = sorted(at for at in words if at.file.startswith(f"{name}/"))
    return tuple(TemplateWord(at, words[at], frozenset(named[at])) for at in own)


def _named_by(use: Use, book: Book) -> Iterator[tuple[Location, Name]]:
    for parameter, names in ARGUMENTS.get(use.method, {}).items():
        within = {str(word.value) for word in words_of(use, names.within)} if names.within else {""}
        for word in words_of(use, parameter):
            for found in _meant(str(word.value), names, within, book):
                yield word.location, found


def _meant(word: str, names: Names, within: Iterable[str], book: Book) -> Iterator[Name]:
    for place in within:
        if names.what == "value":
            owner = book.owner(place)
            if owner is not None:
                yield Name(Kind.VALUE, word, owner)
        elif names.what == "field" and place in book.groups:
            yield Name(Kind.CODE, word, place)
    known = {Kind.CODE: book.codebook.codes, Kind.TYPOLOGY: book.codebook.typologies}
    kinds = _PLAIN.get(names.what, ())
    yield from (Name(kind, word) for kind in kinds if word in known[kind])
