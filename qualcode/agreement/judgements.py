"""What coders said, as ratings that can be compared: which codes, which units, what is missing.

How a coding counts: a settled value is a rating, and so is `not_applicable`, which is a category of
its own. `unknown` says that the coder found nothing; it is missing, unless it is asked for as a
category. A value that is known in part (`any_of`, `at_least`, `at_most`, `complete: false`) is no
single judgement and is missing too. What was not coded is missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qualcode.agreement.ratings import Rating, Unit, Units
from qualcode.model.case import Case, CoderCodings, Coding
from qualcode.model.codebook import Code, Codebook, Scale
from qualcode.model.condition import UNKNOWN

FREE = (Scale.TEXT, Scale.TEXTS, Scale.REFERENCE)
"""The scales whose values are words of the coder's own, so that none is the same as another."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What coders said of one code: by case, or by case and record where it is a field.

    `unknown` and `partial` are the coders of codings that count as missing, once for each.
    """

    name: str
    code: Code
    units: Mapping[tuple[str, ...], Unit]
    unknown: tuple[str, ...]
    partial: tuple[str, ...]

    @property
    def coders(self) -> tuple[str, ...]:
        """Those who said anything, in order."""
        return tuple(sorted({coder for unit in self.units.values() for coder in unit}))

    def by(self, coders: Iterable[str] = ()) -> Units:
        """The ratings of all coders, or of some."""
        wanted = frozenset(coders) or frozenset(self.coders)
        return [
            {coder: rating for coder, rating in unit.items() if coder in wanted}
            for unit in self.units.values()
        ]


@dataclass(frozen=True, slots=True)
class _Said:
    unit: tuple[str, ...]
    coder: str
    coding: Coding


def judged(
    cases: Iterable[Case], codebook: Codebook, unknown_counts: bool = False
) -> tuple[Judged, ...]:
    """What coders said of each code that any of them coded, in the codebook's order."""
    said: dict[str, list[_Said]] = {}
    for case in cases:
        for codings in case.codings:
            for name, one in _said(case.id, codings):
                said.setdefault(name, []).append(one)
    return tuple(
        _judged(name, code, said[name], unknown_counts)
        for name, code in _codes(codebook)
        if name in said and code.derived is None and code.scale not in FREE
    )


def _codes(codebook: Codebook) -> Iterator[tuple[str, Code]]:
    yield from codebook.codes.items()
    for group in codebook.records.values():
        for name, code in group.fields.items():
            yield f"{group.id}.{name}", code


def _said(case: str, codings: CoderCodings) -> Iterator[tuple[str, _Said]]:
    coder = codings.coder
    for section in (codings.attributes, codings.codes):
        for name, coding in section.items():
            yield name, _Said((case,), coder, coding)
    for group, records in codings.records.items():
        for record in records.records.values():
            for name, coding in record.fields.items():
                yield f"{group}.{name}", _Said((case, record.id), coder, coding)


def _judged(name: str, code: Code, said: list[_Said], unknown_counts: bool) -> Judged:
    units: dict[tuple[str, ...], dict[str, Rating]] = {}
    for one in said:
        rating = rating_of(one.coding, unknown_counts)
        if rating is not None:
            units.setdefault(one.unit, {})[one.coder] = rating
    missing = [one for one in said if rating_of(one.coding, unknown_counts) is None]
    unknown = tuple(one.coder for one in missing if one.coding.is_unknown)
    partial = tuple(one.coder for one in missing if not one.coding.is_unknown)
    return Judged(name, code, units, unknown, partial)


def rating_of(coding: Coding, unknown_counts: bool) -> Rating | None:
    """The judgement of a coding, or None where it holds no single one."""
    if coding.is_unknown:
        return UNKNOWN if unknown_counts else None
    if not coding.is_known:
        return None
    return frozenset(coding.value) if isinstance(coding.value, tuple) else coding.value
