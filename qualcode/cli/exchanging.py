"""The commands that take studies from other programs and give them back."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from qualcode.cli.exits import Exit
from qualcode.cli.saying import checked_study, say, say_json

if TYPE_CHECKING:
    from qualcode.pipeline.exchanging import Imported


class ExchangeFormat(StrEnum):
    """How `import` and `export` say what they did."""

    TEXT = "text"
    JSON = "json"


Format = Annotated[
    ExchangeFormat, typer.Option("--format", help="How what was done and lost is written.")
]


def import_study(
    file: Annotated[Path, typer.Argument(help="A REFI-QDA project (.qdpx) or codebook (.qdc).")],
    into: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            "--into", help="A new folder, or that of a study, which what is new is added to."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be done; write nothing.")
    ] = False,
    output_format: Format = ExchangeFormat.TEXT,
) -> None:
    """Begin a study from a project of NVivo, ATLAS.ti, MAXQDA or QualCoder.

    Takes codes, cases, variables, documents, coded passages, coders and memos from REFI-QDA. Lists
    what it cannot take, what it decided and what a person must add. Writes all of it or nothing.
    Into a study that is there comes what is new by GUID; nothing is overwritten.

    Example: qualcode import interviews.qdpx --into my-study
    """
    from qualcode.console import findings
    from qualcode.pipeline.exchanging import import_data, import_file

    imported = import_file(file, into, dry_run=dry_run)
    if output_format is ExchangeFormat.JSON:
        say_json(import_data(imported))
    elif imported.findings:
        text = findings.findings_as_text(imported.findings, lambda _: imported.xml)
        sys.stderr.write(f"{text}\n\nnothing was imported\n")
    else:
        _say_import(imported, dry_run=dry_run)
    raise typer.Exit(Exit.FINDINGS if imported.findings else Exit.CLEAN)


def export_study(
    file: Annotated[Path, typer.Argument(help="A new file: .qdpx (all) or .qdc (codebook only).")],
    date: Annotated[
        str, typer.Option("--date", help="When the file says it was made; not at all if not given.")
    ] = "",
    output_format: Format = ExchangeFormat.TEXT,
) -> None:
    """Write the study as a REFI-QDA project or codebook for other programs.

    Values of cases go out as variables, evidence and passages as coded selections. Lists what has
    no place in REFI-QDA. The same study gives the same bytes.

    Example: qualcode export study.qdpx
    """
    from qualcode.pipeline.exchanging import export_data, export_file

    losses = export_file(checked_study([]), file, date)
    if output_format is ExchangeFormat.JSON:
        say_json(export_data(file, losses))
    else:
        say(f"wrote {file}")
        _say_list("not in the file", [str(one) for one in losses])


def _say_import(imported: "Imported", *, dry_run: bool) -> None:
    taken = imported.taken
    if taken is None:
        return
    counts = ", ".join(f"{count} {what}" for what, count in taken.counts.items() if count)
    say(f"in the file: {counts or 'nothing'}")
    verb = "would write" if dry_run else "wrote"
    say(f"{verb} {len(taken.files)} files to '{imported.folder}'")
    _say_list("decided", taken.remarks)
    _say_list("not taken", [str(one) for one in taken.losses])
    _say_list("to be added by a person", taken.to_add)
    if not dry_run:
        say(f"next:\n  cd '{imported.folder}'\n  qualcode check")


def _say_list(title: str, lines: "tuple[str, ...] | list[str]") -> None:
    if lines:
        say(f"{title}:")
        for line in lines:
            say(f"  - {line}")
