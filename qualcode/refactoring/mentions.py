"""All places in a file that mention a name of the codebook."""

from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType

from qualcode.loading.facts import FILE as FACTS_FILE
from qualcode.loading.figures import FILE as FIGURES_FILE
from qualcode.loading.methods import FILE as METHODS_FILE
from qualcode.loading.study_rules import FILE as RULES_FILE
from qualcode.model.names import Book, Mention
from qualcode.model.places import CODEBOOK_FILE
from qualcode.refactoring.cases import in_case, own_documents
from qualcode.refactoring.codebooks import (
    in_main_file,
    in_rules_file,
    in_theme_file,
    in_typology_file,
)
from qualcode.refactoring.figures import in_figures_file
from qualcode.refactoring.words import in_sources
from qualcode.source import Document

Finder = Callable[[object, Book], Iterator[Mention]]


def _nothing(raw: object, book: Book) -> Iterator[Mention]:
    """What a file mentions that names nothing but the documents of its sources."""
    return iter(())


_BY_PLACE: Mapping[str, Finder] = MappingProxyType(
    {
        CODEBOOK_FILE: in_main_file,
        "themes/": in_theme_file,
        "typologies/": in_typology_file,
        RULES_FILE: in_rules_file,
        FIGURES_FILE: in_figures_file,
        FACTS_FILE: _nothing,
        METHODS_FILE: _nothing,
    }
)
"""What finds the mentions of a file, by its path in the folder of the codebook."""


def mentions_in(
    document: Document, book: Book, folder: str, stored: Collection[str] = ()
) -> tuple[Mention, ...]:
    """Every mention in a file of a study, in no particular order.

    Args:
        document: the file.
        book: the codebook.
        folder: the folder of the codebook.
        stored: the documents of a case beside whose file they lie.
    """
    find, own = _finder(document.file.removeprefix(f"{folder}/"), document.file, folder)
    hidden = {*stored, *own_documents(document.data)} if own else set()
    found = (*find(document.data, book), *in_sources(document.data, hidden))
    return tuple(dict.fromkeys(found))


def _finder(inside: str, file: str, folder: str) -> tuple[Finder, bool]:
    if not file.startswith(f"{folder}/"):
        return in_case, True
    for place, find in _BY_PLACE.items():
        if inside == place or (place.endswith("/") and inside.startswith(place)):
            return find, False
    return _nothing, False
