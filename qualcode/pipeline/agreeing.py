"""The agreement between coders, over codes and over types."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.agreement.comparing import Agreement, Method, compare, pairs_of_coders
from qualcode.agreement.judgements import Judged, judged
from qualcode.diagnostics import Misuse
from qualcode.model.case import Case
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
    cases = tuple(case for case in checked.sound if case.codings and not case.fixture)
    coders = sorted({one.coder for case in cases for one in case.codings if not one.is_empty})
    if not coders:
        raise Misuse(
            "no coder has coded a case here: each coder's codings are in a file "
            "'codings/<coder>.yaml' beside a 'case.yaml'; see 'qualcode code assign --help'"
        )
    shared = [case for case in cases if sum(not one.is_empty for one in case.codings) > 1]
    basis = Basis(
        study=study.project.study,
        codebook=study.codebook,
        hash=codebook_hash(checked.place, study),
        cases=sum(any(not one.is_empty for one in case.codings) for case in cases),
        shared=len(shared),
        coders=tuple(coders),
        settled=tuple(
            coding.decided.by
            for case in cases
            for coding in (*case.attributes.values(), *case.codes.values())
            if coding.decided is not None
        ),
        unsettled=len(disagreements(cases)),
        method=method,
    )
    return Coded(basis, cases, judged(cases, study.codebook, method.unknown_counts))


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
