"""Values turned back into the plain data that a file would have of them."""

from collections.abc import Mapping

from qualcode.model.base import Frozen


def as_written(value: Frozen) -> dict[str, object]:
    """The data of a value, without what is as it would be anyway."""
    return {key: _plain(part) for key, part in value.model_dump(exclude_defaults=True).items()}


def _plain(part: object) -> object:
    if isinstance(part, Mapping):
        if list(part) == [""]:
            return part[""]  # a text that holds in every language
        return {key: _plain(inner) for key, inner in part.items()}
    return [_plain(inner) for inner in part] if isinstance(part, list | tuple) else part
