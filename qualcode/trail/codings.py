"""How what a case says of a code moved."""

from collections.abc import Iterator

from qualcode.model.base import in_language
from qualcode.model.case import Coding, Evidence
from qualcode.tables.wording import coding_in_words

_LONGEST = 60


def said_of(before: Coding | None, after: Coding | None) -> str:
    """How a coding moved, in words; empty where it did not."""
    if after is None:
        return "" if before is None else f"no longer coded (was {coding_in_words(before)})"
    if before is None:
        grounds = "; ".join(dict.fromkeys(map(_place, after.evidence)))
        said = f"coded as {coding_in_words(after)}"
        return f"{said}, evidence: {grounds}" if grounds else said
    details = [*_of_evidence(before, after), *_of_grounds(before, after)]
    if before.claim != after.claim:
        moved = f"changed from {coding_in_words(before)} to {coding_in_words(after)}"
        return ", ".join((moved, *details))
    return f"({coding_in_words(after)}): {', '.join(details)}" if details else ""


def _of_evidence(before: Coding, after: Coding) -> Iterator[str]:
    old = {_place(one): one for one in before.evidence}
    new = {_place(one): one for one in after.evidence}
    for word, found in (
        ("added", [place for place in new if place not in old]),
        ("changed", [p for p in new if p in old and _words(new[p]) != _words(old[p])]),
        ("taken out", [place for place in old if place not in new]),
    ):
        if found:
            yield f"evidence {word}: {'; '.join(found)}"


def _words(evidence: Evidence) -> tuple[object, ...]:
    return (evidence.quote, dict(evidence.says), evidence.role)


def _place(evidence: Evidence) -> str:
    """Where a ground stands; its words where it does not say where."""
    if evidence.at:
        return f"{evidence.document} {evidence.at}"
    words = evidence.quote or in_language(evidence.says, "")
    return f"{evidence.document} {quoted(words)}" if words else evidence.document


def quoted(words: str) -> str:
    """Words between quotes, on one line and not too long."""
    line = " ".join(words.split())
    return f'"{line}"' if len(line) <= _LONGEST else f'"{line[: _LONGEST - 3]}..."'


def _of_grounds(before: Coding, after: Coding) -> Iterator[str]:
    if before.basis != after.basis:
        yield f"basis changed from {before.basis} to {after.basis}"
    if dict(before.note) != dict(after.note):
        word = "taken out" if not after.note else "changed" if before.note else "added"
        yield f"note {word}"
    if after.decided is not None and before.decided != after.decided:
        yield f"decided by {after.decided.by}: {quoted(in_language(after.decided.because, ''))}"
