"""The part of the project file that says which findings count."""

from collections.abc import Iterable, Iterator

from qualcode.loading.shape import WRONG_KIND, Path, Raw, Shaper, describe, field_names
from qualcode.model.base import POSITION
from qualcode.model.checks import Checks

KEYS = field_names(Checks)


def read_checks(shaper: Shaper, raw: object) -> Raw:
    """What stands under `checks:`, in which each name knows its place."""
    path: Path = ("checks",)
    body = dict(shaper.mapping(raw, path, "'checks'") or {})
    for key in ("select", "ignore"):
        if key in body:
            items = shaper.sequence(body[key], (*path, key), f"'{key}'")
            body[key] = tuple(_names(shaper, items, (*path, key)))
    if "severity" in body:
        place = (*path, "severity")
        weights = shaper.mapping(body["severity"], place, "'severity'") or {}
        body["severity"] = {
            name: {
                "name": name,
                "severity": weight,
                POSITION: shaper.document.locate((*place, name), key=True),
            }
            for name, weight in weights.items()
        }
    return shaper.placed(body, path)


def _names(shaper: Shaper, items: Iterable[object], path: Path) -> Iterator[Raw]:
    for number, item in enumerate(items):
        place = (*path, number)
        if isinstance(item, str):
            yield {"name": item, POSITION: shaper.document.locate(place)}
        else:
            message = f"a rule is named by text, found {describe(item)}"
            hint = "write its id, its name, or the beginning of the ids of a family"
            shaper.say(WRONG_KIND, place, message, hint)
