"""Codes in a text as bracketed spans: what is markup, what is text, and back again."""

from random import Random

import pytest

from qualcode.documents.folding import trimmed
from qualcode.documents.spanning import write_spans
from qualcode.documents.spans import Name, Span, read_spans

Plain = tuple[int, int, tuple[str, ...], str, str]
"""A span without the places of its markup."""

ALPHABET = (
    *("a", "b ", " ", "\n", "\n\n", "\n \n", "ø", "e\u0301", "\u00ad", "\f"),
    *("[", "]", "{", "}", "\\", ".x", "{.y}", "](u)", "#", "="),
)


def plain(span: Span) -> Plain:
    return span.start, span.end, tuple(code.text for code in span.codes), span.id, span.coder


def as_span(one: Plain) -> Span:
    start, end, codes, id, coder = one
    return Span(start, end, tuple(Name(code, 0, 0) for code in codes), id, coder)


SPANS = {
    "one code": ("We [meet]{.belonging}.", "We meet.", [(3, 7, ("belonging",), "", "")]),
    "codes, id and coder": (
        "[We]{#p1 .duty .strain coder=hn} meet",
        "We meet",
        [(0, 2, ("duty", "strain"), "p1", "hn")],
    ),
    "quoted attributes and a line break among them": (
        '[We]{.duty\n coder="h \\"n\\"" id="p 1"}',
        "We",
        [(0, 2, ("duty",), "p 1", 'h "n"')],
    ),
    "Danish letters": ("[øl]{.fælles-skab}", "øl", [(0, 2, ("fælles-skab",), "", "")]),
    "nested": (
        "[a [b]{.x} c]{.y}",
        "a b c",
        [(0, 5, ("y",), "", ""), (2, 3, ("x",), "", "")],
    ),
    "in parts": (
        "[a [b]{.x part=1}]{.y}[c]{.x part=1}",
        "abc".replace("b", " b", 1),
        [(0, 3, ("y",), "", ""), (2, 4, ("x",), "", "")],
    ),
    "parts in two paragraphs": (
        "[a]{#i .x part=1}\n\n[b]{.x part=1}",
        "a\n\nb",
        [(0, 4, ("x",), "i", "")],
    ),
    "links, notes and times are text": (
        "[00:12] see [x](y), [^1] and ![z](u) [sic]",
        "[00:12] see [x](y), [^1] and ![z](u) [sic]",
        [],
    ),
    "a link in a span": ("[see [x](y)]{.x}", "see [x](y)", [(0, 10, ("x",), "", "")]),
    "escaped brackets are text": (r"\[a\]{.x}", r"\[a\]{.x}", []),
    "attributes that are none are text": ("[a]{x, y}", "[a]{x, y}", []),
}


@pytest.mark.parametrize(("copy", "text", "spans"), SPANS.values(), ids=SPANS)
def test_spans_are_read_and_everything_else_is_text(
    copy: str, text: str, spans: list[Plain]
) -> None:
    marked = read_spans(copy)
    assert (marked.text, [plain(one) for one in marked.spans]) == (text, spans)
    assert marked.faults == ()


FAULTS = {
    "over paragraphs": (
        "[a\n\nb]{.x}",
        [("this span goes over several paragraphs", 0, 10)],
    ),
    "without words": ("a [ ]{.x}", [("there are no words in this span", 2, 9)]),
    "an attribute that is none": ("[a]{.x kode=y}", [("a span has no 'kode'", 7, 11)]),
    "parts with a gap": (
        "[a]{.x part=1} b [c]{.x part=1}",
        [("part 1 does not go on where it stopped", 17, 31)],
    ),
    "parts with other codes": (
        "[a]{.x part=1} [c]{.y part=1}",
        [("part 1 does not have the codes and the coder that it began with", 15, 29)],
    ),
}


@pytest.mark.parametrize(("copy", "expected"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_with_a_span_is_said(copy: str, expected: list[tuple[str, int, int]]) -> None:
    assert [(one.message, one.start, one.end) for one in read_spans(copy).faults] == expected


SUSPECTS = {
    "no opening bracket": ("a]{.x} b", [("no bracket opens the words of this span", 1, 6)]),
    "no closing brace": ("[a]{.x b\nc", [("the codes of this span do not end", 3, 8)]),
    "no words": ("a {.x} b", [("these codes follow no words in brackets", 2, 6)]),
    "not codes": ("[a]{x} b", [("the codes of this span cannot be read", 3, 6)]),
    "nothing": ("[a](b) {c} }{", []),
}


@pytest.mark.parametrize(("copy", "expected"), SUSPECTS.values(), ids=SUSPECTS)
def test_what_looks_like_a_broken_span_is_suspected(
    copy: str, expected: list[tuple[str, int, int]]
) -> None:
    assert [(one.message, one.start, one.end) for one in read_spans(copy).suspects] == expected


def test_what_overlaps_or_goes_over_paragraphs_is_written_in_numbered_parts() -> None:
    spans = [
        (0, 5, ("a",), "one", "hn"),
        (3, 12, ("b",), "two", ""),
        (3, 12, ("c",), "", "jo na"),
    ]
    assert write_spans("ab cd ef\n\ngh", [as_span(one) for one in spans]) == (
        '[ab [[cd]{.c coder="jo na" part=2}]{#two .b part=1}]{#one .a coder=hn} '
        '[[ef]{.c coder="jo na" part=2}]{.b part=1}\n\n'
        '[[gh]{.c coder="jo na" part=2}]{.b part=1}'
    )


def test_brackets_of_the_text_are_escaped_only_where_they_could_be_taken_for_spans() -> None:
    code = as_span((8, 9, ("a",), "", ""))
    assert write_spans("[a]{.x} b", [code]) == r"\[a\]{.x} [b]{.a}"
    assert write_spans("[a](x) [b", [code]) == "[a](x) [[b]{.a}"
    assert write_spans("\\b [c", [as_span((1, 2, ("a",), "", ""))]) == r"\\[b]{.a} \[c"


def random_text(random: Random) -> str:
    return "".join(random.choice(ALPHABET) for _ in range(random.randint(1, 16)))


def random_spans(random: Random, text: str) -> list[Plain]:
    """Spans that may overlap, nest and be the same, without space at their ends."""
    spans: list[Plain] = []
    for number in range(random.randint(0, 4)):
        edges = sorted((random.randint(0, len(text)), random.randint(0, len(text))))
        start, end = trimmed(text, *edges)
        if start < end:
            codes = tuple(random.sample(("duty", "strain_x", "øv-else"), random.randint(0, 3)))
            id = random.choice(("", f"p{number}", f'q "\\ø{number}'))
            spans.append((start, end, codes, id, random.choice(("", "hn", "å b"))))
    return spans


def test_random_spans_are_read_back_as_they_were_written() -> None:
    random = Random(6)
    escaped = 0
    for _ in range(4000):
        text = random_text(random)
        spans = random_spans(random, text)
        copy = write_spans(text, [as_span(one) for one in spans])
        marked = read_spans(copy)
        if marked.text != text:
            escaped += 1
            marked = read_spans(copy, escaped=True)
        assert marked.text == text
        assert sorted(plain(one) for one in marked.spans) == sorted(spans), copy
        assert marked.faults == (), copy
        assert [copy[marked.place(at)] for at in range(len(text))] == list(text)
    assert 0 < escaped < 4000  # both ways of writing were tried
