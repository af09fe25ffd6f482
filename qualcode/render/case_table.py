"""Cases in rows, codes and typologies in columns: the table of a comparison of few cases."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.model.case import Case
from qualcode.model.typology import Typology
from qualcode.render.cases import CaseView
from qualcode.render.counts import names_of
from qualcode.render.edition import Edition
from qualcode.render.escaping import Markdown, md, opening
from qualcode.render.grid import Grid
from qualcode.render.recording import Asked, Kind
from qualcode.render.verdicts import type_name, verdict_in_words
from qualcode.tables.crossings import decided_types

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class CaseTable:
    """A table with a row for each case, and what must be said below it."""

    grid: Grid
    notes: tuple[Markdown, ...]


class _Notes:
    """Notes below a table, numbered in the order in which cells ask for them."""

    def __init__(self) -> None:
        self.texts: list[Markdown] = []

    def add(self, cell: Markdown, text: Markdown) -> Markdown:
        """The cell with the raised number of its note."""
        number = str(len(self.texts) + 1).translate(_RAISED)
        self.texts.append(Markdown(f"{number} {text}"))
        return Markdown(f"{cell}{number}")


def case_table(group: str, columns: Sequence[str], edition: Edition) -> CaseTable:
    """What is known of the cases of a group that may be shown one by one.

    Args:
        group: the case group.
        columns: ids of codes, and ids or aliases of typologies; these give the type of the case.
        edition: what the page is made from.
    """
    cases = edition.shown_cases(group)
    notes = _Notes()
    heads = [md(edition.language.gettext("Case"))]
    heads += [opening(_head(column, edition)) for column in columns]
    rows = tuple(
        (names_of((case,), group, edition), *(_cell(case, one, notes, edition) for one in columns))
        for case in cases
    )
    behind = tuple(
        ((Asked(Kind.CASE, case.id),), *((_asked(case, one, edition),) for one in columns))
        for case in cases
    )
    return CaseTable(Grid(tuple(heads), rows, behind), tuple(notes.texts))


def _asked(case: Case, column: str, edition: Edition) -> Asked:
    typology = edition.typology_or_none(column)
    if typology is None:
        return Asked(Kind.VALUE, column, case.id)
    return Asked(Kind.VERDICT, typology.id, case.id)


def _head(column: str, edition: Edition) -> Markdown:
    typology = edition.typology_or_none(column)
    label = edition.code(column).label if typology is None else typology.label
    return md(edition.language.label(label))


def _cell(case: Case, column: str, notes: _Notes, edition: Edition) -> Markdown:
    typology = edition.typology_or_none(column)
    if typology is None:
        return Markdown(str(CaseView(case, edition).value(column)))
    edition.recorder.note(Kind.VERDICT, typology.id, case.id)
    verdict = edition.classifier.classify(case, typology)
    cell = verdict_in_words(verdict, typology, edition.language)
    label = case.printed_labels.get(typology.id)
    if label is None or not verdict.certain or label.type in decided_types(verdict):
        return cell
    return notes.add(cell, _note(case, label.type, cell, typology, edition))


def _note(
    case: Case, printed: str, found: Markdown, typology: Typology, edition: Edition
) -> Markdown:
    """What is said where a label printed in the source is not the type of the case (QC404)."""
    language = edition.language
    words = {
        "case": names_of((case,), case.group, edition),
        "printed": md(type_name(typology, printed, language)),
        "found": found,
    }
    message = "%(case)s is printed as '%(printed)s' in the source; what is coded gives '%(found)s'."
    return Markdown(language.gettext(message) % words)
