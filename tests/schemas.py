"""Files of a study judged by JSON Schema, with a validator that knows nothing of qualcode."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from jsonschema import Draft7Validator

from qualcode.loading.study import load_study
from qualcode.schemas.files import schema_texts
from qualcode.source import read_document

Validators = Mapping[str, Draft7Validator]


def validators(root: Path) -> Validators:
    """A validator for each kind of file of a study, made as `codebook schema` makes them."""
    study = load_study(root).study
    assert study is not None
    texts = schema_texts(study.codebook, study.project.language)
    schemas = {kind: json.loads(text) for kind, text in texts.items()}
    for schema in schemas.values():
        Draft7Validator.check_schema(schema)
        assert '"enum": []' not in json.dumps(schema)  # editors refuse it, the validator does not
    return {kind: Draft7Validator(schema) for kind, schema in schemas.items()}


def kind_of(file: str) -> str:
    """The kind of a file of a study, by its path."""
    if file == "qualcode.yaml":
        return "project"
    if file.startswith("cases/"):
        return "codings" if "/codings/" in file else "case"
    folders = {"themes": "theme", "typologies": "typology"}
    return folders.get(Path(file).parent.name, Path(file).stem)


def complaints(validators: Validators, root: Path, file: str) -> list[str]:
    """What the schema says of a file: where, and what."""
    document, found = read_document(root / file, file)
    assert document is not None, found
    errors = validators[kind_of(file)].iter_errors(document.data)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in errors]


def yaml_files(root: Path) -> Iterator[str]:
    """The files of a study that have a schema."""
    yield "qualcode.yaml"
    for folder in ("cases", "codebooks"):
        for path in sorted((root / folder).rglob("*.yaml")):
            yield path.relative_to(root).as_posix()
