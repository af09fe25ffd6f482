"""Files that are meant to do harm: bombs, depth, size, hidden characters. None is acted upon."""

import tracemalloc

import pytest

from qualcode.source import parse_document

FILE = "cases/guest.yaml"


def found_in(text: str) -> list[tuple[str, str, str, str]]:
    """What is found in a text: rule, place, message and hint."""
    _, found = parse_document(text, FILE)
    return [(one.rule, str(one.at), one.message, one.hint) for one in found]


def test_billions_of_values_behind_a_few_references_are_never_built() -> None:
    lines = ["l0: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]" for i in range(1, 10)]
    tracemalloc.start()
    found = found_in("\n".join(lines))
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert found == [
        (
            "QC008",
            f"{FILE}:5:10",
            "the references (*name) stand for more than 10,000 values",
            "write the values out",
        )
    ]


def test_merge_keys_take_nothing_from_elsewhere() -> None:
    assert found_in("a: &a {x: 1}\nb: &b {<<: *a}\nc: {<<: [*a, *b]}") == [
        ("QC008", f"{FILE}:2:8", "'<<' takes keys from elsewhere", "write the keys out here"),
        ("QC008", f"{FILE}:3:5", "'<<' takes keys from elsewhere", "write the keys out here"),
    ]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a: " + "[" * 900, "1:53"),
        ("a: " + "{b: " * 9_000, "1:200"),
        ("\n".join(" " * i + "k:" for i in range(3_000)), "51:51"),
        ("- " * 9_000 + "x", "1:101"),
        ("? " * 9_000 + "x", "1:101"),
    ],
    ids=["brackets", "braces", "indented keys", "dashes", "questions"],
)
def test_thousands_of_levels_end_at_the_fifty_first(text: str, at: str) -> None:
    assert found_in(text)[-1] == (
        "QC009",
        f"{FILE}:{at}",
        "the values are nested in more than 50 levels",
        "look for a bracket that is not closed, or put quotes around text with brackets",
    )


def test_a_depth_that_the_parser_itself_refuses_is_said_in_the_same_words() -> None:
    assert found_in("a: " + "[" * 9_000) == [
        (
            "QC009",
            f"{FILE}:1:1003",
            "the values are nested in more than 1,000 levels",
            "look for a bracket that is not closed, or put quotes around text with brackets",
        )
    ]


def test_a_text_of_megabytes_and_very_many_keys_are_read_or_refused_by_their_size() -> None:
    assert found_in(f"case: {'x' * 4_000_000}") == []
    assert found_in("\n".join(f"k{i}: 1" for i in range(50_000))) == []
    assert found_in(f"case: {'x' * 5_000_000}") == [
        (
            "QC012",
            f"{FILE}:1:1",
            "the file has 5.0 MB; at most 5 MB are read",
            "split it, or keep long texts in documents of their own",
        )
    ]


@pytest.mark.parametrize("word", ["9" * 251, "0x" + "f" * 3_990, "0o" + "7" * 4_000])
def test_a_number_of_more_digits_than_any_number_has_is_text(word: str) -> None:
    document, found = parse_document(f"a: {word}", FILE)
    assert (document and document.data, found) == ({"a": word}, ())


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\0", "U+0000 (NUL)"),
        ("\x1b", "U+001B (escape)"),
        ("\x07", "U+0007 (control character)"),
        ("\x9b", "U+009B (control character)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u2066", "U+2066 (left-to-right isolate)"),
    ],
)
def test_a_hidden_character_is_found_as_itself_and_behind_an_escape(
    character: str, name: str
) -> None:
    assert found_in(f"a: x{character}y") == [
        ("QC013", f"{FILE}:1:5", f"an invisible character stands here: {name}", "delete it")
    ]
    message = f"the text holds an invisible character: {name}"
    escaped = f"\\U{ord(character):08x}"
    assert found_in(f'a: [1, "x{escaped}y"]\n"{escaped}": 2') == [
        ("QC013", f"{FILE}:1:8", message, "delete it"),
        ("QC013", f"{FILE}:2:1", message, "delete it"),
    ]


def test_tabs_line_ends_and_letters_behind_escapes_are_text() -> None:
    document, found = parse_document('a: "x\\ty\\r\\nz\\u00e6"', FILE)
    assert (document and document.data, found) == ({"a": "x\ty\r\nzæ"}, ())


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system", "!!python/name:os.system", "!!binary", "!x"]
)
def test_a_tag_makes_nothing_and_runs_nothing(tag: str) -> None:
    document, found = parse_document(f"a: {tag} ['echo harm']", FILE)
    assert document is not None
    assert document.data == {"a": ["echo harm"]}
    assert [(one.rule, one.message) for one in found] == [
        ("QC007", f"'{tag}' is a YAML tag, which qualcode does not use")
    ]
