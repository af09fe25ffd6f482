"""Which comments of a draft are claims, and which words each of them binds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.drafts.claims_bound import Words
from qualcode.drafts.claims_in import Fault, WrittenClaim, claims_in

C = "<!-- claim: c -->"


def bound(draft: str) -> list[str]:
    return [one.bound.text for one in claims_in(draft)]


def test_a_claim_knows_where_it_stands_and_which_sentence_it_binds() -> None:
    draft = "Først.\n\nDe fleste gør det. Nogle *ikke*.<!-- claim:\r\n  some of x: y = z -->"
    start, end = draft.index("some of"), draft.index(" -->")
    words = Words("Nogle ikke.", ())
    assert claims_in(draft) == (WrittenClaim("some of x: y = z", start, end, words),)


BOUND = {
    f"En. To.{C}": ["To."],
    f"En{C}. To.": ["En"],
    f"En.{C} To.{C}": ["En.", "To."],
    f"En.{C}{C}": ["En.", "En."],
    f"En.\n\n{C}\n\nTo.": ["En."],
    f"# Om det\n\n{C}": ["Om det"],
    f"Der er f.eks. fem, jf. kap. 4, i\nalt ca. 12.{C}": [
        "Der er f.eks. fem, jf. kap. 4, i alt ca. 12."
    ],
    f"- En.\n- To og\n  tre.{C}": ["To og tre."],
    f"1. En.\n2. To.{C}": ["To."],
    f"| a | b |\n| --- | --- |\n| To | tre{C} | fire |": ["tre"],
    f"| a | b |\n| --- | --- |\n| To | tre |\n{C}": ["tre"],
    f"Hun siger: »Jeg går. Men ikke nu.« Så gik hun.{C}": ["Så gik hun."],
    f"Hun siger: »Jeg går. Men ikke nu.«{C}": ["Hun siger: »Jeg går. Men ikke nu.«"],
    'I [fem](a.md) af <data value="k:0123abcd">ti</data>[^1].' + C: ["I fem af ti."],
    f"<!-- qualcode k:0123abcd -->\nFem.\n<!-- /qualcode k -->\n{C}": ["Fem."],
    f"En {C}to tre<!-- /claim --> fire.": ["to tre"],
    f"En {C}to {C}tre<!-- /claim --> fire<!-- /claim -->.": ["to tre fire", "tre"],
    f"Fem \\*af\\* ti &amp; a_b_c.{C}": ["Fem *af* ti & a_b_c."],
    f"> En.\n> To.\n\n{C}": ["To."],
    C: [""],
    f"```\nkode\n```\n{C}": [""],
}


@pytest.mark.parametrize("draft", BOUND)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_claim_binds_the_sentence_before_it_or_the_words_up_to_its_end(
    draft: str, line_end: str
) -> None:
    assert bound(draft.replace("\n", line_end)) == BOUND[draft]


QUOTED = {
    f'Hun siger “nej” og "ja".{C}': ("nej", "ja"),
    f"Hun siger „nej“ og »ja«, «måske», ”vist”.{C}": ("nej", "ja", "måske", "vist"),
    f"Hun siger nej.{C}": (),
    f"> Hun går. Og\n> kommer.\n\n{C}": ("Hun går. Og kommer.",),
    f"> »Hun går. Og\n> kommer.« (leder)\n\n{C}": ("Hun går. Og kommer.",),
    f"Hun {C}går nu<!-- /claim -->.": ("går nu",),
}


def test_a_quotation_belongs_to_the_next_claim_in_its_sentence() -> None:
    draft = f"En siger »nej«{C}, to »ja« og »jo«,{C}{C} tre.{C}"
    quoted = [one.bound.quoted for one in claims_in(draft)]
    assert quoted == [("nej",), ("ja", "jo"), ("nej", "ja", "jo"), ("nej", "ja", "jo")]


@pytest.mark.parametrize("draft", QUOTED)
def test_quoted_words_stand_in_quotation_marks_or_are_a_whole_block(draft: str) -> None:
    (one,) = claims_in(draft)
    assert one.bound.quoted == QUOTED[draft]


@pytest.mark.parametrize(
    "draft",
    [
        f"```\n{C}\n```",
        f"~~~ md\n{C}\n```\n{C}\n~~~",
        f"> ````\n> {C}\n> ```\n> {C}",
        f"`{C}` og ``et ` {C}``",
        "<!-- to do: claim: c -->",
        "<!-- proclaim: c -->",
        "claim: c",
    ],
)
def test_nothing_in_code_is_a_claim_nor_is_another_comment(draft: str) -> None:
    assert claims_in(draft) == ()


def faults(draft: str) -> list[tuple[Fault | None, str]]:
    return [(one.fault, draft[one.start : one.end]) for one in claims_in(draft)]


def test_a_comment_that_is_no_whole_claim_is_found_and_hides_no_other() -> None:
    draft = "A.<!-- claim: a\n\nB.<!-- claim: b -->\n\nC.<!-- claim c -->\n\nD<!-- /claim -->"
    assert faults(draft) == [
        (Fault.NOT_CLOSED, "a"),
        (None, "b"),
        (Fault.NO_COLON, "c"),
        (Fault.CLOSES_NOTHING, "<!-- /claim -->"),
    ]
    assert faults("A.<!-- claim: -->") == [(None, "<!-- claim: -->")]


PIECES = st.sampled_from(
    [
        *("`", "```", "\n", "\r\n", "> ", "- ", "| ", "»", "“", "En. ", "to ", "\\", "[a](b)"),
        *(C, "<!-- claim", "<!-- /claim -->", "-->", "<data>", "*", "\0", "&nbsp;"),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_whatever_a_draft_holds_its_claims_are_stretches_of_it(draft: str) -> None:
    for one in claims_in(draft):
        assert 0 <= one.start < one.end <= len(draft)
        if one.text and one.fault is None:
            assert draft[one.start : one.end] == one.text
        assert "<!--" not in one.bound.text
