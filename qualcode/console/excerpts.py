"""Excerpts as text: where each one is from, and its words with what stands around them."""

from collections.abc import Iterator, Sequence

from qualcode.console.lines import wrapped
from qualcode.query.excerpts import Kind
from qualcode.tables.excerpts import Shown, source_of


def excerpts_as_text(found: Sequence[Shown]) -> str:
    """Each excerpt: its place, who speaks, its codes; then its words, marked in their context."""
    return "\n".join(line for one in found for line in _excerpt(one))


def _excerpt(one: Shown) -> Iterator[str]:
    excerpt = one.excerpt
    speakers = f" ({', '.join(one.speakers)})" if one.speakers else ""
    codes = f" [{', '.join(excerpt.codes)}]" if excerpt.codes else ""
    coder = f" {excerpt.coder}" if excerpt.coder else ""
    yield from wrapped(f"{source_of(one)}{speakers}{codes}{coder}", "")
    if excerpt.kind is Kind.PARAPHRASE:
        yield from wrapped(f"(paraphrase) {one.words}", "    ")
        return
    before = f"... {one.before}" if one.before else ""
    after = f"{one.after} ..." if one.after else ""
    yield from wrapped(f"{before}«{one.words}»{after}", "    ")


def summed_up(found: Sequence[Shown], left_open: int) -> str:
    """How many excerpts were found, in how many cases, and how many more there might be."""
    cases = len({one.excerpt.case.id for one in found})
    said = f"{_number(len(found), 'excerpt')} in {_number(cases, 'case')}" if found else ""
    said = said or "nothing found"
    if left_open:
        more = f"{_number(left_open, 'more excerpt' if found else 'excerpt')} might belong"
        said += f"; {more}, but what is known of the case or the speaker leaves it open"
    return "\n".join(wrapped(said, ""))


def _number(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
