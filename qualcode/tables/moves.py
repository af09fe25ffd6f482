"""What an edit of the codebook moved, as a table and as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from qualcode import __version__
from qualcode.model.case import Case
from qualcode.model.codebook import Codebook
from qualcode.model.typology import Typology
from qualcode.tables.proofs import Words, words_for
from qualcode.tables.questions import verdict_in_words
from qualcode.tables.table import Table
from qualcode.tables.verdicts import DEFINITION_MARK, DEFINITION_NOTE, FORMAT
from qualcode.typology.cubes import Region
from qualcode.typology.edits import Edit, Moved
from qualcode.typology.verdict import CaseVerdict

NO_TYPE = "no type"


@dataclass(frozen=True, slots=True)
class CaseMove:
    """A case whose verdict is another one now."""

    case: Case
    before: CaseVerdict
    after: CaseVerdict


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that was proved and holds no longer, with the cells that show it."""

    proof: str
    cells: Region | None


@dataclass(frozen=True, slots=True)
class TypologyMoves:
    """What moved in one typology; `incomparable` codes keep its cells from being compared."""

    typology: Typology
    codebook: Codebook
    cases: tuple[CaseMove, ...]
    edits: tuple[Edit, ...] = ()
    cells: tuple[Moved, ...] = ()
    incomparable: tuple[str, ...] = ()
    broken: tuple[Broken, ...] = ()


@dataclass(frozen=True, slots=True)
class Moves:
    """What an edit of the codebook moved since an earlier version of it.

    `not_compared` are cases that the earlier codebook finds errors in.
    """

    version: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    not_compared: tuple[str, ...]
    typologies: tuple[TypologyMoves, ...]

    @property
    def has_moved_cases(self) -> bool:
        """Whether any case has another verdict now."""
        return any(one.cases for one in self.typologies)


def move_table(moves: Moves) -> Table:
    """One row a case and typology with another verdict."""
    rows = tuple(
        (
            one.typology.id,
            f"{move.case.id}{DEFINITION_MARK if move.case.fixture else ''}",
            verdicts_in_words(move.before),
            verdicts_in_words(move.after),
        )
        for one in moves.typologies
        for move in one.cases
    )
    has_definitions = any(move.case.fixture for one in moves.typologies for move in one.cases)
    note = DEFINITION_NOTE if has_definitions else ""
    title = f"cases that moved since {moves.version}"
    return Table(title, ("typology", "case", "before", "after"), rows, note)


def verdicts_in_words(verdict: CaseVerdict) -> str:
    """The verdict of a case, or those that it may have."""
    return " or ".join(map(verdict_in_words, verdict.verdicts)) or verdict.kind.value


def edit_in_words(edit: Edit, words: Words) -> str:
    """What was edited, with its place."""
    return f"{edit_said(edit, words)} [{edit.at}]"


def edit_said(edit: Edit, words: Words) -> str:
    """What was edited."""
    condition = f": {words(edit.condition)}" if edit.condition is not None else ""
    of_type = f"{edit.type}, " if edit.type else ""
    return f"{of_type}{edit.what}{condition}"


def moves_as_data(moves: Moves) -> Mapping[str, object]:
    """The envelope of `typology diff --format json`: see docs/json.md."""
    return {
        "qualcode": __version__,
        "format": FORMAT,
        "since": moves.version,
        "typologies_added": list(moves.added),
        "typologies_removed": list(moves.removed),
        "cases_not_compared": list(moves.not_compared),
        "typologies": [_moves_as_data(one) for one in moves.typologies if one.cases or one.edits],
    }


def _moves_as_data(one: TypologyMoves) -> Mapping[str, object]:
    words = words_for(one.codebook)
    return {
        "typology": one.typology.id,
        "cases": [
            {
                "case": move.case.id,
                "fixture": move.case.fixture,
                "before": verdicts_in_words(move.before),
                "after": verdicts_in_words(move.after),
            }
            for move in one.cases
        ],
        "edits": [edit_in_words(edit, words) for edit in one.edits],
        "cells": [
            {"before": moved.before, "after": moved.after, **_cells(moved.cells, words)}
            for moved in one.cells
        ],
        "cells_not_compared_for": list(one.incomparable),
        "broken_proofs": [
            {"proof": broken.proof, **({} if broken.cells is None else _cells(broken.cells, words))}
            for broken in one.broken
        ],
    }


def _cells(found: Region, words: Words) -> Mapping[str, object]:
    return {"cells": found.size, "example": words(found.example)}
