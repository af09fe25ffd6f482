"""A drawing: boxes, bands, lines and texts with their places, in pixels from the upper left."""

from dataclasses import dataclass

from qualcode.render.figures.lettering import Style, wrapped

WIDTH = 640
"""The width of a drawing: that of the text on a page of A4 with margins of 2 cm."""

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is the line that the letters stand on."""

    x: int
    y: int
    text: str
    style: Style
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its texts; `id` is that of what it stands for, if that can be asked for."""

    x: int
    y: int
    width: int
    height: int
    texts: tuple[Text, ...] = ()
    dashed: bool = False
    id: str = ""

    @property
    def right(self) -> int:
        """Where the box ends on the right."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Where the box ends below."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Strip:
    """A band across the drawing, behind the boxes."""

    x: int
    y: int
    width: int
    height: int
    shaded: bool
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, in one of the patterns that stay apart without colour."""

    points: tuple[Point, ...]
    pattern: int = 0
    arrow: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is to be drawn, and how large the sheet is."""

    width: int
    height: int
    strips: tuple[Strip, ...] = ()
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text below one another, and how tall they are together."""

    lines: tuple[tuple[str, Style], ...]

    @property
    def height(self) -> int:
        """The height of all lines."""
        return sum(style.line for _, style in self.lines)

    def at(self, x: int, y: int, *, centred: bool = False) -> tuple[Text, ...]:
        """The lines with their places, from `y` downwards."""
        texts = []
        for line, style in self.lines:
            texts.append(Text(x, y + style.size, line, style, centred))
            y += style.line
        return tuple(texts)


def block(parts: tuple[tuple[str, Style], ...], limit: int) -> Block:
    """Texts in lines that are no wider than the limit."""
    return Block(
        tuple((line, style) for text, style in parts for line in wrapped(text, style, limit))
    )
