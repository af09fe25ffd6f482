"""The agreement on each code, with the coefficients that fit its scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from qualcode.agreement.alpha import alpha_of
from qualcode.agreement.bootstrap import SAMPLES, SEED, Interval, interval
from qualcode.agreement.chance import fleiss_kappa, gwet_ac1, percent
from qualcode.agreement.distances import (
    INTERVAL,
    MASI,
    NOMINAL,
    Distance,
    ordinal,
)
from qualcode.agreement.judgements import Judged
from qualcode.agreement.kappa import cohen_kappa, greatest_kappa, quadratic, unweighted
from qualcode.agreement.ratings import Figure, Rating, Undefined, Units, of_pair, pairable
from qualcode.model.codebook import Code, Scale
from qualcode.model.condition import NOT_APPLICABLE, UNKNOWN

_NUMBERS = (Scale.COUNT, Scale.NUMBER)
_FLAGS = (Scale.BOOLEAN, Scale.PRESENCE)


@dataclass(frozen=True, slots=True)
class Method:
    """How agreement is worked out, beyond what the scales ask for."""

    sets: Distance = MASI
    numbers: Distance = INTERVAL
    unknown_counts: bool = False
    seed: int = SEED
    samples: int = SAMPLES


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far some coders agree on one code.

    `units` were coded by two of them or more, `alone` by one. `distance` is the level that alpha
    was worked out on; `kappa_name` says which kappa it is.
    """

    name: str
    code: Code
    coders: tuple[str, ...]
    units: int
    alone: int
    unknown: int
    partial: int
    distance: str
    percent: Figure
    alpha: Figure
    interval: Interval | Undefined
    kappa_name: str
    kappa: Figure
    greatest_kappa: Figure
    ac1: Figure


def compare(judged: Judged, method: Method, coders: Sequence[str] = ()) -> Agreement:
    """The agreement of all coders of a code, or of some of them."""
    names = tuple(coders) or judged.coders
    units = judged.by(names)
    kept = pairable(units)
    distance = _distance(judged.code, kept, method)
    figure = alpha_of(kept, distance)
    kappa_name, kappa, greatest = _kappa(judged.code, units, names, distance)
    return Agreement(
        name=judged.name,
        code=judged.code,
        coders=names,
        units=len(kept),
        alone=sum(len(unit) == 1 for unit in units),
        unknown=sum(coder in names for coder in judged.unknown),
        partial=sum(coder in names for coder in judged.partial),
        distance=distance.name,
        percent=percent(units),
        alpha=figure(range(len(kept))),
        interval=interval(figure, len(kept), method.seed, method.samples),
        kappa_name=kappa_name,
        kappa=kappa,
        greatest_kappa=greatest,
        ac1=_ac1(judged.code, units),
    )


def pairs_of_coders(judged: Judged) -> tuple[tuple[str, str], ...]:
    """The pairs of coders who both coded one of the units."""
    return tuple(
        (one, other)
        for one, other in combinations(judged.coders, 2)
        if any(one in unit and other in unit for unit in judged.units.values())
    )


def _distance(code: Code, rated: Sequence[tuple[Rating, ...]], method: Method) -> Distance:
    """What fits the scale; a rating that has no place on an ordered scale makes it nominal."""
    if code.scale is Scale.SET:
        return method.sets
    ordered = code.scale is Scale.ORDINAL or code.scale in _NUMBERS
    has_others = any(one in (NOT_APPLICABLE, UNKNOWN) for unit in rated for one in unit)
    if not ordered or has_others:
        return NOMINAL
    return ordinal(code.value_ids) if code.scale is Scale.ORDINAL else method.numbers


def _kappa(
    code: Code, units: Units, coders: Sequence[str], distance: Distance
) -> tuple[str, Figure, Figure]:
    """Kappa where there are categories: Cohen's for two coders, Fleiss' for more."""
    none = Undefined("kappa is for single categories")
    if code.scale is Scale.SET or code.scale in _NUMBERS:
        return "", none, none
    if len(coders) != 2:
        for_two = Undefined("it is for two coders")
        return "fleiss", fleiss_kappa(units), for_two
    pairs = of_pair(units, coders[0], coders[1])
    if distance is not NOMINAL:
        weighted = cohen_kappa(pairs, code.value_ids, quadratic)
        return "cohen, quadratic weights", weighted, Undefined("it is for kappa without weights")
    used = dict.fromkeys(rating for pair in pairs for rating in pair)
    return "cohen", cohen_kappa(pairs, tuple(used), unweighted), greatest_kappa(pairs)


def _ac1(code: Code, units: Units) -> Figure:
    if code.scale is Scale.SET or code.scale in _NUMBERS:
        return Undefined("AC1 is for single categories")
    used = {rating for unit in units for rating in unit.values()}
    declared: set[Rating] = {False, True} if code.scale in _FLAGS else set(code.value_ids)
    return gwet_ac1(units, len(used | declared))
