"""Passages and evidence from the selections of a source."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from unicodedata import combining

from qualcode.documents.folding import trimmed
from qualcode.documents.quotes import Outcome, Stretch, quotation_of, verify
from qualcode.documents.stored import StoredText
from qualcode.exchange.refi.book_in import Book
from qualcode.exchange.refi.model import Coding, Selection, Source
from qualcode.exchange.refi.moments import day_or_time
from qualcode.exchange.refi.positions import Places
from qualcode.exchange.refi.taking import Loss

Raw = dict[str, object]
NoteText = Callable[[str], str]


@dataclass(slots=True)
class Taken:
    """What comes of a selection: passages, and evidence by the code it speaks for."""

    passages: list[Raw] = field(default_factory=list)
    evidence: list[tuple[str, Raw]] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Selections:
    """Makes passages of the selections of one source."""

    source: Source
    document: str
    places: Places
    text: StoredText
    book: Book
    notes: Mapping[str, Source]
    note_text: NoteText

    def take(self, selection: Selection) -> Taken:
        """The passages of a selection, one for each coder, and evidence for values."""
        stretch = self.places.stretch(selection)
        taken = Taken()
        text = self.places.text
        start, end = _whole_letters(text, *trimmed(text, *stretch)) if stretch else (0, 0)
        anchor = self._anchor(selection, Stretch(start, end)) if start < end else None
        if anchor is None:
            what = "nothing in it" if start == end else "nothing in it to find it by again"
            why = f"there is {what}; codings of it: {len(selection.codings)}"
            name = selection.name or self.source.name
            taken.losses.append(Loss("selection", name, why, selection.at))
            return taken
        applied = [one for one in selection.codings if one.code not in self.book.valued]
        for one in selection.codings:
            if one.code in self.book.valued:
                taken.evidence.append((self.book.codes[one.code], self._evidence(anchor, one)))
                taken.losses += self._coder_of_evidence(one)
        # Whoever made the selection applied its codes, unless the codings say who did.
        maker = "" if any(one.user for one in applied) else selection.user
        by_user: dict[str, list[Coding]] = {}
        for one in applied:
            by_user.setdefault(one.user or maker, []).append(one)
        for user, codings in by_user.items():
            taken.passages.append(self._passage(anchor, user, codings, selection))
            taken.losses += self._doubled(codings)
        if not applied and (selection.user or not taken.evidence):
            taken.passages.append(self._passage(anchor, selection.user, [], selection))
        taken.losses += self._of_notes(selection)
        self._note(taken, selection)
        return taken

    def _anchor(self, selection: Selection, stretch: Stretch) -> Raw | None:
        found = quotation_of(stretch, self.text)
        verified = verify(found, self.text)
        if verified.outcome is Outcome.MOVED:
            found = replace(found, position=verified.places[0].start)
        elif verified.outcome is not Outcome.FOUND:
            return None
        said = {"prefix": found.prefix, "suffix": found.suffix}
        context = {key: text for key, text in said.items() if text}
        anchor = {"document": self.document, "quote": found.quote, **context}
        return {**anchor, "position": found.position or 0, "refi": selection.guid}

    def _evidence(self, anchor: Raw, coding: Coding) -> Raw:
        says = "\n\n".join(map(self.note_text, coding.notes))
        return {**anchor, **({"says": says} if says else {})}

    def _passage(
        self, anchor: Raw, user: str, codings: Sequence[Coding], selection: Selection
    ) -> Raw:
        codes = [self.book.codes[one.code] for one in codings]
        dates = [day_or_time(one.date) for one in codings if one.date]
        note = "\n\n".join(self.note_text(note) for one in codings for note in one.notes)
        said: Raw = {
            "codes": list(dict.fromkeys(codes)),
            "coder": self.book.coders.get(user, ""),
            "date": min(dates, default="" if codings else day_or_time(selection.date)),
            "note": note,
        }
        if not codings:
            said["id"] = f"selection-{selection.guid[:8]}"
        return {**anchor, **{key: value for key, value in said.items() if value}}

    def _note(self, taken: Taken, selection: Selection) -> None:
        """Put the notes and the description of the selection itself with its first passage."""
        texts = [selection.description.strip(), *map(self.note_text, selection.notes)]
        said = "\n\n".join(filter(None, texts))
        if said and taken.passages:
            before = taken.passages[0].get("note", "")
            taken.passages[0]["note"] = f"{before}\n\n{said}" if before else said
        elif said and taken.evidence:
            ground = taken.evidence[0][1]
            ground["says"] = f"{ground['says']}\n\n{said}" if "says" in ground else said

    def _coder_of_evidence(self, coding: Coding) -> Iterator[Loss]:
        if coding.user or coding.date:
            name = self.book.codes[coding.code]
            yield Loss("coder of evidence", name, "evidence for a value has no coder", coding.at)

    def _doubled(self, codings: Sequence[Coding]) -> Iterator[Loss]:
        seen: set[str] = set()
        for one in codings:
            if one.code in seen:
                name = self.book.codes[one.code]
                yield Loss("coding", name, "the same code is there twice by one coder", one.at)
            seen.add(one.code)
        dates = {one.date for one in codings if one.date}
        if len(dates) > 1:
            why = f"a passage has one time; the first of {len(dates)} was kept"
            yield Loss("time of codings", self.source.name, why, codings[0].at)

    def _of_notes(self, selection: Selection) -> Iterator[Loss]:
        guids = [*selection.notes, *(note for one in selection.codings for note in one.notes)]
        for guid in guids:
            note = self.notes.get(guid)
            if note is not None and (note.user or note.date or note.name):
                why = "a note of a passage has no name, coder or time; its text was kept"
                yield Loss("note", note.name, why, note.at)


def _whole_letters(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch grown to the accents that belong to its first and last letters."""
    while 0 < start < end and combining(text[start]):
        start -= 1
    while start < end < len(text) and combining(text[end]):
        end += 1
    return start, end
