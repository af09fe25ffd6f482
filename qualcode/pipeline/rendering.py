"""Drafts and tables written to disk: apart from the rest, because templates take time to load."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.diagnostics import Diagnostic, Misuse, Severity, did_you_mean
from qualcode.model.study import Study
from qualcode.pipeline import Checked
from qualcode.pipeline.appendices import appendices
from qualcode.pipeline.claims import claims_in_texts
from qualcode.pipeline.desk import Wanted, desk_of
from qualcode.pipeline.drafting import Standing, texts_of
from qualcode.render.writing import File, write_files


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, as the user would name them, and what stood in the way.

    `differences` are what authors changed in words from the data, beside what the data give;
    `texts` are those of drafts, by their names.
    """

    files: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    differences: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found that ought to be looked at."""
        return all(found.severity is Severity.INFO for found in self.findings)


def render(checked: Checked, wanted: Wanted, language: str, output: Path | None) -> Written:
    """What is wanted, written to the output folder; all of it, or nothing.

    A draft that is there already is renewed; what its author wrote in it stays. Nothing is written
    while the study has errors: a number in it might be wrong.

    Raises:
        Misuse: there is no such typology, or nothing by a key that is to be put in.
    """
    desk = desk_of(checked, wanted, language, output)
    if desk is None:
        return Written((), ())
    drafts = desk.drafts()
    found = desk.in_the_way(drafts)
    if found:
        return Written((), found)
    standings = tuple(map(desk.standing, drafts))
    _check_added(wanted.add, standings)
    named = desk.names_in(standings)
    if named:
        return Written((), named, (), texts_of(standings))
    new = [file for one in standings if (file := one.to_write()) is not None]
    files = list(new)
    files += dict.fromkeys(figure for draft in drafts for figure in draft.figures)
    beside = appendices(desk, standings) if wanted.evidence else ()
    found = tuple(one for appendix in beside for one in appendix.findings)
    if found:
        return Written((), found)
    files += [appendix.file for appendix in beside if appendix.file is not None]
    written = write_to(checked, desk.study, files, output)
    after = [one.after() for one in standings]
    about = [found for one in after for found in one.about_edits()]
    texts = {**texts_of(after), **{f"{desk.shown}/{one.path}": one.data.decode() for one in new}}
    about += claims_in_texts(checked, texts).findings
    differences = tuple(text for one in after for text in one.differences())
    return Written(written.files, (*written.findings, *about), differences, texts)


def _check_added(keys: Sequence[str], standings: Sequence[Standing]) -> None:
    missing = [key for one in standings for key in one.missing]
    for key in keys:
        if key not in missing:
            hint = did_you_mean(key, missing) or "without --add, the command lists them"
            raise Misuse(f"nothing by the key '{key}' is missing from the drafts; {hint}")


def write_to(checked: Checked, study: Study, files: Sequence[File], output: Path | None) -> Written:
    """Files written to the folder that the user named, or else to the study's output folder."""
    folder = checked.place.root / study.project.output if output is None else output
    shown = study.project.output if output is None else str(output)
    written = write_files(folder, files, shown)
    return Written(tuple(f"{shown}/{path}" for path in written.files), written.findings)
