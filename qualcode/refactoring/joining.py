"""Two codings of one case that become one: what is coded, on the evidence of both."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from qualcode.model.case import Coding
from qualcode.model.condition import UNKNOWN
from qualcode.source.writing_yaml import in_flow

Raw = Mapping[str, object]
_VALUE_KEYS = ("value", "any_of", "at_least", "at_most", "complete")


class Keep(StrEnum):
    """What counts where a case has both codes, with different values."""

    NEITHER = "neither"
    GONE = "gone"
    KEPT = "kept"
    BOTH = "both"


def joined(gone: tuple[str, object], kept: object, keep: Keep) -> object | None:
    """The coding that two become; None where it has to be said first which of them counts.

    What the one that goes said besides, and whatever does not count, is put into the note.

    Args:
        gone: the code that goes, and its coding as it is written.
        kept: the coding of the code that stays.
        keep: which value counts where they differ.
    """
    code, raw = gone
    leaving, staying = _long(raw), _long(kept)
    if _claim(leaving) == _claim(staying):
        counts: Raw | None = _part(staying, _VALUE_KEYS)
    else:
        counts = _counting(leaving, staying, keep)
    if counts is None:
        return None
    whole = {**counts, **{key: v for key, v in staying.items() if key not in _VALUE_KEYS}}
    return _short(_annotated(whole, _lost(code, leaving, staying, whole), leaving))


def value_said(raw: object) -> str:
    """The value of a coding, in the words of the file."""
    return in_flow(_short(_part(_long(raw), _VALUE_KEYS)))


def _counting(leaving: Raw, staying: Raw, keep: Keep) -> Raw | None:
    """What is coded where the two differ."""
    if keep is Keep.BOTH:
        return _both(staying, leaving)
    chosen = {Keep.GONE: leaving, Keep.KEPT: staying}.get(keep)
    return None if chosen is None else _part(chosen, _VALUE_KEYS)


def _both(one: Raw, other: Raw) -> Raw | None:
    """All members of two sets, or one of all values; None where there is no way to write it."""
    values = [_values(raw) for raw in (one, other)]
    if any(value is None for value in values):
        return None
    either = list(dict.fromkeys(v for value in values for v in value or ()))
    lists = [isinstance(raw.get("value"), list) for raw in (one, other)]
    if not any(lists):
        return {"any_of": either}
    if not all(lists):
        return None
    is_open = any(raw.get("complete") is False for raw in (one, other))
    return {"value": either, "complete": False} if is_open else {"value": either}


def _values(raw: Raw) -> Sequence[object] | None:
    """The values that a coding names; None where it names none."""
    value = raw.get("any_of", raw.get("value"))
    if value is None or value == UNKNOWN:
        return None
    return value if isinstance(value, list) else [value]


def _lost(code: str, leaving: Raw, staying: Raw, whole: Raw) -> Iterator[str]:
    """What would be lost of both codings, in the words of the file."""
    said = {
        key: value
        for key, value in leaving.items()
        if key not in ("evidence", "note") and key not in _claimed(leaving, whole)
        if whole.get(key) != value
    }
    if said:
        yield f"{code}: {in_flow(_short(said))}"
    if not _claimed(staying, whole):
        yield value_said(staying)


def _claimed(raw: Raw, whole: Raw) -> Sequence[str]:
    """The keys of a coding's value, where that is what is coded now or one of what is."""
    values, now = _values(raw), _values(whole)
    is_part = "any_of" in whole or isinstance(whole.get("value"), list)
    is_in = values is not None and now is not None and set(values) <= set(now)
    is_there = (is_part and is_in and "any_of" not in raw) or _claim(raw) == _claim(whole)
    return _VALUE_KEYS if is_there else ()


def _annotated(whole: Raw, lost: Iterator[str], leaving: Raw) -> Raw:
    """A coding with the evidence and the note of another, and what would be lost."""
    evidence = [*_listed(whole.get("evidence"))]
    evidence += [one for one in _listed(leaving.get("evidence")) if one not in evidence]
    notes = [whole["note"]] if "note" in whole else []
    notes += [leaving["note"]] if "note" in leaving and leaving["note"] not in notes else []
    note = _together([*notes, *lost])
    result = {**whole, "evidence": evidence} if evidence else dict(whole)
    return {**result, "note": note} if note else result


def _together(notes: Sequence[object]) -> object:
    """Notes as one, in each language that any of them is in."""
    languages = dict.fromkeys(key for note in notes if isinstance(note, dict) for key in note)
    if not languages:
        return "; ".join(map(str, notes))
    return {key: "; ".join(_in(note, key) for note in notes if _in(note, key)) for key in languages}


def _in(note: object, language: str) -> str:
    return str(note.get(language, "")) if isinstance(note, dict) else str(note)


def _claim(raw: Raw) -> object:
    said = {key: tuple(v) if isinstance(v, list) else v for key, v in raw.items()}
    return Coding.model_validate(_part(said, _VALUE_KEYS)).claim


def _part(raw: Raw, keys: Sequence[str]) -> Raw:
    return {key: value for key, value in raw.items() if key in keys}


def _listed(raw: object) -> Sequence[object]:
    return raw if isinstance(raw, list) else [] if raw is None else [raw]


def _long(raw: object) -> Raw:
    return raw if isinstance(raw, dict) else {"value": raw}


def _short(raw: Raw) -> object:
    return raw["value"] if [*raw] == ["value"] else raw
