"""What claims are judged against: the cases of a study, and how to ask them."""

from dataclasses import dataclass

from qualcode.claims.claim import Among
from qualcode.claims.standings import Ask
from qualcode.model.case import Case
from qualcode.query.excerpts import Excerpt
from qualcode.query.parsing import Names
from qualcode.typology.classify import Classifier


@dataclass(frozen=True, slots=True)
class Data:
    """A study as it is asked.

    Attributes:
        names: what a claim may name, with the codebook.
        cases: those without errors, in their order.
        ask: gives the truth of a condition over the worlds of a case.
        classifier: gives the verdict of a case.
        excerpts: the passages and the evidence.
    """

    names: Names
    cases: tuple[Case, ...]
    ask: Ask
    classifier: Classifier
    excerpts: tuple[Excerpt, ...] = ()

    def among(self, among: Among) -> tuple[Case, ...]:
        """The cases that a claim counts: no definitions, and of a unit no place twice."""
        cases = (case for case in self.cases if not case.fixture)
        if not among.is_unit:
            return tuple(case for case in cases if case.group == among.name)
        groups = self.names.codebook.case_groups.values()
        again = {one.id for one in groups if one.drawn_from and one.unit == among.name}
        return tuple(one for one in cases if one.unit == among.name and one.group not in again)
