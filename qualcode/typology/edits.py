"""What an edit of a codebook does to a typology: conditions that changed, cells that moved."""

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.diagnostics import Location
from qualcode.model.codebook import Codebook
from qualcode.model.condition import Comparison, Condition
from qualcode.model.typology import Clause, Type, Typology
from qualcode.model.walk import asked
from qualcode.typology.compiled import CompiledType, compile_typology
from qualcode.typology.cubes import Region, region
from qualcode.typology.formula import Formula, conjunction, disjunction, negation
from qualcode.typology.proofs import clauses_of
from qualcode.typology.property_space import PropertySpace, property_space

Version = tuple[Typology, Codebook]
"""A typology as it was or is, with its codebook."""

_OLD, _NEW = "before", "after"
_SETTINGS = ("thresholds", "exclusive", "exhaustive", "declared_types_settle", "unit")


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that was edited: what, in which type (if in one), and where it stands.

    What was taken out stands in the earlier codebook.
    """

    what: str
    type: str | None
    condition: Condition | None
    at: Location
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """Cells that belonged to one type and now belong to another; None stands for no type."""

    before: str | None
    after: str | None
    cells: Region


def edits(old: Version, new: Version) -> tuple[Edit, ...]:
    """What was edited in a typology, and in the codes that its conditions ask for."""
    return (*_settings(old[0], new[0]), *_types(old[0], new[0]), *_codes(old, new))


def _settings(old: Typology, new: Typology) -> Iterator[Edit]:
    for name in _SETTINGS:
        if getattr(old, name) != getattr(new, name):
            yield Edit(f"'{name}' changed", None, None, new.position)


def _types(old: Typology, new: Typology) -> Iterator[Edit]:
    for name, kind in old.types.items():
        if name not in new.types:
            yield Edit("type taken out", name, None, kind.position, is_gone=True)
    for name, kind in new.types.items():
        if name not in old.types:
            yield Edit("type added", name, None, kind.position)
        else:
            yield from _clauses(old, new, name)
            if dict(old.types[name].profile) != dict(kind.profile):
                yield Edit("profile changed", name, None, kind.position)


def _clauses(old: Typology, new: Typology, name: str) -> Iterator[Edit]:
    before = {(one.part, one.when) for one in clauses_of(old, name)}
    after = {(one.part, one.when) for one in clauses_of(new, name)}
    for typology, others, word in ((old, after, "taken out"), (new, before, "added")):
        kind = typology.types[name]
        listed = (*kind.necessary, *kind.excluded_by, *kind.sufficient)
        for clause, one in zip(listed, clauses_of(typology, name), strict=True):
            if (one.part, one.when) not in others:
                said, is_gone = f"{one.part} condition {word}", typology is old
                yield Edit(said, name, one.when, clause.position, is_gone)


def _codes(old: Version, new: Version) -> Iterator[Edit]:
    """Codes that the conditions ask for, and that mean something else now."""
    for name in _asked_for(*new):
        before, after = old[1].codes.get(name), new[1].codes[name]
        if before is None:
            continue
        if before.value_ids != after.value_ids or before.scale != after.scale:
            yield Edit(f"values of code '{name}' changed", None, None, after.position)
        elif (before.derived, before.calibration) != (after.derived, after.calibration):
            yield Edit(f"code '{name}' is worked out otherwise", None, None, after.position)
    if compile_typology(*old).impossible != compile_typology(*new).impossible:
        yield Edit("what the codebook rules out changed", None, None, new[0].position)


def _asked_for(typology: Typology, book: Codebook) -> tuple[str, ...]:
    """The codes in a typology's conditions, as written and as they are worked out."""
    written = (
        test.leaf.code
        for kind in typology.types.values()
        for clause in (*kind.necessary, *kind.excluded_by, *kind.sufficient)
        for test in asked(clause.when, book, typology.unit)
        if isinstance(test.leaf, Comparison) and not test.inside
    )
    return tuple(dict.fromkeys((*written, *compile_typology(typology, book).codes)))


def incomparable(old: Version, new: Version) -> tuple[str, ...]:
    """The codes that keep cells from being compared: both versions ask for them, otherwise."""
    names = dict.fromkeys((*compile_typology(*old).codes, *compile_typology(*new).codes))
    return tuple(
        name
        for name in names
        if name in old[1].codes
        and (
            name not in new[1].codes
            or old[1].codes[name].scale != new[1].codes[name].scale
            or not set(old[1].codes[name].value_ids) <= set(new[1].codes[name].value_ids)
        )
    )


def moved_cells(old: Version, new: Version, most_cubes: int) -> tuple[Moved, ...]:
    """The cells that changed hands, in the property space of the new codebook.

    `incomparable` must find nothing that keeps them from being compared.

    Raises:
        UnansweredError: the conditions are too entangled for an exact answer in time.
    """
    space = property_space(_both(old, new), new[1])
    before, after = _holding(space, _OLD, old[0]), _holding(space, _NEW, new[0])
    found = []
    for one, was in before.items():
        for two, now_in in after.items():
            if one == two:
                continue
            # Cells that left one type and came to another; "no type" is left and come to as well.
            left = negation(after[one]) if one in after else True
            came = negation(before[two]) if two in before else True
            cells = region(space, conjunction((was, left, now_in, came)), most_cubes)
            if cells is not None:
                found.append(Moved(one, two, cells))
    return tuple(found)


def _both(old: Version, new: Version) -> Typology:
    """The types of both versions side by side, over written codes."""
    types = [
        _plain(f"{word} {kind.id}", kind)
        for word, version in ((_OLD, old), (_NEW, new))
        for kind in compile_typology(*version).types
    ]
    return new[0].model_copy(update={"types": {kind.id: kind for kind in types}})


def _plain(name: str, kind: CompiledType) -> Type:
    def clauses(conditions: tuple[Condition, ...]) -> tuple[Clause, ...]:
        return tuple(Clause(when=condition) for condition in conditions)

    return Type(
        id=name,
        necessary=clauses(kind.rule.necessary),
        excluded_by=clauses(kind.rule.excluded_by),
        sufficient=clauses(kind.rule.sufficient),
    )


def _holding(space: PropertySpace, word: str, typology: Typology) -> dict[str | None, Formula]:
    found: dict[str | None, Formula] = {
        name: space.holding[f"{word} {name}"] for name in typology.types
    }
    found[None] = negation(disjunction(found.values()))
    return found
