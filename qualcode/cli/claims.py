"""The command that judges what authors claim in their drafts."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from qualcode.cli import completing
from qualcode.cli.exits import Exit
from qualcode.cli.saying import checked_place, say, say_json, show_findings

if TYPE_CHECKING:
    from qualcode.pipeline.claims import Claims


class ClaimFormat(StrEnum):
    """How `claim` lists claims."""

    TABLE = "table"
    MD = "md"
    JSON = "json"


def claim(
    files: Annotated[
        Optional[list[Path]],  # noqa: UP045 - typer reads the annotation at run time
        typer.Argument(
            metavar="[FILE]...",
            help="Drafts, or folders of them; all in the output folder if none is given.",
            autocompletion=completing.drafts,
        ),
    ] = None,
    output_format: Annotated[ClaimFormat, typer.Option("--format")] = ClaimFormat.TABLE,
) -> None:
    """Judge what authors claim in their drafts.

    Lists every claim with its verdict and what the data say. A claim that no longer follows, or
    hangs on what is not known, is a finding, with the cases for and against it.

    Example: qualcode claim build/da/chapter-4.md
    """
    from qualcode.pipeline.claims import claims_in_files, study_of_drafts
    from qualcode.pipeline.claims_history import with_history

    checked = checked_place(study_of_drafts(files or []))
    if checked.has_errors:
        say("claims are not judged while the study has errors")
        raise typer.Exit(Exit.FINDINGS)
    found = with_history(checked, claims_in_files(checked, files or []))
    _show(found, output_format)
    show_findings(checked, found.findings, found.texts or {})
    raise typer.Exit(Exit.FINDINGS if found.findings else Exit.CLEAN)


def _show(found: "Claims", output_format: ClaimFormat) -> None:
    from qualcode.claims.listing import (
        claim_table,
        claim_table_with_cases,
        claims_as_data,
        summed_up,
    )
    from qualcode.console.tables import draw
    from qualcode.tables.table import to_markdown

    if output_format is ClaimFormat.JSON:
        say_json(claims_as_data(found.claims, found.drafts))
        return
    for draft in found.drafts:
        claims = [one for one in found.claims if one.at.file == draft]
        if claims and output_format is ClaimFormat.TABLE:
            draw(claim_table(claims, draft))
        elif claims:
            say(to_markdown(claim_table_with_cases(claims, draft)))
    if output_format is ClaimFormat.TABLE:
        say(summed_up(found.claims, len(found.drafts)))
