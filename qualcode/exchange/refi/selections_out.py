"""Passages and quoted evidence of a case as selections and codings of REFI-QDA."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qualcode.documents.quotes import Outcome, Quotation, Stretch, verify
from qualcode.documents.stored import StoredText
from qualcode.exchange.refi.book_out import Guids, note_element
from qualcode.exchange.refi.elements import Element
from qualcode.exchange.refi.guids import made
from qualcode.exchange.refi.moments import moment
from qualcode.exchange.refi.taking import Loss
from qualcode.model.anchor import Anchor, Passage
from qualcode.model.base import Label, in_language
from qualcode.model.case import Evidence
from qualcode.model.codebook import Code

_LONGEST_NAME = 120
Ground = tuple[Code, Evidence]


@dataclass(frozen=True, slots=True)
class Applied:
    """What one coder applies to a stretch, or what a stretch is evidence for."""

    code: str
    coder: str = ""
    date: str = ""
    note: str = ""


@dataclass(slots=True)
class Group:
    """All that is said of one stretch."""

    stretch: Stretch
    guid: str
    passages: list[Passage] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)


@dataclass(slots=True)
class SelectionWriter:
    """Writes the selections of one document of a case."""

    guids: Guids
    case: str
    document: str
    text: StoredText
    notes: list[Element]
    losses: list[Loss]
    used: set[str]
    """The GUIDs of selections so far."""

    def elements(self, passages: Sequence[Passage], grounds: Sequence[Ground]) -> list[Element]:
        """The selections, in the order of the text."""
        groups: dict[tuple[str, Stretch], Group] = {}
        for passage in passages:
            group = self._group(groups, passage)
            if group is not None:
                group.passages.append(passage)
        for code, evidence in grounds:
            group = self._group(groups, evidence)
            if group is not None:
                group.grounds.append((code, evidence))
        listed = sorted(
            groups.values(), key=lambda one: (one.stretch.start, one.stretch.end, one.guid)
        )
        return [self._selection(group) for group in listed]

    def _group(self, groups: dict[tuple[str, Stretch], Group], anchor: Anchor) -> Group | None:
        asked = Quotation(anchor.quote, anchor.prefix, anchor.suffix, anchor.start)
        found = verify(asked, self.text)
        if found.outcome not in (Outcome.FOUND, Outcome.MOVED):
            why = f"its words are not in '{anchor.document}' as quoted; run 'qualcode check'"
            self.losses.append(Loss("passage", anchor.quote[:60], why))
            return None
        stretch = found.places[0]
        key = (anchor.refi, stretch)
        if key not in groups:
            place = (self.case, self.document, str(stretch.start), str(stretch.end))
            guid = anchor.refi if anchor.refi not in self.used else made(*place, anchor.refi)
            groups[key] = Group(stretch, guid or made(*place))
            self.used.add(groups[key].guid)
        return groups[key]

    def _selection(self, group: Group) -> Element:
        words = " ".join(self.text.text[group.stretch.start : group.stretch.end].split())
        name = words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1].rstrip()}…"
        bare = [one for one in group.passages if not one.codes]
        coders = [one.coder for one in group.passages if one.codes] or [
            one.coder for one in bare if one.coder
        ]
        said = {
            "guid": group.guid,
            "name": name,
            "startPosition": str(group.stretch.start),
            "endPosition": str(group.stretch.end),
            **self._user(coders[0] if coders else ""),
        }
        if bare and len(bare) == len(group.passages):
            said |= _time(bare[0].date)
        spare = self._joined([one.note for one in bare])
        stands_alone = bool(bare) and (bool(coders) or not group.grounds)
        applied = list(self._applied(group))
        if spare and applied and not (stands_alone and not coders_of_codes(group)):
            applied[0] = _with_note(applied[0], spare)
            spare = ""
        children = [self._coding(group, one) for one in applied]
        children += self._note(group.guid, spare)
        return Element("PlainTextSelection", said, children=children)

    def _applied(self, group: Group) -> Iterator[Applied]:
        """What is applied: by each coder in turn, then the evidence; nothing twice."""
        for coder in dict.fromkeys(one.coder for one in group.passages if one.codes):
            own = [one for one in group.passages if one.codes and one.coder == coder]
            note = self._joined([one.note for one in own])
            date = min((one.date for one in own if one.date), default="")
            for id in dict.fromkeys(id for one in own for id in one.codes):
                code = self.guids.study.codebook.codes.get(id)
                if code is not None:
                    yield Applied(self.guids.code(code), coder, date, note)
                    note = ""
        grounds: dict[str, list[Label]] = {}
        for ground, evidence in group.grounds:
            grounds.setdefault(self.guids.code(ground), []).append(evidence.says)
        for guid in sorted(grounds):
            yield Applied(guid, note=self._joined(grounds[guid]))

    def _joined(self, labels: Sequence[Label]) -> str:
        language = self.guids.study.project.language
        return "\n\n".join(filter(None, (in_language(one, language) for one in labels)))

    def _coding(self, group: Group, applied: Applied) -> Element:
        guid = made(group.guid, applied.code, applied.coder and self.guids.coder(applied.coder))
        said = {"guid": guid, **self._user(applied.coder), **_time(applied.date)}
        reference = Element("CodeRef", {"targetGUID": applied.code})
        return Element("Coding", said, children=[reference, *self._note(guid, applied.note)])

    def _user(self, coder: str) -> dict[str, str]:
        return {"creatingUser": self.guids.coder(coder)} if coder else {}

    def _note(self, owner: str, text: str) -> Iterator[Element]:
        """A reference to a note, which is put with the others."""
        if text:
            guid = made(owner, "note")
            self.notes.append(note_element(guid, text))
            yield Element("NoteRef", {"targetGUID": guid})


def coders_of_codes(group: Group) -> bool:
    """Whether somebody applies a code to the stretch."""
    return any(one.codes for one in group.passages)


def _with_note(applied: Applied, more: str) -> Applied:
    note = f"{applied.note}\n\n{more}" if applied.note else more
    return Applied(applied.code, applied.coder, applied.date, note)


def _time(date: str) -> dict[str, str]:
    return {"creationDateTime": moment(date)} if moment(date) else {}
