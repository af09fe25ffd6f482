"""Documents of a case written out with their passages as spans, for reading and coding on."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from qualcode.collecting.copying import Copied, coded_copy
from qualcode.collecting.matching import compare
from qualcode.diagnostics import Misuse
from qualcode.model.case import Case
from qualcode.pipeline.checking import Checked, errors
from qualcode.pipeline.coded_files import (
    CaseOfStudy,
    case_to_code,
    document_named,
    folder_of_copies,
    gather,
    texts_of,
)
from qualcode.pipeline.output import write_output


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """A coded copy and the file it was written to, from the study's folder if it is in there."""

    file: str
    copied: Copied


def write_out(
    checked: Checked, name: str, document: str | None, output: Path | None
) -> tuple[WrittenOut, ...]:
    """The copies of all documents of a case, or of one.

    They go beside the case, over an older copy only if all that it has was collected; or into a
    file of one's own, which must be new.

    Raises:
        Misuse: there is no such case or document, or something would be lost.
    """
    of = case_to_code(checked, name)
    case = of.case
    named = [document] if document else [one for one in case.documents if _is_stored(case, one)]
    ids = [document_named(case, one).id for one in named]
    if not ids:
        raise Misuse(
            f"the case '{case.id}' has no documents with a stored text; add one with "
            f"'qualcode document add {case.id} FILE'"
        )
    if output is not None and len(ids) > 1:
        raise Misuse(f"name the document that '{output}' is for: {', '.join(ids)}")
    texts = texts_of(case)
    targets = [output or of.root / _beside(case, id) for id in ids]
    if output is not None and output.exists():
        raise Misuse(f"'{output}' is there already and was left alone; choose another name")
    for target, id in zip(targets, ids, strict=True):
        _refuse(target, of, id)
    copies = [coded_copy(case, id, texts[id]) for id in ids]
    for target, copy in zip(targets, copies, strict=True):
        write_output(target, copy.text)
    shown = [str(output)] if output else [_beside(case, id) for id in ids]
    return tuple(WrittenOut(*pair) for pair in zip(shown, copies, strict=True))


def _is_stored(case: Case, document: str) -> bool:
    return case.documents[document].text is not None


def _beside(case: Case, document: str) -> str:
    suffix = PurePosixPath(case.documents[document].file).suffix
    return f"{folder_of_copies(case)}/{document}{suffix}"


def _refuse(target: Path, of: CaseOfStudy, document: str) -> None:
    """Refuse to write over words, codes or passages that the case does not have."""
    if not target.exists():
        return
    (gathered,) = gather([target], of, "", document)
    compared = compare(of.case, [gathered], texts_of(of.case))
    if errors(gathered.found) or compared.new or compared.changed:
        shown = target.relative_to(of.root).as_posix()
        raise Misuse(
            f"'{shown}' has what was not collected yet, and was left alone\n"
            f"run 'qualcode code collect {of.case.id}' first, or delete it"
        )
