"""References between the texts of a report: each text is rendered until all have their numbers."""

from collections.abc import Iterator, Mapping, Sequence, Set

from qualcode.diagnostics import Diagnostic, Location
from qualcode.model.typology import Typology
from qualcode.render.draft import Draft, Rendered, Report, draft_of
from qualcode.render.keys import given_twice, unknown_key
from qualcode.render.numbering import GivenTwice, Unmet
from qualcode.render.parts import Part, parts_of
from qualcode.render.places import Place, word_at


class Drafts:
    """Renders the texts of one report; what a part was found to have is kept for the others."""

    def __init__(self, report: Report) -> None:
        """Nothing is rendered yet."""
        self._report = report
        self._first: dict[Part, Draft] = {}

    def text(self, subject: Part | Typology) -> Rendered:
        """The text of a part or a typology; other parts are rendered where a number is missing."""
        draft = self._of(subject) if isinstance(subject, Part) else draft_of(self._report, subject)
        numbering = draft.numbering
        if draft.rendered.text is None:
            return draft.rendered
        if numbering.unmet:
            wanted = {one.key for one in numbering.unmet} - numbering.numbers.keys()
            known = {**self._elsewhere(subject, wanted), **numbering.numbers}
            draft = draft_of(self._report, subject, known)
        found = (*self._unknown(draft.numbering.unmet), *self._twice(subject, draft))
        return Rendered(draft.rendered.path, None, found) if found else draft.rendered

    def _of(self, part: Part) -> Draft:
        if part not in self._first:
            self._first[part] = draft_of(self._report, part)
        return self._first[part]

    def _elsewhere(self, subject: Part | Typology, wanted: Set[str]) -> Mapping[str, str]:
        """The numbers that are wanted, from the first parts that have them."""
        found: dict[str, str] = {}
        for part in parts_of(self._report.templates):
            if wanted <= found.keys():
                break
            if part != subject:
                found = {**self._of(part).numbering.numbers, **found}
        return found

    def _unknown(self, unmet: Sequence[Unmet]) -> Iterator[Diagnostic]:
        broken = [found for one in self._first.values() for found in one.rendered.findings]
        if unmet and broken:
            yield from broken  # the number may be given where rendering broke off
            return
        known = [key for one in self._first.values() for key in one.numbering.numbers]
        for one in unmet:
            yield unknown_key(one.key, self._at(one.key, one.places), known)

    def _at(self, key: str, places: tuple[Place, ...]) -> Location:
        return word_at(key, places, self._report.templates)

    def _twice(self, subject: Part | Typology, draft: Draft) -> Iterator[Diagnostic]:
        for one in (*draft.numbering.twice, *self._given_before(subject, draft)):
            yield given_twice(one.key, self._at(one.key, one.places), self._at(one.key, one.first))

    def _given_before(self, subject: Part | Typology, draft: Draft) -> Iterator[GivenTwice]:
        """Keys that an earlier part has, among those parts that were rendered."""
        parts = parts_of(self._report.templates)
        earlier = parts[: parts.index(subject)] if isinstance(subject, Part) else ()
        for part in earlier:
            given = self._first[part].numbering.places if part in self._first else {}
            for key, places in draft.numbering.places.items():
                if key in given:
                    yield GivenTwice(key, places, given[key])
