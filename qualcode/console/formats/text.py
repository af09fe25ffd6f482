"""A report for people: the findings with their lines, what is gone, and how many there are."""

from collections.abc import Iterator

from qualcode.console.findings import findings_as_text
from qualcode.console.letters import on_one_line, visible
from qualcode.console.report import Report, counted
from qualcode.rules.baseline import Recorded


def write(report: Report) -> str:
    """The report as text, with its summary on the last line."""
    blocks = [findings_as_text(report.findings, report.read), _gone(report.gone)]
    body = "\n\n".join(block for block in blocks if block)
    return f"{body}\n\n{summary(report)}\n" if body else f"{summary(report)}\n"


def _gone(gone: tuple[Recorded, ...]) -> str:
    if not gone:
        return ""
    listed = "\n".join(
        f"  {visible(one.file)} {visible(one.rule)}: {on_one_line(one.message)}" for one in gone
    )
    return f"in the baseline, but no longer found; take them out:\n{listed}"


def summary(report: Report) -> str:
    """One line that says how much was found."""
    counts = counted(report.findings)
    parts = [plural(count, name.value) for name, count in counts.items() if count]
    aside = ", ".join(_aside(report))
    files = plural(len(report.case_files), "case file")
    return f"{', '.join(parts) or 'nothing found'} in {files}{aside and f' ({aside})'}"


def _aside(report: Report) -> Iterator[str]:
    if report.accepted:
        yield plural(len(report.accepted), "accepted finding")
    if report.baselined:
        yield f"{len(report.baselined)} in the baseline"
    if report.left_out:
        yield f"{report.left_out} left out"


def plural(count: int, word: str) -> str:
    """A number and what it counts; `info` is the same for one and for many."""
    return f"{count} {word}" if count == 1 or word == "info" else f"{count} {word}s"
