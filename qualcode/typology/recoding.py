"""A case as it would be if it were coded otherwise: less, or in one place differently."""

from collections.abc import Callable, Collection, Iterator, Mapping

from qualcode.model.case import Case, Coding, RecordGroup
from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import NOT_APPLICABLE, Scalar, Value
from qualcode.typology.compiled import Compiled
from qualcode.typology.possible import possible_values

Place = tuple[str, ...]
"""Where a value is coded: (code,), or (group, record, field)."""


def coded_names(case: Case, compiled: Compiled) -> tuple[str, ...]:
    """The codes and record groups that conditions ask for and of which the case says something."""
    codes = (name for name in compiled.codes if _says_something(case.coding(name)))
    return (*codes, *(name for name in compiled.groups if name in case.records))


def keeping(case: Case, names: Collection[str]) -> Case:
    """The case as if only these codes and record groups had been coded."""
    return case.model_copy(
        update={
            "attributes": {n: c for n, c in case.attributes.items() if n in names},
            "codes": {n: c for n, c in case.codes.items() if n in names},
            "records": {n: g for n, g in case.records.items() if n in names},
        }
    )


def on_basis(case: Case, basis: str) -> Case:
    """The case as if only the values with this basis had been coded.

    A record that rests on another basis may still exist: its fields are unknown then.
    """

    def kept(codings: Mapping[str, Coding]) -> dict[str, Coding]:
        return {name: coding for name, coding in codings.items() if coding.basis == basis}

    def group(old: RecordGroup) -> RecordGroup:
        records = {
            record.id: record.model_copy(
                update={"fields": kept(record.fields) if record.basis == basis else {}}
            )
            for record in old.records.values()
        }
        return old.model_copy(update={"records": records})

    return case.model_copy(
        update={
            "attributes": kept(case.attributes),
            "codes": kept(case.codes),
            "records": {name: group(old) for name, old in case.records.items()},
        }
    )


def recoded(case: Case, place: Place, value: Value) -> Case:
    """The case with another value in one place."""
    if len(place) == 3:
        name, record, field = place
        group = case.records[name]
        old = group.records[record]
        new = old.model_copy(update={"fields": {**old.fields, field: Coding(value=value)}})
        group = group.model_copy(update={"records": {**group.records, record: new}})
        return case.model_copy(update={"records": {**case.records, name: group}})
    (code,) = place
    part = "codes" if code in case.codes else "attributes"
    return case.model_copy(update={part: {**getattr(case, part), code: Coding(value=value)}})


def recodings(case: Case, compiled: Compiled) -> Iterator[tuple[Place, Coding, Value]]:
    """Every other value that conditions can tell from the one coded, place by place.

    A set is recoded by one member more or less, or to not applicable.
    """
    frame = compiled.frame
    for name in compiled.codes:
        coding = case.coding(name)
        if coding is not None and _says_something(coding):
            asked = compiled.members.get((name,), frozenset())
            for value in _others(frame.codes[name], coding, asked, frame.mentioned.get((name,))):
                yield (name,), coding, value
    for group in compiled.groups:
        records = case.records[group].records.values() if group in case.records else ()
        for record in records:
            for name, coding in record.fields.items():
                asked = compiled.members.get((group, name), frozenset())
                mentioned = frame.mentioned.get((group, name))
                if mentioned is not None and _says_something(coding):
                    code = frame.fields[group][name]
                    for value in _others(code, coding, asked, mentioned):
                        yield (group, record.id, name), coding, value


def _others(
    code: Code,
    coding: Coding,
    asked: frozenset[Scalar] | None,
    mentioned: Collection[Scalar] | None,
) -> Iterator[Value]:
    if code.scale is not Scale.SET:
        values = possible_values(code, None, mentioned or ())
        same = _indistinct(code, mentioned or ())
        yield from (value for value in values if not same(value, coding.value))
        return
    members = coding.value if isinstance(coding.value, tuple) else ()
    changing = code.value_ids if asked is None else tuple(m for m in code.value_ids if m in asked)
    for member in changing:
        rest = tuple(one for one in members if one != member)
        yield rest if member in members else (*members, member)
    if code.may_not_apply and coding.value != NOT_APPLICABLE:
        yield NOT_APPLICABLE


def _indistinct(
    code: Code, mentioned: Collection[Scalar]
) -> Callable[[Scalar, Value | None], bool]:
    """Whether conditions cannot tell a value from the one coded: numbers in the same stretch."""
    points = sorted(float(v) for v in mentioned if isinstance(v, int | float))

    def stretch(value: Value | None) -> object:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if code.scale not in (Scale.COUNT, Scale.NUMBER) or not is_number:
            return (type(value), value)
        assert isinstance(value, int | float)
        return (sum(point < value for point in points), value in points)

    return lambda value, coded: stretch(value) == stretch(coded)


def _says_something(coding: Coding | None) -> bool:
    return coding is not None and not coding.is_unknown
