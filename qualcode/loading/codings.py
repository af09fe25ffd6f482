"""What coders say of cases, each in a file of their own: `codings/<coder>.yaml` beside a case."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from qualcode.diagnostics import Diagnostic, Location, Related, Rule, Severity, finding
from qualcode.loading.cases import CaseReader, codings_keys
from qualcode.loading.passages import NO_PASSAGES, citable
from qualcode.loading.shape import Shaper
from qualcode.model.case import Case, CoderCodings
from qualcode.model.places import CASE_FILE, CODINGS, case_file_of
from qualcode.source import Document, ReadDocument

NO_CASE = Rule("QC340", "codings-without-case", Severity.ERROR, "Codings that belong to no case.")
RULES = (NO_CASE,)


def coding_files(root: Path, folder: str) -> tuple[str, ...]:
    """The coders' files below the case folder, relative to the root, in order."""
    paths = sorted((root / folder).rglob(f"{CODINGS}/*.yaml"))
    return tuple(path.relative_to(root).as_posix() for path in paths)


def read_codings(
    root: Path,
    files: Sequence[str],
    reader: CaseReader,
    read_file: ReadDocument,
    beside: Sequence[Case],
) -> tuple[list[CoderCodings], list[Diagnostic]]:
    """What the coders' files hold beside cases that were read, and what is wrong with them."""
    read: list[CoderCodings] = []
    found: list[Diagnostic] = []
    keys = codings_keys(reader.record_types)
    passages = {case.position.file: citable(case.passages) for case in beside if case.passages}
    for file in files:
        document, diagnostics = read_file(root / file, file)
        found += diagnostics
        if document is None or diagnostics:
            continue
        shaper = Shaper(document, keys)
        codings = reader.read_codings(shaper, passages.get(case_file_of(file), NO_PASSAGES))
        found += shaper.found
        read += [codings] if codings is not None else []
    return read, found


def misplaced(document: Document) -> tuple[Diagnostic, ...]:
    """The file, where it holds a coder's codings but is read as a case for the place it has."""
    data = document.data
    if not isinstance(data, dict) or "coder" not in data or "unit" in data:
        return ()
    message = f"codings of a coder stand in a folder '{CODINGS}', in small letters, beside a case"
    hint = f"move this file to '{CODINGS}/<coder>.yaml' beside its '{CASE_FILE}'"
    return (finding(NO_CASE, document.locate(("coder",), key=True), message, hint),)


def belonging_to(case: Case, codings: Sequence[CoderCodings]) -> list[CoderCodings]:
    """The codings that stand beside a case and are about it, in the order of the coders."""
    beside = (one for one in codings if case_file_of(one.position.file) == case.position.file)
    return sorted((one for one in beside if one.case == case.id), key=lambda one: one.coder)


def without_case(
    codings: Sequence[CoderCodings], cases: Sequence[Case], files: Sequence[str]
) -> Iterator[Diagnostic]:
    """Codings that no case stands beside, or another case than they say."""
    by_file = {case.position.file: case for case in cases}
    for one in codings:
        place = case_file_of(one.position.file)
        case = by_file.get(place)
        if place not in files:
            message = f"there is no '{CASE_FILE}' beside the folder '{CODINGS}'"
            hint = f"put the case into '{place}', or these codings beside their case"
            yield finding(NO_CASE, Location(one.position.file), message, hint)
        elif case is not None and case.id != one.case:
            message = f"these codings are about '{one.case}', but stand beside case '{case.id}'"
            related = (Related(case.position, "the case beside them"),)
            hint = f"write 'case: {case.id}', or move the file to its case"
            yield finding(NO_CASE, one.position, message, hint, related)
