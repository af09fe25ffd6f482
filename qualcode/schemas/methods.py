"""The schema of the methods of a study."""

from qualcode.loading.standards import aspects
from qualcode.model.base import in_language
from qualcode.model.method import Method
from qualcode.schemas.shapes import Definitions, Schema, Shape, ref, shapes_of


def methods_file() -> Schema:
    """The schema of `methods.yaml`: what standards ask for, each with what it is."""
    known = {
        name: {**ref("Method"), "description": in_language(aspect.label, "en")}
        for name, aspect in aspects().items()
    }
    methods = {"type": ["object", "null"], "properties": known, "additionalProperties": False}
    return Shape("How the study was made.", {"methods": methods}).schema()


def method_definitions() -> Definitions:
    """What is said of one aspect, and where the report says it."""
    shapes = shapes_of(Method)
    stated = shapes["StatedIn"].having({"part": {"type": ["string", "integer"]}})
    return {
        "Method": shapes["Method"].without("id").schema(anyOf=list(_SAYS_SOMETHING)),
        "StatedIn": stated.schema(),
    }


_SAYS_SOMETHING = (
    {"required": ["text"], "not": {"required": ["not_applicable"]}},
    {"required": ["stated_in"], "not": {"required": ["not_applicable"]}},
    {
        "required": ["not_applicable"],
        "not": {"anyOf": [{"required": ["text"]}, {"required": ["stated_in"]}]},
    },
)
"""As `Method` has it: something is said, or that it is not applicable, and never both."""
