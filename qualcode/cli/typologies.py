"""The commands about a typology itself."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer
from typer.core import TyperGroup

from qualcode.cli import completing
from qualcode.cli.exits import Exit
from qualcode.cli.options import Language, Paths
from qualcode.cli.saying import checked_study, say, say_json, show_findings

if TYPE_CHECKING:
    from typer._click.shell_completion import CompletionItem


class ProofFormat(StrEnum):
    """How what is proved is written."""

    TEXT = "text"
    JSON = "json"


class _Typology(TyperGroup):
    """`typology NAME` means `typology show NAME`: a name that is no command is a typology's."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        # (typer does not export the kind of context that its group's own method takes.)
        if args and args[0] not in (*self.commands, "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: typer.Context, incomplete: str) -> "list[CompletionItem]":  # type: ignore[override]
        (name,) = (one for one in self.commands["show"].params if one.name == "name")
        return [*super().shell_complete(ctx, incomplete), *name.shell_complete(ctx, incomplete)]


class TableFormat(StrEnum):
    """How a table is written."""

    TABLE = "table"
    MD = "md"
    CSV = "csv"
    JSON = "json"


typology = typer.Typer(
    cls=_Typology,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Say what can be proved of a typology, and how two of them go together.\n\n"
    "Example: qualcode typology project_organisation",
)


_TYPOLOGY = "A typology (id or alias)."
Name = Annotated[
    str, typer.Argument(metavar="NAME", help=_TYPOLOGY, autocompletion=completing.typologies)
]

First = Annotated[
    str, typer.Argument(metavar="A", help=_TYPOLOGY, autocompletion=completing.typologies)
]
Second = Annotated[
    str,
    typer.Argument(
        metavar="B", help="Another one of the same unit.", autocompletion=completing.typologies
    ),
]


@typology.command()
def show(
    name: Name,
    output_format: Annotated[ProofFormat, typer.Option("--format")] = ProofFormat.TEXT,
    lang: Language = None,
) -> None:
    """Say what can be proved of a typology.

    Whether its types exclude each other and leave no gap, which conditions and codes it needs, how
    far apart the types lie, and how the cases fill the property space. All answers are exact.

    Example: qualcode typology project_organisation
    """
    from qualcode import pipeline
    from qualcode.console.proofs import proofs_as_text
    from qualcode.pipeline.proving import diagnose
    from qualcode.tables.proofs import proofs_as_data, words_for

    checked = checked_study([])
    language = pipeline.language_of(checked, lang)
    study, found = diagnose(checked, name)
    if output_format is ProofFormat.JSON:
        say_json(proofs_as_data(found, study.codebook))
    else:
        say(proofs_as_text(found, words_for(study.codebook), language))
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)


@typology.command(name="map")
def space(
    name: Name,
    output_format: Annotated[ProofFormat, typer.Option("--format")] = ProofFormat.TEXT,
    plot: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option("--plot", help="Draw the map as SVG into this file instead."),
    ] = None,
) -> None:
    """Draw the property space of a typology, with its cases.

    A square stands for all cells that no condition tells apart: the types that hold there, how many
    cases surely lie there, and how many more may.

    Example: qualcode typology map project_organisation
    """
    from qualcode.console.space_map import draw_map
    from qualcode.pipeline.proving import draw_space
    from qualcode.tables.proofs import words_for
    from qualcode.tables.space_map import legend_of, map_as_data

    checked = checked_study([])
    study, found = draw_space(checked, name)
    words = words_for(study.codebook)
    if plot is not None:
        from qualcode.pipeline.output import write_output
        from qualcode.render.figures.space_map import space_map

        write_output(plot, space_map(found, legend_of(found, words)))
    elif output_format is ProofFormat.JSON:
        say_json(map_as_data(found, words))
    else:
        draw_map(found, legend_of(found, words))
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)


@typology.command()
def cross(
    first: Annotated[
        str, typer.Argument(metavar="A", help=_TYPOLOGY, autocompletion=completing.typologies)
    ],
    second: Annotated[
        str,
        typer.Argument(
            metavar="B", help="Another one of the same unit.", autocompletion=completing.typologies
        ),
    ],
    output_format: Annotated[TableFormat, typer.Option("--format")] = TableFormat.TABLE,
) -> None:
    """Say which combinations of the types of two typologies there are.

    For each combination the cases that surely have it and those that may have it, and whether the
    conditions rule it out.

    Example: qualcode typology cross project_organisation project_secretariat
    """
    from qualcode.console.tables import draw
    from qualcode.pipeline.proving import cross as cross_typologies
    from qualcode.tables.linked import linked_as_data, linked_table
    from qualcode.tables.table import to_csv, to_markdown

    checked = checked_study([])
    found = cross_typologies(checked, first, second)
    table = linked_table(found)
    if output_format is TableFormat.JSON:
        say_json(linked_as_data(found))
    elif output_format is TableFormat.TABLE:
        draw(table)
    else:
        as_text = to_csv if output_format is TableFormat.CSV else to_markdown
        say(as_text(table).rstrip("\n"))
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)


class MoveFormat(StrEnum):
    """How what moved is written."""

    TEXT = "text"
    JSON = "json"


@typology.command()
def diff(
    version: Annotated[
        str,
        typer.Argument(metavar="REV", help="A git revision, or a folder with another codebook."),
    ],
    paths: Paths = None,
    output_format: Annotated[MoveFormat, typer.Option("--format")] = MoveFormat.TEXT,
) -> None:
    """Say what the edit of a codebook moves.

    The present cases under the earlier codebook and under the present one: which have another
    verdict, which cells changed hands, which proofs hold no longer. Exit code 1 if a case moved.

    Example: qualcode typology diff HEAD
    """
    from qualcode.console.moves import moves_as_text
    from qualcode.console.tables import draw
    from qualcode.pipeline.moving import moves_since
    from qualcode.tables.moves import move_table, moves_as_data

    checked = checked_study(paths or [])
    found = moves_since(checked, version)
    if isinstance(found, tuple):
        show_findings(checked, found)
        raise typer.Exit(Exit.MISUSE)
    if output_format is MoveFormat.JSON:
        say_json(moves_as_data(found))
    else:
        if found.has_moved_cases:
            draw(move_table(found))
        else:
            say(f"no case moved since {version}")
        text = moves_as_text(found)
        if text:
            say(text)
    raise typer.Exit(Exit.FINDINGS if found.has_moved_cases else Exit.CLEAN)
