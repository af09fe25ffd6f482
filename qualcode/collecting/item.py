"""What is collected from a coded copy or a Word file: a passage, or a note about one."""

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.diagnostics import Diagnostic, Location
from qualcode.documents.folding import trimmed
from qualcode.documents.quotes import Outcome, Quotation, Stretch, verify
from qualcode.documents.stored import StoredText
from qualcode.model.anchor import Anchor, Passage
from qualcode.model.base import POSITION

_PLACED = (Outcome.FOUND, Outcome.MOVED)


@dataclass(frozen=True, slots=True)
class Item:
    """A passage as somebody coded it elsewhere: at `at`, with codes that stand at `code_places`.

    Without `stretch` its words were not found in the stored text of its document. Whose it is may
    have been said beside it, or for the whole file. With a `memo` it has no codes, and somebody
    says this about it.
    """

    document: str
    quotation: Quotation
    stretch: Stretch | None
    at: Location
    codes: tuple[str, ...] = ()
    code_places: tuple[Location, ...] = ()
    id: str = ""
    coder: str = ""
    names_coder: bool = True
    memo: str = ""
    date: str = ""

    def passage(self, id: str = "") -> Passage:
        """The item as a passage of a case, perhaps under another id."""
        quotation = self.quotation
        raw = {
            "document": self.document,
            "quote": quotation.quote,
            "prefix": quotation.prefix,
            "suffix": quotation.suffix,
            "position": quotation.position,
            "id": id or self.id,
            "codes": self.codes,
            "coder": self.coder,
            "__code_positions__": self.code_places,
            "__places__": {"quote": self.at, "id": self.at, "position": self.at},
            POSITION: self.at,
        }
        return Passage.model_validate(raw)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one file gave: items, what is wrong with it, and its text as findings are to show it.

    `coders` are those whose passages the file is to have all of; None means everybody.
    """

    file: str
    document: str
    items: tuple[Item, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    shown: str = ""
    coders: frozenset[str] | None = None


def place_of(anchor: Anchor, text: StoredText) -> Stretch | None:
    """Where the words of a passage stand, if that can be told."""
    quotation = Quotation(anchor.quote, anchor.prefix, anchor.suffix, anchor.start)
    return found_at(quotation, text) if anchor.quote.strip() else None


def found_at(quotation: Quotation, text: StoredText) -> Stretch | None:
    """The one place of a quotation in a text; None where it is not there, or several times."""
    verified = verify(quotation, text)
    if verified.outcome not in _PLACED:
        return None
    place = verified.places[0]
    return Stretch(*trimmed(text.text, place.start, place.end))


def in_one_line(quotation: Quotation, stretch: Stretch, text: StoredText) -> Quotation:
    """A quotation without its line breaks, unless they are needed to find it."""
    quote, prefix, suffix = (" ".join(one.split()) for one in _words(quotation))
    flat = Quotation(quote, prefix, suffix, quotation.position)
    return flat if found_at(flat, text) == stretch else quotation


def _words(quotation: Quotation) -> Iterator[str]:
    yield from (quotation.quote, quotation.prefix, quotation.suffix)
