"""What rendering needs at hand: a study that is sound, its report, and the folder of its drafts."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.diagnostics import Diagnostic
from qualcode.drafts.markers import plain
from qualcode.model.study import Study
from qualcode.pipeline import Checked, typology_named
from qualcode.pipeline.drafting import Standing, command_for, part_of, standing_of
from qualcode.render.draft import Rendered, Report, report_of
from qualcode.render.protection import IN_DRAFT, check_names
from qualcode.render.report import all_findings, render_part, render_report, render_typology


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to render: a part of the report, or a typology, or everything if neither is given.

    `add` are the keys of regions to put into drafts that do not have them; with `evidence` each
    draft gets an appendix with what stands behind it.
    """

    part: str | None = None
    typology: str | None = None
    add: tuple[str, ...] = ()
    evidence: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether the whole report is wanted."""
        return self.part is None and self.typology is None


@dataclass(frozen=True, slots=True)
class Desk:
    """A study ready to be rendered, and the folder that its drafts are in."""

    checked: Checked
    report: Report
    wanted: Wanted
    output: Path | None

    @property
    def study(self) -> Study:
        """The study."""
        return self.report.study

    @property
    def folder(self) -> Path:
        """The output folder."""
        project = self.study.project
        return self.checked.place.root / project.output if self.output is None else self.output

    @property
    def shown(self) -> str:
        """The output folder, as the user would name it."""
        return self.study.project.output if self.output is None else str(self.output)

    def standing(self, rendered: Rendered) -> Standing:
        """A draft in the folder, beside what its template and the data give now."""
        again = command_for(rendered.path, self.report.language, self.study.project.language)
        return standing_of(rendered, self.folder, self.shown, self.wanted.add, again)

    def names_in(self, standings: Sequence[Standing]) -> tuple[Diagnostic, ...]:
        """The protected names that authors wrote into drafts; nothing with one may be handed on."""
        return tuple(
            found
            for one in standings
            if one.renewed is not None
            for found in check_names(
                plain(one.renewed.text), self.study, one.file, part_of(one.rendered.path), IN_DRAFT
            )
        )

    def drafts(self) -> tuple[Rendered, ...]:
        """What is wanted, as its templates and the data give it now.

        Raises:
            Misuse: there is no such typology.
        """
        report, wanted = self.report, self.wanted
        if wanted.part is not None:
            return (render_part(report, wanted.part),)
        if wanted.typology is not None:
            return (render_typology(report, typology_named(report.study, wanted.typology)),)
        return render_report(report)

    def in_the_way(self, drafts: Sequence[Rendered]) -> tuple[Diagnostic, ...]:
        """What keeps drafts from being rendered."""
        findings = tuple(found for draft in drafts for found in draft.findings)
        if not findings:
            return ()
        return all_findings(self.report, drafts) if self.wanted.is_everything else findings


def desk_of(checked: Checked, wanted: Wanted, language: str, output: Path | None) -> Desk | None:
    """The desk for what is wanted; None while the study has errors."""
    study, classifier = checked.study, checked.classifier
    if study is None or classifier is None or checked.has_errors:
        return None
    templates = checked.place.root / study.project.templates
    return Desk(checked, report_of(study, language, templates, classifier), wanted, output)
