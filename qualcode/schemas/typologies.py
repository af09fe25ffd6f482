"""The schemas of the codebook's typologies and of its own rules."""

from collections.abc import Mapping

from qualcode.loading.study_rules import CLAIMS
from qualcode.model.study_rule import StudyRule
from qualcode.model.typology import Typology
from qualcode.schemas.book import UNIT
from qualcode.schemas.conditions import CONDITION, condition
from qualcode.schemas.shapes import (
    SCALAR,
    TEXT,
    Definitions,
    Schema,
    Shape,
    entries,
    items,
    ref,
    shapes_of,
)

_CLAUSES = ("necessary", "excluded_by", "sufficient")


def typology_file() -> Schema:
    """The schema of a typology's file."""
    types = {"type": "object", "additionalProperties": ref("Type"), "minProperties": 1}
    keys = {"typology": TEXT, "types": types}
    return shapes_of(Typology)["Typology"].without("id").having(keys, ["typology"]).schema()


def typology_definitions() -> Definitions:
    """What stands in a typology's file: types, clauses, traits."""
    shapes = shapes_of(Typology)
    plain = ("Remark", "Rating", "Assessment", "Thresholds")
    clauses = items(ref("ClauseOrCondition"))
    subtype = shapes["Subtype"].without("id").having({"necessary": clauses})
    return {
        **{name: shapes[name].schema() for name in plain},
        "Clause": shapes["Clause"].having({"when": CONDITION}).schema(),
        "ClauseOrCondition": {
            "if": {"type": "object", "required": ["when"]},
            "then": ref("Clause"),
            "else": CONDITION,
        },
        "Trait": _trait(shapes["Trait"]),
        "IdealOrValue": _ideal(shapes["Ideal"]),
        "Type": _type(shapes["Type"], clauses),
        "Subtype": subtype.schema(),
    }


def _type(shape: Shape, clauses: Schema) -> Schema:
    keys: Mapping[str, Schema] = {
        **dict.fromkeys(_CLAUSES, clauses),
        "typical": items(ref("Trait")),
        "profile": {"type": "object", "additionalProperties": ref("IdealOrValue")},
        "subtypes": entries(ref("Subtype")),
    }
    return shape.without("id").having(keys).schema()


def _trait(shape: Shape) -> Schema:
    """A trait in words or by a condition, or in short the condition itself."""
    said = {"anyOf": [{"required": ["when"]}, {"required": ["text"]}]}
    beside = shape.without("when", "text").keys
    return {
        "if": said,
        "then": shape.having({"when": CONDITION}).schema(),
        "else": condition(beside, shape.about),
    }


def _ideal(shape: Shape) -> Schema:
    values: Schema = {"type": "array", "items": SCALAR, "minItems": 1}
    value: Schema = {"anyOf": [SCALAR, values]}
    return {
        "if": {"type": "object"},
        "then": shape.having({"ideal": value}, ["ideal"]).schema(),
        "else": value,
    }


def rules_file() -> Schema:
    """The schema of `rules.yaml`."""
    names: Schema = {"not": {"pattern": "^[Qq][Cc][0-9]+$"}}
    rules = entries(ref("StudyRule"), propertyNames=names)
    return Shape("The study's own consistency rules.", {"rules": rules}).schema()


def rule_definitions() -> Definitions:
    """What stands in `rules.yaml`; a rule says exactly one thing."""
    shapes = shapes_of(StudyRule)
    claims = [{"required": [claim]} for claim in CLAIMS]
    conditions = dict.fromkeys(("when", "require", "refuse"), CONDITION)
    listed = dict.fromkeys(("known", "in_order"), items(TEXT))
    keys = {"unit": UNIT, **conditions, **listed}
    inside = dict.fromkeys(("where", "require", "refuse"), CONDITION)
    examples = dict.fromkeys(("good", "bad"), items({}))
    return {
        "StudyRule": shapes["StudyRule"].without("id").having(keys).schema(oneOf=claims),
        "EachRecord": shapes["EachRecord"].having(inside).schema(),
        "UniqueField": shapes["UniqueField"].schema(),
        "CaseCount": shapes["CaseCount"].having({"where": CONDITION}).schema(),
        "Examples": shapes["Examples"].having(examples).schema(),
    }
