"""The study's own rules, read from the file `rules.yaml` of the codebook's folder."""

import json
import re
from collections.abc import Collection, Iterator

from pydantic import TypeAdapter

from qualcode.diagnostics import Rule, Severity
from qualcode.loading.cases import CaseReader, case_keys
from qualcode.loading.conditions import read_condition
from qualcode.loading.shape import Path, Raw, Shaper, field_names
from qualcode.model.base import Frozen
from qualcode.model.case import Case
from qualcode.model.study_rule import CaseCount, EachRecord, Examples, StudyRule, UniqueField
from qualcode.source import parse_document

BAD_RULE = Rule("QC501", "bad-study-rule", Severity.ERROR, "A study rule that cannot be judged.")
RULES = (BAD_RULE,)

FILE = "rules.yaml"
KEYS = (*field_names(StudyRule, EachRecord, UniqueField, CaseCount, Examples), "rules", "unit")
CLAIMS = ("require", "refuse", "known", "in_order", "each", "unique", "cases")
"""What a rule can say; each says exactly one of them."""

_OWN_RULE = re.compile(r"QC\d+", re.IGNORECASE)
_RULE = TypeAdapter(StudyRule)


class _Header(Frozen):
    """The keys of a rules file; its rules are read one by one."""


_FILE = TypeAdapter(_Header)


def read_study_rules(shaper: Shaper) -> Iterator[tuple[str, StudyRule]]:
    """The rules of a document; what is wrong with the others is kept in the shaper."""
    raw = shaper.mapping(shaper.document.data, (), "a rules file") or {}
    shaper.build(_FILE, {key: value for key, value in raw.items() if key != "rules"}, ())
    for name, body, path in shaper.entries(raw.get("rules"), ("rules",), "'rules'"):
        rule = _rule(shaper, name, body, path)
        if rule is not None:
            yield name, rule


def _rule(shaper: Shaper, name: str, body: Raw, path: Path) -> StudyRule | None:
    before = len(shaper.found)
    if _OWN_RULE.fullmatch(name):
        message = f"'{name}' looks like a rule of qualcode itself"
        shaper.say(BAD_RULE, path, message, "choose a name in words", key=True)
    claims = [key for key in CLAIMS if key in body]
    if len(claims) != 1:
        said = "says nothing" if not claims else f"says {' and '.join(claims)} at once"
        hint = f"give exactly one of {', '.join(CLAIMS)}"
        shaper.say(BAD_RULE, path, f"rule '{name}' {said}", hint, key=True)
    body = dict(body)
    unit = body.pop("unit", None)
    if unit is not None:
        body["units"] = tuple(unit) if isinstance(unit, list) else (unit,)
    _read_conditions(shaper, body, path, ("when", "require", "refuse"))
    inside = (("each", ("where", "require", "refuse")), ("unique", ()), ("cases", ("where",)))
    for key, inner in inside:
        if isinstance(body.get(key), dict):
            part = dict(body[key])  # type: ignore[call-overload]  # as just seen
            _read_conditions(shaper, part, (*path, key), inner)
            body[key] = shaper.placed(part, (*path, key))
    for key in ("known", "in_order"):
        if key in body:
            body[key] = tuple(shaper.sequence(body[key], (*path, key), f"'{key}'"))
    if isinstance(body.get("examples"), dict):
        body["examples"] = _examples(shaper, body["examples"], (*path, "examples"))  # type: ignore[arg-type]  # as just seen
    read = shaper.build(_RULE, body, path)
    return read if len(shaper.found) == before else None


def _read_conditions(shaper: Shaper, body: Raw, path: Path, keys: Collection[str]) -> None:
    for key in keys:
        if key in body:
            body[key] = read_condition(shaper, body[key], (*path, key))


def _examples(shaper: Shaper, raw: Raw, path: Path) -> Raw:
    body: Raw = dict(raw)
    for key in ("good", "bad"):
        if key in raw:
            body[key] = tuple(shaper.sequence(raw[key], (*path, key), f"'{key}'"))
    return shaper.placed(body, path)


def example_case(fragment: object, unit: str, record_types: tuple[str, ...]) -> Case | None:
    """An example of a rule as a case of a unit, or None where it is not one."""
    if not isinstance(fragment, dict):
        return None
    text = json.dumps({"case": "example", "unit": unit, **fragment})
    document, _ = parse_document(text, "example")
    if document is None:
        return None
    shaper = Shaper(document, case_keys(record_types))
    case = CaseReader(record_types).read(shaper, "")
    return None if shaper.found else case
