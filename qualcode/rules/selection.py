"""The project file names rules that do not exist.

What was meant to be ignored is then shown, and what was meant to be shown is not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.checks import Checks

UNKNOWN_RULE = Rule(
    "QC030",
    "unknown-rule-in-checks",
    Severity.WARNING,
    "The project file names a rule that does not exist.",
)
RULES = (UNKNOWN_RULE,)

_FAMILY = re.compile(r"QC\d{0,2}")
_OWN = re.compile(r"QC\d+")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings count and how much, by ids or names of rules, or beginnings of ids.

    Without `select` all count; `ignore` takes away from that.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()


def is_own(name: str) -> bool:
    """Whether a name is an id as qualcode's own rules have it; those of a study are words."""
    return _OWN.fullmatch(name) is not None


def check_names(
    checks: Checks, rules: Sequence[Rule], *, rules_are_whole: bool
) -> Iterator[Diagnostic]:
    """Every name in the project's checks that means no rule.

    Names that may be those of the study's own rules pass while these could not all be read.
    """
    for entry in checks.named:
        message = unknown(entry.name, rules)
        if message and (rules_are_whole or is_own(entry.name)):
            yield finding(UNKNOWN_RULE, entry.position, *message)


def unknown(name: str, rules: Iterable[Rule]) -> tuple[str, str] | None:
    """That a name means no rule, and what may have been meant; None where it means one."""
    known = tuple(rules)
    if any(_means(name, rule) for rule in known):
        return None
    words = [word for rule in known for word in (rule.id, rule.name)]
    hint = "" if is_own(name) else did_you_mean(name, words)
    hint = hint or "a family is named by the beginning of its ids, as in QC2"
    return f"there is no rule '{name}'", hint


def chosen(
    found: Iterable[Diagnostic], choice: Choice, rules: Iterable[Rule]
) -> tuple[Diagnostic, ...]:
    """The findings that count, with the weight that they are given.

    What is wrong with the choice itself is never left out.
    """
    known = {rule.id: rule for rule in rules}
    return tuple(
        one if one.rule == UNKNOWN_RULE.id else _weighed(one, known[one.rule], choice.severity)
        for one in found
        if one.rule == UNKNOWN_RULE.id or _counts(known[one.rule], choice)
    )


def _counts(rule: Rule, choice: Choice) -> bool:
    is_selected = not choice.select or any(_means(name, rule) for name in choice.select)
    return is_selected and not any(_means(name, rule) for name in choice.ignore)


def _weighed(found: Diagnostic, rule: Rule, weights: Iterable[tuple[str, Severity]]) -> Diagnostic:
    """The finding as the closest name weighs it: the rule's own before that of its family."""
    fitting = [
        ((not _is_family(name), len(name) if _is_family(name) else 0), weight)
        for name, weight in weights
        if _means(name, rule)
    ]
    if not fitting:
        return found
    closest = max(closeness for closeness, _ in fitting)
    *_, severity = (weight for closeness, weight in fitting if closeness == closest)
    return replace(found, severity=severity)


def _means(name: str, rule: Rule) -> bool:
    return name in (rule.id, rule.name) or (_is_family(name) and rule.id.startswith(name))


def _is_family(name: str) -> bool:
    return _FAMILY.fullmatch(name) is not None
