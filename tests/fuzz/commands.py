"""What is run on a changed study, and what must hold of it."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from qualcode import cli
from tests.fuzz.mutations import Input

INTERRUPTED = 130
"""How a command exits when its user has stopped it."""

_UNSAFE = frozenset(map(chr, (*range(0x20), 0x7F, *range(0x80, 0xA0)))) - {"\n"}


class BrokenError(AssertionError):
    """A command did what it never may: the words say what."""


def try_commands(one: Input, folder: Path, *, only_check: bool = False) -> tuple[str, ...]:
    """Run the commands on a changed study in an empty folder; gives those that were run.

    Everything else is run only where `check` lets it: verdicts need a codebook, drafts a clean
    study.

    Raises:
        BrokenError: one of them failed, wrote an escape sequence, or changed a file of the study.
    """
    for name, data in one.files.items():
        path = folder / "study" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    before = _contents(folder)
    with _inside(folder / "study"):
        ran = ("check",) if only_check else tuple(_commands(one))
        if only_check:
            _run("check")
    after = _contents(folder)
    changed = sorted(path for path in before if after.get(path) != before[path])
    changed += sorted(path for path in after if path.parts[0] != "study")
    if changed:
        raise BrokenError(f"files were changed: {', '.join(map(str, changed))}")
    return ran


def _commands(one: Input) -> Iterator[str]:
    code, _ = _run("check")
    yield "check"
    if code:
        _run("check", "--format", "json")
        yield "check json"
    if code == 2:
        return
    _run("classify", "--format", "csv")
    yield "classify"
    case = next((name for name in sorted(one.files) if name.startswith("cases/")), "")
    _run("explain", Path(case).stem or "x")
    yield "explain"
    if code == 0 and one.study != "boligsocial":
        _run("render", "--all")
        yield "render"


def _run(*words: str) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    argv, sys.argv = sys.argv, ["qualcode", *words]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                cli.main()
            except SystemExit as left:
                code = int(left.code or 0)
    finally:
        sys.argv = argv
    said = out.getvalue() + err.getvalue()
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    if code not in (0, 1, 2):
        raise BrokenError(f"{' '.join(words)} exits with {code}: {err.getvalue()[-600:]}")
    if unsafe := _UNSAFE & set(said):
        raise BrokenError(f"{' '.join(words)} prints {sorted(unsafe)!r}")
    return code, said


def _contents(folder: Path) -> dict[Path, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder): path.read_bytes() for path in paths}


@contextlib.contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
