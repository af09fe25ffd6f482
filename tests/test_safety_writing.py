"""A full disk, a kill, two runs at once, files that change: nothing is lost, nothing is half there."""

import errno
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from time import sleep

import pytest

from qualcode.render import writing
from qualcode.render.writing import MANIFEST, File, Written, write_files
from qualcode.source import files as reading
from qualcode.source import read_document
from tests.running import Run
from tests.wards import FILES

Make = Callable[[Mapping[str, str]], Path]
ROOT = Path(__file__).parents[1]
OLD = (File("en/chapter-1.md", "The first edition.\n"), File("en/summary.md", "In short.\n"))
NEW = (File("en/chapter-1.md", "The second edition.\n"), File("en/preface.md", "Thanks.\n"))


def contents(folder: Path) -> dict[str, str]:
    """The files in a folder but the manifest, with what they say."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST]
    return {path.relative_to(folder).as_posix(): path.read_text() for path in sorted(paths)}


def digests(folder: Path) -> dict[str, str]:
    """What the manifest of a folder says."""
    files: dict[str, str] = json.loads((folder / MANIFEST).read_text())["files"]
    return files


KILLED = """
import os, signal, sys
from pathlib import Path
from qualcode.render.writing import File, write_files
from tests.test_safety_writing import NEW, OLD

EVENTS = ("open", "os.mkdir", "os.rename", "os.remove", "os.listdir", "os.scandir", "fcntl.flock", "fsync")

def run_until(last, folder):
    passed = 0
    def step(event, arguments):
        nonlocal passed
        if event in EVENTS and (passed := passed + 1) == last:
            os.kill(os.getpid(), signal.SIGKILL)
    fsync = os.fsync
    os.fsync = lambda descriptor: (step("fsync", ()), fsync(descriptor))
    sys.addaudithook(step)
    write_files(folder, NEW, "build")

for last in range(1, 200):
    folder = Path(sys.argv[1]) / str(last)
    write_files(folder, OLD, "build")
    child = os.fork()
    if not child:
        run_until(last, folder)
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
        break
"""


def test_a_run_that_is_killed_at_any_step_leaves_whole_files_and_the_next_run_works(
    tmp_path: Path,
) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, check=True, timeout=60)
    folders = sorted(tmp_path.iterdir(), key=lambda path: int(path.name))
    assert len(folders) > 15
    old, new = ({file.path: file.text for file in files} for files in (OLD, NEW))
    seen = set()
    for folder in folders:
        there = {name: text for name, text in contents(folder).items() if ".tmp" not in name}
        assert {**old, **there} == there
        assert all(text in (old.get(name), new.get(name)) for name, text in there.items())
        seen.add(len([name for name in there if there[name] == new.get(name)]))
        assert write_files(folder, NEW, "build") == Written((NEW[0].path, NEW[1].path), ())
        assert contents(folder) == {**old, **new}
        expected = {
            name: sha256(str(text).encode()).hexdigest() for name, text in {**old, **new}.items()
        }
        assert digests(folder) == expected
    assert seen == {0, 1, 2}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_disk_is_a_finding_and_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    write_files(tmp_path, OLD, "build")
    manifest = (tmp_path / MANIFEST).read_bytes()

    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    written = write_files(tmp_path, NEW, "build")
    assert written.files == ()
    assert [(one.rule, one.message) for one in written.findings] == [
        ("QC603", f"'build/{MANIFEST}' cannot be written: {os.strerror(code).lower()}")
    ]
    assert contents(tmp_path) == {file.path: file.text for file in OLD}
    assert (tmp_path / MANIFEST).read_bytes() == manifest


def test_a_disk_that_fills_up_during_a_run_leaves_no_part_of_a_draft(
    make_study: Make, tmp_path: Path
) -> None:
    chapter = '{% set title = "Wards" %}\n' + "A long line of the draft.\n" * 1_000
    root = make_study({**FILES, "templates/en/chapter-1.md.j2": chapter})
    ran = subprocess.run(
        [sys.executable, "-m", "qualcode", "render", "--chapter", "1"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000)),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "QC603: 'build/en/chapter-1.md' cannot be written: file too large\n" in ran.stderr
    assert contents(root / "build") == {}
    assert digests(root / "build") == {}


def test_a_folder_that_cannot_be_written_to_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "mkdir", refuse)
    written = write_files(tmp_path / "build", NEW, "build")
    assert [(one.rule, one.message) for one in written.findings] == [
        ("QC603", f"'build/{MANIFEST}' cannot be written: read-only file system")
    ]
    assert list(tmp_path.iterdir()) == []


def test_runs_in_one_folder_wait_for_each_other_so_that_no_file_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = writing._manifest

    def slowly(folder: Path) -> Mapping[str, tuple[str, ...]]:
        there = known(folder)
        sleep(0.02)
        return there

    monkeypatch.setattr(writing, "_manifest", slowly)
    files = [File(f"en/chapter-{i}.md", f"Chapter {i}.\n") for i in range(8)]
    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(lambda file: write_files(tmp_path, [file], "build"), files))
    assert written == [Written((file.path,), ()) for file in files]
    assert digests(tmp_path).keys() == contents(tmp_path).keys() == {file.path for file in files}


def test_two_reports_rendered_at_once_are_as_one(make_study: Make) -> None:
    root = make_study(FILES)
    command = [sys.executable, "-m", "qualcode", "render", "--all", "--output"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.Popen([*command, folder], cwd=root, env=environment, stdout=subprocess.PIPE)
        for folder in ("both", "both", "one")
    ]
    said = [run.communicate(timeout=60)[0].decode().replace("one/", "both/") for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert said[0] == said[1] == said[2]
    assert contents(root / "both") == contents(root / "one")
    assert digests(root / "both") == digests(root / "one")


@pytest.mark.parametrize("path", ["../evil.md", "en/../../evil.md", "/tmp/qualcode-evil.md"])
def test_no_file_is_written_outside_the_folder(tmp_path: Path, path: str) -> None:
    build = tmp_path / "build"
    written = write_files(build, [File(path, "evil"), NEW[0]], "build")
    assert written.files == (NEW[0].path,)
    assert [(one.rule, one.message, one.hint) for one in written.findings] == [
        (
            "QC611",
            f"'{path}' would be written outside the output folder and was left out",
            "look for a link among its folders, and take it away",
        )
    ]
    assert [item.name for item in tmp_path.iterdir()] == ["build"]
    assert not Path("/tmp/qualcode-evil.md").exists()


def test_a_folder_in_the_output_that_is_a_link_out_of_it_is_not_written_to(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    build = tmp_path / "build"
    build.mkdir()
    (build / "en").symlink_to(elsewhere)
    written = write_files(build, NEW, "build")
    assert [(one.rule, one.at.file) for one in written.findings] == [
        ("QC611", "build/en/chapter-1.md"),
        ("QC611", "build/en/preface.md"),
    ]
    assert list(elsewhere.iterdir()) == []


def test_a_file_that_vanishes_or_grows_while_it_is_read_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"

    def then(change: Callable[[], object]) -> tuple[str, str]:
        path.write_text("case: a")
        monkeypatch.setattr(reading, "leads_out", lambda *_: change() is NotImplemented)
        document, (found,) = read_document(path, "a.yaml")
        assert document is None
        return found.rule, found.message

    assert then(path.unlink) == ("QC001", "there is no such file")
    assert then(lambda: path.write_bytes(b"x" * 6_000_000)) == (
        "QC012",
        "the file has 5.0 MB; at most 5 MB are read",
    )


def test_a_codebook_with_a_folder_named_like_a_file_still_has_a_hash(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study(FILES)
    (root / "codebooks" / "wards" / "old.yaml").mkdir()
    monkeypatch.chdir(root)
    ran = run("classify", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert len(json.loads(ran.out)["codebook"]["hash"]) == 64
