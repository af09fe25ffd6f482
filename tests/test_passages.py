"""What `check` says of passages, documents and quotations in a study, with whole answers."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qualcode import pipeline
from qualcode.diagnostics import Diagnostic
from qualcode.documents.stored import StoredText, digest
from qualcode.pipeline.fixing import work_out_fixes, write_fixes

MakeStudy = Callable[[Mapping[str, str]], Path]

CASE = "cases/havn/æble/case.yaml"
TALK = "cases/havn/æble/documents/samtale.md"
TEXT = """\
Åse: Vi mødes hver tirsdag, og det er
godt. Det er godt for alle.

Bjørn: Det er godt, ja.
"""
FILES = {
    "qualcode.yaml": "study: k\ncodebook: codebooks/k\nlanguage: en\n",
    "codebooks/k/codebook.yaml": "codebook: k\nlanguages: [en]\nunits: {crew: {label: crew}}\n"
    "themes: {talk: {label: Talk}}\ndocuments: {report: {label: Report}}\nvocabularies:\n"
    "  document_kinds: {label: kinds, values: {interview: {label: interview}}}\n"
    "  respondent_roles: {label: roles, values: {chief: {label: chief}}}\n",
    "codebooks/k/themes/talk.yaml": "theme: talk\ncodes:\n"
    "  pride: {label: pride, scale: presence}\n"
    "  joy: {label: joy, scale: presence, parent: pride}\n"
    "  boats: {label: boats, unit: crew, scale: count}\n",
    TALK: TEXT,
}
HEAD = "case: æble\nunit: crew\n"


def check(root: Path) -> list[str]:
    return [_said(one) for one in pipeline.check(pipeline.Place(root)).findings]


def _said(found: Diagnostic) -> str:
    related = "".join(f" > {one.at} {one.message}" for one in found.related)
    return f"{found.at} {found.rule} {found.message} | {found.hint}{related}"


def passage(rest: str) -> str:
    return f"{HEAD}passages:\n  - {{document: samtale, codes: [pride], {rest}}}\n"


CLEAN = {
    "no documents named": HEAD,
    "a quote over a line break": passage("quote: det er godt. Det er, position: 31"),
    "a quote across speakers": passage("quote: 'for alle. Bjørn: Det'"),
    "nested and overlapping": HEAD
    + "passages:\n  - {document: samtale, quote: Vi mødes hver tirsdag, codes: [pride]}\n"
    "  - {document: samtale, quote: mødes, codes: [joy]}\n"
    "  - {document: samtale, quote: 'tirsdag, og', codes: [joy, pride]}\n",
    "evidence by a passage, and in its own words": HEAD
    + "codes:\n  boats: {value: 2, evidence: [{passage: p}, {document: samtale, quote: alle}]}\n"
    "passages:\n  - {id: p, document: samtale, quote: Vi mødes hver tirsdag}\n",
}


@pytest.mark.parametrize("name", CLEAN)
def test_nothing_is_found_where_nothing_is_wrong(name: str, make_study: MakeStudy) -> None:
    assert check(make_study({**FILES, CASE: CLEAN[name]})) == []


MISTAKES = {
    "absent": (
        passage("quote: Kommunen betaler benzinen"),
        f"{CASE}:4:48 QC309 'samtale' has neither these words nor any much like them | copy the exact "
        "words from the document, or look whether another one has them",
    ),
    "altered": (
        passage("quote: Vi mødes hver torsdag"),
        f"{CASE}:4:48 QC310 'samtale' does not have these words, but nearly the same in line 1 | the "
        f"document has 'tirsdag,' for 'torsdag' > {TALK}:1:6 here, Åse speaking",
    ),
    "ambiguous": (
        passage("quote: Det er godt"),
        f"{CASE}:4:48 QC311 'samtale' has these words 2 times | write what comes before or after them: "
        f"'prefix: ...' or 'suffix: ...' > {TALK}:2:7 here, Åse speaking > {TALK}:4:8 here, Bjørn speaking",
    ),
    "ambiguous, with the position of one": (
        passage("quote: Det er godt, position: 44"),
        f"{CASE}:4:48 QC311 'samtale' has these words 2 times | the position alone is true only until the "
        f"text changes; add prefix: 'og det er godt.', suffix: 'for alle. Bjørn:' > {TALK}:2:7 here, Åse "
        f"speaking > {TALK}:4:8 here, Bjørn speaking",
    ),
    "a passage and a quote in one piece of evidence": (
        HEAD + "codes: {boats: {value: 2, evidence: [{passage: p, quote: mødes}]}}\n"
        "passages: [{id: p, document: samtale, quote: mødes}]\n",
        f"{CASE}:3:51 QC021 the key 'quote' has no meaning beside 'passage' | delete it; the passage has it",
    ),
    "unknown document": (
        passage("quote: x").replace("samtale", "samtal"),
        f"{CASE}:4:16 QC302 there is no document 'samtal' | did you mean 'samtale'?",
    ),
    "a passage that is only text": (
        HEAD + "passages: [mødes]\n",
        f"{CASE}:3:12 QC022 a passage must be a mapping, found the text 'mødes' | write a passage as 'key: "
        "value' lines, indented",
    ),
    "a key that passages do not have": (
        passage("quote: mødes, code: joy"),
        f"{CASE}:4:55 QC021 the key 'code' has no meaning here | did you mean 'codes'?",
    ),
    "a position that is none": (
        passage("quote: mødes, position: -1"),
        f"{CASE}:4:65 QC022 'position' must be 0 or more, found the number -1 | ",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_where_it_is(name: str, make_study: MakeStudy) -> None:
    case, expected = MISTAKES[name]
    assert check(make_study({**FILES, CASE: case})) == [expected]


def test_what_is_wrong_with_documents_of_other_cases_is_left_out(make_study: MakeStudy) -> None:
    case = HEAD + "documents: {samtale: {kind: interview}}\n"
    letter = {"cases/havn/æble/documents/brev.txt": "Kære Åse\n"}
    root = make_study({**FILES, CASE: case, **letter, "cases/havn/b.yaml": "case: b\nunit: crew\n"})
    assert len(pipeline.check(pipeline.Place(root, ("cases/havn/æble",))).findings) == 1
    assert pipeline.check(pipeline.Place(root, ("cases/havn/b.yaml",))).findings == ()


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_changed_document_is_named_whatever_its_line_ends(
    line_end: str, make_study: MakeStudy
) -> None:
    record = (
        "document: samtale\noriginal: a.docx\noriginal_sha256: x\nconverter: y\n"
        f"text_sha256: {digest(TEXT)}\n"
    )
    files = {**FILES, CASE: HEAD, "cases/havn/æble/documents/samtale.origin.yaml": record}
    root = make_study(files)
    (root / TALK).write_bytes(TEXT.replace("\n", line_end).encode())
    assert check(root) == []
    changed = TEXT.replace("tirsdag", "onsdag")
    (root / TALK).write_bytes(changed.replace("\n", line_end).encode())
    assert check(root) == [
        f"{TALK}:1:1 QC316 'samtale.md' is not as it was when it was added | undo the change; or look at its "
        f"passages and write the new digest into the record: text_sha256: {digest(changed)}"
    ]


def test_a_document_that_is_not_utf_8_does_not_hide_the_case(make_study: MakeStudy) -> None:
    root = make_study({**FILES, CASE: passage("quote: mødes")})
    (root / TALK).write_bytes("Åse: mødes".encode("latin-1"))
    assert check(root) == [
        f"{TALK}:1:1 QC002 the byte C5 is not UTF-8 | it looks like Windows-1252 (Latin-1), with 'Å' here; "
        "save it as UTF-8"
    ]


TURNS = {
    "names and a colon": (TEXT, ["Åse", "Bjørn"]),
    "in bold": ("**Åse:** Ja.\n\n**Bo K.**: Nej.\n", ["Åse", "Bo K."]),
    "with the time": ("[00:00:01] Åse: Ja.\n\n[00:01:05] Bo: Nej.\n", ["Åse", "Bo"]),
    "with a role": (
        "Åse (leder): Ja.\nBo: Nej.\nÅse (leder): Jo.\nBo: Ja.\n",
        ["Åse (leder)", "Bo"] * 2,
    ),
    "words within a paragraph": ("Åse: Ja.\nOg de siger: nej.\n\nBo: Jo.\n", ["Åse", "Bo"]),
    "a single name": ("Present: all of them.\n\nThe rest is silence.\n", []),
    "an address": ("Åse: Ja.\n\nBo: Nej.\nhttp: //x\n", ["Åse", "Bo"]),
    "nothing": ("", []),
}


@pytest.mark.parametrize("name", TURNS)
def test_the_turns_of_a_transcript_are_known(name: str) -> None:
    text, expected = TURNS[name]
    turns = StoredText(text).turns
    assert [turn.speaker for turn in turns] == expected
    assert "".join(text[turn.start : turn.end] for turn in turns) == (text if turns else "")


MOVED = {
    "between brackets": "passages:\n  - {document: samtale, quote: mødes, position: 4, codes: [joy]}  # 4\n",
    "in lines, with a comment": "passages:\n- document: samtale\n  position:   4   # skønnet\n"
    "  quote: >-\n    mødes\n  codes: joy\n",
    "in evidence": "codes:\n  boats: {value: 4, evidence: [{document: samtale, position: 4, quote: mødes}]}\n",
    "without a last line end": "passages:\n  - document: samtale\n    codes: [joy]\n    quote: mødes\n"
    "    position: 4",
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lines", "windows"])
@pytest.mark.parametrize("name", MOVED)
def test_the_position_of_a_moved_quotation_follows_and_no_other_byte_changes(
    name: str, line_end: str, make_study: MakeStudy
) -> None:
    text = (HEAD + MOVED[name]).replace("\n", line_end)
    root = make_study({**FILES, CASE: text})
    place = pipeline.Place(root)
    fixed = write_fixes(place, work_out_fixes(place, lambda where: pipeline.check(where).findings))
    assert [(one.rule, one.fix and one.fix.label) for one in fixed.mended] == [("QC313", "now 8")]
    written = (root / CASE).read_bytes().decode()
    assert written == re.sub(r"(position: *)4", r"\g<1>8", text)
    assert check(root) == []


def test_a_position_is_left_alone_where_the_words_are_there_several_times(
    make_study: MakeStudy,
) -> None:
    root = make_study({**FILES, CASE: passage("quote: Det er godt, position: 40")})
    place = pipeline.Place(root)
    assert work_out_fixes(place, lambda where: pipeline.check(where).findings).mended == ()
