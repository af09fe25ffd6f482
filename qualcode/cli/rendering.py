"""The command that writes drafts, and renews them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from qualcode.cli import completing
from qualcode.cli.exits import Exit
from qualcode.cli.options import Language, OutputFolder, TypologyOption
from qualcode.cli.saying import checked_study, show_findings, show_written

if TYPE_CHECKING:
    from qualcode.pipeline import Checked
    from qualcode.pipeline.rendering import Written


Part = Annotated[
    Optional[str],  # noqa: UP045 - typer reads the annotation at run time
    typer.Option(
        "--chapter",
        metavar="PART",
        help="A part of the report: the number of a chapter, preface, summary, appendix-1.",
        autocompletion=completing.parts,
    ),
]
Everything = Annotated[
    bool, typer.Option("--all", help="All parts of the report, and all typologies.")
]
Check = Annotated[
    bool,
    typer.Option(
        "--check",
        help="Write nothing; say which drafts no longer match the data, and which case or code "
        "moved. With --all if nothing else is given.",
    ),
]
Add = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--add",
        metavar="KEY",
        help="Put words from the data into a draft that does not have them: new ones, or ones "
        "that were taken out. May be given several times.",
    ),
]

To = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="FORMATS",
        help="What to write, separated by commas: md, html, docx, pdf. The drafts (md) are always "
        "written; with --all the others are one document of the whole report.",
    ),
]
Style = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option(
        "--style", metavar="FILE", help="A Word file whose styles and pages docx documents take."
    ),
]
WithEvidence = Annotated[
    bool,
    typer.Option(
        "--evidence",
        help="Also write an appendix beside each draft: the cases and evidence behind its words.",
    ),
]


def render(
    chapter: Part = None,
    typology: TypologyOption = None,
    everything: Everything = False,
    check: Check = False,
    add: Add = None,
    to: To = "md",
    style: Style = None,
    evidence: WithEvidence = False,
    lang: Language = None,
    output: OutputFolder = None,
) -> None:
    """Write a part of the report, a typology, or the whole report; or renew what was written.

    The drafts, in the study's output folder, are yours to edit. Rendering again renews what comes
    from the data, between invisible marks, and keeps every other letter.

    Example: qualcode render --all --to html,docx,pdf
    """
    from qualcode import pipeline
    from qualcode.diagnostics import Misuse
    from qualcode.pipeline import draft_check, publishing
    from qualcode.pipeline.desk import Wanted

    named = (chapter is not None) + (typology is not None) + everything
    if named > 1 or (named == 0 and not check):
        raise Misuse("give one of --chapter, --typology and --all; see 'qualcode render --help'")
    if check:
        _refuse_writing(evidence=evidence, others=bool(add) or to != "md")
    asked = publishing.asked_for(to, style)
    checked = checked_study([])
    language = pipeline.language_of(checked, lang)
    wanted = Wanted(chapter, typology, tuple(add or ()), evidence)
    if check:
        written = draft_check.check_drafts(checked, wanted, language, output)
    else:
        written = publishing.render_to(checked, wanted, asked, language, output)
    _show(checked, written)
    clean = written.is_clean and not checked.has_errors
    raise typer.Exit(Exit.CLEAN if clean else Exit.FINDINGS)


def _refuse_writing(*, evidence: bool, others: bool) -> None:
    """See that a check is not asked to write.

    Raises:
        Misuse: it is.
    """
    from qualcode.diagnostics import Misuse

    if evidence:
        raise Misuse("--check writes nothing, so it cannot write --evidence")
    if others:
        raise Misuse("--check writes nothing, so it takes neither --add nor --to")


def _show(checked: "Checked", written: "Written") -> None:
    show_findings(checked, written.findings, written.texts)
    if written.differences:
        sys.stderr.write("\n".join(written.differences) + "\n")
    show_written(written.files)
