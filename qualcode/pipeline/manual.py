"""The manual: all rules there are, and the page of one of them."""

from collections.abc import Iterator

from qualcode.diagnostics import Misuse, Rule, did_you_mean
from qualcode.loading.study import load_study
from qualcode.manual.page import Page, page_of
from qualcode.pipeline.checking import RULES, check
from qualcode.pipeline.memory import collector_at_rest
from qualcode.pipeline.place import Place, study_around
from qualcode.tables.study_rules import JudgedRule
from qualcode.typology.study_rules import as_rule


def all_rules() -> tuple[Rule, ...]:
    """The rules of qualcode by id, and those that the study around the current folder declares."""
    return (*sorted(RULES), *_own_rules(study_around()))


def _own_rules(place: Place | None) -> Iterator[Rule]:
    if place is None:
        return
    with collector_at_rest():
        study = load_study(place.root).study
    if study is not None:
        for rule in study.codebook.rules.values():
            yield as_rule(rule, study.project.language)


def entry(name: str) -> Page | JudgedRule:
    """The page of the rule with an id or name.

    Raises:
        Misuse: there is no such rule.
    """
    wanted = name.casefold()
    for rule in RULES:
        if wanted == rule.id.casefold():
            return page_of(rule)
    # A study may call a rule of its own by a name that a rule of qualcode has beside its id.
    judged = _judged(name, study_around())
    if judged is not None:
        return judged
    for rule in RULES:
        if wanted == rule.name:
            return page_of(rule)
    raise Misuse(f"there is no rule '{name}'; {_near(name)}")


def _near(name: str) -> str:
    known = [word for rule in all_rules() for word in (rule.name, rule.id)]
    return did_you_mean(name, known) or "'qualcode rule' lists all of them"


def _judged(name: str, place: Place | None) -> JudgedRule | None:
    """A rule of the study with what it finds, or None where the study has no such rule."""
    if place is None or name not in [rule.id for rule in _own_rules(place)]:
        return None
    checked = check(place)
    study = checked.study
    if study is None:
        return None
    found = tuple(one for one in checked.findings if one.rule == name)
    accepted = tuple(one for one in checked.accepted if one.rule == name)
    rule, language = study.codebook.rules[name], study.project.language
    return JudgedRule(
        head=as_rule(rule, language),
        rule=rule,
        book=study.codebook,
        language=language,
        found=None if checked.classifier is None else found,
        accepted=accepted,
    )
