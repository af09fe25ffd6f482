"""A copy of a document with codes as spans, compared with the document and read into items."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice, takewhile
from typing import Final

from qualcode.collecting.item import Gathered, Item, in_one_line
from qualcode.diagnostics import Diagnostic, Location, finding
from qualcode.documents.quotes import Stretch, quotation_of
from qualcode.documents.spans import Fault, Marked, Span, read_spans
from qualcode.documents.stored import StoredText, stored_form, whole_words
from qualcode.model.codebook import Codebook
from qualcode.rules.collected import BROKEN_SPAN, COPY_DIFFERS, unknown_coder

_SHOWN: Final = 5
"""So many differences between a copy and its document are shown."""
_LONGEST: Final = 60


class CopyReader:
    """Reads the copy of one document; `document` is its id and `stored` its text."""

    def __init__(self, file: str, copy: str, document: str, stored: StoredText) -> None:
        """A reader of a copy in a file."""
        self._file, self._document, self._stored = file, document, stored
        self._copy = StoredText(stored_form(copy))

    def read(self, coder: str, book: Codebook) -> Gathered:
        """The items of the copy; spans that name nobody are by `coder`."""
        whose = frozenset({coder}) if coder else None
        gathered = Gathered(self._file, self._document, shown=self._copy.text, coders=whose)
        readings = [read_spans(self._copy.text, escaped=one) for one in (False, True)]
        same = (one for one in readings if one.text.rstrip() == self._stored.text.rstrip())
        marked = next(same, None)
        if marked is None:
            return Gathered(
                self._file, self._document, (), self._troubles(readings), gathered.shown
            )
        items = tuple(self._item(one, coder) for one in marked.spans if one.start < one.end)
        found = [self._broken(one) for one in marked.faults]
        for item in items:
            found += unknown_coder(item.coder, item.at, book)
        return Gathered(
            self._file, self._document, items, tuple(found), gathered.shown, coders=whose
        )

    def _item(self, span: Span, coder: str) -> Item:
        stretch = Stretch(span.start, span.end)
        quotation = quotation_of(stretch, self._stored)
        begin = quotation.position or 0
        stretch = Stretch(begin, begin + len(quotation.quote))
        return Item(
            document=self._document,
            quotation=in_one_line(quotation, stretch, self._stored),
            stretch=stretch,
            at=self._at(span.begins, span.ends),
            codes=tuple(code.text for code in span.codes),
            code_places=tuple(self._at(code.start, code.end) for code in span.codes),
            id=span.id,
            coder=span.coder or (coder if span.codes else ""),
            names_coder=bool(span.coder),
        )

    def _at(self, start: int, end: int) -> Location:
        return Location(self._file, *self._copy.spot(start), *self._copy.spot(end))

    def _broken(self, fault: Fault) -> Diagnostic:
        at = self._at(fault.start, fault.end)
        return finding(BROKEN_SPAN, at, fault.message, fault.hint)

    def _troubles(self, readings: list[Marked]) -> tuple[Diagnostic, ...]:
        """Broken spans, where there are any: they make the text another one."""
        likest = max(readings, key=lambda one: _alike(one.text, self._stored.text))
        broken = (*likest.faults, *likest.suspects)
        if broken:
            return tuple(self._broken(one) for one in broken)
        return tuple(self._differences(likest))

    def _differences(self, marked: Marked) -> Iterator[Diagnostic]:
        ours = marked.text.rstrip().splitlines(keepends=True)
        theirs = self._stored.text.rstrip().splitlines(keepends=True)
        blocks = SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes()
        changed = [block for block in blocks if block[0] != "equal"]
        for number, (_, i, j, k, end) in enumerate(islice(changed, _SHOWN)):
            before = sum(len(line) for line in ours[:k])
            there, here = "".join(theirs[i:j]), "".join(ours[k:end])
            message, start = _difference(there, here, self._document)
            if number == _SHOWN - 1 and len(changed) > _SHOWN:
                message += f"; {len(changed) - _SHOWN} more places differ"
            last = max(len(marked.text) - 1, 0)
            at = marked.place(min(before + start, last)) if marked.text else 0
            hint = (
                "only brackets and codes may be added; 'qualcode code write-out' makes a new copy"
            )
            yield finding(COPY_DIFFERS, self._at(at, at), message, hint)


def _alike(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _difference(there: str, here: str, document: str) -> tuple[str, int]:
    """What differs between lines of a document and of its copy, and where in the latter."""
    start = _alike(there, here)
    stop = _alike(there[start:][::-1], here[start:][::-1])
    first, _ = whole_words(here, start, start)
    ends = [len(there) - stop, len(here) - stop]
    if any(
        end > first and not one[end - 1].isspace()
        for one, end in zip((there, here), ends, strict=True)
    ):
        ends = [whole_words(one, end, end)[1] for one, end in zip((there, here), ends, strict=True)]
    theirs, ours = there[first : ends[0]], here[first : ends[1]]
    quoted_theirs, quoted_ours = (" ".join(one.split()) for one in (theirs, ours))
    if quoted_theirs == quoted_ours:
        return f"the lines or the space between words are not those of '{document}'", start
    if not quoted_theirs:
        return f"this copy has '{_cut(quoted_ours)}', which '{document}' does not have", first
    if not quoted_ours:
        return f"this copy lacks '{_cut(quoted_theirs)}' of '{document}'", first
    said = f"this copy has '{_cut(quoted_ours)}' where '{document}' has '{_cut(quoted_theirs)}'"
    return said, first


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 3]}..."
