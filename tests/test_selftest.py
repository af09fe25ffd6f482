"""`qualcode selftest`: what is published comes out, and what does not come out is told."""

from fractions import Fraction
from types import MappingProxyType

import pytest

from qualcode.diagnostics import Misuse
from qualcode.pipeline import selftest
from qualcode.pipeline.published import FUZZY
from tests.running import Ran, Run

RIGHT = """\
right    ideal types of 18 countries (Kvist 2007; data of Ragin 2009)
right    'X or not X' is certain when X is unknown (logic of possible worlds)
right    fuzzy 'X or not X' is between 0.5 and 1 (logic of possible worlds)
right    'at least n of n' is the same as 'all' (logic of possible worlds)
right    a case without a possible world is invalid (logic of possible worlds)
right    alpha of four coders on four scales (Krippendorff 2011)
right    kappa of six raters (Fleiss 1971)
right    kappa of two coders (Cohen 1960)
right    alpha of passages (Krippendorff 2004)
right    solutions for crisp SURV (Rihoux and Ragin 2009; R package QCA 3.25.1)
right    solutions for crisp ~SURV (Rihoux and Ragin 2009; R package QCA 3.25.1)
right    solutions for fuzzy SURV (Rihoux and Ragin 2009; R package QCA 3.25.1)
right    solutions for fuzzy ~SURV (Rihoux and Ragin 2009; R package QCA 3.25.1)
"""


def test_every_published_result_comes_out(run: Run) -> None:
    assert run("selftest") == Ran(0, RIGHT, "")


def test_a_result_that_does_not_come_out_is_shown_beside_the_published_one(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    greece_as_austria = MappingProxyType({"GR": FUZZY["AU"]})
    monkeypatch.setattr(selftest, "FUZZY", greece_as_austria)
    monkeypatch.setattr(selftest, "IDEAL_TYPES", {"GR": "000"})
    monkeypatch.setattr(selftest, "ORACLES", selftest.ORACLES[:1])
    assert run("selftest") == Ran(
        1,
        "WRONG    ideal types of 18 countries (Kvist 2007; data of Ragin 2009)\n"
        "  published: {'GR': '000'}\n"
        "  here: {'GR': '110'}\n",
        "",
    )


def test_an_oracle_whose_library_is_missing_is_skipped_with_the_reason(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_library() -> selftest.Result:
        raise Misuse("install it with: pip install 'qualcode[qca]'")

    oracle = selftest.Oracle("solutions", "a book", without_library)
    monkeypatch.setattr(selftest, "ORACLES", (oracle,))
    assert run("selftest") == Ran(
        0, "skipped  solutions (a book): install it with: pip install 'qualcode[qca]'\n", ""
    )


def test_the_scores_are_those_that_are_published() -> None:
    assert len(FUZZY) == 18
    assert FUZZY["FI"][0] == Fraction(58, 100)
