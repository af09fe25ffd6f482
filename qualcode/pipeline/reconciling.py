"""Disagreements between coders, and decisions on them written into the cases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.diagnostics import Diagnostic, Misuse, in_order
from qualcode.loading.decisions import read_decisions
from qualcode.model.case import Case, Coding, Evidence
from qualcode.model.consensus import distinct, own_passages, sheets_of
from qualcode.model.decision import Settled
from qualcode.model.study import Study
from qualcode.model.written import as_written
from qualcode.pipeline import no_such
from qualcode.pipeline.checking import Checked, errors, ready
from qualcode.pipeline.output import save_documents
from qualcode.render.writing import replace_file
from qualcode.rules import check_cases
from qualcode.rules.decisions import incomplete, is_there, no_place, settled_before
from qualcode.source import Document, read_document
from qualcode.source.inserting import with_entry
from qualcode.tables.reconciliation import Disagreement, decisions_to_fill_in, disagreements


@dataclass(frozen=True, slots=True)
class Applied:
    """What was written, or why nothing was: all decisions are written, or none."""

    settled: tuple[Settled, ...]
    files: tuple[str, ...]
    left_open: int
    findings: tuple[Diagnostic, ...]


def unsettled(checked: Checked, case: str | None) -> tuple[Disagreement, ...]:
    """What coders disagree on and nobody has settled, in one case or in all.

    Raises:
        Misuse: the study cannot be read, or has no such case.
    """
    from_all = ready(checked)[0].cases
    if case is None:
        return disagreements(checked.sound)
    known = [one.id for one in from_all]
    if case not in known:
        raise Misuse(no_such("case", case, known))
    return disagreements([one for one in from_all if one.id == case])


def write_decisions(found: Sequence[Disagreement], target: Path, language: str) -> None:
    """A new file of decisions to fill in.

    Raises:
        Misuse: the file is there already, or cannot be written.
    """
    if target.exists():
        raise Misuse(f"'{target}' is there already and was left alone; choose another name")
    text = decisions_to_fill_in(found, target.name, language)
    try:
        replace_file(target, text.encode())
    except OSError as error:
        raise Misuse(f"'{target}' cannot be written: {error.strerror}") from None


def apply_decisions(checked: Checked, path: Path, today: str) -> Applied:
    """The decisions of a file written into the cases, each with who decided, when and why.

    Raises:
        Misuse: the study cannot be read, or there is no such file.
    """
    study, _ = ready(checked)
    if not path.is_file():
        raise Misuse(f"there is no file '{path}'")
    file = path.resolve()
    root = checked.place.root
    name = file.relative_to(root) if file.is_relative_to(root) else file
    decisions = read_decisions(file, name.as_posix())
    cases = {case.id: case for case in study.cases}
    found = [*decisions.found, *incomplete(decisions.settled, study.cases)]
    settled = [
        _completed(one, cases[one.case], today)
        for one in decisions.settled
        if one.case in cases and not is_there(one, next(sheets_of(cases[one.case])))
    ]
    for one in settled:
        found += _wrong(one, cases[one.case], study)
    texts: Mapping[str, Document] = {}
    if not errors(found):
        texts, troubles = _written(settled, cases, root)
        found += troubles
    if errors(found):
        return Applied((), (), decisions.left_open, in_order(found))
    save_documents(root, texts)
    return Applied(tuple(settled), tuple(texts), decisions.left_open, in_order(found))


def _completed(one: Settled, case: Case, today: str) -> Settled:
    """A decision with the date, and the evidence of those who gave its value."""
    update: dict[str, object] = {"date": one.date or today}
    joint = case.coding(one.code)
    if not one.coding.evidence and joint is not None:
        given = joint.given or _given(case, one.code)
        same = [said for said in given.values() if said.claim == one.coding.claim]
        evidence = distinct(each for said in same for each in said.evidence)
        evidence = tuple(_standing_alone(each, case) for each in evidence)
        update["coding"] = one.coding.model_copy(update={"evidence": evidence})
    return one.model_copy(update=update)


def _standing_alone(evidence: Evidence, case: Case) -> Evidence:
    """Evidence as the case's file can have it: it cannot cite a passage of a coder's file."""
    can_cite = any(passage.id == evidence.passage for passage in own_passages(case))
    return evidence if can_cite else evidence.model_copy(update={"passage": ""})


def _given(case: Case, code: str) -> Mapping[str, Coding]:
    """What each coder says of a code that the case's own file has a value of."""
    said = ((codings.coder, codings.coding(code)) for codings in case.codings)
    return {coder: coding for coder, coding in said if coding is not None}


def _wrong(one: Settled, case: Case, study: Study) -> Iterator[Diagnostic]:
    """What a decision would be reproached for if it stood in its case."""
    written = next(sheets_of(case))
    yield from settled_before(one, written)
    alone = written.model_copy(
        update={
            "position": one.position,
            "attributes": {},
            "codes": {one.code: one.coding},
            "records": {},
            "possible_duplicate_of": None,
            "codings": (),
        }
    )
    code = study.codebook.codes.get(one.code)
    if code is not None and code.role == "attribute":
        alone = alone.model_copy(update={"attributes": alone.codes, "codes": {}})
    by_itself = Study(project=study.project, codebook=study.codebook, cases=(alone,))
    about = {one.coding.position, one.coding.value_position}
    about |= {evidence.position for evidence in one.coding.evidence}
    yield from (found for found in check_cases(by_itself) if found.at in about)


def _written(
    settled: Sequence[Settled], cases: Mapping[str, Case], root: Path
) -> tuple[Mapping[str, Document], list[Diagnostic]]:
    """The case files as they are with the decisions in them; nothing is saved yet."""
    documents: dict[str, Document] = {}
    found: list[Diagnostic] = []
    for one in settled:
        written = next(sheets_of(cases[one.case]))
        file = written.position.file
        document = documents.get(file) or read_document(root / file, file)[0]
        section = "attributes" if one.code in written.attributes else "codes"
        after = document and with_entry(
            document, section, one.code, _entry(one), replace=one.replace
        )
        if after is None:
            found.append(no_place(one, written))
        else:
            documents[file] = after
    return documents, found


def _entry(one: Settled) -> Mapping[str, object]:
    """The coding as its case is to have it; what it rests on comes after what it says."""
    said = as_written(one.coding)
    last: dict[str, object] = {k: said.pop(k) for k in ("evidence", "note") if k in said}
    decided = {"by": one.by, "date": one.date, "because": one.because}
    return {**said, **last, "decided": decided}
