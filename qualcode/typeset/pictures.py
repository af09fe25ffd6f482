"""How large a picture is, and how large it is on a page."""

import re

_ROOT = re.compile(r"<(?:\w+:)?svg\b[^>]*>", re.DOTALL)
_LENGTH = r"""(?<![\w-]){}\s*=\s*["']\s*(\d+(?:\.\d+)?|\.\d+)\s*(px|pt|mm|cm|in|)\s*["']"""
_VIEW = re.compile(
    r"""\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)"""
)
_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
_USUAL = (300.0, 150.0)
"""What browsers show a picture at that does not say its size (CSS Images 3, section 5)."""


def fitted(svg: str, width: float, height: float) -> tuple[float, float]:
    """Width and height of a picture in points, made smaller where it is larger than the page.

    Args:
        svg: the text of an SVG file.
        width: the room on the page, in points.
        height: the same.
    """
    wide, high = _size(svg)
    scale = min(1.0, width / wide, height / high)
    return wide * scale, high * scale


def _size(svg: str) -> tuple[float, float]:
    root = _ROOT.search(svg)
    tag = root[0] if root else ""
    wide, high = _length(tag, "width"), _length(tag, "height")
    if wide and high:
        return wide, high
    view = _VIEW.search(tag)
    if not view or not float(view[1]) or not float(view[2]):
        return _USUAL
    shape = float(view[2]) / float(view[1])
    if wide or high:
        return wide or high / shape, high or wide * shape
    return float(view[1]) * _POINTS["px"], float(view[2]) * _POINTS["px"]


def _length(tag: str, name: str) -> float:
    found = re.search(_LENGTH.format(name), tag)
    return float(found[1]) * _POINTS[found[2]] if found else 0.0
