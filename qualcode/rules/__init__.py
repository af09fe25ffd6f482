"""What is checked about a study once it could be read: one module a rule, in this order."""

from collections.abc import Callable, Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity
from qualcode.model.study import Study
from qualcode.rules import (
    attribute_or_code,
    bare_passage,
    calibration,
    changed_document,
    circular_derivation,
    circular_reference,
    code_declaration,
    code_of_passage,
    coded_twice,
    coder_and_file_name,
    coders_disagree,
    condition_on_other_unit,
    dangling_reference,
    derived_value_written,
    document_words,
    duplicate_case,
    duplicate_member,
    empty_memo,
    figure_of_unknown_case,
    identifying_attribute,
    member_order,
    memo_about_nothing,
    memo_by_unknown_coder,
    memo_date,
    migration_date,
    migration_to_nowhere,
    missing_document,
    missing_evidence,
    missing_translation,
    nothing_coded,
    operator_and_scale,
    passage_id_twice,
    passage_of_other_coder,
    passage_twice,
    possible_duplicate,
    presence_as_value,
    quotes,
    summary_about_nothing,
    summary_left_behind,
    summary_of_gone_passage,
    undeclared_document,
    unknown_case_group,
    unknown_code,
    unknown_coder,
    unknown_document,
    unknown_name_in_codebook,
    unknown_name_in_condition,
    unknown_name_in_rule,
    unknown_passage,
    unknown_type,
    value_in_condition,
    value_not_allowed,
    wrong_scale,
    wrong_unit,
)

Check = Callable[[Study], Iterator[Diagnostic]]

CODEBOOK_CHECKS: tuple[tuple[Rule, Check], ...] = (
    (unknown_name_in_condition.RULE, unknown_name_in_condition.check),
    (value_in_condition.RULE, value_in_condition.check),
    (operator_and_scale.RULE, operator_and_scale.check),
    (condition_on_other_unit.RULE, condition_on_other_unit.check),
    (circular_derivation.RULE, circular_derivation.check),
    (code_declaration.RULE, code_declaration.check),
    (calibration.RULE, calibration.check),
    (unknown_name_in_codebook.RULE, unknown_name_in_codebook.check),
    (unknown_name_in_rule.RULE, unknown_name_in_rule.check),
    (missing_translation.RULE, missing_translation.check),
    (migration_date.RULE, migration_date.check),
    (migration_to_nowhere.RULE, migration_to_nowhere.check),
)
"""Rules about the codebook alone. Nothing is classified while one of them finds an error."""

CASE_CHECKS: tuple[tuple[Rule, Check], ...] = (
    (unknown_code.RULE, unknown_code.check),
    (value_not_allowed.RULE, value_not_allowed.check),
    (wrong_unit.RULE, wrong_unit.check),
    (wrong_scale.RULE, wrong_scale.check),
    (duplicate_case.RULE, duplicate_case.check),
    (dangling_reference.RULE, dangling_reference.check),
    (possible_duplicate.RULE, possible_duplicate.check),
    (circular_reference.RULE, circular_reference.check),
    (derived_value_written.RULE, derived_value_written.check),
    (identifying_attribute.RULE, identifying_attribute.check),
    (attribute_or_code.RULE, attribute_or_code.check),
    (coded_twice.RULE, coded_twice.check),
    (duplicate_member.RULE, duplicate_member.check),
    (member_order.RULE, member_order.check),
    (unknown_case_group.RULE, unknown_case_group.check),
    (missing_evidence.RULE, missing_evidence.check),
    (unknown_document.RULE, unknown_document.check),
    (unknown_passage.RULE, unknown_passage.check),
    (code_of_passage.RULE, code_of_passage.check),
    (presence_as_value.RULE, presence_as_value.check),
    (passage_id_twice.RULE, passage_id_twice.check),
    (passage_twice.RULE, passage_twice.check),
    (passage_of_other_coder.RULE, passage_of_other_coder.check),
    (bare_passage.RULE, bare_passage.check),
    (missing_document.RULE, missing_document.check),
    (undeclared_document.RULE, undeclared_document.check),
    (changed_document.RULE, changed_document.check),
    (document_words.RULE, document_words.check),
    (summary_about_nothing.RULE, summary_about_nothing.check),
    (summary_of_gone_passage.RULE, summary_of_gone_passage.check),
    (summary_left_behind.RULE, summary_left_behind.check),
    (unknown_type.RULE, unknown_type.check),
    (figure_of_unknown_case.RULE, figure_of_unknown_case.check),
    (unknown_coder.RULE, unknown_coder.check),
    (coder_and_file_name.RULE, coder_and_file_name.check),
    (nothing_coded.RULE, nothing_coded.check),
    (coders_disagree.RULE, coders_disagree.check),
    (memo_about_nothing.RULE, memo_about_nothing.check),
    (memo_date.RULE, memo_date.check),
    (memo_by_unknown_coder.RULE, memo_by_unknown_coder.check),
    (empty_memo.RULE, empty_memo.check),
)
"""Rules about cases, one by one and together."""

_CODING_CHECKS: tuple[Check, ...] = (
    unknown_code.check,
    value_not_allowed.check,
    wrong_unit.check,
    wrong_scale.check,
    derived_value_written.check,
    attribute_or_code.check,
    coded_twice.check,
    missing_evidence.check,
    unknown_type.check,
)
"""What a case's codings must pass whatever other cases and documents there are."""

RULES: tuple[Rule, ...] = (
    *(rule for rule, _ in (*CODEBOOK_CHECKS, *CASE_CHECKS)),
    *quotes.RULES,
)
"""All rules of this package."""


def check_codebook(study: Study) -> tuple[Diagnostic, ...]:
    """What is wrong with the codebook as a whole."""
    return tuple(found for _, check in CODEBOOK_CHECKS for found in check(study))


def allows_verdicts(study: Study) -> bool:
    """Whether no rule about the codebook finds an error."""
    grave = (check for rule, check in CODEBOOK_CHECKS if rule.severity is Severity.ERROR)
    return not any(one.severity is Severity.ERROR for check in grave for one in check(study))


def check_cases(study: Study) -> tuple[Diagnostic, ...]:
    """What is wrong with the cases, against the codebook and among themselves."""
    checks = (*(check for _, check in CASE_CHECKS), quotes.check)
    return tuple(found for check in checks for found in check(study))


def check_codings(study: Study) -> tuple[Diagnostic, ...]:
    """What is wrong with the codings of each case by itself, its documents left aside."""
    return tuple(found for check in _CODING_CHECKS for found in check(study))
