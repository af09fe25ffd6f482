"""What the shell offers when TAB is pressed, by the protocol that its completion script speaks."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.running import Ran, Run
from tests.wards import FILES

MakeStudy = Callable[[Mapping[str, str]], Path]
Tab = Callable[[str], list[str]]

FIGURES = "figures:\n  chart: {kind: ladder, label: Chart, code: style}\n"
STUDY = {
    **FILES,
    "codebooks/wards/figures.yaml": FIGURES,
    "templates/en/summary.md.j2": "",
    "templates/en/boxes.md.j2": "",
    "build/en/summary.md": "",
    "build/en/figures/chart.svg": "",
}


@pytest.fixture
def wards(make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small study; the shell stands in a folder of it."""
    root = make_study(STUDY)
    monkeypatch.chdir(root / "cases")
    return root


@pytest.fixture
def tab(run: Run, monkeypatch: pytest.MonkeyPatch) -> Tab:
    """`tab("explain n")`: what bash offers after these words."""

    def pressed(words: str) -> list[str]:
        monkeypatch.setenv("_QUALCODE_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", f"qualcode {words}")
        monkeypatch.setenv("COMP_CWORD", str(len(f"qualcode {words}x".split()) - 1))
        ran = run()
        assert (ran.code, ran.err) == (0, "")
        return ran.out.split()

    return pressed


OFFERED = {
    "explain ": ["north", "south"],
    "explain n": ["north"],
    "explain north ": ["handover"],
    "figure ": ["chart"],
    "trace --of n": ["north"],
    "trace --of north st": ["style"],
    "figure chart s": ["south"],
    "classify --typology h": ["handover"],
    "classify --unit ": ["ward"],
    "classify --lang ": ["en"],
    "next --typology ": ["handover"],
    "cluster ": ["handover"],
    "typology h": ["handover"],
    "typology s": ["show"],
    "typology show ": ["handover"],
    "typology cross handover h": ["handover"],
    "qca ch": ["checklist"],
    "qca checklist --conditions style,~to": ["style,~tools"],
    "render --chapter ": ["summary", "1"],
    "codebook sc": ["schema"],
    "init --example w": ["wards"],
    "explain --format ": ["text", "json"],
    "claim ": ["../build/en/summary.md"],
    "claim ../build/en/x": [],
}


@pytest.mark.parametrize("words", OFFERED)
def test_ids_of_the_study_are_offered(words: str, wards: Path, tab: Tab) -> None:
    assert tab(words) == OFFERED[words]


def test_zsh_and_fish_are_offered_the_same(
    wards: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "qualcode explain n")
    monkeypatch.setenv("_QUALCODE_COMPLETE", "complete_zsh")
    assert run() == Ran(0, "_arguments '*: :((\"north\"))'\n", "")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("_QUALCODE_COMPLETE", "complete_fish")
    assert run() == Ran(0, "north\n", "")


@pytest.mark.parametrize("words", OFFERED)
def test_outside_a_study_nothing_is_said(
    words: str, tab: Tab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own = ("typology s", "codebook sc", "init --example w", "explain --format ")
    assert tab(words) == (OFFERED[words] if words in own else [])


def test_broken_files_are_left_out_without_a_word(
    make_study: MakeStudy, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = {
        **STUDY,
        "cases/east.yaml": "case: east\n\tunit: [",
        "cases/west.yaml": "[]",
        "cases/quoted.yaml": 'case: "øst-1"  # in the east\nunit: ward\n',
        "codebooks/wards/codebook.yaml": "units: [\n",
        "codebooks/wards/themes/second.yaml": "codes: style\n",
    }
    root = make_study(broken)
    monkeypatch.chdir(root)
    assert tab("explain ") == ["east", "north", "south", "øst-1"]
    assert tab("classify --unit ") == []
    assert tab("classify --lang ") == []
    assert tab("qca st") == ["style"]
    (root / "qualcode.yaml").write_text("- no study\n", encoding="utf-8")
    assert tab("explain ") == ["east", "north", "south", "øst-1"]
    assert tab("qca st") == []
