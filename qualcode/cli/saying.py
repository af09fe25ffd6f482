"""What the commands have in common: they check the study first, and print what they have to say."""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from qualcode.console import letters
from qualcode.console.letters import visible_lines

if TYPE_CHECKING:
    from qualcode.diagnostics import Diagnostic
    from qualcode.pipeline import Checked, Place

_FILES_SHOWN = 10
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


def checked_study(paths: list[Path]) -> "Checked":
    """The study checked; its errors go to stderr, so that the result can go to stdout."""
    from qualcode import pipeline

    return checked_place(pipeline.find_study(paths))


def checked_place(place: "Place") -> "Checked":
    """The study at a place checked, in the same way."""
    from qualcode import pipeline
    from qualcode.diagnostics import Severity

    checked = pipeline.check(place)
    errors = [one for one in checked.findings if one.severity is Severity.ERROR]
    show_findings(checked, tuple(errors))
    return checked


def show_findings(
    checked: "Checked", found: "tuple[Diagnostic, ...]", texts: Mapping[str, str] = _NO_TEXTS
) -> None:
    """Print findings to stderr, each with its line; `texts` are of files that have no lines."""
    from qualcode.console import findings

    def read(file: str) -> str:
        return texts[file] if file in texts else checked.place.read_text(file)

    if found:
        text = findings.findings_as_text(found, read)
        sys.stderr.write(f"{visible_lines(text)}\n\n")


def show_written(files: tuple[str, ...]) -> None:
    """Print which files were written; of many only the first."""
    for file in files[:_FILES_SHOWN]:
        say(f"wrote {file}")
    if len(files) > _FILES_SHOWN:
        say(f"and {len(files) - _FILES_SHOWN} more, {len(files)} files in all")


def as_json(data: Mapping[str, object]) -> str:
    """Data as JSON, for people to read as well."""
    return letters.as_json(data)


def say_json(data: Mapping[str, object]) -> None:
    """Print data as JSON."""
    say(as_json(data).rstrip("\n"))


def say(text: str) -> None:
    """Print a text to stdout; nothing in it can steer the terminal."""
    sys.stdout.write(f"{visible_lines(text)}\n")
