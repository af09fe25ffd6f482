"""What the shell offers when TAB is pressed: the ids of the study around the current folder.

Outside a study, and where files are broken, nothing is offered and nothing is said.
"""

from collections.abc import Callable, Iterable
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.loading.ids import Ids

Complete = Callable[[str], list[str]]
"""From what has been typed so far to the words that begin with it."""


def _of_the_study(list_names: "Callable[[Ids], Iterable[str]]") -> Complete:
    def complete(incomplete: str) -> list[str]:
        from qualcode.loading.folders import root_above
        from qualcode.loading.ids import Ids

        root = root_above(Path.cwd())
        names = () if root is None else list_names(Ids(root))
        return [name for name in dict.fromkeys(names) if name.startswith(incomplete)]

    return complete


cases = _of_the_study(lambda ids: ids.cases)
figures = _of_the_study(lambda ids: ids.figures)
languages = _of_the_study(lambda ids: ids.languages)
typologies = _of_the_study(lambda ids: ids.typologies)
units = _of_the_study(lambda ids: ids.units)


def codes(incomplete: str) -> list[str]:
    """The codes of the study, also after a comma and after the sign for absence."""
    start = max(incomplete.rfind(mark) for mark in ",~*+") + 1
    return [f"{incomplete[:start]}{code}" for code in _codes(incomplete[start:])]


_codes = _of_the_study(lambda ids: ids.codes)


def _draft_paths(ids: "Ids") -> Iterable[str]:
    return (relpath(path) for path in sorted(ids.output.rglob("*.md")))


drafts = _of_the_study(_draft_paths)


def _part_ids(ids: "Ids") -> Iterable[str]:
    from qualcode.render.parts import parts_of
    from qualcode.render.templates import Templates

    return (part.id for part in parts_of(Templates(ids.templates, ids.language, "templates")))


parts = _of_the_study(_part_ids)


def examples(incomplete: str) -> list[str]:
    """The examples that a new study can begin with."""
    from qualcode.exchange.examples import example_folders

    return [name for name in example_folders() if name.startswith(incomplete)]


def standards(incomplete: str) -> list[str]:
    """The reporting standards that can be filled."""
    from qualcode.loading.standards import STANDARDS

    return [name for name in STANDARDS if name.startswith(incomplete)]
