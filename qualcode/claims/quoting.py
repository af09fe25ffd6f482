"""Where quoted words stand in a study, or what stands there instead.

Words may be left out at `[...]` or `(...)`. The first letter may be large or small, and the last
sign another, as the sentence around a quotation asks for. Everything else is as in the source.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from qualcode.claims.claim import Quote
from qualcode.diagnostics import Location
from qualcode.documents.nearest import Nearest, nearest
from qualcode.documents.quotes import places_of
from qualcode.documents.stored import StoredText
from qualcode.model.case import Case
from qualcode.query.excerpts import Excerpt, Kind

_OMISSION = re.compile(r"\s*(?:\[(?:\.\.\.|…)\]|\((?:\.\.\.|…)\))\s*")
_LAST_SIGN = ".,;:!?"


@dataclass(frozen=True, slots=True)
class Source:
    """Words of a study that can be quoted: a passage, evidence, or a whole document.

    Attributes:
        case: the id of its case.
        document: the id of its document.
        roles: the roles of which one must be the speaker's: one if it is known.
        text: the words.
        at: where they are in the case file.
    """

    case: str
    document: str
    roles: tuple[str, ...]
    text: StoredText
    at: Location


@dataclass(frozen=True, slots=True)
class Near:
    """The source that is most like the words, and how it differs."""

    source: Source
    nearest: Nearest


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking for quoted words.

    Attributes:
        words: what was looked for.
        found: the sources that have them, where they were said to be.
        perhaps: those whose speaker may have the role, as one of several.
        elsewhere: those that have them, but were not asked for.
        near: the source that is most like them, if no source has them.
    """

    words: str
    found: tuple[Source, ...]
    perhaps: tuple[Source, ...] = ()
    elsewhere: tuple[Source, ...] = ()
    near: Near | None = None


def sources_of(cases: Iterable[Case], excerpts: Iterable[Excerpt]) -> tuple[Source, ...]:
    """All words that can be quoted: what is coded first, then the documents."""
    coded = (one for one in excerpts if one.kind is not Kind.PARAPHRASE)
    return (
        *(
            Source(
                case=one.case.id,
                document=one.anchor.document,
                roles=one.roles,
                text=StoredText(one.words),
                at=one.anchor.place_of("quote"),
            )
            for one in coded
        ),
        *(
            Source(case.id, one.id, one.respondents, StoredText(one.text), one.position)
            for case in cases
            for one in case.documents.values()
            if one.text
        ),
    )


def look_for(words: str, quote: Quote, sources: Sequence[Source]) -> Looked:
    """Where quoted words are in a study."""
    having = tuple(one for one in sources if _has(one.text, words))
    asked = tuple(one for one in having if _is_asked(one, quote))
    found = tuple(one for one in asked if not quote.role or one.roles == (quote.role,))
    perhaps = tuple(one for one in asked if one not in found and quote.role in one.roles)
    if found or perhaps:
        return Looked(words, _each_place_once(found), _each_place_once(perhaps))
    elsewhere = _each_place_once(having)
    among = (one for one in sources if _is_asked(one, quote))
    return Looked(words, (), (), elsewhere, None if elsewhere else _nearest(words, among))


def _is_asked(source: Source, quote: Quote) -> bool:
    return quote.case in ("", source.case) and quote.document in ("", source.document)


def _each_place_once(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The first source of each document: a passage, rather than the document that it is in."""
    return tuple({(one.case, one.document): one for one in reversed(tuple(sources))}.values())[::-1]


def _has(text: StoredText, words: str) -> bool:
    """Whether a text has the parts of a quotation, one after the other."""
    parts = [part for part in _OMISSION.split(words) if part]
    return bool(parts) and any(_in_order(text, way) for way in product(*_ways(parts)))


def _ways(parts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The ways to read each part: with another case of its first letter, without its last sign."""
    for number, part in enumerate(parts):
        begins = (part, part[0].swapcase() + part[1:]) if number == 0 else (part,)
        is_last = number == len(parts) - 1
        ends = (begin.rstrip(_LAST_SIGN).rstrip() for begin in begins) if is_last else ()
        yield tuple(dict.fromkeys((*begins, *filter(None, ends))))


def _in_order(text: StoredText, parts: Iterable[str]) -> bool:
    at = 0
    for part in parts:
        following = (place for place in places_of(part, text) if place.start >= at)
        place = next(following, None)
        if place is None:
            return False
        at = place.end
    return True


def _nearest(words: str, sources: Iterable[Source]) -> Near | None:
    """The source whose words are most like these, the first of several."""
    parts = [part for part in _OMISSION.split(words) if part]
    found = []
    for source in sources:
        for part in parts:
            near = nearest(part, source.text.text)
            if near is not None:
                found.append(Near(source, near))
    return min(found, key=_distance, default=None)


def _distance(near: Near) -> int:
    return sum(len(one.quoted) + len(one.there) for one in near.nearest.differences)
