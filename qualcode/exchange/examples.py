"""The example studies that come with qualcode, and how one is copied into a new folder."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from qualcode.diagnostics import Misuse, did_you_mean
from qualcode.exchange.placing import place_study, write_into
from qualcode.model.places import PROJECT_FILE

_PACKAGE = Path(__file__).parents[1]
_PARTS = ("codebooks", "cases", "templates", PROJECT_FILE)
"""What a study consists of; the project file comes last, because it makes a folder a study."""
More = Callable[[Path], Mapping[str, str]]
_SHARED = "shared"
"""The templates that belong to qualcode, not to the study; `render` finds them by itself."""


def example_folders() -> dict[str, Path]:
    """The folder of each example by name.

    An installed package carries them; in a checkout the repository's root is one, and the others
    are among the tests.
    """
    packaged = _PACKAGE / "examples"
    if packaged.is_dir():
        return _folders(packaged)
    return {"boligsocial": _PACKAGE.parent, **_folders(_PACKAGE.parent / "tests" / "studies")}


def _folders(parent: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(parent.iterdir()) if path.is_dir()}


def copy_example(name: str, folder: Path, more: More) -> int:
    """Copy an example into a new or empty folder, wholly or not at all; gives the number of files.

    Args:
        name: of the example.
        folder: where the study goes.
        more: the texts of further files of the study, by path, made from the copy of it.

    Raises:
        Misuse: there is no such example, or the folder cannot take it.
    """
    examples = example_folders()
    if name not in examples:
        hint = did_you_mean(name, examples) or f"there are {', '.join(examples)}"
        raise Misuse(f"there is no example '{name}'; {hint}")
    return place_study(folder, lambda whole: _fill(whole, examples[name], more))


def _fill(whole: Path, source: Path, more: More) -> None:
    for part in _PARTS:
        if (source / part).is_dir():
            shutil.copytree(source / part, whole / part, ignore=_left_out)
        else:
            shutil.copyfile(source / part, whole / part)
    write_into(whole, {name: text.encode() for name, text in more(whole).items()})


def _left_out(folder: str, names: list[str]) -> list[str]:
    return [_SHARED] if Path(folder).name == "templates" and _SHARED in names else []
