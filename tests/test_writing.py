"""Writing: whole files or none, and never over what a person wrote."""

import json
from pathlib import Path

import pytest

from qualcode.diagnostics import Diagnostic, Location, Severity
from qualcode.render.writing import MANIFEST, File, Written, write_files

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
    assert (folder / FILE.path).read_bytes() == FILE.text.encode()
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
            Location("build/chapter-4.md"),
            "'build/chapter-4.md' cannot be written: a file is where the folder should be",
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
        ("QC603", "'build/chapter-4.md' cannot be written: permission denied")
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
