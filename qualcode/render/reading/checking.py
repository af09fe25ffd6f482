"""What is wrong with the templates of a study, found without rendering them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from qualcode.diagnostics import Diagnostic, Location, Severity, finding, in_order
from qualcode.model.study import Study
from qualcode.render.environment import make_environment
from qualcode.render.language import Language
from qualcode.render.parts import parts_of
from qualcode.render.reading.faults import faults_in, templates_read_by
from qualcode.render.reading.macros import Body, body_of, uses_in
from qualcode.render.reading.numbers import keys_given_twice, unknown_keys
from qualcode.render.reading.sources import UNREADABLE, read_source, reading_trouble
from qualcode.render.reading.words import unknown_words
from qualcode.render.recording import Recorder
from qualcode.render.rules import NOT_IN_LANGUAGE
from qualcode.render.templates import SUFFIX, Templates


def check_templates(study: Study, folder: Path) -> tuple[Diagnostic, ...]:
    """What is wrong with the templates of all languages, in order.

    Args:
        study: the study, whose codebook could be read in full.
        folder: its template folder.
    """
    name = study.project.templates
    languages = [Templates(folder, language, name) for language in study.codebook.languages]
    found = [one for templates in languages for one in check_language(study, templates)]
    return in_order((*found, *_missing_parts(languages)))


def check_language(study: Study, templates: Templates) -> tuple[Diagnostic, ...]:
    """What is wrong with the templates of one language, in order."""
    return in_order(_in_language(study, templates))


def _in_language(study: Study, templates: Templates) -> Iterator[Diagnostic]:
    bodies, unreadable = read_templates(templates)
    faults = [found for body in bodies.values() for found in faults_in(body, bodies, templates)]
    yield from (*unreadable, *faults)
    uses = uses_in(bodies)
    for use in uses:
        yield from unknown_words(use, study)
    yield from keys_given_twice(uses)
    # A key may be given by what could not be read.
    is_readable = all(one.severity is not Severity.ERROR for one in (*unreadable, *faults))
    if is_readable and study.has_all_cases:
        yield from unknown_keys(uses, study)


def read_templates(templates: Templates) -> tuple[dict[str, Body], list[Diagnostic]]:
    """The templates of a study, and those of qualcode that they use, by their names."""
    environment = make_environment(templates, Language(templates.language), Recorder())
    names = [path.name for folder in templates.own for path in folder.glob(f"*{SUFFIX}")]
    bodies: dict[str, Body] = {}
    unreadable = []
    while names:
        name = names.pop()
        path = templates.path(name)
        if path is None or name in bodies:
            continue
        try:
            source = read_source(name, path, templates, environment)
            bodies[name] = body_of(source)
        except UNREADABLE as error:
            unreadable.append(reading_trouble(error, templates.shown(str(path))))
            continue
        names += [other.value for other in templates_read_by(source)]
    return dict(sorted(bodies.items())), unreadable


def _missing_parts(languages: Sequence[Templates]) -> Iterator[Diagnostic]:
    """Parts that one language has and another has not."""
    parts = {templates.language: parts_of(templates) for templates in languages}
    there = {part: templates for templates in languages for part in parts[templates.language]}
    for templates in languages:
        for part, other in there.items():
            if part not in parts[templates.language]:
                at = Location(other.shown(part.file))
                message = f"part '{part.id}' has no template in language '{templates.language}'"
                hint = f"put '{part.file}' into '{templates.name}/{templates.language}'"
                yield finding(NOT_IN_LANGUAGE, at, message, hint)
