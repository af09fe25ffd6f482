"""The command that says what is wrong with a study."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from qualcode.cli.check_options import (
    Baseline,
    Changed,
    CheckFormat,
    Diff,
    Fix,
    Format,
    Ignore,
    MaxWarnings,
    Output,
    Select,
    Watch,
    Weights,
    WriteBaseline,
    names,
)
from qualcode.cli.exits import Exit
from qualcode.cli.options import Paths

if TYPE_CHECKING:
    from qualcode.pipeline import Checked, Place
    from qualcode.pipeline.reporting import Asked


class Way(NamedTuple):
    """What `check` is to do beside looking once."""

    fix: bool
    diff: bool
    watch: bool


def check(
    paths: Paths = None,
    output_format: Format = CheckFormat.TEXT,
    output: Output = None,
    select: Select = None,
    ignore: Ignore = None,
    severity: Weights = None,
    max_warnings: MaxWarnings = None,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = None,
    changed: Changed = None,
    fix: Fix = False,
    diff: Diff = False,
    watch: Watch = False,
) -> None:
    """Say what is wrong, with file and line.

    Checks the cases against the codebook, the codebook itself, cases among one another, what
    templates ask for, and what drafts claim. Exits with 1 if there is an error, or a warning too
    many.

    Example: qualcode check cases/
    """
    from qualcode.cli.fixing import refuse
    from qualcode.pipeline import find_study
    from qualcode.pipeline.reporting import Asked

    refuse(fix=fix, diff=diff, watch=watch)
    asked = Asked(
        select=names(select),
        ignore=names(ignore),
        severity=names(severity),
        max_warnings=max_warnings,
        baseline=baseline,
        write_baseline=write_baseline,
        changed=changed,
    )
    way = Way(fix=fix, diff=diff, watch=watch)
    raise typer.Exit(_outcome(find_study(paths or []), asked, way, output_format, output))


def _outcome(
    place: "Place", asked: "Asked", way: Way, output_format: CheckFormat, output: Path | None
) -> Exit:
    from qualcode.cli.fixing import mended
    from qualcode.cli.watching import at_every_save

    def look() -> Exit:
        return say_report(checked_with_texts(place), asked, output_format, output)

    if way.fix:
        is_result = output_format is CheckFormat.TEXT and output is None
        return mended(place, asked, look, is_result=is_result, only_diff=way.diff)
    return at_every_save(place, look) if way.watch else look()


def checked_with_texts(place: "Place") -> "Checked":
    """The study checked, with its templates and its drafts where it has some."""
    from qualcode import pipeline

    checked = pipeline.check(place)
    has_drafts = checked.has_drafts
    if checked.has_templates:
        from qualcode.pipeline.templates import with_templates

        checked = with_templates(checked)
    if has_drafts:
        from qualcode.pipeline.claims import with_claims

        checked = with_claims(checked)
    return checked


def say_report(
    checked: "Checked", asked: "Asked", output_format: CheckFormat, output: Path | None
) -> Exit:
    """Write what was found to where it was asked for; gives the exit code that fits it."""
    from qualcode.console.formats import FORMATS
    from qualcode.console.formats.text import summary
    from qualcode.pipeline import reporting

    report = reporting.report(checked, asked)
    recorded = reporting.write_baseline(checked, report, asked)
    text = FORMATS[output_format.value](report)
    if output is not None:
        from qualcode.pipeline.output import write_output

        write_output(output, text)
        sys.stderr.write(f"{summary(report)}\n")
    elif not (recorded and output_format is CheckFormat.TEXT):
        sys.stdout.write(text)
    if recorded:
        sys.stderr.write(f"{recorded}\n")
    if checked.study is None:
        return Exit.MISUSE
    is_clean = recorded or reporting.passes(checked, report, asked)
    return Exit.CLEAN if is_clean else Exit.FINDINGS
