"""Typologies, read from their files: types, conditions, and what the source says of each type."""

from pydantic import TypeAdapter

from qualcode.loading.conditions import read_condition
from qualcode.loading.shape import MISSING_KEY, Path, Raw, Shaper, field_names
from qualcode.model.typology import (
    Clause,
    Ideal,
    Rating,
    Remark,
    Subtype,
    Trait,
    Type,
    Typology,
)

KEYS = (*field_names(Typology, Type, Clause, Trait, Ideal, Remark, Rating, Subtype), "typology")

_TYPOLOGY = TypeAdapter(Typology)
_TYPE = TypeAdapter(Type)
_SUBTYPE = TypeAdapter(Subtype)
_CLAUSE = TypeAdapter(Clause)


def read_typology(shaper: Shaper) -> Typology | None:
    """The typology of a document, or None with what is wrong with it kept in the shaper."""
    raw = shaper.mapping(shaper.document.data, (), "a typology file")
    if raw is None:
        return None
    body = shaper.headed(raw, "typology")
    if not raw.get("types"):
        hint = "declare each type with its conditions under 'types:'"
        place = ("types",) if "types" in raw else ("typology",)
        shaper.say(MISSING_KEY, place, "a typology needs at least one type", hint)
        return None
    types = {}
    broken = False
    for name, inner, path in shaper.entries(raw.get("types"), ("types",), "'types'"):
        types[name] = _type(shaper, inner, path)
        broken = broken or types[name] is None
    body["types"] = {name: read for name, read in types.items() if read is not None}
    typology = shaper.build(_TYPOLOGY, body, ())
    return None if broken else typology


def _type(shaper: Shaper, body: Raw, path: Path) -> Type | None:
    before = len(shaper.found)
    body = dict(body)
    for key in ("necessary", "excluded_by", "sufficient"):
        if key in body:
            body[key] = _clauses(shaper, body[key], (*path, key))
    if "typical" in body:
        body["typical"] = _traits(shaper, body["typical"], (*path, "typical"))
    profile = body.get("profile")
    if isinstance(profile, dict):
        body["profile"] = _profile(shaper, profile, (*path, "profile"))
    if "subtypes" in body:
        body["subtypes"] = _subtypes(shaper, body["subtypes"], (*path, "subtypes"))
    read = shaper.build(_TYPE, body, path)
    return read if len(shaper.found) == before else None


def _clauses(shaper: Shaper, raw: object, path: Path) -> tuple[Clause, ...]:
    read = []
    for i, item in enumerate(shaper.sequence(raw, path, f"'{path[-1]}'")):
        place = (*path, i)
        wrapped = isinstance(item, dict) and "when" in item
        body = item if wrapped and isinstance(item, dict) else {"when": item}
        inner = (*place, "when") if wrapped else place
        condition = read_condition(shaper, body["when"], inner)
        if condition is not None:
            clause = shaper.build(_CLAUSE, shaper.placed({**body, "when": condition}, place), place)
            read += [clause] if clause is not None else []
    return tuple(read)


def _traits(shaper: Shaper, raw: object, path: Path) -> tuple[object, ...]:
    read: list[object] = []
    for i, item in enumerate(shaper.sequence(raw, path, "'typical'")):
        place = (*path, i)
        body = shaper.mapping(item, place, "a typical trait")
        if body is None:
            continue
        kept = {key: body[key] for key in body if key in Trait.model_fields}
        if "when" not in body and "text" not in body:
            # The short form: the condition itself, perhaps with its weight beside it.
            condition = {key: body[key] for key in body if key not in kept}
            kept["when"] = read_condition(shaper, condition, place)
        elif "when" in body:
            kept = dict(body) | {"when": read_condition(shaper, body["when"], (*place, "when"))}
        else:
            kept = dict(body)
        read.append(shaper.placed(kept, place))
    return tuple(read)


def _profile(shaper: Shaper, raw: Raw, path: Path) -> Raw:
    read: Raw = {}
    for code, item in raw.items():
        body = item if isinstance(item, dict) else {"ideal": item}
        ideal = body.get("ideal")
        ideal = tuple(ideal) if isinstance(ideal, list) else (ideal,)
        read[code] = shaper.placed({**body, "ideal": ideal}, (*path, code))
    return read


def _subtypes(shaper: Shaper, raw: object, path: Path) -> tuple[Subtype, ...]:
    read = []
    for _, body, place in shaper.entries(raw, path, "'subtypes'"):
        necessary = _clauses(shaper, body.get("necessary"), (*place, "necessary"))
        subtype = shaper.build(_SUBTYPE, {**body, "necessary": necessary}, place)
        read += [subtype] if subtype is not None else []
    return tuple(read)
