"""Days and times: qualcode may know the day alone, REFI-QDA always has a time with it."""

import re
from typing import Final

_MIDNIGHT: Final = "T00:00:00Z"
_DAY: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_TIME: Final = re.compile(
    rf"{_DAY.pattern}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?"
)


def day_or_time(moment: str) -> str:
    """A moment of REFI-QDA as a file of a study has it: midnight stands for the whole day."""
    return moment.removesuffix(_MIDNIGHT)


def day_of(moment: str) -> str:
    """The day of a moment of REFI-QDA, empty where it is none."""
    match = _DAY.match(moment)
    return match[0] if match else ""


def moment(said: str) -> str:
    """A day or time as REFI-QDA has it, empty where it is none."""
    if _DAY.fullmatch(said):
        return f"{said}{_MIDNIGHT}"
    return said if _TIME.fullmatch(said) else ""
