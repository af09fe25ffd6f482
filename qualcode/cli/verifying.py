"""The command that works verdicts out again."""

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.exits import Exit
from qualcode.cli.saying import checked_study, say


def verify(
    file: Annotated[Path, typer.Argument(help="What `classify --format json` wrote.")],
) -> None:
    """Work out verdicts again and compare them with those in a file.

    Names every verdict that no longer follows from codebook and cases, and then exits with 1.

    Example: qualcode verify verdicts.json
    """
    from qualcode.pipeline.verifying import differences

    found = differences(checked_study([]), file)
    for line in found:
        say(line)
    if not found:
        say(f"all verdicts in '{file}' follow from the codebook and the cases")
    raise typer.Exit(Exit.FINDINGS if found else Exit.CLEAN)
