"""Coding in Word: `code collect` on files with comments, made here with python-docx."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.comments import Comment
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.run import Run as Words

from tests.running import Run
from tests.test_collect import said, study

__all__ = ["study"]

HOME = "cases/brigades/tangvig"
CASE = f"{HOME}/case.yaml"
DAY = datetime(2019, 4, 10)
PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
EXTENDED = (
    '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    '<w15:commentEx w15:paraId="0000000A" w15:done="1"/>'
    '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="1"/>'
    "</w15:commentsEx>"
)


def paragraph(document: Document, *words: str) -> list[Words]:
    made = document.add_paragraph()
    return [made.add_run(one) for one in words]


def comment(document: Document, runs: Words | Sequence[Words], text: str, author: str) -> Comment:
    made = document.add_comment(runs, text, author=author)
    made._comment_elm.set(qn("w:date"), "2019-04-10T09:00:00Z")
    return made


def interview() -> Document:
    """A fictional interview of two turns, with words to comment on in runs of their own."""
    document = docx.Document()
    document.add_heading("Fictional interview with Ida", 1)
    return document


def stored(run: Run, document: Document) -> None:
    """The file saved as 'Ida 1.docx', its text stored, and its coders in the codebook."""
    document.save("Ida 1.docx")
    assert run("document", "add", "tangvig", "Ida 1.docx", "--id", "ida").code == 0
    book = Path("codebooks/brigades/codebook.yaml")
    named = book.read_text(encoding="utf-8").replace("{label: HN}", "{label: Hanne Nygaard}")
    more = named.replace("coders:\n", "coders:\n  eva: {label: Eva}\n")
    book.write_text(more, encoding="utf-8")


def added(before: str) -> list[str]:
    """The lines that the case has more than before, which has all others as they were."""
    after = Path(CASE).read_text(encoding="utf-8")
    assert after.startswith(before)
    return after.removeprefix(before).splitlines()


def test_comments_that_name_codes_become_passages_and_others_memos(study: Path, run: Run) -> None:
    document = interview()
    one = paragraph(document, "Ida: ", "Everybody knows ", "the siren", ", and nobody sleeps.")
    two = paragraph(document, "Ida: ", "My boss lets me go", ". And everybody knows ", "the siren")
    cell = document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("Twelve calls a year")
    comment(document, one[1:3], "Strain; calls at night", "HN")
    comment(document, two[1], "backing_at_work,\nstaying", "Hanne Nygaard")
    comment(document, [one[3], two[1]], "#duty", "eva")
    comment(document, two[3], "pride", "eva")
    comment(document, cell, "night_calls", "eva")
    comment(document, one[3], "This comes up in every interview.\nAsk Mille too.", "Eva")
    comment(document, one[3], "Memo: duty", "hn")
    stored(run, document)
    before = Path(CASE).read_text(encoding="utf-8")
    ran = run("code", "collect", "tangvig", "Ida 1.docx")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "new: strain, night_calls (hn) on 'Everybody knows the siren' in ida",
        "new: duty (eva) on ', and nobody sleeps. Ida: My boss lets me go' in ida",
        "new: backing_at_work, staying (hn) on 'My boss lets me go' in ida",
        "new: pride (eva) on 'the siren' in ida",
        "new: night_calls (eva) on 'Twelve calls a year' in ida",
        "memo: 'This comes up in every interview. Ask Mille too.' about 'ida-note-1', "
        "', and nobody sleeps.' in ida",
        "memo: 'duty' about 'ida-note-1', ', and nobody sleeps.' in ida",
        "5 new passages, 2 new memos, 0 there already",
        f"wrote {CASE}",
    ]
    head = "  - {document: ida, quote: "
    assert added(before) == [
        f'{head}"Everybody knows the siren", position: 37, codes: [strain, night_calls], coder: hn}}',
        f'{head}", and nobody sleeps. Ida: My boss lets me go", position: 62, codes: [duty], coder: eva}}',
        f'{head}"My boss lets me go", position: 89, codes: [backing_at_work, staying], coder: hn}}',
        "  - document: ida",
        '    quote: "the siren"',
        '    prefix: "everybody knows"',
        '    suffix: "Twelve calls a"',
        "    position: 129",
        "    codes: [pride]",
        "    coder: eva",
        f'{head}"Twelve calls a year", position: 140, codes: [night_calls], coder: eva}}',
        '  - {id: ida-note-1, document: ida, quote: ", and nobody sleeps.", position: 62, coder: eva}',
        "memos:",
        '  - {date: "2019-04-10", coder: eva, about: ida-note-1, '
        'text: "This comes up in every interview.\\nAsk Mille too."}',
        '  - {date: "2019-04-10", coder: hn, about: ida-note-1, text: duty}',
    ]
    assert [line for line in said(run("check").err + run("check").out) if "error" in line] == []
    again = run("code", "collect", "tangvig", "Ida 1.docx", "--prune")
    assert again.out == "0 new passages, 5 there already\n"


def test_what_looks_like_a_code_but_is_none_and_unknown_authors_are_errors(
    study: Path, run: Run
) -> None:
    document = interview()
    one = paragraph(document, "Ida: ", "My boss lets me go", ". ", "It is hard.", " ", "Yes.")
    comment(document, one[1], "backing_at_wrk", "hn")
    comment(document, one[3], "strain; and what else", "hn")
    comment(document, one[5], "duty", "Mikkel")
    stored(run, document)
    before = Path(CASE).read_bytes()
    ran = run("code", "collect", "tangvig", "Ida 1.docx")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.split("\n\n")[:3] == [
        "Ida 1.docx:2:6: error QC320: paragraph 2: 'backing_at_wrk' on 'My boss lets me go' is no code\n"
        "    Ida: My boss lets me go. It is hard. Yes.\n"
        "         ^^^^^^^^^^^^^^^^^^\n"
        "  hint: did you mean 'backing_at_work'? a note begins with 'memo:', or has several words",
        "Ida 1.docx:2:26: error QC320: paragraph 2: 'and what else' on 'It is hard.' is no code\n"
        "    Ida: My boss lets me go. It is hard. Yes.\n"
        "                             ^^^^^^^^^^^\n"
        "  hint: add it to the codebook; a note begins with 'memo:', or has several words",
        "Ida 1.docx:2:38: error QC321: the comment 'duty' is by 'Mikkel', who is no coder\n"
        "    Ida: My boss lets me go. It is hard. Yes.\n"
        "                                         ^^^^\n"
        "  hint: add them under 'coders:' in the codebook; with --coder all comments are by one coder",
    ]
    assert Path(CASE).read_bytes() == before
    ran = run("code", "collect", "tangvig", "Ida 1.docx", "--coder", "hn")
    assert "QC321" not in ran.err


def test_a_code_that_takes_values_cannot_be_a_comment(study: Path, run: Run) -> None:
    document = interview()
    words = paragraph(document, "Ida: ", "once a month")
    comment(document, words[1], "drill", "hn")
    stored(run, document)
    ran = run("code", "collect", "tangvig", "Ida 1.docx")
    assert (ran.code, said(ran.err)) == (
        1,
        [
            "Ida 1.docx:2:6: error QC304: code 'drill' takes a value (ordinal), so it cannot be "
            "applied to a passage"
        ],
    )


def tracked(kind: str, run: Words) -> None:
    """Put a run into a tracked change: 'w:ins' or 'w:del'."""
    change = OxmlElement(kind)
    element = run._r
    element.addprevious(change)
    change.append(element)
    if kind == "w:del":
        for text in element.iter(qn("w:t")):
            text.tag = qn("w:delText")


def test_tracked_changes_are_accepted_and_a_comment_on_deleted_words_is_left_out(
    study: Path, run: Run
) -> None:
    document = interview()
    words = paragraph(document, "Ida: ", "we go ", "never ", "at night", ", ", "mostly")
    comment(document, words[1:4], "night_calls", "hn")
    comment(document, words[2], "strain", "hn")
    comment(document, words[5], "duty", "hn")
    tracked("w:del", words[2])
    tracked("w:ins", words[5])
    stored(run, document)
    before = Path(CASE).read_text(encoding="utf-8")
    ran = run("code", "collect", "tangvig", "Ida 1.docx")
    assert (ran.code, said(ran.err)) == (
        1,
        [
            "Ida 1.docx:2:12: warning QC322: the comment 'strain' is on no words of the text, and is "
            "left out"
        ],
    )
    assert added(before) == [
        '  - {document: ida, quote: "we go at night", position: 37, codes: [night_calls], coder: hn}',
        "  - {document: ida, quote: mostly, position: 53, codes: [duty], coder: hn}",
    ]


def test_an_answer_is_a_memo_and_a_resolved_comment_is_taken_as_any_other(
    study: Path, run: Run
) -> None:
    document = interview()
    words = paragraph(document, "Ida: ", "at night")
    for number, (text, author) in enumerate((("night_calls", "hn"), ("strain", "eva"))):
        made = comment(document, words[1], text, author)
        made.paragraphs[-1].paragraph_format.element.set(PARA_ID, f"0000000{'AB'[number]}")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
    name = PackURI("/word/commentsExtended.xml")
    part = Part(name, kind, EXTENDED.encode(), document.part.package)
    document.part.relate_to(
        part, "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    )
    stored(run, document)
    before = Path(CASE).read_text(encoding="utf-8")
    assert run("code", "collect", "tangvig", "Ida 1.docx").code == 0
    assert added(before) == [
        '  - {document: ida, quote: "at night", position: 37, codes: [night_calls], coder: hn}',
        '  - {id: ida-note-1, document: ida, quote: "at night", position: 37, coder: eva}',
        "memos:",
        '  - {date: "2019-04-10", coder: eva, about: ida-note-1, text: strain}',
    ]


def test_quotes_are_looked_for_in_the_stored_text_also_when_that_was_corrected(
    study: Path, run: Run
) -> None:
    document = interview()
    words = paragraph(document, "Ida: ", "My bos lets me go", ", ", "always", ".")
    comment(document, words[3], "staying", "hn")
    stored(run, document)
    text = Path(HOME, "documents", "ida.md")
    text.write_text(text.read_text(encoding="utf-8").replace("My bos ", "My own boss "))
    before = Path(CASE).read_text(encoding="utf-8")
    assert run("code", "collect", "tangvig", "Ida 1.docx").code == 0
    assert added(before) == [
        "  - {document: ida, quote: always, position: 61, codes: [staying], coder: hn}"
    ]
    comment(document, words[1], "backing_at_work", "hn")
    document.save("Ida 1.docx")
    ran = run("code", "collect", "tangvig", "Ida 1.docx")
    assert (ran.code, [line for line in said(ran.err) if "Ida 1.docx" in line]) == (
        1,
        [
            "Ida 1.docx:2:6: error QC310: 'ida' does not have these words, but nearly the same in "
            "line 3"
        ],
    )


def test_a_document_must_be_stored_before_its_comments_are_collected(study: Path, run: Run) -> None:
    interview().save("Ida 1.docx")
    ran = run("code", "collect", "tangvig", "Ida 1.docx")
    assert (ran.code, ran.err) == (
        2,
        "qualcode: there is no document 'Ida 1'; there are volunteers\n"
        "add it with 'qualcode document add tangvig FILE'\n",
    )
    Path("ida.docx").write_bytes(b"no zip file")
    ran = run("code", "collect", "tangvig", "ida.docx", "--document", "volunteers")
    assert ran.code == 2
    assert ran.err.startswith("qualcode: 'ida.docx' cannot be read as a Word file: ")


def test_without_python_docx_the_extra_is_named(
    study: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("volunteers.docx").write_bytes(b"")
    for name in [name for name in sys.modules if name.endswith((".word_comments", ".comments"))]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("docx", "docx.comments"):
        monkeypatch.setitem(sys.modules, name, None)
    ran = run("code", "collect", "tangvig", "volunteers.docx")
    assert (ran.code, ran.err) == (
        2,
        "qualcode: to read 'volunteers.docx' qualcode needs the library 'docx.comments'; "
        "install it with: pip install 'qualcode[docx]'\n",
    )
