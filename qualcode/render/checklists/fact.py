"""What the data of a study say of one aspect, in words and with where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.diagnostics import Location
from qualcode.render.language import Language


@dataclass(frozen=True, slots=True)
class Fact:
    """What the data say, in one language, and the first place in each file where they stand.

    `is_complete` tells whether nothing need be added by a person; `is_in_report` whether the report
    has it in any case.
    """

    text: str
    at: tuple[Location, ...]
    is_complete: bool = False
    is_in_report: bool = False


def first_in_files(places: Iterable[Location]) -> tuple[Location, ...]:
    """The first of the places in each file, in the order of the files."""
    first: dict[str, Location] = {}
    for at in sorted(place for place in places if place.file):
        first.setdefault(at.file, at)
    return tuple(first.values())


def in_pairs(pairs: Iterable[tuple[str, int | str]], language: Language) -> str:
    """Labels with what belongs to them: 'documents: 5; quotations: 3'."""
    said = (
        f"{label}: {language.number(value) if isinstance(value, int) else value}"
        for label, value in pairs
    )
    return "; ".join(said)


def out_of(n: int, total: int, language: Language) -> str:
    """A part of a number of things: '3 of 5'."""
    words = {"n": language.number(n), "total": language.number(total)}
    return language.gettext("%(n)s of %(total)s") % words
