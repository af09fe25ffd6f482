"""The generated pages of docs/ say what the code says; `make docs` writes them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.generated_docs import command_pages, rule_pages

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {"rules": rule_pages, "commands": command_pages}


@pytest.mark.parametrize("folder", PAGES)
def test_the_generated_pages_are_not_stale(folder: str, request: pytest.FixtureRequest) -> None:
    pages = PAGES[folder]()
    if request.config.getoption("--update-golden"):
        _write(DOCS / folder, pages)
    there = {
        path.name: path.read_bytes().decode()
        for path in (DOCS / folder).iterdir()
        if path.is_file()
    }
    stale = [name for name in sorted({*pages, *there}) if pages.get(name) != there.get(name)]
    assert stale == [], "run 'make docs', and read the diff"


def _write(folder: Path, pages: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_bytes(text.encode())


def test_every_command_has_an_example_in_its_help() -> None:
    without = [name for name, text in command_pages().items() if "\n$ qualcode " not in text]
    assert without == ["README.md"]


@pytest.mark.parametrize("folder", PAGES)
def test_links_between_the_pages_lead_somewhere(folder: str) -> None:
    pages = PAGES[folder]()
    for text in pages.values():
        for target in _targets(text):
            assert (DOCS / folder / target).exists(), target


def _targets(text: str) -> list[str]:
    outside = "".join(text.split("```")[::2])
    return [part.split(")")[0] for part in outside.split("](")[1:]]
