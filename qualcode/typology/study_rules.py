"""The study's own rules, judged for every case over all its possible worlds.

Nothing is found that might not be so: what is unknown never counts as a no.
"""

from collections.abc import Callable, Iterator, Mapping

from qualcode.diagnostics import Diagnostic, Location, Related, Rule, Severity, finding
from qualcode.model.base import in_language
from qualcode.model.case import Case, Record
from qualcode.model.codebook import Codebook, Scale
from qualcode.model.condition import (
    ALWAYS,
    UNKNOWN,
    AllOf,
    Comparison,
    Condition,
    Not,
    Scalar,
    Value,
)
from qualcode.model.study import Study
from qualcode.model.study_rule import CaseCount, EachRecord, StudyRule, UniqueField
from qualcode.model.walk import asked
from qualcode.model.words import filled, value_in_words
from qualcode.typology.ask import Questions
from qualcode.typology.classify import Classifier
from qualcode.typology.possible import number_bounds

NEVER_FIRES = Rule(
    "QC503", "rule-never-fires", Severity.ERROR, "A study rule that nothing can ever break."
)
ALWAYS_FIRES = Rule(
    "QC504", "rule-always-fires", Severity.ERROR, "A study rule that every case breaks."
)
RULES = (NEVER_FIRES, ALWAYS_FIRES)


def as_rule(rule: StudyRule, language: str) -> Rule:
    """A study rule in the registry's form."""
    return Rule(rule.id, rule.id, Severity(rule.severity), in_language(rule.message, language))


def broken(rule: StudyRule | EachRecord) -> Condition | None:
    """The condition that a case breaks a rule, or None where conditions do not decide it."""
    guard = rule.where if isinstance(rule, EachRecord) else rule.when
    if rule.refuse is not None:
        wrong = rule.refuse
    elif rule.require is not None:
        wrong = Not(rule.require)
    else:
        return None
    return wrong if guard is None else AllOf((guard, wrong))


class RuleJudge:
    """Judges the rules of one study; what was worked out once is remembered."""

    def __init__(self, codebook: Codebook, classifier: Classifier, language: str) -> None:
        """A judge for the rules of a codebook, whose findings speak a language."""
        self._book = codebook
        self._classifier = classifier
        self._language = language
        self._questions = Questions(codebook)
        self._in_records: dict[str, Questions] = {}

    def check(self, study: Study) -> Iterator[Diagnostic]:
        """What the rules find in a study's cases."""
        for rule in self._book.rules.values():
            if rule.cases is None:
                for case in study.cases:
                    yield from self.judge(rule, case)
            elif study.has_all_cases:
                yield from self._count(rule, rule.cases, study.cases)

    def judge(self, rule: StudyRule, case: Case) -> Iterator[Diagnostic]:
        """What a rule finds in one case; a definition is no case that was observed."""
        if (
            case.fixture
            or (rule.units and case.unit not in rule.units)
            or not self._is_about(rule, case)
        ):
            return
        if rule.each is not None:
            yield from self._each(rule, rule.each, case)
        elif rule.unique is not None:
            yield from self._unique(rule, rule.unique, case)
        elif self._is_broken(rule, case):
            yield self._finding(rule, self._place(rule, case), case)

    def _is_about(self, rule: StudyRule, case: Case) -> bool:
        """Whether the guards of a rule certainly hold."""
        if rule.when is not None and not self._certain(case, rule.when):
            return False
        for name, kind in rule.types.items():
            if kind not in self._classifier.classify(case, self._book.typologies[name]).certain:
                return False
        return True

    def _is_broken(self, rule: StudyRule, case: Case) -> bool:
        if rule.known:
            return any(self._is_silent(case, name) for name in rule.known)
        if rule.in_order:
            first, second = (self._bounds(case, name) for name in rule.in_order)
            return first[0] > second[1]
        condition = broken(rule)
        return condition is not None and self._certain(case, condition)

    def _is_silent(self, case: Case, name: str) -> bool:
        """Whether a case says nothing at all about a code; a part of a set is something."""
        if self._book.codes[name].derived is not None:
            return self._questions.value(case, name) == UNKNOWN
        coding = case.coding(name)
        return coding is None or coding.is_unknown

    def _certain(self, case: Case, condition: Condition) -> bool:
        return self._questions.truth(case, condition) == {True}

    def _bounds(self, case: Case, name: str) -> tuple[float, float]:
        code = self._book.codes[name]
        value = self._questions.value(case, name)
        if isinstance(value, int | float):
            return float(value), float(value)
        coding = case.coding(name) if code.derived is None else None
        return number_bounds(code, coding)

    # Records

    def _each(self, rule: StudyRule, each: EachRecord, case: Case) -> Iterator[Diagnostic]:
        group = case.records.get(each.records)
        condition = broken(each)
        for record in group.records.values() if group is not None and condition else ():
            if each.where is not None and not self._holds_in(each.records, record, each.where):
                continue
            other = record
            if each.via is not None and group is not None:
                target = record.fields.get(each.via)
                named = target.value if target is not None else None
                if named not in group.records:
                    continue  # unknown, or already found to refer to nothing
                other = group.records[str(named)]
            wrong = each.refuse if each.refuse is not None else Not(each.require or ALWAYS)
            if self._holds_in(each.records, other, wrong):
                yield self._finding(rule, record.position, case, record=record, other=other)

    def _unique(self, rule: StudyRule, unique: UniqueField, case: Case) -> Iterator[Diagnostic]:
        group = case.records.get(unique.records)
        seen: dict[object, Record] = {}
        for record in group.records.values() if group is not None else ():
            said = _said(record, unique.field)
            if said in seen:
                first = seen[said]
                found = self._finding(rule, record.position, case, record=record, other=first)
                yield finding(
                    as_rule(rule, self._language),
                    found.at,
                    found.message,
                    found.hint,
                    (Related(first.position, first.id),),
                )
            elif said is not None:
                seen[said] = record

    def _holds_in(self, group: str, record: Record, condition: Condition) -> bool:
        if group not in self._in_records:
            fields = self._book.records[group].fields
            inside = self._book.model_copy(
                update={"codes": fields, "records": {}, "impossible": ()}
            )
            self._in_records[group] = Questions(inside)
        alone = Case.model_construct(
            id=record.id,
            unit="",
            attributes={},
            codes=record.fields,
            records={},
            declared_types={},
            printed_labels={},
        )
        return self._in_records[group].truth(alone, condition) == {True}

    # Numbers of cases

    def _count(
        self, rule: StudyRule, count: CaseCount, cases: tuple[Case, ...]
    ) -> Iterator[Diagnostic]:
        group = self._book.case_groups[count.group]
        own = [case for case in cases if case.group == count.group and not case.fixture]
        for value, condition in self._counted(count):
            answers = [self._questions.truth(case, condition) for case in own]
            least = sum(answer == {True} for answer in answers)
            most = least if count.surely else sum(True in answer for answer in answers)
            low = count.at_least if count.exactly is None else count.exactly
            high = count.at_most if count.exactly is None else count.exactly
            if (low is not None and most < low) or (high is not None and least > high):
                words = {"count": str(least), "value": value, "case": group.id}
                yield self._said(rule, group.position, words.__getitem__)

    def _counted(self, count: CaseCount) -> Iterator[tuple[str, Condition]]:
        where = count.where or ALWAYS
        if count.each_value_of is None:
            yield "", where
            return
        code = self._book.codes[count.each_value_of]
        operator = "contains" if code.scale is Scale.SET else "equals"
        for value in code.value_ids:
            words = value_in_words(value, code, self._language)
            yield words, AllOf((where, Comparison(code.id, operator, value)))

    # Findings

    def _place(self, rule: StudyRule, case: Case) -> Location:
        """Where the case speaks of what the rule is about."""
        conditions = [part for part in (rule.require, rule.refuse, rule.when) if part is not None]
        leaves = [one for part in conditions for one in asked(part, self._book, case.unit)]
        named = [
            one.leaf.code for one in leaves if isinstance(one.leaf, Comparison) and not one.inside
        ]
        for name in (rule.at, *rule.known, *rule.in_order, *named):
            coding = case.coding(name) if name is not None else None
            if coding is not None:
                return coding.position
        return case.position

    def _finding(
        self,
        rule: StudyRule,
        at: Location,
        case: Case,
        *,
        record: Record | None = None,
        other: Record | None = None,
    ) -> Diagnostic:
        def words(name: str) -> str:
            if name == "case":
                return case.id
            if name in ("record", "other"):
                named = record if name == "record" else other
                return named.id if named is not None else ""
            return self._value(case, name)

        return self._said(rule, at, words)

    def _said(self, rule: StudyRule, at: Location, words: Callable[[str], str]) -> Diagnostic:
        message = filled(in_language(rule.message, self._language), words)
        hint = filled(in_language(rule.hint, self._language), words)
        return finding(as_rule(rule, self._language), at, message, hint)

    def _value(self, case: Case, name: str) -> str:
        value: Value = self._questions.value(case, name)
        return value_in_words(value, self._book.codes[name], self._language)


def _said(record: Record, field: str) -> object:
    """What a record says in a field, for comparison; None where nothing is known."""
    if field == "label":
        return tuple(sorted(record.label.items())) or None
    coding = record.fields.get(field)
    return coding.value if coding is not None and coding.is_known else None


def check_rules(codebook: Codebook) -> Iterator[Diagnostic]:
    """The rules of a codebook that can never find anything, or always do."""
    questions = Questions(codebook)
    for rule in codebook.rules.values():
        condition = broken(rule)
        for unit in rule.units if condition is not None else ():
            answer = questions.truth(blank(unit), condition or ALWAYS)
            if answer == {True}:
                hint = "every case breaks it; look at the condition once more"
                message = f"rule '{rule.id}' finds something in every {unit}"
                yield finding(ALWAYS_FIRES, rule.position, message, hint)
            elif True not in answer:
                hint = "its conditions exclude each other, or 'impossible:' rules them out"
                message = f"rule '{rule.id}' can never find anything in a {unit}"
                yield finding(NEVER_FIRES, rule.position, message, hint)


def blank(unit: str) -> Case:
    """A case of which nothing is known."""
    nothing: Mapping[str, Scalar] = {}
    return Case.model_validate(
        {
            "id": "blank",
            "unit": unit,
            "attributes": nothing,
            "codes": nothing,
            "records": nothing,
            "declared_types": nothing,
            "printed_labels": nothing,
        }
    )
