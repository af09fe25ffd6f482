"""Excerpts: everything in a study that can be found and counted.

An excerpt is a passage; or the words of evidence for a value, quoted or in somebody's paraphrase.
Evidence that cites a passage is no excerpt of its own: it adds to what the passage is coded with.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from qualcode.model.anchor import Anchor, Passage
from qualcode.model.base import in_language
from qualcode.model.case import Case, Evidence
from qualcode.model.consensus import sheet_of
from qualcode.model.document import CaseDocument
from qualcode.model.study import Study


class Kind(StrEnum):
    """What an excerpt is."""

    PASSAGE = "passage"
    EVIDENCE = "evidence"
    PARAPHRASE = "paraphrase"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a case with what is coded in them.

    Attributes:
        kind: what it is.
        case: the case it belongs to.
        anchor: where it is written in the case file.
        codes: the codes of a passage, then those whose value it gives the grounds for.
        words: the quotation, or the paraphrase.
        coder: who coded it, if that is said.
        roles: the roles of which one must be the speaker's: one if it is known.
    """

    kind: Kind
    case: Case
    anchor: Anchor
    codes: tuple[str, ...]
    words: str
    coder: str = ""
    roles: tuple[str, ...] = ()

    @property
    def document(self) -> CaseDocument | None:
        """The document among those of the case, if it is one of them."""
        return self.case.documents.get(self.anchor.document)


def excerpts_of(cases: Iterable[Case], study: Study, language: str) -> tuple[Excerpt, ...]:
    """The excerpts of cases, in the order of the cases and their files."""
    return tuple(one for case in cases for one in _of_case(case, study, language))


def _of_case(case: Case, study: Study, language: str) -> Iterator[Excerpt]:
    grounds = tuple(_grounds(case, study))
    cited: dict[tuple[object, ...], list[str]] = {}
    for one in grounds:
        cited.setdefault(_cited(one.evidence, one.evidence.passage), []).append(one.code)
    for passage in case.passages:
        yield _of_passage(case, passage, cited)
    for code, evidence, coder in grounds:
        words = evidence.quote or in_language(evidence.says, language)
        if words.strip() and not evidence.passage:
            kind = Kind.EVIDENCE if evidence.quote else Kind.PARAPHRASE
            roles = (evidence.role,) if evidence.role else _roles(case, evidence)
            yield Excerpt(kind, case, evidence, (code,) if code else (), words, coder, roles)


def _cited(anchor: Anchor, id: str) -> tuple[object, ...]:
    """What tells a passage that is cited from one of the same id in another coder's file."""
    return id, anchor.document, anchor.quote, anchor.prefix, anchor.suffix, anchor.start


def _of_passage(
    case: Case, passage: Passage, cited: Mapping[tuple[object, ...], list[str]]
) -> Excerpt:
    grounded = cited.get(_cited(passage, passage.id), ()) if passage.id else ()
    codes = tuple(code for code in dict.fromkeys((*passage.codes, *grounded)) if code)
    roles = _roles(case, passage)
    return Excerpt(Kind.PASSAGE, case, passage, codes, passage.quote, passage.coder, roles)


def _roles(case: Case, anchor: Anchor) -> tuple[str, ...]:
    document = case.documents.get(anchor.document)
    return () if document is None else document.respondents


class _Ground(NamedTuple):
    """Evidence with the code that it is for, and who gave it if that was one of several coders."""

    code: str
    evidence: Evidence
    coder: str


def _grounds(case: Case, study: Study) -> Iterator[_Ground]:
    """All evidence: of the case's own file, then of what each coder says of it."""
    yield from _of_sheet(case, study, "")
    for codings in case.codings:
        yield from _of_sheet(sheet_of(case, codings), study, codings.coder)


def _of_sheet(sheet: Case, study: Study, coder: str) -> Iterator[_Ground]:
    """The evidence of a file with its codes; that of records with the name of their group."""
    for one in study.coded(sheet):
        name = one.section if one.record else one.name
        yield from (_Ground(name, evidence, coder) for evidence in one.coding.evidence)
    for group, records in sheet.records.items():
        for record in () if records.is_given else records.records.values():
            yield from (_Ground(group, evidence, coder) for evidence in record.evidence)
    for named in (*sheet.declared_types.values(), *sheet.printed_labels.values()):
        yield from (_Ground("", evidence, coder) for evidence in named.evidence)
