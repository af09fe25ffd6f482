"""Values turned back into the plain data that a file would have of them."""

from collections.abc import Mapping

from qualcode.model.anchor import Anchor
from qualcode.model.base import Frozen
from qualcode.model.case import Evidence


def as_written(value: Frozen) -> dict[str, object]:
    """The data of a value, without what is as it would be anyway, and without places.

    Evidence that cites a passage has no words of its own.
    """
    cites = isinstance(value, Evidence) and bool(value.passage)
    fields = {
        name: field
        for name, field in type(value).model_fields.items()
        if not field.exclude and not (cites and name in Anchor.model_fields)
    }
    parts = {name: (getattr(value, name), field) for name, field in fields.items()}
    return {
        field.alias or name: _plain(part)
        for name, (part, field) in parts.items()
        if part != field.get_default(call_default_factory=True)
    }


def _plain(part: object) -> object:
    if isinstance(part, Frozen):
        return as_written(part)
    if isinstance(part, Mapping):
        if list(part) == [""]:
            return part[""]  # a text that holds in every language
        return {key: _plain(inner) for key, inner in part.items()}
    return [_plain(inner) for inner in part] if isinstance(part, tuple) else part
