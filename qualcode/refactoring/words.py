"""The mentions in what files have in common: conditions, values, sources and placeholders."""

from collections.abc import Collection, Iterator

from qualcode.model.names import Book, Kind, Mention, Name, Path
from qualcode.model.words import placeholders
from qualcode.rules.unknown_name_in_rule import WORDS


def in_text(raw: object, path: Path, kind: Kind, within: str = "") -> Iterator[Mention]:
    """The names in a text, or in a list of texts."""
    if isinstance(raw, str):
        yield Mention(path, Name(kind, raw, within))
    elif isinstance(raw, list):
        for i, item in enumerate(raw):
            yield from in_text(item, (*path, i), kind, within)


def in_keys(raw: object, path: Path, kind: Kind, within: str = "") -> Iterator[Mention]:
    """The names that are the keys of a mapping."""
    for key in mapping(raw):
        yield Mention((*path, key), Name(kind, key, within), is_key=True)


def in_values(raw: object, path: Path, owner: str | None) -> Iterator[Mention]:
    """The values in a text, a list, or under the operators of a test."""
    if owner is None:
        return
    if isinstance(raw, dict):
        for key, value in raw.items():
            yield from in_values(value, (*path, key), owner)
    else:
        yield from in_text(raw, path, Kind.VALUE, owner)


def in_condition(raw: object, path: Path, book: Book, group: str = "") -> Iterator[Mention]:
    """The codes and values that a condition names.

    Args:
        raw: the condition as it is written.
        path: where it stands.
        book: the codebook.
        group: the record group whose fields it is about, if it is.
    """
    if isinstance(raw, list):
        for i, item in enumerate(raw):
            yield from in_condition(item, (*path, i), book, group)
    for key, value in mapping(raw).items():
        place = (*path, key)
        if key in ("all", "any", "not", "of"):
            yield from in_condition(value, place, book, group)
        elif key == "where":
            yield from in_condition(value, place, book, str(mapping(raw).get("some") or group))
        elif key == "degree_of":
            yield from in_text(value, place, Kind.CODE, group)
        elif key not in ("some", "at_least"):
            yield Mention(place, Name(Kind.CODE, key, group), is_key=True)
            yield from in_values(value, place, book.owner(key, group))


def in_sources(raw: object, own: Collection[str], path: Path = ()) -> Iterator[Mention]:
    """The documents in every source and evidence of a file.

    Args:
        raw: the data of the file.
        own: documents of a case itself, which hide those of the codebook.
        path: where it stands.
    """
    inside = (
        raw.items() if isinstance(raw, dict) else enumerate(raw if isinstance(raw, list) else ())
    )
    for key, value in inside:
        place = (*path, key)
        if key in ("source", "evidence", "passages"):
            cited = value if isinstance(value, list) else [value]
            for i, item in enumerate(cited):
                at = (*place, i) if isinstance(value, list) else place
                if isinstance(item, dict) or key == "evidence":
                    yield from _cited(item, at, own)
        yield from in_sources(value, own, place)


def _cited(item: object, path: Path, own: Collection[str]) -> Iterator[Mention]:
    """The document that a source, a passage or a piece of evidence names."""
    if isinstance(item, dict):
        word, place = item.get("document"), (*path, "document")
    else:
        word, place = item if isinstance(path[-1], int) else None, path
    if isinstance(word, str) and word not in own:
        yield Mention(place, Name(Kind.DOCUMENT, word))


def in_placeholders(raw: object, path: Path) -> Iterator[Mention]:
    """The codes in a text with `{code}` in it, or in one for each language."""
    if isinstance(raw, str):
        for word in sorted({*placeholders(raw)} - {*WORDS}):
            yield Mention(path, Name(Kind.CODE, word), is_placeholder=True)
    for key, value in mapping(raw).items():
        yield from in_placeholders(value, (*path, key))


def mapping(raw: object) -> dict[str, object]:
    """Data as a mapping, empty where it is none."""
    return raw if isinstance(raw, dict) else {}
