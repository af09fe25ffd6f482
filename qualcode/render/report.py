"""A study's report in one language: its parts and its typologies, each as a text of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.diagnostics import Diagnostic, Location, did_you_mean, finding
from qualcode.model.study import Study
from qualcode.model.typology import Typology
from qualcode.render.edition import Edition
from qualcode.render.environment import make_environment
from qualcode.render.escaping import tidy
from qualcode.render.language import Language
from qualcode.render.numbering import Numbering
from qualcode.render.page import page_of
from qualcode.render.parts import Part, part_named, parts_of
from qualcode.render.protection import check_names
from qualcode.render.rules import UNKNOWN_PART
from qualcode.render.templates import Templates
from qualcode.render.troubles import TROUBLES, template_trouble
from qualcode.render.typologies import typology_view
from qualcode.typology.ask import Questions
from qualcode.typology.classify import Classifier

TYPOLOGY = "typology.md.j2"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text with its file name in the output folder, or findings and no text."""

    path: str
    text: str | None
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is rendered from; what was worked out for one part serves the others.

    Only cases that may be counted should be in the study; the classifier is its codebook's.
    """

    study: Study
    templates: Templates
    classifier: Classifier
    questions: Questions = field(repr=False)

    @property
    def language(self) -> str:
        """The language of the report."""
        return self.templates.language

    def edition(self, part: Part | None = None) -> Edition:
        """A new edition, in which nothing is numbered yet."""
        return Edition(
            study=self.study,
            language=Language(self.language),
            classifier=self.classifier,
            questions=self.questions,
            templates=self.templates,
            part=part,
            numbering=Numbering("" if part is None else part.number_start),
        )


def report_of(study: Study, language: str, folder: Path, classifier: Classifier) -> Report:
    """The report of a study in one of its languages, from the templates in a folder."""
    templates = Templates(folder, language, study.project.templates)
    return Report(study, templates, classifier, Questions(study.codebook))


def render_part(report: Report, name: str) -> Rendered:
    """The draft of the part with an id: `4`, `preface`, `appendix-1`."""
    part = part_named(name)
    if part is None or part not in parts_of(report.templates):
        return Rendered(f"{report.language}/{name}", None, (_unknown(name, part, report),))
    path = f"{report.language}/{part.output}"
    return _render(part.file, path, report.edition(part))


def render_typology(report: Report, typology: Typology) -> Rendered:
    """A typology as a document of its own: its types, its cases, its matrix."""
    edition = report.edition()
    path = f"{report.language}/typology-{typology.id.replace('_', '-')}.md"
    return _render(TYPOLOGY, path, edition, typology=typology_view(typology.id, edition))


def render_report(report: Report) -> tuple[Rendered, ...]:
    """All parts of the report and all typologies, in order."""
    return tuple(_all(report))


def _all(report: Report) -> Iterator[Rendered]:
    for part in parts_of(report.templates):
        yield render_part(report, part.id)
    for typology in report.study.codebook.typologies.values():
        yield render_typology(report, typology)


def _render(template: str, path: str, edition: Edition, **values: object) -> Rendered:
    """The text of a template, from the page of an edition and further values."""
    templates = edition.templates
    environment = make_environment(templates, edition.language)
    page = page_of(edition)
    try:
        text = tidy(environment.get_template(template).render(page=page, **values))
    except TROUBLES as error:
        names = ("page", *values, *environment.globals)
        return Rendered(path, None, (template_trouble(error, template, templates, names),))
    leaks = check_names(text, edition.study, templates.shown(template))
    return Rendered(path, None if leaks else text, leaks)


def _unknown(name: str, part: Part | None, report: Report) -> Diagnostic:
    templates = report.templates
    there = tuple(part.id for part in parts_of(templates))
    place = f"{templates.name}/{templates.language}"
    hint = did_you_mean(name, there) if part is None else ""
    if not there:
        hint = f"put a template such as 'chapter-1.md.j2' into '{place}'"
    message = f"there is no template for part '{name}' in language '{report.language}'"
    at = Location(place if part is None else f"{place}/{part.file}")
    return finding(UNKNOWN_PART, at, message, hint or f"there are {', '.join(there)}")
