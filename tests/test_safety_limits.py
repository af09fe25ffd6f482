"""The page about limits names those that there are."""

from pathlib import Path

import pytest

from qualcode.render import sandbox
from qualcode.source import building, files, references, scalars

PAGE = (Path(__file__).parents[1] / "docs" / "limits.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("what", "limit"),
    [
        ("bytes in a file or a template", files.LARGEST),
        ("levels of lists and mappings in a file", building.DEEPEST),
        ("references (`*name`) in a file", references.MOST_ALIASES),
        ("values that the references of a file stand for", references.MOST_NODES),
        ("characters in a number", scalars.LONGEST_NUMBER),
        ("numbers that `range` gives in one text", sandbox.MOST_STEPS),
        ("numbers that filters such as `indent` take", sandbox.WIDEST),
        ("characters or items that `+` makes in a template", sandbox.LONGEST),
    ],
)
def test_the_page_names_each_limit(what: str, limit: int) -> None:
    assert f"| {what} | {limit:,} | " in PAGE


def test_the_page_names_the_limits_of_powers() -> None:
    powers = f"{sandbox.LARGEST_BASE:,} and {sandbox.HIGHEST}"
    assert f"| base and exponent of `**` in a template | {powers} | " in PAGE
