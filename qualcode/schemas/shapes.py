"""What the values of `model` look like in a file, as JSON Schema (draft 7).

pydantic says which keys a model takes; the modules beside this one add the short forms that
`loading` reads, and take out what it fills in itself.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TypeGuard
from urllib.parse import quote, unquote

from qualcode.model.base import Frozen

Schema = Mapping[str, object]
"""A JSON Schema, or a part of one; it is never changed once it is made."""

Definitions = Mapping[str, Schema]

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest draft that the language servers of all common editors document."""

GENERATED = "Written by 'qualcode codebook schema'; changes here are lost when it runs again."

TEXT: Schema = {"type": "string"}
NOTHING: Schema = {"type": "null"}
NEVER: Schema = {"type": "null", "not": NOTHING}
"""What fits nothing; editors give a reason where `type` is broken, but not for `not` alone."""
LABEL: Schema = {"type": ["string", "object"], "additionalProperties": TEXT}
"""A text, or one in each language."""
SCALAR: Schema = {"type": ["string", "number", "boolean"]}

_DEFINED = "#/definitions/"
# What pydantic writes for a bound that it does not translate, as JSON Schema has it.
_BOUNDS = MappingProxyType({"gt": "exclusiveMinimum", "le": "maximum"})
_LEFT_OUT = frozenset({"title", "default"})


@dataclass(frozen=True, slots=True)
class Shape:
    """A mapping with known keys, some of which must be there."""

    about: str
    keys: Mapping[str, object]
    required: tuple[str, ...] = ()

    def without(self, *names: str) -> "Shape":
        """The shape without these keys."""
        return replace(
            self,
            keys={key: schema for key, schema in self.keys.items() if key not in names},
            required=tuple(key for key in self.required if key not in names),
        )

    def having(self, keys: Mapping[str, object], required: Collection[str] = ()) -> "Shape":
        """The shape with further keys, or other values for those it has."""
        return replace(self, keys={**self.keys, **keys}, required=(*self.required, *required))

    def optional(self, *names: str) -> "Shape":
        """The shape, where these keys may be missing."""
        return replace(self, required=tuple(key for key in self.required if key not in names))

    def schema(self, **more: object) -> Schema:
        """The shape as JSON Schema, with further rules about it; no other keys are taken."""
        return {
            "description": self.about,
            "type": "object",
            "properties": self.keys,
            **({"required": list(dict.fromkeys(self.required))} if self.required else {}),
            "additionalProperties": False,
            **more,
        }


@cache
def shapes_of(*models: type[Frozen]) -> Mapping[str, Shape]:
    """The shapes of models and of all that is inside them, by the names of their classes."""
    found: dict[str, Shape] = {}
    for model in models:
        whole = model.model_json_schema(ref_template=_DEFINED + "{model}")
        for name, schema in {model.__name__: whole, **whole.get("$defs", {})}.items():
            if schema.get("type") == "object":
                found[name] = _shape(schema)
    return MappingProxyType(found)


def _shape(schema: Mapping[str, object]) -> Shape:
    keys = schema.get("properties", {})
    required = schema.get("required", [])
    assert isinstance(keys, dict)  # so pydantic writes it
    assert isinstance(required, list)  # the same
    return Shape(
        str(schema.get("description", "")),
        {key: _plain(inner) for key, inner in keys.items() if not key.startswith("__")},
        tuple(map(str, required)),
    )


def _plain(schema: object) -> object:
    """A part of pydantic's schema without what editors would show and nobody wants to read."""
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept_keys = (key for key in schema if key not in _LEFT_OUT)
    plain = {_BOUNDS.get(key, key): _plain(schema[key]) for key in kept_keys}
    branches = plain.get("anyOf")
    if isinstance(branches, list):
        numbers = [one for one in branches if one != _as_whole(one, branches)]
        kept = [one for one in branches if one not in numbers]
        return kept[0] if len(kept) == 1 and len(plain) == 1 else {**plain, "anyOf": kept}
    return plain


def _as_whole(branch: object, branches: Collection[object]) -> object:
    """The branch for any number that stands beside one for whole numbers, else the branch."""
    if isinstance(branch, dict) and branch.get("type") == "integer":
        wider = {**branch, "type": "number"}
        return wider if wider in branches else branch
    return branch


def ref(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": _DEFINED + quote(name.replace("~", "~0").replace("/", "~1"))}


def nullable(schema: Schema) -> Schema:
    """The schema of a part that may be left empty; its `type` is one word."""
    return {**schema, "type": [schema["type"], "null"]}


def entries(inner: Schema, **more: object) -> Schema:
    """The schema of a section with one entry a name."""
    return nullable({"type": "object", "additionalProperties": inner, **more})


def items(inner: Schema) -> Schema:
    """The schema of a list that may be left empty."""
    return nullable({"type": "array", "items": inner})


def either(*schemas: Schema) -> Schema:
    """The schema of what fits one of several."""
    return {"anyOf": list(schemas)}


def list_of(inner: Schema) -> Schema:
    """The schema of a list."""
    return {"type": "array", "items": inner}


def whole(title: str, root: Schema, definitions: Definitions) -> str:
    """The text of a schema file, with the definitions that it refers to."""
    used: dict[str, Schema] = {}
    _gather(root, definitions, used)
    data = {
        "$schema": DIALECT,
        "$comment": GENERATED,
        "title": title,
        **root,
        "definitions": {name: used[name] for name in sorted(used)},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _gather(part: object, definitions: Definitions, used: dict[str, Schema]) -> None:
    if _is_mapping(part):
        target = part.get("$ref")
        if isinstance(target, str):
            name = unquote(target.removeprefix(_DEFINED)).replace("~1", "/").replace("~0", "~")
            if name not in used:
                used[name] = definitions[name]
                _gather(used[name], definitions, used)
        for inner in part.values():
            _gather(inner, definitions, used)
    elif isinstance(part, list):
        for inner in part:
            _gather(inner, definitions, used)


def _is_mapping(part: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(part, Mapping)
