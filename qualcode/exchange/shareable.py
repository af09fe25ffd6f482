"""Cases without what must not be given away.

Of an anonymous case that is every identifying value. Of any case it is the words of documents for
which no consent is recorded.
"""

from collections.abc import Mapping

from qualcode.model.case import Case, CoderCodings, Coding, Evidence, Record
from qualcode.model.codebook import Code, Codebook
from qualcode.tables.marks import WITHHELD

_HIDDEN = Coding(value=WITHHELD)


def shareable(case: Case, codebook: Codebook) -> Case:
    """The case with `withheld` in the place of what must not be given away."""
    passages = tuple(
        one.model_copy(update={"quote": WITHHELD}) if has_no_consent(case, one.document) else one
        for one in case.passages
    )
    codings = tuple(_sheet(case, one, codebook) for one in case.codings)
    return case.model_copy(
        update={**_sections(case, case, codebook), "passages": passages, "codings": codings}
    )


def has_no_consent(case: Case, document: str) -> bool:
    """Whether a document of the case lacks a record of consent; others are the study's own."""
    own = case.documents.get(document)
    return own is not None and not own.consent.strip()


def is_withheld(case: Case, code: Code | None) -> bool:
    """Whether the values of a code must not be given away for a case."""
    return case.anonymous and code is not None and code.identifying


def _sheet(case: Case, sheet: CoderCodings, codebook: Codebook) -> CoderCodings:
    return sheet.model_copy(update=_sections(case, sheet, codebook))


def _sections(
    case: Case, said: Case | CoderCodings, codebook: Codebook
) -> Mapping[str, Mapping[str, object]]:
    def fields(group: str, record: Record) -> Record:
        kind = codebook.records.get(group)
        codes = {} if kind is None else kind.fields
        update = {
            "fields": _codings(case, record.fields, codes),
            "evidence": _grounds(case, record.evidence),
        }
        return record.model_copy(update=update)

    return {
        "attributes": _codings(case, said.attributes, codebook.codes),
        "codes": _codings(case, said.codes, codebook.codes),
        "records": {
            name: group.model_copy(
                update={"records": {key: fields(name, one) for key, one in group.records.items()}}
            )
            for name, group in said.records.items()
        },
    }


def _codings(
    case: Case, codings: Mapping[str, Coding], codes: Mapping[str, Code]
) -> Mapping[str, Coding]:
    return {
        name: _HIDDEN
        if is_withheld(case, codes.get(name))
        else coding.model_copy(update={"evidence": _grounds(case, coding.evidence)})
        for name, coding in codings.items()
    }


def _grounds(case: Case, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(
        one.model_copy(update={"quote": WITHHELD})
        if one.quote and has_no_consent(case, one.document)
        else one
        for one in evidence
    )
