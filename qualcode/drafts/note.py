"""The note at the end of a draft: what it is the draft of, and which keys it was ever given."""

import re
from dataclasses import dataclass

from qualcode.drafts.markers import FORMAT, KEY

NOTE = re.compile(
    r"<!-- qualcode draft (?P<format>\d+): (?P<subject>\S+)\r?\n(?P<keys>[^<>]*?)-->(?:\r?\n)?"
)


@dataclass(frozen=True, slots=True)
class Note:
    """What a draft knows of itself.

    Attributes:
        subject: its language and the name of its text, such as `da/chapter-4`.
        keys: the keys of all regions that it was ever given, in the order of the template.
        format: the form of draft that it was written in.
    """

    subject: str
    keys: tuple[str, ...]
    format: int = FORMAT


def note_in(draft: str) -> Note | None:
    """The note of a draft, or None where it has none."""
    found = NOTE.search(draft)
    if found is None:
        return None
    keys = tuple(re.findall(KEY, found["keys"]))
    return Note(found["subject"], keys, int(found["format"]))


def written_note(note: Note) -> str:
    """A note as it stands in a draft, a key on each line."""
    lines = "".join(f"{key}\n" for key in note.keys)
    return f"<!-- qualcode draft {note.format}: {note.subject}\n{lines}-->\n"
