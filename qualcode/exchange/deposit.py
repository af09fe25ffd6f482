"""What a deposit folder says of itself: a README and a manifest.

File names are ASCII and of at most 25 characters, as archives such as DataverseNO ask for.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from hashlib import sha256

from qualcode import __version__
from qualcode.model.base import in_language
from qualcode.model.study import Study
from qualcode.tables.typed import TypedTable

README = "00_ReadMe.txt"
MANIFEST = "manifest-sha256.txt"
LONGEST_NAME = 25
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9]+")

_MARKS = """\
How to read the tables
  UTF-8, commas between cells, a point in numbers; a text that a spreadsheet could take for a
  formula begins with an apostrophe.
  (empty)              nothing is coded
  unknown              looked for and not found
  not_applicable       the question does not arise for the case
  {any_of: [a, b]}     known in part: one of these; likewise {at_least: 3}, {at_most: 5}
  unlisted             (in a set) not listed, but the list is not complete
  1, 0                 (in a set) the value is in it, or is not
  withheld             known, but not given away
"""


def file_name(stem: str, ending: str, taken: Sequence[str]) -> str:
    """A name for a file that an archive takes, and that no other file has."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    plain = _NOT_IN_NAME.sub("-", plain).strip("-").lower() or "file"
    number = 1
    name = f"{plain[: LONGEST_NAME - len(ending)].strip('-')}{ending}"
    while name in taken:
        number += 1
        end = f"-{number}{ending}"
        name = f"{plain[: LONGEST_NAME - len(end)].strip('-')}{end}"
    return name


def readme(
    study: Study, language: str, codebook_hash: str, tables: Mapping[str, TypedTable]
) -> str:
    """What the folder is, what is in it, and what a person has to fill in."""
    book = study.codebook
    title = in_language(study.project.title, language) or study.project.study
    rows = [f"  {name:<{LONGEST_NAME}}  {len(one.rows)} rows" for name, one in tables.items()]
    return "\n".join(
        (
            title,
            "=" * len(title),
            "",
            "Author(s): (fill in)",
            "Contact: (fill in)",
            "Licence: (fill in)",
            "Period and place of data collection: (fill in)",
            "",
            f"Codebook: {book.id}, version {book.version or '-'}, SHA-256 {codebook_hash}",
            f"Written by qualcode {__version__}",
            "",
            "Files",
            *rows,
            f"  {'codebook.md':<{LONGEST_NAME}}  what each code and value means",
            f"  {MANIFEST:<{LONGEST_NAME}}  the SHA-256 of every other file",
            "",
            _MARKS,
            "Protection",
            "  Of anonymous cases no identifying value is given, and no other name.",
            "  Words of a case's documents are given only where consent is recorded for it.",
            "",
        )
    )


def manifest(files: Mapping[str, bytes]) -> str:
    """One line a file, as `sha256sum --check` reads them."""
    return "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
