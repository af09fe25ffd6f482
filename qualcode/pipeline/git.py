"""What git knows of the folder that a study is in."""

import os
import subprocess
from pathlib import Path

from qualcode.diagnostics import Misuse


def ask_git(folder: Path, *arguments: str) -> bytes:
    """What a git command prints about a folder.

    Raises:
        Misuse: git is not there, or refuses.
    """
    try:
        ran = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},  # so that what it says can be told apart
        )
    except FileNotFoundError:
        raise Misuse("git is not installed, so there are no revisions to compare with") from None
    if ran.returncode != 0:
        said = ran.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise Misuse(f"git cannot be asked: {said}")
    return ran.stdout


def has_revision(folder: Path, name: str) -> bool:
    """Whether a name is a revision of the repository that a folder is in."""
    if name.startswith("-"):
        return False
    try:
        ask_git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except Misuse:
        return False
    return True


def changed_since(folder: Path, revision: str) -> frozenset[str]:
    """The files below a folder that are not as in a revision: edited, new, or taken away.

    Raises:
        Misuse: git is not there, or there is no such revision.
    """
    if not is_under_git(folder):
        raise Misuse("the study is not under git, so nothing can have changed since a revision")
    if not has_revision(folder, revision):
        raise Misuse(f"'{revision}' is no revision of this repository; see 'git log --oneline'")
    edited = ask_git(
        folder, "diff", "--name-only", "--no-renames", "--no-ext-diff", "--relative", "-z", revision
    )
    new = ask_git(folder, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(os.fsdecode(name) for name in (edited + new).split(b"\0") if name)


def is_under_git(folder: Path) -> bool:
    """Whether a folder is in a git repository.

    Raises:
        Misuse: git is not there, or refuses.
    """
    try:
        ask_git(folder, "rev-parse", "--show-toplevel")
    except Misuse as misuse:
        if "not a git repository" in str(misuse):
            return False
        raise
    return True


def place_in_repository(folder: Path) -> str:
    """The path of a folder in its repository, with a slash at its end; empty without one."""
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            inside = folder.relative_to(above).as_posix()
            return "" if inside == "." else f"{inside}/"
    return ""
