"""Passages in coders' files: read, checked, put together with the case's, and settled."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qualcode import pipeline
from tests.running import Ran, Run
from tests.schemas import complaints, validators
from tests.test_passages import CASE, FILES, HEAD, TALK, TEXT

MakeStudy = Callable[[Mapping[str, str]], Path]

BOOK = "codebooks/k/codebook.yaml"
EVA = "cases/havn/æble/codings/eva.yaml"
JON = "cases/havn/æble/codings/jon.yaml"
STUDY = {
    **FILES,
    BOOK: FILES[BOOK] + "coders: {eva: {label: Eva}, jon: {label: Jon}}\n",
    CASE: HEAD + "passages: [{id: p, document: samtale, quote: Vi mødes hver tirsdag}]\n",
}


def by(coder: str, *passages: str, codes: str = "{}") -> str:
    """A coder's file with these passages, each on a line of its own."""
    lines = "".join(f"  - {{document: samtale, {one}}}\n" for one in passages)
    return f"case: æble\ncoder: {coder}\ncodes: {codes}\npassages:\n{lines}"


def found_in(root: Path) -> list[str]:
    return [
        f"{one.at} {one.rule} {one.message} | {one.hint}".rstrip(" |")
        + "".join(f" > {each.at} {each.message}" for each in one.related)
        for one in pipeline.check(pipeline.Place(root)).findings
    ]


CLEAN = {
    "the same words by both, under one id": {
        EVA: by("eva", "id: q, quote: alle, codes: [joy]"),
        JON: by("jon", "id: q, quote: alle, codes: [pride]"),
    },
    "evidence by a passage of their own, and by one of the case": {
        EVA: by(
            "eva",
            "id: q, quote: for alle",
            codes="{boats: {value: 2, evidence: [{passage: q}, {passage: p}]}}",
        )
    },
    "their own name": {EVA: by("eva", "quote: alle, codes: [joy], coder: eva")},
    "with Windows line ends": {
        EVA: by("eva", "quote: er godt. Det, codes: [joy], position: 35").replace("\n", "\r\n"),
        TALK: TEXT.replace("\n", "\r\n"),
    },
}


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_found_where_coders_mark_passages(name: str, make_study: MakeStudy) -> None:
    assert found_in(make_study({**STUDY, **CLEAN[name]})) == []


MISTAKES = {
    "absent": (
        by("eva", "quote: Kommunen betaler benzinen, codes: [joy]"),
        f"{EVA}:5:32 QC309 'samtale' has neither these words nor any much like them | copy the exact "
        "words from the document, or look whether another one has them",
    ),
    "moved": (
        by("eva", "quote: mødes, codes: [joy], position: 4"),
        f"{EVA}:5:63 QC313 these words begin at position 8, not 4 | write 'position: 8', or leave the "
        f"position out > {TALK}:1:9 here, Åse speaking",
    ),
    "unknown code": (
        by("eva", "quote: alle, codes: [joj]"),
        f"{EVA}:5:46 QC201 code 'joj' is not in the codebook | did you mean 'joy'?",
    ),
    "a code with a value": (
        by("eva", "quote: alle, codes: [boats]"),
        f"{EVA}:5:46 QC304 code 'boats' takes a value (count), so it cannot be applied to a passage | "
        "give the passage an 'id:' and cite it where 'boats' is coded: 'evidence: [{passage: ...}]'",
    ),
    "an unknown document": (
        by("eva", "quote: alle, codes: [joy]").replace("samtale", "samtal"),
        f"{EVA}:5:16 QC302 there is no document 'samtal' | did you mean 'samtale'?",
    ),
    "an unknown passage": (
        by("eva", "id: q, quote: alle", codes="{boats: {value: 2, evidence: [{passage: r}]}}"),
        f"{EVA}:3:48 QC303 this case has no passage 'r' | it has q, p",
    ),
    "an id that the case has": (
        by("eva", "id: p, quote: alle"),
        f"{EVA}:5:29 QC306 there is another passage 'p' in this case | give one of the two another id "
        f"> {CASE}:3:12 the same id here",
    ),
    "an id twice": (
        by("eva", "id: q, quote: alle", "id: q, quote: mødes"),
        f"{EVA}:6:29 QC306 there is another passage 'q' in this case | give one of the two another id "
        f"> {EVA}:5:5 the same id here",
    ),
    "a passage twice": (
        by("eva", "quote: alle, codes: [joy]", "quote: alle, codes: [pride]"),
        f"{EVA}:6:5 QC307 this passage is there twice | put the codes of both into one and delete the "
        f"other > {EVA}:5:5 the same passage here",
    ),
    "without words": (
        by("eva", "codes: [joy]"),
        f"{EVA}:5:5 QC308 this passage has no words | add 'quote:' with the exact words of the document",
    ),
    "another's": (
        by("eva", "quote: alle, codes: [joy], coder: jon"),
        f"{EVA}:5:59 QC353 this is the file of 'eva', not of 'jon' | leave 'coder:' out, or move the "
        "passage to 'jon.yaml'",
    ),
    "only text": (
        "case: æble\ncoder: eva\npassages: [alle]\n",
        f"{EVA}:3:12 QC022 a passage must be a mapping, found the text 'alle' | write a passage as "
        "'key: value' lines, indented",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_coders_passage_is_found_once_and_where_it_is(
    name: str, make_study: MakeStudy
) -> None:
    codings, expected = MISTAKES[name]
    assert found_in(make_study({**STUDY, EVA: codings})) == [expected]


def test_a_case_has_its_own_passages_and_those_of_its_coders(make_study: MakeStudy) -> None:
    said = {
        JON: by("jon", "quote: mødes, codes: [joy]"),
        EVA: by("eva", "quote: alle, codes: [joy]"),
    }
    (case,) = pipeline.check(pipeline.Place(make_study({**STUDY, **said}))).sound
    assert [(one.coder, one.quote) for one in case.passages] == [
        ("", "Vi mødes hver tirsdag"),
        ("eva", "alle"),
        ("jon", "mødes"),
    ]


def test_a_coder_who_marked_passages_only_has_coded_something(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    root = make_study({**STUDY, EVA: by("eva", "quote: alle, codes: [joy]")})
    assert found_in(root) == []
    monkeypatch.chdir(root)
    assert run("agree") == Ran(
        2,
        "",
        "qualcode: coders have only marked passages here; 'qualcode agree --passages' compares "
        "these\n",
    )


def test_evidence_of_a_decision_stands_in_the_case_without_the_coders_file(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    said = {
        EVA: by(
            "eva",
            "id: q, quote: for alle, position: 56",
            codes="{boats: {value: 2, evidence: [{passage: q, role: chief}, {passage: p}]}}",
        ),
        JON: by("jon", codes="{boats: {value: 3, evidence: [{passage: p}]}}"),
        "decisions.yaml": "decisions:\n  - {case: æble, code: boats, value: 2, by: eva and jon, "
        "because: Counted., date: 2031-05-02}\n",
    }
    root = make_study({**STUDY, **said})
    monkeypatch.chdir(root)
    ran = run("reconcile", "--apply", "decisions.yaml")
    assert (ran.code, ran.err) == (0, "")
    written = (root / CASE).read_text(encoding="utf-8")
    assert written == STUDY[CASE] + (
        "codes:\n"
        "  boats:\n"
        "    value: 2\n"
        "    evidence:\n"
        '      - {document: samtale, quote: "for alle", position: 56, role: chief}\n'
        "      - {passage: p}\n"
        '    decided: {by: "eva and jon", date: "2031-05-02", because: "Counted."}\n'
    )
    assert found_in(root) == []


def test_an_empty_file_for_a_coder_says_how_to_mark_passages_of_its_documents(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    root = make_study(STUDY)
    monkeypatch.chdir(root)
    assert run("code", "assign", "--coders", "eva,jon", "--overlap", "1").code == 0
    sheet = (root / EVA).read_text(encoding="utf-8")
    assert sheet.partition("coder: eva\n")[2] == (
        "codes:\n"
        "  # boats: a whole number, 0 or more\n"
        "passages:\n"
        "  # - {document: samtale, quote: the exact words, codes: [...]}\n"
        "  # codes:\n"
        "  #   pride\n"
        "  #   joy\n"
    )
    assert [line.partition(" QC")[2][:3] for line in found_in(root)] == ["343", "343"]


def test_the_position_of_a_moved_quotation_follows_in_a_coders_file(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    moved = by("eva", "quote: mødes, codes: [joy], position: 4")
    root = make_study({**STUDY, EVA: moved})
    monkeypatch.chdir(root)
    ran = run("check", "--fix")
    assert ran == Ran(
        0,
        f"{EVA}:5:63: fixed QC313: these words begin at position 8, not 4\n  now 8\n"
        "1 finding fixed in 1 file\n\nnothing found in 1 case file\n",
        "",
    )
    assert (root / EVA).read_text(encoding="utf-8") == moved.replace("position: 4", "position: 8")


def test_a_value_makes_a_passage_count_for_it_not_another_coders_of_the_same_id(
    make_study: MakeStudy, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    said = {
        EVA: by("eva", "id: q, quote: alle", codes="{boats: {value: 2, evidence: [{passage: q}]}}"),
        JON: by("jon", "id: q, quote: mødes"),
    }
    monkeypatch.chdir(make_study({**STUDY, **said}))
    rows = run("query", "boats", "--format", "csv").out.splitlines()[1:]
    assert [row.split(",")[5] for row in rows] == ["eva"]


@pytest.mark.parametrize(
    ("passage", "is_right"),
    [
        ("quote: alle, codes: [joy]", True),
        ("quote: alle, id: q", True),
        ("quote: alle, codes: [boats]", False),
        ("quote: alle", False),
        ("codes: [joy]", False),
    ],
)
def test_editors_see_what_is_wrong_with_a_coders_passage(
    passage: str, is_right: bool, make_study: MakeStudy
) -> None:
    root = make_study({**STUDY, EVA: by("eva", passage)})
    found = complaints(validators(root), root, EVA)
    assert [one.partition(":")[0][:10] for one in found] == ([] if is_right else ["passages/0"])
