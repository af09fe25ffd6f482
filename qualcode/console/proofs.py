"""What is proved of a typology, as text."""

from collections.abc import Iterable, Iterator

from qualcode.console.lines import wrapped
from qualcode.model.base import in_language
from qualcode.model.typology import Typology
from qualcode.tables.proofs import Diagnosed, Words, clause_in_words
from qualcode.typology.cubes import Region
from qualcode.typology.distances import Distance
from qualcode.typology.diversity import Diversity
from qualcode.typology.proofs import ClauseOf, Dead, Proofs

_FEW = 6
_CLAIMS = {"required": "required", "expected": "expected", "no": "not claimed"}


def proofs_as_text(found: Diagnosed, words: Words, language: str) -> str:
    """Each question that can be asked of a typology, with its answer and a witness."""
    proofs, cases = found.proofs, found.diversity
    lines = [
        *_space(proofs, language),
        "",
        *_types(proofs, words),
        "",
        *_exclusive(proofs, words),
        *_exhaustive(proofs, words),
        *_subsumed(proofs),
        "",
        *_needs(proofs),
        *_separations(proofs.separations, proofs.typology),
        *_clauses("Conditions that change no cell (each alone)", proofs.redundant, words),
        "",
        *_cases(cases, words),
    ]
    return "\n".join(lines)


def _space(proofs: Proofs, language: str) -> Iterator[str]:
    typology = proofs.typology
    label = in_language(typology.label, language)
    yield from wrapped(f"{typology.id}{f' ({label})' if label else ''}, for {typology.unit}", "")
    names = ", ".join(proofs.names)
    ruled_out = None if proofs.possible is None else proofs.cells - proofs.possible
    if ruled_out:
        yield from wrapped(
            f"{proofs.cells} cells from {names}; the codebook rules out {ruled_out} of them", "  "
        )
    else:
        yield from wrapped(f"{_cells(proofs.cells)} from {names}", "  ")


def _types(proofs: Proofs, words: Words) -> Iterator[str]:
    yield "Types"
    dead = {one.type: one for one in proofs.dead}
    for name in proofs.typology.types:
        if name in proofs.types:
            found = proofs.types[name]
            yield f"  {name}: {_cells(found.size)}"
            yield from _cubes(found, words)
        elif name in dead:
            yield f"  {name}: no cell; no case can be of this type"
            yield from _conflicts(dead[name], words)
        else:
            yield f"  {name}: no conditions; it holds where the source names it"


def _conflicts(dead: Dead, words: Words) -> Iterator[str]:
    for conflict in dead.conflicts:
        said = [f"{one.part} {one.number} ({words(one.when)})" for one in conflict.clauses]
        said += [f"impossible ({words(one)})" for one in conflict.impossible]
        yield from wrapped(f"contradiction: {' with '.join(said)}", "    ")


def _cubes(found: Region, words: Words) -> Iterator[str]:
    for cube in found.cubes:
        yield from wrapped(f"- {words(cube) or 'every case'}", "    ")
    if not found.complete:
        yield "    - and more"


def _exclusive(proofs: Proofs, words: Words) -> Iterator[str]:
    declared = proofs.typology.exclusive
    if not proofs.overlaps:
        yield f"Exclusive: yes ({_CLAIMS[declared]}). No cell belongs to two types."
        return
    pairs = f"{len(proofs.overlaps)} pair{'s' if len(proofs.overlaps) > 1 else ''} of types"
    verb = "share" if len(proofs.overlaps) > 1 else "shares"
    yield f"Exclusive: no ({_CLAIMS[declared]}). {pairs} {verb} cells."
    shown = proofs.overlaps if declared != "no" else ()
    for found in shown:
        yield f"  {' and '.join(found.types)}: {_cells(found.cells.size)}"
        yield from _cubes(found.cells, words)


def _exhaustive(proofs: Proofs, words: Words) -> Iterator[str]:
    declared = proofs.typology.exhaustive
    if proofs.gap is None:
        yield f"Exhaustive: yes ({_CLAIMS[declared]}). Every cell belongs to a type."
        return
    verb = "belongs" if proofs.gap.size == 1 else "belong"
    yield f"Exhaustive: no ({_CLAIMS[declared]}). {_cells(proofs.gap.size)} {verb} to no type."
    yield from wrapped(f"for example: {words(proofs.gap.example)}", "  ")
    yield "  all of them:" if proofs.gap.complete else "  among them:"
    yield from _cubes(proofs.gap, words)


def _subsumed(proofs: Proofs) -> Iterator[str]:
    for one, two in proofs.subsumed:
        yield f"Every cell of {one} is also one of {two}."


def _needs(proofs: Proofs) -> Iterator[str]:
    sets = proofs.needs.enough.sets
    if sets == (proofs.names,):
        yield from wrapped("To tell the types apart, every code asked for is needed.", "")
        return
    yield "Codes that are enough to tell the types apart:"
    for names in sets:
        yield from wrapped(f"- {', '.join(names) or 'none'}", "  ")
    if not proofs.needs.enough.complete:
        yield "  - and more sets"
    always = ", ".join(proofs.needs.indispensable) or "none"
    yield from wrapped(f"needed in any case: {always}", "  ")


def _separations(distances: Iterable[Distance], typology: Typology) -> Iterator[str]:
    shown = [one for one in distances if one.at_least > 0]
    if not shown:
        return
    yield "Distance between types, in codes that differ at least:"
    for one in shown:
        exact = (
            f"{one.at_least} ({', '.join(one.differing)})"
            if one.is_exact
            else (f"{one.at_least} or more")
        )
        yield from wrapped(f"{' and '.join(one.types)}: {exact}", "  ")
    if any(one.at_least == 1 for one in shown):
        yield "  At distance 1 a single wrong code can move a case from one type to another."


def _clauses(title: str, clauses: tuple[ClauseOf, ...], words: Words) -> Iterator[str]:
    if not clauses:
        return
    yield f"{title}:"
    for clause in clauses:
        yield from wrapped(f"- {clause_in_words(clause, words)}", "  ")


def _cases(cases: Diversity, words: Words) -> Iterator[str]:
    yield f"Cases ({cases.cases})"
    yield f"  cells with a case of which every code is known: {len(cases.occupied)}"
    for one in cases.occupied[:_FEW]:
        yield from wrapped(f"- {words(one.cell)}: {', '.join(one.cases)}", "    ")
    if len(cases.occupied) > _FEW:
        yield f"    - and {len(cases.occupied) - _FEW} more"
    yield f"  more cells that the other cases may lie in: {_number(cases.within_reach)}"
    yield f"  cells where no case can be: {_number(cases.empty)}"
    for name, some in cases.certain.items():
        if not some:
            perhaps = len(cases.perhaps[name])
            yield from wrapped(f"no case is certainly {name}; {perhaps} may be", "  ")
    yield from _indented(
        _clauses("Conditions without which all cases come out the same", cases.idle, words)
    )


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _number(size: int | None) -> str:
    return "too many to count" if size is None else str(size)


def _cells(size: int | None) -> str:
    if size is None:
        return "too many cells to count"
    return f"{size} cell{'s' if size != 1 else ''}"
