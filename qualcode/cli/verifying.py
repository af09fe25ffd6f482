"""The commands that work results out again."""

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


def selftest() -> None:
    """Work out published results, to see that this installation gets them.

    One line a result, with its source. Exits with 1 if one does not come out.

    Example: qualcode selftest
    """
    from qualcode.pipeline.selftest import run_oracles

    wrong = 0
    for outcome in run_oracles():
        name = f"{outcome.oracle.name} ({outcome.oracle.source})"
        if outcome.skipped:
            say(f"skipped  {name}: {outcome.skipped}")
        elif outcome.is_right:
            say(f"right    {name}")
        else:
            wrong += 1
            say(f"WRONG    {name}\n  published: {outcome.published}\n  here: {outcome.found}")
    raise typer.Exit(Exit.FINDINGS if wrong else Exit.CLEAN)
