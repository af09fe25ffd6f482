"""Ladders and rows drawn: boxes on top of or beside one another, without lines to be routed."""

from qualcode.render.figures.content import Ladder, Rows
from qualcode.render.figures.drawing import WIDTH, Box, Drawing, Line, Text, block
from qualcode.render.figures.lettering import HINT, PLAIN, TITLE

_MARGIN, _PADDING, _LOWEST = 8, 10, 36
_STAIR, _RISE = 26, 6
_TITLE_SHARE = 0.38
_ARROW = 30
_TALL = 10


def draw_ladder(ladder: Ladder) -> Drawing:
    """The steps as a staircase: the highest on top, each set in further than the one below it."""
    boxes = []
    y = _MARGIN
    lefts = [_MARGIN + i * _STAIR for i in reversed(range(len(ladder.steps)))]
    column = lefts[0] + round((WIDTH - _MARGIN - lefts[0]) * _TITLE_SHARE)
    for x, step in zip(lefts, ladder.steps, strict=True):
        end = column if step.examples else WIDTH - _MARGIN
        title = block(((step.title, TITLE),), end - x - 2 * _PADDING)
        parts = tuple((example, PLAIN) for example in step.examples)
        examples = block(parts, WIDTH - _MARGIN - _PADDING - column)
        height = max(_LOWEST, max(title.height, examples.height) + 2 * _PADDING)
        texts = (
            *title.at(x + _PADDING, y + (height - title.height) // 2),
            *examples.at(column, y + (height - examples.height) // 2),
        )
        boxes.append(Box(x, y, WIDTH - _MARGIN - x, height, texts))
        y += height + _RISE
    return Drawing(WIDTH, y - _RISE + _MARGIN, boxes=tuple(boxes))


def draw_rows(rows: Rows, not_stated: str) -> Drawing:
    """The rows below one another, with an arrow from each cell to the next.

    Args:
        rows: what stands in them.
        not_stated: the words for an empty cell, which is dashed.
    """
    count = len(rows.columns)
    width = (WIDTH - 2 * _MARGIN - (count - 1) * _ARROW) // count
    lefts = [_MARGIN + i * (width + _ARROW) for i in range(count)]
    heads = [block(((column, TITLE),), width - 2 * _PADDING) for column in rows.columns]
    texts: list[Text] = []
    for left, head in zip(lefts, heads, strict=True):
        texts += head.at(left + width // 2, _MARGIN, centred=True)
    boxes: list[Box] = []
    lines: list[Line] = []
    y = _MARGIN + max(head.height for head in heads) + _TALL
    for row in rows.rows:
        filled = [tuple((t, PLAIN) for t in cell) or ((not_stated, HINT),) for cell in row]
        blocks = [block(parts, width - 2 * _PADDING) for parts in filled]
        height = max(_LOWEST, max(one.height for one in blocks) + 2 * _PADDING)
        middle = y + height // 2
        for left, cell, inside in zip(lefts, row, blocks, strict=True):
            placed = inside.at(left + width // 2, middle - inside.height // 2, centred=True)
            boxes.append(Box(left, y, width, height, placed, dashed=not cell))
        for left in lefts[1:]:
            lines.append(Line(((left - _ARROW, middle), (left, middle))))
        y += height + _TALL
    bottom = y - _TALL + _MARGIN
    return Drawing(WIDTH, bottom, boxes=tuple(boxes), lines=tuple(lines), texts=tuple(texts))
