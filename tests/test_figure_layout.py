"""Where things stand in a figure: whatever a case says, its chart can be read."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode import pipeline
from qualcode.exchange.examples import example_folders
from qualcode.model.case import Case, Coding, Record, RecordGroup
from qualcode.model.codebook import Codebook
from qualcode.render.figures.charts import draw_chart
from qualcode.render.figures.content import Chart, Edge, Ladder, Node, Relation, Rows, Step
from qualcode.render.figures.drawing import WIDTH, Box, Drawing, Text
from qualcode.render.figures.lettering import PLAIN, SOFT_HYPHEN, TITLE, Style, width, wrapped
from qualcode.render.figures.organisations import chart_of_case
from qualcode.render.figures.stacks import draw_ladder, draw_rows
from qualcode.render.figures.svg import to_svg
from qualcode.render.language import Language

LEVELS = ("strategic", "tactical", "executing")
KINDS = ("steering_group", "theme_group", "area_secretariat", "management_meeting")
ACTORS = ("mayor", "housing_admin_staff", "resident_democrat", "housing_director")


def _codebook() -> Codebook:
    study = pipeline.check(pipeline.Place(example_folders()["boligsocial"])).study
    assert study is not None
    return study.codebook


BOOK = _codebook()


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A fictional case with up to nine forums of any level, members and references."""
    count = draw(st.integers(1, 9))
    records: dict[str, Record] = {}
    for i in range(count):
        fields: dict[str, Coding] = {"kind": Coding(value=draw(st.sampled_from(KINDS)))}
        levels = draw(st.sets(st.sampled_from(LEVELS), max_size=3))
        fields["level"] = Coding(value=tuple(sorted(levels)) if levels else "unknown")
        fields["actors"] = Coding(value=tuple(sorted(draw(st.sets(st.sampled_from(ACTORS))))))
        fields["optional"] = Coding(value=draw(st.booleans()))
        for name, ends in (("reports_to", range(i)), ("linked_to", range(count))):
            end = draw(st.none() | st.sampled_from(ends)) if ends else None
            if end is not None:
                fields[name] = Coding(value=f"f{end}")
        records[f"f{i}"] = Record(id=f"f{i}", fields=fields)
    group = RecordGroup(records=records, complete=draw(st.booleans()))
    nothing: Mapping[str, Coding] = {}
    return Case(
        id="fictional",
        unit="plan",
        attributes=nothing,
        codes=nothing,
        records={"forums": group},
        declared_types={},
        printed_labels={},
    )


def chart_of(case: Case) -> Chart:
    figure = BOOK.figures["organisation"]
    assert figure.kind == "organisation"
    return chart_of_case(figure, case, BOOK, Language("da"))


@settings(max_examples=150, deadline=None)
@given(cases())
def test_the_chart_of_any_case_can_be_read(case: Case) -> None:
    chart = chart_of(case)
    drawing = draw_chart(chart)
    boxes = [box for box in drawing.boxes if box.id]
    assert [box.id for box in boxes] == list(case.records["forums"].records)
    assert list(overlapping(boxes)) == []
    assert list(outside(drawing)) == []
    assert list(overflowing(boxes)) == []
    assert list(badly_led(drawing, chart, {box.id: box for box in boxes})) == []


def overlapping(boxes: Sequence[Box]) -> Iterator[tuple[str, str]]:
    """Boxes that share a place."""
    for a, b in combinations(boxes, 2):
        if a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom:
            yield a.id, b.id


def outside(drawing: Drawing) -> Iterator[object]:
    """What lies off the sheet."""
    for box in drawing.boxes:
        if min(box.x, box.y) < 0 or box.right > drawing.width or box.bottom > drawing.height:
            yield box
    for line in drawing.lines:
        for x, y in line.points:
            if not (0 <= x <= drawing.width and 0 <= y <= drawing.height):
                yield line
    texts = (*drawing.texts, *(text for strip in drawing.strips for text in strip.texts))
    for text in texts:
        if text.x + width(text.text, text.style) > drawing.width or text.y > drawing.height:
            yield text


def overflowing(boxes: Sequence[Box]) -> Iterator[Text]:
    """Texts that do not fit their box."""
    for box in boxes:
        for text in box.texts:
            half = width(text.text, text.style) / 2
            left, right = (text.x - half, text.x + half) if text.centred else (text.x, text.x)
            if left < box.x or right > box.right:
                yield text
            if not box.y < text.y - text.style.size + 4 < text.y < box.bottom:
                yield text


def badly_led(drawing: Drawing, chart: Chart, boxes: Mapping[str, Box]) -> Iterator[object]:
    """Lines that run aslant, through a box, or to another place than the box they belong to."""
    for line, edge in zip(drawing.lines, chart.edges, strict=False):
        if any(a[0] != b[0] and a[1] != b[1] for a, b in pairwise(line.points)):
            yield "aslant", edge
        for a, b in pairwise(line.points):
            if any(_inside(a, b, box) for box in boxes.values()):
                yield "through", edge
        ends = (line.points[0], boxes[edge.start]), (line.points[-1], boxes[edge.end])
        if not all(_touches(point, box) for point, box in ends):
            yield "ends", edge


def _inside(a: tuple[int, int], b: tuple[int, int], box: Box) -> bool:
    """Whether a stretch across or down has a point inside a box, not counting its edge."""
    (left, right), (top, bottom) = sorted((a[0], b[0])), sorted((a[1], b[1]))
    if top == bottom:
        return box.y < top < box.bottom and left < box.right and box.x < right
    return box.x < left < box.right and top < box.bottom and box.y < bottom


def _touches(point: tuple[int, int], box: Box) -> bool:
    on_side = point[0] in (box.x, box.right) and box.y <= point[1] <= box.bottom
    return on_side or (point[1] in (box.y, box.bottom) and box.x <= point[0] <= box.right)


@settings(max_examples=50, deadline=None)
@given(cases())
def test_a_chart_is_drawn_the_same_each_time(case: Case) -> None:
    first, second = (to_svg(draw_chart(chart_of(case)), "c", "t", "a") for _ in range(2))
    assert first == second


def test_whoever_reports_stands_below_and_levels_stand_in_order() -> None:
    chart = Chart(
        ("Top", "Floor"),
        (Node("c", "c", (), 1, 1), Node("b", "b"), Node("a", "a")),
        (Relation("answers to"),),
        (Edge("c", "b"), Edge("b", "a")),
    )
    boxes = {box.id: box for box in draw_chart(chart).boxes}
    assert boxes["a"].bottom < boxes["b"].y < boxes["b"].bottom < boxes["c"].y


def test_a_box_of_several_levels_spans_them() -> None:
    chart = Chart(
        ("Top", "Middle", "Floor"),
        (Node("wide", "wide", (), 0, 1), *(Node(f"n{i}", f"n{i}", (), i, i) for i in range(3))),
    )
    drawing = draw_chart(chart)
    boxes = {box.id: box for box in drawing.boxes}
    assert (boxes["wide"].y, boxes["wide"].bottom) == (boxes["n0"].y, boxes["n1"].bottom)
    assert boxes["wide"].bottom < boxes["n2"].y


def test_a_line_between_boxes_that_are_not_neighbours_goes_round_the_one_between() -> None:
    nodes = tuple(Node(name, name, (), i, i) for i, name in enumerate("abc"))
    chart = Chart(("1", "2", "3"), nodes, (Relation("meets", directed=False),), (Edge("c", "a"),))
    drawing = draw_chart(chart)
    boxes = {box.id: box for box in drawing.boxes if box.id}
    assert list(badly_led(drawing, chart, boxes)) == []
    assert not drawing.lines[0].arrow


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_up_to_four_boxes_beside_one_another_fit_on_a_page(count: int) -> None:
    nodes = tuple(Node(f"n{i}", f"n{i}") for i in range(count))
    drawing = draw_chart(Chart(("",), nodes))
    assert drawing.width <= WIDTH
    assert len({box.y for box in drawing.boxes}) == 1


# Words and lines.


@given(st.text(min_size=1), st.sampled_from((PLAIN, TITLE)), st.integers(60, 300))
def test_no_line_is_wider_than_it_may_be_and_no_letter_is_lost(
    text: str, style: Style, limit: int
) -> None:
    lines = wrapped(text, style, limit)
    assert all(width(line, style) <= limit for line in lines)
    kept = "".join(lines).replace("-", "")
    assert kept.replace(" ", "") == "".join(text.split()).replace("-", "").replace(SOFT_HYPHEN, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("boligorganisationerne", ("boligorgani-", "sationerne")),
        ("Styregruppe/Arbejdssekretariat", ("Styregruppe/", "Arbejdssekre-", "tariat")),
        (f"projekt{SOFT_HYPHEN}sekretariat", ("projekt-", "sekretariat")),
        ("på tværs af områder", ("på tværs af", "områder")),
    ],
)
def test_long_words_are_broken_where_one_would_break_them(
    text: str, expected: tuple[str, ...]
) -> None:
    assert wrapped(text, PLAIN, 80) == expected


# Ladders, rows and files.


def test_the_highest_step_is_on_top_and_set_in_furthest() -> None:
    steps = tuple(Step(name, ("an example",) * i) for i, name in enumerate("abc"))
    boxes = draw_ladder(Ladder(steps)).boxes
    assert [box.texts[0].text for box in boxes] == ["a", "b", "c"]
    assert boxes[0].x > boxes[1].x > boxes[2].x
    assert list(overlapping(boxes)) == []
    assert {text.x for box in boxes for text in box.texts[1:]} == {boxes[2].texts[1].x}


def test_an_empty_cell_is_dashed_and_says_that_nothing_is_stated() -> None:
    drawing = draw_rows(Rows(("deed", "effect"), ((("a garden",), ()),)), "not stated")
    full, empty = drawing.boxes
    assert (full.dashed, empty.dashed) == (False, True)
    assert empty.texts[0].text == "not stated"
    (arrow,) = drawing.lines
    assert arrow.points == ((full.right, full.y + 18), (empty.x, empty.y + 18))


@given(st.text(min_size=1), st.text())
def test_any_text_can_stand_in_a_file(title: str, detail: str) -> None:
    chart = Chart((title,), (Node("n", title, (detail,)),))
    written = to_svg(draw_chart(chart), title, title, detail)
    root = ElementTree.fromstring(written)
    assert root.attrib["role"] == "img"
    assert [part.tag.split("}")[1] for part in root][:2] == ["title", "desc"]


@settings(max_examples=20, deadline=None)
@given(cases())
def test_no_letter_is_smaller_than_eleven_pixels(case: Case) -> None:
    written = to_svg(draw_chart(chart_of(case), "There may be more."), "c", "t", "a")
    texts = [part for part in ElementTree.fromstring(written).iter() if part.tag.endswith("text")]
    assert min(int(part.attrib["font-size"]) for part in texts) >= 11
