"""Writing: whole files or none, and never over what a person wrote."""

import json
from pathlib import Path

import pytest

from qualcode.diagnostics import Diagnostic, Location, Severity
from qualcode.render.writing import MANIFEST, File, Written, replace_files, write_files

FILE = File("chapter-4.md", "Første udgave.\n")
NEWER = File("chapter-4.md", "Anden udgave.\n")
CHANGED = Diagnostic(
    "QC602",
    Severity.ERROR,
    "'chapter-4.md' is not as qualcode wrote it and was left alone",
    Location("build/chapter-4.md"),
    "move or rename 'build/chapter-4.md', or choose another folder with --output",
)


def _folder(path: Path) -> list[str]:
    return sorted(item.relative_to(path).as_posix() for item in path.rglob("*") if item.is_file())


def test_a_file_is_written_with_its_digest_and_nothing_else_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "build" / "deep"
    assert write_files(folder, [FILE], "build") == Written((FILE.path,), ())
    assert _folder(folder) == [MANIFEST, FILE.path]
    assert (folder / FILE.path).read_bytes() == FILE.data
    assert json.loads((folder / MANIFEST).read_text(encoding="utf-8")) == {
        "format": 1,
        "files": {
            FILE.path: "aeac4764c75bec0961f17ad902d8b71250790460d41cdd0b386761bab8788640",
        },
    }


def test_an_unchanged_file_is_rewritten_freely(tmp_path: Path) -> None:
    write_files(tmp_path, [FILE], "build")
    assert write_files(tmp_path, [NEWER], "build") == Written((FILE.path,), ())
    assert (tmp_path / FILE.path).read_text(encoding="utf-8") == NEWER.text
    assert write_files(tmp_path, [FILE], "build").findings == ()


def test_a_file_changed_by_hand_is_refused_and_left_byte_for_byte(tmp_path: Path) -> None:
    write_files(tmp_path, [FILE], "build")
    edited = "Første udgave, rettet.\r\n".encode()
    (tmp_path / FILE.path).write_bytes(edited)
    manifest = (tmp_path / MANIFEST).read_bytes()
    for attempt in (NEWER, FILE):
        assert write_files(tmp_path, [attempt], "build") == Written((), (CHANGED,))
        assert (tmp_path / FILE.path).read_bytes() == edited
        assert (tmp_path / MANIFEST).read_bytes() == manifest
    assert _folder(tmp_path) == [MANIFEST, FILE.path]


def test_a_file_that_somebody_put_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE.path).write_text("Mit eget kapitel.\n", encoding="utf-8")
    assert write_files(tmp_path, [FILE], "build") == Written((), (CHANGED,))
    assert (tmp_path / FILE.path).read_text(encoding="utf-8") == "Mit eget kapitel.\n"


@pytest.mark.parametrize("broken", ["", "[]", "{", '{"files": 3}', '{"files": null}'])
def test_a_manifest_that_cannot_be_read_protects_every_file(tmp_path: Path, broken: str) -> None:
    write_files(tmp_path, [FILE], "build")
    (tmp_path / MANIFEST).write_text(broken, encoding="utf-8")
    assert write_files(tmp_path, [NEWER], "build") == Written((), (CHANGED,))
    # A file that says what would be written anyway is no loss, and is known from then on.
    assert write_files(tmp_path, [FILE], "build") == Written((FILE.path,), ())
    assert write_files(tmp_path, [NEWER], "build") == Written((FILE.path,), ())


def test_one_refused_file_does_not_hinder_the_others(tmp_path: Path) -> None:
    other = File("chapter-5.md", "First.\n")
    (tmp_path / FILE.path).write_text("mine", encoding="utf-8")
    assert write_files(tmp_path, [FILE, other], "build") == Written((other.path,), (CHANGED,))


def test_a_folder_that_cannot_be_made_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file", encoding="utf-8")
    written = write_files(tmp_path / "build", [FILE], "build")
    assert written.files == ()
    assert [(one.rule, one.at, one.message) for one in written.findings] == [
        (
            "QC603",
            Location("build/.qualcode.json"),
            "'build/.qualcode.json' cannot be written: a file is where the folder should be",
        )
    ]


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, [FILE], "build")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    written = write_files(tmp_path, [NEWER], "build")
    assert [(one.rule, one.message) for one in written.findings] == [
        ("QC603", "'build/.qualcode.json' cannot be written: permission denied")
    ]
    assert (tmp_path / FILE.path).read_text(encoding="utf-8") == FILE.text
    assert _folder(tmp_path) == [MANIFEST, FILE.path]


def test_a_link_is_never_written_through(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.write_text("mine", encoding="utf-8")
    build = tmp_path / "build"
    build.mkdir()
    (build / FILE.path).symlink_to(elsewhere)
    assert write_files(build, [FILE], "build") == Written((), (CHANGED,))
    assert elsewhere.read_text(encoding="utf-8") == "mine"


def test_a_broken_link_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / FILE.path).symlink_to(tmp_path / "nowhere")
    (found,) = write_files(tmp_path, [FILE], "build").findings
    assert found.rule == "QC603"


@pytest.mark.parametrize("first", [(FILE,), ()], ids=["over an older one", "for the first time"])
def test_a_run_that_is_cut_off_anywhere_can_be_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: tuple[File, ...]
) -> None:
    files = (NEWER, File("chapter-5.md", "Femte kapitel.\n"))
    steps = 0

    def cut_off(run: Path, after: int) -> None:
        """Write the files, and be killed as the step after `after` would put a file in place."""
        nonlocal steps
        steps = 0
        replace = Path.replace

        def step(path: Path, target: Path) -> Path:
            nonlocal steps
            if steps == after:
                raise KeyboardInterrupt
            steps += 1
            return replace(path, target)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", step)
            write_files(run, files, "build")

    write_files(tmp_path / "whole", first, "build")
    cut_off(tmp_path / "whole", 99)
    assert steps == 3 + len(first)  # the manifest, two files, and old digests taken out
    for after in range(steps):
        run = tmp_path / str(after)
        write_files(run, first, "build")
        with pytest.raises(KeyboardInterrupt):
            cut_off(run, after)
        assert write_files(run, files, "build") == Written((NEWER.path, "chapter-5.md"), ())
        whole = (tmp_path / "whole" / MANIFEST).read_bytes()
        assert (run / MANIFEST).read_bytes() == whole


def test_what_a_person_wrote_after_a_run_that_was_cut_off_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, [FILE], "build")
    mine = tmp_path / FILE.path

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("qualcode.render.writing._write", killed)
        with pytest.raises(KeyboardInterrupt):
            write_files(tmp_path, [NEWER], "build")
    mine.write_text("Mit eget kapitel.\n", encoding="utf-8")
    assert write_files(tmp_path, [NEWER], "build") == Written((), (CHANGED,))
    assert mine.read_text(encoding="utf-8") == "Mit eget kapitel.\n"


def test_a_file_that_cannot_be_written_keeps_its_old_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, [FILE], "build")
    before = (tmp_path / MANIFEST).read_bytes()
    replace = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target.name == FILE.path:
            raise PermissionError(13, "Permission denied")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    written = write_files(tmp_path, [NEWER], "build")
    assert written.files == ()
    assert [(one.rule, one.message) for one in written.findings] == [
        ("QC603", "'build/chapter-4.md' cannot be written: permission denied")
    ]
    assert (tmp_path / MANIFEST).read_bytes() == before


def test_where_one_of_several_files_gets_no_name_all_are_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_bytes(b"old a")
    (tmp_path / "c.md").write_bytes(b"old c")
    replace = Path.replace

    def held_open(source: Path, target: Path) -> Path:
        if target.name == "c.md":
            raise PermissionError(13, "in use")
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", held_open)
    files = {tmp_path / name: b"new" for name in ("a.md", "b.md", "c.md")}
    with pytest.raises(PermissionError):
        replace_files(files)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a.md": b"old a",
        "c.md": b"old c",
    }
