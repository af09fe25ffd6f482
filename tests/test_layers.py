"""The shape of the package: who may import whom, which library is known where, how big is big.

If a test here stops you, move the code, not the rule.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import pytest

# From top to bottom. A module may import from any level below its own; names on one level are
# strangers. A name is the first part of a path under qualcode/, a module or a package.
LEVELS = (
    ("__main__",),
    ("cli",),
    ("pipeline",),
    ("render", "exchange", "console", "typeset"),
    ("trail", "claims"),
    ("tables",),
    ("qca", "clusters", "schemas", "refactoring", "collecting"),
    ("rules", "typology", "query", "agreement", "loading", "manual"),
    ("source", "documents", "drafts"),
    ("model",),
    ("diagnostics",),
    ("__init__",),
)
DEPTH = MappingProxyType({place: depth for depth, level in enumerate(LEVELS) for place in level})

# The libraries that only some places may know.
KEEPERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "arro3": ("exchange",),
        "babel": ("render",),
        "click": ("cli",),
        "docx": ("documents", "typeset"),
        "jinja2": ("render",),
        "markdown_it": ("typeset",),
        "markupsafe": ("render",),
        "openpyxl": ("exchange",),
        "pydantic": ("model", "loading"),
        "pydantic_core": ("model", "loading"),
        "pypdf": ("documents",),
        "rapidfuzz": ("documents",),
        "rich": ("console",),
        "resvg_py": ("typeset",),
        "typer": ("cli",),
        "typst": ("typeset",),
        "watchfiles": ("pipeline",),
        "webvtt": ("documents",),
        "yaml": ("source",),
    }
)

LATE_IMPORTERS = ("cli",)  # imports inside commands keep `--help` quick
EMPTY_NAMES = frozenset(
    {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
)
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Import:
    """One imported name, such as `qualcode.model.Case`, and where it is imported."""

    name: str
    line: int
    is_late: bool  # inside a function, so that it runs when the function is called


@dataclass(frozen=True)
class Module:
    """The text of a module and its path from the root of the repository."""

    path: str
    text: str

    @property
    def place(self) -> str:
        """The name in `LEVELS` that the module belongs to."""
        return self.path.removeprefix("qualcode/").split("/")[0].removesuffix(".py")

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed text."""
        return ast.parse(self.text, self.path)

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Everything the module imports, at any depth."""
        return tuple(_imports(self.tree, is_late=False))


def _imports(node: ast.AST, *, is_late: bool) -> Iterator[Import]:
    match node:
        case ast.Import():
            yield from (Import(alias.name, node.lineno, is_late) for alias in node.names)
        case ast.ImportFrom():
            origin = "." * node.level + (f"{node.module}." if node.module else "")
            for alias in node.names:
                yield Import(f"{origin}{alias.name}", node.lineno, is_late)
        case ast.If(test=ast.Name("TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING")):
            yield from _imports_of_all(node.body, is_late=False)  # never runs
            yield from _imports_of_all(node.orelse, is_late=is_late)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from _imports_of_all(node.body, is_late=True)
        case _:
            yield from _imports_of_all(ast.iter_child_nodes(node), is_late=is_late)


def _imports_of_all(nodes: Iterable[ast.AST], *, is_late: bool) -> Iterator[Import]:
    for node in nodes:
        yield from _imports(node, is_late=is_late)


def _modules() -> Iterator[Module]:
    for path in sorted((ROOT / "qualcode").rglob("*.py")):
        yield Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


MODULES = tuple(_modules())


def without_place(module: Module) -> Iterator[str]:
    """The module, when `LEVELS` does not know it."""
    if module.place not in DEPTH:
        yield (
            f"{module.path}: '{module.place}' has no place in the architecture; "
            "add it to its level in LEVELS in tests/test_layers.py"
        )


def against_direction(module: Module) -> Iterator[str]:
    """Imports that do not point down, and relative ones, whose direction cannot be seen."""
    for found in module.imports:
        package, _, rest = found.name.partition(".")
        if not package:
            yield f"{module.path}:{found.line}: write '{found.name}' as an absolute import"
        if package != "qualcode" or module.place not in DEPTH:
            continue
        name = rest.split(".")[0]
        place = name if name in DEPTH else "__init__"  # `from qualcode import __version__`
        if place != module.place and DEPTH[place] <= DEPTH[module.place]:
            relation = "beside" if DEPTH[place] == DEPTH[module.place] else "above"
            yield (
                f"{module.path}:{found.line}: '{module.place}' imports '{place}', "
                f"which stands {relation} it"
            )


def against_keepers(module: Module) -> Iterator[str]:
    """Imports of a library that belongs to another place."""
    for found in module.imports:
        library = found.name.split(".")[0]
        keepers = KEEPERS.get(library, (module.place,))
        if module.place not in keepers:
            yield (
                f"{module.path}:{found.line}: '{module.place}' imports '{library}', "
                f"which only {' and '.join(keepers)} may know"
            )


def late(module: Module) -> Iterator[str]:
    """Imports inside functions, where the module may not have them."""
    if module.place not in LATE_IMPORTERS:
        for found in module.imports:
            if found.is_late:
                yield f"{module.path}:{found.line}: imports '{found.name}' inside a function"


def without_meaning(module: Module) -> Iterator[str]:
    """The module, when a part of its name could name anything."""
    for part in module.path.removesuffix(".py").split("/"):
        if part.strip("_") in EMPTY_NAMES:
            yield f"{module.path}: '{part}' says nothing; name it after its one idea"


def oversized(module: Module) -> Iterator[str]:
    """The module and its functions, where they are over the limit."""
    length = len(module.text.splitlines())
    if length > LONGEST_MODULE:
        yield f"{module.path}: {length} lines, {LONGEST_MODULE} at most"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield (
                    f"{module.path}:{node.lineno}: {node.name} has {length} lines, "
                    f"{LONGEST_FUNCTION} at most"
                )


def _assert_none(check: Callable[[Module], Iterator[str]]) -> None:
    found = [line for module in MODULES for line in check(module)]
    assert not found, "\n" + "\n".join(found)


def test_the_modules_of_the_package_are_found() -> None:
    assert "qualcode/__init__.py" in [module.path for module in MODULES]


def test_every_module_has_its_place() -> None:
    _assert_none(without_place)


def test_imports_point_down() -> None:
    _assert_none(against_direction)


def test_each_library_is_known_only_to_its_keepers() -> None:
    _assert_none(against_keepers)


def test_only_the_command_line_imports_inside_functions() -> None:
    _assert_none(late)


def test_every_name_says_something() -> None:
    _assert_none(without_meaning)


def test_modules_and_functions_are_short() -> None:
    _assert_none(oversized)


# Each check, shown a module that breaks it and one at the border that does not.


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("qualcode/tables.py", "from qualcode import render", "'tables' imports 'render', which"),
        ("qualcode/rules/a.py", "import qualcode.query.b", "which stands beside it"),
        ("qualcode/__init__.py", "from qualcode.cli import main", "which stands above it"),
        ("qualcode/cli.py", "from .model import Case", "'.model.Case' as an absolute import"),
        (
            "qualcode/model.py",
            "if TYPE_CHECKING:\n    from qualcode.source import read",
            "qualcode/model.py:2: 'model' imports 'source', which stands above it",
        ),
    ],
)
def test_an_import_upwards_or_sideways_is_named(path: str, text: str, expected: str) -> None:
    (found,) = against_direction(Module(path, text))
    assert found.startswith(f"{path}:")
    assert expected in found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("qualcode/__main__.py", "from qualcode.cli import main"),
        ("qualcode/tables.py", "from qualcode import diagnostics, __version__"),
        ("qualcode/render/figure.py", "from qualcode.render.page import Page"),
        ("qualcode/diagnostics.py", "import qualcode, qualcoder.source"),
    ],
)
def test_an_import_downwards_or_within_a_package_is_allowed(path: str, text: str) -> None:
    assert not list(against_direction(Module(path, text)))


def test_a_module_without_a_place_is_told_where_to_be_added() -> None:
    assert list(without_place(Module("qualcode/export/csv.py", ""))) == [
        "qualcode/export/csv.py: 'export' has no place in the architecture; "
        "add it to its level in LEVELS in tests/test_layers.py"
    ]


def test_a_library_outside_its_place_is_named_with_its_keepers() -> None:
    assert list(against_keepers(Module("qualcode/rules/a.py", "import re\nimport pydantic.x"))) == [
        "qualcode/rules/a.py:2: 'rules' imports 'pydantic', which only model and loading may know"
    ]
    assert not list(against_keepers(Module("qualcode/loading/a.py", "import pydantic")))


def test_a_late_import_is_named_unless_it_is_for_types_or_in_the_command_line() -> None:
    text = "def f():\n    if TYPE_CHECKING:\n        import a\n    class B:\n        import b"
    assert list(late(Module("qualcode/source.py", text))) == [
        "qualcode/source.py:5: imports 'b' inside a function"
    ]
    assert not list(late(Module("qualcode/cli.py", text)))
    assert not list(late(Module("qualcode/source.py", "try:\n    import a\nexcept E:\n    a = b")))


def test_a_name_without_meaning_is_named() -> None:
    assert list(without_meaning(Module("qualcode/rules/_helpers.py", ""))) == [
        "qualcode/rules/_helpers.py: '_helpers' says nothing; name it after its one idea"
    ]
    assert not list(without_meaning(Module("qualcode/rules/helped.py", "")))


def test_long_modules_and_functions_are_named_with_their_length() -> None:
    function = "def f():" + "\n    pass" * LONGEST_FUNCTION
    text = function + "\n" * (LONGEST_MODULE - LONGEST_FUNCTION) + "x = 1"
    assert list(oversized(Module("qualcode/source.py", text))) == [
        "qualcode/source.py: 301 lines, 300 at most",
        "qualcode/source.py:1: f has 41 lines, 40 at most",
    ]
    border = "\n".join(text.replace("    pass\n", "", 1).splitlines()[:LONGEST_MODULE])
    assert not list(oversized(Module("qualcode/source.py", border)))
