"""A document with the passages of its case as spans."""

from dataclasses import dataclass

from qualcode.collecting.item import place_of
from qualcode.documents.spanning import write_spans
from qualcode.documents.spans import Name, Span
from qualcode.documents.stored import StoredText
from qualcode.model.anchor import Passage
from qualcode.model.case import Case


@dataclass(frozen=True, slots=True)
class Copied:
    """The coded copy of a document, the passages in it, and those that are not: why is said."""

    document: str
    text: str
    passages: tuple[Passage, ...]
    left_out: tuple[tuple[Passage, str], ...]


def coded_copy(case: Case, document: str, stored: StoredText) -> Copied:
    """The text of a document with its passages as spans, from which they can be collected again."""
    spans: list[Span] = []
    kept: list[Passage] = []
    left_out: list[tuple[Passage, str]] = []
    for passage in case.passages:
        if passage.document != document:
            continue
        place = place_of(passage, stored)
        if place is None:
            left_out.append((passage, "its words are not found there, or several times"))
        elif not (passage.codes or passage.id):
            left_out.append((passage, "it has neither codes nor an id"))
        else:
            codes = tuple(Name(code, 0, 0) for code in passage.codes)
            spans.append(Span(place.start, place.end, codes, passage.id, passage.coder))
            kept.append(passage)
    return Copied(document, write_spans(stored.text, spans), tuple(kept), tuple(left_out))
