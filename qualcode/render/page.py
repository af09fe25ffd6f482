"""The page that templates see: what a study has to say, read-only and already in words.

Templates arrange what they find here. Whatever is counted, sorted or decided is done below; and
what may not be shown cannot be asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.loading.standards import STANDARDS
from qualcode.model.codebook import QuantityWord
from qualcode.render.case_table import CaseTable, case_table
from qualcode.render.cases import CaseView
from qualcode.render.checklists.document import report_grid
from qualcode.render.checklists.filling import fill
from qualcode.render.checklists.report_places import ReportPlaces
from qualcode.render.counts import (
    GroupView,
    Overview,
    QuantityView,
    SpreadView,
    counted,
    group_view,
    overview,
    spread,
)
from qualcode.render.crossings import Entry, cross_table, cross_typologies, placement
from qualcode.render.edition import Edition, NoSuchNameError, NotToBeShownError
from qualcode.render.escaping import Markdown, md
from qualcode.render.facts import FactsView, facts_view
from qualcode.render.figures.views import FigureView, figure_view
from qualcode.render.grid import Grid
from qualcode.render.groupings import (
    Quotation,
    ValueGroup,
    grouped_table,
    grouped_values,
    quotations,
)
from qualcode.render.language import Language
from qualcode.render.parts import parts_of, title_of
from qualcode.render.recording import METHODS, PARTS, QUANTITY_WORDS, TITLE, VERSION, Kind
from qualcode.render.typologies import TypologyView, typology_view
from qualcode.render.values import name_of


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value that a code can have, and what it means."""

    label: Markdown
    definition: Markdown


@dataclass(frozen=True, slots=True)
class CodeView:
    """One code of the codebook."""

    label: Markdown
    definition: Markdown
    values: tuple[ValueView, ...]
    minimum: float | None
    maximum: float | None


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of the report; its title is the author's Markdown."""

    id: str
    heading: Markdown
    title: Markdown


@dataclass(frozen=True, slots=True)
class Page:
    """What templates are given, under the name `page`."""

    part: str
    language: str
    _edition: Edition

    @property
    def title(self) -> Markdown:
        """The title of the study."""
        project = self._edition.study.project
        self._edition.recorder.note(Kind.BOOK, TITLE)
        return md(self._edition.language.label(project.title) or project.study)

    @property
    def codebook_version(self) -> Markdown:
        """The version of the codebook."""
        self._edition.recorder.note(Kind.BOOK, VERSION)
        return md(self._edition.codebook.version)

    @property
    def parts(self) -> tuple[PartView, ...]:
        """All parts of the report, in order."""
        templates, language = self._edition.templates, self._edition.language
        self._edition.recorder.note(Kind.BOOK, PARTS)
        titles = {part: title_of(part, templates) for part in parts_of(templates)}
        return tuple(
            PartView(part.id, part.heading(title, language), Markdown(title))
            for part, title in titles.items()
        )

    def heading(self, title: str) -> Markdown:
        """A title with the number of the part, such as 'Chapter 4. Forms of organisation'."""
        part = self._edition.part
        self._edition.recorder.note(Kind.BOOK, PARTS)
        return Markdown(title) if part is None else part.heading(title, self._edition.language)

    def group(self, name: str) -> GroupView:
        """A case group."""
        return group_view(name, self._edition)

    def cases(self, group: str) -> tuple[CaseView, ...]:
        """The cases of a group that may be shown one by one, in the order of their ids."""
        return tuple(CaseView(case, self._edition) for case in self._edition.shown_cases(group))

    def possible_duplicates(self, group: str) -> tuple[tuple[CaseView, CaseView], ...]:
        """The pairs of cases of a listed group that are perhaps one case, each pair once."""
        cases = {case.id: case for case in self._edition.shown_cases(group)}
        pairs = {
            tuple(sorted((case.id, case.possible_duplicate_of)))
            for case in cases.values()
            if case.possible_duplicate_of in cases
        }
        views = {name: CaseView(case, self._edition) for name, case in cases.items()}
        return tuple((views[a], views[b]) for a, b in sorted(pairs))

    def case(self, name: str) -> CaseView:
        """One case of a listed group."""
        known = {case.id: case for case in self._edition.study.cases}
        if name not in known:
            raise NoSuchNameError("case", name, known)
        case = known[name]
        if not self._edition.shows(case.group):
            raise NotToBeShownError(f"the cases of '{case.group}' may not be shown one by one")
        return CaseView(case, self._edition)

    def code(self, name: str) -> CodeView:
        """A code of the codebook."""
        code, language = self._edition.code(name), self._edition.language
        values = (
            ValueView(md(name_of(value, language)), md(language.label(value.definition)))
            for value in code.values
        )
        return CodeView(
            label=md(language.label(code.label)),
            definition=md(language.label(code.definition)),
            values=tuple(values),
            minimum=code.minimum,
            maximum=code.maximum,
        )

    def typology(self, name: str) -> TypologyView:
        """A typology with its types, its cases and its matrix."""
        return typology_view(name, self._edition)

    def count(self, code: str, value: bool | float | str, group: str) -> QuantityView:
        """How many cases of a group surely have a value of a code."""
        return counted(code, value, group, self._edition)

    def spread(self, code: str, group: str) -> SpreadView:
        """The values that the cases of a group have in a code."""
        return spread(code, group, self._edition)

    def overview(self, codes: Sequence[str], groups: Sequence[str]) -> Overview:
        """What is known of several codes in several groups."""
        return overview(codes, groups, self._edition)

    def placement(
        self, group: str, rows: str, columns: str, shows: str = "", mark: str = ""
    ) -> Grid:
        """The cases of a group by name, in the cells of two codes."""
        return placement(group, rows, columns, Entry(shows, mark), self._edition)

    def cross_table(self, rows: str, columns: str, group: str) -> Grid:
        """How many cases of a group there are in each cell of two codes."""
        return cross_table(rows, columns, group, self._edition)

    def cross_typologies(self, rows: str, columns: str, group: str) -> Grid:
        """How many cases of a group are decided types of one typology and of another."""
        return cross_typologies(rows, columns, group, self._edition)

    def case_table(self, group: str, columns: Sequence[str]) -> CaseTable:
        """The cases of a group in rows, codes and typologies in columns."""
        return case_table(group, columns, self._edition)

    def grouped_values(self, code: str, by: str) -> tuple[ValueGroup, ...]:
        """The values of a code in groups, by an attribute that they have."""
        return grouped_values(code, by, self._edition)

    def grouped_table(self, code: str, by: str) -> Grid:
        """The values of a code in groups, as a table with a row for each group."""
        return grouped_table(code, by, self._edition)

    def quotations(self, codes: Sequence[str], group: str | None = None) -> tuple[Quotation, ...]:
        """What the evidence for codes quotes, of cases that may be shown one by one."""
        return quotations(codes, group, self._edition)

    def facts(self, name: str) -> FactsView:
        """A list of facts of the study."""
        return facts_view(name, self._edition)

    def figure(self, name: str, case: str = "") -> FigureView:
        """A figure, of a case if it is one that cases have."""
        return figure_view(name, case, self._edition)

    def numbered(self, kind: str, key: str = "") -> Markdown:
        """The next number of a kind, such as 'Table 4.1'; a key is what it is referred to by."""
        return self._number(self._edition.numbering.give(kind, key), key)

    def refer(self, key: str) -> Markdown:
        """The number that has a key, earlier, later or in another part; or that a case has."""
        return self._number(self._edition.numbering.refer(key), key)

    def _number(self, number: str, key: str) -> Markdown:
        self._edition.recorder.note(Kind.NUMBER, number, key)
        return md(number)

    def checklist(self, name: str) -> Grid:
        """A reporting standard: what is known for each item, and where the report says it."""
        if name not in STANDARDS:
            raise NoSuchNameError("standard", name, STANDARDS)
        edition = self._edition
        for group in edition.codebook.case_groups:
            edition.recorder.note(Kind.GROUP, group)
        filled = fill(name, edition, ReportPlaces(edition.templates))
        return report_grid(filled, edition.language)

    def method(self, name: str) -> Markdown:
        """What the methods of the study say of one aspect, such as `sampling`."""
        methods, language = self._edition.codebook.methods, self._edition.language
        self._edition.recorder.note(Kind.BOOK, METHODS)
        said = {id: text for id, one in methods.items() if (text := language.label(one.text))}
        if name not in said:
            raise NoSuchNameError("method", name, said)
        return md(said[name])

    def quantity_words(self) -> Grid:
        """The quantity words of the codebook with their limits, for a note on method."""
        language = self._edition.language
        self._edition.recorder.note(Kind.BOOK, QUANTITY_WORDS)
        columns = (language.gettext("Word"), language.gettext("Used for n of N known cases when"))
        rows = tuple(
            (md(language.label(word.word)), md(_limits(word, language)))
            for word in self._edition.codebook.quantity_words
        )
        return Grid(tuple(map(md, columns)), rows)

    @property
    def number_words_up_to(self) -> int:
        """With at most this many known cases, number words stand instead of quantity words."""
        self._edition.recorder.note(Kind.BOOK, QUANTITY_WORDS)
        return self._edition.codebook.number_words_up_to

    @property
    def known_share(self) -> Markdown:
        """Below this share of known cases, a text says that little is known."""
        self._edition.recorder.note(Kind.BOOK, QUANTITY_WORDS)
        return md(self._edition.language.percent(self._edition.codebook.known_share))


def page_of(edition: Edition) -> Page:
    """The page of an edition."""
    part = edition.part
    return Page("" if part is None else part.id, edition.language.code, edition)


def _limits(word: QuantityWord, language: Language) -> str:
    """When a quantity word is used, for n of N known cases."""
    text = language.gettext
    if word.count is not None:
        return text("n = %(n)s") % {"n": language.number(word.count)}
    if word.share is not None:
        all_of_them = text("n = N")
        share = text("n = %(share)s of N") % {"share": language.percent(word.share)}
        return all_of_them if word.share == 1 else share
    if word.up_to_share is not None:
        rule = text("n up to %(share)s of N") % {"share": language.percent(word.up_to_share)}
        least = text("always when n is at most %(n)s") % {"n": language.number(word.or_count)}
        return f"{rule}; {least}" if word.or_count else rule
    if word.below_share == 1:
        return text("n below N")
    return text("n below %(share)s of N") % {"share": language.percent(word.below_share or 0)}
