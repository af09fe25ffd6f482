"""How the positions of a file count, and where its selections stand in the stored text.

The standard counts Unicode code points from 0 (REFI-QDA 1.5, 10.2), but programs differ: whether
the end is the last character or the one after it, whether a Windows line end is one or two, whether
a byte order mark and letters outside the basic plane count as more. What agrees best with the words
that the selections themselves carry is taken: the end for the whole file, the rest for each source.
NVivo gives no words. Then it is what clearly more selections of whole words come of.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import product
from typing import Final, NamedTuple

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.documents.stored import stored_form
from qualcode.exchange.refi.model import Selection, Source

OUTSIDE_TEXT = Rule(
    "QC706", "outside-text", Severity.ERROR, "A selection in REFI-QDA lies outside its text."
)
RULES = (OUTSIDE_TEXT,)

_MARK: Final = "\ufeff"
_FEWEST_LETTERS: Final = 3
"""A name of fewer letters agrees with too many places."""
_FEWEST_WHOLE: Final = 3
_SHARE_OF_WHOLE: Final = 4
"""So many more selections of whole words, and a quarter of all, are no accident."""


class Counting(NamedTuple):
    """What counts as more or less than one character in the positions of a source."""

    line_end: int
    counts_mark: bool
    in_utf16: bool


class Agreement(NamedTuple):
    """How many selections have exactly the words of their names, begin so, lie in the text.

    `whole` is how many begin with a word and cut none.
    """

    exact: int = 0
    begins: int = 0
    within: int = 0
    whole: int = 0

    def plus(self, other: "Agreement") -> "Agreement":
        """The agreement of both together."""
        return Agreement(*map(sum, zip(self, other, strict=True)))

    def beats(self, other: "Agreement") -> bool:
        """Whether it agrees better; by whole words only where the names do not tell."""
        if self[:3] != other[:3]:
            return self[:3] > other[:3]
        clearly = max(_FEWEST_WHOLE, self.within // _SHARE_OF_WHOLE)
        return self.whole - other.whole >= clearly


class Places(NamedTuple):
    """The stored text of a source, and the place in it of each position of the file."""

    text: str
    offsets: Sequence[int]
    is_inclusive: bool

    def stretch(self, selection: Selection) -> tuple[int, int] | None:
        """Where a selection begins and ends in the stored text, or None outside it."""
        start, end = selection.start, selection.end + self.is_inclusive
        if not 0 <= start <= end < len(self.offsets):
            return None
        return self.offsets[start], self.offsets[end]


class Settled(NamedTuple):
    """The places of each source by its GUID, what was decided, and what lies outside its text."""

    places: Mapping[str, Places]
    remarks: tuple[str, ...]
    found: tuple[Diagnostic, ...]


def settle(sources: Sequence[tuple[Source, str]]) -> Settled:
    """Where the selections of sources stand, given the texts as they are in the file."""
    texts = [(source, text, cache(partial(_offsets, text))) for source, text in sources]
    best = {
        inclusive: [_best(one.selections, text, offsets, inclusive) for one, text, offsets in texts]
        for inclusive in (False, True)
    }
    totals = {inclusive: Agreement() for inclusive in best}
    for inclusive, found in best.items():
        for agreement, _, _ in found:
            totals[inclusive] = totals[inclusive].plus(agreement)
    inclusive = totals[True].beats(totals[False])
    chosen = list(zip(sources, best[inclusive], strict=True))
    places = {source.guid: one for (source, _), (_, _, one) in chosen}
    remarks = tuple(_remarks(chosen, inclusive))
    outside = (_outside(source, text, one) for (source, text), (_, _, one) in chosen)
    return Settled(places, remarks, tuple(one for found in outside for one in found))


_Best = tuple[Agreement, Counting, Places]


def _best(
    selections: Sequence[Selection],
    text: str,
    offsets: Callable[[Counting], Sequence[int]],
    inclusive: bool,
) -> _Best:
    """The way of counting that agrees best; of several the plainest, which comes first."""
    best: _Best | None = None
    for counting in _countings(text):
        places = Places(stored_form(text), offsets(counting), inclusive)
        agreement = _agreement(selections, places)
        if best is None or agreement.beats(best[0]):
            best = agreement, counting, places
        if agreement.exact == len(selections):
            break
    assert best is not None
    return best


def _countings(text: str) -> Iterator[Counting]:
    """The ways of counting that make a difference to a text, the plainest first."""
    as_it_is = 2 if "\r\n" in text else 1
    line_ends = (as_it_is, 3 - as_it_is) if "\n" in text else (as_it_is,)
    marks = (False, True) if text.startswith(_MARK) else (False,)
    units = (False, True) if max(text, default="") > "\uffff" else (False,)
    for counts_mark, in_utf16, line_end in product(marks, units, line_ends):
        yield Counting(line_end, counts_mark, in_utf16)


def _offsets(text: str, counting: Counting) -> Sequence[int]:
    """The place in the stored text of each position, and of the end."""
    stored = stored_form(text)
    if counting == (1, False, False) or (
        not counting.counts_mark and not counting.in_utf16 and "\n" not in stored
    ):
        return range(len(stored) + 1)
    offsets = [0] if counting.counts_mark else []
    for at, letter in enumerate(stored):
        size = counting.line_end if letter == "\n" else 1
        if counting.in_utf16 and letter > "\uffff":
            size = 2
        offsets += [at] * size
    return (*offsets, len(stored))


def _agreement(selections: Sequence[Selection], places: Places) -> Agreement:
    exact = begins = within = whole = 0
    for selection in selections:
        stretch = places.stretch(selection)
        if stretch is None:
            continue
        within += 1
        whole += _is_whole(places.text, *stretch)
        name = " ".join(selection.name.split())
        said = name.rstrip(".… ")
        if len(said) < _FEWEST_LETTERS:
            continue
        words = " ".join(places.text[slice(*stretch)].split())
        exact += words == name
        begins += words.startswith(said)
    return Agreement(exact, begins, within, whole)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins with a word and cuts none; some programs take a line end along."""
    return not (text[start : start + 1].isspace() or _cuts(text, start) or _cuts(text, end))


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1 : at + 1].isalnum()


def _remarks(chosen: Sequence[tuple[tuple[Source, str], _Best]], inclusive: bool) -> Iterator[str]:
    if inclusive:
        yield "the end of a selection is its last character, in the whole file"
    decided: dict[str, list[str]] = {}
    for (source, text), (_, counting, _) in chosen:
        for said in _said_of(text, counting) if source.selections else ():
            decided.setdefault(said, []).append(f"'{source.name}'")
    for said, names in decided.items():
        yield f"positions in {', '.join(names)} {said}"


def _said_of(text: str, counting: Counting) -> Iterator[str]:
    if "\r\n" in text or counting.line_end == 2:
        yield "count a line end as " + (
            "two characters" if counting.line_end > 1 else "one character"
        )
    if text.startswith(_MARK):
        yield f"{'' if counting.counts_mark else 'do not '}count the byte order mark"
    if counting.in_utf16:
        yield "count UTF-16 units, so an emoji is two characters"


def _outside(source: Source, text: str, places: Places) -> Iterator[Diagnostic]:
    for one in source.selections:
        if places.stretch(one) is None:
            hint = "export the project again with its sources; the text may be another one"
            yield finding(OUTSIDE_TEXT, one.at, _why_outside(one, source.name, text), hint)


def _why_outside(selection: Selection, name: str, text: str) -> str:
    said = f"the selection from {selection.start} to {selection.end}"
    where = f" in '{name}'" if name else ""
    if selection.start > selection.end:
        return f"{said}{where} ends before it begins"
    return f"{said} lies outside its text{where}, which ends at {len(text)}"
