"""Figures as templates see them."""

from dataclasses import dataclass

from qualcode.model.case import Case
from qualcode.render.edition import Edition, NoSuchNameError, NotToBeShownError
from qualcode.render.escaping import Markdown, md
from qualcode.render.figures.pictures import FOLDER, file_of, mermaid_of, picture_of
from qualcode.render.recording import Kind

MERMAID = "mermaid"


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure; its `markdown` is a link to an image, or a block of Mermaid."""

    title: Markdown
    alt: Markdown
    note: Markdown
    source: Markdown
    markdown: Markdown


def figure_view(name: str, case: str, edition: Edition) -> FigureView:
    """A figure; from now on it is among those that the text uses.

    Raises:
        NoSuchNameError: there is no such figure or case.
        NotToBeShownError: the case may not be shown by itself, or not beside names.
    """
    figures, language = edition.codebook.figures, edition.language
    if name not in figures:
        raise NoSuchNameError("figure", name, figures)
    drawn = _case(name, case, edition) if case else None
    edition.recorder.note(Kind.FIGURE, name, case)
    if drawn is not None:
        edition.recorder.note(Kind.CASE, drawn.id)
    picture = picture_of(figures[name], drawn, edition.codebook, language)
    alt = md(picture.alt)
    if edition.study.project.figures == MERMAID:
        markdown = f"```mermaid\n{mermaid_of(picture, language)}```"
    else:
        edition.figures.append(file_of(picture, edition.study.project.figures, language))
        markdown = f"![{alt}]({FOLDER}/{picture.name}.svg)"
    return FigureView(
        title=md(picture.title),
        alt=alt,
        note=md(picture.note),
        source=md(picture.source),
        markdown=Markdown(markdown),
    )


def _case(figure: str, name: str, edition: Edition) -> Case:
    known = {case.id: case for case in edition.study.cases}
    if name not in known:
        raise NoSuchNameError("case", name, known)
    case = known[name]
    if not edition.shows(case.group):
        raise NotToBeShownError(f"the cases of '{case.group}' may not be shown one by one")
    edition.refuse_beside_names(f"figure '{figure}' of a case")
    return case
