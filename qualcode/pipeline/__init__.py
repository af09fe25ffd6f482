"""What each command does, as a list of named steps. No typer, no printing."""

from collections.abc import Iterable

from qualcode.diagnostics import Misuse, did_you_mean
from qualcode.model.study import Study
from qualcode.model.typology import Typology
from qualcode.pipeline.checking import RULES, Checked, check, errors
from qualcode.pipeline.memory import collector_at_rest
from qualcode.pipeline.place import Place, find_study
from qualcode.tables.verdicts import Classified, classify_cases

__all__ = [
    "RULES",
    "Checked",
    "Place",
    "check",
    "classify",
    "find_study",
    "language_of",
    "no_such",
    "not_classified",
    "typology_named",
]


def classify(
    checked: Checked, typology: str | None = None, unit: str | None = None
) -> tuple[Classified, ...]:
    """The verdicts of all sound cases.

    Raises:
        Misuse: there is no such typology or unit.
    """
    study = checked.study
    if study is None or checked.classifier is None:
        return ()
    typologies = list(study.codebook.typologies.values())
    if typology is not None:
        typologies = [typology_named(study, typology)]
    if unit is not None:
        if unit not in study.codebook.units:
            raise Misuse(no_such("unit", unit, study.codebook.units))
        typologies = [one for one in typologies if one.unit == unit]
    with collector_at_rest():
        return classify_cases(checked.sound, typologies, checked.classifier)


def not_classified(checked: Checked) -> tuple[str, ...]:
    """The files asked for whose cases have errors, and so no verdict."""
    return tuple(sorted({one.at.file for one in errors(checked.findings)}))


def language_of(checked: Checked, language: str | None) -> str:
    """The language to write in: the one asked for, or the study's own.

    Raises:
        Misuse: the codebook does not have this language.
    """
    study = checked.study
    if study is None:
        raise Misuse("the study cannot be read; run 'qualcode check' to see why")
    known = study.codebook.languages
    wanted = language or study.project.language
    if wanted not in known:
        raise Misuse(no_such("language", wanted, known))
    return wanted


def typology_named(study: Study, name: str) -> Typology:
    """The typology with an id or alias.

    Raises:
        Misuse: there is none.
    """
    typologies = study.codebook.typologies
    for typology in typologies.values():
        if name == typology.id or name in typology.aliases:
            return typology
    raise Misuse(no_such("typology", name, typologies))


def no_such(what: str, name: str, known: Iterable[str]) -> str:
    """That there is nothing of a name, and what may have been meant."""
    names = tuple(known)
    hint = did_you_mean(name, names) or f"there are {', '.join(names) or 'none'}"
    return f"there is no {what} '{name}'; {hint}"
