"""What a study says, without the places where it says it, so that two states can be compared."""

from collections.abc import Mapping

from qualcode.model.base import Frozen, in_language


def how(was: str, now: str, *, shown: bool) -> str:
    """How something became something else, with what it was and is, or only that it did."""
    if not was or not now:
        return "taken out" if was else f"added: {now}" if shown else "added"
    return f"changed from {was} to {now}" if shown else "changed"


def plain(value: object) -> object:
    """A value without the places that its parts stand at."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(plain(one) for one in value)
    if isinstance(value, Frozen):
        kept = (name for name, field in type(value).model_fields.items() if not field.exclude)
        return {name: plain(getattr(value, name)) for name in kept}
    return value


def in_words(value: object) -> str:
    """A plain value in words: a label in its first language; empty where there is none."""
    if isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values()):
        value = in_language(value, "")
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value in (None, (), {}) else str(value)
