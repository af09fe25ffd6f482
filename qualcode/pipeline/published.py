"""Published data and results that `qualcode selftest` works out again.

The data on 18 countries between the wars are those of Lipset's thesis as printed in Rihoux and
Ragin (eds.) 2009, Configurational Comparative Methods: crisp by Rihoux and De Meur (p. 57), fuzzy
by Ragin, here in hundredths. Solutions are those of the package QCA for R, version 3.25.1.
"""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

SETS = ("DEV", "URB", "LIT", "IND", "STB", "SURV")
_FUZZY = """
AU 81 12 99 73 43 5 | BE 99 89 98 100 98 95 | CZ 58 98 98 90 91 89 | EE 16 7 98 1 91 12
FI 58 3 99 8 58 77 | FR 98 3 99 81 95 95 | DE 89 79 99 96 31 5 | GR 4 9 13 36 43 6
HU 7 16 88 7 13 42 | IE 72 5 98 1 95 92 | IT 34 10 41 47 58 5 | NL 98 100 99 94 99 95
PL 2 17 59 0 0 12 | PT 1 2 1 11 1 5 | RO 1 3 17 0 84 21 | ES 3 30 9 21 20 6
SE 95 13 99 67 91 95 | UK 98 99 99 100 98 95
"""
_CRISP = """
AU 101100 | BE 111111 | CZ 111111 | EE 001010 | FI 101011 | FR 101111 | DE 111100 | GR 000000
HU 001000 | IE 101011 | IT 000010 | NL 111111 | PL 001000 | PT 000000 | RO 000010 | ES 000000
SE 101111 | UK 111111
"""

Table = Mapping[str, tuple[Fraction, ...]]


def _rows(text: str) -> list[list[str]]:
    return [row.split() for row in text.replace("\n", "|").split("|") if row.strip()]


FUZZY: Table = MappingProxyType(
    {name: tuple(Fraction(int(n), 100) for n in numbers) for name, *numbers in _rows(_FUZZY)}
)
CRISP: Table = MappingProxyType(
    {name: tuple(Fraction(int(bit)) for bit in bits) for name, bits in _rows(_CRISP)}
)

IDEAL_TYPES: Mapping[str, str] = MappingProxyType(
    {
        country: cell
        for cell, countries in (
            ("000", "GR PT ES"),
            ("001", "IT RO"),
            ("010", "HU PL"),
            ("011", "EE"),
            ("110", "AU DE"),
            ("111", "BE CZ FI FR IE NL SE UK"),
        )
        for country in countries.split()
    }
)
"""The ideal type, by DEV, LIT and STB, that each country is more in than out of (Kvist 2007)."""

SOLUTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "crisp SURV": ("DEV*LIT*IND*STB + DEV*~URB*LIT*STB", "DEV*STB"),
        "crisp ~SURV": ("DEV*LIT*IND*~STB + ~DEV*~URB*~IND", "~DEV + ~STB"),
        "fuzzy SURV": ("DEV*URB*LIT*IND*STB + DEV*~URB*LIT*~IND*STB", "DEV*~IND + URB*STB"),
        "fuzzy ~SURV": ("DEV*LIT*IND*~STB + ~DEV*~URB*~IND", "~DEV + ~STB"),
    }
)
"""The conservative and the parsimonious solution, their terms in order of the alphabet."""

FITS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "crisp SURV": ("1.000000 1.000000", "1.000000 1.000000"),
        "crisp ~SURV": ("1.000000 1.000000", "1.000000 1.000000"),
        "fuzzy SURV": ("0.869767 0.658451", "0.850350 0.713615"),
        "fuzzy ~SURV": ("0.897406 0.802743", "0.848790 0.888186"),
    }
)
"""Consistency and coverage of these solutions."""
