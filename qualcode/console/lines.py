"""Lines that fit the terminal."""

import textwrap
from shutil import get_terminal_size


def wrapped(text: str, indent: str) -> list[str]:
    """The text in lines that fit the terminal; paths and ids stay whole."""
    return textwrap.wrap(
        text,
        get_terminal_size().columns,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
