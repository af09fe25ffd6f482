"""Pictures as the tests look at them: how dark each point of a PNG file is.

After the specification (W3C, PNG, third edition, sections 5 and 9); eight bits a channel, RGBA.
"""

import struct
import zlib
from dataclasses import dataclass

_DOTS = 4


@dataclass(frozen=True)
class Picture:
    """How dark each point is, 0 white or see-through to 255 black, row by row."""

    rows: tuple[bytes, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return len(self.rows[0]), len(self.rows)

    @property
    def ink(self) -> int:
        """How many points are darker than half."""
        return sum(1 for row in self.rows for point in row if point > 127)


def read(png: bytes) -> Picture:
    """The picture in a PNG file."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    place, packed, width = 8, b"", 0
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        if kind == b"IHDR":
            width, _, bits, colours = struct.unpack(">IIBB", data[:10])
            assert (bits, colours) == (8, 6)
        packed += data if kind == b"IDAT" else b""
        place += length + 12
    return Picture(tuple(_dark(row) for row in _unfiltered(zlib.decompress(packed), width)))


def _dark(row: bytes) -> bytes:
    points = zip(*(row[channel::_DOTS] for channel in range(_DOTS)), strict=True)
    return bytes((255 - (r + g + b) // 3) * a // 255 for r, g, b, a in points)


def _unfiltered(data: bytes, width: int) -> list[bytes]:
    length = width * _DOTS
    rows, above = [], bytearray(length)
    for start in range(0, len(data), length + 1):
        kind, row = data[start], bytearray(data[start + 1 : start + 1 + length])
        for i, value in enumerate(row):
            left = row[i - _DOTS] if i >= _DOTS else 0
            corner = above[i - _DOTS] if i >= _DOTS else 0
            row[i] = (value + _predicted(kind, left, above[i], corner)) & 255
        rows.append(bytes(row))
        above = row
    return rows


def _predicted(kind: int, left: int, above: int, corner: int) -> int:
    if kind == 4:  # Paeth
        distances = (abs(above - corner), abs(left - corner), abs(left + above - 2 * corner))
        return (left, above, corner)[distances.index(min(distances))]
    return (0, left, above, (left + above) // 2)[kind]
