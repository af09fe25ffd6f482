"""The schemas of a codebook's main file and themes: units, documents, vocabularies, codes."""

from collections.abc import Mapping

from qualcode.loading.conditions import RESERVED
from qualcode.model.codebook import Codebook, Scale
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN
from qualcode.schemas.conditions import CONDITION
from qualcode.schemas.shapes import (
    NOTHING,
    TEXT,
    Definitions,
    Schema,
    Shape,
    either,
    entries,
    items,
    list_of,
    ref,
    shapes_of,
)

UNIT: Schema = either(TEXT, list_of(TEXT), NOTHING)
"""What stands under `unit:` in a code or a rule: one unit, or several."""

_ELSEWHERE = ("id", "is_whole", "codes", "typologies", "facts", "figures", "rules", "methods")
"""What the codebook has from its other files, or from qualcode itself."""

_LISTED = (Scale.NOMINAL, Scale.ORDINAL, Scale.SET)
_NUMERIC = (Scale.COUNT, Scale.NUMBER)
_WAYS = ("bands", "condition", "count", "union")


def main_file() -> Schema:
    """The schema of `codebook.yaml`."""
    shape = shapes_of(Codebook)["Codebook"].without(*_ELSEWHERE)
    sections: Mapping[str, Schema] = {
        "units": entries(ref("Unit")),
        "themes": entries(ref("Theme")),
        "documents": entries(ref("StudyDocument")),
        "coders": entries(ref("Coder")),
        "case_groups": entries(ref("CaseGroup")),
        "vocabularies": entries(ref("Vocabulary")),
        "records": entries(ref("RecordType")),
        "impossible": items(ref("Impossible")),
        "migrations": items(ref("Migration")),
        "quantity_words": items(ref("QuantityWord")),
    }
    whole = shape.having({"codebook": TEXT, **sections}, ["codebook"])
    return whole.optional(*sections).schema()


def theme_file() -> Schema:
    """The schema of a theme's file."""
    about = "One theme: its codes."
    names: Schema = {"not": {"enum": list(RESERVED)}}
    codes = entries(ref("Code"), propertyNames=names)
    return Shape(about, {"theme": TEXT, "codes": codes}, ("theme",)).schema()


def definitions() -> Definitions:
    """What stands in the two files: the form of a unit, a code, a value."""
    shapes = shapes_of(Codebook)
    plain = (
        "Source",
        "Theme",
        "Unit",
        "StudyDocument",
        "Coder",
        "QuantityWord",
        "Calibration",
        "Migration",
    )
    return {
        **{name: shapes[name].without("id").schema() for name in (*plain, "Band", "Acceptance")},
        "Memo": shapes["Memo"].schema(),
        "CodeValue": shapes["CodeValue"].without("id").schema(),
        "CaseGroup": _shape(shapes, "CaseGroup", accept=items(ref("Acceptance"))).schema(),
        "Vocabulary": _shape(shapes, "Vocabulary", values=_VALUES).optional("values").schema(),
        "Impossible": _shape(shapes, "Impossible", when=CONDITION).schema(),
        "Bands": _shape(shapes, "Bands", limits=items(ref("Band"))).optional("limits").schema(),
        "Derivation": _derivation(shapes["Derivation"]),
        "Code": _code(shapes["Code"]),
        "RecordType": _record_type(shapes["RecordType"]),
    }


_VALUES = entries(ref("CodeValue"))


def _shape(shapes: Mapping[str, Shape], name: str, **keys: Schema) -> Shape:
    return shapes[name].without("id").having(keys)


def _derivation(shape: Shape) -> Schema:
    """A derivation, in exactly one way; a union names the field that it collects."""
    ways = [{"required": [way], "properties": {way: {"not": NOTHING}}} for way in _WAYS]
    keys = {"condition": CONDITION, "where": CONDITION}
    union = {"if": ways[-1], "then": {"required": ["field"], "properties": {"field": TEXT}}}
    return shape.having(keys).schema(oneOf=ways, **union)


def _code(shape: Shape) -> Schema:
    """A code: one with a list of values has some, and only numbers have bounds."""
    keys = {
        "unit": UNIT,
        "scale": {"enum": list(map(str, Scale))},
        "values": {**_VALUES, "propertyNames": {"not": {"enum": [UNKNOWN, NOT_APPLICABLE]}}},
        "derived": either(ref("Derivation"), NOTHING),
        "memos": items(ref("Memo")),
    }
    has_scale = {"required": ["scale"]}
    some_values = {"required": ["values"], "properties": {"values": {"minProperties": 1}}}
    a_vocabulary = {"required": ["vocabulary"], "properties": {"vocabulary": TEXT}}
    rules: tuple[tuple[tuple[Scale, ...], Schema, Schema], ...] = (
        (_LISTED, {"anyOf": [some_values, a_vocabulary]}, {}),
        (_NUMERIC, {}, {"properties": {"minimum": NOTHING, "maximum": NOTHING}}),
        ((Scale.REFERENCE,), {"required": ["to"], "properties": {"to": TEXT}}, {}),
    )
    judged = [
        {"if": {**has_scale, "properties": {"scale": {"enum": list(map(str, scales))}}}}
        | {"then": then, "else": otherwise}
        for scales, then, otherwise in rules
    ]
    return shape.without("id").optional("theme").having(keys).schema(allOf=judged)


def _record_type(shape: Shape) -> Schema:
    keys = {"units": list_of(TEXT), "fields": entries(ref("Code"))}
    return shape.without("id").optional("fields").having(keys).schema()
