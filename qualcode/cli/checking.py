"""The command that says what is wrong with a study."""

from enum import StrEnum
from typing import Annotated

import typer

from qualcode.cli.options import Paths
from qualcode.cli.saying import leave, say, say_json


class TextFormat(StrEnum):
    """How `check` writes its findings."""

    TEXT = "text"
    JSON = "json"


def check(
    paths: Paths = None,
    output_format: Annotated[TextFormat, typer.Option("--format")] = TextFormat.TEXT,
) -> None:
    """Say what is wrong, with file and line.

    Checks the cases against the codebook, the codebook itself, cases among one another, and what
    templates ask for.

    Example: qualcode check cases/
    """
    from qualcode import pipeline
    from qualcode.console import findings

    checked = pipeline.check(pipeline.find_study(paths or []))
    if checked.has_templates:
        from qualcode.pipeline.templates import with_templates

        checked = with_templates(checked)
    if output_format is TextFormat.JSON:
        data = findings.findings_as_data(checked.findings, checked.accepted, checked.files)
        say_json(data)
    else:
        if checked.findings:
            say(findings.findings_as_text(checked.findings, checked.place.read_text) + "\n")
        say(findings.summary(checked.findings, len(checked.accepted), checked.files))
    leave(checked)
