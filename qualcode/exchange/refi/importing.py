"""A study from a project or codebook of another program."""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Final, NamedTuple

from qualcode.diagnostics import Diagnostic, in_order
from qualcode.exchange.refi.archive import Archive, read_archive
from qualcode.exchange.refi.belonging import shared_sources
from qualcode.exchange.refi.book_in import UNIT, Book, Known, book_of, main_text, theme_text
from qualcode.exchange.refi.cases_in import CaseTaker, Draft
from qualcode.exchange.refi.code_memos import with_code_memos
from qualcode.exchange.refi.elements import Element, parse, rooted
from qualcode.exchange.refi.model import Project, Source, Untaken
from qualcode.exchange.refi.moments import day_of, day_or_time
from qualcode.exchange.refi.naming import plain_id
from qualcode.exchange.refi.positions import Settled, settle
from qualcode.exchange.refi.project_xml import CODEBOOK_NAMESPACES, PROJECT_NAMESPACES, Reader
from qualcode.exchange.refi.taking import Loss, Taken, counts_of, flat
from qualcode.exchange.refi.texts_in import NoText, text_of
from qualcode.exchange.refi.to_add import to_add
from qualcode.model.places import CASE_FILE, CASES, CODEBOOK_FILE, PROJECT_FILE
from qualcode.source.writing_yaml import in_flow

CODEBOOK_ENDING: Final = ".qdc"
PROJECT_ENDING: Final = ".qdpx"
MEMOS: Final = "memos"
"""The folder for notes that belong to no case."""
_LANGUAGE: Final = "en"
_NOTHING: Final[Mapping[str, bytes]] = {}


class Exchanged(NamedTuple):
    """A file of another program, read: the project, the files of its sources, its XML."""

    project: Project
    files: Mapping[str, bytes]
    settled: Settled
    lost: tuple[Loss, ...]


class Refused(NamedTuple):
    """A file of another program that cannot be taken, with the text its findings are about."""

    found: tuple[Diagnostic, ...]
    xml: str = ""


def read_exchange(data: bytes, name: str) -> Exchanged | Refused:
    """What a `.qdpx` or `.qdc` file says, or all that is wrong with it."""
    if name.lower().endswith(CODEBOOK_ENDING):
        return _read(data, {}, name, is_codebook=True)
    archive = read_archive(data, name)
    if not isinstance(archive, Archive):
        return Refused(archive)
    return _read(archive.project, archive.sources, f"{name}/project.qde", is_codebook=False)


def _read(
    xml: bytes, files: Mapping[str, bytes], name: str, *, is_codebook: bool
) -> Exchanged | Refused:
    root = parse(xml, name)
    shown = xml.decode("utf-8", "replace")
    if isinstance(root, Diagnostic):
        return Refused((root,), shown)
    due = ("CodeBook", CODEBOOK_NAMESPACES) if is_codebook else ("Project", PROJECT_NAMESPACES)
    wrong = rooted(root, *due)
    if wrong is not None:
        return Refused((wrong,), shown)
    return _project(root, files, name, shown, is_codebook=is_codebook)


def _project(
    root: Element, files: Mapping[str, bytes], name: str, shown: str, *, is_codebook: bool
) -> Exchanged | Refused:
    reader = Reader()
    stem = PurePath(name.removesuffix("/project.qde")).stem
    project = reader.codebook(root, stem) if is_codebook else reader.project(root, stem, files)
    texts, lost = _texts(project, files)
    settled = settle(texts)
    found = in_order((*reader.found, *settled.found))
    return Refused(found, shown) if found else Exchanged(project, files, settled, lost)


def _texts(
    project: Project, files: Mapping[str, bytes]
) -> tuple[list[tuple[Source, str]], tuple[Loss, ...]]:
    texts, lost = [], []
    for source in project.sources:
        try:
            texts.append((source, text_of(source, files)))
        except NoText as reason:
            lost.append(
                Loss("text of a source", source.name or source.kind, str(reason), source.at)
            )
    return texts, tuple(lost)


def new_study(read: Exchanged, origin: str) -> Taken:
    """The files of a new study."""
    project = read.project
    book = with_code_memos(book_of(project, Known()), project, read.files)
    taker = take_cases(read, book, Known())
    files = {
        **{path: data for draft in taker.drafts.values() for path, data in _case_files(draft)},
        **dict(other_notes(read, book)),
    }
    started, remarks = _started(project, book, origin, has_cases=bool(taker.drafts))
    return told(read, book, taker, {**started, **files}, remarks)


def starting_codebook(read: Exchanged, origin: str) -> Taken:
    """The files of a study with the codes of a project, its variables and coders, and no cases."""
    project = read.project
    book = with_code_memos(book_of(project, Known()), project, read.files)
    files, remarks = _started(project, book, origin, has_cases=False)
    sets = tuple(_lost(one) for one in project.untaken if one.kind == "set")
    if project.cases or project.sources or len(project.notes) > len(book.noted):
        only = "only the codebook was taken; 'qualcode import' takes cases, texts and codings too"
        remarks = (only, *remarks)
    return Taken(
        files,
        counts_of(project),
        sets,
        (*project.remarks, *remarks),
        tuple(to_add(project, book)),
    )


def _started(
    project: Project, book: Book, origin: str, *, has_cases: bool
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The codebook and the project file of a new study, and what was decided for them."""
    name = plain_id(project.name, "study")
    files = _book_files(book, f"codebooks/{name}", project.name)
    files[PROJECT_FILE] = _project_text(project, name, origin, has_cases=has_cases).encode()
    remarks = [
        f"the language of the study is set to '{_LANGUAGE}' in {PROJECT_FILE}; change it there"
    ]
    if not has_cases:
        remarks += ["there are no cases yet, so 'qualcode check' warns of it (QC028)"]
    return files, tuple(remarks)


def _lost(one: Untaken) -> Loss:
    return Loss(one.kind, one.name, one.why or "it has no place", one.at)


def take_cases(read: Exchanged, book: Book, known: Known) -> CaseTaker:
    """The cases of a project, put together."""
    taker = CaseTaker(read.project, book, known, read.files, read.settled.places)
    taker.take()
    return taker


def told(
    read: Exchanged,
    book: Book,
    taker: CaseTaker,
    files: Mapping[str, bytes],
    remarks: tuple[str, ...],
) -> Taken:
    """An import with all that must be said of it."""
    project = read.project
    untaken = map(_lost, project.untaken)
    return Taken(
        files,
        counts_of(project),
        (
            *read.lost,
            *taker.losses,
            *untaken,
            *_of_notes(project),
            *_links_lost(project, book, taker),
        ),
        (
            *project.remarks,
            *read.settled.remarks,
            *shared_sources(project),
            *_days_of_memos(project),
            *remarks,
        ),
        tuple(to_add(project, book)),
    )


def _book_files(book: Book, folder: str, label: str) -> dict[str, bytes]:
    files = {
        f"{folder}/{CODEBOOK_FILE}": main_text(folder.rpartition("/")[2], label, book, _LANGUAGE)
    }
    for theme, codes in book.code_entries.items():
        files[f"{folder}/themes/{theme}.yaml"] = theme_text(theme, codes)
    return {path: text.encode() for path, text in files.items()}


def _project_text(project: Project, name: str, origin: str, *, has_cases: bool) -> str:
    lines = [
        f"# Imported from {json.dumps(origin, ensure_ascii=False)}.",
        f"study: {in_flow(name)}",
        f"title: {in_flow(project.name)}",
        f"codebook: codebooks/{name}",
        f"cases: {CASES}",
        f"language: {_LANGUAGE}",
    ]
    if not has_cases:
        lines += ["# Delete this with the first case.", "checks:", "  severity: {QC028: warning}"]
    return "\n".join((*lines, ""))


def _case_files(draft: Draft) -> Iterator[tuple[str, bytes]]:
    home = f"{CASES}/{draft.id}"
    yield f"{home}/{CASE_FILE}", case_text(draft).encode()
    for path, data in draft.files.items():
        yield f"{home}/{path}", data


def case_text(draft: Draft, unit: str = UNIT) -> str:
    """The file of a case."""
    lines = [f"case: {in_flow(draft.id)}", f"unit: {in_flow(unit)}"]
    lines += [f"{key}: {in_flow(value)}" for key, value in draft.head.items() if value]
    sections = (
        ("documents", draft.documents),
        ("attributes", draft.attributes),
        ("codes", draft.codes),
    )
    for section, entries in sections:
        if entries:
            lines += [f"{section}:", *(f"  {in_flow(k)}: {in_flow(v)}" for k, v in entries.items())]
    for section, items in (("passages", draft.passages), ("memos", draft.memos)):
        if items:
            lines += [f"{section}:", *(f"  - {in_flow(item)}" for item in items)]
    return "\n".join((*lines, ""))


def other_notes(read: Exchanged, book: Book) -> Iterator[tuple[str, bytes]]:
    """Notes that belong to no case: kept as files beside the study."""
    for guid, note in _loose_notes(read.project, book):
        try:
            text = text_of(note, read.files)
        except NoText:
            continue
        name = plain_id(note.name, "note", "-")
        yield f"{MEMOS}/{name}-{guid[:8]}.md", f"# {note.name}\n\n{text}\n".encode()


def _loose_notes(project: Project, book: Book) -> Iterator[tuple[str, Source]]:
    used = {link.target for link in project.links} | book.noted
    for source in project.sources:
        used |= set(source.notes)
        for one in source.selections:
            used |= {*one.notes, *(note for coding in one.codings for note in coding.notes)}
    for guid, note in project.notes.items():
        if guid not in used:
            yield guid, note


def _days_of_memos(project: Project) -> Iterator[str]:
    if any(day_or_time(note.date) != day_of(note.date) for note in project.notes.values()):
        yield "memos keep the day on which they were written, not the time"


def _of_notes(project: Project) -> Iterator[Loss]:
    for note in project.notes.values():
        for one in note.selections:
            yield Loss("selection", one.name or note.name, "it is one of a note", one.at)


def _links_lost(project: Project, book: Book, taker: CaseTaker) -> Iterator[Loss]:
    for link in project.links:
        is_memo = link.origin in taker.drafts and link.target in project.notes
        if not is_memo and link.origin not in taker.about:
            yield Loss("link", link.name, "it has no place", link.at)
    names = {note: code.name for code in flat(project.codes) for note in code.notes}
    for guid, note in _loose_notes(project, book):
        about = f" about the code '{names[guid]}'" if guid in names else ""
        why = f"a memo{about} has no place outside cases; it is kept in the folder '{MEMOS}'"
        yield Loss("note", note.name, why, note.at)
