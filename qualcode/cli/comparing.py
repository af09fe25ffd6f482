"""The command for qualitative comparative analysis."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from qualcode.cli import completing
from qualcode.cli.exits import Exit
from qualcode.cli.options import Paths
from qualcode.cli.saying import checked_study, say, say_json, show_findings

if TYPE_CHECKING:
    from qualcode.qca.comparison import Comparison
    from qualcode.tables.comparison import Compared


class ComparisonFormat(StrEnum):
    """How a comparative analysis is written."""

    TABLE = "table"
    MD = "md"
    JSON = "json"


Outcome = Annotated[
    str,
    typer.Argument(
        help="The set to explain: a code, or code=value; ~ before it: absent.",
        autocompletion=completing.codes,
    ),
]
Conditions = Annotated[
    str,
    typer.Option(
        "--conditions",
        help="The sets that may explain it, with commas between.",
        autocompletion=completing.codes,
    ),
]
Unit = Annotated[
    Optional[str],  # noqa: UP045 - typer reads the annotation at run time
    typer.Option(
        "--unit",
        help="The unit of the cases; that of the outcome if not given.",
        autocompletion=completing.units,
    ),
]
Consistency = Annotated[
    float, typer.Option(min=0, max=1, help="From where a combination counts as sufficient.")
]
Pri = Annotated[float, typer.Option(min=0, max=1, help="And from which PRI.")]
Frequency = Annotated[
    int, typer.Option(min=1, help="From how many cases a combination counts as observed.")
]
Expected = Annotated[
    str,
    typer.Option(
        "--expect",
        help="Conditions that theory expects for the outcome: A,~B (~: absent).",
        autocompletion=completing.codes,
    ),
]
Necessary = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--necessary", help="Also test this for necessity: 'A*~B' or 'A+B'."),
]
Plot = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--plot", help="Draw outcome against solution as SVG into this file."),
]


def qca(
    outcome: Outcome,
    paths: Paths = None,
    *,
    conditions: Conditions,
    unit: Unit = None,
    consistency: Consistency = 0.8,
    pri: Pri = 0.0,
    frequency: Frequency = 1,
    expect: Expected = "",
    necessary: Necessary = None,
    plot: Plot = None,
    output_format: Annotated[ComparisonFormat, typer.Option("--format")] = ComparisonFormat.TABLE,
) -> None:
    """Compare cases: which combinations of conditions go with an outcome.

    Truth table with the cases in each row, necessity, and the conservative, parsimonious and, with
    --expect, intermediate solutions. Needs the extra qualcode[qca]; at most nine conditions.

    Example: qualcode qca checklist cases/ --conditions 'style>=mixed,beds>=20'
    """
    from qualcode.pipeline.comparing import Question, compare_cases
    from qualcode.qca.comparison import Thresholds

    checked = checked_study(paths or [])
    question = Question(outcome, _listed(conditions), unit, _listed(expect), tuple(necessary or ()))
    found = compare_cases(checked, question, Thresholds(consistency, pri, frequency))
    if isinstance(found, tuple):
        show_findings(checked, found)
        raise typer.Exit(Exit.FINDINGS)
    if plot is not None:
        _plot(found.comparison, plot)
    _show(found, output_format)
    raise typer.Exit(Exit.FINDINGS if checked.has_errors else Exit.CLEAN)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _show(compared: "Compared", output_format: ComparisonFormat) -> None:
    from qualcode.console.comparison import contradictions_as_text
    from qualcode.console.tables import draw
    from qualcode.tables.comparison import (
        comparison_as_data,
        necessity_table,
        solution_table,
        truth_table,
    )
    from qualcode.tables.table import to_markdown

    if output_format is ComparisonFormat.JSON:
        say_json(comparison_as_data(compared))
        return
    found = compared.comparison
    tables = (truth_table(found), necessity_table(found), solution_table(found))
    if output_format is ComparisonFormat.MD:
        say("\n".join(map(to_markdown, tables)).rstrip("\n"))
        return
    truth, necessity, solutions = tables
    draw(truth)
    if compared.contradictions:
        say(contradictions_as_text(compared.contradictions) + "\n")
    draw(necessity)
    draw(solutions)


def _plot(found: "Comparison", path: Path) -> None:
    from qualcode.pipeline.output import write_output
    from qualcode.render.figures.scatter import xy_plot
    from qualcode.tables.comparison import xy_points

    write_output(path, xy_plot(xy_points(found)))
