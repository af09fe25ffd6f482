"""How far coders agree: by code, by pair of coders or by theme, as tables and as data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median_low

from qualcode.agreement.bootstrap import Interval
from qualcode.agreement.comparing import Agreement
from qualcode.agreement.ratings import NOTHING_SHARED, Figure, Undefined
from qualcode.tables.table import Table

NONE = "–"
_COLUMNS = ("n", "agree", "alpha", "95 % interval", "kappa", "AC1")


def code_table(found: Sequence[Agreement]) -> Table:
    """One row a code."""
    columns = ("code", "level", *_COLUMNS)
    rows = tuple((one.name, one.distance, *_cells(one)) for one in found)
    names = [one.name for one in found]
    note = "; ".join((*_without_value(found, names), *_missing(found)))
    return Table("agreement by code", columns, rows, note)


def pair_table(found: Sequence[Agreement]) -> Table:
    """One row a code and pair of coders."""
    rows = tuple((one.name, ", ".join(one.coders), *_cells(one)) for one in found)
    names = [f"{one.name} ({', '.join(one.coders)})" for one in found]
    note = "; ".join(_without_value(found, names))
    return Table("agreement by pair of coders", ("code", "coders", *_COLUMNS), rows, note)


def figure_table(found: Sequence[Agreement]) -> Table:
    """One row an agreement, with all digits and nothing in words: for other programs to read."""
    columns = ("code", "coders", "level", "n", "agree", "alpha", "low", "high", "kappa", "AC1")
    rows = tuple(
        (
            one.name,
            " ".join(one.coders),
            one.distance,
            str(one.units),
            *map(digits, (one.percent, one.alpha, *ends(one.interval), one.kappa, one.ac1)),
        )
        for one in found
    )
    return Table("agreement", columns, rows)


def ends(found: Interval | Undefined) -> tuple[Figure, Figure]:
    """The two ends of an interval, as figures."""
    return (found, found) if isinstance(found, Undefined) else (found.low, found.high)


def digits(figure: Figure) -> str:
    """A figure for other programs: six digits, or nothing."""
    return "" if isinstance(figure, Undefined) else f"{float(figure):.6f}"


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """The codes of one theme: over all judgements, and where alpha is least."""

    theme: str
    codes: int
    units: int
    percent: Figure
    least: tuple[Fraction, str] | None
    middle: Fraction | None
    undefined: int


def by_theme(found: Sequence[Agreement]) -> tuple[ThemeAgreement, ...]:
    """The agreement on each theme. Alphas of different scales are not averaged, but ranked."""
    themes = dict.fromkeys(one.code.theme for one in found)
    return tuple(_theme(name, [one for one in found if one.code.theme == name]) for name in themes)


def _theme(name: str, found: Sequence[Agreement]) -> ThemeAgreement:
    units = sum(one.units for one in found)
    agreed = [one.percent * one.units for one in found if isinstance(one.percent, Fraction)]
    alphas = [(one.alpha, one.name) for one in found if isinstance(one.alpha, Fraction)]
    return ThemeAgreement(
        theme=name,
        codes=len(found),
        units=units,
        percent=sum(agreed, Fraction(0)) / units if units else NOTHING_SHARED,
        least=min(alphas, default=None),
        middle=median_low(alpha for alpha, _ in alphas) if alphas else None,
        undefined=len(found) - len(alphas),
    )


def theme_table(found: Sequence[ThemeAgreement]) -> Table:
    """One row a theme."""
    columns = ("theme", "codes", "n", "agree", "least alpha", "of", "median alpha")
    rows = tuple(
        (
            one.theme,
            str(one.codes),
            str(one.units),
            percent_in_words(one.percent),
            figure_in_words(one.least[0]) if one.least else NONE,
            one.least[1] if one.least else NONE,
            figure_in_words(one.middle) if one.middle is not None else NONE,
        )
        for one in found
    )
    without = [
        f"{one.theme}: {one.undefined} codes have no alpha" for one in found if one.undefined
    ]
    return Table("agreement by theme", columns, rows, "; ".join(without))


def _cells(one: Agreement) -> tuple[str, ...]:
    return (
        str(one.units),
        percent_in_words(one.percent),
        figure_in_words(one.alpha),
        interval_in_words(one.interval),
        figure_in_words(one.kappa),
        figure_in_words(one.ac1),
    )


def _without_value(found: Sequence[Agreement], names: Sequence[str]) -> Iterator[str]:
    """Why alpha or its interval has no value, each reason once."""
    reasons: dict[str, list[str]] = {}
    for one, name in zip(found, names, strict=True):
        for what, figure in (("alpha", one.alpha), ("interval", one.interval)):
            if isinstance(figure, Undefined):
                reasons.setdefault(f"no {what}, because {figure.reason}", []).append(name)
                break
    for reason, concerned in reasons.items():
        yield f"{reason}: {', '.join(concerned)}"


def _missing(found: Sequence[Agreement]) -> Iterator[str]:
    """Which codings could not be compared."""
    for one in found:
        counts = ((one.unknown, "unknown"), (one.partial, "known in part"))
        said = " and ".join(f"{number} {word}" for number, word in counts if number)
        if said:
            yield f"{one.name}: {said}, not compared"


def figure_in_words(figure: Figure) -> str:
    """A coefficient with two digits behind the point."""
    return NONE if isinstance(figure, Undefined) else f"{float(figure):.2f}"


def percent_in_words(figure: Figure) -> str:
    """A share in per cent."""
    return NONE if isinstance(figure, Undefined) else f"{float(100 * figure):.0f} %"


def interval_in_words(found: Interval | Undefined) -> str:
    """The two ends of an interval."""
    if isinstance(found, Undefined):
        return NONE
    return f"{figure_in_words(found.low)} to {figure_in_words(found.high)}"


def codes_as_data(found: Sequence[Agreement]) -> list[Mapping[str, object]]:
    """One entry an agreement; a figure without a value is null and has its reason."""
    return [_as_data(one) for one in found]


def themes_as_data(found: Sequence[ThemeAgreement]) -> list[Mapping[str, object]]:
    """One entry a theme."""
    return [
        {
            "theme": one.theme,
            "codes": one.codes,
            "n": one.units,
            "percent": as_number(one.percent),
            "least_alpha": one.least and float(one.least[0]),
            "least_alpha_of": one.least and one.least[1],
            "median_alpha": None if one.middle is None else float(one.middle),
            "without_alpha": one.undefined,
        }
        for one in found
    ]


def _as_data(one: Agreement) -> Mapping[str, object]:
    figures: Mapping[str, Figure] = {
        "percent": one.percent,
        "alpha": one.alpha,
        "kappa": one.kappa,
        "greatest_kappa": one.greatest_kappa,
        "ac1": one.ac1,
    }
    return {
        "code": one.name,
        "theme": one.code.theme,
        "scale": one.code.scale.value,
        "level": one.distance,
        "coders": list(one.coders),
        "n": one.units,
        "coded_once": one.alone,
        "unknown": one.unknown,
        "partial": one.partial,
        **{name: as_number(figure) for name, figure in figures.items()},
        "kappa_is": one.kappa_name or None,
        "interval": interval_as_data(one.interval),
        "no_value": no_value({**figures, "interval": one.interval}),
    }


def interval_as_data(found: Interval | Undefined) -> Mapping[str, object] | None:
    """An interval for JSON."""
    if isinstance(found, Undefined):
        return None
    ends = {"low": float(found.low), "high": float(found.high)}
    return {**ends, "samples_without_alpha": found.undefined}


def no_value(figures: Mapping[str, Figure | Interval]) -> Mapping[str, str]:
    """Why figures have no value, by their names."""
    return {name: found.reason for name, found in figures.items() if isinstance(found, Undefined)}


def as_number(figure: Figure) -> float | None:
    """A figure for JSON."""
    return None if isinstance(figure, Undefined) else float(figure)
