"""A second, slow way to classify: list every world, judge each one, compare.

Shares no code with `qualcode.typology`: conditions are evaluated on complete worlds, derived codes
are computed from them, and the verdict is named by the words of the design.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations, product

from qualcode.model.case import Case, Coding
from qualcode.model.codebook import Code, Codebook, Scale
from qualcode.model.condition import (
    NOT_APPLICABLE,
    AllOf,
    AnyOf,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Some,
)
from qualcode.model.typology import Clause, Typology

HIGHEST = 6
"""Counts are listed up to here: above every number that the generated conditions use."""

Record = tuple[tuple[str, object], ...]


@dataclass(frozen=True)
class World:
    """A value for every code, and the records of every group."""

    values: tuple[tuple[str, object], ...]
    records: tuple[tuple[str, tuple[Record, ...]], ...]


def worlds(case: Case, book: Codebook) -> Iterator[World]:
    """Every world of a case that the codebook does not rule out."""
    names = [name for name, code in book.codes.items() if code.derived is None]
    values = [tuple(_values(book.codes[name], case.coding(name))) for name in names]
    groups = list(book.records)
    records = [tuple(_records(group, case, book)) for group in groups]
    for chosen in product(*values):
        for rows in product(*records):
            world = World(
                tuple(zip(names, chosen, strict=True)), tuple(zip(groups, rows, strict=True))
            )
            if not any(true_in(entry.when, world, book) for entry in book.impossible):
                yield world


def _values(code: Code, coding: Coding | None) -> Iterator[object]:
    if coding is not None and coding.any_of:
        yield from coding.any_of
        return
    if code.scale is Scale.SET:
        yield from _sets(code, coding)
        return
    if coding is not None and coding.value is not None and not coding.is_unknown:
        yield coding.value
        return
    if code.scale is Scale.BOOLEAN:
        yield from (False, True)
    elif code.scale is Scale.COUNT:
        low = 0 if coding is None or coding.at_least is None else coding.at_least
        high = HIGHEST if coding is None or coding.at_most is None else coding.at_most
        yield from range(int(low), int(high) + 1)
    else:
        yield from code.value_ids
    if code.may_not_apply and (coding is None or coding.is_unknown):
        yield NOT_APPLICABLE


def _sets(code: Code, coding: Coding | None) -> Iterator[object]:
    if coding is not None and coding.value == NOT_APPLICABLE:
        yield NOT_APPLICABLE
        return
    sure = coding.value if coding is not None and isinstance(coding.value, tuple) else ()
    if sure and coding is not None and coding.complete:
        yield frozenset(sure)
        return
    rest = [name for name in code.value_ids if name not in sure]
    sizes = range(len(rest) + 1)
    for more in chain.from_iterable(combinations(rest, size) for size in sizes):
        yield frozenset((*sure, *more))
    if code.may_not_apply and not sure:
        yield NOT_APPLICABLE


def _records(group: str, case: Case, book: Codebook) -> Iterator[tuple[Record, ...]]:
    fields = book.records[group].fields
    known = case.records.get(group)
    named = [] if known is None else [record.fields for record in known.records.values()]
    rows = [tuple(_rows(fields, coded)) for coded in named]
    extras: list[tuple[Record, ...]] = [()]
    if known is None or not known.complete:
        # No condition asks for more than two records, so two of each kind are enough.
        anything = tuple(_rows(fields, {}))
        mixtures = product((0, 1, 2), repeat=len(anything))
        extras = [
            tuple(row for row, number in zip(anything, mixture, strict=True) for _ in range(number))
            for mixture in mixtures
        ]
    for chosen in product(*rows):
        for more in extras:
            yield (*chosen, *more)


def _rows(fields: Mapping[str, Code], coded: Mapping[str, Coding]) -> Iterator[Record]:
    names = list(fields)
    for chosen in product(*(tuple(_values(fields[name], coded.get(name))) for name in names)):
        yield tuple(zip(names, chosen, strict=True))


def true_in(condition: Condition, world: World, book: Codebook) -> bool:
    """Whether a condition holds in a world."""
    return _true(condition, dict(world.values), book.codes, world, book)


def _true(
    condition: Condition,
    values: Mapping[str, object],
    codes: Mapping[str, Code],
    world: World,
    book: Codebook,
) -> bool:
    match condition:
        case AllOf(parts):
            return all(_true(part, values, codes, world, book) for part in parts)
        case AnyOf(parts):
            return any(_true(part, values, codes, world, book) for part in parts)
        case AtLeast(count, parts):
            return sum(_true(part, values, codes, world, book) for part in parts) >= count
        case Not(part):
            return not _true(part, values, codes, world, book)
        case Some(records, where, count):
            fields = book.records[records].fields
            rows = dict(world.records)[records]
            return sum(_true(where, dict(row), fields, world, book) for row in rows) >= count
        case Comparison():
            return _test(condition, codes[condition.code], values, world, book)


def _test(
    test: Comparison, code: Code, values: Mapping[str, object], world: World, book: Codebook
) -> bool:
    value = values[code.id] if code.derived is None else derived(code, world, book)
    argument = test.argument
    members = set(argument) if isinstance(argument, tuple) else {argument}
    if code.scale is Scale.SET:
        if argument == NOT_APPLICABLE:
            return value == NOT_APPLICABLE
        if not isinstance(value, frozenset):
            return False
        return {
            "equals": value == members,
            "contains": members <= value,
            "contains_all": members <= value,
            "contains_any": bool(members & value),
            "excludes": not (members & value),
        }[test.operator]
    if test.operator == "equals":
        return value == argument
    if test.operator == "in":
        return value in members
    if value == NOT_APPLICABLE or value is None:
        return False
    order = list(code.value_ids) if code.scale is Scale.ORDINAL else list(range(100))
    mine, other = order.index(value), order.index(argument)  # type: ignore[arg-type]  # both are in it
    return {
        "at_least": mine >= other,
        "at_most": mine <= other,
        "below": mine < other,
        "above": mine > other,
    }[test.operator]


def derived(code: Code, world: World, book: Codebook) -> object:
    """The value of a derived code in a world."""
    way = code.derived
    assert way is not None
    values = dict(world.values)
    if way.condition is not None:
        return true_in(way.condition, world, book)
    if way.bands is not None:
        number = values[way.bands.of]
        if not isinstance(number, int):
            return None
        return next(b.value for b in way.bands.limits if b.below is None or number < b.below)
    group = way.count or way.union
    assert group is not None
    fields = book.records[group].fields
    where = way.where or AllOf(())
    rows = [dict(row) for row in dict(world.records)[group]]
    rows = [row for row in rows if _true(where, row, fields, world, book)]
    if way.count is not None:
        return len(rows)
    sets = [row[way.field or ""] for row in rows]
    return frozenset().union(*(one for one in sets if isinstance(one, frozenset)))


def verdict_in(world: World, typology: Typology, book: Codebook) -> tuple[str, tuple[str, ...]]:
    """The verdict of one world: its kind and the types it speaks of."""
    members = tuple(name for name in typology.types if belongs(name, world, typology, book))
    if len(members) == 1:
        return "pure", members
    if members:
        return ("several" if typology.exclusive == "no" else "overlap"), members
    scores = {name: _resemblance(name, world, typology, book) for name in typology.types}
    best = max(scores.values(), default=Fraction(0))
    least = Fraction(str(typology.thresholds.blend))
    margin = Fraction(str(typology.thresholds.margin))
    near = tuple(n for n, score in scores.items() if score >= least and best - score <= margin)
    if best < least:
        return "outside", ()
    return ("blend" if len(near) > 1 else "near"), near


def belongs(name: str, world: World, typology: Typology, book: Codebook) -> bool:
    """Whether a world belongs to a type."""
    kind = typology.types[name]

    def every(clauses: tuple[Clause, ...]) -> bool:
        return all(true_in(clause.when, world, book) for clause in clauses)

    if any(true_in(clause.when, world, book) for clause in kind.sufficient):
        return True
    if not kind.necessary and not kind.excluded_by:
        return False
    excluded = any(true_in(clause.when, world, book) for clause in kind.excluded_by)
    return every(kind.necessary) and not excluded


def _resemblance(name: str, world: World, typology: Typology, book: Codebook) -> Fraction:
    kind = typology.types[name]
    if not kind.profile:
        held = [true_in(clause.when, world, book) for clause in kind.necessary]
        return Fraction(sum(held), len(held)) if held else Fraction(0)
    whole = sum(Fraction(str(ideal.weight)) for ideal in kind.profile.values())
    total = Fraction(0)
    for code_name, ideal in kind.profile.items():
        code = book.codes[code_name]
        value = dict(world.values)[code_name]
        total += Fraction(str(ideal.weight)) / whole * _similar(code, value, ideal.ideal)
    return total


def _similar(code: Code, value: object, ideal: tuple[object, ...]) -> Fraction:
    if code.scale is Scale.SET:
        return (
            Fraction(len(set(ideal) & value), len(ideal))
            if isinstance(value, frozenset)
            else Fraction(0)
        )
    if code.scale is Scale.ORDINAL and len(code.value_ids) > 1:
        order = list(code.value_ids)
        if value not in order:
            return Fraction(0)
        ranks = [order.index(best) for best in ideal]  # type: ignore[arg-type]  # ids of values
        nearest = min(abs(order.index(value) - rank) for rank in ranks)
        return 1 - Fraction(nearest, len(order) - 1)
    return Fraction(int(value in ideal))
