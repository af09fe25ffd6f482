"""One text of a report rendered once, with the numbers that it gave and asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.diagnostics import Diagnostic
from qualcode.drafts.markers import plain
from qualcode.drafts.note import Note, written_note
from qualcode.model.study import Study
from qualcode.model.typology import Typology
from qualcode.render.edition import Edition
from qualcode.render.environment import make_environment
from qualcode.render.language import Language
from qualcode.render.marking import mark
from qualcode.render.numbering import NO_NUMBERS, Numbering
from qualcode.render.page import page_of
from qualcode.render.parts import Part
from qualcode.render.protection import check_names
from qualcode.render.recording import Asked, Table
from qualcode.render.templates import Templates
from qualcode.render.troubles import TROUBLES, template_trouble
from qualcode.render.typologies import typology_view
from qualcode.render.writing import File
from qualcode.typology.ask import Questions
from qualcode.typology.classify import Classifier

TYPOLOGY = "typology.md.j2"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text with its file name in the output folder, or findings and no text.

    Attributes:
        path: where it is written, in the output folder.
        text: the draft, with the marks of its regions.
        findings: why there is no text.
        figures: the files that the text shows.
        asked: what stands behind each region, by its key.
        tables: the tables in each region, by its key.
        numbers: the numbers that it gave, by case and by key.
    """

    path: str
    text: str | None
    findings: tuple[Diagnostic, ...] = ()
    figures: tuple[File, ...] = ()
    asked: Mapping[str, tuple[Asked, ...]] = field(default_factory=dict)
    tables: Mapping[str, tuple[Table, ...]] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)


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

    def edition(self, part: Part | None, known: Mapping[str, str]) -> Edition:
        """A new edition, in which nothing is numbered yet."""
        return Edition(
            study=self.study,
            language=Language(self.language),
            classifier=self.classifier,
            questions=self.questions,
            templates=self.templates,
            part=part,
            numbering=Numbering("" if part is None else part.number_start, known),
        )


def report_of(study: Study, language: str, folder: Path, classifier: Classifier) -> Report:
    """The report of a study in one of its languages, from the templates in a folder."""
    templates = Templates(folder, language, study.project.templates)
    return Report(study, templates, classifier, Questions(study.codebook))


@dataclass(frozen=True, slots=True)
class Draft:
    """A rendered text, and the numbers that were given and asked for in it."""

    rendered: Rendered
    numbering: Numbering


def draft_of(
    report: Report, subject: Part | Typology, known: Mapping[str, str] = NO_NUMBERS
) -> Draft:
    """The text of a part or of a typology as a document of its own.

    Args:
        report: what it is rendered from.
        subject: what it is the text of.
        known: numbers that can be referred to before they are given, or given elsewhere.
    """
    if isinstance(subject, Part):
        return _draft(subject.file, subject.output, report.edition(subject, known))
    edition = report.edition(None, known)
    output = f"typology-{subject.id.replace('_', '-')}.md"
    edition.recorder.begin_value(["typology"])
    view = typology_view(subject.id, edition)
    edition.recorder.end_value()
    return _draft(TYPOLOGY, output, edition, typology=view)


def _draft(template: str, output: str, edition: Edition, **values: object) -> Draft:
    """A text from the page of an edition and further values."""
    templates, path = edition.templates, f"{edition.language.code}/{output}"
    environment = make_environment(templates, edition.language, edition.recorder)
    page = page_of(edition)
    try:
        rendered = environment.get_template(template).render(page=page, **values)
    except TROUBLES as error:
        names = ("page", *values, *environment.globals)
        found = (template_trouble(error, template, templates, names),)
        return Draft(Rendered(path, None, found), edition.numbering)
    marked = mark(rendered, edition.recorder)
    leaks = check_names(plain(marked.text), edition.study, templates.shown(template), page.part)
    if leaks:
        return Draft(Rendered(path, None, leaks), edition.numbering)
    note = Note(path.removesuffix(".md"), tuple(marked.asked))
    text = f"{marked.text}\n{written_note(note)}"
    figures = tuple(edition.figures)
    numbers = edition.numbering.numbers
    done = Rendered(path, text, (), figures, marked.asked, marked.tables, numbers)
    return Draft(done, edition.numbering)
