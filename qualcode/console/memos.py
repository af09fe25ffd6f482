"""Memos as text for the terminal."""

from collections.abc import Sequence

from qualcode.console.lines import wrapped
from qualcode.rules.memos import Held


def memos_as_text(memos: Sequence[Held]) -> str:
    """Each memo under a line that says when, who, and what it is about."""
    return "\n".join(line for one in memos for line in _memo(one))


def _memo(one: Held) -> list[str]:
    who_and_when = " ".join(filter(None, (one.memo.date, one.memo.coder)))
    is_elsewhere = one.case is not None and one.about != one.case.id
    place = f"{one.about} in {one.case.id}" if is_elsewhere and one.case else one.about
    head = f"{who_and_when}: on {place}" if who_and_when else f"on {place}"
    return [*wrapped(head, ""), *wrapped(" ".join(one.memo.text.split()), "    ")]
