"""Where each coder marked passages: documents as stretches of characters, by coder and code.

A coder has coded the documents of a case who has a file with codings for that case; what they left
unmarked there is a judgement. A file in which nothing is coded yet is none, and a coder who marked
no passage in any of the cases is not compared.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.agreement.unitising import Stretch
from qualcode.documents.quotes import Quotation, verify
from qualcode.documents.stored import StoredText
from qualcode.model.case import Case, CoderCodings

Marks = Mapping[str, tuple[Stretch, ...]]
"""The stretches of one coder by their codes, as they were marked."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A document of so many characters, with the marks of every coder who coded its case."""

    case: str
    document: str
    length: int
    marks: Mapping[str, Marks]

    def stretches(self, coder: str, code: str) -> tuple[Stretch, ...]:
        """What a coder gave a code."""
        return self.marks[coder].get(code, ())


@dataclass(frozen=True, slots=True)
class Marking:
    """All documents that coders coded.

    `unmarked` are the coders who coded such cases but marked no passage, `elsewhere` counts the
    passages of documents whose text is not stored.
    """

    texts: tuple[MarkedText, ...]
    unmarked: tuple[str, ...]
    elsewhere: int

    @property
    def codes(self) -> frozenset[str]:
        """The codes that anybody gave a passage."""
        marks = (marks for text in self.texts for marks in text.marks.values())
        return frozenset(code for one in marks for code in one)


def marking(cases: Iterable[Case]) -> Marking:
    """Where coders marked passages in the stored documents of cases."""
    begun = [(case, [one for one in case.codings if not one.is_empty]) for case in cases]
    everyone = {one.coder for _, codings in begun for one in codings}
    marked = {one.coder for _, codings in begun for one in codings if one.passages}
    return Marking(
        texts=tuple(
            text
            for case, codings in begun
            for text in _texts(case, [one for one in codings if one.coder in marked])
        ),
        unmarked=tuple(sorted(everyone - marked)),
        elsewhere=sum(
            passage.document not in case.documents
            for case, codings in begun
            for one in codings
            for passage in one.passages
        ),
    )


def _texts(case: Case, codings: Sequence[CoderCodings]) -> Iterator[MarkedText]:
    for document in case.documents.values():
        if document.text and codings:
            text = StoredText(document.text)
            marks = {one.coder: _marks(one, document.id, text) for one in codings}
            yield MarkedText(case.id, document.id, len(document.text), marks)


def _marks(codings: CoderCodings, document: str, text: StoredText) -> Marks:
    found: dict[str, list[Stretch]] = {}
    for passage in codings.passages:
        if passage.document != document:
            continue
        sought = Quotation(passage.quote, passage.prefix, passage.suffix, passage.start)
        place = verify(sought, text).place
        if place is not None:
            for code in dict.fromkeys(passage.codes):
                found.setdefault(code, []).append(Stretch(place.start, place.end))
    return {code: tuple(sorted(stretches)) for code, stretches in found.items()}


def taken_together(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Stretches in order, those that overlap as one; those that only touch stay apart."""
    whole: list[Stretch] = []
    for one in sorted(stretches):
        if whole and one.begin < whole[-1].end:
            whole[-1] = Stretch(whole[-1].begin, max(whole[-1].end, one.end))
        else:
            whole.append(one)
    return tuple(whole)
