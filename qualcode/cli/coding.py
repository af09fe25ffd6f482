"""The commands about coding: who codes what, and what was coded in an editor or in Word."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from qualcode.cli import completing
from qualcode.cli.exits import Exit
from qualcode.cli.options import Language, Paths
from qualcode.cli.saying import checked_study, say, show_findings

if TYPE_CHECKING:
    from qualcode.pipeline.collecting import Collected, Wish

code = typer.Typer(
    name="code",
    no_args_is_help=True,
    help="Share cases out among coders, and code in an editor or in Word.\n\n"
    "Example: qualcode code write-out aeblerod chief",
)
_SEED = 1
_CaseId = Annotated[
    str, typer.Argument(help="The id of the case.", autocompletion=completing.cases)
]


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


@code.command(name="write-out")
def write_out(
    case: _CaseId,
    document: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(help="A document; all documents of the case if none is given."),
    ] = None,
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", help="A new file; 'coded/' beside the case if not given."),
    ] = None,
) -> None:
    """Write documents out with their passages marked, to read and to code on.

    Passages stand in the copy as '[the words]{.code coder=hn}'. The document itself stays as it is.
    An older copy is only written over when all that is coded in it was collected.

    Example: qualcode code write-out aeblerod chief
    """
    from qualcode.pipeline.writing_out import write_out as written

    done = written(checked_study([]), case, document, output)
    for one in done:
        number = len(one.copied.passages)
        say(f"wrote {one.file}, {number} passage{'' if number == 1 else 's'}")
        for passage, why in one.copied.left_out:
            at = passage.position
            sys.stderr.write(f"qualcode: the passage at {at} is not in the copy: {why}\n")
    left_out = any(one.copied.left_out for one in done)
    raise typer.Exit(Exit.FINDINGS if left_out else Exit.CLEAN)


@code.command()
def collect(
    case: _CaseId,
    files: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Argument(help="Coded copies or Word files; those in 'coded/' if none is given."),
    ] = None,
    coder: Annotated[
        str,
        typer.Option("--coder", help="Who coded: spans that name nobody, all comments in Word."),
    ] = "",
    document: Annotated[
        str, typer.Option("--document", help="Which document a file of another name is of.")
    ] = "",
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove what the files do not have any more.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")
    ] = False,
) -> None:
    """Collect codes written into a copy of a document, or into Word comments.

    '[the words]{.code .another}' in a copy becomes a passage of the case, as does a comment that
    names codes; any other comment becomes a memo. Passages that are there are not written twice.
    If anything is wrong, nothing is written.

    Example: qualcode code collect aeblerod --coder hn --dry-run
    """
    from qualcode.pipeline.collecting import Wish
    from qualcode.pipeline.collecting import collect as collected

    checked = checked_study([])
    wish = Wish(tuple(files or ()), coder, document, prune, dry_run)
    done = collected(checked, case, wish)
    show_findings(checked, done.findings, done.shown)
    _tell(done, wish)
    raise typer.Exit(Exit.FINDINGS if done.findings else Exit.CLEAN)


def _tell(done: "Collected", wish: "Wish") -> None:
    from qualcode.pipeline.checking import errors
    from qualcode.tables.collected import told

    if errors(done.findings):
        sys.stderr.write("qualcode: nothing was collected; correct this and run it again\n")
        return
    for line in told(done.case, done.compared, prune=wish.prune):
        say(line)
    if wish.dry_run:
        say("nothing was written, because of --dry-run")
    elif done.written:
        say(f"wrote {done.case.position.file}")
