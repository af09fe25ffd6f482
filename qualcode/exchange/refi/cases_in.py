"""The cases of a study from the cases and sources of a project, with their documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from qualcode import __version__
from qualcode.documents.converted import Converted, Original
from qualcode.documents.records import origin_record
from qualcode.documents.stored import StoredText
from qualcode.exchange.refi import values_note
from qualcode.exchange.refi.belonging import homes_of, name_of, owners_of
from qualcode.exchange.refi.book_in import Book, Known
from qualcode.exchange.refi.guids import made
from qualcode.exchange.refi.model import Case, Link, Project, Source, VariableValue
from qualcode.exchange.refi.moments import day_of
from qualcode.exchange.refi.naming import ids_of
from qualcode.exchange.refi.passages_in import Raw, Selections
from qualcode.exchange.refi.positions import Places
from qualcode.exchange.refi.scales import value_in
from qualcode.exchange.refi.taking import Loss, flat
from qualcode.exchange.refi.texts_in import NoText, file_of, text_of
from qualcode.loading.documents import ORIGIN_ENDING
from qualcode.model.condition import UNKNOWN
from qualcode.model.places import DOCUMENTS

_SAID: Final = frozenset(("value", "any_of", "at_least", "at_most"))


@dataclass(slots=True)
class Draft:
    """A case while it is put together; `files` are those beside its case file."""

    id: str
    head: Raw
    is_known: bool = False
    documents: dict[str, Raw] = field(default_factory=dict)
    attributes: Raw = field(default_factory=dict)
    codes: Raw = field(default_factory=dict)
    passages: list[Raw] = field(default_factory=list)
    memos: list[Raw] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)


class CaseTaker:
    """Puts the cases of a project together, and keeps what is lost in `losses`."""

    def __init__(
        self,
        project: Project,
        book: Book,
        known: Known,
        files: Mapping[str, bytes],
        texts: Mapping[str, Places],
    ) -> None:
        """A taker for a project whose codebook and texts are settled."""
        self._project = project
        self._book = book
        self._files = files
        self._texts = texts
        self.losses: list[Loss] = []
        self.about = about_of(project, book)
        self._names = {one.guid: one.name for one in flat(project.codes)}
        self._homes = homes_of(project)
        own = [(made(one.guid, "case"), one) for one in project.sources]
        alone = [(guid, one) for guid, one in own if self._homes[one.guid] == guid]
        named = [(one.guid, one.name) for one in project.cases]
        named += [(guid, name_of(one)) for guid, one in alone]
        fresh = [(guid, name) for guid, name in named if guid not in known.cases]
        ids = {**known.cases, **ids_of(fresh, "case", "-", known.case_ids)}
        stored = known.documents
        new = [(one.guid, name_of(one)) for one in project.sources if one.guid not in stored]
        self._documents = {**stored, **ids_of(new, "document", "-", stored.values())}
        self.drafts = {
            guid: Draft(ids[guid], {"label": name, "refi": guid}, guid in known.cases)
            for guid, name in named
        }

    def take(self) -> None:
        """Put all cases together."""
        for source in self._project.sources:
            self._source(source)
        for case in self._project.cases:
            self._case(case)
        for link in self._project.links:
            self._link(link)
        for draft in self.drafts.values():
            for section in (draft.attributes, draft.codes):
                _complete(section)

    def _case(self, case: Case) -> None:
        draft = self.drafts[case.guid]
        if case.description.strip():
            draft.head["note"] = case.description.strip()
        self._values(draft, case.values, case.name)
        for code in case.codes:
            why = "a code that is applied to passages cannot be applied to a whole case"
            self._lose("code of a case", f"{self._names[code]} of {case.name}", why, case)

    def _lose(self, kind: str, name: str, why: str, of: Case | Source | VariableValue) -> None:
        self.losses.append(Loss(kind, name, why, of.at))

    def _values(self, draft: Draft, values: tuple[VariableValue, ...], name: str) -> None:
        for one in values:
            id = self._book.codes[one.variable]
            said = value_in(one, self._book.measures[one.variable].scale) if one.kind else None
            section = draft.attributes if one.variable in self._book.facts else draft.codes
            if said is None:
                if one.text.strip():
                    why = f"'{one.text}' is no value of its type"
                    self._lose("value", f"{id} of {name}", why, one)
            elif id in section and _value(section[id]) not in (None, said):
                why = f"the case has another value already; '{one.text}' was left"
                self._lose("value", f"{id} of {name}", why, one)
            else:
                _put(section, id, {"value": said})

    def _source(self, source: Source) -> None:
        home = self.drafts[self._homes[source.guid]]
        for one in source.untaken:
            why = one.why or "qualcode codes text only"
            self.losses.append(Loss(one.kind, f"{one.name or source.name}", why, one.at))
        self._values(home, source.values, source.name)
        for coding in source.codings:
            why = f"it is applied to the whole of '{source.name}', and qualcode codes passages"
            self.losses.append(Loss("coding", self._names[coding.code], why, coding.at))
        places = self._texts.get(source.guid)
        id = self._documents[source.guid]
        self._keep_original(home, source)
        if places is not None:
            for draft in self._drafts_with(source, home):
                self._document(draft, source, id, places.text)
            self._passages(source, id, places, home)
        elif source.selections:
            count = len(source.selections)
            self._lose("selections", source.name, f"{count} of a source without text", source)
        for guid in source.notes:
            title = self._project.notes[guid].name
            of = f"{name_of(source)}, {title}" if title else name_of(source)
            self._memo(home, guid, of=of)

    def _drafts_with(self, source: Source, home: Draft) -> list[Draft]:
        """The cases that a source belongs to, or has selections of."""
        inside = {one.guid for one in source.selections}
        others = [
            self.drafts[case.guid]
            for case in self._project.cases
            if source.guid in case.sources or inside & set(case.selections)
        ]
        return list({id(one): one for one in (home, *others)}.values())

    def _keep_original(self, home: Draft, source: Source) -> None:
        if not source.original:
            return
        try:
            name = file_of(source.original, self._files)
        except NoText as reason:
            self._lose("original", name_of(source), str(reason), source)
            return
        safe = PurePath(name).name.strip("{}")
        home.files[f"{DOCUMENTS}/originals/{safe}"] = self._files[name]

    def _document(self, draft: Draft, source: Source, id: str, text: str) -> None:
        said: Raw = {"label": name_of(source), "refi": source.guid}
        if source.description.strip():
            said["note"] = source.description.strip()
        draft.documents[id] = said
        ending = ".txt"
        original = Original(source.original or source.path or name_of(source), text.encode())
        for path in filter(None, (source.original, source.path)):
            try:
                name = file_of(path, self._files)
            except NoText:
                continue
            original = Original(name, self._files[name])
            break
        converted = Converted(text, ending, f"qualcode {__version__}, from REFI-QDA")
        record = origin_record(id, original, converted, "qualcode import")
        draft.files[f"{DOCUMENTS}/{id}{ending}"] = text.encode()
        draft.files[f"{DOCUMENTS}/{id}{ORIGIN_ENDING}"] = record.encode()

    def _passages(self, source: Source, id: str, places: Places, home: Draft) -> None:
        maker = Selections(
            source,
            id,
            places,
            StoredText(places.text),
            self._book,
            self._project.notes,
            self._note_text,
        )
        owners = owners_of(self._project)
        facts = {self._book.codes[one] for one in self._book.facts}
        for selection in source.selections:
            draft = self.drafts.get(owners.get(selection.guid, ""), home)
            taken = maker.take(selection)
            draft.passages += taken.passages
            self.losses += taken.losses
            for code, ground in taken.evidence:
                section = draft.attributes if code in facts else draft.codes
                _put(section, code, {"evidence": [ground]})

    def _note_text(self, guid: str) -> str:
        note = self._project.notes.get(guid)
        if note is None:
            return ""
        try:
            return text_of(note, self._files)
        except NoText as reason:
            if (note.name, str(reason)) not in [(one.name, one.why) for one in self.losses]:
                self._lose("note", note.name, str(reason), note)
            return ""

    def _link(self, link: Link) -> None:
        target = link.target
        draft, note = self.drafts.get(link.origin), self._project.notes.get(target)
        if draft is None or note is None:
            return
        if note.name == values_note.NAME:
            for guid, said in values_note.read(self._note_text(target)):
                self._narrow(draft, guid, said)
        else:
            self._memo(draft, target, self.about.get(target, ""), note.name)

    def _narrow(self, draft: Draft, guid: str, said: object) -> None:
        """Put a value back that REFI-QDA has no place for."""
        if guid in self._book.codes:
            variable = self._book.valued.get(guid, guid)
            section = draft.attributes if variable in self._book.facts else draft.codes
            more = said if isinstance(said, dict) else {"value": said}
            _put(section, self._book.codes[guid], more)

    def _memo(self, draft: Draft, guid: str, about: str = "", of: str = "") -> None:
        """Put a memo with a case; what is said of one of its sources names it."""
        note, text = self._project.notes[guid], self._note_text(guid)
        said = {
            "date": day_of(note.date),
            "coder": self._book.coders.get(note.user, ""),
            "about": about,
        }
        if text:
            draft.memos.append(
                {
                    **{key: one for key, one in said.items() if one},
                    "text": f"{of}: {text}" if of else text,
                }
            )


def _value(coding: object) -> object:
    return coding.get("value") if isinstance(coding, dict) else coding


def _put(section: Raw, id: str, more: Raw) -> None:
    """Add to what is said of a code: evidence to evidence, the rest in its place."""
    before = section.get(id, {})
    said: Raw = dict(before) if isinstance(before, dict) else {}
    grounds = [*_list(said.get("evidence")), *_list(more.get("evidence"))]
    merged = {**more, **said} if "value" in said else {**said, **more}
    merged = {**merged, "evidence": grounds} if grounds else merged
    section[id] = merged


def about_of(project: Project, book: Book) -> dict[str, str]:
    """The code that a note is about, where a link says it."""
    return {
        link.origin: book.codes[link.target]
        for link in project.links
        if link.origin in project.notes and link.target in book.codes
    }


def _complete(section: Raw) -> None:
    """Say of each code that has evidence alone that its value is unknown."""
    for coding in section.values():
        if isinstance(coding, dict) and not _SAID & coding.keys():
            coding["value"] = UNKNOWN


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
