"""A declaration names a unit, theme, document, vocabulary or type that the codebook lacks.

A heading that is not there loses its codes in every table of contents and every chapter.
"""

from collections.abc import Iterator, Mapping

from qualcode.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean, finding
from qualcode.model.codebook import Codebook
from qualcode.model.study import Study
from qualcode.model.typology import Type, Typology

RULE = Rule(
    "QC107",
    "unknown-name-in-codebook",
    Severity.ERROR,
    "A declaration names something that is not in the codebook.",
)

Named = tuple[str, str, Mapping[str, object], Location]


def check(study: Study) -> Iterator[Diagnostic]:
    """Every unit, theme, document, code or vocabulary that is named but not there."""
    book = study.codebook
    if not book.is_whole:
        return
    for what, name, known, at in _names(book):
        if name not in known:
            yield finding(RULE, at, f"there is no {what} '{name}'", did_you_mean(name, known))


def _names(book: Codebook) -> Iterator[Named]:
    for code in book.codes.values():
        yield "theme", code.theme, book.themes, code.position
        for unit in code.units:
            yield "unit", unit, book.units, code.position
    for kind in book.records.values():
        for unit in kind.units:
            yield "unit", unit, book.units, kind.position
    for group in book.case_groups.values():
        yield "unit", group.unit, book.units, group.position
        if group.drawn_from is not None:
            yield "case group", group.drawn_from, book.case_groups, group.position
    for entry in book.impossible:
        yield "unit", entry.unit, book.units, entry.position
    for name in book.possible_duplicates:
        yield "code", name, book.codes, book.position
    for typology in book.typologies.values():
        yield from _typology_names(typology, book)


def _typology_names(typology: Typology, book: Codebook) -> Iterator[Named]:
    yield "unit", typology.unit, book.units, typology.position
    assessment = typology.assessment
    if assessment is not None:
        yield "vocabulary", assessment.criteria, book.vocabularies, assessment.position
        yield "vocabulary", assessment.ratings, book.vocabularies, assessment.position
        criteria = _ids(book, assessment.criteria)
        ratings = _ids(book, assessment.ratings)
        for kind in typology.types.values():
            yield from _assessed(kind, criteria, ratings)


def _assessed(
    kind: Type, criteria: Mapping[str, object], ratings: Mapping[str, object]
) -> Iterator[Named]:
    for name, rating in kind.assessment.items():
        yield "criterion", name, criteria, rating.position
        yield "rating", rating.rating, ratings, rating.position
    for remark in (*kind.strengths, *kind.weaknesses):
        for name in remark.criteria:
            yield "criterion", name, criteria, remark.position


def _ids(book: Codebook, vocabulary: str) -> Mapping[str, object]:
    known = book.vocabularies.get(vocabulary)
    return {} if known is None else {value.id: value for value in known.values}
