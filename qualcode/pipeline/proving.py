"""What can be proved of a typology, and how the cases fill its property space."""

from qualcode.diagnostics import Misuse
from qualcode.model.case import Case
from qualcode.model.study import Study
from qualcode.model.typology import Typology
from qualcode.pipeline import typology_named
from qualcode.pipeline.checking import Checked, ready
from qualcode.tables.proofs import Diagnosed
from qualcode.typology.diversity import diversity
from qualcode.typology.linked import Linked, link
from qualcode.typology.proofs import prove
from qualcode.typology.space_map import SpaceMap, map_space


def diagnose(checked: Checked, name: str) -> tuple[Study, Diagnosed]:
    """The proofs about a typology, and its cases; definitions are not counted.

    Raises:
        Misuse: the study cannot be read, there is no such typology, or no exact answer in time.
    """
    study, classifier = ready(checked)
    typology = typology_named(study, name)
    cases = _cases(checked, typology)
    proofs = prove(typology, study.codebook)
    return study, Diagnosed(proofs, diversity(typology, cases, study.codebook, classifier))


def draw_space(checked: Checked, name: str) -> tuple[Study, SpaceMap]:
    """The map of a typology's property space, and its cases; definitions are not counted.

    Raises:
        Misuse: the study cannot be read, there is no such typology, or its map cannot be read.
    """
    study, classifier = ready(checked)
    typology = typology_named(study, name)
    cases = _cases(checked, typology)
    return study, map_space(typology, cases, study.codebook, classifier)


def cross(checked: Checked, first: str, second: str) -> Linked:
    """Which combinations of the types of two typologies the cases have; definitions do not count.

    Raises:
        Misuse: the study cannot be read, a typology is not there, or they are of different units.
    """
    study, _ = ready(checked)
    one, two = (typology_named(study, name) for name in (first, second))
    if one.unit != two.unit:
        units = f"'{one.id}' is for {one.unit}, '{two.id}' for {two.unit}"
        raise Misuse(f"{units}; only typologies of the same unit can be crossed")
    if one.id == two.id:
        raise Misuse(f"'{one.id}' is given twice; give two different typologies")
    return link(one, two, _cases(checked, one), study.codebook)


def _cases(checked: Checked, typology: Typology) -> list[Case]:
    return [case for case in checked.sound if case.unit == typology.unit and not case.fixture]
