"""A filled checklist as text that fits the terminal."""

from collections.abc import Iterator

from qualcode.console.lines import wrapped
from qualcode.tables.checklists import Told


def checklist_as_text(checklist: Told) -> str:
    """The summary, then each group with its items and what is said of them."""
    return "\n".join(_lines(checklist))


def _lines(checklist: Told) -> Iterator[str]:
    yield from wrapped(checklist.summary, "")
    group = ""
    for item in checklist.items:
        if item.group != group:
            group = item.group
            yield from ("", *wrapped(group, ""))
        yield from wrapped(item.head, "  ")
        yield from wrapped(item.asks, "      ")
        for answer in item.answers:
            if answer.label:
                yield from wrapped(f"{answer.label}:", "      ")
            for line in answer.lines:
                yield from wrapped(f"- {line}", "        " if answer.label else "      ")
    if checklist.note:
        yield from ("", *wrapped(checklist.note, ""))
