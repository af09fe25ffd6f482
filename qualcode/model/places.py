"""What the files and folders of a study are called where the project file does not say."""

PROJECT_FILE = "qualcode.yaml"
CASE_FILE = "case.yaml"
CODEBOOK_FILE = "codebook.yaml"
CASES = "cases"
DOCUMENTS, CODINGS = "documents", "codings"
"""Folders beside a case file: the documents of the case, and the codings of each coder."""
TEMPLATES = "templates"
