"""Options that several commands have."""

from pathlib import Path
from typing import Annotated, Optional

import typer

from qualcode.cli import completing

Language = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--lang",
        help="Language of labels and text; the study's own if not given.",
        autocompletion=completing.languages,
    ),
]
TypologyOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--typology",
        help="Only this typology (id or alias).",
        autocompletion=completing.typologies,
    ),
]
OutputFolder = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--output", help="Folder to write to; the study's output folder if not given."),
]

Paths = Annotated[
    Optional[list[Path]],  # noqa: UP045 - typer reads the annotation at run time
    typer.Argument(help="Folders or files of cases; all cases of the study if none is given."),
]
