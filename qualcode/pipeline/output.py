"""A result written to the file that the user named."""

from pathlib import Path

from qualcode.diagnostics import Misuse
from qualcode.render.writing import replace_file


def write_output(path: Path, content: str | bytes) -> None:
    """Write a result to a file, whole or not at all.

    Raises:
        Misuse: the file cannot be written.
    """
    if isinstance(content, str):
        content = content.encode("utf-8", "backslashreplace")
    try:
        replace_file(path, content)
    except OSError as error:
        raise Misuse(f"cannot write '{path}': {(error.strerror or 'it failed').lower()}") from error
