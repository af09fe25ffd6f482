"""Reading YAML: what people write, what they mean by it, and what they are told."""

import math
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qualcode.diagnostics import Diagnostic, Location, Related, Severity
from qualcode.source import RULES, Document, events, parse_document, read_document
from qualcode.source.building import DEEPEST
from qualcode.source.files import LARGEST
from qualcode.source.references import MOST_ALIASES, MOST_NODES
from qualcode.source.scalars import resolve

FILE = "cases/a.yaml"


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each test that asks for it runs with both parsers of PyYAML."""
    assert events.LIBYAML, "this PyYAML has no libyaml, so half of what is promised is not tested"
    monkeypatch.setattr(events, "LIBYAML", request.param == "libyaml")
    return str(request.param)


def read(text: str) -> Document:
    """The document of a text in which there is nothing to find."""
    document, found = parse_document(text, FILE)
    assert found == ()
    assert document is not None
    return document


def said(found: tuple[Diagnostic, ...]) -> list[tuple[str, str, str]]:
    """Findings as a person sees them: rule and place, message, hint."""
    return [(f"{one.rule} {stretch(one.at)}", one.message, one.hint) for one in found]


def stretch(at: Location) -> str:
    """A place as `line:column-line:column`."""
    return f"{at.line}:{at.column}-{at.end_line}:{at.end_column}"


def at(place: str) -> Location:
    """The place that `stretch` writes."""
    start, _, end = place.partition("-")
    line, column = start.split(":")
    end_line, end_column = end.split(":")
    return Location(FILE, int(line), int(column), int(end_line), int(end_column))


def cut(text: str, place: Location) -> str:
    """What stands at a place of a text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    wanted = lines[place.line - 1 : place.end_line]
    wanted[-1] = wanted[-1][: place.end_column - 1]
    wanted[0] = wanted[0][place.column - 1 :]
    return "\n".join(wanted)


CASE = """\
case: box-4-1
label: {da: Øst 😀 ære, en: "East: \\"a\\""}   # the place
codes:
  veto: political
  board:
    value: consulted
    evidence:
      - {document: report, at: 'it''s'}
      - document: interview
        quote: |
          first line

          last line

    note: one text
      in two lines
  open:
  members: [a, [], {}]
"""


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("case",), "box-4-1"),
        (("label",), '{da: Øst 😀 ære, en: "East: \\"a\\""}'),
        (("label", "da"), "Øst 😀 ære"),
        (("label", "en"), '"East: \\"a\\""'),
        (("codes", "veto"), "political"),
        (("codes", "board", "evidence", 0), "{document: report, at: 'it''s'}"),
        (("codes", "board", "evidence", 0, "at"), "'it''s'"),
        (
            ("codes", "board", "evidence", 1, "quote"),
            "|\n          first line\n\n          last line",
        ),
        (
            ("codes", "board", "evidence", 1),
            "document: interview\n        quote: |\n          first line\n\n          last line",
        ),
        (("codes", "board", "note"), "one text\n      in two lines"),
        (("codes", "open"), ""),
        (("codes", "members", 1), "[]"),
        (("codes", "members", 2), "{}"),
    ],
)
def test_a_value_is_found_where_it_stands(
    parser: str, path: tuple[str | int, ...], value: str
) -> None:
    assert cut(CASE, read(CASE).locate(path)) == value


def test_a_part_is_found_from_the_place_of_the_whole(parser: str) -> None:
    document = read("case: a\ncodes:\n  veto: {value: x}\n  board:\n    - {at: [p, q]}\n")
    veto = document.locate(("codes", "veto"), key=True)
    item = document.locate(("codes", "board", 0))
    assert document.locate_in(veto, ("value",)) == document.locate(("codes", "veto", "value"))
    assert document.locate_in(item, ("at", 1)) == document.locate(("codes", "board", 0, "at", 1))
    assert document.locate_in(item, ("at",), key=True) == document.locate(
        ("codes", "board", 0, "at"), key=True
    )
    assert document.locate_in(Location(FILE), ("case",)) == document.locate(("case",))
    assert document.locate_in(veto, ("values",)) == veto
    assert document.locate_in(item, ("at", 2)) == item


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), "1:1-18:23"),
        (("case",), "1:1-1:5"),
        (("label", "en"), "2:24-2:26"),
        (("codes", "board"), "5:3-5:8"),
        (("codes", "board", "evidence", 1), "9:9-13:20"),
        (("codes", "open"), "17:3-17:7"),
    ],
)
def test_a_key_is_found_where_it_stands_and_an_item_as_a_whole(
    parser: str, path: tuple[str | int, ...], place: str
) -> None:
    assert read(CASE).locate(path, key=True) == at(place)


@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        (("codes", "veto", "value"), False, "4:9-4:18"),
        (("codes", "veto", "value"), True, "4:3-4:7"),
        (("codes", "members", 3), False, "18:12-18:23"),
        (("codes", "members", -1), False, "18:12-18:23"),
        (("codes", "members", "0"), False, "18:12-18:23"),
        (("label", 0), False, "2:8-2:42"),
        (("passages", 0, "quote"), False, "1:1-18:23"),
    ],
)
def test_a_path_that_leads_too_far_ends_at_its_last_known_part(
    path: tuple[str | int, ...], key: bool, place: str
) -> None:
    assert read(CASE).locate(path, key=key) == at(place)


def test_an_empty_value_is_found_behind_its_colon(parser: str) -> None:
    assert read("codes:\n  open:   # not yet\n").locate(("codes", "open")) == at("2:8-2:8")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_move_nothing(parser: str, mark: str, line_end: str) -> None:
    text = mark + "æ: b\nc:\n  - |\n    d\n\ne: f\n".replace("\n", line_end)
    document = read(text)
    assert document.data == {"æ": "b", "c": ["d\n"], "e": "f"}
    assert document.text == text.removeprefix("\ufeff")
    assert document.locate(("æ",)) == at("1:4-1:5")
    assert document.locate(("c",)) == at("3:3-4:6")
    assert document.locate(("e",), key=True) == at("6:1-6:2")


def test_an_alias_stands_where_it_is_written_and_its_parts_where_they_are(parser: str) -> None:
    document = read("a: &x {b: [c]}\nd: *x\n&k e: *k\n")
    assert document.data == {"a": {"b": ["c"]}, "d": {"b": ["c"]}, "e": "e"}
    assert document.locate(("d",)) == at("2:4-2:6")
    assert document.locate(("d", "b", 0)) == at("1:12-1:13")


@pytest.mark.parametrize(
    ("word", "value"),
    [
        *((word, None) for word in ("", "~", "null", "Null", "NULL")),
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, False) for word in ("false", "False", "FALSE")),
        *(("0", 0), ("-17", -17), ("+17", 17), ("007", 7), ("0o17", 15), ("0xFf", 255)),
        *(("1.5", 1.5), ("-.5", -0.5), ("1.", 1.0), ("1e3", 1000.0), ("+1.5E-2", 0.015)),
        *((".inf", float("inf")), ("+.INF", float("inf")), ("-.Inf", float("-inf"))),
        *((word, word) for word in ("no", "NO", "nej", "yes", "ja", "on", "off", "y", "n", "N")),
        *((word, word) for word in ("nULL", "tRUE", "none", "None", "+", ".", "..", "=")),
        *((word, word) for word in ("2012-03-01", "12:30", "1_000", "1.2.3", "4.1a")),
        *((word, word) for word in ("-0x1", "0o8", "0b1", "1e", "e1", "inf", "nan", "٣", "<<")),
        ("9" * 5000, "9" * 5000),
        *(('"1"', "1"), ("'true'", "true"), ('""', ""), ("'~'", "~")),
    ],
)
def test_only_nothing_true_false_and_numbers_are_not_text(
    parser: str, word: str, value: object
) -> None:
    document = read(f"- {word}\n- {{a: {word} }}\n- |-\n  {word or 'text'}\n")
    assert document.data == [value, {"a": value}, word or "text"]
    assert type(read(f"a: {word}").data["a"]) is type(value)  # type: ignore[index]  # a mapping


def test_not_a_number_is_a_number() -> None:
    data = read("[.nan, .NaN, .NAN]").data
    assert isinstance(data, list)
    assert all(math.isnan(number) for number in data)


def test_a_file_may_hold_one_bare_value(parser: str) -> None:
    document = read("--- null\n")
    assert document.data is None
    assert document.locate(("a", 0)) == at("1:5-1:9")


@pytest.mark.parametrize("head", ["---\n", "%YAML 1.1\n---\n", "# c\n%YAML 1.2 # c\n---\n"])
def test_a_head_that_says_nothing_is_fine(parser: str, head: str) -> None:
    document = read(f"{head}a: 1\n...\n")
    assert document.data == {"a": 1}
    assert document.locate(("a",)).column == 4


def test_a_comma_in_a_number_makes_it_text() -> None:
    assert read("share: 1,5\n").data == {"share": "1,5"}


class Bad(NamedTuple):
    """A text with one mistake, and what its author is told."""

    text: str
    place: str
    message: str
    hint: str


BAD = {
    "tab as indentation": Bad(
        "codes:\n\tveto: yes\n",
        "QC004 2:1-2:2",
        "the line is indented with a tab",
        "indent it with spaces, two for each level",
    ),
    "tabs in many lines": Bad(
        "codes:\n  a: 1\n\tb: 2\n\tc: 3\n",
        "QC004 3:1-3:2",
        "the line is indented with a tab",
        "indent it with spaces, two for each level; 2 lines of the file begin with tabs",
    ),
    "tab in block text": Bad(
        "note: |\n\ttext\n",
        "QC004 2:1-2:2",
        "the line is indented with a tab",
        "indent it with spaces, two for each level",
    ),
    "tab after a dash": Bad(
        "-\ta: 1\n  b: 2\n",
        "QC004 1:2-1:3",
        "a tab stands where a space is needed",
        "replace the tab with a space",
    ),
    "second colon": Bad(
        "note: he said: no\n",
        "QC003 1:14-1:15",
        "a second colon stands in this value",
        "put quotes around the text after the first colon",
    ),
    "second colon after danish": Bad(
        "øre: møde 😀: ja\n",
        "QC003 1:12-1:13",
        "a second colon stands in this value",
        "put quotes around the text after the first colon",
    ),
    "colon in list in brackets": Bad(
        "codes: [note: he: she]\n",
        "QC003 1:17-1:18",
        "a colon stands in text without quotes",
        "put quotes around the text that has a colon",
    ),
    "colon before comma": Bad(
        "label: {da: møde:, en: x}\n",
        "QC003 1:17-1:18",
        "a colon stands in text without quotes",
        "put quotes around the text that has a colon",
    ),
    "no colon": Bad(
        "case: a\nunit\nlabel: x\n",
        "QC003 2:1-2:5",
        "this line has no colon",
        "write 'key: value', or indent the line to continue the text above",
    ),
    "no colon first line": Bad(
        "case\nunit: plan\n",
        "QC003 1:1-1:5",
        "this line has no colon",
        "write 'key: value', or indent the line to continue the text above",
    ),
    "no space after colon": Bad(
        "case: a\nunit:plan\nlabel: x\n",
        "QC003 2:1-2:10",
        "there is no space after the colon",
        "write 'unit: plan'",
    ),
    "no space first line": Bad(
        "case:a\nunit: plan\n",
        "QC003 1:1-1:7",
        "there is no space after the colon",
        "write 'case: a'",
    ),
    "link is no key": Bad(
        "case: a\nhttp://x.dk\nlabel: x\n",
        "QC003 2:1-2:12",
        "this line has no colon",
        "write 'key: value', or indent the line to continue the text above",
    ),
    "line continues text": Bad(
        "case: a\n  unit: plan\n",
        "QC003 2:3-2:8",
        "this line continues the text of line 1, so it may not have a colon",
        "begin a new key in the column of the key above, or put quotes around the whole text",
    ),
    "open quote": Bad(
        'note: "half a\nunit: plan\n',
        "QC003 1:7-1:8",
        'the quote " is never closed',
        'write the closing quote; inside the quotes, write \\" for a quote',
    ),
    "open apostrophe": Bad(
        "note: 'half a\n---\n",
        "QC003 1:7-1:8",
        "the quote ' is never closed",
        "write the closing quote; inside the quotes, write '' for an apostrophe",
    ),
    "quote too few": Bad(
        'a: "x\nb: "y"\n',
        "QC003 1:4-1:5",
        'the quote " is closed only in line 2, with more text after it',
        "write the closing quote where the text ends",
    ),
    "quote inside quotes": Bad(
        'note: "she said "no" twice"\n',
        "QC003 1:18-1:28",
        'text goes on after the closing quote "',
        'put quotes around the whole text; or inside the quotes, write \\" for a quote',
    ),
    "apostrophe inside quotes": Bad(
        "note: 'it's fine'\n",
        "QC003 1:11-1:18",
        "text goes on after the closing quote '",
        "put quotes around the whole text; or inside the quotes, write '' for an apostrophe",
    ),
    "text after quotes in list": Bad(
        '- "x" y\n',
        "QC003 1:7-1:8",
        'text goes on after the closing quote "',
        'put quotes around the whole text; or inside the quotes, write \\" for a quote',
    ),
    "backslash": Bad(
        'file: "C:\\Users\\qq"\n',
        "QC003 1:10-1:12",
        "\\U has no meaning inside double quotes",
        "write two backslashes, or use single quotes",
    ),
    "unknown escape": Bad(
        'file: "a\\qb"\n',
        "QC003 1:9-1:11",
        "\\q has no meaning inside double quotes",
        "write two backslashes, or use single quotes",
    ),
    "open bracket": Bad(
        "codes: [a, b\nunit: plan\n",
        "QC003 1:8-1:9",
        "the bracket [ is never closed",
        "write ']' at its end, or put quotes around text with brackets",
    ),
    "open bracket at end": Bad(
        "codes: [a,\n",
        "QC003 1:8-1:9",
        "the bracket [ is never closed",
        "write ']' at its end, or put quotes around text with brackets",
    ),
    "open brace": Bad(
        "label: {da: a, en: b\n",
        "QC003 1:8-1:9",
        "the bracket { is never closed",
        "write '}' at its end, or put quotes around text with brackets",
    ),
    "open bracket before dots": Bad(
        "a: [b,\n...\n",
        "QC003 1:4-1:5",
        "the bracket [ is never closed",
        "write ']' at its end, or put quotes around text with brackets",
    ),
    "crossed brackets": Bad(
        "codes: [a, b}\n",
        "QC003 1:13-1:14",
        "the bracket [ is closed by }",
        "write ']' instead",
    ),
    "crossed braces": Bad(
        "label: {da: [a}\n",
        "QC003 1:15-1:16",
        "the bracket [ is closed by }",
        "write ']' instead",
    ),
    "closing bracket": Bad(
        "a: ]\n",
        "QC003 1:4-1:5",
        "the bracket ] closes nothing",
        "delete it, or put quotes around the whole text",
    ),
    "comma missing": Bad(
        'codes: ["a" "b"]\n',
        "QC003 1:13-1:17",
        'text goes on after the closing quote "',
        'write a comma before it; or inside the quotes, write \\" for a quote',
    ),
    "comma too many": Bad(
        "codes: [a,, b]\n",
        "QC003 1:11-1:12",
        "there is no value before the comma",
        "delete the comma, or write a value before it",
    ),
    "list in brackets": Bad(
        "codes: [- a]\n",
        "QC003 1:9-1:10",
        "a list with dashes stands inside brackets",
        "put commas between the items instead",
    ),
    "text after brackets": Bad(
        "quote: [inaudible] yes\n",
        "QC003 1:20-1:23",
        "this text does not belong to the value before it",
        "put quotes around the whole text",
    ),
    "comma first": Bad(
        "a: , b\n",
        "QC003 1:4-1:5",
        "text without quotes may not begin with ,",
        "put quotes around the whole text",
    ),
    "indented less": Bad(
        "codes:\n    a: 1\n  b: 2\n",
        "QC003 3:3-3:7",
        "this line is not indented like those around it",
        "begin it in the same column as the lines it belongs with",
    ),
    "item indented less": Bad(
        "codes:\n  - a\n - b\n",
        "QC003 3:2-3:5",
        "this line is not indented like those around it",
        "begin it in the same column as the lines it belongs with",
    ),
    "key at item": Bad(
        "case: a\n- b\n",
        "QC003 2:1-2:4",
        "an item of a list stands among keys",
        "write the key of the list above it, or delete the dash",
    ),
    "item without dash": Bad(
        "- a\nb: 1\n",
        "QC003 2:1-2:5",
        "this line stands in a list, but has no dash",
        "begin it with '- ', or indent it to belong to the item above",
    ),
    "first line indented": Bad(
        " case: a\nunit: plan\n",
        "QC003 2:1-2:11",
        "this line begins further left than the first line",
        "begin both in the same column",
    ),
    "list in line": Bad(
        "codes: - a\n",
        "QC003 1:8-1:9",
        "a list may not begin in the line of its key",
        "begin the list in the next line, or put quotes around text that begins with a dash",
    ),
    "bold": Bad(
        "note: **must**\n",
        "QC003 1:7-1:8",
        "text without quotes may not begin with *",
        "put quotes around the whole text",
    ),
    "at sign": Bad(
        "coder: @hn\n",
        "QC003 1:8-1:9",
        "text without quotes may not begin with @",
        "put quotes around the whole text",
    ),
    "percent": Bad(
        "share: %50\n",
        "QC003 1:8-1:9",
        "text without quotes may not begin with %",
        "put quotes around the whole text",
    ),
    "percent line": Bad(
        "a: b\n%c: d\n",
        "QC003 2:1-2:2",
        "text without quotes may not begin with %",
        "put quotes around the whole text",
    ),
    "question": Bad(
        "note: ? maybe\n",
        "QC003 1:7-1:8",
        "text without quotes may not begin with ?",
        "put quotes around the whole text",
    ),
    "greater": Bad(
        "share: > 50\n",
        "QC003 1:8-1:9",
        "text without quotes may not begin with >",
        "put quotes around the whole text, or begin it in the line after '>'",
    ),
    "ampersand": Bad(
        "name: & Co\n",
        "QC003 1:7-1:8",
        "text without quotes may not begin with &",
        "put quotes around the whole text",
    ),
    "exclamation": Bad(
        "note: !<x\n",
        "QC007 1:7-1:10",
        "text without quotes may not begin with !",
        "put quotes around the whole text",
    ),
    "unknown handle": Bad(
        "a: !x!y z\n",
        "QC007 1:4-1:8",
        "text without quotes may not begin with !",
        "put quotes around the whole text",
    ),
    "tag": Bad(
        "note: !!python/object:os.system x\n",
        "QC007 1:7-1:32",
        "'!!python/object:os.system' is a YAML tag, which qualcode does not use",
        "delete it; if it belongs to the text, put quotes around the text",
    ),
    "tag on mapping": Bad(
        "a: &b !t {c: d}\n",
        "QC007 1:7-1:9",
        "'!t' is a YAML tag, which qualcode does not use",
        "delete it; if it belongs to the text, put quotes around the text",
    ),
    "directive": Bad(
        "%TAG ! x\n---\na: 1\n",
        "QC007 1:1-1:9",
        "'%TAG' is a YAML directive, which qualcode does not use",
        "delete the line; if it belongs to the text, put quotes around the text",
    ),
    "version": Bad(
        "%YAML 3.0\n---\na: 1\n",
        "QC007 1:1-1:10",
        "'%YAML' is a YAML directive, which qualcode does not use",
        "delete the line; if it belongs to the text, put quotes around the text",
    ),
    "number as key": Bad(
        "1: a\n",
        "QC006 1:1-1:2",
        "the key 1 means a number, but a key must be text",
        'put quotes around it: "1"',
    ),
    "decimal comma as key": Bad(
        "share: {of: 1,5}\n",
        "QC006 1:15-1:16",
        "the key 5 means a number, but a key must be text",
        "write '1.5' for a number, or put quotes around '1,5'",
    ),
    "truth as key": Bad(
        "true: a\n",
        "QC006 1:1-1:5",
        "the key true means true or false, but a key must be text",
        'put quotes around it: "true"',
    ),
    "nothing as key": Bad(
        "~: a\n",
        "QC006 1:1-1:2",
        "the key ~ means nothing, but a key must be text",
        'put quotes around it: "~"',
    ),
    "no key": Bad(
        ": a\n",
        "QC003 1:1-1:2",
        "there is no key before the colon",
        "write a key, or put quotes around text that begins with a colon",
    ),
    "list as key": Bad(
        "[a, b]: c\n",
        "QC006 1:1-1:7",
        "the key is a list, but a key must be text",
        "put quotes around text that begins with '['",
    ),
    "template": Bad(
        "note: {{ name }}\n",
        "QC006 1:8-1:16",
        "the key is a mapping, but a key must be text",
        "put quotes around text that begins with '{'",
    ),
    "alias as key": Bad(
        "a: &b c\n*b : d\n",
        "QC006 2:1-2:3",
        "the key is a reference, but a key must be text",
        "put quotes around text that begins with '*'",
    ),
    "undefined alias": Bad(
        "a: &boks x\nb: *box\n",
        "QC008 2:4-2:8",
        "'*box' refers to '&box', which is not above it",
        "put quotes around text that begins with '*'",
    ),
    "italics": Bad(
        "note: *must*\n",
        "QC003 1:7-1:8",
        "text without quotes may not begin with *",
        "put quotes around the whole text",
    ),
    "italics2": Bad(
        "note: *must\n",
        "QC008 1:7-1:12",
        "'*must' refers to '&must', which is not above it",
        "put quotes around text that begins with '*'",
    ),
    "own alias": Bad(
        "a: &b [*b]\n",
        "QC008 1:8-1:10",
        "'*b' stands inside the value that it refers to",
        "write the value out",
    ),
    "merge": Bad(
        "a: &b {c: d}\ne:\n  <<: *b\n",
        "QC008 3:3-3:5",
        "'<<' takes keys from elsewhere",
        "write the keys out here",
    ),
    "two documents": Bad(
        "a: 1\n---\nb: 2\n",
        "QC010 2:1-2:4",
        "a second document begins here",
        "delete the line '---', or move what follows to a file of its own",
    ),
    "after dots": Bad(
        "a: 1\n...\nb: 2\n",
        "QC010 3:1-3:5",
        "a second document begins here",
        "delete the line '...', or move what follows to a file of its own",
    ),
    "form feed": Bad(
        "a: 1\n\x0cb: 2\n",
        "QC013 2:1-2:2",
        "an invisible character stands here: U+000C (form feed)",
        "delete it",
    ),
    "line separator": Bad(
        "note: før\u2028efter\nx: a\u2028\n",
        "QC013 1:10-1:11",
        "an invisible character stands here: U+2028 (line separator)",
        "delete it; it occurs 2 times in the file",
    ),
    "nul": Bad(
        "a: \x00b\n",
        "QC013 1:4-1:5",
        "an invisible character stands here: U+0000 (NUL)",
        "delete it",
    ),
    "bom inside": Bad(
        "a: 1\n\ufeffb: 2\n",
        "QC013 2:1-2:2",
        "an invisible character stands here: U+FEFF (byte order mark)",
        "delete it",
    ),
    "tab alone": Bad(
        "a: 1\n\t\nb: 2\n",
        "QC004 2:1-2:2",
        "the line is indented with a tab",
        "indent it with spaces, two for each level",
    ),
    "item alone": Bad(
        "-\na: 1\n",
        "QC003 2:1-2:5",
        "this line is not indented like those around it",
        "begin it in the same column as the lines it belongs with",
    ),
    "two anchors": Bad(
        "a: &b &c d\n",
        "QC003 1:7-1:11",
        "this text does not belong to the value before it",
        "put quotes around the whole text",
    ),
    "text after document": Bad(
        "[a]\nb: 1\n",
        "QC003 2:1-2:5",
        "this text does not belong to the value before it",
        "put quotes around the whole text",
    ),
    "escape behind unicode": Bad(
        'a: "\\uD800"\n',
        "QC003 1:5-1:7",
        "\\u has no meaning inside double quotes",
        "write two backslashes, or use single quotes",
    ),
    "escape too high": Bad(
        'a: "\\U00110000"\n',
        "QC003 1:5-1:7",
        "\\U has no meaning inside double quotes",
        "write two backslashes, or use single quotes",
    ),
    "no key brackets": Bad(
        "{: a}\n",
        "QC003 1:2-1:3",
        "there is no key before the colon",
        "put quotes around the text that has a colon",
    ),
    "no key in list": Bad(
        "- : a\n",
        "QC003 1:3-1:4",
        "there is no key before the colon",
        "write a key, or put quotes around text that begins with a colon",
    ),
    "bad indicator": Bad(
        "a: |0\n b\n",
        "QC003 1:4-1:5",
        "text without quotes may not begin with |",
        "put quotes around the whole text, or begin it in the line after '|'",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_a_mistake_is_told_where_it_is_and_what_to_do(parser: str, bad: Bad) -> None:
    _, found = parse_document(bad.text, FILE)
    assert said(found) == [(bad.place, bad.message, bad.hint)]
    assert found[0].severity is Severity.ERROR
    assert found[0].at.file == FILE


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        (" \n\n", "the file is empty"),
        ("---\n", "the file is empty"),
        ("# nothing yet\n", "the file has comments but no data"),
    ],
)
def test_a_file_without_data_is_no_document(parser: str, text: str, message: str) -> None:
    document, found = parse_document(text, FILE)
    assert document is None
    assert said(found) == [("QC011 1:1-1:1", message, "write something into it, or delete it")]


@pytest.mark.parametrize("first", ["a" * 1030, "x: 1\n" + "b " * 600])
def test_text_before_a_colon_may_be_too_long_for_a_key(parser: str, first: str) -> None:
    _, found = parse_document(f"{first}: 1\n", FILE)
    line = first.count("\n") + 1
    message = "the text before the colon has more than 1,024 characters"
    hint = "put quotes around the whole text"
    assert said(found) == [(f"QC003 {line}:1-{line}:2", message, hint)]


def test_all_mistakes_are_told_and_the_rest_of_the_file_is_kept(parser: str) -> None:
    text = "1: a\nb: !t c\nb: d\ne: *f\nf: {[g]: h}\n<<: i\n? {j: k}\n: l\nm: 5\n---\nn\n"
    document, found = parse_document(text, FILE)
    assert [line for line, _, _ in said(found)] == [
        "QC006 1:1-1:2",
        "QC007 2:4-2:6",
        "QC005 3:1-3:2",
        "QC008 4:4-4:6",
        "QC006 5:5-5:8",
        "QC008 6:1-6:3",
        "QC006 7:3-7:9",
        "QC010 10:1-10:4",
    ]
    assert document is not None
    assert document.data == {"1": "a", "b": "c", "e": None, "f": {}, "m": 5}
    assert document.locate(("m",)) == at("9:4-9:5")


def test_a_syntax_error_ends_the_file_but_not_what_was_found_before(parser: str) -> None:
    document, found = parse_document("a: 1\na: 2\nb: c: d\n", FILE)
    assert document is None
    assert [line for line, _, _ in said(found)] == ["QC005 2:1-2:2", "QC003 3:5-3:6"]


def test_a_second_key_names_the_place_of_the_first_each_time(parser: str) -> None:
    document, found = parse_document('a: 1\n"a": 2\n? a\n: 3\n', FILE)
    first = (Related(at("1:1-1:2"), "first written here"),)
    assert [(stretch(one.at), one.related) for one in found] == [
        ("2:1-2:4", first),
        ("3:3-3:4", first),
    ]
    assert {one.message for one in found} == {"the key 'a' is already in this mapping"}
    assert document is not None
    assert document.data == {"a": 1}


def test_one_key_in_two_mappings_is_no_duplicate() -> None:
    assert read("a: {b: 1}\nc: {b: 2}\n").data == {"a": {"b": 1}, "c": {"b": 2}}


def test_a_name_that_is_nearly_right_is_suggested(parser: str) -> None:
    _, found = parse_document("a: &steering x\nb: *stering\n", FILE)
    message = "'*stering' refers to '&stering', which is not above it"
    assert said(found) == [("QC008 2:4-2:12", message, "did you mean 'steering'?")]


def test_an_invisible_character_is_told_once_and_read_as_a_space(parser: str) -> None:
    text = "a: før\u2028efter\u2028\nb\x07: c\nd: \ufdd0\n"
    document, found = parse_document(text, FILE)
    bell = "an invisible character stands here: U+0007 (control character)"
    separator = "an invisible character stands here: U+2028 (line separator)"
    assert said(found) == [
        ("QC013 1:7-1:8", separator, "delete it; it occurs 2 times in the file"),
        ("QC013 2:2-2:3", bell, "delete it"),
    ]
    assert document is not None
    assert document.data == {"a": "før efter", "b": "c", "d": "\ufdd0"}
    assert document.text == text


def test_a_syntax_error_beside_an_invisible_character_waits(parser: str) -> None:
    _, found = parse_document("a: 1\n\x0cb: 2\n", FILE)
    assert [line for line, _, _ in said(found)] == ["QC013 2:1-2:2"]
    _, found = parse_document("a: \x0c1\nb: 2: 3\n", FILE)
    assert [line for line, _, _ in said(found)] == ["QC013 1:4-1:5", "QC003 2:5-2:6"]


def test_half_a_surrogate_pair_in_a_text_is_an_invisible_character(parser: str) -> None:
    _, found = parse_document("a: \ud800\n", FILE)
    message = "an invisible character stands here: U+D800 (control character)"
    assert said(found) == [("QC013 1:4-1:5", message, "delete it")]


@pytest.mark.parametrize(
    ("opening", "closing"), [("[", "]"), ("- ", ""), ("{a: ", "}"), ("? ", "")]
)
def test_fifty_levels_are_read_and_one_more_is_not(parser: str, opening: str, closing: str) -> None:
    document, found = parse_document(opening * DEEPEST + "x" + closing * DEEPEST, FILE)
    assert "QC009" not in {one.rule for one in found}
    assert document is not None
    document, found = parse_document(opening * (DEEPEST + 1) + "x" + closing * DEEPEST, FILE)
    column = DEEPEST * len(opening) + 1
    assert document is None
    assert said(found) == [
        (
            f"QC009 1:{column}-1:{column + 1}",
            "the values are nested in more than 50 levels",
            "look for a bracket that is not closed, or put quotes around text with brackets",
        )
    ]


def test_a_hundred_references_are_followed_and_one_more_is_not(parser: str) -> None:
    text = "a: &a [b]\nc:\n" + "  - *a\n" * MOST_ALIASES
    assert read(text).data == {"a": ["b"], "c": [["b"]] * MOST_ALIASES}
    document, found = parse_document(text + "  - *a\n  - *a\n", FILE)
    message = "there are more than 100 references (*name) in the file"
    assert said(found) == [("QC008 103:5-103:7", message, "write the values out")]
    assert document is not None
    assert document.data == {"a": ["b"], "c": [["b"]] * MOST_ALIASES + [None, None]}


def test_references_that_stand_for_too_much_are_not_followed(parser: str) -> None:
    text = "a: &a [" + "x, " * (MOST_NODES // 2 - 1) + "]\n"
    assert parse_document(text + "b: *a\nc: *a\n", FILE)[1] == ()
    _, found = parse_document(text + "b: *a\nc: *a\nd: &d x\ne: *d\nf: *d\n", FILE)
    message = "the references (*name) stand for more than 10,000 values"
    assert said(found) == [("QC008 5:4-5:6", message, "write the values out")]


def test_a_bomb_of_references_is_defused(parser: str) -> None:
    text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for name, one in zip("bcdefghi", "abcdefgh", strict=True):
        text += f"{name}: &{name} [{', '.join([f'*{one}'] * 9)}]\n"
    document, found = parse_document(text, FILE)
    assert [line for line, _, _ in said(found)] == ["QC008 5:8-5:10"]
    assert document is not None


# Files


def test_a_file_is_read_as_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: \xc3\xa6\r\n")
    document, found = read_document(path, FILE)
    assert found == ()
    assert document == parse_document("a: æ\r\n", FILE)[0]


def unreadable(path: Path) -> tuple[str, str, str]:
    """What is said of a file that cannot be read."""
    document, found = read_document(path, FILE)
    assert document is None
    (line,) = said(found)
    return line


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert unreadable(tmp_path / "a.yaml") == (
        "QC001 1:1-1:1",
        "there is no such file",
        "look at the spelling of its name",
    )
    assert unreadable(tmp_path) == (
        "QC001 1:1-1:1",
        "this is a folder, not a file",
        "rename it, or put the file in its place",
    )


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    assert unreadable(tmp_path / "a.yaml") == (
        "QC001 1:1-1:1",
        "this is a link to a file that is not there",
        "put the file itself in its place, or correct the link",
    )
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert unreadable(tmp_path / "a.yaml") == (
        "QC001 1:1-1:1",
        "this is a link that leads back to itself",
        "put the file itself in its place",
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert unreadable(tmp_path / "a.yaml") == (
        "QC001 1:1-1:1",
        "this is not an ordinary file",
        "put a text file in its place",
    )


@pytest.mark.parametrize(
    ("error", "message", "hint"),
    [
        (
            PermissionError(),
            "you may not read this file",
            "change its permissions, or ask whoever owns it",
        ),
        (
            OSError(5, "Input/output error"),
            "the file cannot be read: input/output error",
            "look whether an editor can open it",
        ),
    ],
)
def test_a_file_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, message: str, hint: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    (tmp_path / "a.yaml").write_text("a: 1")
    monkeypatch.setattr(Path, "open", fail)
    assert unreadable(tmp_path / "a.yaml") == ("QC001 1:1-1:1", message, hint)


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    assert unreadable(tmp_path / "a\0.yaml") == (
        "QC001 1:1-1:1",
        "no file can have this name",
        "rename it",
    )


@pytest.mark.parametrize(
    ("data", "place", "message", "hint"),
    [
        (
            "a: 1\r\nby: Nørrebro".encode("cp1252"),
            "2:6-2:7",
            "the byte F8 is not UTF-8",
            "it looks like Windows-1252 (Latin-1), with 'ø' here; save it as UTF-8",
        ),
        (
            "\ufeffæ: 😀".encode() + b"\x81\n",
            "1:5-1:6",
            "the byte 81 is not UTF-8",
            "save the file as UTF-8",
        ),
        (
            "a: æ".encode()[:-1],
            "1:4-1:5",
            "the byte C3 is not UTF-8",
            "it looks like Windows-1252 (Latin-1), with 'Ã' here; save it as UTF-8",
        ),
        *(
            (
                "a: æ".encode(name),
                "1:1-1:1",
                "the file looks like UTF-16, but it must be UTF-8",
                "save it as UTF-8",
            )
            for name in ("utf-16", "utf-16-le", "utf-16-be")
        ),
    ],
)
def test_another_encoding_is_told_at_the_first_byte_that_is_wrong(
    tmp_path: Path, data: bytes, place: str, message: str, hint: str
) -> None:
    (tmp_path / "a.yaml").write_bytes(data)
    assert unreadable(tmp_path / "a.yaml") == (f"QC002 {place}", message, hint)


def test_a_file_may_be_large_but_not_larger(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = "a: " + "x" * (LARGEST - 3)
    path.write_text(text)
    document, found = read_document(path, FILE)
    assert found == ()
    assert document is not None
    path.write_text(text + "x" * 200_000)
    large = (
        "QC012 1:1-1:1",
        "the file has 5.2 MB; at most 5 MB are read",
        "split it, or keep long texts in documents of their own",
    )
    assert unreadable(path) == large
    document, found = parse_document(text + "x" * 200_000, FILE)
    assert document is None
    assert said(found) == [large]


def test_each_rule_has_its_own_id_in_order() -> None:
    assert [rule.id for rule in RULES] == [f"QC{number:03}" for number in range(1, 16)]
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_without_libyaml_the_other_parser_is_used() -> None:
    code = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "from qualcode.source import events, parse_document\n"
        "print(events.LIBYAML, parse_document('a: nej', '')[0].data)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False {'a': 'nej'}\n"


# Whatever is written


HIDDEN = "".join(map(chr, (*range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0xFFFE, 0xFFFF)))
"""Characters that cannot be seen and are findings."""


def words() -> st.SearchStrategy[str]:
    """Texts that mean the same to YAML 1.1, in which they are dumped, and to the core schema."""
    letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=HIDDEN)
    common = st.sampled_from(["no", "1", "2012-03-01", "a: b", "# a", "'", '"', "æ\nø", " å", "😀"])
    return (st.text(letters, max_size=12) | common).filter(means_one_thing)


def means_one_thing(text: str) -> bool:
    """Whether the core schema has no number in a text that is dumped without quotes."""
    try:
        return isinstance(resolve(text), str) or not isinstance(yaml.safe_load(text), str)
    except yaml.YAMLError:
        return True


def data() -> st.SearchStrategy[object]:
    """Nested data as case files have them."""
    numbers = st.integers() | st.floats(allow_nan=False)
    scalars = st.none() | st.booleans() | numbers | words()
    return st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words(), inner, max_size=4),
        max_leaves=12,
    )


def paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all parts of a value."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, (*path, index))


def part(value: object, path: tuple[str | int, ...]) -> object:
    """The part of a value at a path."""
    for step in path:
        value = value[step]  # type: ignore[index]  # the path is one of its own
    return value


@settings(max_examples=100, deadline=None)
@given(data(), st.booleans())
def test_what_is_dumped_is_read_again_and_found_by_both_parsers(value: object, flow: bool) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow)
    document = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "LIBYAML", False)
        other = read(text)
    assert document.data == value
    assert other.data == value
    for path in paths(value):
        here = part(value, path)
        if not isinstance(here, dict | list):
            assert read(cut(text, document.locate(path))).data == here
        if path and isinstance(path[-1], str):
            key = cut(text, document.locate(path, key=True))
            assert read(key).data == path[-1]
        for is_key in (True, False):
            assert document.locate(path, key=is_key) == other.locate(path, key=is_key)


PIECES = (
    *(
        "- ",
        ": ",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "#",
        "&a ",
        "*a",
        "<<: ",
        "!t ",
        "|",
        ">",
    ),
    *("%", "@", "`", "\\", "\\x", "\\u", "---\n", "...\n", "\n", "\n  ", "\r\n", "\r", "\t", " "),
    *("\0", "\x85", "\u2028", "\ufeff", "\ud800", "😀", "æ", "~", "1", "true"),
)


def is_well_formed(text: str, document: Document | None, found: tuple[Diagnostic, ...]) -> bool:
    """Whether there is an answer, and all findings stand within the text and say something."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return (document is not None or bool(found)) and all(
        one.message
        and one.hint
        and one.at[1:3] <= one.at[3:]
        and one.at.column <= len(lines[one.at.line - 1]) + 1
        and one.at.end_column <= len(lines[one.at.end_line - 1]) + 1
        for one in found
    )


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(CASE)),
            st.integers(0, 4),
            st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=3).map("".join),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_slip_of_the_keyboard_is_too_much(slips: list[tuple[int, int, str]]) -> None:
    text = CASE
    for start, length, written in slips:
        text = text[:start] + written + text[start + length :]
    assert is_well_formed(text, *parse_document(text, FILE))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "LIBYAML", False)
        assert is_well_formed(text, *parse_document(text, FILE))


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=60)
    | st.lists(st.sampled_from(PIECES), max_size=20)
    .map("".join)
    .map(lambda text: text.encode(errors="replace"))
)
@example(b"?\x01?")
def test_no_bytes_are_too_much(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    assert is_well_formed(data.decode(errors="replace"), *read_document(path, FILE))
