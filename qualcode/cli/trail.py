"""The command that tells the history of a study."""

import sys
from enum import StrEnum
from typing import Annotated, Optional

import typer

from qualcode.cli.exits import Exit
from qualcode.cli.saying import say, say_json


class TrailFormat(StrEnum):
    """How a history is written."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


Names = Annotated[
    Optional[list[str]],  # noqa: UP045 - typer reads the annotation at run time
    typer.Argument(
        metavar="[CASE] [CODE]",
        help="A case, a code, or a code in a case; the whole study if nothing is given.",
    ),
]
OfVerdict = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--typology", help="The verdict of the case in this typology instead."),
]
Everything = Annotated[
    bool, typer.Option("--all", help="Also revisions that changed nothing but the layout.")
]
Since = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--since", metavar="DATE", help="From this day on, such as 2026-03-01."),
]
Until = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--until", metavar="DATE", help="Until the end of this day."),
]
Newest = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("-n", min=1, metavar="COUNT", help="Only the newest revisions."),
]


def log(
    names: Names = None,
    typology: OfVerdict = None,
    everything: Everything = False,
    since: Since = None,
    until: Until = None,
    newest: Newest = None,
    output_format: Annotated[TrailFormat, typer.Option("--format")] = TrailFormat.TEXT,
) -> None:
    """Tell the history of a case, a code or a verdict.

    Who moved what, and when, from the first revision in git to the files as they are now. What the
    files say is compared, so a new layout is silent; renamed cases and codes are followed.

    Example: qualcode log box-4-1 --since 2026-03-01
    """
    from qualcode import pipeline
    from qualcode.console.trail import trail_as_text
    from qualcode.pipeline.trail import Wanted, trail
    from qualcode.tables.table import to_markdown
    from qualcode.trail.telling import CUT_OFF, trail_as_data, trail_table

    wanted = Wanted(tuple(names or ()), typology, everything, since, until, newest)
    found = trail(pipeline.find_study([]), wanted)
    if found.is_cut_off and output_format is TrailFormat.TEXT:
        sys.stderr.write(f"{CUT_OFF}\n")
    if output_format is TrailFormat.JSON:
        say_json(trail_as_data(found))
    elif output_format is TrailFormat.MD:
        say(to_markdown(trail_table(found)).rstrip("\n"))
    else:
        say(trail_as_text(found))
    raise typer.Exit(Exit.CLEAN)
