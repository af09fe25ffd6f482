"""A quotation is not in its document as the case file has it.

Whoever looks it up finds other words, or the right words in another place than was meant. The words
are found although lines break elsewhere; they are told apart by the words around them.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from qualcode.diagnostics import (
    Diagnostic,
    Fix,
    Location,
    Related,
    Respelled,
    Rule,
    Severity,
    finding,
    with_fix,
)
from qualcode.documents.nearest import differences_in_words
from qualcode.documents.quotes import (
    Outcome,
    Quotation,
    Stretch,
    Verified,
    quotation_of,
    verify,
)
from qualcode.documents.stored import StoredText
from qualcode.model.anchor import Anchor
from qualcode.model.case import Case
from qualcode.model.document import CaseDocument
from qualcode.model.places import DOCUMENTS, case_file_of
from qualcode.model.study import Study
from qualcode.model.walk import evidence_of

ABSENT = Rule("QC309", "quote-absent", Severity.ERROR, "A quotation is not in its document.")
ALTERED = Rule("QC310", "quote-altered", Severity.ERROR, "A quotation differs from its document.")
AMBIGUOUS = Rule(
    "QC311", "quote-ambiguous", Severity.ERROR, "The words of a quotation are there several times."
)
OUT_OF_CONTEXT = Rule(
    "QC312", "quote-out-of-context", Severity.ERROR, "What surrounds a quotation has changed."
)
MOVED = Rule("QC313", "quote-moved", Severity.WARNING, "A quotation has another position.")
RULES = (ABSENT, ALTERED, AMBIGUOUS, OUT_OF_CONTEXT, MOVED)

_SHOWN = 3
"""So many places, or differences, are shown of one quotation."""


class _Sought(NamedTuple):
    """A quotation of a case, with what came of looking for it."""

    anchor: Anchor
    quotation: Quotation
    file: str
    text: StoredText
    verified: Verified


def check(study: Study) -> Iterator[Diagnostic]:
    """Every quotation of a passage or of evidence that its stored document does not bear out."""
    for case in study.sheets:
        for sought in _sought(case, study):
            yield from _SAID[sought.verified.outcome](sought)


def _sought(case: Case, study: Study) -> Iterator[_Sought]:
    texts: dict[str, StoredText] = {}
    cited = (one for one in evidence_of(case, study.coded(case)) if not one.passage)
    for anchor in (*cited, *case.passages):
        document = case.documents.get(anchor.document)
        if document is None or not document.text or not anchor.quote.strip():
            continue
        text = texts.setdefault(document.id, StoredText(document.text))
        quotation = Quotation(anchor.quote, anchor.prefix, anchor.suffix, anchor.start)
        file = _file_of(document, case)
        yield _Sought(anchor, quotation, file, text, verify(quotation, text))


def _file_of(document: CaseDocument, case: Case) -> str:
    home = case_file_of(case.position.file).rpartition("/")[0]
    return f"{home}/{DOCUMENTS}/{document.file}"


def _nothing(_: _Sought) -> Iterable[Diagnostic]:
    return ()


def _absent(sought: _Sought) -> Iterator[Diagnostic]:
    message = f"'{sought.anchor.document}' has neither these words nor any much like them"
    hint = "copy the exact words from the document, or look whether another one has them"
    yield finding(ABSENT, sought.anchor.place_of("quote"), message, hint)


def _altered(sought: _Sought) -> Iterator[Diagnostic]:
    near = sought.verified.nearest
    differences = () if near is None else near.differences
    line = sought.text.spot(sought.verified.places[0].start).line
    named = sought.anchor.document
    message = f"'{named}' does not have these words, but nearly the same in line {line}"
    said = differences_in_words(differences)
    hint = f"the document {said}" if said else "copy the words from the document"
    yield finding(ALTERED, sought.anchor.place_of("quote"), message, hint, _places(sought))


def _ambiguous(sought: _Sought) -> Iterator[Diagnostic]:
    places = sought.verified.places
    message = f"'{sought.anchor.document}' has these words {len(places)} times"
    at = sought.anchor.start
    meant = next((one for one in places if one.start == at), None)
    hint = "write what comes before or after them: 'prefix: ...' or 'suffix: ...'"
    if meant is not None:
        hint = f"the position alone is true only until the text changes; {_context(meant, sought)}"
    yield finding(AMBIGUOUS, sought.anchor.place_of("quote"), message, hint, _places(sought))


def _context(meant: Stretch, sought: _Sought) -> str:
    made = quotation_of(meant, sought.text)
    sides = (("prefix", made.prefix), ("suffix", made.suffix))
    written = [f"{key}: '{_in_quotes(words)}'" for key, words in sides if words]
    return f"add {', '.join(written)}"


def _in_quotes(words: str) -> str:
    """Words as they stand between single quotes in YAML."""
    return " ".join(words.split()).replace("'", "''")


def _out_of_context(sought: _Sought) -> Iterator[Diagnostic]:
    anchor = sought.anchor
    where = "once" if len(sought.verified.places) == 1 else f"{len(sought.verified.places)} times"
    message = f"'{anchor.document}' has these words {where}, but with other words around them"
    hint = "look whether it is the place you mean, and correct the prefix and the suffix"
    yield finding(OUT_OF_CONTEXT, anchor.place_of("quote"), message, hint, _places(sought))


def _moved(sought: _Sought) -> Iterator[Diagnostic]:
    start = sought.verified.places[0].start
    message = f"these words begin at position {start}, not {sought.anchor.start}"
    hint = f"write 'position: {start}', or leave the position out"
    at = sought.anchor.place_of("position")
    found = finding(MOVED, at, message, hint, _places(sought))
    old = sought.anchor.start
    fix = None if old is None else Fix(f"now {start}", (Respelled(at, old, start),))
    yield with_fix(found, fix)


def _places(sought: _Sought) -> Iterator[Related]:
    for place in sought.verified.places[:_SHOWN]:
        start, end = sought.text.spot(place.start), sought.text.spot(place.end)
        at = Location(sought.file, *start, *end)
        speakers = sought.text.speakers(place.start, place.end)
        yield Related(at, f"here, {' and '.join(speakers)} speaking" if speakers else "here")


_SAID: dict[Outcome, Callable[[_Sought], Iterable[Diagnostic]]] = {
    Outcome.FOUND: _nothing,
    Outcome.MOVED: _moved,
    Outcome.AMBIGUOUS: _ambiguous,
    Outcome.OUT_OF_CONTEXT: _out_of_context,
    Outcome.ALTERED: _altered,
    Outcome.ABSENT: _absent,
}
