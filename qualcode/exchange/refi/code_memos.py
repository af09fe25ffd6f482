"""Notes of codes, which become memos of the codes in the codebook."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from qualcode.exchange.refi.book_in import Book
from qualcode.exchange.refi.model import Project
from qualcode.exchange.refi.moments import day_of
from qualcode.exchange.refi.taking import flat
from qualcode.exchange.refi.texts_in import NoText, text_of

_NOTHING: Final[Mapping[str, frozenset[str]]] = {}


def with_code_memos(
    book: Book,
    project: Project,
    files: Mapping[str, bytes],
    there: Mapping[str, frozenset[str]] = _NOTHING,
) -> Book:
    """A codebook whose new codes have what was noted on them.

    Notes of themes and of codes that a study has already are left: they are kept as files, unless
    they are `there`, among the texts of the memos that the code has.
    """
    noted: set[str] = set()
    memos: dict[str, list[dict[str, str]]] = {}
    fresh = {id for codes in book.code_entries.values() for id in codes}
    for code in flat(project.codes):
        id = book.codes.get(code.guid, "")
        for guid, memo in _memos(code.notes, book, project, files):
            if id in fresh:
                memos.setdefault(id, []).append(memo)
            if id in fresh or memo["text"] in there.get(id, ()):
                noted.add(guid)
    entries = {
        theme: {id: {**entry, **_section(memos, id)} for id, entry in codes.items()}
        for theme, codes in book.code_entries.items()
    }
    return replace(book, code_entries=entries, noted=frozenset(noted))


def _section(memos: Mapping[str, list[dict[str, str]]], id: str) -> dict[str, object]:
    return {"memos": memos[id]} if id in memos else {}


def _memos(
    notes: tuple[str, ...], book: Book, project: Project, files: Mapping[str, bytes]
) -> Iterator[tuple[str, dict[str, str]]]:
    for guid in notes:
        note = project.notes.get(guid)
        try:
            text = "" if note is None else text_of(note, files)
        except NoText:
            continue
        if note is not None and text.strip():
            date, coder = day_of(note.date), book.coders.get(note.user, "")
            named = f"{note.name}: {text}" if note.name else text
            said = {"date": date, "coder": coder, "text": named}
            yield guid, {key: one for key, one in said.items() if one}
