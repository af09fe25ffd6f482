"""Names that a text must not hold: those of cases that only count, and of the places they are in.

The page cannot be asked for them (see `edition`), but an author can write them, and so can a coder
in a paraphrase. What is rendered is therefore searched before it is handed on.
"""

import re
from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Location, finding
from qualcode.model.case import Case
from qualcode.model.codebook import Code, Codebook
from qualcode.model.study import Study
from qualcode.render.rules import NAMED_CASE

_SHORTEST = 3
"""Names shorter than this would be found in any text."""


def protected_names(study: Study, part: str = "") -> tuple[str, ...]:
    """The names of cases that are not listed, of where they are, and aliases of anonymous cases.

    Names that may stand in the part of the report with an id are left out.
    """
    names: dict[str, None] = {}
    for case in study.cases:
        names |= dict.fromkeys(_names(case, study.codebook, part))
    return tuple(name for name in names if len(name) >= _SHORTEST)


def _names(case: Case, codebook: Codebook, part: str) -> Iterator[str]:
    group = codebook.case_groups.get(case.group)
    if case.anonymous:
        yield from case.aliases
    if group is None or group.listed or part in group.named_in:
        return
    yield from case.label.values()
    yield from case.aliases
    for name, coding in (*case.attributes.items(), *case.codes.items()):
        code = codebook.codes.get(name)
        if code is not None and code.identifying:
            yield from _labels(code, coding.value)


def telling_names(case: Case, codebook: Codebook) -> tuple[str, ...]:
    """What an anonymous case would be known by: its aliases, and labels of identifying values."""
    names = dict.fromkeys(case.aliases)
    for name, coding in (*case.attributes.items(), *case.codes.items()):
        code = codebook.codes.get(name)
        if code is not None and code.identifying:
            names |= dict.fromkeys(_labels(code, coding.value))
    return tuple(name for name in names if case.anonymous and len(name) >= _SHORTEST)


def _labels(code: Code, value: object) -> Iterator[str]:
    for known in code.values:
        if known.id == value:
            yield from known.label.values()


_IN_TEMPLATE = "take the name out of the template, or out of the paraphrase that it comes from"
IN_DRAFT = "take the name out of the draft"


def check_names(
    text: str, study: Study, file: str, part: str, hint: str = _IN_TEMPLATE
) -> tuple[Diagnostic, ...]:
    """A finding for each protected name in a text of a part, and what to do about it.

    Args:
        text: what is to be handed on.
        study: the study, which knows the names.
        file: the template that gave the text, or the draft that it stands in.
        part: the part of the report.
        hint: what to do.
    """
    plain = text.replace("\\", "")
    found = []
    for name in protected_names(study, part):
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain)
        if match is not None:
            line = plain.count("\n", 0, match.start()) + 1
            message = f"line {line} of the text names '{name}', which must not be named here"
            found.append(finding(NAMED_CASE, Location(file), message, hint))
    return tuple(found)
