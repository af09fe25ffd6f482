"""The agreement between coders, over codes and over types."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from qualcode.agreement.comparing import Agreement, Method, compare, pairs_of_coders
from qualcode.agreement.judgements import Judged, judged
from qualcode.agreement.marking import Marking, marking
from qualcode.agreement.overlapping import PassageAgreement, agree_on
from qualcode.diagnostics import Misuse
from qualcode.model.case import Case, CoderCodings
from qualcode.model.study import Study
from qualcode.pipeline.checking import Checked, ready
from qualcode.pipeline.verifying import codebook_hash
from qualcode.tables.agreement_method import Basis
from qualcode.tables.reconciliation import disagreements
from qualcode.tables.type_agreement import TypeAgreement, type_agreement


@dataclass(frozen=True, slots=True)
class Coded:
    """What several coders coded, with what agreement on it is worked out from."""

    basis: Basis
    cases: tuple[Case, ...]
    judged: tuple[Judged, ...]


def coded_by_several(checked: Checked, method: Method) -> Coded:
    """The cases that coders coded, each by themselves; definitions do not count.

    Raises:
        Misuse: the study cannot be read, or holds no codings by coders.
    """
    study, _ = ready(checked)
    cases = _coded_cases(checked)
    basis = _basis(checked, study, cases, method, lambda codings: codings.has_values)
    if not basis.coders:
        marked = any(codings.passages for case in cases for codings in case.codings)
        raise Misuse(_ONLY_PASSAGES if marked else _NOT_CODED)
    return Coded(basis, cases, judged(cases, study.codebook, method.unknown_counts))


_NOT_CODED = (
    "no coder has coded a case here: each coder's codings are in a file "
    "'codings/<coder>.yaml' beside a 'case.yaml'; see 'qualcode code assign --help'"
)
_ONLY_PASSAGES = "coders have only marked passages here; 'qualcode agree --passages' compares these"
_NO_PASSAGES = (
    "no coder has marked a passage here: each coder's passages are in a file "
    "'codings/<coder>.yaml' beside a 'case.yaml', under 'passages:'"
)


def _coded_cases(checked: Checked) -> tuple[Case, ...]:
    return tuple(case for case in checked.sound if case.codings and not case.fixture)


def _basis(
    checked: Checked,
    study: Study,
    cases: Sequence[Case],
    method: Method,
    counts: Callable[[CoderCodings], bool],
) -> Basis:
    by_case = [[one.coder for one in case.codings if counts(one)] for case in cases]
    return Basis(
        study=study.project.study,
        codebook=study.codebook,
        hash=codebook_hash(checked.place, study),
        cases=sum(bool(coders) for coders in by_case),
        shared=sum(len(coders) > 1 for coders in by_case),
        coders=tuple(sorted({coder for coders in by_case for coder in coders})),
        settled=tuple(
            coding.decided.by
            for case in cases
            for coding in (*case.attributes.values(), *case.codes.values())
            if coding.decided is not None
        ),
        unsettled=len(disagreements(cases)),
        method=method,
    )


def by_code(coded: Coded) -> tuple[Agreement, ...]:
    """The agreement of all coders on each code."""
    return tuple(compare(one, coded.basis.method) for one in coded.judged)


def by_pair(coded: Coded) -> tuple[Agreement, ...]:
    """The agreement of each pair of coders on each code that both coded in some case."""
    return tuple(
        compare(one, coded.basis.method, pair)
        for one in coded.judged
        for pair in pairs_of_coders(one)
    )


def on_types(checked: Checked, coded: Coded) -> Sequence[TypeAgreement]:
    """The agreement on the types that each coder's values lead to, by typology."""
    study, classifier = ready(checked)
    units = {case.unit for case in coded.cases}
    return tuple(
        type_agreement(coded.cases, typology, classifier, coded.basis.method)
        for typology in study.codebook.typologies.values()
        if typology.unit in units
    )


@dataclass(frozen=True, slots=True)
class Marked:
    """The documents in which several coders marked passages, with what agreement rests on."""

    basis: Basis
    marking: Marking
    codes: tuple[str, ...]


def marked_by_several(checked: Checked, method: Method) -> Marked:
    """The documents of the cases that coders coded; definitions do not count.

    Raises:
        Misuse: the study cannot be read, or no coder has marked a passage.
    """
    study, _ = ready(checked)
    cases = _coded_cases(checked)
    found = marking(cases)
    if not any(codings.passages for case in cases for codings in case.codings):
        raise Misuse(_NO_PASSAGES)
    basis = _basis(
        checked,
        study,
        cases,
        method,
        lambda codings: not codings.is_empty and codings.coder not in found.unmarked,
    )
    codes = tuple(name for name in study.codebook.codes if name in found.codes)
    return Marked(basis, found, codes)


def on_passages(marked: Marked, *, by_pair: bool = False) -> tuple[PassageAgreement, ...]:
    """The agreement on the passages of each code, then of all codes together.

    Args:
        marked: what was marked.
        by_pair: whether each pair of coders is taken by itself.
    """
    coders = marked.basis.coders
    groups = tuple(combinations(coders, 2)) if by_pair else (coders,)
    method = marked.basis.method
    return tuple(
        agree_on(codes, marked.marking.texts, group, method.seed, method.samples)
        for codes in _one_by_one_and_together(marked.codes)
        for group in groups
    )


def _one_by_one_and_together(codes: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield from ((code,) for code in codes)
    if len(codes) != 1:
        yield codes
