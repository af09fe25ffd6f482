"""Names with hyphens and Danish letters, and more than seven conditions: right in every output.

The study is fictional: races, and what is known of their stages.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qualcode.console.tables import draw
from qualcode.tables.table import Table
from tests.running import Ran, Run

MakeStudy = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]

STAGES = ("første-løb", "å-vej", "æble-eng", "øl-bod", "e5", "f6", "g7", "h8")
FILES = {
    "qualcode.yaml": "study: løb\ntitle: Løb\ncodebook: codebooks/løb\nlanguage: da\n",
    "codebooks/løb/codebook.yaml": """\
# Fictional.
codebook: løb
version: "1"
languages: [da]
label: Løb
units:
  løber: {label: løber, plural: løbere}
themes:
  etaper: {label: Etaper}
evidence: optional
""",
    "codebooks/løb/themes/etaper.yaml": "theme: etaper\ncodes:\n"
    + "".join(
        f"  {name}: {{label: {name}, unit: løber, scale: boolean}}\n"
        for name in (*STAGES, "ud-fald")
    ),
    "codebooks/løb/typologies/slags-æ.yaml": """\
typology: slags-æ
unit: løber
label: slags
exclusive: required
types:
  hurtig-ø:
    label: hurtig
    necessary:
"""
    + "".join(f"      - {{{name}: true}}\n" for name in STAGES)
    + "  lang-som:\n    label: langsom\n    necessary: [{første-løb: false}]\n",
}


def runner(number: int) -> str:
    """The file of a runner: the binary digits of a number on the first stages, the rest done."""
    done = {name: bool(number >> i & 1) or i > 2 for i, name in enumerate(STAGES)}
    coded = {**done, "ud-fald": done["første-løb"] and done["å-vej"]}
    lines = "".join(f"  {name}: {str(value).lower()}\n" for name, value in coded.items())
    return f"case: løber-{number}\nunit: løber\nlabel: Løber\ncodes:\n{lines}"


@pytest.fixture
def races(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = {f"cases/løber-{number}.yaml": runner(number) for number in range(8)}
    monkeypatch.chdir(make_study({**FILES, **cases}))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("classify", ["classify"]),
        ("classify.md", ["classify", "--format", "md"]),
        ("explain", ["explain", "løber-6", "slags-æ", "--next", "--flips"]),
        ("typology", ["typology", "slags-æ"]),
        ("map", ["typology", "map", "slags-æ"]),
        ("qca", ["qca", "ud-fald", "--conditions", ",".join(STAGES[:5])]),
        ("qca.md", ["qca", "ud-fald", "--conditions", ",".join(STAGES[:5]), "--format", "md"]),
    ],
)
def test_such_names_are_right_in_every_output(
    races: None, run: Run, golden: Golden, name: str, words: list[str]
) -> None:
    ran = run(*words)
    assert (ran.code, ran.err) == (0, "")
    golden(f"races/{name}", ran.out)


def test_the_study_is_clean(races: None, run: Run) -> None:
    assert run("check") == Ran(0, "nothing found in 8 case files\n", "")


def test_a_table_with_too_many_columns_runs_over_the_end_of_the_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = tuple(f"condition_{i}" for i in range(12))
    draw(Table("wide", ("cases", *names), (("north, south", *("1" for _ in names)),)))
    ones = "   ".join("1  " for _ in names).rstrip()
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()][-3:] == [
        f"north,       {ones}",
        "south",
        "",
    ]
