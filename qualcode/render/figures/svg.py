"""A drawing as SVG 1.1: plain shapes and one `<text>` a line, so that any reader can show it.

No style sheets, markers or fonts of its own: Word, browsers and PDF makers disagree on those.
"""

import re
from collections.abc import Iterator
from html import escape

from qualcode.render.figures.drawing import Box, Drawing, Line, Point, Strip, Text

_FONTS = "Arial, Helvetica, 'Liberation Sans', sans-serif"
_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DASHES = ("", "6 4", "1.5 4")
_HEAD, _HALF = 8, 4


def to_svg(drawing: Drawing, name: str, title: str, alt: str) -> str:
    """The text of an SVG file.

    Args:
        drawing: what to draw.
        name: begins the ids in the file, so that several files can be put into one page.
        title: the title of the figure, for readers that do not show it.
        alt: what is to be seen, in words.
    """
    identifier = f"figure-{_plain(name)}"
    size = f'width="{drawing.width}" height="{drawing.height}"'
    view = f'viewBox="0 0 {drawing.width} {drawing.height}"'
    labels = f'role="img" aria-labelledby="{identifier}-title {identifier}-desc"'
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} {labels}>',
        f'<title id="{identifier}-title">{_plain(title)}</title>',
        f'<desc id="{identifier}-desc">{_plain(alt)}</desc>',
        f'<rect {size} fill="#ffffff"/>',
        *(part for strip in drawing.strips for part in _strip(strip)),
        f'<g font-family="{_FONTS}" fill="#000000">',
        *(part for line in drawing.lines for part in _line(line)),
        *(part for box in drawing.boxes for part in _box(box)),
        *(_text(one) for strip in drawing.strips for one in strip.texts),
        *(_text(one) for one in drawing.texts),
        "</g>",
        "</svg>",
    )
    return "\n".join(lines) + "\n"


def _plain(value: str) -> str:
    """A text that shows exactly itself in XML; characters that XML cannot hold are left out."""
    return escape(_NOT_IN_XML.sub("", value))


def _strip(strip: Strip) -> Iterator[str]:
    place = f'x="{strip.x}" y="{strip.y}" width="{strip.width}" height="{strip.height}"'
    fill = "#ececec" if strip.shaded else "#f9f9f9"
    yield f'<rect {place} fill="{fill}" stroke="#bbbbbb" stroke-width="0.5"/>'


def _box(box: Box) -> Iterator[str]:
    place = f'x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}"'
    dashes = ' stroke-dasharray="5 3"' if box.dashed else ""
    yield f'<rect {place} rx="3" fill="#ffffff" stroke="#222222" stroke-width="1.2"{dashes}/>'
    yield from map(_text, box.texts)


def _line(line: Line) -> Iterator[str]:
    *points, tip = line.points
    foot = _foot(points[-1], tip) if line.arrow else tip
    dashes = f' stroke-dasharray="{_DASHES[line.pattern]}"' if line.pattern else ""
    drawn = _points(*points, foot)
    yield f'<polyline points="{drawn}" fill="none" stroke="#222222" stroke-width="1.4"{dashes}/>'
    if line.arrow:
        dx, dy = (tip[0] - foot[0]) // _HEAD * _HALF, (tip[1] - foot[1]) // _HEAD * _HALF
        head = _points(tip, (foot[0] + dy, foot[1] + dx), (foot[0] - dy, foot[1] - dx))
        yield f'<polygon points="{head}" fill="#222222"/>'


def _foot(before: Point, tip: Point) -> Point:
    """Where the head of an arrow begins, on a line that runs across or down."""
    dx = (tip[0] > before[0]) - (tip[0] < before[0])
    dy = (tip[1] > before[1]) - (tip[1] < before[1])
    return tip[0] - dx * _HEAD, tip[1] - dy * _HEAD


def _points(*points: Point) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _text(one: Text) -> str:
    style = f'font-size="{one.style.size}"'
    style += ' font-weight="bold"' if one.style.bold else ""
    style += ' font-style="italic"' if one.style.italic else ""
    style += ' text-anchor="middle"' if one.centred else ""
    return f'<text x="{one.x}" y="{one.y}" {style}>{_plain(one.text)}</text>'
