"""A passage has a code that takes a value.

Which value the passage speaks for is not said; counts of passages would mix all of them.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.codebook import Scale
from qualcode.model.study import Study

RULE = Rule("QC304", "code-of-passage", Severity.ERROR, "A passage has a code that takes a value.")


def check(study: Study) -> Iterator[Diagnostic]:
    """Every code of a passage whose scale is not presence."""
    codes = study.codebook.codes
    for case in study.cases:
        for passage in case.passages:
            for name, at in zip(passage.codes, passage.code_positions, strict=True):
                code = codes.get(name)
                if code is not None and code.scale is not Scale.PRESENCE:
                    message = f"code '{name}' takes a value ({code.scale}), so it cannot be applied"
                    hint = (
                        f"give the passage an 'id:' and cite it where '{name}' is coded: "
                        "'evidence: [{passage: ...}]'"
                    )
                    yield finding(RULE, at, f"{message} to a passage", hint)
