"""The command that groups cases by their data."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from qualcode.cli import completing
from qualcode.cli.exits import Exit
from qualcode.cli.options import Paths
from qualcode.cli.saying import checked_study, say, say_json


class GroupFormat(StrEnum):
    """How groups are written."""

    TABLE = "table"
    MD = "md"
    CSV = "csv"
    JSON = "json"


def cluster(
    typology: Annotated[
        str,
        typer.Argument(help="A typology (id or alias).", autocompletion=completing.typologies),
    ],
    paths: Paths = None,
    output_format: Annotated[GroupFormat, typer.Option("--format")] = GroupFormat.TABLE,
) -> None:
    """Check a typology against the data: would they suggest the same groups?

    Average linkage over Gower distances on what the typology asks for, among the cases that surely
    are of one type. Refuses what too few cases cannot support. Needs the extra qualcode[cluster].

    Example: qualcode cluster size_class_type
    """
    from qualcode.clusters.grouping import Refusal
    from qualcode.console.groups import agreement_as_text
    from qualcode.console.letters import visible_lines
    from qualcode.console.tables import draw
    from qualcode.pipeline.clustering import groups_of
    from qualcode.tables.groups import group_table, groups_as_data
    from qualcode.tables.table import to_csv, to_markdown

    checked = checked_study(paths or [])
    found = groups_of(checked, typology)
    if isinstance(found, Refusal):
        reasons = "".join(f"\n- {reason}" for reason in found.reasons)
        sys.stderr.write(f"qualcode: these cases do not support groups:{visible_lines(reasons)}\n")
        raise typer.Exit(Exit.FINDINGS)
    table = group_table(found, typology)
    if output_format is GroupFormat.JSON:
        say_json(groups_as_data(found, typology))
    elif output_format is GroupFormat.TABLE:
        draw(table)
        say(agreement_as_text(found))
    else:
        as_text = to_csv if output_format is GroupFormat.CSV else to_markdown
        say(as_text(table).rstrip("\n"))
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)
