"""A declaration names a unit, theme, document, vocabulary or type that the codebook lacks.

A heading that is not there loses its codes in every table of contents and every chapter.
"""

from collections.abc import Iterator, Mapping

from qualcode.diagnostics import (
    Diagnostic,
    Location,
    Part,
    Rule,
    Severity,
    finding,
    nearest,
    with_part,
)
from qualcode.model.codebook import Codebook, Vocabulary
from qualcode.model.study import Study
from qualcode.model.typology import Type, Typology

RULE = Rule(
    "QC107",
    "unknown-name-in-codebook",
    Severity.ERROR,
    "A declaration names something that is not in the codebook.",
)

Named = tuple[str, str, Mapping[str, object], Location, Part]


def check(study: Study) -> Iterator[Diagnostic]:
    """Every unit, theme, document, code or vocabulary that is named but not there."""
    book = study.codebook
    if not book.is_whole:
        return
    for what, name, known, at, part in _names(book):
        if name not in known:
            message = f"there is no {what} '{name}'"
            hint = nearest(name, known) or "declare it in the codebook"
            yield with_part(finding(RULE, at, message, hint), part)


def _names(book: Codebook) -> Iterator[Named]:
    for code in book.codes.values():
        # The theme stands once, at the head of the file.
        yield "theme", code.theme, book.themes, Location(code.position.file), Part(("theme",))
        for i, unit in enumerate(code.units):
            part = ("unit", i) if len(code.units) > 1 else ("unit",)
            yield "unit", unit, book.units, code.position, Part(part)
    for kind in book.records.values():
        for i, unit in enumerate(kind.units):
            yield "unit", unit, book.units, kind.position, Part(("units", i))
    for group in book.case_groups.values():
        yield "unit", group.unit, book.units, group.position, Part(("unit",))
        if group.drawn_from is not None:
            part = ("drawn_from",)
            yield "case group", group.drawn_from, book.case_groups, group.position, Part(part)
    for entry in book.impossible:
        yield "unit", entry.unit, book.units, entry.position, Part(("unit",))
    whole = Location(book.position.file)
    for i, name in enumerate(book.possible_duplicates):
        yield "code", name, book.codes, whole, Part(("possible_duplicates", i))
    for typology in book.typologies.values():
        yield from _typology_names(typology, book)


def _typology_names(typology: Typology, book: Codebook) -> Iterator[Named]:
    whole = Location(typology.position.file)
    yield "unit", typology.unit, book.units, whole, Part(("unit",))
    assessment = typology.assessment
    if assessment is None:
        return
    for key, name in (("criteria", assessment.criteria), ("ratings", assessment.ratings)):
        yield "vocabulary", name, book.vocabularies, whole, Part(("assessment", key))
    criteria = book.vocabularies.get(assessment.criteria)
    ratings = book.vocabularies.get(assessment.ratings)
    for kind in typology.types.values():
        if criteria is not None:
            yield from _criteria(kind, _ids(criteria))
        if ratings is not None:
            for name, rating in kind.assessment.items():
                part = Part(("assessment", name, "rating"))
                yield "rating", rating.rating, _ids(ratings), kind.position, part


def _criteria(kind: Type, criteria: Mapping[str, object]) -> Iterator[Named]:
    for name in kind.assessment:
        yield "criterion", name, criteria, kind.position, Part(("assessment", name), key=True)
    for key, remarks in (("strengths", kind.strengths), ("weaknesses", kind.weaknesses)):
        for i, remark in enumerate(remarks):
            for j, name in enumerate(remark.criteria):
                yield "criterion", name, criteria, kind.position, Part((key, i, "criteria", j))


def _ids(vocabulary: Vocabulary) -> Mapping[str, object]:
    return {value.id: value for value in vocabulary.values}
