"""The command that begins a codebook with the codes of another program."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from qualcode.cli.refi_exchange import ExchangeFormat, begin_codebook


def from_import(
    file: Annotated[Path, typer.Argument(help="A project or codebook: .qdpx or .qdc.")],
    output: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option("--output", help="The new folder; named after the file if not given."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be written.")
    ] = False,
    output_format: Annotated[
        ExchangeFormat, typer.Option("--format", help="How what was done and lost is told.")
    ] = ExchangeFormat.TEXT,
) -> None:
    """Begin a codebook with the code tree of another program, in a new folder.

    Codes with their definitions, colours and memos, variables and coders become a study without
    cases. What a person must add is listed: definitions, scales, values, themes, groups. For a
    whole project, or a study that is there, see 'qualcode import'.

    Example: qualcode codebook from-import interviews.qdpx --output my-study
    """
    raise typer.Exit(begin_codebook(file, output, dry_run, output_format))
