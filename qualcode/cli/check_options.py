"""The options of `check`, and how its words are read."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer
from typer.core import TyperCommand

# typer reads the annotations at run time, and knows `Optional` better than `|`.
_Names = Optional[list[str]]  # noqa: UP045
_File = Optional[Path]  # noqa: UP045


class CheckFormat(StrEnum):
    """How `check` writes its findings."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


Format = Annotated[CheckFormat, typer.Option("--format", help="How findings are written.")]
Output = Annotated[
    _File, typer.Option("--output", help="Write to this file instead of the terminal.")
]
Select = Annotated[
    _Names,
    typer.Option(
        "--select", metavar="RULE,...", help="Only these rules: ids, names, or families as QC2."
    ),
]
Ignore = Annotated[_Names, typer.Option("--ignore", metavar="RULE,...", help="Not these rules.")]
Weights = Annotated[
    _Names, typer.Option("--severity", metavar="RULE=SEVERITY", help="What a rule weighs.")
]
MaxWarnings = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("--max-warnings", min=0, help="Let so many warnings pass."),
]
Baseline = Annotated[
    _File, typer.Option("--baseline", help="Only what is not recorded in this file.")
]
WriteBaseline = Annotated[
    _File, typer.Option("--write-baseline", help="Record what is found now in this file.")
]
Changed = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--changed",
        metavar="[REV]",
        help="Only what differs from a git revision (else HEAD), and what depends on it.",
    ),
]

Fix = Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely, then check.")]
Diff = Annotated[
    bool, typer.Option("--diff", help="With --fix: show what would change, write nothing.")
]
Watch = Annotated[bool, typer.Option("--watch", help="Check again at every save, until Ctrl-C.")]


class CheckCommand(TyperCommand):
    """`check`, in which `--changed` alone means `--changed HEAD`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """The words that are left when the options are read."""
        # (typer does not export the kind of context that its command's own method takes.)
        return super().parse_args(ctx, with_revision(args))


def with_revision(args: Sequence[str]) -> list[str]:
    """Words of a command line in which every `--changed` has its revision.

    What follows it is one unless it is an option, or a file or folder to be checked.
    """
    words: list[str] = []
    for number, word in enumerate(args):
        following = args[number + 1] if number + 1 < len(args) else ""
        is_alone = not following or following.startswith("-") or Path(following).exists()
        words.append("--changed=HEAD" if word == "--changed" and is_alone else word)
    return words


def names(given: Sequence[str] | None) -> tuple[str, ...]:
    """The names given with an option, several times or with commas between them."""
    return tuple(name.strip() for text in given or () for name in text.split(",") if name.strip())
