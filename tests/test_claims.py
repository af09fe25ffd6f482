"""`qualcode claim`: what authors claim in their drafts, judged against the data."""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from qualcode.claims.checking import ClaimChecker
from qualcode.claims.claim import Count
from qualcode.claims.data import Data
from qualcode.claims.reading import read_claim
from qualcode.claims.wording import disagreement
from qualcode.loading.study import load_study
from qualcode.model.case import Case, Coding
from qualcode.model.study import Study
from qualcode.pipeline.claims import wording_of
from qualcode.pipeline.querying import names_of
from qualcode.typology.ask import Questions
from qualcode.typology.classify import Classifier
from tests.chronicle import Chronicle
from tests.running import Run
from tests.test_docs import as_shown
from tests.wards import FILES, changed

ROOT = Path(__file__).parents[1]
Make = Callable[[Mapping[str, str]], Path]
DRAFT = "build/en/chapter-1.md"


@cache
def boligsocial() -> Study:
    """The study that ships with qualcode."""
    study = load_study(ROOT).study
    assert study is not None
    return study


def plans(central: int, local: int, unknown: int = 0) -> tuple[Case, ...]:
    """Fictional plans among the boxes, of which so many are run from the centre."""
    values = ["central"] * central + ["local"] * local + ["unknown"] * unknown
    return tuple(
        Case(
            id=f"p{number}",
            unit="plan",
            group="boxes",
            attributes={},
            codes={"anchoring": Coding(value=value)},
            records={},
            declared_types={},
            printed_labels={},
        )
        for number, value in enumerate(values)
    )


def found_in(draft: str, cases: tuple[Case, ...]) -> list[str]:
    """The rules and messages of what is wrong with the claims of a Danish draft."""
    book = boligsocial().codebook
    data = Data(names_of(boligsocial()), cases, Questions(book).truth, Classifier(book))
    checked = ClaimChecker(data, wording_of(book)).check(draft, "a.md")
    return [f"{one.rule} {one.message}" for claim in checked for one in claim.findings]


CENTRAL = "anchoring = central"
FOLLOW = {
    "Langt de fleste planer styres fra centralt hold.<!-- claim: most of boxes: {} -->": (9, 1),
    "De fleste planer styres fra centralt hold.<!-- claim: langt de fleste of boxes: {} -->": (
        8,
        2,
    ),
    "Flere planer styres fra centralt hold.<!-- claim: flere of boxes: {} -->": (6, 4),
    "Nogle styres fra centralt hold.<!-- claim: some of boxes: {} -->": (3, 7),
    "Enkelte styres fra centralt hold.<!-- claim: enkelte of boxes: {} -->": (2, 8),
    "Ingen styres fra centralt hold.<!-- claim: none of boxes: {} -->": (0, 10),
    "Samtlige planer styres fra centralt hold.<!-- claim: all of boxes: {} -->": (10, 0),
    "Alle fem styres fra centralt hold.<!-- claim: alle of boxes: {} -->": (5, 0),
    "Begge styres fra centralt hold.<!-- claim: 2 of boxes: {} -->": (2, 0),
    "Et af de ti styres fra centralt hold.<!-- claim: 1 of 10 of boxes: {} -->": (1, 9),
    "Kun én plan ud af ti.<!-- claim: 1 of 10 of boxes: {} -->": (1, 9),
    "Alle styres fra centralt hold.<!-- claim: 7 of boxes: {} -->": (7, 0),
    "I 2009 gjaldt det tolv (jf. tabel 4.2).<!-- claim: 12 of boxes: {} -->": (12, 1),
}


@pytest.mark.parametrize("draft", FOLLOW)
def test_a_danish_sentence_follows_with_the_word_that_the_codebook_has(draft: str) -> None:
    assert found_in(draft.format(CENTRAL), plans(*FOLLOW[draft])) == []


FACTS = "this does not follow from the data: of the"
DISAGREE = {
    "Flere planer styres centralt.<!-- claim: most of boxes: {} -->": (
        (9, 1, 0),
        [
            "QC634 the sentence says 'Flere', but the claim 'langt de fleste' or 'most' or 'de fleste'"
        ],
    ),
    "De fleste styres centralt.<!-- claim: most of boxes: {} -->": (
        (7, 3, 0),
        [f"QC632 {FACTS} 10 cases in 'boxes', 7 have it, 3 do not, which is 'flere'"],
    ),
    "De fleste styres centralt<!-- claim: most of boxes: {} -->, siges det.": (
        (6, 1, 3),
        [
            "QC633 this is open, as not everything is known: of the 10 cases in 'boxes', 6 have "
            "it, 1 does not, 3 are not known, which may be 'flere' or 'langt de fleste'"
        ],
    ),
    "De fleste styres fra centrum.<!-- claim: most of boxes: {} -->": (
        (4, 1, 0),
        [
            f"QC632 {FACTS} 5 cases in 'boxes', 4 have it, 1 does not; up to 5 known cases the "
            "codebook has numbers, not words"
        ],
    ),
    "Fire planer styres centralt.<!-- claim: 5 of boxes: {} -->": (
        (5, 8, 0),
        ["QC634 the sentence says 'Fire', but the claim 5"],
    ),
    "Tre af tolv styres centralt.<!-- claim: 3 of 13 of boxes: {} -->": (
        (3, 10, 0),
        ["QC634 the sentence says 'tolv', but the claim counts 13 cases"],
    ),
    "Planerne styres centralt.<!-- claim: none of boxes: {} -->": (
        (0, 13, 0),
        ["QC634 the sentence does not say 'ingen' or 'none', as the claim does"],
    ),
    "Ingen.<!-- claim: none of known boxes: {} -->": (
        (0, 0, 9),
        [
            "QC632 this does not follow from the data: of the 9 cases in 'boxes', none have it, 9 are "
            "not known; up to 5 known cases the codebook has numbers, not words"
        ],
    ),
    "Ingen.<!-- claim: 0 of boxes: {} -->": (
        (0, 0, 0),
        ["QC632 this does not follow from the data: there is no case in 'boxes'"],
    ),
}


@pytest.mark.parametrize("draft", DISAGREE)
def test_a_danish_sentence_that_says_something_else_is_found(draft: str) -> None:
    numbers, expected = DISAGREE[draft]
    assert found_in(draft.format(CENTRAL), plans(*numbers)) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("two of the wards", "the sentence says 'two', but the claim 3"),
        ("2.5 of them", ""),
        ("1,072 of them and 3", ""),
        ("3-5 of them", ""),
        ("30 % of them", ""),
        ("as in box 4-1", ""),
        ("4 of 5 wards", "the sentence says '4' and '5', but the claim 3"),
        ("7 of them, of seven", "the sentence says 'seven', but the claim 3"),
    ],
)
def test_only_whole_numbers_that_can_count_the_cases_are_looked_at(text: str, said: str) -> None:
    claim = read_claim(f"3 of boxes: {CENTRAL}", names_of(boligsocial()))
    assert isinstance(claim, Count)
    assert disagreement(claim, text, 7, wording_of(boligsocial().codebook)) == said


TALK = {
    **{name: text for name, text in FILES.items() if name != "cases/north.yaml"},
    "cases/north/case.yaml": """\
        case: north
        unit: ward
        documents:
          talk: {respondents: [nurse, doctor]}
        codes:
          style: {value: oral, evidence: [{document: notes, quote: "Nobody writes", role: nurse}]}
        """,
    "cases/north/documents/talk.txt": "We say it.\nWe never write it.\n",
}


def test_claims_are_listed_with_what_the_data_say(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = (
        "One ward has a checklist.<!-- claim: 1 of ward: checklist = true -->\r\n\r\n"
        "Two <!-- claim: 1 of known ward: style = written -->wards<!-- /claim --> write.\r\n"
        "Both write.<!-- claim: 2 of ward: style = written -->\r\n"
        "None.<!-- claim: 0 of ward: checklist = false -->\r\n"
        "Two.<!-- claim: 1 of ward: checklist = true -->\r\n"
        "Oh.<!-- claim: oh -->\r\n"
    )
    monkeypatch.chdir(make_study({**FILES, DRAFT: draft}))
    ran = run("claim", DRAFT)
    assert ran.code == 1
    assert [line.rstrip() for line in ran.out.splitlines()] == [
        "build/en/chapter-1.md",
        "line   claim                         verdict        the data",
        "─" * 79,
        "1      1 of ward: checklist = true   holds          of the 2 cases in 'ward', 1",
        "                                                    has it, 1 does not",
        "3      1 of known ward: style =      holds          of the 2 cases in 'ward', 1",
        "       written                                      has it, 1 is not known",
        "4      2 of ward: style = written    open           of the 2 cases in 'ward', 1",
        "                                                    has it, 1 is not known",
        "5      0 of ward: checklist =        fails          of the 2 cases in 'ward', 1",
        "       false                                        has it, 1 does not",
        "6      1 of ward: checklist = true   said           of the 2 cases in 'ward', 1",
        "                                     otherwise      has it, 1 does not",
        "7      oh                            broken         this is not a claim",
        "",
        "6 claims in 1 draft: 2 hold, 1 fails, 1 is open, 1 is said otherwise, 1 is broken",
    ]
    assert ran.err == (
        "build/en/chapter-1.md:4:24: error QC633: this is open, as not everything is known: of the "
        "2 cases in 'ward', 1 has it, 1 is not known\n"
        "    Both write.<!-- claim: 2 of ward: style = written -->\n"
        "                           ^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  hint: write 'of known ward' to claim it of the known cases alone; for: north; not known: "
        "south\n\n"
        "build/en/chapter-1.md:5:18: error QC632: this does not follow from the data: of the 2 "
        "cases in 'ward', 1 has it, 1 does not\n"
        "    None.<!-- claim: 0 of ward: checklist = false -->\n"
        "                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  hint: for: south; against: north\n\n"
        "build/en/chapter-1.md:6:17: error QC634: the sentence says 'Two', but the claim 1\n"
        "    Two.<!-- claim: 1 of ward: checklist = true -->\n"
        "                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  hint: correct the one or the other, or put the claim around the words it is about\n\n"
        "build/en/chapter-1.md:7:16: error QC630: this is not a claim\n"
        "    Oh.<!-- claim: oh -->\n"
        "                   ^^\n"
        "  hint: write one of: 3 of GROUP: CONDITION; most of GROUP: CONDITION; more of GROUP: "
        "CONDITION than CONDITION; more of GROUP than of GROUP: CONDITION; CASE is TYPE in "
        "TYPOLOGY; quote case:CASE\n\n"
    )


def test_as_data_a_claim_has_its_cases_and_as_markdown_too(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = "One writes.<!-- claim: 1 of ward:\n style = written -->\n"
    monkeypatch.chdir(make_study({**FILES, DRAFT: draft}))
    ran = run("claim", "--format", "json")
    facts = "of the 2 cases in 'ward', 1 has it, 1 is not known"
    hint = (
        "write 'of known ward' to claim it of the known cases alone; for: north; not known: south"
    )
    assert json.loads(ran.out)["drafts"] == [DRAFT]
    assert json.loads(ran.out)["claims"] == [
        {
            "file": DRAFT,
            "line": 1,
            "column": 24,
            "end_line": 2,
            "end_column": 17,
            "claim": "1 of ward: style = written",
            "kind": "count",
            "words": "One writes.",
            "verdict": "open",
            "data": facts,
            "cases": [
                {
                    "of": "ward",
                    "for": ["north"],
                    "against": [],
                    "unknown": ["south"],
                    "not_applicable": [],
                }
            ],
            "findings": [
                {
                    "rule": "QC633",
                    "message": f"this is open, as not everything is known: {facts}",
                    "hint": hint,
                }
            ],
        }
    ]
    assert run("claim", "build", "--format", "md").out == (
        "**build/en/chapter-1.md**\n\n"
        "| line | words       | claim                      | verdict | for   | against | not known |\n"
        "| ---- | ----------- | -------------------------- | ------- | ----- | ------- | --------- |\n"
        "| 1    | One writes. | 1 of ward: style = written | open    | north |         | south     |\n\n"
    )


def test_a_quotation_is_looked_for_where_and_by_whom_it_is_said_to_be(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = (
        "“Nobody writes.”<!-- claim: quote case:north document:notes role:nurse -->\n"
        "“Nobody writes.”<!-- claim: quote case:north role:doctor -->\n"
        "“We say it. We never write it”<!-- claim: quote document:talk -->\n"
        "“we say it”<!-- claim: quote role:nurse -->\n"
    )
    monkeypatch.chdir(make_study({**TALK, DRAFT: draft}))
    ran = run("claim", "--format", "json")
    told = [(one["verdict"], one["data"]) for one in json.loads(ran.out)["claims"]]
    assert told == [
        ("holds", "in 'notes' of case 'north'"),
        ("fails", ""),
        ("holds", "in 'talk' of case 'north'"),
        ("open", "in 'talk' of case 'north'"),
    ]
    assert ran.err == (
        "build/en/chapter-1.md:2:29: error QC635: no passage or document (case 'north', role "
        "'doctor') has the words 'Nobody writes.'\n"
        "    “Nobody writes.”<!-- claim: quote case:north role:doctor -->\n"
        "                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  hint: they are in 'notes' of case 'north', said by nurse\n"
        "  see cases/north/case.yaml:6:60: here\n"
        '      style: {value: oral, evidence: [{document: notes, quote: "Nobody writes",…\n'
        f"{' ' * 63}{'^' * 15}\n\n"
        "build/en/chapter-1.md:4:24: error QC633: 'we say it' is in 'talk', where several people "
        "speak; it is not said whether nurse said it\n"
        "    “we say it”<!-- claim: quote role:nurse -->\n"
        "                           ^^^^^^^^^^^^^^^^\n"
        "  hint: write the role at the evidence, or leave 'role:' out\n"
        "  see cases/north/case.yaml:4:3: here\n"
        "      talk: {respondents: [nurse, doctor]}\n"
        "      ^^^^\n\n"
    )


def test_under_git_a_claim_names_the_revision_and_the_case_that_moved(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = "style: {value: written, evidence: [{document: notes, at: p. 7}]}"
    files = changed("cases/south.yaml", "style: unknown", written)
    study = Chronicle(tmp_path)
    study.git("init", "-q")
    for name, text in files.items():
        study.write(name, text)
    study.commit("2026-01-02")
    study.change("cases/south.yaml", "value: written", "value: oral")
    study.commit("2026-02-03", author="Bo Lind")
    study.change("cases/south.yaml", "checklist: {value: false", "checklist: {value: true")
    study.write("cases/west.yaml", "case: west\nunit: ward\n")
    draft = (
        "Both.<!-- claim: 2 of ward: style = written -->\n"
        "One.<!-- claim: 1 of ward: checklist = false -->\n"
        "One.<!-- claim: 1 of ward: beds = 3 -->\n"
    )
    study.write(DRAFT, draft)
    monkeypatch.chdir(tmp_path)
    revision = study.git("rev-parse", "HEAD")[:10]
    err = run("claim").err.splitlines()
    assert [line for line in err if line.startswith(("  hint", "  see"))] == [
        f"  hint: it followed until {revision} (2026-02-03, Bo Lind); write 'of known ward' to "
        "claim it of the known cases alone; for: north; against: south; not known: west",
        "  see cases/south.yaml:5:3: 'south' was for it and is now against it: style changed from "
        "written to oral",
        "  see cases/west.yaml:1:7: 'west' is new, and not known",
        "  hint: it followed until changes that are not committed yet; write 'of known ward' to "
        "claim it of the known cases alone; against: north, south; not known: west",
        "  see cases/south.yaml:6:3: 'south' was for it and is now against it: checklist changed "
        "from false to true",
        "  see cases/west.yaml:1:7: 'west' is new, and not known",
        "  hint: write 'of known ward' to claim it of the known cases alone; against: north; not "
        "known: south, west",
    ]


def test_drafts_may_be_anywhere_and_must_be_utf_8(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = make_study({**FILES, "build/en/a.md": "One.<!-- claim: 2 of ward: checklist = true -->"})
    (root / "build" / "en" / "ø.md").write_bytes("På.".encode("latin-1"))
    (tmp_path / "report.md").write_text("Two.<!-- claim: 2 of ward: checklist = true -->")
    monkeypatch.chdir(root)
    ran = run("claim", "../report.md", "build/en/ø.md")
    assert ran.code == 1
    assert ran.err == (
        "../report.md:1:17: error QC632: this does not follow from the data: of the 2 cases in "
        "'ward', 1 has it, 1 does not\n"
        "    Two.<!-- claim: 2 of ward: checklist = true -->\n"
        "                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  hint: for: north; against: south\n\n"
        "build/en/ø.md:1:2: error QC624: the draft is not UTF-8 text, so it was left alone\n"
        "    P\ufffd.\n"
        "     ^\n"
        "  hint: save it as UTF-8 in your editor; a file from Word can be saved as plain text, UTF-8"
        "\n\n"
    )
    (root / "build" / "en" / "ø.md").unlink()
    assert run("claim").out.splitlines()[-1] == "1 claim in 1 draft: 1 fails"
    monkeypatch.chdir(tmp_path)
    assert run("claim", "study/build/en/a.md").code == 1
    assert run("claim", "report.md").code == 2


def test_without_drafts_or_with_errors_nothing_is_judged(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study(FILES)
    monkeypatch.chdir(root)
    ran = run("claim")
    assert (ran.code, ran.err) == (
        2,
        "qualcode: there are no drafts in 'build'; write them with 'qualcode render --all', or "
        "name the files\n",
    )
    assert run("claim", "biuld").code == 2
    make_study({"cases/south.yaml": "case: south\nunit: ward\ncodes: {stile: oral}\n"})
    make_study({DRAFT: "One.<!-- claim: 2 of ward: checklist = true -->\n"})
    ran = run("claim")
    assert (ran.code, ran.out) == (1, "claims are not judged while the study has errors\n")
    assert [line for line in run("check").out.splitlines() if "QC6" in line] == []


def test_check_looks_at_drafts_unless_a_part_of_the_study_is_named(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = "Two.<!-- claim: 2 of ward: checklist = true -->\n"
    monkeypatch.chdir(make_study({**FILES, DRAFT: draft}))
    ran = run("check")
    assert ran.code == 1
    assert ran.out.splitlines()[0].startswith(f"{DRAFT}:1:17: error QC632: ")
    assert run("check", "--ignore", "claim-fails").code == 0
    assert run("check", "cases/north.yaml").code == 0


def test_a_changed_case_puts_claims_to_the_test_again(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = Chronicle(tmp_path)
    study.git("init", "-q")
    draft = "Two.<!-- claim: 2 of ward: checklist = true -->\n"
    for name, text in {**FILES, DRAFT: draft}.items():
        study.write(name, text)
    study.commit("2026-01-02")
    monkeypatch.chdir(tmp_path)
    assert run("check", "--changed").code == 0
    study.change("cases/north.yaml", "Ward North", "Ward of the north")
    ran = run("check", "--changed")
    assert [line.split(": ")[:2] for line in ran.out.splitlines() if "QC" in line] == [
        [f"{DRAFT}:1:17", "error QC632"]
    ]


def test_another_form_of_a_quantity_word_is_a_text_of_the_codebook(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "quantity_words: [{word: all, also: {en: every}, share: 1}]"
    files = changed("codebooks/wards/codebook.yaml", "evidence: required", words)
    monkeypatch.chdir(make_study(files))
    assert run("check").out.splitlines()[0] == (
        "codebooks/wards/codebook.yaml:12:41: error QC022: 'en' must be a list, found the text 'every'"
    )


SHOWN = re.compile(r"(<!-- (output|errors): claim -->\n```\n)(.*?)(```\n<!-- end -->)", re.DOTALL)


def test_the_walk_in_the_docs_shows_what_the_command_prints(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    page = ROOT / "docs" / "claims.md"
    text = page.read_text(encoding="utf-8")
    draft = text.split("<!-- draft -->\n```markdown\n")[1].split("```")[0]
    run("init", str(tmp_path / "brigades"), "--example", "interviews")
    monkeypatch.chdir(tmp_path / "brigades")
    Path("build/en").mkdir(parents=True)
    Path("build/en/mine.md").write_text(draft, encoding="utf-8")
    ran = run("claim")
    assert ran.code == 1

    def printed(match: re.Match[str]) -> str:
        lines = (ran.out if match[2] == "output" else ran.err).splitlines()
        return match[1] + "\n".join(line.rstrip() for line in lines).strip("\n") + f"\n{match[4]}"

    assert [match[2] for match in SHOWN.finditer(text)] == ["output", "errors"]
    as_shown(page, SHOWN.sub(printed, text), request)


def test_rendering_says_which_claims_in_its_drafts_no_longer_follow(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_study(FILES))
    assert run("render", "--chapter", "1").code == 0
    draft = Path(DRAFT).read_text(encoding="utf-8")
    mine = "\nOne.<!-- claim: 1 of ward: checklist = true -->\n"
    Path(DRAFT).write_text(f"{draft}{mine}", encoding="utf-8")
    assert run("render", "--check").code == 0
    make_study(changed("cases/south.yaml", "value: false", "value: true"))
    for words in (("--check",), ("--chapter", "1")):
        ran = run("render", *words)
        assert ran.code == 1
        assert ran.err.splitlines()[0] == (
            f"{DRAFT}:{draft.count(chr(10)) + 2}:17: error QC632: this does not follow from the "
            "data: of the 2 cases in 'ward', 2 have it"
        )
    assert mine in Path(DRAFT).read_text(encoding="utf-8")
