"""The schema files of a study: one for each kind of file that people write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.model.codebook import Codebook
from qualcode.schemas import book as of_book
from qualcode.schemas import cases as of_cases
from qualcode.schemas import conditions, figures, methods, project, typologies
from qualcode.schemas.shapes import Schema, whole

FOLDER = "schema"
"""The folder for schemas within that of the codebook."""

ENDING = ".schema.json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the name of its schema, and which files of a study are meant."""

    name: str
    pattern: str


CASE = Kind("case", "**/*.yaml")
"""Case files; the pattern is for paths below the study's case folder."""

CODINGS = Kind("codings", "**/codings/*.yaml")
"""What each coder says of a case; the pattern is for paths below the study's case folder."""

PROJECT = Kind("project", "qualcode.yaml")

OF_BOOK = (
    Kind("codebook", "codebook.yaml"),
    Kind("theme", "themes/*.yaml"),
    Kind("typology", "typologies/*.yaml"),
    Kind("rules", "rules.yaml"),
    Kind("figures", "figures.yaml"),
    Kind("facts", "facts.yaml"),
    Kind("methods", "methods.yaml"),
)
"""The files of a codebook; the patterns are for paths below its folder."""


def schema_texts(book: Codebook, language: str, case_ids: Sequence[str] = ()) -> Mapping[str, str]:
    """The text of each schema by its kind's name; arguments as in `schemas.cases`."""
    of_kinds: Mapping[str, Schema] = {
        PROJECT.name: project.project_file(),
        "codebook": of_book.main_file(),
        "theme": of_book.theme_file(),
        "typology": typologies.typology_file(),
        "rules": typologies.rules_file(),
        "figures": figures.figures_file(),
        "facts": figures.facts_file(),
        "methods": methods.methods_file(),
    }
    definitions = {
        **of_book.definitions(),
        **project.project_definitions(),
        **conditions.condition_definitions(book, language),
        **typologies.typology_definitions(),
        **typologies.rule_definitions(),
        **figures.fact_definitions(),
        **figures.figure_definitions(),
        **methods.method_definitions(),
    }
    texts = {name: whole(f"qualcode: {name}", root, definitions) for name, root in of_kinds.items()}
    parts = of_cases.case_definitions(book, language)
    roots = {
        CASE.name: of_cases.case_file(book, language, case_ids),
        CODINGS.name: of_cases.codings_file(book, language),
    }
    own = {
        name: whole(f"qualcode: {name} of '{book.id}'", one, parts) for name, one in roots.items()
    }
    return {**own, **texts}
