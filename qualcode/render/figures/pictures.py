"""Figures of a study, in one language: as pictures, and as the files that hold them."""

from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.figure import (
    Figure,
    FigureOfCase,
    LadderFigure,
    NetworkFigure,
    OrganisationFigure,
    RowsFigure,
)
from qualcode.render.figures.alternative import alternative, more_than_shown
from qualcode.render.figures.charts import draw_chart
from qualcode.render.figures.content import Chart, Content, Ladder, Picture, Rows
from qualcode.render.figures.declared import ladder, network, rows
from qualcode.render.figures.drawing import Drawing
from qualcode.render.figures.mermaid import to_mermaid
from qualcode.render.figures.organisations import chart_of_case
from qualcode.render.figures.stacks import draw_ladder, draw_rows
from qualcode.render.figures.svg import to_svg
from qualcode.render.language import Language
from qualcode.render.values import source_name
from qualcode.render.writing import File

FOLDER = "figures"
"""The folder of figures, beside the drafts of a language."""

_NOTHING_OWN = FigureOfCase(id="")


class CaseWantedError(ValueError):
    """A figure was asked for without the case that it is drawn of, or with one that it has not."""


def picture_of(
    figure: Figure, case: Case | None, codebook: Codebook, language: Language
) -> Picture:
    """A figure in a language, if need be of a case.

    Raises:
        CaseWantedError: a case is given and the figure is not of one, or the other way round.
        NothingToDrawError: the case has nothing that the figure shows.
    """
    content = _content(figure, case, codebook, language)
    own = _NOTHING_OWN
    title, name = language.label(figure.label), figure.id.replace("_", "-")
    if isinstance(figure, OrganisationFigure) and case is not None:
        own = figure.cases.get(case.id, _NOTHING_OWN)
        title = language.label(own.label) or f"{title}: {language.label(case.label) or case.id}"
        name = f"{name}-{case.id}"
    source = own.source or figure.source
    return Picture(
        name=name,
        title=title,
        note=language.label(own.note) or language.label(figure.note),
        source="" if source is None else source_name(source, codebook, language),
        alt=alternative(content, language),
        content=content,
    )


def _content(figure: Figure, case: Case | None, codebook: Codebook, language: Language) -> Content:
    match figure:
        case OrganisationFigure():
            if case is None:
                raise CaseWantedError(f"figure '{figure.id}' is drawn of a case; name one")
            return chart_of_case(figure, case, codebook, language)
        case _ if case is not None:
            raise CaseWantedError(
                f"figure '{figure.id}' is not drawn of cases; leave '{case.id}' out"
            )
        case NetworkFigure():
            return network(figure, codebook, language)
        case LadderFigure():
            return ladder(figure, codebook, language)
        case RowsFigure():
            return rows(figure, language)


def svg_of(picture: Picture, language: Language) -> str:
    """The text of an SVG file of a picture."""
    return to_svg(drawing_of(picture.content, language), picture.name, picture.title, picture.alt)


def mermaid_of(picture: Picture, language: Language) -> str:
    """The text of a Mermaid diagram of a picture."""
    return to_mermaid(picture, language.gettext("not stated"))


def file_of(picture: Picture, form: str, language: Language) -> File:
    """A picture as a file of the output folder; `form` is `svg` or `mermaid`."""
    path = f"{language.code}/{FOLDER}/{picture.name}"
    if form == "mermaid":
        return File(f"{path}.mmd", mermaid_of(picture, language))
    return File(f"{path}.svg", svg_of(picture, language))


def drawing_of(content: Content, language: Language) -> Drawing:
    """Where everything stands."""
    match content:
        case Chart():
            return draw_chart(content, "" if content.is_complete else more_than_shown(language))
        case Ladder():
            return draw_ladder(content)
        case Rows():
            return draw_rows(content, language.gettext("not stated"))
