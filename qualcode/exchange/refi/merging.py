"""A project put into a study that is there: what is new comes by GUID, nothing else is touched."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from qualcode.exchange.refi.book_in import Book, Known, book_of, theme_text
from qualcode.exchange.refi.book_out import Guids
from qualcode.exchange.refi.cases_in import Draft
from qualcode.exchange.refi.code_memos import with_code_memos
from qualcode.exchange.refi.exporting import project_file
from qualcode.exchange.refi.importing import (
    Exchanged,
    case_text,
    other_notes,
    read_exchange,
    take_cases,
    told,
)
from qualcode.exchange.refi.model import Coding, Project, Selection, Source
from qualcode.exchange.refi.scales import Measure
from qualcode.exchange.refi.taking import Loss, Taken, counts_of
from qualcode.model.base import in_language
from qualcode.model.case import Case
from qualcode.model.codebook import Code, Scale
from qualcode.model.places import CASE_FILE, CODEBOOK_FILE
from qualcode.model.study import Study
from qualcode.model.written import as_written
from qualcode.source import Document
from qualcode.source.appending import with_item
from qualcode.source.inserting import with_entry

_BY_HAND = "its file is not written in lines there; add it by hand"


def merged(read: Exchanged, study: Study, files: Mapping[str, Document]) -> Taken:
    """What a project adds to a study: new files, and the changed text of its own.

    Args:
        read: the project.
        study: where it goes.
        files: the codebook's main file and the case files of the study, by path.
    """
    there = read_exchange(project_file(study, "").data, "study.qdpx")
    fresh = _without(read.project, there.project) if isinstance(there, Exchanged) else read.project
    counts = counts_of(read.project)
    read = read._replace(project=fresh)
    known = known_of(study)
    there_memos = {
        id: frozenset(memo.text for memo in code.memos) for id, code in study.codebook.codes.items()
    }
    book = with_code_memos(book_of(fresh, known), fresh, read.files, there_memos)
    taker = take_cases(read, book, known)
    adder = _Adder(study, files, [])
    notes = dict(other_notes(read, book))
    written = {**adder.book(book), **adder.cases(taker.drafts.values()), **notes}
    counted = told(read, book, taker, written, ())
    losses = (*counted.losses, *adder.losses)
    return replace(counted, losses=losses, counts=counts)


def known_of(study: Study) -> Known:
    """What a study has already, by GUID."""
    guids, book = Guids(study), study.codebook
    valued = [one for one in book.codes.values() if one.scale is not Scale.PRESENCE]
    language = study.project.language
    named = [one.coder for case in study.cases for one in case.passages]
    named += [one.coder for case in study.cases for one in case.memos]
    coders = frozenset((*book.coders, *named)) - {""}
    return Known(
        codes={
            **{guids.code(one): one.id for one in book.codes.values()},
            **{guids.variable(one): one.id for one in valued},
        },
        themes={guids.theme(id): id for id in book.themes},
        coders={guids.coder(id): id for id in coders},
        measures={guids.variable(one): _measure(one, language) for one in valued},
        valued={guids.code(one): guids.variable(one) for one in valued},
        facts=frozenset(guids.variable(one) for one in valued if one.role == "attribute"),
        cases={guids.case(case): case.id for case in study.cases},
        taken=frozenset(book.codes),
        case_ids=frozenset(case.id for case in study.cases),
        coder_ids=coders,
        theme_ids=frozenset(book.themes),
        documents={
            guids.document(case, one): one.id
            for case in study.cases
            for one in case.documents.values()
        },
    )


def _measure(code: Code, language: str) -> Measure:
    labels = {one.id: in_language(one.label, language) or one.id for one in code.values}
    return Measure(code.scale, labels, may_not_apply=code.may_not_apply)


def _without(project: Project, there: Project) -> Project:
    """A project without the codings, memos and links that the study has."""
    known = {
        (selection.guid, one.code, one.user)
        for source in there.sources
        for selection in source.selections
        for one in selection.codings
    }
    bare = {selection.guid for source in there.sources for selection in source.selections}
    links = {(one.origin, one.target) for one in there.links}

    def is_new(selection: Selection, one: Coding) -> bool:
        return (selection.guid, one.code, one.user) not in known

    def kept(source: Source) -> Iterator[Selection]:
        for one in source.selections:
            codings = tuple(coding for coding in one.codings if is_new(one, coding))
            if codings or one.guid not in bare:
                notes = one.notes if one.guid not in bare else ()
                yield replace(one, codings=codings, notes=notes)

    sources = tuple(
        replace(source, selections=tuple(kept(source)), notes=_new_notes(source, there))
        for source in project.sources
    )
    fresh = tuple(one for one in project.links if (one.origin, one.target) not in links)
    notes = {guid: note for guid, note in project.notes.items() if guid not in there.notes}
    return replace(project, sources=sources, links=fresh, notes=notes)


def _new_notes(source: Source, there: Project) -> tuple[str, ...]:
    return tuple(note for note in source.notes if note not in there.notes)


@dataclass
class _Adder:
    """Adds to the files of a study, and keeps what could not be added in `losses`."""

    study: Study
    files: Mapping[str, Document]
    losses: list[Loss]

    def book(self, book: Book) -> dict[str, bytes]:
        """New theme files, and the main file with new themes and coders."""
        folder = self.study.project.codebook
        main = f"{folder}/{CODEBOOK_FILE}"
        written = {
            f"{folder}/themes/{theme}-imported-{_mark(codes)}.yaml": theme_text(theme, codes)
            for theme, codes in book.code_entries.items()
        }
        document = self.files[main]
        for section, entries in (("themes", book.theme_entries), ("coders", book.coder_entries)):
            for key, entry in entries.items():
                document = self._entered(document, section, key, entry)
        if document is not self.files[main]:
            written[main] = document.text
        return {path: text.encode() for path, text in written.items()}

    def _entered(
        self, document: Document, section: str, key: str, entry: Mapping[str, object]
    ) -> Document:
        after = with_entry(document, section, key, entry, replace=False)
        if after is None:
            self.losses.append(Loss(section, key, _BY_HAND))
        return after or document

    def cases(self, drafts: Iterable[Draft]) -> dict[str, bytes]:
        """New cases, and those of the study with what is new in them."""
        written: dict[str, bytes] = {}
        own = {case.id: case for case in self.study.cases}
        for draft in drafts:
            if draft.is_known:
                written |= self._known(draft, own[draft.id])
            else:
                home = f"{self._home()}/{draft.id}"
                unit = next(iter(self.study.codebook.units))
                written[f"{home}/{CASE_FILE}"] = case_text(draft, unit).encode()
                written |= {f"{home}/{path}": data for path, data in draft.files.items()}
        return written

    def _home(self) -> str:
        """Where new cases go: the first group of the first unit, or the case folder itself."""
        book, cases = self.study.codebook, self.study.project.cases
        unit = next(iter(book.units))
        groups = [one.id for one in book.case_groups.values() if one.unit == unit]
        return f"{cases}/{groups[0]}" if groups else cases

    def _known(self, draft: Draft, case: Case) -> dict[str, bytes]:
        file = case.position.file
        home, _, name = file.rpartition("/")
        document = self.files[file]
        fresh = {id: one for id, one in draft.documents.items() if id not in case.documents}
        if fresh and name != CASE_FILE:
            for id in fresh:
                why = f"the case '{case.id}' is one file; give it a folder first"
                self.losses.append(Loss("document", id, why))
            fresh = {}
        if any(one.is_declared for one in case.documents.values()) or not case.documents:
            for id, entry in fresh.items():
                document = self._entered(document, "documents", id, entry)
        for section in ("attributes", "codes"):
            given = draft.attributes if section == "attributes" else draft.codes
            for id, coding in given.items():
                document = self._coded(document, section, id, coding, case)
        there = [as_written(one) for one in case.memos]
        memos = [one for one in draft.memos if one not in there]
        for section, items in (("passages", draft.passages), ("memos", memos)):
            if items:
                after = with_item(document, (), section, *items)
                if after is None:
                    why = f"'{section}' of '{case.id}' is not written in lines; add them by hand"
                    self.losses.append(Loss(f"{len(items)} {section}", case.id, why))
                document = after or document
        files = {
            f"{home}/{path}": data
            for path, data in draft.files.items()
            if any(path.startswith(f"documents/{id}.") for id in fresh)
        }
        changed = {} if document is self.files[file] else {file: document.text.encode()}
        return {**files, **changed}

    def _coded(
        self, document: Document, section: str, id: str, coding: object, case: Case
    ) -> Document:
        """A value where the case has none; another one is never overwritten."""
        before = case.coding(id)
        said = coding if isinstance(coding, dict) else {"value": coding}
        if before is None:
            return self._entered(document, section, id, said)
        value = said.get("value")
        value = tuple(value) if isinstance(value, list) else value
        if value not in (None, "unknown", before.value):
            why = f"the case has another value, which was left; the file has '{value}'"
            self.losses.append(Loss("value", f"{id} of {case.id}", why))
        elif said.get("evidence"):
            why = "the case has this value already; its evidence was left as it is"
            self.losses.append(Loss("evidence", f"{id} of {case.id}", why))
        return document


def _mark(codes: Mapping[str, object]) -> str:
    """What tells one import into a theme from another: the first new code."""
    return next(iter(codes))
