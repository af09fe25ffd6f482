"""The commands that change the codebook in all files of a study."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from qualcode.cli import completing
from qualcode.cli.exits import Exit
from qualcode.cli.saying import say, say_json

if TYPE_CHECKING:
    from qualcode.pipeline import Place
    from qualcode.pipeline.refactoring import Ground, Refactored, Why


class ChangeFormat(StrEnum):
    """How it is said what a change touches."""

    TEXT = "text"
    JSON = "json"


DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Write nothing; list every place that would change.")
]
Date = Annotated[
    Optional[str],  # noqa: UP045 - typer reads the annotation at run time
    typer.Option("--date", metavar="DATE", help="Date to note, as 2012-09-30; today if not given."),
]
By = Annotated[str, typer.Option("--by", help="Who decided it; noted in the codebook.")]
Because = Annotated[str, typer.Option("--because", help="Why; noted in the codebook.")]
Format = Annotated[ChangeFormat, typer.Option("--format")]


def rename(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="A code, theme, typology, document or coder; group.field, code=value or "
            "typology/type; with 'theme:' and the like before it where that is unclear.",
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new name.")],
    dry_run: DryRun = False,
    date: Date = None,
    by: By = "",
    because: Because = "",
    output_format: Format = ChangeFormat.TEXT,
) -> None:
    """Give something in the codebook another name, in all files of the study.

    Comments and layout stay as they are. Templates are changed where the name is surely meant, and
    listed where it may be. Nothing is written unless every place can be changed.

    Example: qualcode codebook rename anchoring anchorage --dry-run
    """
    from qualcode.pipeline.refactoring import sound_ground
    from qualcode.pipeline.renaming import rename as work_out

    why = _why(date, by, because)
    ground = sound_ground(_study())
    _finish(ground, work_out(ground, old, new, why), output_format, dry_run=dry_run)


def merge(
    first: Annotated[
        str,
        typer.Argument(metavar="A", help="A code, or a value as code=value or group.field=value."),
    ],
    second: Annotated[str, typer.Argument(metavar="B", help="Another of the same kind.")],
    into: Annotated[str, typer.Option("--into", help="The one of the two that stays.")],
    keep: Annotated[
        str,
        typer.Option(
            "--keep",
            metavar="A|B|both",
            help="Which code's value counts where a case has both and they differ.",
        ),
    ] = "",
    dry_run: DryRun = False,
    date: Date = None,
    by: By = "",
    because: Because = "",
    output_format: Format = ChangeFormat.TEXT,
) -> None:
    """Make two values of a code, or two codes of one scale, one, in all files of the study.

    What the codebook said of the one that goes is kept in the note of the change. Where a case has
    both codes with different values, the places are listed, and nothing is changed unless --keep
    says what counts. The evidence of both stays, and a value that does not count is in the note.

    Example: qualcode codebook merge anchoring=central anchoring=local --into anchoring=central
    """
    from qualcode.pipeline.merging import Asked
    from qualcode.pipeline.merging import merge as work_out
    from qualcode.pipeline.refactoring import sound_ground

    why = _why(date, by, because)
    ground = sound_ground(_study())
    asked = Asked(first, second, into, keep)
    _finish(ground, work_out(ground, asked, why), output_format, dry_run=dry_run)


def split(
    value: Annotated[
        str, typer.Argument(metavar="CODE=VALUE", help="A value, also as group.field=value.")
    ],
    into: Annotated[
        str, typer.Option("--into", metavar="V1,V2", help="The values that it becomes.")
    ],
    decisions: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option("--decisions", help="A YAML file with a line 'case: value' for each case."),
    ] = None,
    dry_run: DryRun = False,
    date: Date = None,
    by: By = "",
    because: Because = "",
    output_format: Format = ChangeFormat.TEXT,
) -> None:
    """Make several values of one, in all files of the study.

    A case is one of the new values (any_of) unless the file of decisions says which. Conditions
    hold of each. Labels are the new names, and the definition is copied, for you to write out.

    Example: qualcode codebook split anchoring=local --into district,block --dry-run
    """
    from qualcode.pipeline.refactoring import sound_ground
    from qualcode.pipeline.splitting import split as work_out

    why = _why(date, by, because)
    ground = sound_ground(_study())
    _finish(ground, work_out(ground, value, into, decisions, why), output_format, dry_run=dry_run)


def move(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="A code.", autocompletion=completing.codes)
    ],
    theme: Annotated[str, typer.Argument(metavar="THEME", help="The theme it is to be in.")],
    dry_run: DryRun = False,
    date: Date = None,
    by: By = "",
    because: Because = "",
    output_format: Format = ChangeFormat.TEXT,
) -> None:
    """Move a code to the file of another theme, with its comments.

    Example: qualcode codebook move anchoring steering --dry-run
    """
    from qualcode.pipeline.merging import move as work_out
    from qualcode.pipeline.refactoring import sound_ground

    why = _why(date, by, because)
    ground = sound_ground(_study())
    _finish(ground, work_out(ground, code, theme, why), output_format, dry_run=dry_run)


def _study() -> "Place":
    from qualcode.pipeline import find_study

    return find_study([])


def _why(date: str | None, by: str, because: str) -> "Why":
    from datetime import UTC, datetime

    from qualcode.diagnostics import Misuse
    from qualcode.model.values import is_date
    from qualcode.pipeline.refactoring import Why

    if date is not None and not is_date(date):
        raise Misuse(f"'{date}' is no date; write it as 2012-09-30")
    return Why(date or datetime.now(UTC).astimezone().date().isoformat(), by, because)


def _finish(
    ground: "Ground", done: "Refactored", output_format: ChangeFormat, *, dry_run: bool
) -> None:
    """Write what was worked out unless that is not wanted, and say what it is."""
    from qualcode.diagnostics import Misuse
    from qualcode.pipeline.refactoring import write

    if not dry_run:
        troubles = write(ground, done)
        if troubles:
            raise Misuse("\n".join(one.message for one in troubles))
    if output_format is ChangeFormat.JSON:
        say_json(_as_data(done, is_written=not dry_run))
    else:
        _say(done, dry_run=dry_run)
        if not dry_run:
            _say_stale(ground)
    raise typer.Exit(Exit.CLEAN)


def _say_stale(ground: "Ground") -> None:
    """Say that schemas for editors, where there are any, have to be written anew."""
    from qualcode.pipeline.schemas import stale_schemas
    from qualcode.schemas.files import FOLDER

    root = ground.place.root
    if (root / ground.folder / FOLDER).is_dir() and stale_schemas(root, None):
        say("run 'qualcode codebook schema', so that editors know the change")


def _as_data(done: "Refactored", *, is_written: bool) -> dict[str, object]:
    from qualcode.tables.moves import verdicts_in_words
    from qualcode.tables.refactoring import change_as_data

    moved = [
        {
            "typology": one.typology,
            "case": one.case,
            "before": verdicts_in_words(one.before),
            "after": verdicts_in_words(one.after),
        }
        for one in done.moved
    ]
    data = change_as_data(done.touched, done.in_doubt, moved, done.compared, is_written=is_written)
    return dict(data)


def _say(done: "Refactored", *, dry_run: bool) -> None:
    from qualcode.console.refactoring import (
        count_of_places,
        doubts_as_text,
        moves_as_text,
        places_as_text,
    )

    if dry_run:
        say(places_as_text(done.touched))
    for old, new in done.renamed:
        say(f"{old} -> {new}" if dry_run else f"moved {old} to {new}")
    count = count_of_places(done.touched)
    say(f"{count} would change; nothing was written" if dry_run else f"changed {count}")
    say(moves_as_text(done.moved, done.compared))
    doubts = doubts_as_text(done.in_doubt)
    if doubts:
        say(doubts)
