"""The names that the file of figures mentions."""

from collections.abc import Iterator

from qualcode.model.names import Book, Kind, Mention, Path
from qualcode.refactoring.words import in_keys, in_text, mapping

_OF_RECORDS = ("named_by", "level", "reports_to", "linked_to", "dashed", "shows")


def in_figures_file(raw: object, book: Book) -> Iterator[Mention]:
    """What figures mention; a vocabulary that a band shows is no name that can be changed."""
    for id, body in mapping(mapping(raw).get("figures")).items():
        yield from _figure(mapping(body), ("figures", id), book)


def _figure(figure: dict[str, object], path: Path, book: Book) -> Iterator[Mention]:
    kind = figure.get("kind")
    if kind == "organisation":
        group = str(figure.get("records", ""))
        for key in _OF_RECORDS:
            yield from in_text(figure.get(key), (*path, key), Kind.CODE, group)
    elif kind == "ladder":
        code = str(figure.get("code", ""))
        yield from in_text(figure.get("code"), (*path, "code"), Kind.CODE)
        owner = book.owner(code)
        if owner is not None:
            yield from in_keys(figure.get("examples"), (*path, "examples"), Kind.VALUE, owner)
    elif kind == "network":
        for id, band in mapping(figure.get("bands")).items():
            shown = mapping(band).get("values_of")
            if book.code(str(shown)) is not None and shown not in book.codebook.vocabularies:
                yield from in_text(shown, (*path, "bands", id, "values_of"), Kind.CODE)
