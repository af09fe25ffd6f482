"""The letters that are drawn into files: a font of our own, so that every machine gives the same.

What stands in a text that the font has no letters for is left to the fonts of the machine.
"""

import re
from pathlib import Path
from typing import Final

FAMILY: Final = "DejaVu Sans"
"""The name of the font, under which its licence lets it be changed."""

FOLDER: Final = Path(__file__).parent / "fonts"
FILES: Final = tuple(str(FOLDER / f"DejaVuSans{style}.ttf") for style in ("", "-Bold", "-Oblique"))

_OUTSIDE: Final = re.compile(
    r"[^\s\u0020-\u007e\u00a0-\u024f\u0300-\u04ff\u1e00-\u1eff\u2000-\u214f\u2150-\u22ff"
    r"\u25a0-\u27bf\ufb00-\ufb06]"
)


def is_covered(text: str) -> bool:
    """Whether the font is made for all letters of a text."""
    return _OUTSIDE.search(text) is None


def in_own_font(svg: str) -> str:
    """A picture whose words ask for the font by its name."""
    attribute = f'font-family="{FAMILY}"'
    named = re.sub(r"""(?<![\w-])font-family\s*=\s*("[^"]*"|'[^']*')""", attribute, svg)
    return re.sub(r"font-family\s*:[^;}\"]*", f"font-family: {FAMILY}", named)
