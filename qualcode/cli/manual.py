"""The command that shows the manual."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Optional

import typer

from qualcode.cli.saying import say, say_json


class PageFormat(StrEnum):
    """How a page of the manual is written."""

    TEXT = "text"
    JSON = "json"


def _complete(incomplete: str) -> Iterator[tuple[str, str]]:
    """Ids and names of rules that begin as typed, each with what the rule finds."""
    from qualcode.pipeline.manual import all_rules

    for rule in all_rules():
        for word in dict.fromkeys((rule.id, rule.name)):
            if word.startswith(incomplete):
                yield word, rule.summary


def rule(
    name: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Argument(
            metavar="ID",
            help="The id or name of a rule; a list of all if not given.",
            autocompletion=_complete,
        ),
    ] = None,
    output_format: Annotated[PageFormat, typer.Option("--format")] = PageFormat.TEXT,
) -> None:
    """Explain a rule: what it finds, why that matters, an example, and what to do.

    Without an id it lists all rules. In a study its own rules are listed too; their page says what
    they ask for and which cases they find at present.

    Example: qualcode rule QC201
    """
    from qualcode.console.manual import manual_as_text
    from qualcode.pipeline.manual import all_rules, entry
    from qualcode.tables.manual import manual_as_data

    shown = all_rules() if name is None else entry(name)
    if output_format is PageFormat.JSON:
        say_json(manual_as_data(shown))
    else:
        say(manual_as_text(shown))
