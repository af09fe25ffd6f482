"""A study as a folder for a data archive: whole or not at all, and the same for the same study."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.diagnostics import Diagnostic, Misuse, finding, in_order
from qualcode.exchange.deposit import MANIFEST, README, file_name, manifest, readme
from qualcode.exchange.placing import place_files
from qualcode.exchange.rules import TELLING
from qualcode.exchange.shareable import has_no_consent, is_withheld, shareable
from qualcode.model.case import Case, Coding
from qualcode.model.codebook import Code
from qualcode.model.study import Study
from qualcode.pipeline import classify
from qualcode.pipeline.checking import Checked, ready
from qualcode.pipeline.table_files import plain_csv
from qualcode.pipeline.verifying import codebook_hash
from qualcode.render.protection import telling_names
from qualcode.tables.case_by_code import case_table, coded_or_derived
from qualcode.tables.codebook_table import codebook_table
from qualcode.tables.codebook_text import codebook_as_markdown
from qualcode.tables.long_tables import coding_table, passage_table
from qualcode.tables.marks import WITHHELD, Naming
from qualcode.tables.record_table import record_table
from qualcode.tables.typed import TypedTable
from qualcode.tables.verdict_list import verdict_list
from qualcode.typology.ask import Questions

_DOCUMENT_COLUMNS = ("file", "case", "document", "label", "kind", "date", "consent")


@dataclass(frozen=True, slots=True)
class Deposited:
    """The files that were written, or what stands in the way; remarks say what was left out."""

    files: tuple[str, ...]
    findings: tuple[Diagnostic, ...] = ()
    remarks: tuple[str, ...] = ()


def deposit(checked: Checked, folder: Path, language: str, *, with_documents: bool) -> Deposited:
    """Write the folder.

    Nothing is written while the study has errors, or a text names what must not be named.

    Raises:
        Misuse: the study cannot be read, or the folder cannot take it.
    """
    study, _ = ready(checked)
    if checked.has_errors:
        raise Misuse("the study has errors; correct them before it is deposited")
    naming = Naming(labels=False, language=language)
    tables = _tables(checked, study, naming)
    documents = tuple(_documents(checked.sound)) if with_documents else ()
    if documents:
        tables["documents.csv"] = TypedTable(
            "documents", _DOCUMENT_COLUMNS, tuple(_document_row(one) for one in documents)
        )
    found = in_order(_telling(checked.sound, study, tables, documents))
    if found:
        return Deposited((), found)
    files = {name: plain_csv(table) for name, table in tables.items()}
    files |= {one.file: one.text.encode() for one in documents}
    files["codebook.md"] = codebook_as_markdown(study.codebook, language).encode()
    files[README] = readme(study, language, codebook_hash(checked.place, study), tables).encode()
    files[MANIFEST] = manifest(files).encode()
    place_files(folder, files)
    left_out = _left_out(checked.sound) if with_documents else ()
    return Deposited(tuple(sorted(files)), remarks=left_out)


def _tables(checked: Checked, study: Study, naming: Naming) -> dict[str, TypedTable]:
    book = study.codebook
    cases = tuple(shareable(case, book) for case in checked.sound)
    originals = {case.id: case for case in checked.sound}
    ask = coded_or_derived(Questions(book))

    def read(case: Case, code: Code) -> Coding | None:
        if code.derived is None:
            return case.coding(code.id)
        hides = is_withheld(case, code)
        return Coding(value=WITHHELD) if hides else ask(originals[case.id], code)

    tables: dict[str, TypedTable] = {}
    for unit in book.units:
        if any(case.unit == unit for case in cases):
            name = file_name(f"cases-{unit}", ".csv", tuple(tables))
            tables[name] = case_table(cases, unit, book, naming, read)
    for group in book.records:
        if any(group in case.records for case in cases):
            name = file_name(f"records-{group}", ".csv", tuple(tables))
            tables[name] = record_table(cases, group, book, naming)
    return {
        **tables,
        "codings.csv": coding_table(cases, book, naming),
        "passages.csv": passage_table(cases, book, naming),
        "verdicts.csv": verdict_list(classify(checked), naming),
        "codebook.csv": codebook_table(book, naming.language),
    }


@dataclass(frozen=True, slots=True)
class _Document:
    """A document of a case that may be given away, with the name of its file in the folder."""

    file: str
    case: Case
    id: str
    text: str


def _documents(cases: Sequence[Case]) -> Iterator[_Document]:
    number = 0
    for case in cases:
        for one in case.documents.values():
            if one.text is not None and not has_no_consent(case, one.id):
                number += 1
                ending = Path(one.file).suffix
                yield _Document(f"documents/{number:04}{ending}", case, one.id, one.text)


def _document_row(one: _Document) -> tuple[str, ...]:
    said = one.case.documents[one.id]
    label = said.label.get("", "") or next(iter(said.label.values()), "")
    return one.file, one.case.id, one.id, label, said.kind, said.date, said.consent


def _left_out(cases: Sequence[Case]) -> tuple[str, ...]:
    return tuple(
        f"left out, because no consent is recorded: document '{one.id}' of case '{case.id}'"
        for case in cases
        for one in case.documents.values()
        if one.has_file and has_no_consent(case, one.id)
    )


def _telling(
    cases: Sequence[Case],
    study: Study,
    tables: Mapping[str, TypedTable],
    documents: Sequence[_Document],
) -> Iterator[Diagnostic]:
    """A finding for each file that would name an anonymous case."""
    for case in cases:
        for name in telling_names(case, study.codebook):
            texts = {file: _text_about(case, table) for file, table in tables.items()}
            texts |= {one.file: one.text for one in documents if one.case.id == case.id}
            for file, text in texts.items():
                if name.casefold() in text.casefold():
                    message = f"'{file}' would name '{name}', but case '{case.id}' is anonymous"
                    hint = "take the name out of the case's texts, or leave the documents out"
                    yield finding(TELLING, case.position, message, hint)


def _text_about(case: Case, table: TypedTable) -> str:
    rows = (row for row in table.rows if case.id in row)
    return "\n".join(str(cell) for row in rows for cell in row)
