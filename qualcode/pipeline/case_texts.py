"""Case files with more in them; nothing is saved here."""

from collections.abc import Iterator, Mapping, Sequence

from qualcode.diagnostics import Diagnostic, finding
from qualcode.exchange.rules import NO_PLACE
from qualcode.exchange.table_values import Change, Kind, not_written
from qualcode.model.case import Case
from qualcode.model.written import as_written
from qualcode.pipeline.checking import Checked, ready
from qualcode.source import Document, parse_document, read_document
from qualcode.source.inserting import with_entries, with_entry
from qualcode.source.writing_yaml import in_flow


def with_changes(
    checked: Checked, changes: Sequence[Change], new_cases: Sequence[Case]
) -> tuple[Mapping[str, Document], tuple[Diagnostic, ...]]:
    """The case files as they are with changes in them; nothing is saved yet.

    Args:
        checked: the study.
        changes: values of cases; those that are there already are passed over.
        new_cases: cases that have no file yet.
    """
    study, _ = ready(checked)
    documents: dict[str, Document] = {}
    found: list[Diagnostic] = []
    files = {case.id: case.position.file for case in study.cases}
    for case in new_cases:
        file = f"{study.project.cases}/{case.group}/{case.id}.yaml"
        files[case.id] = file
        if (checked.place.root / file).exists():
            message = f"case '{case.id}' cannot be made: '{file}' is there already"
            found.append(finding(NO_PLACE, case.position, message, "look what it is"))
        documents |= _begun(case, file)
    by_case: dict[str, list[Change]] = {}
    for change in changes:
        if change.kind is not Kind.EQUAL:
            by_case.setdefault(change.case, []).append(change)
    for name, group in by_case.items():
        file = files[name]
        before = documents.get(file) or read_document(checked.place.root / file, file)[0]
        after, troubles = _changed(before, group, file)
        found += troubles
        if after is not None:
            documents[file] = after
    return documents, tuple(found)


def _begun(case: Case, file: str) -> Mapping[str, Document]:
    """The file of a new case, with nothing said of it yet."""
    document, _ = parse_document(f"case: {in_flow(case.id)}\nunit: {in_flow(case.unit)}\n", file)
    return {} if document is None else {file: document}


def _changed(
    document: Document | None, changes: Sequence[Change], file: str
) -> tuple[Document | None, list[Diagnostic]]:
    """A case file with all changes; those that it cannot take are findings."""
    found: list[Diagnostic] = []
    for group in _steps(changes):
        entries = {one.code: _entry(one) for one in group}
        section, code = group[0].section, group[0].code
        after = None
        if document is not None:
            after = (
                with_entries(document, section, entries)
                if group[0].before is None
                else with_entry(document, section, code, entries[code], replace=True)
            )
        found += [not_written(one, file) for one in group if after is None]
        document = after or document
    return document, found


def _steps(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """What is written in one step: all new values of a section, or one that goes."""
    for section in dict.fromkeys(one.section for one in changes):
        inside = [one for one in changes if one.section == section]
        new = [one for one in inside if one.kind is Kind.ADDED]
        if new:
            yield new
        yield from ([one] for one in inside if one.kind is Kind.CHANGED)


def _entry(change: Change) -> Mapping[str, object]:
    """A coding as its case is to have it; what it rests on comes after what it says."""
    said = as_written(change.after)
    last = {key: said.pop(key) for key in ("evidence",) if key in said}
    return {**said, **last}
