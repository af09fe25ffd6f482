"""A study's report in one language: its parts and its typologies, each as a text of its own."""

from collections.abc import Sequence

from qualcode.diagnostics import (
    Diagnostic,
    Location,
    Severity,
    did_you_mean,
    finding,
    in_order,
)
from qualcode.model.typology import Typology
from qualcode.render.draft import Rendered, Report
from qualcode.render.parts import Part, part_named, parts_of
from qualcode.render.reading.checking import check_language
from qualcode.render.references import Drafts
from qualcode.render.rules import UNKNOWN_PART


def render_part(report: Report, name: str) -> Rendered:
    """The draft of the part with an id: `4`, `preface`, `appendix-1`."""
    part = part_named(name)
    if part is None or part not in parts_of(report.templates):
        return Rendered(f"{report.language}/{name}", None, (_unknown(name, part, report),))
    return Drafts(report).text(part)


def render_typology(report: Report, typology: Typology) -> Rendered:
    """A typology as a document of its own: its types, its cases, its matrix."""
    return Drafts(report).text(typology)


def render_report(report: Report) -> tuple[Rendered, ...]:
    """All parts of the report and all typologies, in order."""
    drafts = Drafts(report)
    parts = parts_of(report.templates)
    typologies = tuple(report.study.codebook.typologies.values())
    return tuple(map(drafts.text, parts)) + tuple(map(drafts.text, typologies))


def all_findings(report: Report, drafts: Sequence[Rendered]) -> tuple[Diagnostic, ...]:
    """All that stands in the way of drafts: what rendering met first, and what lies behind it."""
    met = [found for draft in drafts for found in draft.findings]
    if not met:
        return ()
    read = check_language(report.study, report.templates)
    behind = [found for found in read if found.severity is Severity.ERROR]
    lines = {(found.at.file, found.at.line) for found in behind}
    alone = [found for found in met if (found.at.file, found.at.line) not in lines]
    return in_order((*alone, *behind))


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
