"""A coder's file is named after another coder than it says.

Whoever copies a colleague's file to start their own, and changes only half of it, gives their
values to the colleague.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.study import Study

RULE = Rule(
    "QC342", "coder-and-file-name", Severity.ERROR, "A coder's file is named after someone else."
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every coder's file whose name is not that of its coder."""
    for case in study.cases:
        for codings in case.codings:
            name = PurePosixPath(codings.position.file).stem
            if name != codings.coder:
                message = f"the file is named after '{name}', but its coder is '{codings.coder}'"
                hint = f"rename the file to '{codings.coder}.yaml', or write 'coder: {name}'"
                yield finding(RULE, codings.coder_position, message, hint)
