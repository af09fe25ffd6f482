"""Comparative analysis: published results, and what the user reads when something is open.

The data are those of Lipset as published by Rihoux and De Meur 2009, p. 57 (crisp), and Ragin 2009
(fuzzy), in Rihoux and Ragin (eds.), Configurational Comparative Methods.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.running import Ran, Run

MakeStudy = Callable[[Mapping[str, str]], Path]

CONDITIONS = "DEV,URB,LIT,IND,STB"
CRISP = """\
AU 10110:0 BE 11111:1 CZ 11111:1 EE 00101:0 FI 10101:1 FR 10111:1 DE 11110:0 GR 00000:0 HU 00100:0 \
IE 10101:1 IT 00001:0 NL 11111:1 PL 00100:0 PT 00000:0 RO 00001:0 ES 00000:0 SE 10111:1 UK 11111:1"""
FUZZY = """\
AU 81 12 99 73 43 5; BE 99 89 98 100 98 95; CZ 58 98 98 90 91 89; EE 16 7 98 1 91 12; FI 58 3 99 8 58 77;
FR 98 3 99 81 95 95; DE 89 79 99 96 31 5; GR 4 9 13 36 43 6; HU 7 16 88 7 13 42; IE 72 5 98 1 95 92;
IT 34 10 41 47 58 5; NL 98 100 99 94 99 95; PL 2 17 59 0 0 12; PT 1 2 1 11 1 5; RO 1 3 17 0 84 21;
ES 3 30 9 21 20 6; SE 95 13 99 67 91 95; UK 98 99 99 100 98 95"""
NAMES = (*CONDITIONS.split(","), "SURV")
PROJECT = "study: lipset\ntitle: Lipset\ncodebook: codebooks/lipset\nlanguage: en\n"
CODEBOOK = """\
codebook: lipset
version: "1"
languages: [en]
label: Democracies between the wars
units: {country: {label: country, plural: countries}}
themes: {conditions: {label: Conditions}}
documents: {table: {label: The published table}}
evidence: optional
"""


def _files(theme: str, cases: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {
        "qualcode.yaml": PROJECT,
        "codebooks/lipset/codebook.yaml": CODEBOOK,
        "codebooks/lipset/themes/conditions.yaml": theme,
        **{
            f"cases/{name.lower()}.yaml": f"case: {name}\nunit: country\nlabel: {name}\ncodes:\n"
            + "".join(f"  {code}: {value}\n" for code, value in values.items())
            for name, values in cases.items()
        },
    }


def crisp() -> dict[str, str]:
    """The crisp data as a study."""
    theme = "theme: conditions\ncodes:\n" + "".join(
        f"  {name}: {{label: {name}, unit: country, scale: boolean}}\n" for name in NAMES
    )
    pairs = CRISP.split()
    words = {"0": "false", "1": "true"}
    cases = {
        name: dict(zip(NAMES, (words[bit] for bit in bits.replace(":", "")), strict=True))
        for name, bits in zip(pairs[::2], pairs[1::2], strict=True)
    }
    return _files(theme, cases)


def fuzzy() -> dict[str, str]:
    """The fuzzy data as a study: numbers that are memberships themselves."""
    calibration = "calibration: {full_non_member: 0, crossover: 0.5, full_member: 1}"
    theme = "theme: conditions\ncodes:\n" + "".join(
        f"  {name}: {{label: {name}, unit: country, scale: number, minimum: 0, maximum: 1, "
        f"{calibration}}}\n"
        for name in NAMES
    )
    cases = {}
    for line in FUZZY.split(";"):
        name, *hundredths = line.split()
        shares = (str(int(number) / 100) for number in hundredths)
        cases[name] = dict(zip(NAMES, shares, strict=True))
    return _files(theme, cases)


@pytest.fixture
def compared(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> Callable[..., Any]:
    """`compared(files, outcome, *options)`: the JSON of the comparison of a study."""

    def compare(files: Mapping[str, str], outcome: str, *options: str) -> object:
        monkeypatch.chdir(make_study(files))
        ran = run("qca", outcome, "--conditions", CONDITIONS, "--format", "json", *options)
        assert (ran.code, ran.err) == (0, "")
        return json.loads(ran.out)

    return compare


def ways(data: Mapping[str, Any], family: str) -> list[dict[str, tuple[float, float]]]:
    """For each model of a solution its terms with coverage and unique coverage."""
    return [
        {
            term["expression"]: (round(term["coverage"], 3), round(term["unique_coverage"], 3))
            for term in model["terms"]
        }
        for model in data["solutions"][family]
    ]


def fit(data: Mapping[str, Any], family: str) -> tuple[str, float, float, float]:
    """The only model of a solution with consistency, PRI and coverage, to six digits."""
    (model,) = data["solutions"][family]
    figures = (round(model[name], 6) for name in ("consistency", "pri", "coverage"))
    one, two, three = figures
    return model["expression"], one, two, three


def test_crisp_solutions_are_as_published(compared: Callable[..., Any]) -> None:
    data = compared(crisp(), "SURV")
    assert ways(data, "conservative") == [
        {"DEV*~URB*LIT*STB": (0.5, 0.25), "DEV*LIT*IND*STB": (0.75, 0.5)}
    ]
    assert ways(data, "parsimonious") == [{"DEV*STB": (1, 1)}]
    for family in ("conservative", "parsimonious"):
        assert [(m["consistency"], m["coverage"]) for m in data["solutions"][family]] == [(1, 1)]
    rows = data["truth_table"]
    assert len(rows) == 32
    assert sum(bool(row["cases"]) for row in rows) == 9
    assert data["contradictions"] == []


def test_crisp_solutions_for_the_absence_of_the_outcome_are_as_published(
    compared: Callable[..., Any],
) -> None:
    data = compared(crisp(), "~SURV")
    assert ways(data, "conservative") == [
        {"~DEV*~URB*~IND": (0.8, 0.8), "DEV*LIT*IND*~STB": (0.2, 0.2)}
    ]
    assert ways(data, "parsimonious") == [{"~DEV": (0.8, 0.3), "~STB": (0.7, 0.2)}]


def test_fuzzy_solutions_are_as_published(compared: Callable[..., Any]) -> None:
    data = compared(fuzzy(), "SURV", "--expect", CONDITIONS)
    assert fit(data, "conservative") == (
        "DEV*~URB*LIT*~IND*STB + DEV*URB*LIT*IND*STB",
        0.869767,
        0.842991,
        0.658451,
    )
    assert fit(data, "parsimonious") == ("DEV*~IND + URB*STB", 0.85035, 0.818644, 0.713615)
    expression, *figures = fit(data, "intermediate")
    assert expression == "DEV*URB*LIT*STB + DEV*LIT*~IND*STB"
    assert [round(figure, 3) for figure in figures] == [0.866, 0.839, 0.66]
    assert data["counterfactuals"] == {"assumed": 12, "easy": 1}
    rows = {
        "".join("01"[state] for state in row["present"]): (
            row["outcome"],
            round(row["consistency"], 3),
            round(row["pri"], 3),
        )
        for row in data["truth_table"]
    }
    assert rows["10101"] == ("1", 0.804, 0.719)
    assert rows["10111"] == ("0", 0.709, 0.634)
    assert rows["11111"] == ("1", 0.904, 0.886)


def test_fuzzy_solutions_at_a_lower_threshold_are_as_published(
    compared: Callable[..., Any],
) -> None:
    data = compared(fuzzy(), "SURV", "--consistency", "0.7")
    conservative = fit(data, "conservative")
    assert set(conservative[0].split(" + ")) == {"DEV*~URB*LIT*STB", "DEV*LIT*IND*STB"}
    assert conservative[1:] == (0.87125, 0.850725, 0.818075)
    assert fit(data, "parsimonious") == ("DEV*STB", 0.868812, 0.848138, 0.823944)


def test_fuzzy_solutions_for_the_absence_are_as_published(compared: Callable[..., Any]) -> None:
    data = compared(fuzzy(), "~SURV")
    assert fit(data, "conservative")[1:] == (0.897406, 0.87092, 0.802743)
    assert fit(data, "parsimonious") == ("~DEV + ~STB", 0.84879, 0.815951, 0.888186)


def test_necessity_is_as_published(compared: Callable[..., Any]) -> None:
    more = ("--necessary", "LIT*STB", "--necessary", "DEV+URB+IND")
    data = compared(fuzzy(), "SURV", *more)
    published = {
        "DEV": (0.831, 0.811, 0.775),
        "URB": (0.539, 0.899, 0.771),
        "LIT": (0.991, 0.509, 0.643),
        "IND": (0.669, 0.786, 0.684),
        "STB": (0.920, 0.680, 0.707),
        "LIT*STB": (0.915, 0.800, 0.793),
        "DEV+URB+IND": (0.903, 0.704, 0.716),
    }
    found = {
        one["condition"]: tuple(round(one[n], 3) for n in ("inclusion", "relevance", "coverage"))
        for one in data["necessity"]
    }
    assert {name: found[name] for name in published} == published


def test_the_truth_table_as_the_user_reads_it(
    make_study: MakeStudy,
    monkeypatch: pytest.MonkeyPatch,
    run: Run,
    golden: Callable[[str, str], None],
) -> None:
    monkeypatch.chdir(make_study(fuzzy()))
    ran = run("qca", "SURV", "--conditions", "DEV,LIT,STB", "--plot", "xy.svg")
    assert (ran.code, ran.err) == (0, "")
    golden("lipset/qca.txt", ran.out)
    golden("lipset/xy.svg", Path("xy.svg").read_text(encoding="utf-8"))
    markdown = run("qca", "SURV", "--conditions", "DEV,LIT,STB", "--format", "md").out
    golden("lipset/qca.md", markdown)


def test_a_case_that_contradicts_its_row_is_traced_to_its_codings(
    compared: Callable[..., Any],
) -> None:
    files = crisp()
    files["cases/fi.yaml"] = files["cases/fi.yaml"].replace(
        "SURV: true", "SURV: {value: false, evidence: [{document: table, at: line 5}]}"
    )
    data = compared(files, "SURV", "--consistency", "0.5")
    assert data["contradictions"] == [
        {
            "case": "FI",
            "grounds": [
                *(
                    {
                        "set": name,
                        "code": name,
                        "position": f"cases/fi.yaml:{line}:3",
                        "evidence": [],
                    }
                    for line, name in enumerate(CONDITIONS.split(","), 5)
                ),
                {
                    "set": "SURV",
                    "code": "SURV",
                    "position": "cases/fi.yaml:10:3",
                    "evidence": [{"document": "table", "at": "line 5"}],
                },
            ],
        }
    ]


def test_everything_that_is_open_is_listed_at_once(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    files = crisp()
    files["cases/fi.yaml"] = files["cases/fi.yaml"].replace("URB: false", "URB: unknown")
    files["cases/uk.yaml"] = files["cases/uk.yaml"].replace("  LIT: true\n", "")
    monkeypatch.chdir(make_study(files))
    assert run("qca", "SURV", "--conditions", CONDITIONS) == Ran(
        1,
        "",
        """\
cases/fi.yaml:6:3: error QC450: case 'FI' leaves 'URB' open: 'URB' is not known
      URB: unknown
      ^^^
  hint: code it, leave the condition out, or compare only cases of which it is known

cases/uk.yaml:1:7: error QC450: case 'UK' leaves 'LIT' open: 'LIT' is not known
    case: UK
          ^^
  hint: code it, leave the condition out, or compare only cases of which it is known

""",
    )


def test_a_case_that_is_half_in_belongs_to_no_row(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    files = fuzzy()
    files["cases/fi.yaml"] = files["cases/fi.yaml"].replace("DEV: 0.58", "DEV: 0.5")
    monkeypatch.chdir(make_study(files))
    assert run("qca", "SURV", "--conditions", "DEV,LIT") == Ran(
        1,
        "",
        """\
cases/fi.yaml:5:3: error QC451: case 'FI' is exactly half in 'DEV', so it belongs to no row
      DEV: 0.5
      ^^^
  hint: move the crossover of its calibration off this value

""",
    )


def test_a_value_that_the_test_does_not_hang_on_may_be_unknown(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    files = fuzzy()
    files["cases/fi.yaml"] = files["cases/fi.yaml"].replace("DEV: 0.58", "DEV: {at_least: 0.55}")
    monkeypatch.chdir(make_study(files))
    assert run("qca", "SURV", "--conditions", "DEV>=0.5,LIT").code == 0
    assert run("qca", "SURV", "--conditions", "DEV>=0.6,LIT").code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("SURF", "--conditions", "DEV"), "there is no code 'SURF'; did you mean 'SURV'?"),
        (
            ("SURV", "--conditions", "DEV", "--unit", "contry"),
            "there is no unit 'contry'; did you mean 'country'?",
        ),
        (
            ("SURV", "--conditions", "DEV,DEV"),
            "a condition is given twice; give each once",
        ),
        (
            ("SURV", "--conditions", "DEV=yes"),
            "'DEV' is true or false, not 'yes'",
        ),
        (("SURV", "--conditions", "DEV>true"), "'DEV' has no order; write DEV=true"),
        (
            ("SURV", "--conditions", "DEV,LIT", "--expect", "LTT"),
            "'LTT' is expected, but is no condition; did you mean 'LIT'?",
        ),
        (
            ("SURV", "--conditions", "DEV", "--necessary", "DEV*URB"),
            "'URB' in 'DEV*URB' is no condition; they are DEV",
        ),
        (
            ("SURV", "--conditions", ",".join("ABCDEFGHIJ")),
            "10 conditions are too many to compare; give 9 at most",
        ),
        (
            ("SURV", "--conditions", "A B"),
            "'A B' is no set; write a code, or a code with a value: style=written",
        ),
    ],
)
def test_a_question_that_cannot_be_asked_is_misuse(
    arguments: tuple[str, ...],
    said: str,
    make_study: MakeStudy,
    monkeypatch: pytest.MonkeyPatch,
    run: Run,
) -> None:
    monkeypatch.chdir(make_study(crisp()))
    assert run("qca", *arguments) == Ran(2, "", f"qualcode: {said}\n")


def test_without_a_sufficient_row_there_is_a_truth_table_and_no_solution(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(make_study(crisp()))
    ran = run("qca", "SURV", "--conditions", "IND", "--consistency", "1")
    assert ran.code == 0
    assert "No combination of conditions is sufficient for SURV." in ran.out
    ran = run("qca", "SURV", "--conditions", "IND", "--consistency", "1", "--plot", "xy.svg")
    said = "there is nothing to draw: no combination is sufficient for SURV"
    assert ran == Ran(2, "", f"qualcode: {said}\n")
    assert not Path("xy.svg").exists()
