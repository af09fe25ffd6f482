"""The commands about coding: who codes what."""

import sys
from typing import Annotated

import typer

from qualcode.cli.exits import Exit
from qualcode.cli.options import Language, Paths
from qualcode.cli.saying import checked_study, say

code = typer.Typer(
    name="code",
    no_args_is_help=True,
    help="Share cases out among coders.\n\nExample: qualcode code assign --coders eva,jon",
)
_SEED = 1


@code.callback()
def _commands() -> None:
    """Keep `assign` a command of its own, also while it is the only one."""


@code.command()
def assign(
    paths: Paths = None,
    coders: Annotated[
        str, typer.Option("--coders", help="Coders of the codebook, with commas between them.")
    ] = "",
    overlap: Annotated[
        float, typer.Option("--overlap", help="Share of the cases that two coders code.")
    ] = 0.0,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the random order.")] = _SEED,
    lang: Language = None,
) -> None:
    """Share cases out among coders, each with an empty file of their own.

    The files 'codings/<coder>.yaml' beside each 'case.yaml' list the codes and nobody's values.
    Cases are given out at random and evenly; of those coded by two, each pair of coders has its
    turn. Cases that have codings already are left alone, and no file is ever overwritten.

    Example: qualcode code assign --coders eva,jon --overlap 0.3
    """
    from qualcode import pipeline
    from qualcode.console.tables import draw
    from qualcode.pipeline.assigning import assign_cases
    from qualcode.tables.sheets import plan_table

    checked = checked_study(paths or [])
    language = pipeline.language_of(checked, lang)
    names = [name.strip() for name in coders.split(",") if name.strip()]
    done = assign_cases(checked, names, overlap, seed, language)
    if done.plan:
        draw(plan_table(done.plan, seed))
    if done.begun:
        say(f"left alone, because somebody codes them already: {', '.join(done.begun)}")
    say(f"made {len(done.files)} files 'codings/<coder>.yaml' beside the cases")
    if done.single:
        sys.stderr.write(
            f"qualcode: single files have no place for codings: {', '.join(done.single)}\n"
            "move such a case from '<case>.yaml' to '<case>/case.yaml' first\n"
        )
    raise typer.Exit(Exit.FINDINGS if done.single or checked.has_errors else Exit.CLEAN)
