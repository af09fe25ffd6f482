"""What an edit of the codebook moved, as text beside the table of cases."""

from collections.abc import Iterator

from qualcode.console.lines import wrapped
from qualcode.tables.moves import NO_TYPE, Moves, TypologyMoves, edit_in_words
from qualcode.tables.proofs import Words, words_for
from qualcode.typology.cubes import Region


def moves_as_text(moves: Moves) -> str:
    """Each typology that was edited: what was, the cells that changed hands, the proofs broken."""
    lines = [
        *(f"typology '{name}' is new" for name in moves.added),
        *(f"typology '{name}' is gone" for name in moves.removed),
    ]
    for one in moves.typologies:
        if one.edits:
            lines += ["", *_typology(one, words_for(one.codebook))]
    if moves.not_compared:
        said = f"not compared, as the earlier codebook finds errors in them: {_listed(moves)}"
        lines += ["", *wrapped(said, "")]
    return "\n".join(lines).strip("\n")


def _listed(moves: Moves) -> str:
    return ", ".join(moves.not_compared)


def _typology(one: TypologyMoves, words: Words) -> Iterator[str]:
    yield one.typology.id
    for edit in one.edits:
        yield from wrapped(edit_in_words(edit, words), "  ")
    if one.incomparable:
        names = ", ".join(one.incomparable)
        yield from wrapped(f"cells cannot be compared: {names} had other values", "  ")
    elif not one.cells:
        yield "  no cell changed hands"
    for moved in one.cells:
        way = f"{moved.before or NO_TYPE} -> {moved.after or NO_TYPE}"
        yield from wrapped(f"{way}: {_cells(moved.cells, words)}", "  ")
    for broken in one.broken:
        shown = "" if broken.cells is None else f" ({_cells(broken.cells, words)})"
        yield from wrapped(f"no longer true: {broken.proof}{shown}", "  ")


def _cells(found: Region, words: Words) -> str:
    number = "too many cells to count" if found.size is None else f"{found.size} cells"
    if found.size == 1:
        return f"1 cell, {words(found.example)}"
    return f"{number}, such as {words(found.example)}"
