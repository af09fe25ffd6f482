"""GUIDs: kept where another program gave one, and else the same each time (RFC 9562, version 5)."""

from typing import Final
from uuid import UUID, uuid5

_ROOT: Final = UUID("6f0e9a35-4d55-5b5c-9d0e-5a1f0a7d3c11")
"""The namespace of all GUIDs that qualcode makes."""


def made(*names: str) -> str:
    """The GUID of a thing that is known by names, such as a study, a kind and an id."""
    guid = _ROOT
    for name in names:
        guid = uuid5(guid, name)
    return str(guid)


def variable_of(code: str) -> str:
    """The GUID of the variable that holds the values of a code."""
    return made(code, "variable")


def code_of(variable: str) -> str:
    """The GUID of the code that is applied to the evidence for an attribute."""
    return made(variable, "code")
