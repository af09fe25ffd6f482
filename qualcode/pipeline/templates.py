"""A study's templates checked: apart from the rest, because templates take time to load."""

from dataclasses import replace

from qualcode.diagnostics import in_order
from qualcode.pipeline.checking import Checked
from qualcode.pipeline.memory import collector_at_rest
from qualcode.render.reading.checking import check_templates


def with_templates(checked: Checked) -> Checked:
    """A checked study with what is wrong in its templates; its codebook could be read in full."""
    study = checked.study
    if study is None:
        return checked
    with collector_at_rest():
        found = check_templates(study, checked.place.root / study.project.templates)
    return replace(checked, findings=in_order((*checked.findings, *found)))
