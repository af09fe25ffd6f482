"""Excerpts as they are shown: with their place, their speakers, and the words around them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode import __version__
from qualcode.documents.quotes import Stretch
from qualcode.documents.stored import StoredText
from qualcode.model.case import Evidence
from qualcode.query.excerpts import Excerpt, Kind
from qualcode.query.index import Index
from qualcode.tables.table import Table
from qualcode.tables.verdicts import FORMAT

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Shown:
    """An excerpt with what stands around it in its document, as far as that is known.

    `words` are those of the document; `before`, `words` and `after` follow upon one another.
    `line` and `start` count in the document.
    """

    excerpt: Excerpt
    words: str
    before: str = ""
    after: str = ""
    speakers: tuple[str, ...] = ()
    line: int | None = None
    start: int | None = None


def shown(index: Index, numbers: Iterable[int], context: int) -> tuple[Shown, ...]:
    """Excerpts in order, each with up to so many characters of context on either side."""
    return tuple(_shown(index, number, context) for number in index.in_order(numbers))


def _shown(index: Index, number: int, context: int) -> Shown:
    excerpt, place, text = index.excerpts[number], index.place(number), index.text(number)
    if place is None or text is None:
        return Shown(excerpt, _in_one_line(excerpt.words))
    return Shown(
        excerpt,
        _in_one_line(text.text[place.start : place.end]),
        _before(text, place, context),
        _after(text, place, context),
        text.speakers(place.start, place.end),
        text.spot(place.start).line,
        place.start,
    )


def _before(text: StoredText, place: Stretch, size: int) -> str:
    """Whole words before a place."""
    begin = max(place.start - size, 0)
    around = text.text[begin : place.start]
    if begin and not text.text[begin - 1].isspace():
        around = around.partition(" ")[2] if " " in around else ""
    return _SPACE.sub(" ", around).lstrip()


def _after(text: StoredText, place: Stretch, size: int) -> str:
    """Whole words after a place."""
    end = place.end + size
    around = text.text[place.end : end]
    if end < len(text.text) and not text.text[end].isspace():
        around = around.rpartition(" ")[0]
    return _SPACE.sub(" ", around).rstrip()


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def where_in_case(one: Shown) -> str:
    """Where in its case an excerpt is: its document, and the line if it is known."""
    return ", ".join(filter(None, (one.excerpt.anchor.document, _line_of(one))))


def source_of(one: Shown) -> str:
    """Where an excerpt is from: its case, its document, and the line if it is known."""
    return f"{one.excerpt.case.id}, {where_in_case(one)}"


def _line_of(one: Shown) -> str:
    """The line, or the place that the case file names."""
    if one.line is not None:
        return f"line {one.line}"
    anchor = one.excerpt.anchor
    return anchor.at if isinstance(anchor, Evidence) else ""


def quoted(one: Shown) -> str:
    """The words of an excerpt in quotation marks; a paraphrase has none."""
    return one.words if one.excerpt.kind is Kind.PARAPHRASE else f"“{one.words}”"


_COLUMNS = ("case", "document", "where", "speaker", "codes", "coder", "before", "words", "after")


def excerpt_table(found: Sequence[Shown], title: str) -> Table:
    """One row an excerpt."""
    return Table(title, _COLUMNS, tuple(map(_row, found)))


def _row(one: Shown) -> tuple[str, ...]:
    excerpt = one.excerpt
    return (
        *(excerpt.case.id, excerpt.anchor.document, _line_of(one), ", ".join(one.speakers)),
        *(", ".join(excerpt.codes), excerpt.coder, one.before, one.words, one.after),
    )


def by_code(found: Sequence[Shown]) -> Table:
    """How many of the excerpts have each code, and in how many cases, the most frequent first."""
    excerpts: Counter[str] = Counter()
    cases: dict[str, set[str]] = {}
    for one in found:
        for code in one.excerpt.codes:
            excerpts[code] += 1
            cases.setdefault(code, set()).add(one.excerpt.case.id)
    ordered = sorted(excerpts, key=lambda code: (-excerpts[code], code))
    rows = ((code, str(excerpts[code]), str(len(cases[code]))) for code in ordered)
    return Table("by code", ("code", "excerpts", "cases"), tuple(rows))


def by_case(found: Sequence[Shown]) -> Table:
    """How many of the excerpts are of each case."""
    excerpts = Counter(one.excerpt.case.id for one in found)
    rows = tuple((case, str(number)) for case, number in sorted(excerpts.items()))
    return Table("by case", ("case", "excerpts"), rows)


def found_as_data(expression: str, found: Sequence[Shown], left_open: int) -> Mapping[str, object]:
    """The envelope of `query --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "expression": expression,
        "excerpts": [excerpt_as_data(one) for one in found],
        "left_open": left_open,
        "by_code": [
            {"code": code, "excerpts": int(number), "cases": int(cases)}
            for code, number, cases in by_code(found).rows
        ],
        "by_case": [
            {"case": case, "excerpts": int(number)} for case, number in by_case(found).rows
        ],
    }


def excerpt_as_data(one: Shown) -> Mapping[str, object]:
    """An excerpt with its place, for JSON."""
    excerpt = one.excerpt
    return {
        "kind": excerpt.kind.value,
        "case": excerpt.case.id,
        "document": excerpt.anchor.document,
        "line": one.line,
        "start": one.start,
        "speakers": list(one.speakers),
        "codes": list(excerpt.codes),
        "coder": excerpt.coder or None,
        "before": one.before,
        "words": one.words,
        "after": one.after,
        "position": str(excerpt.anchor.position),
    }
