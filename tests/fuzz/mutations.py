"""Strategies that change a study: its bytes, the structure of its data, its values, its templates.

Everything is drawn, so that an input that fails can be made smaller, and so that the same seed
gives the same inputs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import yaml
from hypothesis import strategies as st

from tests.fuzz.studies import Files, files_of, kind_of

Path = tuple[str | int, ...]
Draw = st.DrawFn
Change = Callable[[Draw, object, object], object]


@dataclass(frozen=True)
class Input:
    """A study with one or two files changed: which way, and what they are now."""

    way: str
    study: str
    changed: Files

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the changed files hold."""
        return tuple(sorted({kind_of(path) for path in self.changed}))

    @property
    def files(self) -> Files:
        """All files of the changed study."""
        return {**files_of(self.study), **self.changed}


_PIECES = (
    *(b"\0", b"\x1b[31m", b"\x07", b"\xff\xfe", b"\xc3", b"\xe2\x80\xae", b"\xef\xbb\xbf"),
    *(b"\t", b"\r", b"\r\n", b"\n", b"\n\n", b"  ", b"- ", b": ", b"? ", b"#", b"%YAML 1.1\n"),
    *(b"&a ", b"*a", b"<<: *a\n", b"!!python/object/apply:os.system ", b"!t ", b"---\n", b"...\n"),
    *(b"{", b"}", b"[", b"]", b'"', b"'", b"|\n", b">\n", b",", b"~", b"@", b"`", b"[" * 60),
)
_TEMPLATE_PIECES = (
    *(b"{{ ", b" }}", b"{% ", b" %}", b"{# ", b" #}", b"|", b"(", b")", b"page.", b"page"),
    *(b"{% for x in range(10**9) %}", b"{% endfor %}", b"{{ page.__class__ }}", b"{{ 1 / 0 }}"),
    *(b'{{ ""|attr("__class__") }}', b'{% include "../x" %}', b"{{ 'a' * 10**10 }}", b"{{ x }}"),
    *(b'{{ "%1000000000d" | format(1) }}', b"{% if %}", b"{{ page.case('x') }}", b"{{ [] }}"),
    *(b"{{ 9 ** 9 ** 9 }}", b"{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", b"{{ none }}"),
)
_VALUES: tuple[object, ...] = (
    *(None, True, False, 0, 1, -1, 2, 10**30, -(10**400), 0.5, 1e308, -0.0),
    *(float("nan"), float("inf"), float("-inf"), "", " ", "unknown", "not_applicable", "no"),
    *("da", "en", "xx", "a", "../../x", "/etc/passwd", "{{ 7*7 }}", "=1+1", "\x1b]8;;x\x07", "\0"),
    *(
        "\u200b",
        "\u202eabc",
        "é" * 300,
        "x" * 5_000,
        "nominal",
        "set",
        "count",
        "2012-02-30",
        "1,5",
    ),
    *([], {}, [[]], [None], {"": None}, {"value": 1}, {"any_of": []}, {"all": []}, {"not": {}}),
    *({"at_least": 2, "of": []}, {"any_of": ["high", 3]}, {"at_least": 1}, {"da": 1}),
)


@st.composite
def inputs(draw: Draw, studies: Sequence[str]) -> Input:
    """One of the studies with one or two of its files changed."""
    study = draw(st.sampled_from(studies))
    way = draw(st.sampled_from(("values", "structure", "bytes", "template", "files")))
    files = files_of(study)
    templates = [path for path in files if path.endswith(".j2")]
    if way == "template" and not templates:
        way = "bytes"
    if way == "files":
        return Input(way, study, _other_files(draw, files))
    paths = templates if way == "template" else [path for path in files if path not in templates]
    chosen = draw(st.lists(st.sampled_from(paths), min_size=1, max_size=2, unique=True))
    return Input(way, study, {path: _changed(draw, way, path, files) for path in chosen})


def _changed(draw: Draw, way: str, path: str, files: Files) -> bytes:
    match way:
        case "bytes":
            return _bytes(draw, files[path], _PIECES)
        case "template":
            return _bytes(draw, files[path], _TEMPLATE_PIECES)
        case "structure":
            return _data(draw, files, path, _restructured)
        case _:
            return _data(draw, files, path, _revalued)


def _other_files(draw: Draw, files: Files) -> Files:
    """One file in the place of another, or under a name of its own."""
    one, other = draw(st.sampled_from(sorted(files))), draw(st.sampled_from(sorted(files)))
    name = draw(
        st.sampled_from((other, f"{one}.yml", f"{one[:-5]}-kopi æ.yaml", "cases/x/case.yaml"))
    )
    return {name: files[one]}


def _bytes(draw: Draw, data: bytes, pieces: tuple[bytes, ...]) -> bytes:
    """The bytes with up to four places changed."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 40))
        match draw(st.sampled_from(("insert", "flip", "delete", "duplicate", "cut", "move"))):
            case "insert":
                data = data[:at] + draw(st.sampled_from(pieces)) + data[at:]
            case "flip":
                data = (
                    data[:at]
                    + bytes(b ^ 1 << length % 8 for b in data[at : at + 1])
                    + data[at + 1 :]
                )
            case "delete":
                data = data[:at] + data[at + length :]
            case "duplicate":
                data = (
                    data[:at]
                    + data[at : at + length] * draw(st.integers(2, 50))
                    + data[at + length :]
                )
            case "cut":
                data = data[:at]
            case "move":
                to = draw(st.integers(0, len(data)))
                data = data[:to] + data[at : at + length] + data[to:]
    return data


def _data(draw: Draw, files: Files, path: str, change: Change) -> bytes:
    data = _loaded(files[path])
    other = draw(st.sampled_from(sorted(name for name in files if name.endswith(".yaml"))))
    elsewhere = _loaded(files[other])
    for _ in range(draw(st.integers(1, 3))):
        data = change(draw, data, elsewhere)
    text: str = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    return text.encode(errors="replace")


@cache
def _loaded(file: bytes) -> object:
    return yaml.load(file, yaml.CSafeLoader)


def _restructured(draw: Draw, data: object, elsewhere: object) -> object:
    """The data with one part dropped, renamed, repeated, nested, reordered or from elsewhere."""
    path = draw(st.sampled_from(_paths(data)))
    here = _at(data, path)
    match draw(st.sampled_from(("drop", "rename", "nest", "reorder", "swap", "graft", "deepen"))):
        case "drop":
            return _without(data, path)
        case "rename" if path and isinstance(path[-1], str):
            keys = sorted({str(part) for one in _paths(elsewhere) for part in one})
            name = draw(st.sampled_from(keys or ["x"]))
            return _with(_without(data, path), (*path[:-1], name), here)
        case "nest":
            return _with(
                data, path, draw(st.sampled_from(([here], {"all": [here]}, {"value": here})))
            )
        case "reorder" if isinstance(here, dict):
            return _with(data, path, dict(reversed(here.items())))
        case "swap":
            other = draw(st.sampled_from(_paths(data)))
            there = _at(data, other)
            return _with(_with(data, path, there), other, here)
        case "deepen":
            for _ in range(draw(st.sampled_from((3, 48, 60)))):
                here = {"not": here}
            return _with(data, path, here)
        case _:
            return _with(data, path, _at(elsewhere, draw(st.sampled_from(_paths(elsewhere)))))


def _revalued(draw: Draw, data: object, elsewhere: object) -> object:
    """The data with another value in one place."""
    leaves = [path for path in _paths(data) if not isinstance(_at(data, path), dict | list)]
    path = draw(st.sampled_from(leaves or [()]))
    others = [
        one
        for one in (_at(elsewhere, inner) for inner in _paths(elsewhere))
        if not isinstance(one, dict | list)
    ]
    value = draw(st.one_of(st.sampled_from(_VALUES), st.sampled_from(others or [None])))
    return _with(data, path, value)


def _paths(data: object) -> list[Path]:
    found: list[Path] = []
    waiting: list[tuple[Path, object]] = [((), data)]
    while waiting:
        path, here = waiting.pop()
        found.append(path)
        waiting += [((*path, key), inner) for key, inner in _entries(here)]
    return found


def _entries(here: object) -> list[tuple[str | int, object]]:
    if isinstance(here, dict):
        return list(here.items())
    return list(enumerate(here)) if isinstance(here, list) else []


def _at(data: object, path: Path) -> object:
    for part in path:
        data = data[part]  # type: ignore[index]  # a path of this very data
    return data


def _with(data: object, path: Path, value: object) -> object:
    """The data with another value at a path, as far as the path leads into it still."""
    if not path:
        return value
    first, *rest = path
    if isinstance(data, dict):
        return {**data, first: _with(data.get(first), tuple(rest), value)}
    if isinstance(data, list) and isinstance(first, int) and first < len(data):
        return [*data[:first], _with(data[first], tuple(rest), value), *data[first + 1 :]]
    return data


def _without(data: object, path: Path) -> object:
    if not path:
        return None
    first, *rest = path
    if isinstance(data, dict) and first in data:
        if rest:
            return {**data, first: _without(data[first], tuple(rest))}
        return {key: value for key, value in data.items() if key != first}
    if isinstance(data, list) and isinstance(first, int) and first < len(data):
        kept = [_without(data[first], tuple(rest))] if rest else []
        return [*data[:first], *kept, *data[first + 1 :]]
    return data
