"""Drafts and tables written to disk: apart from the rest, because templates take time to load."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.diagnostics import Diagnostic
from qualcode.model.study import Study
from qualcode.pipeline import Checked, typology_named
from qualcode.render.draft import Rendered, Report, report_of
from qualcode.render.report import all_findings, render_part, render_report, render_typology
from qualcode.render.writing import File, write_files


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, as the user would name them, and what stood in the way."""

    files: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to render: a part of the report, or a typology, or everything if neither is given."""

    part: str | None = None
    typology: str | None = None


EVERYTHING = Wanted()


def render(checked: Checked, wanted: Wanted, language: str, output: Path | None) -> Written:
    """What is wanted, written to the output folder; all of it, or nothing.

    Nothing is written while the study has errors: a number in it might be wrong.

    Raises:
        Misuse: there is no such typology.
    """
    study, classifier = checked.study, checked.classifier
    if study is None or classifier is None or checked.has_errors:
        return Written((), ())
    templates = checked.place.root / study.project.templates
    report = report_of(study, language, templates, classifier)
    drafts = _drafts(report, wanted)
    findings = tuple(found for draft in drafts for found in draft.findings)
    if findings:
        return Written((), all_findings(report, drafts) if wanted == EVERYTHING else findings)
    files = [File(draft.path, draft.text) for draft in drafts if draft.text is not None]
    files += dict.fromkeys(figure for draft in drafts for figure in draft.figures)
    return write_to(checked, study, files, output)


def write_to(checked: Checked, study: Study, files: Sequence[File], output: Path | None) -> Written:
    """Files written to the folder that the user named, or else to the study's output folder."""
    folder = checked.place.root / study.project.output if output is None else output
    shown = study.project.output if output is None else str(output)
    written = write_files(folder, files, shown)
    return Written(tuple(f"{shown}/{path}" for path in written.files), written.findings)


def _drafts(report: Report, wanted: Wanted) -> tuple[Rendered, ...]:
    if wanted.part is not None:
        return (render_part(report, wanted.part),)
    if wanted.typology is not None:
        return (render_typology(report, typology_named(report.study, wanted.typology)),)
    return render_report(report)
