"""The note on method of a report: how cases were coded, counted and typed."""

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.model.codebook import Codebook, QuantityWord
from qualcode.render.draft import Report
from qualcode.render.escaping import md
from qualcode.render.language import Language


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is known of the agreement between coders.

    Attributes:
        coders: how many coded.
        cases: how many cases were coded.
        shared: how many of these by several coders.
        themes: each theme with the middle of its alphas, as the language writes it, or a dash.
    """

    coders: int
    cases: int
    shared: int
    themes: tuple[tuple[str, str], ...]


def method_note(report: Report, heading: str, agreed: Agreed | None) -> str:
    """The note as Markdown."""
    note = _Note(report.study.codebook, Language(report.language))
    blocks = (
        f"# {heading}",
        *note.coding(sum(not case.fixture for case in report.study.cases)),
        *note.agreement(agreed),
        *note.quantities(),
        *note.typologies(),
        *note.missing(),
    )
    return "\n\n".join(blocks) + "\n"


class _Note:
    """Writes the sections of the note."""

    def __init__(self, book: Codebook, language: Language) -> None:
        self._book = book
        self._language = language
        self._word = language.gettext

    def coding(self, cases: int) -> Iterator[str]:
        book, number = self._book, self._language.number
        yield f"## {self._word('Coding')}"
        words = {
            "cases": number(cases),
            "codes": number(len(book.codes)),
            "themes": number(len(book.themes)),
        }
        text = (
            "The report rests on %(cases)s cases, coded with %(codes)s codes in %(themes)s themes."
        )
        yield self._word(text) % words

    def agreement(self, agreed: Agreed | None) -> Iterator[str]:
        if agreed is None:
            return
        number = self._language.number
        yield f"## {self._word('Coders and agreement')}"
        words = {
            "coders": number(agreed.coders),
            "shared": number(agreed.shared),
            "cases": number(agreed.cases),
        }
        text = (
            "%(coders)s coders; %(shared)s of %(cases)s cases were coded by several of them. "
            "Agreement is Krippendorff's alpha; of each theme the middle value of its codes is "
            "given."
        )
        yield self._word(text) % words
        rows = "\n".join(f"| {md(theme)} | {alpha} |" for theme, alpha in agreed.themes)
        if rows:
            yield f"| {self._word('Theme')} | alpha |\n| --- | ---: |\n{rows}"

    def quantities(self) -> Iterator[str]:
        if not self._book.quantity_words:
            return
        yield f"## {self._word('Quantity words and thresholds')}"
        words = {
            "up_to": self._language.number(self._book.number_words_up_to),
            "share": self._language.percent(self._book.known_share),
        }
        text = (
            "The first word that fits is used; shares are of the cases that are known. Up to "
            "%(up_to)s known cases are given as numbers; below %(share)s known, that is said."
        )
        yield self._word(text) % words
        yield "\n".join(
            f"- *{md(self._language.label(one.word))}*: {self._bound(one)}"
            for one in self._book.quantity_words
        )

    def _bound(self, one: QuantityWord) -> str:
        percent = self._language.percent
        if one.count is not None:
            return self._word("%(n)s cases") % {"n": self._language.number(one.count)}
        if one.share is not None:
            return percent(one.share)
        if one.up_to_share is not None:
            return self._word("up to %(share)s") % {"share": percent(one.up_to_share)}
        return self._word("less than %(share)s") % {"share": percent(one.below_share or 0)}

    def typologies(self) -> Iterator[str]:
        if not self._book.typologies:
            return
        yield f"## {self._word('Typology rules')}"
        yield self._word(
            "A type holds where a sufficient condition holds, or where all necessary conditions "
            "hold and none that excludes it. Typical traits describe and never decide."
        )
        label = self._language.label
        yield "\n".join(
            f"- {md(label(one.label) or one.id)}: "
            + self._language.list(
                str(md(label(kind.label) or kind.id)) for kind in one.types.values()
            )
            for one in self._book.typologies.values()
        )

    def missing(self) -> Iterator[str]:
        yield f"## {self._word('Missing data')}"
        yield self._word(
            "What was not found out is unknown, and never counts as absent. A case has a type "
            "only where it has it whatever its unknown values are; otherwise its possible types "
            "are given."
        )
