"""How the study was made, read from a file of its own in the codebook's folder."""

from collections.abc import Collection

from pydantic import TypeAdapter

from qualcode.diagnostics import did_you_mean
from qualcode.loading.facts import check_source
from qualcode.loading.shape import UNKNOWN_KEY, Raw, Shaper, field_names
from qualcode.loading.standards import aspects
from qualcode.model.base import Frozen, Source
from qualcode.model.method import Method, StatedIn

FILE = "methods.yaml"
KEYS = ("methods", *field_names(Method, StatedIn, Source))

_METHOD = TypeAdapter(Method)


class _Header(Frozen):
    """The keys of a methods file; its entries are read one by one."""


_FILE = TypeAdapter(_Header)


def read_methods(shaper: Shaper, documents: Collection[str]) -> dict[str, Method]:
    """The methods of a file; what is wrong with them is kept in the shaper.

    Args:
        shaper: reads the file.
        documents: the ids of the documents that a source may name.
    """
    raw = shaper.mapping(shaper.document.data, (), "a methods file") or {}
    shaper.build(_FILE, {key: value for key, value in raw.items() if key != "methods"}, ())
    methods = {}
    for name, body, path in shaper.entries(raw.get("methods"), ("methods",), "'methods'"):
        if name not in aspects():
            hint = did_you_mean(name, aspects()) or "docs/checklists.md lists all that can be said"
            message = f"nothing is called '{name}' in the methods of a study"
            shaper.say(UNKNOWN_KEY, path, message, hint, key=True)
            continue
        check_source(shaper, body, path, documents)
        method = shaper.build(_METHOD, _stated(shaper, body, (*path, "stated_in")), path)
        if method is not None:
            methods[name] = method
    return methods


def _stated(shaper: Shaper, body: Raw, path: tuple[str | int, ...]) -> Raw:
    """An entry whose place in the report knows where it is written; a chapter may be a number."""
    stated = body.get("stated_in")
    if not isinstance(stated, dict):
        return body
    part = stated.get("part")
    is_number = isinstance(part, int) and not isinstance(part, bool)
    written = {**stated, "part": str(part)} if is_number else stated
    return {**body, "stated_in": shaper.placed(written, path)}
