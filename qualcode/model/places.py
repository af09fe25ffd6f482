"""What the files and folders of a study are called where the project file does not say."""

from pathlib import PurePosixPath

PROJECT_FILE = "qualcode.yaml"
CASE_FILE = "case.yaml"
CODEBOOK_FILE = "codebook.yaml"
CASES = "cases"
DOCUMENTS, CODINGS, CODED = "documents", "codings", "coded"
"""Folders beside a case file: its documents, each coder's codings, coded copies of documents."""
OUTPUT = "build"
TEMPLATES = "templates"


def case_file_of(file: str) -> str:
    """The case file that a coder's file stands beside; any other file is its own."""
    path = PurePosixPath(file)
    return str(path.parents[1] / CASE_FILE) if path.parent.name == CODINGS else file
