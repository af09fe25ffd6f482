"""A report as JSON, for programs: see docs/json.md and check.schema.json beside this file."""

from collections.abc import Mapping

from qualcode import __version__
from qualcode.console.letters import as_json
from qualcode.console.report import Report
from qualcode.diagnostics import Diagnostic, Location

FORMAT = 1
"""The version of this JSON."""


def write(report: Report) -> str:
    """The report as one JSON object."""
    data = {
        "qualcode": __version__,
        "format": FORMAT,
        "case_files": len(report.case_files),
        "findings": [_finding(one) for one in report.findings],
        "accepted": [{**_finding(one.found), "reason": one.reason} for one in report.accepted],
        "baselined": [_finding(one) for one in report.baselined or ()],
        "gone": [one._asdict() for one in report.gone],
        "left_out": report.left_out,
    }
    return as_json(data)


def _finding(found: Diagnostic) -> Mapping[str, object]:
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
        **_place(found.at),
        "related": [{"message": one.message, **_place(one.at)} for one in found.related],
    }


def _place(at: Location) -> Mapping[str, object]:
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
    }
