"""An explanation as text: every condition with what the case says of it and where."""

from collections.abc import Iterator

from qualcode.console.lines import wrapped
from qualcode.console.reasons import (
    attribution_as_text,
    flips_as_text,
    inquiry_as_text,
    sensitivity_as_text,
    why_as_text,
    why_not_as_text,
)
from qualcode.model.base import in_language
from qualcode.model.codebook import Codebook
from qualcode.tables.verdicts import bounds_in_words, types_in_words
from qualcode.tables.wording import (
    basis_in_words,
    coding_in_words,
    condition_in_words,
    evidence_in_words,
)
from qualcode.typology.explain import ClauseResult, Explanation, Ground, TypeResult
from qualcode.typology.verdict import Kind

_GROUND = " " * 6
_EVIDENCE = " " * 8


def explanation_as_text(explanation: Explanation, codebook: Codebook, language: str) -> str:
    """The verdict, then each type with its conditions, their grounds and the evidence."""
    lines = [*_verdict(explanation, language), *why_as_text(explanation)]
    lines += attribution_as_text(explanation, codebook)
    lines += sensitivity_as_text(explanation)
    if explanation.inquiry is not None:
        lines += inquiry_as_text(explanation.inquiry)
    if explanation.flips is not None:
        lines += flips_as_text(explanation.flips, explanation.verdict)
    for result in explanation.types:
        lines += ["", *_type(result, explanation, codebook, language)]
    return "\n".join(lines)


def _verdict(explanation: Explanation, language: str) -> Iterator[str]:
    verdict = explanation.verdict
    typology = explanation.typology
    yield f"{explanation.case.id} in {typology.id} ({in_language(typology.label, language)})"
    types = types_in_words(verdict, typology, language)
    yield from wrapped(f"verdict: {verdict.kind}{', ' if types else ''}{types}", "  ")
    if verdict.kind is Kind.INSUFFICIENT:
        yield from wrapped(f"hangs on: {', '.join(verdict.missing)}", "  ")
        yield "  possible verdicts:"
        for one in verdict.verdicts:
            yield from wrapped(f"{one.kind} {', '.join(one.types)}".rstrip(), "    ")
    elif verdict.worlds is None:
        yield "  the same in all possible worlds, which are too many to count"
    elif verdict.worlds > 1:
        yield f"  the same in all {verdict.worlds} possible worlds"
    if verdict.declared is not None:
        yield f"  the source itself names the type {verdict.declared}"
    if verdict.printed_label is not None:
        yield f"  label printed in the source: {verdict.printed_label}"


def _type(
    result: TypeResult, explanation: Explanation, codebook: Codebook, language: str
) -> Iterator[str]:
    label = in_language(result.type.label, language)
    degree = f", membership {bounds_in_words(result.membership)}" if result.membership else ""
    yield from wrapped(f"{result.type.id}: {result.holding} ({label}){degree}", "  ")
    yield from why_not_as_text(result.type.id, explanation)
    for clause in result.clauses:
        yield from _clause(clause, codebook, language)


def _clause(result: ClauseResult, codebook: Codebook, language: str) -> Iterator[str]:
    words = condition_in_words(result.clause.when, codebook.codes, codebook)
    yield from wrapped(f"{result.holding}: {result.part} {words}", "    ")
    for ground in result.grounds:
        yield from _ground(ground, language)


def _ground(ground: Ground, language: str) -> Iterator[str]:
    name = f"{ground.record}.{ground.code}" if ground.record else ground.code
    coding = ground.coding
    said = f"{name}: {coding_in_words(coding)}"
    if coding is not None:
        said = f"{said}{basis_in_words(coding)} [{coding.position}]"
    yield from wrapped(said, _GROUND)
    for evidence in ground.evidence:
        yield from wrapped(evidence_in_words(evidence, language), _EVIDENCE)
