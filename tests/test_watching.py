"""`check --watch` in a process of its own: it checks at once, at each save, and ends on Ctrl-C."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.harbours import CASE, FILES
from tests.running import Run

MakeStudy = Callable[[Mapping[str, str]], Path]

ROOT = Path(__file__).parents[1]
LONGEST = 60  # seconds that anything may take
RULER = "-" * 72 + "\n"
# A process that is started in the background of a shell inherits that Ctrl-C is ignored.
WATCH = """\
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = ["qualcode", "check", "--watch"]
from qualcode.cli import main
main()
"""


class Watching:
    """A running `check --watch`, and what it has printed so far."""

    def __init__(self, process: subprocess.Popen[bytes], output: Path) -> None:
        self.process = process
        self._output = output

    @property
    def text(self) -> str:
        return self._output.read_text(encoding="utf-8")

    def wait_for(self, part: str, times: int = 1) -> None:
        until = time.monotonic() + LONGEST
        while self.text.count(part) < times:
            assert time.monotonic() < until, f"{part!r} is not in {self.text!r}"
            assert self.process.poll() is None, self.text
            time.sleep(0.02)

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LONGEST)


@contextmanager
def watching(root: Path, output: Path) -> Iterator[Watching]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with output.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-c", WATCH],
            cwd=root,
            env=environment,
            stdout=stream,
            stderr=stream,
        )
    try:
        yield Watching(process, output)
    finally:
        process.kill()
        process.wait(LONGEST)


def test_each_save_is_checked_until_the_user_interrupts(
    make_study: MakeStudy, tmp_path: Path
) -> None:
    root = make_study(FILES)
    (root / "templates").mkdir()
    with watching(root, tmp_path / "output") as running:
        running.wait_for("watching for changes")
        assert running.text == ("nothing found in 1 case file\nwatching for changes; Ctrl-C ends\n")
        (root / CASE).write_text(FILES[CASE].replace("busy", "bussy"), encoding="utf-8")
        running.wait_for("watching for changes", times=2)
        assert running.text.split(RULER)[1] == (
            f"changed: {CASE}\n"
            f"{CASE}:27:11: error QC401: typology 'liveliness' has no type 'bussy'\n"
            "        type: bussy\n"
            "              ^^^^^\n"
            "  hint: did you mean 'busy'?\n"
            "\n"
            "1 error in 1 case file\n"
            "watching for changes; Ctrl-C ends\n"
        )
        # As editors save that keep the old file until the new one is whole.
        (root / "new").write_text(FILES[CASE], encoding="utf-8")
        (root / "new").replace(root / CASE)
        running.wait_for("watching for changes", times=3)
        assert "nothing found in 1 case file\n" in running.text.split(RULER)[2]
        (root / "qualcode.yaml").write_text("study: [\n", encoding="utf-8")
        running.wait_for("changed: qualcode.yaml")
        running.wait_for("watching for changes", times=4)
        (root / "qualcode.yaml").write_text(FILES["qualcode.yaml"], encoding="utf-8")
        running.wait_for("watching for changes", times=5)
        assert "nothing found in 1 case file\n" in running.text.split(RULER)[4]
        assert running.interrupt() == 0
        assert "Traceback" not in running.text


def test_a_folder_of_new_cases_is_checked_once(make_study: MakeStudy, tmp_path: Path) -> None:
    root = make_study(FILES)
    with watching(root, tmp_path / "output") as running:
        running.wait_for("watching for changes")
        for name in ("a", "b", "c", "d"):
            text = FILES[CASE].replace("case: ærø", f"case: {name}")
            (root / "new").mkdir(exist_ok=True)
            (root / f"new/{name}.yaml").write_text(text, encoding="utf-8")
        (root / "new").rename(root / "cases/new")
        running.wait_for("in 5 case files\nwatching for changes")
        named = "cases/new/a.yaml, cases/new/b.yaml, cases/new/c.yaml and 1 more"
        assert f"changed: {named}\n" in running.text
        (root / "cases/new/.a.yaml.swp").write_text("what an editor keeps", encoding="utf-8")
        time.sleep(0.5)
        assert running.text.count("watching for changes") == 2
        assert running.interrupt() == 0


def test_a_terminal_is_cleared_before_each_check(make_study: MakeStudy) -> None:
    root = make_study(FILES)
    terminal, inside = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", WATCH],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=inside,
        stderr=subprocess.DEVNULL,
    )
    try:
        seen = b""
        while b"case file" not in seen:
            seen += os.read(terminal, 1000)
        assert seen.startswith(b"\x1b[2J\x1b[3J\x1b[Hnothing found in 1 case file")
    finally:
        process.kill()
        process.wait(LONGEST)
        os.close(inside)
        os.close(terminal)


def test_without_watchfiles_the_extra_is_named(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_study(FILES))
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    ran = run("check", "--watch")
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        "qualcode: watching needs watchfiles, which is not installed\n"
        "install it with: pip install 'qualcode[watch]'\n",
    )
