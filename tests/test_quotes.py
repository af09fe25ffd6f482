"""Where a quotation stands in a text: hard cases with whole answers, and properties."""

import random
import time
import unicodedata
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qualcode.documents import nearest
from qualcode.documents.quotes import Outcome, Quotation, Stretch, Verified, quotation_of, verify
from qualcode.documents.stored import StoredText

FOUND, MOVED = Outcome.FOUND, Outcome.MOVED
AMBIGUOUS, ALTERED, ABSENT = Outcome.AMBIGUOUS, Outcome.ALTERED, Outcome.ABSENT
OUT_OF_CONTEXT = Outcome.OUT_OF_CONTEXT

NFD = unicodedata.normalize("NFD", "Åse går på øen hver søndag")
TALK = "Anna: Vi mødes.\nBo: Ja, det gør vi.\nAnna: Hver uge."
TWICE = "Bo: Det er svært. Anna: Hvorfor? Bo: Det er svært."


class Hard(NamedTuple):
    """A text, what is looked for, what comes of it, and the words of the text that are meant."""

    text: str
    sought: Quotation
    outcome: Outcome
    there: tuple[str, ...] = ()
    differences: tuple[tuple[str, str], ...] = ()


def q(quote: str, prefix: str = "", suffix: str = "", position: int | None = None) -> Quotation:
    return Quotation(quote, prefix, suffix, position)


HARD = {
    "as it stands": Hard("a b c", q("b", position=2), FOUND, ("b",)),
    "the whole text": Hard("a b", q("a b"), FOUND, ("a b",)),
    "position off": Hard("a b c", q("b", position=0), MOVED, ("b",)),
    "position past the end": Hard("a b c", q("b", position=99), MOVED, ("b",)),
    "line break in the text": Hard("vi mødes\nhver uge", q("mødes hver"), FOUND, ("mødes\nhver",)),
    "line break in the quote": Hard(
        "vi mødes hver uge", q("mødes\n  hver"), FOUND, ("mødes hver",)
    ),
    "CRLF": Hard("vi mødes\r\nhver uge", q("mødes hver"), FOUND, ("mødes\r\nhver",)),
    "CRLF before it, position": Hard("a\r\nb\r\nc", q("c", position=6), FOUND, ("c",)),
    "old Mac line end": Hard("vi mødes\rhver uge", q("mødes hver"), FOUND, ("mødes\rhver",)),
    "page break": Hard("vi mødes\n\f\nhver uge", q("mødes hver"), FOUND, ("mødes\n\f\nhver",)),
    "no-break space": Hard("14\u00a0000 kr.", q("14 000 kr."), FOUND, ("14\u00a0000 kr.",)),
    "thin space in the quote": Hard("14 000 kr.", q("14\u2009000 kr."), FOUND, ("14 000 kr.",)),
    "tabs and runs of spaces": Hard("a \t  b", q("a b"), FOUND, ("a \t  b",)),
    "soft hyphen": Hard("sam\u00adarbejde", q("samarbejde"), FOUND, ("sam\u00adarbejde",)),
    "soft hyphen at a line end": Hard(
        "sam\u00ad\narbejde", q("samarbejde"), FOUND, ("sam\u00ad\narbejde",)
    ),
    "hyphenated line": Hard("godt sam-\narbejde", q("samarbejde"), FOUND, ("sam-\narbejde",)),
    "hyphenated over a page": Hard(
        "sam-\n\f\narbejde", q("samarbejde"), FOUND, ("sam-\n\f\narbejde",)
    ),
    "hyphenated with CRLF": Hard("sam-\r\narbejde", q("samarbejde"), FOUND, ("sam-\r\narbejde",)),
    "hyphen that belongs there": Hard("en e-\nmail kom", q("e-mail"), FOUND, ("e-\nmail",)),
    "hyphen before a space": Hard("by-\nog landet", q("by- og landet"), FOUND, ("by-\nog landet",)),
    "hyphenated in the quote": Hard("godt samarbejde", q("sam-\narbejde"), FOUND, ("samarbejde",)),
    "typographic quotes": Hard("han sagde “nej”", q('sagde "nej"'), FOUND, ("sagde “nej”",)),
    "Danish quotes": Hard("han sagde »nej«", q("sagde “nej”"), FOUND, ("sagde »nej«",)),
    "apostrophe": Hard("don’t go", q("don't"), FOUND, ("don’t",)),
    "dashes": Hard("ja – måske", q("ja - måske"), FOUND, ("ja – måske",)),
    "two hyphens for a dash": Hard("ja — måske", q("ja -- måske"), FOUND, ("ja — måske",)),
    "ellipsis": Hard("jamen… altså", q("jamen... altså"), FOUND, ("jamen… altså",)),
    "ligature of a pdf": Hard("den ﬁne ﬂod", q("fine flod"), FOUND, ("ﬁne ﬂod",)),
    "decomposed letters in the text": Hard(
        NFD, q("på øen"), FOUND, (unicodedata.normalize("NFD", "på øen"),)
    ),
    "decomposed letters in the quote": Hard(
        "Åse går", q(unicodedata.normalize("NFD", "går")), FOUND, ("går",)
    ),
    "half of a letter": Hard(
        "cafe\u0301", q("cafe"), ALTERED, ("cafe\u0301",), (("cafe", "café"),)
    ),
    "emoji before it": Hard("👩‍🚒🔥 brand", q("brand", position=5), FOUND, ("brand",)),
    "emoji in it": Hard("så 🔥 igen", q("🔥 igen", position=3), FOUND, ("🔥 igen",)),
    "zero-width space": Hard("brand\u200bværn", q("brandværn"), FOUND, ("brand\u200bværn",)),
    "aa is not å": Hard(
        "Aase går hjem nu", q("Åse går hjem nu"), ALTERED, ("Aase går hjem nu",), (("Åse", "Aase"),)
    ),
    "case matters": Hard(
        "Brand i byen", q("brand i byen"), ALTERED, ("Brand i byen",), (("brand", "Brand"),)
    ),
    "across speakers": Hard(TALK, q("det gør vi. Anna: Hver"), FOUND, ("det gør vi.\nAnna: Hver",)),
    "across speakers, name left out": Hard(
        TALK,
        q("Ja, det gør vi. Hver uge."),
        ALTERED,
        ("Ja, det gør vi.\nAnna: Hver uge.",),
        (("", "Anna:"),),
    ),
    "repeated": Hard(TWICE, q("Det er svært."), AMBIGUOUS, ("Det er svært.",) * 2),
    "repeated, position alone": Hard(
        TWICE, q("Det er svært.", position=4), AMBIGUOUS, ("Det er svært.",) * 2
    ),
    "repeated, settled by what follows": Hard(
        TWICE, q("Det er svært.", suffix="Anna:"), FOUND, ("Det er svært.",)
    ),
    "repeated, settled by what precedes": Hard(
        TWICE, q("Det er svært.", prefix="Hvorfor? Bo:", position=4), MOVED, ("Det er svært.",)
    ),
    "repeated, overlapping": Hard("nej nej nej", q("nej nej"), AMBIGUOUS, ("nej nej",) * 2),
    "repeated once over a line break": Hard(
        "det er\nsvært, det er svært",
        q("det er svært"),
        AMBIGUOUS,
        ("det er\nsvært", "det er svært"),
    ),
    "context that is gone": Hard(
        "ja, vi kommer", q("vi kommer", prefix="nej,"), OUT_OF_CONTEXT, ("vi kommer",)
    ),
    "context over a line break": Hard(
        "ja,\nvi kommer", q("vi kommer", prefix="ja, "), FOUND, ("vi kommer",)
    ),
    "a word changed": Hard(
        "vi havde lidt tid den aften",
        q("vi havde ingen tid den aften"),
        ALTERED,
        ("vi havde lidt tid den aften",),
        (("ingen", "lidt"),),
    ),
    "a word missing": Hard(
        "vi havde meget god tid",
        q("vi havde meget tid"),
        ALTERED,
        ("vi havde meget god tid",),
        (("", "god"),),
    ),
    "OCR: rn for m": Hard(
        "sagen om skornagerne i Bred",
        q("sagen om skomagerne i Bred"),
        ALTERED,
        ("sagen om skornagerne i Bred",),
        (("skomagerne", "skornagerne"),),
    ),
    "OCR: a space in a word": Hard(
        "og vi sam arbejder med dem",
        q("vi samarbejder med dem"),
        ALTERED,
        ("vi sam arbejder med dem",),
        (("samarbejder", "sam arbejder"),),
    ),
    "OCR: digits for letters": Hard(
        "der var 1ngen t1d til det",
        q("der var ingen tid til det"),
        ALTERED,
        ("der var 1ngen t1d til det",),
        (("ingen tid", "1ngen t1d"),),
    ),
    "something else": Hard("vi havde lidt tid", q("kommunen betaler det hele"), ABSENT),
    "an empty text": Hard("", q("vi"), ABSENT),
    "a quote longer than the text": Hard("ja", q("ja, det mener jeg bestemt også"), ABSENT),
    "nothing but space": Hard("vi havde", q(" \n"), ABSENT),
}


@pytest.fixture(params=["rapidfuzz", "difflib"])
def search(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hard cases come out the same whether the extra is installed or not."""
    if request.param == "difflib":
        monkeypatch.setattr(nearest, "_rapidfuzz", lambda: None)


@pytest.mark.usefixtures("search")
@pytest.mark.parametrize("name", HARD)
def test_a_hard_quotation_comes_out_as_it_should(name: str) -> None:
    case = HARD[name]
    verified = verify(case.sought, StoredText(case.text))
    near = verified.nearest
    assert (
        verified.outcome,
        tuple(case.text[place.start : place.end] for place in verified.places),
        () if near is None else tuple((one.quoted, one.there) for one in near.differences),
    ) == (case.outcome, case.there, case.differences)


def test_a_settled_repetition_is_the_one_that_is_meant() -> None:
    text = StoredText(TWICE)
    last = len(TWICE) - len("Det er svært.")
    first = verify(q("Det er svært.", suffix="Anna:"), text)
    second = verify(q("Det er svært.", prefix="Hvorfor? Bo:", position=4), text)
    assert (first.places[0].start, second.places[0].start) == (4, last)


LETTERS = st.text(st.sampled_from("ab å\n-\u00adé.e\u0301“"), max_size=60)


@settings(deadline=None)
@given(LETTERS, st.data())
def test_a_quotation_cut_from_a_text_is_found_where_it_was_cut(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assume(not any(_is_within_sign(text, at) for at in (start, end)))
    stored = StoredText(text)
    made = quotation_of(Stretch(start, end), stored)
    verified = verify(made, stored)
    if not made.quote:
        assert verified == Verified(ABSENT)
    else:
        assert verified.outcome is FOUND
        assert verified.places[0].start == made.position
        assert text[verified.places[0].start :].startswith(made.quote)


def _is_within_sign(text: str, at: int) -> bool:
    """Whether a cut would leave half a letter, or half a dash of two hyphens."""
    around = text[max(at - 1, 0) : at + 1]
    return around == "--" or bool(unicodedata.combining(text[at : at + 1] or " "))


WORDS = st.lists(st.sampled_from(["vi", "kom", "så", "ja", "ærlig", "talt,", "nej"]), max_size=12)


@settings(max_examples=300, deadline=None)
@given(
    WORDS,
    st.lists(st.sampled_from(["vi", "kom", "så"]), min_size=1, max_size=3),
    WORDS,
    WORDS,
    WORDS,
)
def test_after_edits_elsewhere_a_quotation_is_at_its_place_or_said_to_be_unclear(
    before: list[str], quoted: list[str], after: list[str], new: list[str], newer: list[str]
) -> None:
    old = " ".join((*before, *quoted, *after))
    start = len(" ".join((*before, ""))) if before else 0
    stored = StoredText(old)
    made = quotation_of(Stretch(start, start + len(" ".join(quoted))), stored)
    kept = f"{made.prefix} {made.quote} {made.suffix}".strip()
    edited = " ".join((*new, kept, *newer))
    true = len(" ".join((*new, ""))) if new else 0
    true += len(f"{made.prefix} ") if made.prefix else 0
    verified = verify(made, StoredText(edited))
    starts = [place.start for place in verified.places]
    if verified.outcome in (FOUND, MOVED):
        assert starts == [true]
        assert verified.outcome is (FOUND if made.position == true else MOVED)
    else:
        assert verified.outcome is AMBIGUOUS
        assert true in starts


def test_a_hundred_thousand_passages_are_verified_in_seconds() -> None:
    """A tenth of them here, in seconds of the processor, so that a busy machine does not count."""
    chance = random.Random(1)
    words = ["brand", "værn", "slange", "nat", "vagt", "æble", "sirene", "røg", "vej", "kaffe"]
    texts = [" ".join(chance.choices(words, k=5_000)) for _ in range(10)]
    stored = [StoredText(text) for text in texts]
    cut = [(chance.randrange(10), chance.randrange(25_000)) for _ in range(10_000)]
    sought = [(stored[i], q(texts[i][at : at + 80].strip())) for i, at in cut]
    began = time.process_time()
    outcomes = {verify(quotation, text).outcome for text, quotation in sought}
    assert outcomes == {FOUND}
    assert time.process_time() - began < 5
