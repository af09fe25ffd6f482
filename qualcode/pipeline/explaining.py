"""Why cases have their verdicts, and what would settle or change them."""

from collections.abc import Sequence

from qualcode.diagnostics import Misuse
from qualcode.model.case import Case
from qualcode.model.study import Study
from qualcode.model.typology import Typology
from qualcode.pipeline import no_such, typology_named
from qualcode.pipeline.checking import Checked, ready
from qualcode.typology.explain import Asked, Explanation, explain
from qualcode.typology.inquiry import Inquiry, inquire
from qualcode.typology.recoding import on_basis


def explain_case(
    checked: Checked, case: str, typology: str | None, basis: str | None, asked: Asked
) -> tuple[Explanation, ...]:
    """Why a case has its verdicts, in one typology or in all of its unit.

    Args:
        checked: the study, checked.
        case: the id of a case.
        typology: the id or an alias of a typology; all of the case's unit if None.
        basis: only the values with this basis count; all if None.
        asked: what to go into.

    Raises:
        Misuse: there is no such case or typology, or the case has errors.
    """
    study, classifier = ready(checked)
    known = {one.id: one for one in study.cases}
    if case not in known:
        raise Misuse(no_such("case", case, known))
    found = known[case]
    if found not in checked.sound:
        raise Misuse(f"case '{case}' has errors; run 'qualcode check' and correct them first")
    judged = found if basis is None else on_basis(found, basis)
    return tuple(
        explain(judged, one, study.codebook, classifier, asked)
        for one in _typologies(study, typology, found)
    )


def inquiries(checked: Checked, typology: str | None) -> Sequence[tuple[Case, Typology, Inquiry]]:
    """What to ask about each case with an unsettled verdict; definitions are not asked about.

    Raises:
        Misuse: the study cannot be read, or there is no such typology.
    """
    study, classifier = ready(checked)
    chosen = list(study.codebook.typologies.values())
    if typology is not None:
        chosen = [typology_named(study, typology)]
    pairs = (
        (case, one)
        for case in checked.sound
        if not case.fixture
        for one in chosen
        if one.unit == case.unit
    )
    found = ((case, one, inquire(case, one, classifier)) for case, one in pairs)
    return [(case, one, inquiry) for case, one, inquiry in found if inquiry.questions]


def _typologies(study: Study, name: str | None, case: Case) -> Sequence[Typology]:
    if name is None:
        return [one for one in study.codebook.typologies.values() if one.unit == case.unit]
    typology = typology_named(study, name)
    if typology.unit != case.unit:
        raise Misuse(f"typology '{typology.id}' is for {typology.unit}, '{case.id}' is {case.unit}")
    return [typology]
