"""What was collected into a case, in a line each."""

from collections.abc import Iterator

from qualcode.collecting.matching import Compared
from qualcode.model.anchor import Passage
from qualcode.model.case import Case

_LONGEST = 50


def told(case: Case, compared: Compared, *, prune: bool) -> Iterator[str]:
    """What is new, changed and missing, then how much that is."""
    for item in compared.new:
        yield f"new: {_codes(item.codes, item.coder)} on {_words(item.passage())}"
    for note in compared.notes:
        yield f"memo: '{_cut(note.item.memo)}' about '{note.about}', {_words(note.item.passage())}"
    for one in compared.changed:
        parts = [f"+{code}" for code in one.more]
        if prune:
            parts += [f"-{code}" for code in one.fewer]
        if one.new_id:
            parts.append(f"#{one.new_id}")
        if parts:
            yield f"changed: {' '.join(parts)} on {_words(one.passage)}"
        if one.fewer and not prune:
            yield f"kept: {_codes(one.fewer, one.passage.coder)} on {_words(one.passage)}"
    word = "removed" if prune else "kept"
    for passage in (case.passages[number] for number in compared.missing):
        named = passage.codes or ((f"#{passage.id}",) if passage.id else ())
        yield f"{word}: {_codes(named, passage.coder)} on {_words(passage)}"
    yield from _counts(compared, prune=prune)


def _counts(compared: Compared, *, prune: bool) -> Iterator[str]:
    kept = len(compared.missing) + sum(bool(one.fewer) for one in compared.changed)
    counts = [_counted(len(compared.new), "new passage")]
    if compared.notes:
        counts.append(_counted(len(compared.notes), "new memo"))
    counts.append(f"{len(compared.paired)} there already")
    if compared.changed:
        counts.append(f"{len(compared.changed)} of them coded otherwise")
    yield ", ".join(counts)
    if kept and not prune:
        files = "what the files do not have any more is kept; remove it with --prune"
        yield files


def _codes(codes: tuple[str, ...], coder: str) -> str:
    return f"{', '.join(codes) or 'no code'}{f' ({coder})' if coder else ''}"


def _words(passage: Passage) -> str:
    return f"'{_cut(passage.quote)}' in {passage.document}"


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 3]}..."


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
