"""Passages coded in copies of documents and in Word files, collected into their case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from qualcode.collecting.entries import memo_changes, passage_changes
from qualcode.collecting.item import Gathered
from qualcode.collecting.matching import Compared, compare
from qualcode.diagnostics import Diagnostic, Misuse, in_order
from qualcode.model.anchor import Passage
from qualcode.model.case import Case
from qualcode.model.consensus import sheets_of
from qualcode.model.study import Study
from qualcode.pipeline import no_such
from qualcode.pipeline.checking import Checked, errors
from qualcode.pipeline.coded_files import case_to_code, copies_of, gather, texts_of
from qualcode.pipeline.saving import NotSaved, changed, save
from qualcode.rules import check_cases, unknown_coder
from qualcode.rules.collected import no_place, still_cited
from qualcode.source import Document, read_document
from qualcode.source.listing import with_list


@dataclass(frozen=True, slots=True)
class Wish:
    """What to collect from where; without files, from the coded copies beside the case.

    `coder` is who coded what names nobody, `document` which one a file is of. With `prune`,
    passages that the files do not have any more are removed.
    """

    files: tuple[Path, ...] = ()
    coder: str = ""
    document: str = ""
    prune: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    """What was collected, or why nothing was: everything is written, or nothing."""

    case: Case
    files: tuple[Gathered, ...]
    compared: Compared
    findings: tuple[Diagnostic, ...]
    written: bool = False

    @property
    def shown(self) -> Mapping[str, str]:
        """The files that were read, as findings are to show their lines."""
        return {one.file: one.shown for one in self.files}

    @property
    def missing(self) -> tuple[Passage, ...]:
        """The passages that the files do not have any more."""
        return tuple(self.case.passages[number] for number in self.compared.missing)


def collect(checked: Checked, name: str, wish: Wish) -> Collected:
    """Passages and memos from files written into their case.

    Raises:
        Misuse: there is no such case, file, document or coder.
    """
    of = case_to_code(checked, name)
    study, case, root = of
    book = study.codebook
    if wish.coder and book.coders and wish.coder not in book.coders:
        raise Misuse(no_such("coder", wish.coder, book.coders))
    files = gather(wish.files or copies_of(of), of, wish.coder, wish.document)
    compared = compare(case, files, texts_of(case))
    found = [one for gathered in files for one in gathered.found]
    found += _wrong(study, case, compared, wish)
    collected = Collected(case, files, compared, in_order(found))
    if errors(found) or wish.dry_run:
        return collected
    after = _changed(root, case, compared, wish)
    if isinstance(after, Diagnostic):
        return Collected(case, files, compared, in_order([*found, after]))
    if after is not None:
        _save(root, after)
    return Collected(case, files, compared, in_order(found), written=after is not None)


def _wrong(study: Study, case: Case, compared: Compared, wish: Wish) -> Iterator[Diagnostic]:
    """What the case would be reproached for if the items stood in it, and what goes is cited."""
    gone = frozenset(compared.missing if wish.prune else ())
    paired = {number for _, number in compared.paired}
    kept = (one for n, one in enumerate(case.passages) if n not in gone | paired)
    known = (item.passage(case.passages[number].id) for item, number in compared.paired)
    new = compared.passages
    alone = next(sheets_of(case)).model_copy(
        update={
            "passages": (*kept, *known, *new),
            "attributes": {},
            "codes": {},
            "records": {},
        }
    )
    by_itself = Study(project=study.project, codebook=study.codebook, cases=(alone,))
    places = {one.position.file for one in new}
    places |= {item.at.file for item, _ in compared.paired}
    for found in check_cases(by_itself):
        # A coder whom nobody knows was named as the copy was read.
        if found.at.file in places and found.rule != unknown_coder.RULE.id:
            yield found
    for number in sorted(gone):
        yield from still_cited(case.passages[number], case, study)


class _After(NamedTuple):
    """A file of the study as it was read, and what it is to say."""

    before: Document
    after: Document


def _changed(root: Path, case: Case, compared: Compared, wish: Wish) -> _After | Diagnostic | None:
    """The case's file with what is new: None if nothing is; or why it cannot take it."""
    changes = {
        "passages": passage_changes(compared, prune=wish.prune),
        "memos": memo_changes(compared),
    }
    needed = {section: change for section, change in changes.items() if not change.is_empty}
    if not needed:
        return None
    file = case.position.file
    before, _ = read_document(root / file, file)
    after = before
    for section, change in needed.items():
        at = case.position if after is None else after.locate((section,), key=True)
        after = after and with_list(after, section, change)
        if after is None:
            return no_place(case, at)
    return None if before is None or after is None else _After(before, after)


def _save(root: Path, of: _After) -> None:
    change = changed(root, of.before.file, of.before.text, of.after.text)
    troubles = (change,) if isinstance(change, NotSaved) else save(root, (change,))
    for trouble in troubles:
        raise Misuse(trouble.message)
