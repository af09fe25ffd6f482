"""A study under git, written revision by revision by people who are not real, on fixed days."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Chronicle:
    """A repository with a study in it."""

    root: Path

    def git(self, *words: str, author: str = "Åse Nørby", day: str = "2026-01-01") -> str:
        """What a git command prints; what it commits is of this author and day."""
        when = f"{day}T12:00:00+01:00"
        person = {
            f"GIT_{role}_{part}": said
            for role in ("AUTHOR", "COMMITTER")
            for part, said in (("NAME", author), ("EMAIL", "nobody@example.org"), ("DATE", when))
        }
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        ran = subprocess.run(
            ["git", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false", *words],
            cwd=self.root,
            env={**os.environ, **person, **settings},
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        return ran.stdout

    def write(self, file: str, text: str) -> None:
        """Write a file of the study."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def change(self, file: str, old: str, new: str) -> None:
        """Replace a text that is in a file once."""
        text = (self.root / file).read_bytes().decode()
        assert text.count(old) == 1, f"{file} has {text.count(old)} times {old!r}"
        self.write(file, text.replace(old, new))

    def move(self, old: str, new: str) -> None:
        """Give a file of the study another name."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)

    def commit(self, day: str, author: str = "Åse Nørby") -> None:
        """Record the study as it is now."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "a message", author=author, day=day)
