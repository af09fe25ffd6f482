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
    for i, memo in enumerate(_items(data.get("memos"))):
        place = (*path, "memos", i)
        yield from in_text(mapping(memo).get("coder"), (*place, "coder"), Kind.CODER)
        yield from _about(mapping(memo).get("about"), (*place, "about"), book)
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


def _about(raw: object, path: Path, book: Book) -> Iterator[Mention]:
    """What a memo is about: a code, or else whatever else of the codebook goes by that name."""
    meant = [name for name in book.names() if str(name) == raw]
    meant.sort(key=lambda name: name.kind is not Kind.CODE)
    if meant and meant[0].kind is not Kind.VALUE:
        yield Mention(path, meant[0])


def _document(raw: dict[str, object], path: Path) -> Iterator[Mention]:
    yield from in_text(raw.get("kind"), (*path, "kind"), Kind.VALUE, f"{VOCABULARY}{KINDS}")
    roles = f"{VOCABULARY}{ROLES}"
    yield from in_text(raw.get("respondents"), (*path, "respondents"), Kind.VALUE, roles)


def _items(raw: object) -> list[object]:
    return raw if isinstance(raw, list) else []
