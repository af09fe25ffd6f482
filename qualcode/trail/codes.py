"""What moved in a codebook: its codes, the fields of its records, its typologies, and the rest."""

from collections.abc import Collection, Iterator, Mapping

from qualcode.model.base import Located
from qualcode.model.codebook import Code, Codebook, CodeValue
from qualcode.tables.moves import edit_said
from qualcode.tables.proofs import words_for
from qualcode.trail.change import Change, Kind
from qualcode.trail.memos import memo_changes
from qualcode.trail.plain import how, in_words, plain
from qualcode.typology.edits import edits

_APART = frozenset({"position", "id", "values", "memos"})
_SHOWN = frozenset(
    {"label", "theme", "scale", "role", "parent", "vocabulary", "minimum", "maximum"}
)
_ELSEWHERE = frozenset({"themes", "typologies"})
_TOLD = frozenset({"position", "id", "codes", "records", "typologies", "is_whole"})

Touched = Collection[str] | None
"""The files of a codebook that are not as they were; None where anything can have moved."""


def codebook_changes(
    before: Codebook | None,
    after: Codebook | None,
    renamed: Mapping[str, str],
    touched: Touched,
) -> Iterator[Change]:
    """What moved in a codebook.

    Args:
        before: the codebook as it was, None where there was none.
        after: the same later.
        renamed: the later names of codes, by their earlier ones.
        touched: the files that are not as they were.
    """
    if after is None or before is after:
        return
    old = {} if before is None else before.codes
    yield from _codes(old, after.codes, renamed, "code", touched)
    for name, kind in after.records.items():
        was = None if before is None else before.records.get(name)
        fields = {} if was is None else was.fields
        yield from _codes(fields, kind.fields, {}, f"field of {name}", touched)
    yield from _typologies(before, after, touched)
    if before is not None:
        yield from _rest(before, after, touched)


def _can_have_moved(one: Located, touched: Touched) -> bool:
    return touched is None or one.position.file in touched


def _codes(
    before: Mapping[str, Code],
    after: Mapping[str, Code],
    renamed: Mapping[str, str],
    word: str,
    touched: Touched,
) -> Iterator[Change]:
    earlier = {new: old for old, new in renamed.items()}
    for name, code in after.items():
        was = before.get(earlier.get(name, name))
        if was is None:
            yield Change(Kind.CREATED, f"{word} {name}", "created", "", (name,), "", name)
            continue
        if was.id != name:
            said = f"renamed from {was.id} to {name}"
            yield Change(Kind.RENAMED, word, said, "", (name,), was.id, name)
        moved = _declaration(was, code) if _can_have_moved(code, touched) else ()
        for subject, said in moved:
            yield Change(Kind.CHANGED, f"{word} {name}: {subject}", said, "", (name,))
        yield from memo_changes(was.memos, code.memos, {}, code=name)
    for name in before:
        if name not in after and name not in renamed:
            yield Change(Kind.REMOVED, f"{word} {name}", "removed", "", (name,), name)


def _declaration(before: Code, after: Code) -> Iterator[tuple[str, str]]:
    """What moved in the declaration of a code: its parts, then its values."""
    for name in Code.model_fields:
        if name in _APART:
            continue
        was, now = plain(getattr(before, name)), plain(getattr(after, name))
        if was != now:
            yield name, how(in_words(was), in_words(now), shown=name in _SHOWN)
    old, new = ({value.id: value for value in code.values} for code in (before, after))
    for name in new:
        if name not in old:
            yield f"value {name}", "added"
        else:
            yield from _value(name, old[name], new[name])
    for name in old:
        if name not in new:
            yield f"value {name}", "taken out"
    both = [name for name in old if name in new]
    if both != [name for name in new if name in old]:
        yield "values", f"reordered: {', '.join(new)}"


def _value(name: str, before: CodeValue, after: CodeValue) -> Iterator[tuple[str, str]]:
    for part in CodeValue.model_fields:
        if part not in _APART:
            was, now = plain(getattr(before, part)), plain(getattr(after, part))
            if was != now:
                said = how(in_words(was), in_words(now), shown=part in _SHOWN)
                yield f"value {name}: {part}", said


def _typologies(before: Codebook | None, after: Codebook, touched: Touched) -> Iterator[Change]:
    old = {} if before is None else before.typologies
    for name, typology in after.typologies.items():
        if before is None or name not in old:
            yield Change(Kind.CREATED, f"typology {name}", "created", "", (), "", name)
        elif _can_have_moved(typology, touched) and plain(old[name]) != plain(typology):
            words = words_for(after)
            edited = edits((old[name], before), (typology, after))
            said = "; ".join(edit_said(one, words) for one in edited)
            said = said or "changed, but not in its conditions"
            yield Change(Kind.CHANGED, f"typology {name}:", said)
    for name in old:
        if name not in after.typologies:
            yield Change(Kind.REMOVED, f"typology {name}", "removed", "", (), name)


def _rest(before: Codebook, after: Codebook, touched: Touched) -> Iterator[Change]:
    """Everything else in a codebook, by the name of its key."""
    only_elsewhere = touched is not None and all(_ELSEWHERE & {*one.split("/")} for one in touched)
    for name in ("accept",) if only_elsewhere else Codebook.model_fields:
        if name in _TOLD:
            continue
        was, now = plain(getattr(before, name)), plain(getattr(after, name))
        if was == now:
            continue
        if isinstance(was, dict) and isinstance(now, dict):
            yield from _entries(name, was, now)
        else:
            said = how(in_words(was), in_words(now), shown=name in ("version", "evidence"))
            yield Change(Kind.CHANGED, f"codebook: {name}", said)


def _entries(
    section: str, before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[Change]:
    for name in (*before, *(one for one in after if one not in before)):
        was, now = before.get(name), after.get(name)
        if was != now:
            word = "added" if was is None else "taken out" if now is None else "changed"
            yield Change(Kind.CHANGED, f"codebook: {section}: {name}", word)
