"""How tables and pictures fit a page, and how places get their names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.typeset.blocks import (
    Box,
    Caption,
    Emphasis,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quotation,
)
from qualcode.typeset.columns import PADDING, arrange, height, is_low, split_words, width
from qualcode.typeset.lettering import in_own_font, is_covered
from qualcode.typeset.naming import named
from qualcode.typeset.pictures import fitted
from qualcode.typeset.turning import turned
from tests.reports import CHOIRS, WIDE, document, paragraph, table, words

UPRIGHT, ACROSS = 453.0, 700.0
CELLS = st.text("abcæøå mil—W4.", max_size=60)


@settings(max_examples=200)
@given(
    st.integers(1, 12).flatmap(
        lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n), min_size=1, max_size=4)
    )
)
def test_a_table_is_never_wider_than_the_page_and_words_are_whole_where_it_says_so(
    rows: list[list[str]],
) -> None:
    head, *others = (tuple(row) for row in rows)
    grid = arrange(table(head, *others), UPRIGHT, ACROSS)
    assert sum(grid.widths) <= (ACROSS if grid.lies_across else UPRIGHT) + 0.01
    assert grid.size in {9.0, 8.0, 7.0}
    if not grid.divides_words:
        for row in (head, *others):
            for cell, room in zip(row, grid.widths, strict=True):
                for word in cell.split():
                    assert width(word) * grid.size <= room - PADDING + 0.01


def test_a_small_table_is_as_wide_as_its_words_and_stays_together() -> None:
    grid = arrange(CHOIRS, UPRIGHT, ACROSS)
    assert (grid.size, grid.lies_across, grid.divides_words) == (9.0, False, False)
    assert sum(grid.widths) < UPRIGHT
    assert [height(row, grid) for row in CHOIRS.rows] == [1, 1]
    assert is_low(CHOIRS, grid)


def test_a_wide_table_lies_across_and_one_of_forty_columns_divides_words() -> None:
    assert arrange(WIDE, UPRIGHT, ACROSS).lies_across
    many = table(tuple(f"Spalte {n}" for n in range(40)))
    assert arrange(many, UPRIGHT, ACROSS).divides_words


def test_a_long_table_may_be_divided_and_a_high_row_counts_its_lines() -> None:
    long = table(("a", "b"), *(("x", "y") for _ in range(30)))
    assert not is_low(long, arrange(long, UPRIGHT, ACROSS))
    high = table(("a",), (" ".join(["ord"] * 400),))
    assert height(high.rows[0], arrange(high, UPRIGHT, ACROSS)) > 12


@given(st.text(max_size=80), st.floats(1, 60))
def test_dividing_words_changes_no_letter(text: str, room: float) -> None:
    divided = split_words(text, room)
    assert divided.replace("\u200b", "") == text.replace("\u200b", "")


def test_only_words_that_do_not_fit_and_no_hyphen_divides_are_divided() -> None:
    assert split_words("områdesekretariat her", 7) == "områdesekretariat her"
    assert split_words("https://example.org", 6).split("\u200b")[0] != "https://example.org"
    assert split_words("kort", 40) == "kort"


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('<svg width="400" height="200">', (300, 150)),
        ('<svg width="400px" height="200px" viewBox="0 0 1 1">', (300, 150)),
        ('<svg width="100mm" height="5cm">', (283.5, 141.7)),
        ('<svg viewBox="0 0 400 200">', (300, 150)),
        ('<svg viewBox="0,0,400,200" width="200">', (150, 75)),
        ('<svg viewBox="0 0 400 200" height="200">', (300, 150)),
        ("<svg>", (300, 150)),
        ('<svg stroke-width="9" width="100%" height="100%">', (300, 150)),
        ('<svg width="4000" height="400">', (450, 45)),
        ('<svg width="400" height="8000">', (25, 500)),
    ],
)
def test_a_picture_has_its_own_size_or_that_of_the_page(
    root: str, size: tuple[float, float]
) -> None:
    wide, high = fitted(f"<?xml version='1.0'?>\n{root}</svg>", 450, 500)
    assert (round(wide, 1), round(high, 1)) == size


def test_words_of_pictures_ask_for_the_font_that_comes_along() -> None:
    svg = """<g font-family="Arial, 'X'"><text style='font-family: Y; fill: red' font-family='Z'/></g>"""
    assert in_own_font(svg) == (
        "<g font-family=\"DejaVu Sans\"><text style='font-family: DejaVu Sans; fill: red' "
        'font-family="DejaVu Sans"/></g>'
    )


def test_the_font_is_known_to_lack_other_alphabets() -> None:
    assert is_covered("Æblevej – »≥ ✓«\n")
    assert not is_covered("漢")
    assert not is_covered("\U0001f600")


def test_all_places_have_names_that_no_other_has() -> None:
    box = Box(Caption("B", (), "x"), (Heading(2, words("i"), "x"),))
    made = named(
        document(
            Heading(1, words("a"), ""),
            Heading(1, words("b"), "x"),
            Quotation((Listing(((box,),)),)),
            Figure("f", "", Caption("F", (), "")),
            table(("a",), caption=Caption("T", (), "t")),
            Figure("f", "", None),
        )
    )
    assert repr(made.blocks).count("name='x'") == 1
    assert "name=''" not in repr(made.blocks)
    assert "name='t'" in repr(made.blocks)


def test_a_wide_table_takes_the_notes_below_it_along() -> None:
    note = Paragraph((Emphasis(words("Kilde: opdigtet.")),))
    blocks = (note, WIDE, note, WIDE, paragraph("b"), note, CHOIRS)
    groups = list(turned(blocks, lambda one: one is WIDE))
    assert groups == [
        (False, (note,)),
        (True, (WIDE, note, WIDE)),
        (False, (paragraph("b"), note, CHOIRS)),
    ]
