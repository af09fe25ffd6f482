"""A study in one language, with all that its texts are made from."""

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook
from qualcode.model.study import Study
from qualcode.model.typology import Typology
from qualcode.render.language import Language
from qualcode.render.numbering import Numbering
from qualcode.render.parts import Part
from qualcode.render.templates import Templates
from qualcode.typology.ask import Questions
from qualcode.typology.classify import Classifier


class NoSuchNameError(LookupError):
    """A template asked the page for something that the study does not have."""

    def __init__(self, what: str, name: str, known: Iterable[str], within: str = "") -> None:
        """The kind of thing that was asked for, the name given, the names there are, and where."""
        place = f" of '{within}'" if within else ""
        super().__init__(f"the study has no {what} '{name}'{place}")
        self.name = name
        self.known = tuple(known)


class NotToBeShownError(ValueError):
    """A template asked for something that would show who or where a case is."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What the objects on a page are made from. Templates never see it.

    `part` is the part of the report that the page is for, or None for a document of its own.
    """

    study: Study
    language: Language
    classifier: Classifier
    questions: Questions
    templates: Templates
    part: Part | None
    numbering: Numbering

    @property
    def codebook(self) -> Codebook:
        """The study's codebook."""
        return self.study.codebook

    def code(self, name: str) -> Code:
        """The code with an id.

        Raises:
            NoSuchNameError: there is none.
            NotToBeShownError: it would identify cases.
        """
        if name not in self.codebook.codes:
            raise NoSuchNameError("code", name, self.codebook.codes)
        code = self.codebook.codes[name]
        if code.identifying:
            raise NotToBeShownError(f"code '{name}' identifies cases and may not be shown")
        return code

    def typology(self, name: str) -> Typology:
        """The typology with an id or alias.

        Raises:
            NoSuchNameError: there is none.
        """
        typologies = self.codebook.typologies
        for typology in typologies.values():
            if name == typology.id or name in typology.aliases:
                return typology
        raise NoSuchNameError("typology", name, typologies)

    def group_cases(self, group: str) -> tuple[Case, ...]:
        """The observed cases of a case group; definitions are left out.

        Raises:
            NoSuchNameError: there is no such group.
        """
        if group not in self.codebook.case_groups:
            raise NoSuchNameError("case group", group, self.codebook.case_groups)
        return tuple(c for c in self.study.cases if c.group == group and not c.fixture)

    def is_listed(self, case: Case) -> bool:
        """Whether a case may be shown by itself; otherwise it only counts."""
        group = self.codebook.case_groups.get(case.group)
        return group is None or group.listed
