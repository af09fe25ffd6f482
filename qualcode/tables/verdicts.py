"""The verdicts of a study as a table and as data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode import __version__
from qualcode.model.base import in_language
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.study import Study
from qualcode.model.typology import Typology
from qualcode.tables.table import Table
from qualcode.typology.classify import Classifier
from qualcode.typology.verdict import CaseVerdict, Kind, Membership

FORMAT = 1
"""The version of the JSON that `classify --format json` writes."""


DEFINITION_MARK = "*"
DEFINITION_NOTE = "* a definition, not an observation"


@dataclass(frozen=True, slots=True)
class Classified:
    """The verdicts of the cases of one typology's unit, in the order of the cases."""

    typology: Typology
    cases: tuple[Case, ...]
    verdicts: tuple[CaseVerdict, ...]


def classify_cases(
    cases: Sequence[Case], typologies: Sequence[Typology], classifier: Classifier
) -> tuple[Classified, ...]:
    """Every case classified in every typology of its unit; typologies without cases left out."""
    results = []
    for typology in typologies:
        own = tuple(case for case in cases if case.unit == typology.unit)
        verdicts = tuple(classifier.classify(case, typology) for case in own)
        results += [Classified(typology, own, verdicts)] if own else []
    return tuple(results)


def verdict_table(classified: Classified, language: str) -> Table:
    """One row a case: verdict, type or possible types, and what the verdict hangs on.

    Decided cases come first, then those with a probable type. A definition is marked, and left out
    where it decides nothing.
    """
    typology = classified.typology
    pairs = [
        (case, verdict)
        for case, verdict in zip(classified.cases, classified.verdicts, strict=True)
        if verdict.is_decided or not case.fixture
    ]
    graded = any(verdict.memberships for verdict in classified.verdicts)
    rows = tuple(
        (
            f"{case.id}{DEFINITION_MARK}" if case.fixture else case.id,
            verdict.kind.value,
            types_in_words(verdict, typology, language),
            ", ".join(verdict.missing),
            *((memberships_in_words(verdict, typology, language),) if graded else ()),
        )
        for case, verdict in sorted(pairs, key=lambda pair: _openness(pair[1]))
    )
    title = f"{typology.id}: {in_language(typology.label, language)}"
    note = DEFINITION_NOTE if any(case.fixture for case, _ in pairs) else ""
    columns = ("case", "verdict", "type", "missing", *(("membership",) if graded else ()))
    return Table(title, columns, rows, note)


def verdicts_in_one_table(results: Sequence[Classified], language: str) -> Table:
    """One row a case and typology, always with the same columns: for other programs to read."""
    columns = ("typology", "case", "definition", "verdict", "type", "missing", "membership")
    rows = tuple(
        (
            result.typology.id,
            case.id,
            "yes" if case.fixture else "no",
            verdict.kind.value,
            types_in_words(verdict, result.typology, language),
            ", ".join(verdict.missing),
            memberships_in_words(verdict, result.typology, language),
        )
        for result in results
        for case, verdict in zip(result.cases, result.verdicts, strict=True)
    )
    return Table("verdicts", columns, rows)


def _openness(verdict: CaseVerdict) -> int:
    return 0 if verdict.is_decided else 1 if verdict.probable else 2


def types_in_words(verdict: CaseVerdict, typology: Typology, language: str) -> str:
    """The type of a decided case, or the types that an undecided one may have."""

    def names(ids: Sequence[str]) -> str:
        return ", ".join(type_name(typology, name, language) for name in ids)

    if verdict.kind is Kind.INSUFFICIENT:
        if verdict.probable:
            note = " (printed label)" if verdict.by_label_only else ""
            return f"probably {names(verdict.probable)}{note}"
        if verdict.certain:
            return f"surely {names(verdict.certain)}; perhaps more"
        if not verdict.ruled_out:
            return "any type"
        return f"possible: {names(verdict.possible)}" if verdict.possible else "no type"
    subtypes = f" ({', '.join(verdict.subtypes)})" if verdict.subtypes else ""
    return f"{names(verdict.types)}{subtypes}"


def memberships_in_words(verdict: CaseVerdict, typology: Typology, language: str) -> str:
    """How far the case is in each type, from least to most; marked where it may be just half in."""
    return "; ".join(
        f"{type_name(typology, one.type, language)} {bounds_in_words(one)}"
        f"{' (ambiguous)' if one.type in verdict.ambiguous else ''}"
        for one in verdict.memberships
    )


def bounds_in_words(membership: Membership) -> str:
    """One degree, or the least and the most, with up to three decimals."""
    least, most = (f"{float(share):.3g}" for share in (membership.least, membership.most))
    return least if least == most else f"{least} to {most}"


def type_name(typology: Typology, name: str, language: str) -> str:
    """The short name of a type in a language, or its id where it has no label."""
    kind = typology.types[name]
    return in_language(kind.short, language) or in_language(kind.label, language) or name


def verdicts_as_data(
    study: Study, codebook_hash: str, results: Sequence[Classified], not_classified: Sequence[str]
) -> Mapping[str, object]:
    """The envelope of `classify --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "study": study.project.study,
        "codebook": {
            "id": study.codebook.id,
            "version": study.codebook.version,
            "hash": codebook_hash,
        },
        "not_classified": list(not_classified),
        "typologies": [_typology_as_data(result, study.codebook) for result in results],
    }


def _typology_as_data(result: Classified, codebook: Codebook) -> Mapping[str, object]:
    typology = result.typology
    thresholds = typology.thresholds
    return {
        "typology": typology.id,
        "unit": typology.unit,
        "thresholds": {
            "pure": thresholds.pure,
            "blend": thresholds.blend,
            "margin": thresholds.margin,
        },
        "types": {name: dict(kind.label) for name, kind in typology.types.items()},
        "cases": [
            _verdict_as_data(case, verdict)
            for case, verdict in zip(result.cases, result.verdicts, strict=True)
        ],
    }


def _verdict_as_data(case: Case, verdict: CaseVerdict) -> Mapping[str, object]:
    return {
        "case": case.id,
        "group": case.group,
        "fixture": case.fixture,
        "verdict": verdict.kind.value,
        "types": list(verdict.types),
        "subtypes": list(verdict.subtypes),
        "possible": list(verdict.possible),
        "certain": list(verdict.certain),
        "ruled_out": list(verdict.ruled_out),
        "probable": list(verdict.probable),
        "probable_by_label_only": verdict.by_label_only,
        "declared_type": verdict.declared,
        "printed_label": verdict.printed_label,
        "missing": list(verdict.missing),
        "unknown_codes": verdict.unknowns,
        "worlds": verdict.worlds,
        "memberships": {
            one.type: [float(one.least), float(one.most)] for one in verdict.memberships
        },
        "ambiguous": list(verdict.ambiguous),
        "possible_verdicts": [
            {"verdict": one.kind.value, "types": list(one.types)} for one in verdict.verdicts
        ],
    }
