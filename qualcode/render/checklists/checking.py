"""What is wrong with the places in the report that the methods of a study name."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from qualcode.diagnostics import Diagnostic, Part, did_you_mean, finding, with_part
from qualcode.model.base import in_language
from qualcode.model.method import StatedIn
from qualcode.model.study import Study
from qualcode.render.checklists.report_places import ReportPlaces
from qualcode.render.rules import NO_SUCH_PART, NO_SUCH_SECTION
from qualcode.render.templates import Templates


def check_places(study: Study, root: Path) -> Iterator[Diagnostic]:
    """A finding for each part or section of the report that is named and not there.

    Args:
        study: the study.
        root: its folder.
    """
    stated = [one.stated_in for one in study.codebook.methods.values() if one.stated_in]
    reports = tuple(report_places(study, root, language) for language in study.codebook.languages)
    for one in stated:
        there = [report for report in reports if report.part(one.part) is not None]
        yield from _sections(one, there) if there else _no_part(one, reports)


def report_places(study: Study, root: Path, language: str) -> ReportPlaces:
    """The places of a study's report in a language: its templates and its drafts."""
    project = study.project
    templates = Templates(root / project.templates, language, project.templates)
    return ReportPlaces(templates, root / project.output, project.output)


def _no_part(stated: StatedIn, reports: Sequence[ReportPlaces]) -> Iterator[Diagnostic]:
    known = tuple(dict.fromkeys(part.id for report in reports for part in report.parts))
    hint = did_you_mean(stated.part, known) or f"there are {', '.join(known) or 'none'}"
    message = f"the report has no part '{stated.part}'"
    yield with_part(finding(NO_SUCH_PART, stated.position, message, hint), Part(("part",)))


def _sections(stated: StatedIn, reports: Sequence[ReportPlaces]) -> Iterator[Diagnostic]:
    for report in reports:
        language = report.templates.language
        section, part = in_language(stated.section, language), report.part(stated.part)
        if part is None or not section or report.has_section(part, section):
            continue
        known = report.headings(part)
        hint = did_you_mean(section, known) or f"there are {_quoted(known) or 'none'}"
        message = f"part '{part.id}' has no section '{section}' in language '{language}'"
        path = ("section", language) if language in stated.section else ("section",)
        yield with_part(finding(NO_SUCH_SECTION, stated.position, message, hint), Part(path))


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
