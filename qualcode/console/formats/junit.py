"""A report as JUnit XML, which most CI services show as tests.

Each rule that found something in a file is a test case that failed, or that was skipped where its
findings are accepted or in the baseline. A case file in which nothing was found is a test case that
passed, and so is what is only worth knowing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from qualcode.console.letters import on_one_line
from qualcode.console.report import Report
from qualcode.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class _Test:
    """One test case: what it is about, how it came out, and the words for that."""

    file: str
    name: str
    outcome: str = ""
    message: str = ""
    text: str = ""


def write(report: Report) -> str:
    """The report as one suite of tests."""
    tests = tuple(_tests(report))
    suite = Xml.Element(
        "testsuite",
        name="qualcode",
        tests=str(len(tests)),
        failures=str(sum(test.outcome == "failure" for test in tests)),
        errors="0",
        skipped=str(sum(test.outcome == "skipped" for test in tests)),
    )
    for test in tests:
        _add(suite, test)
    Xml.indent(suite)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{Xml.tostring(suite, "unicode")}\n'


def _add(suite: Xml.Element, test: _Test) -> None:
    element = Xml.SubElement(suite, "testcase", classname=test.file, name=test.name)
    if test.outcome == "system-out":
        Xml.SubElement(element, test.outcome).text = test.text
    elif test.outcome:
        inner = Xml.SubElement(element, test.outcome, message=test.message)
        inner.text = test.text or None
        if test.outcome == "failure":
            inner.set("type", test.name)


def _tests(report: Report) -> Iterator[_Test]:
    unclean = {one.at.file for one in report.findings}
    clean = (_Test(on_one_line(file), "check") for file in report.case_files if file not in unclean)
    accepted = (_skipped(one.found, f"accepted: {one.reason}") for one in report.accepted)
    known = (_skipped(one, "in the baseline") for one in report.baselined or ())
    tests = (*clean, *_found(report.findings), *accepted, *known)
    return iter(sorted(tests, key=lambda test: (test.file, test.name)))


def _skipped(found: Diagnostic, why: str) -> _Test:
    message = on_one_line(f"{found.message}; {why}")
    return _Test(on_one_line(found.at.file), on_one_line(found.rule), "skipped", message)


def _found(found: Iterable[Diagnostic]) -> Iterator[_Test]:
    together: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in found:
        together.setdefault((one.at.file, one.rule), []).append(one)
    for (file, rule), several in together.items():
        counts = any(one.severity is not Severity.INFO for one in several)
        outcome = "failure" if counts else "system-out"
        message = on_one_line(several[0].message)
        if len(several) > 1:
            message += f" (and {len(several) - 1} more)"
        text = "\n".join(line for one in several for line in _lines(one))
        yield _Test(on_one_line(file), on_one_line(rule), outcome, message, text)


def _lines(found: Diagnostic) -> Iterator[str]:
    yield f"{on_one_line(str(found.at))}: {found.severity}: {on_one_line(found.message)}"
    if found.hint:
        yield f"  hint: {on_one_line(found.hint)}"
    for related in found.related:
        yield f"  see {on_one_line(str(related.at))}: {on_one_line(related.message)}"
