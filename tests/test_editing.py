"""Edits of YAML by position: what they do to the text, and that nothing else gets through."""

from collections.abc import Sequence

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.diagnostics import Arranged, Change, Removed, Renamed, Respelled
from qualcode.source import Document, parse_document
from qualcode.source.changes import Planner
from qualcode.source.comments import comments_of
from qualcode.source.editing import Edit, Gone, Plan, Put, apply_edits, edited, overlap

TEXT = """\
# Øverst.
a: 1  # en
b:
  - 'x'   # første
  - y
c: {d: "#nej", f: 2}
e: >-
  tekst # ikke en kommentar
"""


def document(text: str) -> Document:
    read, found = parse_document(text, "f.yaml")
    assert read is not None
    assert found == ()
    return read


def changed(text: str, *changes: Change) -> str | None:
    """The text after changes, or None where they cannot be made."""
    before = document(text)
    plan = Planner(before).plan(changes)
    after = None if plan is None else edited(before, plan)
    return None if after is None else after.text


def test_comments_are_those_that_yaml_sees() -> None:
    text = 'a: "x # no"  # one\nb: c#no\n# two\nd: |  # three\n  # no\n# four\ne: [1, # five\n 2]'
    assert list(comments_of(text)) == ["# one", "# two", "# three", "# four", "# five"]


def test_edits_are_done_together_whatever_their_order() -> None:
    edits = (Edit("f", 4, 5, "Y"), Edit("f", 0, 1, ""), Edit("f", 2, 2, "--"))
    assert apply_edits("a b c", edits) == " --b Y"
    assert not overlap(edits)
    assert overlap((Edit("f", 0, 2, ""), Edit("f", 1, 3, "")))
    assert overlap((Edit("f", 1, 1, "x"), Edit("f", 1, 1, "y")))


FLOW = "a: {b: 1, c: [x, y]}  # d\n"


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        (Plan((Edit("f", 7, 8, "2"),), ()), "the value is not meant to change"),
        (Plan((Edit("f", 7, 8, "2"),), (Put(("a", "b"), 3),)), "another value is meant"),
        (Plan((Edit("f", 7, 8, "true"),), (Put(("a", "b"), 1),)), "true is not 1"),
        (Plan((Edit("f", 0, 1, "z"),), ()), "a key is not meant to change"),
        (Plan((Edit("f", 7, 8, "["),), (Put(("a", "b"), 1),)), "it is no YAML any more"),
        (Plan((Edit("f", 22, 25, ""),), ()), "a comment is lost"),
        (Plan((Edit("f", 0, 25, ""),), (Gone(("a",)),)), "nothing is left"),
        (
            Plan((Edit("f", 7, 8, "2"), Edit("f", 6, 9, "2")), (Put(("a", "b"), 2),)),
            "two edits are about the same text",
        ),
    ],
)
def test_a_text_that_does_not_say_what_was_meant_is_refused(plan: Plan, why: str) -> None:
    assert edited(document(FLOW), plan) is None, why


def test_a_text_that_says_what_was_meant_is_taken() -> None:
    after = edited(document(FLOW), Plan((Edit("f", 7, 8, "2"),), (Put(("a", "b"), 2),)))
    assert after is not None
    assert after.text == "a: {b: 2, c: [x, y]}  # d\n"


def test_each_kind_of_change_keeps_the_rest_of_the_text() -> None:
    at = document(TEXT).locate
    assert changed(TEXT, Renamed(at(("a",), key=True), "a", "å")) == TEXT.replace("a: 1", "å: 1")
    assert changed(TEXT, Respelled(at(("b",)), "x", "z")) == TEXT.replace("'x'", "'z'")
    assert changed(TEXT, Respelled(at(("c",)), "#nej", "a b", "d")) == TEXT.replace("#nej", "a b")
    assert changed(TEXT, Arranged(at(("b",)), (1, 0))) == TEXT.replace(
        "- 'x'   # første\n  - y", "- y\n  - 'x'   # første"
    )
    assert changed(TEXT, Removed(at(("b",)), 1)) == TEXT.replace("  - y\n", "")
    assert changed(TEXT, Removed(at(("c", "d"), key=True))) == TEXT.replace('d: "#nej", ', "")


def test_what_cannot_be_done_without_loss_is_not_done() -> None:
    at = document(TEXT).locate
    assert changed(TEXT, Removed(at(("a",), key=True))) is None, "its comment would go"
    assert changed(TEXT, Renamed(at(("a",), key=True), "a", "b")) is None, "there is a b"
    assert changed(TEXT, Respelled(at(("b",)), "w", "z")) is None, "there is no w"
    assert changed(TEXT, Respelled(at(("e",)), "tekst # ikke en kommentar", "z")) is None
    only = "a: {b: {c: 1}}\n"
    assert changed(only, Removed(document(only).locate(("a", "b", "c"), key=True))) is None
    shared = "a: &x {b: y}\nc: *x\n"
    assert changed(shared, Respelled(document(shared).locate(("a", "b")), "y", "z")) is None


# Against plain Python on what PyYAML reads.

WORDS = st.sampled_from(("alpha", "beta", "gamma", "åben", "x y", "12", "# no", "it's", "a: b"))
ENTRIES = st.dictionaries(
    st.sampled_from(("k1", "k2", "k3", "Nøgle", "k5")),
    st.one_of(WORDS, st.lists(WORDS, min_size=2, max_size=4, unique=True)),
    min_size=2,
)


def quoted(word: str, chance: int) -> str:
    if word in ("12", "# no", "it's", "a: b") or chance % 3 == 1:
        return f'"{word}"'
    return f"'{word}'" if chance % 3 == 2 else word


def written(entries: dict[str, str | list[str]], chances: Sequence[int]) -> str:
    """The entries as somebody may have written them: in lines or brackets, with comments."""
    lines = []
    for (key, value), chance in zip(entries.items(), chances, strict=False):
        note = "  # note" if chance % 4 == 3 else ""
        if isinstance(value, str):
            lines.append(f"{key}: {quoted(value, chance)}{note}")
        elif chance % 2:
            lines.append(f"{key}: [{', '.join(quoted(item, chance) for item in value)}]{note}")
        else:
            lines.append(f"{key}:")
            lines += [f"  - {quoted(item, chance + i)}" for i, item in enumerate(value)]
    return "\n".join(lines) + ("\n" if chances[0] % 2 else "")


@settings(max_examples=100, deadline=None)
@given(ENTRIES, st.lists(st.integers(0, 11), min_size=5, max_size=5), st.data())
def test_changes_do_to_the_text_what_python_does_to_the_data(
    entries: dict[str, str | list[str]], chances: list[int], data: st.DataObject
) -> None:
    text = written(entries, chances)
    locate = document(text).locate
    wanted = dict(yaml.safe_load(text))
    key = data.draw(st.sampled_from(list(entries)))
    value = entries[key]
    kind = data.draw(st.sampled_from(("rename", "respell", "remove", "item", "order")))
    change: Change
    if kind == "rename":
        change = Renamed(locate((key,), key=True), key, "ny")
        wanted = {"ny" if name == key else name: inner for name, inner in wanted.items()}
    elif kind == "remove":
        change = Removed(locate((key,), key=True))
        del wanted[key]
    elif kind == "respell" or isinstance(value, str):
        old = value if isinstance(value, str) else data.draw(st.sampled_from(value))
        new = data.draw(st.sampled_from(("ny", "to ord", "it's", '"', "ja", "7", "#", "")))
        change = Respelled(locate((key,)), old, new)
        one = isinstance(value, str)
        wanted[key] = new if one else [new if item == old else item for item in value]
    elif kind == "item":
        index = data.draw(st.integers(0, len(value) - 1))
        change = Removed(locate((key,)), index)
        wanted[key] = [item for i, item in enumerate(value) if i != index]
    else:
        order = data.draw(st.permutations(range(len(value))))
        change = Arranged(locate((key,)), tuple(order))
        wanted[key] = [value[i] for i in order]
    after = changed(text, change)
    if after is None:
        assert kind == "remove"
        assert "# note" in text
        return
    assert yaml.safe_load(after) == wanted
    assert list(yaml.safe_load(after)) == list(wanted)
    assert after.count("# note") == text.count("# note")
    assert after.endswith("\n") == text.endswith("\n")
