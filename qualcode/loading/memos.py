"""Memos, read from under a code or a case."""

from qualcode.loading.shape import Path, Shaper, describe


def read_memos(shaper: Shaper, raw: object, path: Path) -> tuple[object, ...]:
    """The memos of a list, each with its place and those of its parts."""
    listed = shaper.sequence(raw, path, "'memos'")
    return tuple(_memo(shaper, item, (*path, number)) for number, item in enumerate(listed))


def _memo(shaper: Shaper, item: object, path: Path) -> object:
    if not isinstance(item, dict):
        return describe(item)
    places = {key: shaper.document.locate((*path, key)) for key in item}
    return shaper.placed(item, path, __places__=places)
