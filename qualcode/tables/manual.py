"""Rules and their pages as data: see docs/json.md."""

from collections.abc import Iterable, Mapping, Sequence

from qualcode import __version__
from qualcode.diagnostics import Diagnostic, Rule
from qualcode.manual.page import Block, Page
from qualcode.tables.study_rules import JudgedRule, said_by, source_in_words

FORMAT = 1
"""The version of the JSON that `rule --format json` writes."""

Data = Mapping[str, object]


def manual_as_data(shown: Sequence[Rule] | Page | JudgedRule) -> Data:
    """A list of rules, or the page of one, in the envelope of `rule --format json`."""
    if isinstance(shown, Page):
        data = _page(shown)
    elif isinstance(shown, JudgedRule):
        data = _own_page(shown)
    else:
        data = {"rules": [_head(rule) for rule in shown]}
    return {"qualcode": __version__, "format": FORMAT, **data}


def _page(page: Page) -> Data:
    return {
        **_head(page.rule),
        "why": _blocks(page.why),
        "bad": _blocks(page.bad),
        "good": _blocks(page.good),
        "what_to_do": _blocks(page.advice),
    }


def _own_page(judged: JudgedRule) -> Data:
    rule = judged.rule
    return {
        **_head(judged.head),
        "says": [{"word": word, "text": text} for word, text in said_by(rule, judged.book)],
        "why": judged.words(rule.why),
        "hint": judged.words(rule.hint),
        "basis": rule.basis,
        "source": source_in_words(rule.source),
        "declared_in": str(rule.position),
        "is_judged": judged.found is not None,
        "findings": [_found(one) for one in judged.found or ()],
        "accepted": [_found(one) for one in judged.accepted],
    }


def _found(one: Diagnostic) -> Data:
    return {"message": one.message, "hint": one.hint, **one.at._asdict()}


def _head(rule: Rule) -> Data:
    return {
        "id": rule.id,
        "name": rule.name,
        "severity": rule.severity.value,
        "family": rule.family.value,
        "summary": rule.summary,
    }


def _blocks(blocks: Iterable[Block]) -> list[Data]:
    return [
        {"text": one}
        if isinstance(one, str)
        else {"language": one.language, "file": one.file, "text": one.text}
        for one in blocks
    ]
