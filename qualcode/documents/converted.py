"""What goes into a conversion and what comes out of it."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Original:
    """A file as somebody has it; `encoding` is what its letters are saved in, if not UTF-8."""

    name: str
    data: bytes = field(repr=False)
    encoding: str = ""

    @property
    def ending(self) -> str:
        """The ending of its name, in small letters."""
        return PurePath(self.name).suffix.lower()

    @property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Converted:
    """The text of a file, the ending it is stored with, what converted it, and what was left out.

    The remarks say in whole sentences what of the original is not, or not as it was, in the text.
    """

    text: str
    ending: str
    converter: str
    remarks: tuple[str, ...] = ()
