"""A reporting standard filled from the study."""

from qualcode.diagnostics import Misuse
from qualcode.loading.standards import STANDARDS
from qualcode.pipeline import no_such
from qualcode.pipeline.checking import Checked, ready
from qualcode.render.checklists.checking import report_places
from qualcode.render.checklists.document import as_markdown, told
from qualcode.render.checklists.filling import fill
from qualcode.render.draft import Report
from qualcode.render.language import Language
from qualcode.tables.checklists import Checklist, Told
from qualcode.typology.ask import Questions


def checklist(checked: Checked, name: str, language: str) -> Checklist:
    """A standard filled in one language, from the sound cases of the study and its drafts.

    Raises:
        Misuse: there is no such standard, or the codebook has errors.
    """
    if name.lower() not in STANDARDS:
        raise Misuse(no_such("standard", name, STANDARDS))
    study, classifier = ready(checked)
    sound = study.model_copy(update={"cases": checked.sound})
    places = report_places(study, checked.place.root, language)
    report = Report(sound, places.templates, classifier, Questions(study.codebook))
    return fill(name.lower(), report.edition(None, {}), places)


def checklist_in_words(filled: Checklist) -> Told:
    """A checklist in words, with what is missing, and with files and lines."""
    return told(filled, Language(filled.language))


def checklist_as_markdown(filled: Checklist) -> str:
    """The same as a Markdown document."""
    return as_markdown(checklist_in_words(filled))
