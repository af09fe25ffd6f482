"""The history of a study: what each revision moved, from the first to the files of now."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from qualcode.diagnostics import Misuse
from qualcode.model.case import Case
from qualcode.model.places import CODEBOOK_FILE
from qualcode.pipeline.git import ask_git, changed_since, has_revision, is_under_git
from qualcode.pipeline.memory import collector_at_rest
from qualcode.pipeline.objects import Files, Objects, objects_of
from qualcode.pipeline.place import Place
from qualcode.pipeline.snapshots import Snapshot, SnapshotReader, unreadable_files
from qualcode.trail.cases import case_changes, created, removed
from qualcode.trail.change import Change, Kind, Revision
from qualcode.trail.codes import Touched, codebook_changes
from qualcode.trail.renames import paired_cases, renamed_codes

_FIELDS = "%H%n%P%n%aI%n%aN%n%s"
_YAML = ":(glob)**/*.yaml"
_ON_DISK = "disk:"


@dataclass(frozen=True, slots=True)
class Moment:
    """A revision, the study before it (as each revision that it follows had it), and since."""

    revision: Revision
    before: tuple[Snapshot, ...]
    after: Snapshot
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class History:
    """All moments of a study, earlier ones first; `is_cut_off` if the beginning is not there."""

    moments: tuple[Moment, ...]
    is_cut_off: bool


def history_of(place: Place) -> History:
    """The history of a study, from git and from its files as they are now.

    Raises:
        Misuse: git is not there, or the study is not in a repository.
    """
    root = place.root
    if not is_under_git(root):
        raise Misuse(
            "the study is not under git, which keeps the history that this command tells\n"
            "begin one in the study's folder: git init, git add ., git commit -m 'first version'"
        )
    shallow = ask_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    with collector_at_rest(), objects_of(root) as objects, _reader(root, objects) as reader:
        moments = tuple(_moments(root, objects, reader))
    return History(moments, shallow)


def changes_since_revision(place: Place, name: str) -> tuple[Change, ...]:
    """What moved between a revision and the files as they are now.

    Raises:
        Misuse: git is not there, or there is no such revision.
    """
    root = place.root
    revision = os.fsdecode(ask_git(root, "rev-parse", "--verify", f"{name}^{{commit}}")).strip()
    inside = os.fsdecode(ask_git(root, "rev-parse", "--show-prefix")).rstrip("\n")
    with collector_at_rest(), objects_of(root) as objects, _reader(root, objects) as reader:
        before = reader.read(objects.files(revision, inside), ())
        committed = objects.files(_head(root), inside)
        now = reader.read(_files_now(root, committed, has_commits=True), (before,))
        return tuple(_changes(before, now))


@contextmanager
def _reader(root: Path, objects: Objects) -> Iterator[SnapshotReader]:
    def content(name: str) -> bytes:
        if not name.startswith(_ON_DISK):
            return objects.content(name)
        try:
            return (root / name.removeprefix(_ON_DISK)).read_bytes()
        except OSError:
            return b""

    with TemporaryDirectory(prefix="qualcode-") as desk:
        yield SnapshotReader(content, Path(desk))


def _moments(root: Path, objects: Objects, reader: SnapshotReader) -> Iterator[Moment]:
    read: dict[str, Snapshot] = {}
    inside = os.fsdecode(ask_git(root, "rev-parse", "--show-prefix")).rstrip("\n")
    has_commits = has_revision(root, "HEAD")
    for revision in _revisions(root) if has_commits else ():
        before = tuple(read[name] for name in revision.parents if name in read)
        files = objects.files(revision.id, inside)
        read[revision.id] = reader.read(files, before)
        yield _moment(revision, before, read[revision.id])
    committed = objects.files(_head(root), inside) if has_commits else {}
    # The last revision that touched the study has the files that the last of all has.
    last = next((one for one in reversed(read.values()) if one.files == committed), Snapshot())
    files = _files_now(root, committed, has_commits=has_commits)
    if files != committed:
        yield _moment(Revision(), (last,), reader.read(files, (last,)))


def _revisions(root: Path) -> Iterator[Revision]:
    """The revisions that touched files of the study, each after those that it follows."""
    order = ("--topo-order", "--reverse", "--full-history", "--simplify-merges", "--parents")
    plain = ("--no-show-signature", "--no-follow")  # whatever the user has set
    form = (f"--format={_FIELDS}", "-z", "--encoding=UTF-8")
    for record in ask_git(root, "log", *order, *plain, *form, "--", _YAML).split(b"\0"):
        if record:
            name, parents, *rest = record.decode(errors="replace").rstrip("\n").split("\n", 4)
            yield Revision(name.split()[0], tuple(parents.split()), *rest)


def _head(root: Path) -> str:
    return ask_git(root, "rev-parse", "HEAD").decode("ascii").strip()


def _files_now(root: Path, committed: Files, *, has_commits: bool) -> Files:
    """The study's files as they are now: those that nobody changed by the names of git."""
    if has_commits:
        changed = changed_since(root, "HEAD")
    else:
        listed = ask_git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z")
        changed = frozenset(os.fsdecode(name) for name in listed.split(b"\0") if name)
    now = {file: blob for file, blob in committed.items() if file not in changed}
    there = (file for file in changed if file.endswith(".yaml") and (root / file).is_file())
    return {**now, **{file: f"{_ON_DISK}{file}" for file in sorted(there)}}


def _moment(revision: Revision, before: tuple[Snapshot, ...], after: Snapshot) -> Moment:
    """What moved since all that a revision follows: what one of them had is not its doing."""
    first, *others = before or (Snapshot(),)
    changes = tuple(_changes(first, after))
    for other in others:
        own = {(change.case, change.subject) for change in _changes(other, after)}
        changes = tuple(one for one in changes if (one.case, one.subject) in own)
    return Moment(revision, before, after, changes)


def _changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    yield from _unreadable(before, after)
    old = {} if before.codebook is None else before.codebook.codes
    new = {} if after.codebook is None else after.codebook.codes
    renamed = renamed_codes(old, new) if before.codebook is not after.codebook else {}
    touched = _touched(before, after)
    in_codebook = tuple(codebook_changes(before.codebook, after.codebook, renamed, touched))
    yield from in_codebook
    if not in_codebook and before.codebook is not after.codebook:
        yield Change(Kind.LAYOUT, "codebook", "layout only")
    changed = {file for file, case in after.cases.items() if before.cases.get(file) is not case}
    was = {
        file: case for file, case in before.cases.items() if file in changed or _gone(file, after)
    }
    now = {file: case for file, case in after.cases.items() if file in changed}
    for one, other in paired_cases(was, now):
        if other is None:
            yield from () if one is None else (removed(one),)
        elif one is None:
            yield from created(other)
        else:
            moved = tuple(case_changes(one, other, renamed))
            yield from moved
            if not moved and _blobs(one, before) != _blobs(other, after):
                yield Change(Kind.LAYOUT, "case", "layout only", other.id)


def _blobs(case: Case, snapshot: Snapshot) -> list[str | None]:
    """The contents of the files of a case."""
    sheets = (case, *case.codings)
    return [snapshot.files.get(sheet.position.file) for sheet in sheets]


def _gone(file: str, after: Snapshot) -> bool:
    return file not in after.cases


def _touched(before: Snapshot, after: Snapshot) -> Touched:
    """The files of the codebook that are not as they were.

    Its main file has vocabularies for the others, so that anything can have moved with it; and
    where files could not be read, they may show later what moved then.
    """
    if before.project is None or after.project is None or before.unreadable:
        return None
    old, new = (one.blobs_below(one.project.codebook) for one in (before, after) if one.project)
    touched = {file for file in (*old, *new) if old.get(file) != new.get(file)}
    return None if any(CODEBOOK_FILE in file.split("/") for file in touched) else touched


def _unreadable(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """The files that cannot be read, where they were not the same before."""
    for file, found in unreadable_files(after.unreadable).items():
        if file not in after.files or after.files[file] != before.files.get(file):
            case = before.cases.get(file)
            said = f"cannot be read (line {found.at.line}: {found.message})"
            yield Change(Kind.UNREADABLE, file, said, "" if case is None else case.id)
