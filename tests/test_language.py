"""Languages: numbers, lists, fixed words, and escaping."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from qualcode.render.escaping import Markdown, md, opening, tidy
from qualcode.render.language import NUMBER_WORDS, Language

ROOT = Path(__file__).parents[1]
RENDER = ROOT / "qualcode" / "render"
TRANSLATING = {"gettext", "pgettext", "word", "text"}
WORDS_OF_DATA = (
    *NUMBER_WORDS,
    *("decided", "probable", "possible"),
    *("inferred", "restored", "presumed", "implied"),
    *("leaning positive", "leaning negative"),
)


def _messages() -> Iterator[str]:
    """All message ids that the code, the shared templates and the data can ask for."""
    yield from WORDS_OF_DATA
    for path in sorted(RENDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in TRANSLATING:
                yield from (text for part in node.args for text in _texts(part))
            yield from (text for text in _texts(node, deep=False) if "%(" in text)
    for path in sorted((ROOT / "templates").rglob("*.j2")):
        with path.open("rb") as stream:
            for _, _, message, _ in babel_extract(stream, ("_",), (), {"trim_blocks": "true"}):
                yield (message[0] if isinstance(message, tuple) else message) or ""


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def _texts(node: ast.AST, *, deep: bool = True) -> Iterator[str]:
    for part in ast.walk(node) if deep else (node,):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def test_every_fixed_word_has_a_danish_translation() -> None:
    with (RENDER / "locale" / "da.po").open("rb") as stream:
        catalogue = read_po(stream, locale="da")
    translated = {message.id for message in catalogue if message.id and message.string}
    ignored = {"", "answer", "leaning "}  # a context, and the start of a made-up id
    assert sorted(set(_messages()) - translated - ignored) == []


def test_the_danish_catalogue_has_nothing_that_is_not_used() -> None:
    with (RENDER / "locale" / "da.po").open("rb") as stream:
        known = {str(message.id) for message in read_po(stream, locale="da") if message.id}
    assert sorted(known - set(_messages()) - set(_constants())) == []


def _constants() -> Iterator[str]:
    """All texts in the code, whole where they go over several lines."""
    for path in sorted(RENDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [("da", 1674, "1.674"), ("en", 1674, "1,674"), ("da", 2.5, "2,5"), ("en", 2.5, "2.5")],
)
def test_numbers_have_the_signs_of_their_language(
    language: str, number: float, expected: str
) -> None:
    assert Language(language).number(number) == expected


def test_small_whole_numbers_are_words_and_others_are_digits() -> None:
    danish, english = Language("da"), Language("en")
    assert [danish.number_word(n) for n in (0, 1, 8, 12, 13, 1674)] == [
        *("nul", "én", "otte", "tolv", "13", "1.674")
    ]
    assert [english.number_word(n) for n in (0, 1, 8, 12, 2.5)] == [
        *("zero", "one", "eight", "twelve", "2.5")
    ]


def test_lists_follow_the_language_and_keep_items_with_commas_apart() -> None:
    danish, english = Language("da"), Language("en")
    assert danish.list(["a", "b", "c"]) == "a, b og c"
    assert danish.list(["a", "b"], either=True) == "a eller b"
    assert english.list(["a", "b", "c"]) == "a, b, and c"
    assert english.list(["a, x", "b"]) == "a, x; b"
    assert (danish.list([]), danish.list(["a"])) == ("", "a")


def test_dates_and_shares_follow_the_language() -> None:
    assert Language("da").date("2012-09-30") == "30. september 2012"
    assert Language("en").date("2012-09-30") == "September 30, 2012"
    assert Language("da").percent(0.75) == "75\N{NO-BREAK SPACE}%"


def test_yes_and_no_are_not_the_no_of_none() -> None:
    danish = Language("da")
    assert (danish.pgettext("answer", "no"), danish.gettext("no")) == ("nej", "ingen")
    assert Language("en").pgettext("answer", "no") == "no"


@pytest.mark.parametrize("code", ["tlh", "x y", "../da", "en_GB"])
def test_a_language_without_catalogue_has_english_words(code: str) -> None:
    assert Language(code).gettext("not stated") == "not stated"
    assert Language(code).number(1674) == "1,674"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* _c_ `d`", r"a \*b\* \_c\_ \`d\`"),
        ("<script>", "&lt;script&gt;"),
        ("[x](y)", r"\[x\](y)"),
        ("a | b\nc", r"a \| b c"),
        ("&amp; R&D", "&amp;amp; R&D"),
        ("# head", r"\# head"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("1.674", "1.674"),
        ("2012", "2012"),
        ("5-15 mio. kr.", "5-15 mio. kr."),
        ("C:\\x", r"C:\\x"),
        (12, "12"),
    ],
)
def test_markdown_in_a_value_is_shown_and_not_acted_upon(text: object, expected: str) -> None:
    assert md(text) == expected
    assert md(md(text)) == expected


@pytest.mark.parametrize("value", [None, True, ["a"], object()])
def test_only_texts_and_numbers_can_be_escaped(value: object) -> None:
    with pytest.raises(TypeError, match="'md' takes text or a number"):
        md(value)


def test_tidy_text_has_single_blank_lines_and_ends_with_one_line_end() -> None:
    text = "\n\nA  b \n\n\n\n| a   | b |\n> | a   | b |\n  - c  d\n\n"
    assert tidy(text) == "A b\n\n| a   | b |\n> | a   | b |\n  - c d\n"
    assert opening(Markdown("øl")) == "Øl"
