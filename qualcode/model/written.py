"""Values turned back into the plain data that a file would have of them."""

from collections.abc import Mapping

from qualcode.model.base import Frozen


def as_written(value: Frozen) -> dict[str, object]:
    """The data of a value, without what is as it would be anyway, and without places."""
    fields = type(value).model_fields.items()
    parts = {name: (getattr(value, name), field) for name, field in fields if not field.exclude}
    return {
        name: _plain(part)
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
