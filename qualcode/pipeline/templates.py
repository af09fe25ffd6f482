"""A study's templates checked: apart from the rest, because templates take time to load."""

from dataclasses import replace

from qualcode.diagnostics import in_order
from qualcode.pipeline.checking import Checked
from qualcode.pipeline.memory import collector_at_rest
from qualcode.pipeline.pointing import at_their_parts
from qualcode.render.checklists.checking import check_places
from qualcode.render.reading.checking import check_templates


def with_templates(checked: Checked) -> Checked:
    """A checked study with what is wrong in its templates, and in what names parts of the report.

    Its codebook could be read in full.
    """
    study = checked.study
    if study is None:
        return checked
    with collector_at_rest():
        found = check_templates(study, checked.place.root / study.project.templates)
        places = at_their_parts(check_places(study, checked.place.root), checked.place)
    return replace(checked, findings=in_order((*checked.findings, *found, *places)))
