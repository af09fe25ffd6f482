"""Figures listed, and one of them written to disk."""

from dataclasses import dataclass
from pathlib import Path

from qualcode.diagnostics import Misuse, did_you_mean
from qualcode.model.case import Case
from qualcode.model.figure import Figure, OrganisationFigure
from qualcode.model.study import Study
from qualcode.pipeline.checking import Checked
from qualcode.pipeline.rendering import Written, write_to
from qualcode.render.figures.organisations import NothingToDrawError
from qualcode.render.figures.pictures import CaseWantedError, file_of, picture_of
from qualcode.render.language import Language


@dataclass(frozen=True, slots=True)
class WantedFigure:
    """A figure by its name, the case that it is drawn of, if any, and `svg` or `mermaid`."""

    name: str
    case: str | None
    form: str


def list_figures(checked: Checked, language: str) -> str:
    """The figures that a study has, one a line: what to ask for, and the title."""
    figures = {} if checked.study is None else checked.study.codebook.figures
    if not figures:
        return "there are no figures; declare them in 'figures.yaml' in the codebook's folder"
    asked = {figure.id: _asked_for(figure) for figure in figures.values()}
    width = max(map(len, asked.values()))
    words = Language(language)
    return "\n".join(
        f"{asked[figure.id]:<{width}}  {words.label(figure.label)}" for figure in figures.values()
    )


def _asked_for(figure: Figure) -> str:
    return f"{figure.id} CASE" if isinstance(figure, OrganisationFigure) else figure.id


def write_figure(
    checked: Checked, wanted: WantedFigure, language: str, output: Path | None
) -> Written:
    """A figure, written to the output folder; nothing while the study has errors.

    Raises:
        Misuse: there is no such figure or case, or the case has nothing to be drawn.
    """
    study = checked.study
    if study is None or checked.has_errors:
        return Written((), ())
    figure = _figure_named(study, wanted.name)
    case = None if wanted.case is None else _case_named(study, wanted.case)
    try:
        picture = picture_of(figure, case, study.codebook, Language(language))
    except (CaseWantedError, NothingToDrawError) as error:
        raise Misuse(str(error)) from error
    file = file_of(picture, wanted.form, Language(language))
    return write_to(checked, study, (file,), output)


def _figure_named(study: Study, name: str) -> Figure:
    figures = study.codebook.figures
    # A name is also taken as it stands in the names of files.
    figure = figures.get(name) or figures.get(name.replace("-", "_"))
    if figure is None:
        hint = did_you_mean(name, figures) or "run 'qualcode figure' to see which there are"
        raise Misuse(f"there is no figure '{name}'; {hint}")
    return figure


def _case_named(study: Study, name: str) -> Case:
    cases = {case.id: case for case in study.cases}
    if name not in cases:
        hint = did_you_mean(name, cases) or "look for its id in the first line of its file"
        raise Misuse(f"there is no case '{name}'; {hint}")
    return cases[name]
