"""What a change of the codebook touches and moves, as text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from qualcode.console.lines import wrapped
from qualcode.refactoring.renaming import Touched
from qualcode.tables.moves import verdicts_in_words
from qualcode.typology.verdict import CaseVerdict


class MovedCase(Protocol):
    """What is needed of a case with another verdict."""

    @property
    def typology(self) -> str:
        """The typology."""

    @property
    def case(self) -> str:
        """The case."""

    @property
    def before(self) -> CaseVerdict:
        """What it was."""

    @property
    def after(self) -> CaseVerdict:
        """What it would be."""


def places_as_text(touched: Iterable[Touched]) -> str:
    """Each place with what stands there and what is to stand there, one a line."""
    return "\n".join(f"{one.at}: {_line(one.before)} -> {_line(one.after)}" for one in touched)


def _line(text: str) -> str:
    return " ".join(text.split()) or "(nothing)"


def doubts_as_text(in_doubt: Sequence[Touched]) -> str:
    """The words of templates that may mean a name, too."""
    if not in_doubt:
        return ""
    head = "left alone, because nobody can be sure that the name is meant; look at them yourself:"
    lines = (f"  {one.at}: '{one.before}'" for one in in_doubt)
    return "\n".join((*wrapped(head, ""), *lines))


def moves_as_text(moved: Sequence[MovedCase], compared: int) -> str:
    """Which verdicts move, or that none does."""
    if not moved:
        return f"no verdict moves ({_count(compared, 'verdict')} compared)"
    return "\n".join((f"{len(moved)} of {_count(compared, 'verdict')} move:", *_moves(moved)))


def _moves(moved: Iterable[MovedCase]) -> Iterator[str]:
    for one in moved:
        way = f"{verdicts_in_words(one.before)} -> {verdicts_in_words(one.after)}"
        yield from wrapped(f"{one.case}, {one.typology}: {way}", "  ")


def count_of_places(touched: Sequence[Touched]) -> str:
    """How much is touched, such as '12 places in 4 files'."""
    files = {one.at.file for one in touched}
    return f"{_count(len(touched), 'place')} in {_count(len(files), 'file')}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number:,} {word}s"
