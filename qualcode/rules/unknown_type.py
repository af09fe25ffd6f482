"""A case names a type or a typology that the codebook does not have.

What the source calls the case would be lost without a word.
"""

from collections.abc import Iterator
from typing import NamedTuple

from qualcode.diagnostics import (
    Diagnostic,
    Location,
    Part,
    Rule,
    Severity,
    finding,
    nearest,
    renaming,
    respelling,
    with_fix,
    with_part,
)
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.names import Kind, Name
from qualcode.model.naming import canonical, type_names, typology_names
from qualcode.model.study import Study
from qualcode.model.succession import what_became

RULE = Rule("QC401", "unknown-type", Severity.ERROR, "A case names an unknown type or typology.")


class _Named(NamedTuple):
    """A type that a case names in one of its sections, and where."""

    section: str
    typology: str
    type: str
    at: Location
    part: Part


def check(study: Study) -> Iterator[Diagnostic]:
    """Every type named by a case that is not there, or belongs to another unit."""
    if not study.codebook.is_whole:
        return
    for case in study.cases:
        for named in _named(case) if case.unit in study.codebook.units else ():
            yield from _faults(case, named, study.codebook)


def _named(case: Case) -> Iterator[_Named]:
    sections = {"declared_types": case.declared_types, "printed_labels": case.printed_labels}
    for section, entries in sections.items():
        for name, entry in entries.items():
            yield _Named(section, name, entry.type, entry.position, Part(("type",)))
    for name, kind in case.defines.items():
        at = Location(case.position.file)
        yield _Named("defines", name, kind, at, Part(("defines", name)))


def _faults(case: Case, named: _Named, book: Codebook) -> Iterator[Diagnostic]:
    typologies = book.typologies
    typology = typologies.get(named.typology)
    whole = Location(case.position.file)
    key = Part((named.section, named.typology), key=True)
    if typology is None:
        message = f"there is no typology '{named.typology}'"
        meant = canonical(named.typology, typology_names(typologies))
        hint = f"did you mean '{meant}'?" if meant else nearest(named.typology, typologies)
        hint = what_became(book, Name(Kind.TYPOLOGY, named.typology)) or hint
        fix = renaming(named.at, named.typology, meant)
        yield with_fix(with_part(finding(RULE, whole, message, hint), key), fix)
    elif typology.unit != case.unit:
        message = f"typology '{typology.id}' is for {typology.unit}, this case is {case.unit}"
        fitting = [one.id for one in typologies.values() if one.unit == case.unit]
        hint = f"for {case.unit} there are {', '.join(fitting)}" if fitting else "take it out"
        yield with_part(finding(RULE, whole, message, hint), key)
    elif named.type not in typology.types:
        message = f"typology '{typology.id}' has no type '{named.type}'"
        was = what_became(book, Name(Kind.TYPE, named.type, typology.id))
        hint = was or nearest(named.type, typology.types, "its types are")
        meant = canonical(named.type, type_names(typology))
        fix = respelling(named.at, named.type, meant, "type")
        yield with_fix(with_part(finding(RULE, named.at, message, hint), named.part), fix)
