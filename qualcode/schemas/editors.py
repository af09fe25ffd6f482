"""The settings that tell an editor which schema a file of the study follows."""

import json
from collections.abc import Mapping

from qualcode.model.places import CODINGS as CODINGS_FOLDER
from qualcode.model.places import DOCUMENTS, PROJECT_FILE
from qualcode.model.study import Project
from qualcode.schemas.files import CASE, CODINGS, ENDING, FOLDER, OF_BOOK, PROJECT

YAML_EXTENSION = "redhat.vscode-yaml"


def settings(project: Project) -> Mapping[str, str]:
    """The files of a study that Visual Studio Code reads, by path."""
    folder = f"./{project.codebook}/{FOLDER}"
    beside = [f"{project.cases}/**/{folder}/*.yaml" for folder in (CODINGS_FOLDER, DOCUMENTS)]
    patterns = {
        CASE.name: [f"{project.cases}/**/*.yaml", *(f"!{one}" for one in beside)],
        CODINGS.name: [f"{project.cases}/{CODINGS.pattern}"],
        PROJECT.name: [PROJECT_FILE],
        **{kind.name: [f"{project.codebook}/{kind.pattern}"] for kind in OF_BOOK},
    }
    schemas = {f"{folder}/{name}{ENDING}": one for name, one in patterns.items()}
    return {
        ".vscode/settings.json": _text({"yaml.schemas": schemas}),
        ".vscode/extensions.json": _text({"recommendations": [YAML_EXTENSION]}),
    }


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
