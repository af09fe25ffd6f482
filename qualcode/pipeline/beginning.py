"""A new study: an example, with what editors need to complete and judge its files."""

from pathlib import Path

from qualcode.exchange.examples import copy_example
from qualcode.pipeline.schemas import files_for_editors


def init(folder: Path, example: str) -> int:
    """A new study as a copy of an example; gives the number of files written."""
    return copy_example(example, folder, files_for_editors)
