"""The studies that are changed: their files by name, as bytes."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tests.kitchens import KITCHENS

ROOT = Path(__file__).parents[2]
_PARTS = ("qualcode.yaml", "codebooks/**/*.yaml", "cases/**/*.yaml", "templates/**/*.j2")
_SHARED = "templates/shared/"
Files = Mapping[str, bytes]


@cache
def files_of(name: str) -> Files:
    """The files of a study by their paths in it."""
    if name == "kitchens":
        return MappingProxyType({path: text.encode() for path, text in sorted(KITCHENS.items())})
    folder = ROOT if name == "boligsocial" else ROOT / "tests" / "studies" / name
    paths = [path for pattern in _PARTS for path in sorted(folder.glob(pattern))]
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    return MappingProxyType(
        {name: path.read_bytes() for name, path in named.items() if not name.startswith(_SHARED)}
    )


def kind_of(path: str) -> str:
    """What a file of a study holds: cases, themes, templates and so on."""
    if path.endswith(".j2"):
        return "template"
    for folder, kind in (("cases/", "case"), ("/themes/", "theme"), ("/typologies/", "typology")):
        if folder in path:
            return kind
    return path.rsplit("/", 1)[-1].removesuffix(".yaml")  # codebook, rules, figures, facts, project
