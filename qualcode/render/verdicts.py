"""Verdicts in the words of a language."""

from collections.abc import Iterable

from qualcode.model.typology import Typology
from qualcode.render.edition import Edition
from qualcode.render.escaping import Markdown, md
from qualcode.render.grid import EMPTY
from qualcode.render.language import Language
from qualcode.typology.verdict import CaseVerdict, Kind


def verdict_in_words(verdict: CaseVerdict, typology: Typology, language: Language) -> Markdown:
    """What a case is, or may be, as a phrase."""
    types = _names(verdict.types, typology, language)
    word = language.gettext
    match verdict.kind:
        case Kind.INSUFFICIENT:
            return md(_undecided(verdict, typology, language))
        case Kind.BLEND:
            return md(word("blend of %(types)s") % {"types": language.list(types)})
        case Kind.NEAR:
            return md(word("resembles %(types)s") % {"types": language.list(types)})
        case Kind.MAINLY:
            return md(word("mainly %(types)s") % {"types": language.list(types)})
        case Kind.OUTSIDE:
            return md(word("outside the types"))
        case Kind.INVALID:
            return md(word("contradictory coding"))
    subtypes = _subtypes(verdict, typology, language)
    detail = f" ({language.list(subtypes)})" if subtypes else ""
    return md(f"{language.list(types)}{detail}")


def _undecided(verdict: CaseVerdict, typology: Typology, language: Language) -> str:
    word = language.gettext
    if verdict.probable:
        types = language.list(_names(verdict.probable, typology, language))
        note = f" ({word('by a printed label only')})" if verdict.by_label_only else ""
        return word("probably %(types)s") % {"types": types} + note
    if verdict.certain:
        types = language.list(_names(verdict.certain, typology, language))
        return word("certainly %(types)s, perhaps more") % {"types": types}
    if not verdict.ruled_out:
        return word("undecided, all types possible")
    if not verdict.possible:
        return word("none of the types")
    types = language.list(_names(verdict.possible, typology, language), either=True)
    return word("undecided, possible: %(types)s") % {"types": types}


def missing_in_words(verdict: CaseVerdict, edition: Edition) -> Markdown:
    """The codes and record groups that a verdict hangs on, by their labels."""
    book = edition.codebook
    known = {name: group.label for name, group in book.records.items()}
    known |= {name: code.label for name, code in book.codes.items()}
    labels = [edition.language.label(known[name]) or name for name in verdict.missing]
    return md(edition.language.list(labels)) if labels else EMPTY


def type_name(typology: Typology, name: str, language: Language) -> str:
    """The short name of a type, for tables."""
    kind = typology.types[name]
    return language.label(kind.short) or language.label(kind.label) or kind.id


def _names(ids: Iterable[str], typology: Typology, language: Language) -> list[str]:
    return [type_name(typology, name, language) for name in ids]


def _subtypes(verdict: CaseVerdict, typology: Typology, language: Language) -> list[str]:
    return [
        language.label(sub.label) or sub.id
        for name in verdict.types
        for sub in typology.types[name].subtypes
        if sub.id in verdict.subtypes
    ]
