"""The YAML files of git revisions, read from one git process that stays open."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO

Files = Mapping[str, str]
"""The names of git's objects by the paths of the files that hold their content."""

_FOLDER = b"40000"
_FILES = (b"100644", b"100755", b"100664")
_NO_FILES: Files = MappingProxyType({})


class Objects:
    """What git keeps, by its names for it; each folder is read once."""

    def __init__(self, questions: IO[bytes], answers: IO[bytes]) -> None:
        """Objects that are asked for on one stream and come on another."""
        self._questions = questions
        self._answers = answers
        self._folders: dict[str, tuple[Files, Mapping[str, str]]] = {}
        self._below: dict[str, Files] = {}

    def content(self, name: str) -> bytes:
        """The content of an object; empty where the repository lacks it."""
        self._questions.write(f"{name}\n".encode("ascii"))
        self._questions.flush()
        head = self._answers.readline().split()
        if len(head) != 3:
            return b""
        content = self._answers.read(int(head[2]))
        self._answers.read(1)  # the line end after it
        return content

    def files(self, revision: str, folder: str) -> Files:
        """All YAML files of a revision below a folder, by their paths from there."""
        commit = self.content(revision)
        tree = commit.split(b"\n", 1)[0].removeprefix(b"tree ").decode("ascii")
        for name in filter(None, folder.split("/")):
            tree = self._folder(tree)[1].get(name, "")
            if not tree:
                return _NO_FILES
        return self._all_below(tree) if tree else _NO_FILES

    def _all_below(self, tree: str) -> Files:
        if tree not in self._below:
            files, folders = self._folder(tree)
            inner = {
                f"{name}/{file}": blob
                for name, below in folders.items()
                for file, blob in self._all_below(below).items()
            }
            self._below[tree] = {**files, **inner}
        return self._below[tree]

    def _folder(self, tree: str) -> tuple[Files, Mapping[str, str]]:
        """The YAML files and the folders that stand in a folder itself."""
        if tree not in self._folders:
            files, folders = {}, {}
            for mode, name, known_as in _entries(self.content(tree), len(tree) // 2):
                if mode == _FOLDER:
                    folders[name] = known_as
                elif mode in _FILES and name.endswith(".yaml"):
                    files[name] = known_as
            self._folders[tree] = (files, folders)
        return self._folders[tree]


def _entries(listing: bytes, width: int) -> Iterator[tuple[bytes, str, str]]:
    """Kind, name and object of each entry of a folder; names that lead elsewhere are left out."""
    at = 0
    while at < len(listing):
        end = listing.index(b"\0", at)
        mode, _, raw = listing[at:end].partition(b" ")
        at = end + 1 + width
        name = os.fsdecode(raw)
        if name not in (".", "..", ".git") and not set(name) & {"/", "\\", ":"}:
            yield mode, name, listing[end + 1 : at].hex()


@contextmanager
def objects_of(folder: Path) -> Iterator[Objects]:
    """The objects of the repository that a folder is in, for a while."""
    with subprocess.Popen(
        ["git", "-C", str(folder), "cat-file", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        if process.stdin is not None and process.stdout is not None:
            yield Objects(process.stdin, process.stdout)
            process.stdin.close()
