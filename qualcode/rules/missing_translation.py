"""A text is there in one of the codebook's languages, but not in another.

A report in the other language would show it in the wrong one, in the middle of a sentence.
"""

from collections.abc import Iterator, Mapping
from typing import TypeGuard

from qualcode.diagnostics import Diagnostic, Location, Part, Rule, Severity, finding, with_part
from qualcode.model.base import NOWHERE, Frozen, Located
from qualcode.model.study import Study

RULE = Rule(
    "QC108",
    "missing-translation",
    Severity.WARNING,
    "A text lacks one of the codebook's languages.",
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every text that is given by language and lacks one; a plain text holds in all of them."""
    languages = study.codebook.languages
    if len(languages) < 2:
        return
    for whole in (study.codebook, *study.cases):
        for name, label, at in _labels(whole, "", NOWHERE, languages):
            lacking = [language for language in languages if language not in label]
            if lacking and "" not in label:
                message = f"'{name}' has no text in language '{lacking[0]}'"
                hint = f"add '{lacking[0]}: ...' beside '{next(iter(label))}'"
                part = Part((name,))
                place = Location(at.file) if at == whole.position else at
                yield with_part(finding(RULE, place, message, hint), part)


def _labels(
    value: object, name: str, at: Location, languages: tuple[str, ...]
) -> Iterator[tuple[str, Mapping[str, str], Location]]:
    """All texts by language inside a value, with their key and the place of what they belong to."""
    if isinstance(value, Frozen):
        here = value.position if isinstance(value, Located) and value.position != NOWHERE else at
        for key, inner in value.__dict__.items():
            if inner and not isinstance(inner, str | int | float):
                yield from _labels(inner, key, here, languages)
    elif _is_label(value, languages):
        yield name, value, at
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _labels(inner, str(key), at, languages)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _labels(inner, name, at, languages)


def _is_label(value: object, languages: tuple[str, ...]) -> TypeGuard[Mapping[str, str]]:
    return isinstance(value, Mapping) and any(
        isinstance(value.get(language), str) for language in languages
    )
