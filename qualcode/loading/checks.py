"""The part of the project file that says which findings count."""

from qualcode.loading.shape import Path, Raw, Shaper, field_names
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
            body[key] = tuple(
                {"name": item, POSITION: shaper.document.locate((*path, key, number))}
                for number, item in enumerate(items)
            )
    if "severity" in body:
        place = (*path, "severity")
        weights = shaper.mapping(body["severity"], place, "'severity'") or {}
        body["severity"] = tuple(
            {
                "name": name,
                "severity": weight,
                POSITION: shaper.document.locate((*place, name), key=True),
            }
            for name, weight in weights.items()
        )
    return shaper.placed(body, path)
