"""A change that the codebook notes leads to a name that is not there.

Whoever looks for an old name is then sent to nothing.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, did_you_mean, finding
from qualcode.model.names import Book
from qualcode.model.study import Study

RULE = Rule(
    "QC141", "migration-to-nowhere", Severity.INFO, "A change of the codebook leads nowhere."
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every noted change to a name that the codebook has not, and that was not changed later."""
    book = study.codebook
    if not book.is_whole or not book.migrations:
        return
    known = {(name.kind.value, str(name)) for name in Book(book).names()}
    for i, one in enumerate(book.migrations):
        kind = "theme" if one.change == "move" else one.kind
        later = {other.name for other in book.migrations[i + 1 :]}
        for name in one.to:
            if (kind, name) not in known and not _is_or_belongs_to(name, later):
                message = f"'{one.name}' became '{name}', but there is no such {kind}"
                near = did_you_mean(name, sorted(word for what, word in known if what == kind))
                hint = near or "correct it, or note what became of it later"
                yield finding(RULE, one.position, message, hint)


def _is_or_belongs_to(name: str, later: set[str]) -> bool:
    """Whether a later change is about a name, or about what it is a name in."""
    return any(name == one or name.startswith((f"{one}=", f"{one}/")) for one in later)
