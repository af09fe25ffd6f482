"""What stands behind words of a draft: what was asked of which cases, and what answers it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualcode import __version__
from qualcode.diagnostics import Location
from qualcode.model.case import Case
from qualcode.model.condition import Scalar
from qualcode.tables.verdicts import FORMAT
from qualcode.tables.wording import coding_in_words
from qualcode.typology.explain import ClauseResult, Ground
from qualcode.typology.verdict import CaseVerdict


class Ask(StrEnum):
    """What can be asked of cases."""

    COUNT = "count"
    VALUES = "values"
    CODED = "coded"
    TYPES = "types"
    CASES = "cases"


class Standing(StrEnum):
    """How a case stands to what was asked."""

    FOR = "for"
    AGAINST = "against"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class CaseBehind:
    """One case behind some words: how it stands, its verdict, and what that rests on."""

    case: Case
    standing: Standing
    grounds: tuple[Ground, ...] = ()
    verdict: CaseVerdict | None = None
    clauses: tuple[ClauseResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that words ask of the data.

    Attributes:
        ask: what kind of thing.
        name: the code or the typology; empty where all that is coded or the cases are meant.
        group: the case group whose cases were asked; empty for single cases.
        value: the value that is counted.
        cases: the cases that were asked, in the order of the study.
    """

    ask: Ask
    name: str
    group: str
    cases: tuple[CaseBehind, ...]
    value: Scalar | None = None

    def standing(self, standing: Standing) -> tuple[CaseBehind, ...]:
        """The cases that stand so to what was asked."""
        return tuple(one for one in self.cases if one.standing is standing)


@dataclass(frozen=True, slots=True)
class Reference:
    """Something behind words that is not about cases: a number, a fact, the codebook's words."""

    words: str
    position: Location | None = None


@dataclass(frozen=True, slots=True)
class Traced:
    """Words of a draft, and what stands behind them.

    `cell` says which row and cell of a table they are, or is empty; `notes` are remarks on them.
    """

    at: Location
    key: str
    words: str
    cell: str
    notes: tuple[str, ...]
    questions: tuple[Question, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A place in a draft that a case or code stands behind."""

    at: Location
    key: str
    words: str


def traces_as_data(found: Sequence[Traced]) -> Mapping[str, object]:
    """The envelope of `trace --format json`: see docs/json.md."""
    return {"qualcode": __version__, "format": FORMAT, "regions": list(map(_region, found))}


def uses_as_data(found: Sequence[Use]) -> Mapping[str, object]:
    """The envelope of `trace --of CASE --format json`: see docs/json.md."""
    uses = [{**_at(one.at), "key": one.key, "words": one.words} for one in found]
    return {"qualcode": __version__, "format": FORMAT, "uses": uses}


def _at(at: Location | None) -> dict[str, object]:
    if at is None:
        return {"file": None, "line": None, "column": None}
    return {"file": at.file, "line": at.line, "column": at.column}


def _region(one: Traced) -> Mapping[str, object]:
    return {
        **_at(one.at),
        "key": one.key or None,
        "words": one.words,
        "cell": one.cell or None,
        "notes": list(one.notes),
        "questions": list(map(_question, one.questions)),
        "references": [{"words": ref.words, **_at(ref.position)} for ref in one.references],
    }


def _question(one: Question) -> Mapping[str, object]:
    return {
        "asks": one.ask.value,
        "of": one.name or None,
        "group": one.group or None,
        "value": one.value,
        "cases": list(map(_case, one.cases)),
    }


def _case(one: CaseBehind) -> Mapping[str, object]:
    verdict = one.verdict
    return {
        "case": one.case.id,
        "standing": one.standing.value,
        "verdict": None if verdict is None else verdict.kind.value,
        "types": [] if verdict is None else list(verdict.types),
        "missing": [] if verdict is None else list(verdict.missing),
        "conditions": [
            {
                "part": clause.part.value,
                "holding": clause.holding.value,
                "grounds": list(map(_ground, clause.grounds)),
            }
            for clause in one.clauses
        ],
        "grounds": list(map(_ground, one.grounds)),
    }


def _ground(one: Ground) -> Mapping[str, object]:
    coding = one.coding
    return {
        "code": one.code,
        "record": one.record or None,
        "value": coding_in_words(coding),
        "basis": None if coding is None else coding.basis,
        **_at(None if coding is None else coding.position),
        "evidence": list(_evidence(one)),
    }


def _evidence(one: Ground) -> Iterator[Mapping[str, object]]:
    for each in one.evidence:
        says = {"quote": each.quote or None, "says": dict(each.says)}
        yield {"document": each.document, "at": each.at, "passage": each.passage or None, **says}
