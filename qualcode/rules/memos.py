"""All memos of a study, and what a memo of a case can be about."""

from collections.abc import Iterator
from typing import NamedTuple

from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook
from qualcode.model.memo import Memo
from qualcode.model.study import Study


class Held(NamedTuple):
    """A memo, and the case or the code that it stands under."""

    memo: Memo
    case: Case | None = None
    code: Code | None = None

    @property
    def about(self) -> str:
        """What it is about: without a word of its own, what it stands under."""
        if self.case is not None:
            return self.memo.about or self.case.id
        return self.code.id if self.code is not None else ""


def memos_of(study: Study) -> Iterator[Held]:
    """All memos: those on codes, then those in cases and in the files of their coders."""
    for code in study.codebook.codes.values():
        yield from (Held(memo, code=code) for memo in code.memos)
    for case in study.cases:
        in_coders_files = (memo for codings in case.codings for memo in codings.memos)
        yield from (Held(memo, case=case) for memo in (*case.memos, *in_coders_files))


def nameable(case: Case, codebook: Codebook) -> tuple[str, ...]:
    """What a memo of a case can be about.

    The case itself, a code, a passage, a record or group of records, or a typology: the case's
    verdict in it.
    """
    codes = (one.id for one in codebook.codes.values() if not one.units or case.unit in one.units)
    groups = (one.id for one in codebook.records.values() if case.unit in one.units)
    records = (record for group in case.records.values() for record in group.records)
    typologies = (one.id for one in codebook.typologies.values() if one.unit == case.unit)
    passages = (one.id for one in case.passages if one.id)
    return tuple(dict.fromkeys((case.id, *codes, *passages, *groups, *records, *typologies)))
