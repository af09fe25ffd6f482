"""Drafts held against the data, for CI: which of them are out of date, and what moved."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from qualcode.diagnostics import Diagnostic, Location, Misuse, finding, in_order
from qualcode.drafts.rules import OUT_OF_DATE
from qualcode.pipeline import Checked
from qualcode.pipeline.behind import behind
from qualcode.pipeline.claims import claims_in_texts
from qualcode.pipeline.claims_history import with_history
from qualcode.pipeline.desk import Desk, Wanted, desk_of
from qualcode.pipeline.drafting import Standing, texts_of
from qualcode.pipeline.moved import Moved, changes_since_draft
from qualcode.pipeline.rendering import Written
from qualcode.render.draft import Rendered


def check_drafts(checked: Checked, wanted: Wanted, language: str, output: Path | None) -> Written:
    """Which drafts and figures in the output folder no longer say what the data say, and why.

    Raises:
        Misuse: there is no such typology, or no draft of what is wanted.
    """
    desk = desk_of(checked, wanted, language, output)
    if desk is None:
        return Written((), ())
    drafts = desk.drafts()
    found = desk.in_the_way(drafts)
    if found:
        return Written((), found)
    standings = [one for one in map(desk.standing, drafts) if one.there is not None]
    if not standings:
        raise Misuse(
            f"there are no drafts in '{desk.shown}/{language}' to check; write them first, without "
            "--check"
        )
    about = [found for one in standings for found in _of_standing(one, desk)]
    about += desk.names_in(standings)
    about += _stale_figures(desk, {one.rendered.path: one.rendered for one in standings})
    texts = texts_of(standings)
    about += with_history(checked, claims_in_texts(checked, texts)).findings
    differences = tuple(text for one in standings for text in one.differences())
    return Written((), in_order(about), differences, texts)


def _of_standing(standing: Standing, desk: Desk) -> Iterator[Diagnostic]:
    if standing.renewed is not None and standing.renewed.changed:
        moved = _moved(desk, standing)
        yield from standing.out_of_date(moved)
    yield from standing.about_edits()
    if standing.draft is None and not standing.faults and standing.there is not None:
        yield from _unmarked(standing)


def _unmarked(standing: Standing) -> Iterator[Diagnostic]:
    """A draft from before drafts had marks, if it does not say what the data say."""
    if (standing.there or b"").decode("utf-8", errors="replace") != standing.fresh:
        message = "the draft has no marks, so it cannot be told what in it comes from the data"
        hint = f"move it away and run '{standing.again}' to have one with marks"
        yield finding(OUT_OF_DATE, Location(standing.file), message, hint)


def _moved(desk: Desk, standing: Standing) -> Moved:
    changes = changes_since_draft(desk.checked.place, standing.file)
    study, classifier = desk.study, desk.report.classifier
    return Moved(changes, lambda asked: behind(asked, study, classifier))


def _stale_figures(desk: Desk, drafts: Mapping[str, Rendered]) -> Iterator[Diagnostic]:
    for figure in dict.fromkeys(one for draft in drafts.values() for one in draft.figures):
        path = desk.folder / figure.path
        try:
            is_true = path.read_bytes() == figure.data
        except OSError:
            is_true = False
        if not is_true:
            file = f"{desk.shown}/{figure.path}"
            message = "the figure does not show what the data say"
            yield finding(OUT_OF_DATE, Location(file), message, "render its draft again")
