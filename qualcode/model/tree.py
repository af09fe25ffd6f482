"""The tree of codes: what stands below what, and which passages are about a theme or a code."""

from collections.abc import Iterator, Mapping, Sequence

from qualcode.model.anchor import Passage
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook


def children(codebook: Codebook) -> Mapping[str, Sequence[str]]:
    """The codes directly below each code that has any, in the codebook's order."""
    below: dict[str, list[str]] = {}
    for code in codebook.codes.values():
        if code.parent is not None:
            below.setdefault(code.parent, []).append(code.id)
    return below


def with_below(code: str, below: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A code and all below it, parents first; each once, even if the tree bites its tail."""
    found: dict[str, None] = {}
    waiting = [code]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting += reversed(below.get(name, ()))
    return tuple(found)


def codes_about(topic: str, codebook: Codebook) -> tuple[str, ...]:
    """The codes of a theme, or a code and all below it; none where there is no such name."""
    if topic in codebook.themes:
        return tuple(code.id for code in codebook.codes.values() if code.theme == topic)
    return with_below(topic, children(codebook)) if topic in codebook.codes else ()


def passages_about(case: Case, topic: str, codebook: Codebook) -> Iterator[Passage]:
    """The passages of a case that have a code of a theme, or a code or one below it."""
    codes = frozenset(codes_about(topic, codebook))
    return (passage for passage in case.passages if not codes.isdisjoint(passage.codes))
