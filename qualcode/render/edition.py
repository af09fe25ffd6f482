"""A study in one language, with all that its texts are made from."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from qualcode.model.case import Case
from qualcode.model.codebook import CaseGroup, Code, Codebook
from qualcode.model.study import Study
from qualcode.model.typology import Typology
from qualcode.render.language import Language
from qualcode.render.numbering import Numbering
from qualcode.render.parts import Part
from qualcode.render.recording import Kind, Recorder
from qualcode.render.templates import Templates
from qualcode.render.writing import File
from qualcode.typology.ask import Questions
from qualcode.typology.classify import Classifier

ATTRIBUTE = "attribute"


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
    `figures` are the files of those figures that its text has asked for so far; `recorder` keeps
    what each region of the text asks for.
    """

    study: Study
    language: Language
    classifier: Classifier
    questions: Questions
    templates: Templates
    part: Part | None
    numbering: Numbering
    figures: list[File] = field(default_factory=list)
    recorder: Recorder = field(default_factory=Recorder)

    @property
    def codebook(self) -> Codebook:
        """The study's codebook."""
        return self.study.codebook

    @property
    def names_cases(self) -> bool:
        """Whether cases that otherwise only count may be named in this part of the report.

        Then nothing but attributes may be shown of any case: no name may stand near a type.
        """
        return any(self._is_named(group) for group in self.codebook.case_groups.values())

    def _is_named(self, group: CaseGroup) -> bool:
        return self.part is not None and self.part.id in group.named_in

    def code(self, name: str) -> Code:
        """The code with an id.

        Raises:
            NoSuchNameError: there is none.
            NotToBeShownError: it would identify cases, and they may not be named here.
        """
        if name not in self.codebook.codes:
            raise NoSuchNameError("code", name, self.codebook.codes)
        self.recorder.note(Kind.CODE, name)
        code = self.codebook.codes[name]
        if code.identifying and not self.names_cases:
            raise NotToBeShownError(f"code '{name}' identifies cases and may not be shown")
        return code

    def code_of_cases(self, name: str) -> Code:
        """The code with an id, whose values in cases are to be shown or counted.

        Raises:
            NoSuchNameError: there is none.
            NotToBeShownError: it may not be shown of cases in this part.
        """
        code = self.code(name)
        if code.role != ATTRIBUTE:
            self.refuse_beside_names(f"code '{name}' is no attribute and")
        return code

    def refuse_beside_names(self, what: str) -> None:
        """Refuse something, such as a type, in a part that names cases.

        Raises:
            NotToBeShownError: this is such a part.
        """
        if self.names_cases:
            raise NotToBeShownError(f"{what} may not be shown where cases are named")

    def typology(self, name: str) -> Typology:
        """The typology with an id or alias.

        Raises:
            NoSuchNameError: there is none.
            NotToBeShownError: cases are named in this part.
        """
        typology = self.typology_or_none(name)
        if typology is None:
            raise NoSuchNameError("typology", name, self.codebook.typologies)
        return typology

    def typology_or_none(self, name: str) -> Typology | None:
        """The same, or None if there is none.

        Raises:
            NotToBeShownError: cases are named in this part.
        """
        for typology in self.codebook.typologies.values():
            if name == typology.id or name in typology.aliases:
                self.refuse_beside_names(f"typology '{name}'")
                self.recorder.note(Kind.TYPOLOGY, typology.id)
                return typology
        return None

    def group_cases(self, group: str) -> tuple[Case, ...]:
        """The observed cases of a case group; definitions are left out.

        Raises:
            NoSuchNameError: there is no such group.
        """
        if group not in self.codebook.case_groups:
            raise NoSuchNameError("case group", group, self.codebook.case_groups)
        self.recorder.note(Kind.GROUP, group)
        return tuple(c for c in self.study.cases if c.group == group and not c.fixture)

    def shows(self, group: str) -> bool:
        """Whether the cases of a group may be shown one by one; otherwise they only count."""
        known = self.codebook.case_groups.get(group)
        return known is None or known.listed or self._is_named(known)

    def shown_cases(self, group: str) -> tuple[Case, ...]:
        """The observed cases of a case group whose cases may be shown one by one.

        Raises:
            NoSuchNameError: there is no such group.
            NotToBeShownError: its cases only count.
        """
        cases = self.group_cases(group)
        if not self.shows(group):
            raise NotToBeShownError(f"the cases of '{group}' may not be shown one by one")
        return cases
