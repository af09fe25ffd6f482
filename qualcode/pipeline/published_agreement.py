"""Published figures of agreement between coders, worked out again from their ratings."""

from collections.abc import Mapping
from types import MappingProxyType

from qualcode.agreement.alpha import alpha
from qualcode.agreement.chance import fleiss_kappa
from qualcode.agreement.distances import INTERVAL, NOMINAL, RATIO, ordinal
from qualcode.agreement.kappa import cohen_kappa
from qualcode.agreement.ratings import Figure, Rating, Undefined, Unit
from qualcode.agreement.unitising import Stretch, alpha_u_2004

Result = tuple[object, object]

RATINGS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
"""What four coders said of twelve units, a point where one said nothing."""

FLEISS = (
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
    "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
)
"""How many of six raters chose each of five categories, for each of thirty patients."""

COHEN = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
"""How often one coder chose the category of a row and the other that of a column."""

PASSAGES = (((225, 295), (370, 400)), ((220, 300), (355, 375), (400, 420)))
"""Where two coders marked a text from 150 to 450."""

ALPHAS: Mapping[str, str] = MappingProxyType(
    {"nominal": "0.743", "ordinal": "0.815", "interval": "0.849", "ratio": "0.797"}
)


def alphas() -> Result:
    """Alpha of the same ratings on four scales."""
    units: list[Unit] = [
        {str(coder): int(said) for coder, said in enumerate(column) if said != "."}
        for column in zip(*RATINGS, strict=True)
    ]
    order: tuple[Rating, ...] = (1, 2, 3, 4, 5)
    distances = (NOMINAL, ordinal(order), INTERVAL, RATIO)
    return dict(ALPHAS), {one.name: _said(alpha(units, one), 3) for one in distances}


def kappa_of_six() -> Result:
    """The kappa of many raters."""
    units: list[Unit] = [
        dict(_by_raters([i for i, times in enumerate(row) for _ in range(int(times))]))
        for row in FLEISS.split()
    ]
    return "0.430", _said(fleiss_kappa(units), 3)


def _by_raters(ratings: list[int]) -> Mapping[str, Rating]:
    """Ratings by raters of whom only the number is known."""
    return {str(i): rating for i, rating in enumerate(ratings)}


def kappa_of_two() -> Result:
    """The kappa of two coders."""
    pairs = [
        (i, j) for i, row in enumerate(COHEN) for j, times in enumerate(row) for _ in range(times)
    ]
    return "0.492", _said(cohen_kappa(pairs, (0, 1, 2)), 3)


def alpha_of_passages() -> Result:
    """Alpha of a text that two coders cut into passages of one code."""
    marked = [[Stretch(*ends) for ends in one] for one in PASSAGES]
    return "0.7286", _said(alpha_u_2004([marked], Stretch(150, 450)), 4)


def _said(figure: Figure, digits: int) -> str:
    return figure.reason if isinstance(figure, Undefined) else f"{float(figure):.{digits}f}"
