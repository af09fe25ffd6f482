"""A report as GitHub annotations: workflow commands, one a line.

GitHub looks for files from the root of the repository. It takes columns only of a place within one
line, and refuses an end that lies before the beginning. Lines and columns count from 1; the end
column is given as other linters give it, behind the last letter.
"""

from collections.abc import Iterator

from qualcode.console.formats.text import summary
from qualcode.console.letters import on_one_line
from qualcode.console.report import Report
from qualcode.diagnostics import Diagnostic, Location, Severity

_COMMANDS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = {**_IN_DATA, **str.maketrans({":": "%3A", ",": "%2C"})}


def write(report: Report) -> str:
    """The findings as annotations, and the summary as a line of the log."""
    lines = (_command(one, report.prefix) for one in report.findings)
    return "".join(f"{line}\n" for line in (*lines, summary(report)))


def _command(found: Diagnostic, prefix: str) -> str:
    properties = ",".join(
        f"{name}={value.translate(_IN_PROPERTY)}" for name, value in _properties(found, prefix)
    )
    text = on_one_line(found.message)
    if found.hint:
        text += f"\nhint: {on_one_line(found.hint)}"
    for related in found.related:
        text += f"\nsee {prefix}{related.at}: {on_one_line(related.message)}"
    return f"::{_COMMANDS[found.severity]} {properties}::{text.translate(_IN_DATA)}"


def _properties(found: Diagnostic, prefix: str) -> Iterator[tuple[str, str]]:
    at: Location = found.at
    yield "file", f"{prefix}{at.file}"
    yield "line", str(at.line)
    yield "endLine", str(at.end_line)
    if at.line == at.end_line:
        yield "col", str(at.column)
        yield "endColumn", str(at.end_column)
    yield "title", found.rule
