"""What the files and folders of a study are called where the project file does not say."""

PROJECT_FILE = "qualcode.yaml"
CASE_FILE = "case.yaml"
CODEBOOK_FILE = "codebook.yaml"
CASES = "cases"
TEMPLATES = "templates"
