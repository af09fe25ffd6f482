"""The formats that `check` writes what it found in: one module each, listed here."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qualcode.console.formats import data, github, junit, sarif, text
from qualcode.console.report import Report

FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "text": text.write,
        "json": data.write,
        "github": github.write,
        "sarif": sarif.write,
        "junit": junit.write,
    }
)
"""What writes a report in each format; every text ends with a line end, unless it is empty."""
