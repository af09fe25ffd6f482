"""The framework matrix: for each case and theme (or code) the written summary and its passages.

Ritchie and Spencer 1994, in Bryman and Burgess (eds), Analyzing Qualitative Data, p. 173-194; Gale
et al. 2013, BMC Medical Research Methodology 13:117.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualcode.model.anchor import Passage
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook, Scale
from qualcode.model.summary import Summary
from qualcode.model.tree import codes_about
from qualcode.query.index import Index


class State(StrEnum):
    """How far a cell is: it is outdated when its summary and its passages do not match."""

    WRITTEN = "written"
    OUTDATED = "outdated"
    UNWRITTEN = "no summary"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class FrameworkCell:
    """One case under one theme or code.

    Attributes:
        summary: what is written, if anything is.
        excerpts: its passages, by their numbers, in order.
        missed: those of them that the summary does not name.
        gone: the passages that the summary names and the case does not have.
    """

    summary: Summary | None
    excerpts: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """How far the cell is."""
        if self.summary is None:
            return State.UNWRITTEN if self.excerpts else State.EMPTY
        return State.OUTDATED if self.missed or self.gone else State.WRITTEN


@dataclass(frozen=True, slots=True)
class Framework:
    """The cells by case and topic; topics are themes or codes, in the codebook's order."""

    cases: tuple[str, ...]
    topics: tuple[str, ...]
    cells: Mapping[tuple[str, str], FrameworkCell]

    def of_state(self, state: State) -> tuple[tuple[str, str], ...]:
        """The cases and topics whose cell is in a state, in order."""
        keys = ((case, topic) for case in self.cases for topic in self.topics)
        return tuple(key for key in keys if self.cells[key].state is state)


def themes_of_passages(cases: Iterable[Case], book: Codebook) -> tuple[str, ...]:
    """The themes with codes for passages, and others that a summary is about."""
    about = {name for case in cases for name in case.summaries}
    thematic = {code.theme for code in book.codes.values() if code.scale is Scale.PRESENCE}
    return tuple(theme for theme in book.themes if theme in thematic | about)


def codes_of_passages(cases: Iterable[Case], book: Codebook) -> tuple[str, ...]:
    """The codes for passages, and others that a summary is about."""
    about = {name for case in cases for name in case.summaries}
    codes = book.codes.values()
    return tuple(code.id for code in codes if code.scale is Scale.PRESENCE or code.id in about)


def framework(
    cases: Sequence[Case], topics: Sequence[str], index: Index, book: Codebook
) -> Framework:
    """The framework matrix of cases and topics; every passage is looked at once."""
    found = _by_topic(topics, index, book)
    cells = {
        (case.id, topic): _cell(case, topic, index, found.get((case.id, topic), ()))
        for case in cases
        for topic in topics
    }
    return Framework(tuple(case.id for case in cases), tuple(topics), cells)


def _by_topic(
    topics: Sequence[str], index: Index, book: Codebook
) -> Mapping[tuple[str, str], Sequence[int]]:
    topics_of: dict[str, list[str]] = {}
    for topic in topics:
        for code in codes_about(topic, book):
            topics_of.setdefault(code, []).append(topic)
    found: dict[tuple[str, str], list[int]] = {}
    for number, excerpt in enumerate(index.excerpts):
        if isinstance(excerpt.anchor, Passage):
            named = (topic for code in excerpt.anchor.codes for topic in topics_of.get(code, ()))
            for topic in dict.fromkeys(named):
                found.setdefault((excerpt.case.id, topic), []).append(number)
    return found


def _cell(case: Case, topic: str, index: Index, numbers: Sequence[int]) -> FrameworkCell:
    excerpts = index.in_order(numbers)
    summary = case.summaries.get(topic)
    if summary is None:
        return FrameworkCell(None, excerpts)
    ids = {number: _id(index, number) for number in excerpts}
    known = {passage.id for passage in case.passages if passage.id}
    return FrameworkCell(
        summary,
        excerpts,
        missed=tuple(number for number in excerpts if ids[number] not in summary.passages),
        gone=tuple(name for name in summary.passages if name not in known),
    )


def _id(index: Index, number: int) -> str:
    anchor = index.excerpts[number].anchor
    return anchor.id if isinstance(anchor, Passage) else ""
