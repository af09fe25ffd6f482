"""What there is to say about a checked study: the value that every format writes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qualcode.diagnostics import Accepted, Diagnostic, Rule, Severity
from qualcode.rules.baseline import Recorded

ReadText = Callable[[str], str]
"""Gives the text of a file of the study, or the empty string when it cannot be read."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and what of it is set aside.

    Attributes:
        findings: those that count.
        accepted: those that their own file accepts.
        baselined: those that were recorded before; None where there is no baseline.
        gone: what was recorded before and is no longer found.
        left_out: how many findings `select`, `ignore` or a part of the study leave unsaid.
        case_files: the case files looked at.
        rules: every rule that a finding can name.
        read: gives the text of a file.
        prefix: the study's folder in its repository, with a slash at its end; else empty.
    """

    findings: tuple[Diagnostic, ...]
    accepted: tuple[Accepted, ...]
    baselined: tuple[Diagnostic, ...] | None
    gone: tuple[Recorded, ...]
    left_out: int
    case_files: tuple[str, ...]
    rules: tuple[Rule, ...]
    read: ReadText
    prefix: str = ""

    def passes(self, most_warnings: int = 0) -> bool:
        """Whether there is no error, and no more warnings than are allowed."""
        count = counted(self.findings)
        return not count[Severity.ERROR] and count[Severity.WARNING] <= most_warnings


def counted(found: Iterable[Diagnostic]) -> dict[Severity, int]:
    """How many findings there are of each severity."""
    counts = dict.fromkeys(Severity, 0)
    for one in found:
        counts[one.severity] += 1
    return counts
