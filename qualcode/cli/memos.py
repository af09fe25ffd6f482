"""The commands about memos."""

from enum import StrEnum
from typing import Annotated, Optional

import typer

from qualcode.cli.exits import Exit
from qualcode.cli.saying import checked_study, say, say_json


class MemoFormat(StrEnum):
    """How memos are listed."""

    TEXT = "text"
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
    output_format: Annotated[MemoFormat, typer.Option("--format")] = MemoFormat.TEXT,
) -> None:
    """List the memos of the study, by date.

    Those that stand under the codes in the codebook, and those in the cases.

    Example: qualcode memo list --about anchoring --format md
    """
    from qualcode.console.memos import memos_as_text
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
        say(memos_as_text(found))
    else:
        say("there are no such memos")
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)


@memo.command()
def add(
    about: Annotated[
        str,
        typer.Argument(metavar="ABOUT", help="A case or a code; with --case what is in it."),
    ],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What the memo says.")],
    coder: Annotated[str, typer.Option("--coder", help="Who writes it.")],
    case: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--case", help="Write it into this case: about a code, passage or record."),
    ] = None,
    date: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--date", help="The day, such as 2012-03-01; today if not given."),
    ] = None,
) -> None:
    """Add a memo to a case or a code.

    It is written at the end of the memos in the file of the case, or of the code in the codebook;
    every other byte of the file stays.

    Example: qualcode memo add anchoring "More than where it is paid from." --coder hn
    """
    from datetime import date as calendar

    from qualcode.pipeline.memos import NewMemo, add_memo

    day = date or calendar.today().isoformat()
    file = add_memo(checked_study([]), NewMemo(about, text, coder, day, case))
    say(f"wrote a memo into {file}")
    raise typer.Exit(Exit.CLEAN)
