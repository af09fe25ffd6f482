"""Typologies as a page shows them: types with what is said of them, and the cases they have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.model.case import Case
from qualcode.model.codebook import Vocabulary
from qualcode.model.typology import Rating, Remark, Type, Typology
from qualcode.render.cases import CaseView, source_text
from qualcode.render.counts import names_of
from qualcode.render.edition import Edition, NoSuchNameError
from qualcode.render.escaping import Markdown, md, opening
from qualcode.render.grid import EMPTY, Grid
from qualcode.render.recording import Asked, Kind
from qualcode.render.values import mark_of, name_of
from qualcode.render.verdicts import missing_in_words, verdict_in_words
from qualcode.tables.placements import Placement, Placements, place_cases


@dataclass(frozen=True, slots=True)
class RemarkView:
    """A strength or a weakness, with the criteria that it bears on."""

    text: Markdown
    mark: Markdown
    criteria: tuple[Markdown, ...]


@dataclass(frozen=True, slots=True)
class SubtypeView:
    """A variety of a type."""

    label: Markdown
    definition: Markdown


@dataclass(frozen=True, slots=True)
class RatingNote:
    """What is said of one or several types on a criterion, beyond the cells of the matrix."""

    criterion: Markdown
    types: tuple[Markdown, ...]
    note: Markdown


@dataclass(frozen=True, slots=True)
class TypeView:
    """One type."""

    label: Markdown
    short: Markdown
    definition: Markdown
    source: Markdown
    strengths: tuple[RemarkView, ...]
    weaknesses: tuple[RemarkView, ...]
    traits: tuple[RemarkView, ...]
    subtypes: tuple[SubtypeView, ...]
    definitions: tuple[CaseView, ...]
    """The fixtures that define the type, as the source describes it."""


@dataclass(frozen=True, slots=True)
class TypologyView:
    """One typology with its types."""

    label: Markdown
    definition: Markdown
    source: Markdown
    unit: Markdown
    types: tuple[TypeView, ...]
    criteria: tuple[Markdown, ...]
    _typology: Typology
    _edition: Edition

    @property
    def groups(self) -> tuple[str, ...]:
        """The case groups that have cases of the typology's unit, in the codebook's order."""
        return tuple(
            group.id
            for group in self._edition.codebook.case_groups.values()
            if group.unit == self._typology.unit and self._edition.group_cases(group.id)
        )

    def cases_by_type(self) -> Grid:
        """Types in rows; for each case group its decided, probable and possible cases.

        Groups stay apart: one may show the same places as another. Definitions are not counted.
        """
        edition, groups = self._edition, self.groups
        word = edition.language.gettext
        placed = [self._placements(group) for group in groups]
        columns = [md(word("Type"))]
        for group in groups:
            label = edition.language.label(edition.codebook.case_groups[group].label)
            columns += [md(f"{label}: {word(s)}") for s in ("decided", "probable", "possible")]
        together = tuple(zip(groups, placed, strict=True))
        rows = [
            (
                opening(kind.short),
                *(names_of(c, g, edition) for g, p in together for c in _standings(p.types[i])),
            )
            for i, kind in enumerate(self.types)
        ]
        others = self._other_rows(placed)
        behind = (
            *(
                self._behind([cases for p in placed for cases in _standings(p.types[i])])
                for i in range(len(self.types))
            ),
            *(
                self._behind([cases for one in found for cases in (one, (), ())])
                for _, found in others
            ),
        )
        other_rows = ((md(name), *self._first_of_three(found)) for name, found in others)
        return Grid(tuple(columns), (*rows, *other_rows), behind)

    def _behind(self, cells: Sequence[Sequence[Case]]) -> tuple[tuple[Asked, ...], ...]:
        """What was asked for in a row of cases: the verdicts of those in each cell."""
        name = self._typology.id
        row = (tuple(Asked(Kind.VERDICT, name, case.id) for case in cell) for cell in cells)
        return ((Asked(Kind.TYPOLOGY, name),), *row)

    def _placements(self, group: str) -> Placements:
        self._edition.recorder.note(Kind.PLACED, self._typology.id, group)
        cases = self._edition.group_cases(group)
        return place_cases(cases, self._typology, self._edition.classifier)

    def _other_rows(self, placed: Sequence[Placements]) -> list[tuple[str, list[tuple[Case, ...]]]]:
        """Rows for cases that belong to no single type, where there are any: names and cases."""
        word = self._edition.language.gettext
        kinds = (
            (word("Blend of types"), [p.mixed for p in placed]),
            (word("Outside the types"), [p.outside for p in placed]),
            (word("Contradictory coding"), [p.contradictory for p in placed]),
        )
        return [(name, found) for name, found in kinds if any(found)]

    def _first_of_three(self, found: Sequence[Sequence[Case]]) -> Iterator[Markdown]:
        for group, cases in zip(self.groups, found, strict=True):
            yield names_of(cases, group, self._edition)
            yield from (EMPTY, EMPTY)

    def verdicts(self, group: str) -> Grid:
        """One row a case of a listed group: its verdict, and what it still hangs on.

        Raises:
            NotToBeShownError: the cases of the group only count.
        """
        edition = self._edition
        edition.shown_cases(group)
        word = edition.language.gettext
        columns = (md(word("Case")), md(word("Verdict")), md(word("Depends on")))
        rows = tuple(
            (
                names_of((case,), group, edition),
                verdict_in_words(verdict, self._typology, edition.language),
                missing_in_words(verdict, edition),
            )
            for case, verdict in self._placements(group).verdicts
        )
        behind = tuple(
            (
                (Asked(Kind.CASE, case.id),),
                *((Asked(Kind.VERDICT, self._typology.id, case.id),),) * 2,
            )
            for case, _ in self._placements(group).verdicts
        )
        return Grid(columns, rows, behind)

    def matrix(self) -> Grid:
        """Criteria in rows, types in columns, ratings in cells."""
        language = self._edition.language
        head = language.label(self._criteria().label) or language.gettext("Criterion")
        columns = (md(head), *(opening(kind.short) for kind in self.types))
        kinds = self._typology.types.values()
        rows = tuple(
            (
                opening(md(name_of(criterion, language))),
                *(self._rating(kind, criterion.id) for kind in kinds),
            )
            for criterion in self._criteria().values
        )
        return Grid(columns, rows)

    @property
    def rating_notes(self) -> tuple[RatingNote, ...]:
        """The notes behind the matrix, criterion by criterion; equal notes once for their types."""
        return tuple(
            RatingNote(md(name_of(criterion, self._edition.language)), tuple(types), note)
            for criterion in self._criteria().values
            for note, types in self._notes(criterion.id).items()
        )

    def _notes(self, criterion: str) -> Mapping[Markdown, list[Markdown]]:
        found: dict[Markdown, list[Markdown]] = {}
        for kind in self._typology.types.values():
            rating = kind.assessment.get(criterion)
            if rating is not None and rating.note:
                note = md(self._edition.language.label(rating.note))
                found.setdefault(note, []).append(_short(kind, self._edition))
        return found

    def _criteria(self) -> Vocabulary:
        assessment = self._typology.assessment
        if assessment is None:
            raise NoSuchNameError("assessment in typology", self._typology.id, ())
        return self._edition.codebook.vocabularies[assessment.criteria]

    def _rating(self, kind: Type, criterion: str) -> Markdown:
        rating = kind.assessment.get(criterion)
        language = self._edition.language
        if rating is None:
            return md(language.gettext("not assessed"))
        return md(_rating_text(rating, self._typology, self._edition))


def _rating_text(rating: Rating, typology: Typology, edition: Edition) -> str:
    language = edition.language
    ratings = edition.codebook.vocabularies[
        typology.assessment.ratings if typology.assessment else ""
    ]
    names = {value.id: name_of(value, language) for value in ratings.values}
    text = names.get(rating.rating, rating.rating.replace("_", " "))
    if rating.leaning is not None:
        text += ", " + language.gettext(f"leaning {rating.leaning}")
    return text if rating.basis == "stated" else f"{text} ({language.gettext(rating.basis)})"


def typology_view(name: str, edition: Edition) -> TypologyView:
    """The typology with an id or alias as a page shows it."""
    typology = edition.typology(name)
    assessment = typology.assessment
    vocabularies = edition.codebook.vocabularies
    criteria = vocabularies[assessment.criteria].values if assessment is not None else ()
    return TypologyView(
        label=md(edition.language.label(typology.label)),
        definition=md(edition.language.label(typology.definition)),
        source=source_text(typology.source, edition),
        unit=md(edition.language.label(edition.codebook.units[typology.unit].label)),
        types=tuple(_type_view(kind, typology, edition) for kind in typology.types.values()),
        criteria=tuple(md(name_of(criterion, edition.language)) for criterion in criteria),
        _typology=typology,
        _edition=edition,
    )


def _type_view(kind: Type, typology: Typology, edition: Edition) -> TypeView:
    language = edition.language

    def remarks(listed: Sequence[Remark]) -> tuple[RemarkView, ...]:
        return tuple(_remark_view(remark, typology, edition) for remark in listed)

    traits = tuple(trait for trait in kind.typical if trait.text)
    fixtures = (case for case in edition.study.cases if case.fixture)
    return TypeView(
        label=md(language.label(kind.label)),
        short=_short(kind, edition),
        definition=md(language.label(kind.definition)),
        source=source_text(kind.source, edition),
        strengths=remarks(kind.strengths),
        weaknesses=remarks(kind.weaknesses),
        traits=tuple(
            RemarkView(md(language.label(one.text)), mark_of(one.basis, language), ())
            for one in traits
        ),
        subtypes=tuple(
            SubtypeView(md(language.label(sub.label)), md(language.label(sub.definition)))
            for sub in kind.subtypes
        ),
        definitions=tuple(
            CaseView(case, edition) for case in fixtures if case.defines.get(typology.id) == kind.id
        ),
    )


def _remark_view(remark: Remark, typology: Typology, edition: Edition) -> RemarkView:
    language = edition.language
    assessment = typology.assessment
    known = edition.codebook.vocabularies[assessment.criteria].values if assessment else ()
    names = tuple(md(name_of(one, language)) for one in known if one.id in remark.criteria)
    return RemarkView(md(language.label(remark.text)), mark_of(remark.basis, language), names)


def _short(kind: Type, edition: Edition) -> Markdown:
    language = edition.language
    return md(language.label(kind.short) or language.label(kind.label) or kind.id)


def _standings(placement: Placement) -> tuple[tuple[Case, ...], ...]:
    return (placement.decided, placement.probable, placement.possible)
