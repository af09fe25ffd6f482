"""Lists in YAML files with items more, fewer or changed, where every other byte stays as it is."""

import pytest

from qualcode.source import parse_document
from qualcode.source.listing import ListChange, with_list

NEW = {"document": "chief", "quote": "hello: # there", "codes": ["a"]}
WRITTEN = '- {document: chief, quote: "hello: # there", codes: [a]}'


def changed(text: str, change: ListChange) -> str | None:
    document, found = parse_document(text, "case.yaml")
    assert document is not None
    assert found == ()
    after = with_list(document, "passages", change)
    return None if after is None else after.text


ADDED = {
    "no list yet": ("case: a\n# end\n", f"case: a\n# end\npassages:\n  {WRITTEN}\n"),
    "no line end at the end": ("case: a", f"case: a\npassages:\n  {WRITTEN}\n"),
    "an empty list in brackets": (
        "passages: []  # none\nx: 1\n",
        f"passages:   # none\n  {WRITTEN}\nx: 1\n",
    ),
    "a key without a list": ("passages:\nx: 1\n", f"passages:\n  {WRITTEN}\nx: 1\n"),
    "items at the margin": (
        "passages:\n- {quote: x}  # why\n\nx: 1\n",
        f"passages:\n- {{quote: x}}  # why\n{WRITTEN}\n\nx: 1\n",
    ),
    "line ends of Windows": (
        "passages:\r\n  - quote: >-\r\n      x\r\n      y\r\nx: 1\r\n",
        f"passages:\r\n  - quote: >-\r\n      x\r\n      y\r\n  {WRITTEN}\r\nx: 1\r\n",
    ),
    "a comment after the last item": (
        "passages:\n  - {quote: x}\n  # the end",
        f"passages:\n  - {{quote: x}}\n  {WRITTEN}\n  # the end",
    ),
}


@pytest.mark.parametrize(("before", "after"), ADDED.values(), ids=ADDED)
def test_an_item_is_added_after_the_others(before: str, after: str) -> None:
    assert changed(before, ListChange(new=(NEW,))) == after


def test_a_long_item_has_a_line_for_each_key() -> None:
    words = "word " * 30 + "end"
    after = changed("passages:\n  - {quote: x}\n", ListChange(new=({"quote": words, "id": "a"},)))
    assert after == f'passages:\n  - {{quote: x}}\n  - quote: "{words}"\n    id: a\n'


def test_items_go_with_their_lines_and_comments_around_them_stay() -> None:
    before = "passages:\n  # one\n  - quote: x\n    codes: [a]\n  # two\n  - {quote: y}\nx: 1\n"
    assert changed(before, ListChange(gone=frozenset({0}))) == (
        "passages:\n  # one\n  # two\n  - {quote: y}\nx: 1\n"
    )
    assert changed(before, ListChange(gone=frozenset({0, 1}))) == (
        "passages:\n  # one\n  # two\nx: 1\n"
    )
    assert changed(before, ListChange(gone=frozenset({0, 1}), new=(NEW,))) == (
        f"passages:\n  # one\n  # two\n  {WRITTEN}\nx: 1\n"
    )


def test_keys_of_an_item_are_put_in_place_or_before_the_others() -> None:
    before = (
        "passages:\n  - quote: x\n    codes:\n      - a\n      - b\n    note: n\n  - {quote: y}\n"
    )
    put = {0: {"id": "p", "codes": ["a", "c"]}, 1: {"id": "q", "codes": ["d"]}}
    assert changed(before, ListChange(put=put)) == (
        "passages:\n  - id: p\n    quote: x\n    codes:\n      [a, c]\n    note: n\n"
        "  - {id: q, codes: [d], quote: y}\n"
    )


REFUSED = {
    "a list in one line": ("passages: [{quote: x}]\n", ListChange(new=(NEW,))),
    "a comment in what goes": (
        "passages:\n  - quote: x  # why\n",
        ListChange(gone=frozenset({0})),
    ),
    "a comment in what changes": (
        "passages:\n  - codes:\n      - a  # why\n      - b\n",
        ListChange(put={0: {"codes": ["b"]}}),
    ),
    "no list of mappings": ("passages: words\n", ListChange(new=(NEW,))),
    "a dash in a line of its own": ("passages:\n  -\n    quote: x\n", ListChange(new=(NEW,))),
}


@pytest.mark.parametrize(("text", "change"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_without_touching_more_is_not_done(
    text: str, change: ListChange
) -> None:
    assert changed(text, change) is None
