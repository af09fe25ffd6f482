"""Findings recorded at an earlier time, so that only what came later counts.

A finding is known again by its rule, its file, its message and the text of its line, so that lines
may move. Of findings that are alike in all of this, as many are known as were recorded.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.diagnostics import Diagnostic


class Recorded(NamedTuple):
    """What makes a finding the same one when lines have moved."""

    file: str
    rule: str
    message: str
    line: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings beside a baseline: which are new, which are in it, and what of it is gone."""

    new: tuple[Diagnostic, ...]
    known: tuple[Diagnostic, ...]
    gone: tuple[Recorded, ...]


def recorded(found: Diagnostic, lines: tuple[str, ...]) -> Recorded:
    """A finding as a baseline keeps it.

    Args:
        found: the finding.
        lines: the lines of its file, none if that cannot be read.
    """
    number = found.at.line - 1
    line = lines[number].strip() if number < len(lines) else ""
    return Recorded(found.at.file, found.rule, found.message, line)


def compare(found: Iterable[tuple[Diagnostic, Recorded]], baseline: Counter[Recorded]) -> Compared:
    """Findings in their order, sorted by whether a baseline has them."""
    left = Counter(baseline)
    new = []
    known = []
    for one, key in found:
        if left[key] > 0:
            left[key] -= 1
            known.append(one)
        else:
            new.append(one)
    return Compared(tuple(new), tuple(known), tuple(sorted(left.elements())))
