"""What agreement was worked out from and how: what a report has to say beside the figures."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from qualcode import __version__
from qualcode.agreement.comparing import Method
from qualcode.model.codebook import Codebook
from qualcode.tables.verdicts import FORMAT


@dataclass(frozen=True, slots=True)
class Basis:
    """What agreement was worked out from, and how.

    `settled` are those who decided on a disagreement, once for each; `unsettled` counts the rest.
    """

    study: str
    codebook: Codebook
    hash: str
    cases: int
    shared: int
    coders: tuple[str, ...]
    settled: tuple[str, ...]
    unsettled: int
    method: Method


def method_in_words(basis: Basis) -> str:
    """What a report has to say of how agreement was worked out."""
    method = basis.method
    share = f" ({100 * basis.shared / basis.cases:.0f} %)" if basis.cases else ""
    unknown = (
        "'unknown' counts as a category" if method.unknown_counts else "'unknown' counts as missing"
    )
    return (
        f"Method: {basis.shared} of {basis.cases} cases{share} coded by two or more of the coders "
        f"{', '.join(basis.coders)}. Krippendorff's alpha, because it takes any number of coders, "
        f"codings that are missing, and every scale (sets by {method.sets.name}, numbers by "
        f"{method.numbers.name}); {unknown}. Kappa is Cohen's for two coders, weighted by squared "
        f"steps where values have an order, and Fleiss' for more. n counts the cases, or records "
        f"of cases, that two coders or more coded. Intervals: {method.samples} bootstrap samples "
        f"of them, seed {method.seed}.{_settled(basis)} {codebook_in_words(basis)}"
    )


def codebook_in_words(basis: Basis) -> str:
    """Which codebook the coders used."""
    codebook = f"codebook {basis.codebook.id} {basis.codebook.version}".rstrip()
    return f"The {codebook}, SHA-256 {basis.hash[:12]}."


def _settled(basis: Basis) -> str:
    """How disagreements were settled, which a report has to say as well."""
    if not basis.settled:
        return f" Disagreements: {basis.unsettled}, none settled." if basis.unsettled else ""
    by = "; ".join(f"{number} by {who}" for who, number in Counter(basis.settled).items())
    return f" Disagreements settled: {by}; {basis.unsettled} open."


def agreement_as_data(basis: Basis, parts: Mapping[str, object]) -> Mapping[str, object]:
    """The envelope of `agree --format json`: see docs/json.md."""
    method = basis.method
    return {
        "qualcode": __version__,
        "format": FORMAT,
        **basis_as_data(basis),
        "settled": dict(Counter(basis.settled)),
        "unsettled": basis.unsettled,
        "method": {
            "sets": method.sets.name,
            "numbers": method.numbers.name,
            "unknown": "category" if method.unknown_counts else "missing",
            "seed": method.seed,
            "samples": method.samples,
            "interval": "bootstrap, percentiles 2.5 and 97.5",
        },
        **parts,
    }


def basis_as_data(basis: Basis) -> Mapping[str, object]:
    """Who coded what, with which codebook."""
    return {
        "study": basis.study,
        "codebook": {
            "codebook": basis.codebook.id,
            "version": basis.codebook.version,
            "hash": basis.hash,
        },
        "cases": basis.cases,
        "cases_of_several_coders": basis.shared,
        "coders": list(basis.coders),
    }
