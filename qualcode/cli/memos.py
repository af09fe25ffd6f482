"""The commands about memos."""

from enum import StrEnum
from typing import Annotated, Optional

import typer

from qualcode.cli.exits import Exit
from qualcode.cli.saying import checked_study, say, say_json


class MemoFormat(StrEnum):
    """How memos are listed."""

    TABLE = "table"
    MD = "md"
    JSON = "json"


memo = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="List memos on codes, cases and passages, and add them.\n\nExample: qualcode memo list",
)


@memo.command(name="list")
def listed(
    about: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option("--about", metavar="NAME", help="Only those on this code, passage, record."),
    ] = None,
    coder: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--coder", help="Only those of this coder."),
    ] = None,
    case: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--case", help="Only those in this case."),
    ] = None,
    output_format: Annotated[MemoFormat, typer.Option("--format")] = MemoFormat.TABLE,
) -> None:
    """List the memos of the study, by date.

    Those that stand under the codes in the codebook, and those in the cases.

    Example: qualcode memo list --about anchoring --format md
    """
    from qualcode.console.tables import draw
    from qualcode.pipeline.memos import Which, memos
    from qualcode.tables.memos import memo_table, memos_as_data
    from qualcode.tables.table import to_markdown

    checked = checked_study([])
    found = memos(checked, Which(about, coder, case))
    if output_format is MemoFormat.JSON:
        say_json(memos_as_data(found))
    elif output_format is MemoFormat.MD:
        say(to_markdown(memo_table(found)).rstrip("\n"))
    elif found:
        draw(memo_table(found))
    else:
        say("there are no such memos")
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)
