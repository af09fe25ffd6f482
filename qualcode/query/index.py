"""An index of excerpts, built once: by code, case, document and the like, and by position."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from qualcode.documents.quotes import Quotation, Stretch, verify
from qualcode.documents.stored import StoredText
from qualcode.model.case import Case
from qualcode.query.excerpts import Excerpt

PERHAPS_ROLE = "perhaps role"
"""The field of the roles that a speaker may have, as one of several respondents."""


class Index:
    """Excerpts by what can be asked of them; each is known by its number.

    Building it takes a step for each excerpt and code. Where an excerpt stands in its document is
    looked up when it is first asked for.
    """

    def __init__(self, excerpts: Sequence[Excerpt]) -> None:
        """An index of these excerpts."""
        self.excerpts = tuple(excerpts)
        self._texts: dict[tuple[str, str], StoredText | None] = {}
        self._places: dict[int, Stretch | None] = {}

    @cached_property
    def everything(self) -> frozenset[int]:
        """The numbers of all excerpts."""
        return frozenset(range(len(self.excerpts)))

    @cached_property
    def _by(self) -> Mapping[tuple[str, str], frozenset[int]]:
        found: dict[tuple[str, str], set[int]] = {}
        for number, excerpt in enumerate(self.excerpts):
            for key in _keys(excerpt):
                found.setdefault(key, set()).add(number)
        return {key: frozenset(numbers) for key, numbers in found.items()}

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The cases that have an excerpt, in their order."""
        return tuple({one.case.id: one.case for one in self.excerpts}.values())

    def having(self, field: str, value: str) -> frozenset[int]:
        """The excerpts whose field (`code`, `case`, `coder` ...) has a value."""
        return self._by.get((field, value), frozenset())

    def text(self, number: int) -> StoredText | None:
        """The stored text of an excerpt's document, or None where there is none."""
        excerpt = self.excerpts[number]
        key = document_key(excerpt)
        if key not in self._texts:
            text = None if excerpt.document is None else excerpt.document.text
            self._texts[key] = None if text is None else StoredText(text)
        return self._texts[key]

    def place(self, number: int) -> Stretch | None:
        """Where an excerpt stands in its document, or None where that is not known."""
        if number not in self._places:
            self._places[number] = self._placed(number)
        return self._places[number]

    def _placed(self, number: int) -> Stretch | None:
        anchor = self.excerpts[number].anchor
        text = self.text(number)
        if text is None or not anchor.quote.strip():
            return None
        sought = Quotation(anchor.quote, anchor.prefix, anchor.suffix, anchor.start)
        return verify(sought, text).place

    def in_order(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Excerpts by case, document and position; those without a position after the others."""

        def key(number: int) -> tuple[str, str, bool, int, int]:
            place = self.place(number)
            start = 0 if place is None else place.start
            return (*document_key(self.excerpts[number]), place is None, start, number)

        return tuple(sorted(numbers, key=key))


def document_key(excerpt: Excerpt) -> tuple[str, str]:
    """What tells the document of an excerpt from all others: its case and its id."""
    return excerpt.case.id, excerpt.anchor.document


def _keys(excerpt: Excerpt) -> Iterator[tuple[str, str]]:
    yield from (("code", code) for code in excerpt.codes)
    case, document = excerpt.case, excerpt.document
    yield from (("case", case.id), ("unit", case.unit), ("group", case.group))
    yield from (("document", excerpt.anchor.document), ("coder", excerpt.coder))
    yield "kind", "" if document is None else document.kind
    yield from ((PERHAPS_ROLE, role) for role in excerpt.roles)
    if len(excerpt.roles) == 1:
        yield "role", excerpt.roles[0]
