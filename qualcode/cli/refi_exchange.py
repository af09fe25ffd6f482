"""Studies taken from other programs, and given to them, as REFI-QDA."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.cli.exits import Exit
from qualcode.cli.saying import checked_study, say, say_json

if TYPE_CHECKING:
    from qualcode.pipeline.exchanging import Imported

REFI_ENDINGS = (".qdpx", ".qdc")
"""As in `pipeline.exchanging`, which takes time to load."""


class ExchangeFormat(StrEnum):
    """How `import` and `export` say what they did."""

    TEXT = "text"
    JSON = "json"


def import_study(
    file: Path, into: Path | None, dry_run: bool, output_format: ExchangeFormat
) -> Exit:
    """Begin or add to a study from a project or codebook; gives the exit code."""
    from qualcode.pipeline.exchanging import import_file

    return _told(import_file(file, into, dry_run=dry_run), dry_run, output_format)


def begin_codebook(
    file: Path, output: Path | None, dry_run: bool, output_format: ExchangeFormat
) -> Exit:
    """Begin a codebook from the codes of a project or codebook; gives the exit code."""
    from qualcode.pipeline.exchanging import codebook_from

    return _told(codebook_from(file, output, dry_run=dry_run), dry_run, output_format)


def _told(imported: "Imported", dry_run: bool, output_format: ExchangeFormat) -> Exit:
    from qualcode.console import findings
    from qualcode.pipeline.exchanging import import_data

    if output_format is ExchangeFormat.JSON:
        say_json(import_data(imported))
    elif imported.findings:
        text = findings.findings_as_text(imported.findings, lambda _: imported.xml)
        sys.stderr.write(f"{text}\n\nnothing was imported\n")
    else:
        _say_import(imported, dry_run=dry_run)
    return Exit.FINDINGS if imported.findings else Exit.CLEAN


def export_study(file: Path, date: str, output_format: ExchangeFormat) -> None:
    """Write the study as a project or codebook, and say what has no place there."""
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
