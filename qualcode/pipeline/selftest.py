"""Published results worked out again, so that a user can see that this installation gets them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from qualcode.diagnostics import Misuse
from qualcode.model.case import Case, Coding
from qualcode.model.codebook import Calibration, Code, Codebook, Impossible, Scale, Unit
from qualcode.model.condition import (
    ALWAYS,
    DEGREE,
    AllOf,
    AnyOf,
    AtLeast,
    Comparison,
    Condition,
    Not,
)
from qualcode.model.typology import Clause, Type, Typology
from qualcode.pipeline.published import CRISP, FITS, FUZZY, IDEAL_TYPES, SETS, SOLUTIONS, Table
from qualcode.pipeline.published_agreement import (
    alpha_of_passages,
    alphas,
    kappa_of_six,
    kappa_of_two,
)
from qualcode.qca.comparison import Model, Thresholds, compare
from qualcode.qca.sets import Scores, Set
from qualcode.typology.classify import Classifier
from qualcode.typology.verdict import CaseVerdict, Kind

Result = tuple[object, object]
"""What is published, and what comes out here."""


@dataclass(frozen=True, slots=True)
class Oracle:
    """A published result with its source, and the way to work it out."""

    name: str
    source: str
    work_out: Callable[[], Result]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an oracle; `skipped` says why it was not tried."""

    oracle: Oracle
    published: object
    found: object
    skipped: str = ""

    @property
    def is_right(self) -> bool:
        """Whether the published result came out."""
        return not self.skipped and self.published == self.found


def run_oracles() -> Iterator[Outcome]:
    """Every published result, one by one."""
    for oracle in ORACLES:
        try:
            published, found = oracle.work_out()
        except Misuse as error:
            yield Outcome(oracle, None, None, str(error))
        else:
            yield Outcome(oracle, published, found)


def _classified(
    types: Mapping[str, tuple[Condition, ...]],
    codes: tuple[Code, ...],
    coded: Mapping[str, Coding],
    *impossible: Condition,
) -> CaseVerdict:
    typology = Typology(
        id="t",
        unit="u",
        types={
            name: Type(id=name, necessary=tuple(Clause(when=one) for one in conditions))
            for name, conditions in types.items()
        },
    )
    book = Codebook(
        id="b",
        languages=("en",),
        units={"u": Unit(id="u")},
        themes={},
        documents={},
        vocabularies={},
        records={},
        codes={code.id: code for code in codes},
        typologies={"t": typology},
        case_groups={},
        impossible=tuple(Impossible(when=one, unit="u") for one in impossible),
    )
    case = Case(
        id="c",
        unit="u",
        attributes={},
        codes=coded,
        records={},
        declared_types={},
        printed_labels={},
    )
    return Classifier(book).classify(case, typology)


def _score(name: str) -> Code:
    """A number that is a degree of membership itself."""
    anchors = Calibration(full_non_member=0, crossover=0.5, full_member=1)
    return Code(id=name, theme="t", scale=Scale.NUMBER, minimum=0, maximum=1, calibration=anchors)


def _flag(name: str) -> Code:
    return Code(id=name, theme="t", scale=Scale.BOOLEAN)


def _in(name: str) -> Condition:
    return Comparison(name, DEGREE, True)


def _is(name: str) -> Condition:
    return Comparison(name, "equals", True)


def _ideal_types() -> Result:
    names = ("DEV", "LIT", "STB")
    corners = {
        "".join(bits): tuple(
            _in(name) if bit == "1" else Not(_in(name))
            for name, bit in zip(names, bits, strict=True)
        )
        for bits in product("01", repeat=3)
    }
    codes = tuple(map(_score, names))
    found = {}
    for country, row in FUZZY.items():
        shares = dict(zip(SETS, row, strict=True))
        coded = {name: Coding(value=float(shares[name])) for name in names}
        found[country] = ", ".join(_classified(corners, codes, coded).types)
    return dict(IDEAL_TYPES), found


def _either_way() -> Result:
    verdict = _classified({"x": (AnyOf((_is("x"), Not(_is("x")))),)}, (_flag("x"),), {})
    return (Kind.PURE, ("x",)), (verdict.kind, verdict.certain)


def _half_at_least() -> Result:
    verdict = _classified({"x": (AnyOf((_in("x"), Not(_in("x")))),)}, (_score("x"),), {})
    (degree,) = verdict.memberships
    return (Fraction(1, 2), Fraction(1)), (degree.least, degree.most)


def _all_is_at_least_all() -> Result:
    codes, parts = (_flag("x"), _flag("y")), (_is("x"), _is("y"))
    coded = {"x": Coding(value=True)}
    whole = _classified({"t": (AllOf(parts),)}, codes, coded)
    counted = _classified({"t": (AtLeast(2, parts),)}, codes, coded)
    return (whole.verdicts, whole.missing), (counted.verdicts, counted.missing)


def _no_world() -> Result:
    coded = {"x": Coding(value=True)}
    verdict = _classified({"t": (_is("x"),)}, (_flag("x"),), coded, _is("x"))
    return Kind.INVALID, verdict.kind


def _solutions(name: str, table: Table, *, present: bool) -> Result:
    rows = table if present else {c: (*r[:-1], 1 - r[-1]) for c, r in table.items()}
    sets = tuple(Set(one, ALWAYS) for one in SETS)
    found = compare(Scores(sets, tuple(rows), tuple(rows.values())), Thresholds(), {})

    def said(models: tuple[Model, ...]) -> tuple[str, str]:
        (model,) = models
        terms = " + ".join(sorted(term.expression for term in model.terms))
        return terms, f"{model.fit.consistency:.6f} {model.fit.coverage:.6f}"

    published = tuple(zip(SOLUTIONS[name], FITS[name], strict=True))
    return published, (said(found.conservative), said(found.parsimonious))


_LOGIC = "logic of possible worlds"
_LIPSET = "Rihoux and Ragin 2009; R package QCA 3.25.1"
ORACLES: tuple[Oracle, ...] = (
    Oracle("ideal types of 18 countries", "Kvist 2007; data of Ragin 2009", _ideal_types),
    Oracle("'X or not X' is certain when X is unknown", _LOGIC, _either_way),
    Oracle("fuzzy 'X or not X' is between 0.5 and 1", _LOGIC, _half_at_least),
    Oracle("'at least n of n' is the same as 'all'", _LOGIC, _all_is_at_least_all),
    Oracle("a case without a possible world is invalid", _LOGIC, _no_world),
    Oracle("alpha of four coders on four scales", "Krippendorff 2011", alphas),
    Oracle("kappa of six raters", "Fleiss 1971", kappa_of_six),
    Oracle("kappa of two coders", "Cohen 1960", kappa_of_two),
    Oracle("alpha of passages", "Krippendorff 2004", alpha_of_passages),
    *(
        Oracle(
            f"solutions for {name}",
            _LIPSET,
            lambda name=name: _solutions(  # type: ignore[misc]  # a default binds the name now
                name, CRISP if name.startswith("crisp") else FUZZY, present="~" not in name
            ),
        )
        for name in SOLUTIONS
    ),
)
