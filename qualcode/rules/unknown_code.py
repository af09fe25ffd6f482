"""A case codes something that the codebook does not have.

The value would count nowhere: not in a table, not in a type, and nobody would miss it.
"""

from collections.abc import Iterator

from qualcode.diagnostics import (
    Diagnostic,
    Rule,
    Severity,
    did_you_mean,
    finding,
    renaming,
    respelling,
    with_fix,
)
from qualcode.model.names import Kind, Name
from qualcode.model.naming import canonical, code_names
from qualcode.model.study import Study
from qualcode.model.succession import now_called, what_became

RULE = Rule("QC201", "unknown-code", Severity.ERROR, "A case uses a code not in the codebook.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every code, attribute or record field that is not in the codebook, also of passages."""
    book = study.codebook
    if not book.is_whole:
        # The code may be in the file that could not be read.
        return
    for case in study.sheets:
        for name, coding, code, section, record in study.coded(case):
            if code is not None:
                continue
            known = book.records[section].fields if record else book.codes
            what = (
                f"{section} have no field '{name}'"
                if record
                else f"code '{name}' is not in the codebook"
            )
            old = Name(Kind.CODE, name, section if record else "")
            meant = canonical(name, code_names(known)) or now_called(book, old)
            near = f"did you mean '{meant}'?" if meant else did_you_mean(name, known)
            hint = what_became(book, old) or near or "delete it, or declare it in the codebook"
            fix = renaming(coding.position, name, meant)
            yield with_fix(finding(RULE, coding.position, what, hint), fix)
        for passage in case.passages:
            for name, at in zip(passage.codes, passage.code_positions, strict=True):
                if name not in book.codes:
                    message = f"code '{name}' is not in the codebook"
                    old = Name(Kind.CODE, name)
                    meant = canonical(name, code_names(book.codes)) or now_called(book, old)
                    near = f"did you mean '{meant}'?" if meant else did_you_mean(name, book.codes)
                    near = what_became(book, old) or near
                    fix = respelling(at, name, meant)
                    yield with_fix(finding(RULE, at, message, near), fix)
