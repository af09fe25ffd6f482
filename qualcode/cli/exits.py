"""What the exit codes of every command mean."""

from enum import IntEnum


class Exit(IntEnum):
    """Clean, something found, called wrongly or unreadable, or a bug of qualcode's own."""

    CLEAN = 0
    FINDINGS = 1
    MISUSE = 2
    BUG = 3
