"""A derived code is computed from itself, directly or through other codes.

It has no value then, and nothing that rests on it can be decided.
"""

from collections.abc import Iterator

from qualcode.diagnostics import Diagnostic, Rule, Severity, finding
from qualcode.model.codebook import Codebook
from qualcode.model.condition import Comparison, leaves
from qualcode.model.study import Study
from qualcode.model.walk import derivation_conditions

RULE = Rule(
    "QC105",
    "circular-derivation",
    Severity.ERROR,
    "A derived code is computed from itself.",
)


def check(study: Study) -> Iterator[Diagnostic]:
    """Every circle, once, at the first of its codes."""
    book = study.codebook
    known: set[str] = set()
    for name, code in book.codes.items():
        path = () if name in known else _way_back(name, name, book, ())
        if code.derived is not None and path:
            known.update(path)
            message = f"code '{name}' is computed from itself: {' -> '.join((name, *path))}"
            yield finding(RULE, code.derived.position, message, "take one of these steps out")


def _way_back(
    start: str, here: str, book: Codebook, seen: tuple[str, ...]
) -> tuple[str, ...] | None:
    for name in _inputs(here, book):
        if name == start:
            return (*seen, name)
        if name not in seen and name in book.codes:
            found = _way_back(start, name, book, (*seen, name))
            if found:
                return found
    return None


def _inputs(name: str, book: Codebook) -> Iterator[str]:
    code = book.codes[name]
    if code.derived is not None and code.derived.bands is not None:
        yield code.derived.bands.of
    for condition in derivation_conditions(code):
        yield from (leaf.code for leaf in leaves(condition) if isinstance(leaf, Comparison))
