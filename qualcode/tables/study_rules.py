"""A study's own rule in words that a reader of the codebook knows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qualcode.diagnostics import Diagnostic, Rule
from qualcode.model.base import Source, in_language
from qualcode.model.codebook import Codebook
from qualcode.model.condition import Condition
from qualcode.model.study_rule import CaseCount, EachRecord, StudyRule
from qualcode.tables.wording import condition_in_words


@dataclass(frozen=True, slots=True)
class JudgedRule:
    """A study's own rule, and what it finds at present; None while it cannot be judged."""

    head: Rule
    rule: StudyRule
    book: Codebook
    language: str
    found: tuple[Diagnostic, ...] | None
    accepted: tuple[Diagnostic, ...]

    def words(self, label: Mapping[str, str]) -> str:
        """A text of the rule in the study's language."""
        return in_language(label, self.language)


def said_by(rule: StudyRule, book: Codebook) -> tuple[tuple[str, str], ...]:
    """What a rule is about and what it asks for: pairs of a word and what stands behind it."""
    return tuple(_said(rule, book))


def source_in_words(source: Source | None) -> str:
    """A source as document and place, empty where there is none."""
    return (
        "" if source is None else ", ".join(part for part in (source.document, source.at) if part)
    )


def _said(rule: StudyRule, book: Codebook) -> Iterator[tuple[str, str]]:
    def words(condition: Condition) -> str:
        return condition_in_words(condition, book.codes, book)

    if rule.cases is None:
        yield "about", " and ".join(f"every {unit}" for unit in rule.units) or "every case"
    if rule.when is not None:
        yield "when", words(rule.when)
    for typology, kind in rule.types.items():
        yield "of type", f"{kind} in {typology}"
    if rule.require is not None:
        yield "must hold", words(rule.require)
    if rule.refuse is not None:
        yield "must not hold", words(rule.refuse)
    if rule.known:
        yield "must be coded", ", ".join(rule.known)
    if rule.in_order:
        yield "must be in order", " is at most ".join(rule.in_order)
    if rule.each is not None:
        yield from _each(rule.each, book)
    if rule.unique is not None:
        yield "must differ", f"{rule.unique.field} of any two {rule.unique.records}"
    if rule.cases is not None:
        yield from _count(rule.cases, book)


def _each(each: EachRecord, book: Codebook) -> Iterator[tuple[str, str]]:
    # Also a rule with names that nothing has (QC505) is put into words.
    kind = book.records.get(each.records)
    fields = {} if kind is None else kind.fields
    where = "" if each.where is None else condition_in_words(each.where, fields, book)
    yield "each of", f"{each.records}{f' where {where}' if where else ''}"
    if each.via is not None:
        yield "judged in", f"the one that it refers to by {each.via}"
    if each.require is not None:
        yield "must hold", condition_in_words(each.require, fields, book)
    if each.refuse is not None:
        yield "must not hold", condition_in_words(each.refuse, fields, book)


def _count(count: CaseCount, book: Codebook) -> Iterator[tuple[str, str]]:
    where = "" if count.where is None else condition_in_words(count.where, book.codes, book)
    surely = "surely " if count.surely else ""
    yield "counted", f"cases of {count.group}{f' where {surely}{where}' if where else ''}"
    if count.each_value_of is not None:
        yield "for each", f"value of {count.each_value_of}"
    bounds = (
        ("exactly", count.exactly),
        ("at least", count.at_least),
        ("at most", count.at_most),
    )
    said = ", ".join(f"{word} {number}" for word, number in bounds if number is not None)
    yield "must be", said
