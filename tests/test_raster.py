"""Pictures as PNG: the letters are there, on a machine without any font too."""

import re
import sys

import pytest

from qualcode.diagnostics import Misuse
from qualcode.typeset.raster import to_png
from tests import png

FONTS = "Arial, Helvetica, 'Liberation Sans', sans-serif"  # those that the figures ask for


def drawn(words: str, style: str = "") -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30">'
        f'<text x="5" y="22" font-size="20" font-family="{FONTS}" {style}>{words}</text></svg>'
    )


def test_every_letter_and_mark_of_a_report_is_drawn_and_is_not_the_box_for_a_missing_one() -> None:
    missing = png.read(to_png(drawn("\u0380")))  # no letter has this number
    pictures = {mark: png.read(to_png(drawn(mark))) for mark in "aæøåÆØÅé–»«≥≤✓✗●○→·²¹“”’…§½×"}
    assert [mark for mark, picture in pictures.items() if picture.ink < 5] == []
    assert [mark for mark, picture in pictures.items() if picture == missing] == []
    assert len({picture.rows for picture in pictures.values()}) == len(pictures)


def test_bold_letters_have_more_ink_and_italic_ones_another_shape() -> None:
    plain, bold, italic = (
        png.read(to_png(drawn("Styregruppe", style)))
        for style in ("", 'font-weight="bold"', 'font-style="italic"')
    )
    assert bold.ink > plain.ink * 1.2
    assert italic.rows != plain.rows


@pytest.mark.parametrize(("scale", "size"), [(1.0, (60, 30)), (2.0, (120, 60)), (3.0, (180, 90))])
def test_the_scale_gives_the_points_of_each_unit(scale: float, size: tuple[int, int]) -> None:
    assert png.read(to_png(drawn("a"), scale)).size == size


def test_a_picture_is_twice_as_large_as_drawn_unless_said_otherwise_and_the_same_each_time() -> (
    None
):
    assert to_png(drawn("a")) == to_png(drawn("a"), 2.0) == to_png(drawn("a"))


@pytest.mark.parametrize("text", ["", "no picture", "<svg><g>"])
def test_what_is_no_picture_is_said(text: str) -> None:
    with pytest.raises(Misuse, match=r"^a picture could not be drawn: ."):
        to_png(text)


def test_without_the_library_the_line_that_installs_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(Misuse, match=re.escape("pip install 'qualcode[docx]'")):
        to_png(drawn("a"))
