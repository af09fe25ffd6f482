"""A report as SARIF 2.1.0, the format in which code hosts and editors take findings.

Columns are counted in Unicode code points, as everywhere in qualcode, and the file says so. Files
are relative to the root of the repository, which SARIF calls by the name in `_ROOT`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from urllib.parse import quote

from qualcode import __version__
from qualcode.console.letters import as_json, lines_of
from qualcode.console.report import Report
from qualcode.diagnostics import Diagnostic, Family, Location, Rule, Severity
from qualcode.manual.page import page_of
from qualcode.rules.baseline import Recorded, recorded

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

_Data = dict[str, object]


def write(report: Report) -> str:
    """The report as a SARIF log with one run."""
    found = tuple(_everything(report))
    named = {one.rule for one, _ in found}
    rules = [rule for rule in report.rules if rule.id in named]
    run = {
        "tool": {
            "driver": {
                "name": "qualcode",
                "version": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The root of the repository that has the study in it."}}
        },
        "results": list(_results(report, found, [rule.id for rule in rules])),
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(log)


def _everything(report: Report) -> Iterator[tuple[Diagnostic, _Data]]:
    """All findings in the order of their places, each with what sets it aside.

    Where one result has suppressions or a state, the standard wants that all have (3.27.23-24).
    """
    new = {} if report.baselined is None else {"baselineState": "new"}
    old = {} if report.baselined is None else {"baselineState": "unchanged"}
    marked: list[tuple[Diagnostic, _Data]] = [
        (one, {"suppressions": [], **new}) for one in report.findings
    ]
    marked += [(one, {"suppressions": [], **old}) for one in report.baselined or ()]
    for accepted in report.accepted:
        reason = {"kind": "inSource", "status": "accepted", "justification": accepted.reason}
        marked.append((accepted.found, {"suppressions": [reason], **old}))
    return iter(sorted(marked, key=lambda pair: (pair[0].at, pair[0].rule, pair[0].message)))


def _plain(text: str) -> str:
    """A text in which nothing is taken for a placeholder or a link (3.11.5-6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _rule(rule: Rule) -> _Data:
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": _plain(rule.summary)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        **_help(rule),
    }


def _help(rule: Rule) -> _Data:
    """Why a rule matters and what to do, from its manual page; the study's own rules have none."""
    if rule.family is Family.OWN:
        return {}
    page = page_of(rule)
    paragraphs = [block for block in (*page.why, *page.advice) if isinstance(block, str)]
    text = "\n\n".join((*paragraphs, f"More: qualcode rule {rule.id}"))
    return {"help": {"text": _plain(text)}}


def _results(
    report: Report, found: Iterable[tuple[Diagnostic, _Data]], ids: list[str]
) -> Iterator[_Data]:
    seen: Counter[Recorded] = Counter()
    texts: dict[str, tuple[str, ...]] = {}
    for one, aside in found:
        if one.at.file not in texts:
            texts[one.at.file] = lines_of(report.read(one.at.file))
        key = recorded(one, texts[one.at.file])
        seen[key] += 1
        yield {
            "ruleId": one.rule,
            **({"ruleIndex": ids.index(one.rule)} if one.rule in ids else {}),
            "level": _LEVELS[one.severity],
            "message": {"text": _plain(f"{one.message}\n{one.hint}" if one.hint else one.message)},
            "locations": [{"physicalLocation": _place(one.at, report.prefix)}],
            **_related(one, report.prefix),
            "partialFingerprints": {"qualcodeFinding/v1": _fingerprint(key, seen[key])},
            **aside,
        }


def _related(found: Diagnostic, prefix: str) -> Mapping[str, object]:
    places = [
        {
            "id": number,
            "physicalLocation": _place(one.at, prefix),
            "message": {"text": _plain(one.message)},
        }
        for number, one in enumerate(found.related, 1)
    ]
    return {"relatedLocations": places} if places else {}


def _place(at: Location, prefix: str) -> _Data:
    return {
        "artifactLocation": {
            "uri": quote(f"{prefix}{at.file}", errors="surrogateescape"),
            "uriBaseId": _ROOT,
        },
        "region": {
            "startLine": at.line,
            "startColumn": at.column,
            "endLine": at.end_line,
            "endColumn": at.end_column,
        },
    }


def _fingerprint(key: Recorded, number: int) -> str:
    """The same for a finding whose line has moved; `number` tells equal ones apart."""
    return sha256(json.dumps([*key, number]).encode()).hexdigest()
