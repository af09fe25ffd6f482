"""The schema of the project file."""

from qualcode.model.study import Project
from qualcode.schemas.shapes import TEXT, Definitions, Schema, items, shapes_of


def project_file() -> Schema:
    """The schema of `qualcode.yaml`."""
    return shapes_of(Project)["Project"].schema()


def project_definitions() -> Definitions:
    """What stands under `checks:`: rules by their names, and what they weigh."""
    shapes = shapes_of(Project)
    weights = {"type": "object", "additionalProperties": shapes["NamedSeverity"].keys["severity"]}
    keys = {"select": items(TEXT), "ignore": items(TEXT), "severity": weights}
    return {"Checks": shapes["Checks"].having(keys).schema()}
