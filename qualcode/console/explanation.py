"""An explanation as text: every condition with what the case says of it and where."""

from collections.abc import Iterator

from qualcode.model.base import in_language
from qualcode.model.case import Evidence
from qualcode.model.codebook import Codebook
from qualcode.tables.verdicts import types_in_words
from qualcode.tables.wording import coding_in_words, condition_in_words
from qualcode.typology.explain import ClauseResult, Explanation, Ground, Holding, TypeResult
from qualcode.typology.verdict import Kind

_MARKS = {
    Holding.HOLDS: "holds",
    Holding.FAILS: "fails",
    Holding.UNKNOWN: "unknown",
    Holding.CONTRADICTION: "contradiction",
}


def explanation_as_text(explanation: Explanation, codebook: Codebook, language: str) -> str:
    """The verdict, then each type with its conditions, their grounds and the evidence."""
    return "\n".join(_lines(explanation, codebook, language))


def _lines(explanation: Explanation, codebook: Codebook, language: str) -> Iterator[str]:
    verdict = explanation.verdict
    typology = explanation.typology
    yield f"{explanation.case.id} in {typology.id}: {in_language(typology.label, language)}"
    yield f"  verdict: {verdict.kind} {types_in_words(verdict, typology, language)}".rstrip()
    if verdict.kind is Kind.INSUFFICIENT:
        yield f"  hangs on: {', '.join(verdict.missing)}"
        yield f"  possible verdicts: {'; '.join(_one(v.kind, v.types) for v in verdict.verdicts)}"
    elif verdict.unknowns:
        yield f"  the same in all {verdict.worlds} possible worlds"
    if verdict.declared is not None:
        yield f"  the source itself names the type {verdict.declared}"
    if verdict.printed_label is not None:
        yield f"  label printed in the source: {verdict.printed_label}"
    for result in explanation.types:
        yield ""
        yield from _type(result, codebook, language)


def _one(kind: Kind, types: tuple[str, ...]) -> str:
    return f"{kind} {' + '.join(types)}".rstrip()


def _type(result: TypeResult, codebook: Codebook, language: str) -> Iterator[str]:
    label = in_language(result.type.label, language)
    yield f"  {result.type.id}: {_MARKS[result.holding]}  ({label})"
    for clause in result.clauses:
        yield from _clause(clause, codebook, language)


def _clause(result: ClauseResult, codebook: Codebook, language: str) -> Iterator[str]:
    words = condition_in_words(result.clause.when, codebook.codes, codebook)
    yield f"    {_MARKS[result.holding]:<8} {result.part}: {words}"
    for ground in result.grounds:
        yield from _ground(ground, language)


def _ground(ground: Ground, language: str) -> Iterator[str]:
    name = f"{ground.record}.{ground.code}" if ground.record else ground.code
    coding = ground.coding
    said = f"             {name}: {coding_in_words(coding)}"
    if coding is None:
        yield said
        return
    inferred = "" if coding.basis == "stated" else f" ({coding.basis})"
    yield f"{said}{inferred}  [{coding.position}]"
    for evidence in coding.evidence:
        yield f"               {_evidence(evidence, language)}"


def _evidence(evidence: Evidence, language: str) -> str:
    place = f"{evidence.document}, {evidence.at}" if evidence.at else evidence.document
    said = f'"{evidence.quote}"' if evidence.quote else in_language(evidence.says, language)
    role = f" ({evidence.role})" if evidence.role else ""
    return f"{place}: {said}{role}" if said else place
