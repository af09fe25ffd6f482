"""Codings are by somebody whom the codebook does not name as a coder.

A slip in a name makes one coder two, and their agreement a fiction.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean, finding
from qualcode.model.codebook import Codebook
from qualcode.model.consensus import own_passages
from qualcode.model.names import Kind, Name
from qualcode.model.study import Study
from qualcode.model.succession import what_became

RULE = Rule("QC341", "unknown-coder", Severity.ERROR, "Codings by a coder not in the codebook.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every coder's file, and every passage of a case, whose coder the codebook does not declare.

    A codebook that declares no coders leaves it to the passages to name them.
    """
    known = study.codebook.coders
    for case in study.cases:
        for codings in case.codings:
            yield from _unless_known(codings.coder, codings.coder_position, study.codebook)
        for passage in own_passages(case) if known else ():
            if passage.coder:
                yield from _unless_known(passage.coder, passage.place_of("coder"), study.codebook)


def _unless_known(coder: str, at: Location, book: Codebook) -> Iterator[Diagnostic]:
    if coder not in book.coders:
        message = f"there is no coder '{coder}' in the codebook"
        was = what_became(book, Name(Kind.CODER, coder))
        hint = was or did_you_mean(coder, book.coders)
        yield finding(RULE, at, message, hint or f"add '{coder}: {{label: ...}}' under 'coders:'")
