"""Pictures as PNG, for programs that do not show SVG: the one place that knows resvg."""

import importlib
from types import ModuleType

from qualcode.diagnostics import Misuse
from qualcode.typeset import lettering


def to_png(svg: str, scale: float = 2.0) -> bytes:
    """A picture with `scale` points of the screen for each unit of the drawing.

    Args:
        svg: the text of an SVG file.
        scale: 2 gives a picture that is sharp in print.

    Raises:
        Misuse: resvg is not installed, or the text is no picture.
    """
    try:
        png: bytes = _resvg().svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            skip_system_fonts=lettering.is_covered(svg),
            font_files=list(lettering.FILES),
            font_family=lettering.FAMILY,
            serif_family=lettering.FAMILY,
            sans_serif_family=lettering.FAMILY,
            monospace_family=lettering.FAMILY,
        )
    except ValueError as error:
        raise Misuse(f"a picture could not be drawn: {error}") from None
    return png


def _resvg() -> ModuleType:
    try:
        return importlib.import_module("resvg_py")
    except ImportError:
        raise Misuse("PNG files need the extra 'docx': pip install 'qualcode[docx]'") from None
