"""The commands about the codebook itself."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from qualcode.cli.codebook_pages import diff, docs, show
from qualcode.cli.codebook_start import from_import
from qualcode.cli.codebook_work import merge, move, rename, split
from qualcode.cli.exits import Exit
from qualcode.cli.saying import say

codebook = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Work with the codebook as a whole.\n\nExample: qualcode codebook schema",
)

SchemaFolder = Annotated[
    Optional[Path],  # noqa: UP045 - typer reads the annotation at run time
    typer.Option("--output", help="Folder to write to; 'schema' in the codebook's if not given."),
]


codebook.command(name="from-import")(from_import)
codebook.command()(show)
codebook.command()(docs)
codebook.command()(diff)
codebook.command()(rename)
codebook.command()(merge)
codebook.command()(split)
codebook.command()(move)


@codebook.command()
def schema(
    output: SchemaFolder = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit code 1 if files are stale.")
    ] = False,
) -> None:
    """Write JSON Schemas, so that editors complete codes and values and judge as you type.

    One for case files, made from this codebook, and one for each kind of codebook file. Run it
    again when the codebook has changed.

    Example: qualcode codebook schema
    """
    from qualcode.pipeline import find_study
    from qualcode.pipeline.schemas import stale_schemas, write_schemas

    root = find_study([]).root
    if not check:
        for file in write_schemas(root, output):
            say(f"wrote {file}")
        return
    stale = stale_schemas(root, output)
    for file in stale:
        say(f"stale: {file}")
    say("run 'qualcode codebook schema' to write them anew" if stale else "all schemas are fresh")
    raise typer.Exit(Exit.FINDINGS if stale else Exit.CLEAN)
