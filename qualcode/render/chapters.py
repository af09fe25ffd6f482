"""Chapters: from a template and a study to a text, or to what is wrong with the template."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qualcode.diagnostics import Diagnostic, Location, finding
from qualcode.model.study import Study
from qualcode.render.edition import Edition
from qualcode.render.environment import make_environment
from qualcode.render.escaping import tidy
from qualcode.render.page import page_of
from qualcode.render.protection import check_names
from qualcode.render.rules import UNKNOWN_CHAPTER
from qualcode.render.troubles import TROUBLES, Templates, template_trouble
from qualcode.typology.classify import Classifier

_CHAPTER = re.compile(r"chapter-(\d+)\.md\.j2")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text with its file name in the output folder, or findings and no text."""

    path: str
    text: str | None
    findings: tuple[Diagnostic, ...] = ()


def chapters(folder: Path, language: str) -> tuple[int, ...]:
    """The numbers of the chapters that a template folder has for a language."""
    found = (_CHAPTER.fullmatch(path.name) for path in _files(folder / language, folder))
    return tuple(sorted({int(match.group(1)) for match in found if match is not None}))


def _files(*folders: Path) -> Iterable[Path]:
    return (path for folder in folders if folder.is_dir() for path in folder.iterdir())


def render_chapter(
    study: Study, number: int, language: str, folder: Path, classifier: Classifier
) -> Rendered:
    """The draft of a chapter.

    Args:
        study: the study; only cases that may be counted should be in it.
        number: the chapter's number.
        language: one of the codebook's languages.
        folder: the study's template folder.
        classifier: a classifier for the study's codebook.
    """
    path = f"{language}/chapter-{number}.md"
    known = chapters(folder, language)
    if number not in known:
        return Rendered(path, None, (_unknown(study, number, language, known),))
    edition = Edition.of(study, language, classifier, number)
    return render_template(f"chapter-{number}.md.j2", path, edition, folder)


def render_template(
    template: str, path: str, edition: Edition, folder: Path, **values: object
) -> Rendered:
    """The text of any template, from the page of an edition and further values."""
    study, language = edition.study, edition.language
    environment = make_environment(folder, language)
    page = page_of(edition, edition.numbering.chapter)
    templates = Templates(folder, language.code, study.project.templates)
    try:
        text = tidy(environment.get_template(template).render(page=page, **values))
    except TROUBLES as error:
        names = ("page", *values, *environment.globals)
        return Rendered(path, None, (template_trouble(error, template, templates, names),))
    leaks = check_names(text, study, templates.shown(template))
    return Rendered(path, None if leaks else text, leaks)


def _unknown(study: Study, number: int, language: str, known: tuple[int, ...]) -> Diagnostic:
    place = f"{study.project.templates}/{language}"
    at = Location(f"{place}/chapter-{number}.md.j2")
    there = ", ".join(str(one) for one in known)
    chapters_there = f"chapter {there}" if len(known) == 1 else f"chapters {there}"
    hint = f"there are templates for {chapters_there}" if known else f"put one into '{place}'"
    message = f"there is no template for chapter {number} in language '{language}'"
    return finding(UNKNOWN_CHAPTER, at, message, hint)
