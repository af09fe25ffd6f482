"""The names that case files and the files of coders mention."""

from collections.abc import Iterator

from qualcode.loading.cases import COMPLETE
from qualcode.model.case import Record
from qualcode.model.names import VOCABULARY, Book, Kind, Mention, Name, Path
from qualcode.refactoring.words import in_keys, in_text, in_values, mapping
from qualcode.rules.document_words import KINDS, ROLES

_SAID = ("value", "any_of")
_OF_A_RECORD = frozenset(Record.model_fields) - {"id", "fields", "position"}


def in_case(raw: object, book: Book, path: Path = ()) -> Iterator[Mention]:
    """What a case mentions, or an example of one that stands at a path; not its sources."""
    data = mapping(raw)
    for section in ("attributes", "codes"):
        yield from _codings(data.get(section), (*path, section), book)
    for group in book.groups:
        for id, record in mapping(data.get(group)).items():
            if id != COMPLETE:
                yield from _codings(record, (*path, group, id), book, group)
    for section in ("declared_types", "printed_labels", "defines"):
        yield from _types(data.get(section), (*path, section))
    for i, passage in enumerate(_items(data.get("passages"))):
        place = (*path, "passages", i)
        yield from in_text(mapping(passage).get("codes"), (*place, "codes"), Kind.CODE)
        yield from in_text(mapping(passage).get("coder"), (*place, "coder"), Kind.CODER)
    yield from in_memos(data.get("memos"), (*path, "memos"), book)
    yield from _summaries(data.get("summaries"), (*path, "summaries"), book)
    for id, document in mapping(data.get("documents")).items():
        yield from _document(mapping(document), (*path, "documents", id))
    yield from in_text(data.get("coder"), (*path, "coder"), Kind.CODER)


def own_documents(raw: object) -> frozenset[str]:
    """The documents that a case file declares as its own."""
    return frozenset(mapping(mapping(raw).get("documents")))


def _codings(raw: object, path: Path, book: Book, group: str = "") -> Iterator[Mention]:
    for key, value in mapping(raw).items():
        if group and key in _OF_A_RECORD:
            continue
        place = (*path, key)
        yield Mention(place, Name(Kind.CODE, key, group), is_key=True)
        owner = book.owner(key, group)
        if isinstance(value, dict):
            for said in _SAID:
                yield from in_values(value.get(said), (*place, said), owner)
        else:
            yield from in_values(value, place, owner)


def _types(raw: object, path: Path) -> Iterator[Mention]:
    yield from in_keys(raw, path, Kind.TYPOLOGY)
    for typology, named in mapping(raw).items():
        place = (*path, typology)
        if isinstance(named, dict):
            yield from in_text(named.get("type"), (*place, "type"), Kind.TYPE, typology)
        else:
            yield from in_text(named, place, Kind.TYPE, typology)


def in_memos(raw: object, path: Path, book: Book) -> Iterator[Mention]:
    """What memos mention: their coders, and the code or typology that they are about."""
    for i, item in enumerate(_items(raw)):
        memo = mapping(item)
        yield from in_text(memo.get("coder"), (*path, i, "coder"), Kind.CODER)
        about = str(memo.get("about", ""))
        known = {Kind.CODE: book.codebook.codes, Kind.TYPOLOGY: book.codebook.typologies}
        kind = next((kind for kind, names in known.items() if about in names), None)
        if kind is not None:
            yield Mention((*path, i, "about"), Name(kind, about))


def _summaries(raw: object, path: Path, book: Book) -> Iterator[Mention]:
    """What summaries mention: the theme or code that each is about, and its coder."""
    for about, summary in mapping(raw).items():
        kind = Kind.THEME if about in book.codebook.themes else Kind.CODE
        yield Mention((*path, about), Name(kind, about), is_key=True)
        yield from in_text(mapping(summary).get("coder"), (*path, about, "coder"), Kind.CODER)


def _document(raw: dict[str, object], path: Path) -> Iterator[Mention]:
    yield from in_text(raw.get("kind"), (*path, "kind"), Kind.VALUE, f"{VOCABULARY}{KINDS}")
    roles = f"{VOCABULARY}{ROLES}"
    yield from in_text(raw.get("respondents"), (*path, "respondents"), Kind.VALUE, roles)


def _items(raw: object) -> list[object]:
    return raw if isinstance(raw, list) else []
