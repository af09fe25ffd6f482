"""A typology as a document of its own: its types, its cases, its matrix."""

from pathlib import Path

from qualcode.model.study import Study
from qualcode.model.typology import Typology
from qualcode.render.chapters import Rendered, render_template
from qualcode.render.edition import Edition
from qualcode.render.typologies import typology_view
from qualcode.typology.classify import Classifier

TEMPLATE = "typology.md.j2"


def render_typology(
    study: Study, typology: Typology, language: str, folder: Path, classifier: Classifier
) -> Rendered:
    """The tables of a typology.

    Args:
        study: the study; only cases that may be counted should be in it.
        typology: one of its codebook's typologies.
        language: one of the codebook's languages.
        folder: the study's template folder, which may have a template of its own for this.
        classifier: a classifier for the study's codebook.
    """
    edition = Edition.of(study, language, classifier)
    path = f"{language}/typology-{typology.id.replace('_', '-')}.md"
    view = typology_view(typology.id, edition)
    return render_template(TEMPLATE, path, edition, folder, typology=view)
