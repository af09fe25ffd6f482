"""Drafts and tables written to disk: apart from the rest, because templates take time to load."""

from dataclasses import dataclass
from pathlib import Path

from qualcode.diagnostics import Diagnostic, Misuse
from qualcode.pipeline import Checked, typology_named
from qualcode.render.chapters import render_chapter
from qualcode.render.typology_table import render_typology
from qualcode.render.writing import File, replace_file, write_files


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, as the user would name them, and what stood in the way."""

    files: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


def render(
    checked: Checked, chapter: int | None, typology: str | None, language: str, output: Path | None
) -> Written:
    """A chapter's draft, or else a typology's table, written to the output folder.

    Nothing is written while the study has errors: a number in it might be wrong.

    Raises:
        Misuse: there is no such typology.
    """
    study, classifier = checked.study, checked.classifier
    if study is None or classifier is None or checked.has_errors:
        return Written((), ())
    templates = checked.place.root / study.project.templates
    if chapter is not None:
        draft = render_chapter(study, chapter, language, templates, classifier)
    else:
        known = typology_named(study, typology or "")
        draft = render_typology(study, known, language, templates, classifier)
    if draft.text is None:
        return Written((), draft.findings)
    folder = checked.place.root / study.project.output if output is None else output
    shown = study.project.output if output is None else str(output)
    written = write_files(folder, [File(draft.path, draft.text)], shown)
    return Written(tuple(f"{shown}/{path}" for path in written.files), written.findings)


def write_output(path: Path, text: str) -> None:
    """Write a table to the file that the user named, whole or not at all.

    Raises:
        Misuse: the file cannot be written.
    """
    try:
        replace_file(path, text.encode())
    except OSError as error:
        raise Misuse(f"cannot write '{path}': {(error.strerror or 'it failed').lower()}") from error
