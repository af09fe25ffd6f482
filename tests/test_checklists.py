"""Reporting standards filled from a study: `qualcode checklist`, and the rules about methods."""

import json
import re
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from shutil import copy, copytree

import pytest

from qualcode import __version__
from qualcode.exchange.examples import example_folders
from qualcode.loading.standards import STANDARDS, aspects, standard
from qualcode.render.checklists.facts import FACTS
from qualcode.tables.checklists import Answer, Item, Status
from tests.running import Ran, Run
from tests.wards import FILES

ROOT = Path(__file__).parents[1]
METHODS = "codebooks/wards/methods.yaml"
CHAPTER = "templates/en/chapter-1.md.j2"
Make = Callable[[Mapping[str, str]], Path]
Golden = Callable[[str, str], None]


@pytest.fixture
def interviews(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the fictional interviews with firefighters as the current folder."""
    root = tmp_path / "interviews"
    copytree(example_folders()["interviews"], root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped study, without drafts, as the current folder."""
    for name in ("cases", "codebooks", "templates"):
        copytree(ROOT / name, tmp_path / name)
    copy(ROOT / "qualcode.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def wards(make_study: Make, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`wards(METHODS=..., CHAPTER=...)`: the small study with such files as the current folder."""

    def make(methods: str = "", chapter: str = "") -> None:
        files = {METHODS: methods} if methods else {}
        files |= {CHAPTER: f'{{% set title = "Wards" %}}\n{chapter}'} if chapter else {}
        monkeypatch.chdir(make_study({**FILES, **files}))

    return make


def _item(run: Run, number: str, name: str = "coreq") -> tuple[str, Mapping[str, object]]:
    """The status of an item, and its only answer."""
    ran = run("checklist", name, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    (item,) = (one for one in json.loads(ran.out)["items"] if one["number"] == number)
    (answer,) = item["answers"]
    assert item["status"] == answer["status"]
    return item["status"], answer


# The whole of both standards.


@pytest.mark.parametrize("name", STANDARDS)
@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("md", "md"), ("json", "json")])
@pytest.mark.usefixtures("interviews")
def test_the_interviews_answer_much(
    name: str, form: str, ending: str, run: Run, golden: Golden
) -> None:
    ran = run("checklist", name, "--format", form)
    assert (ran.code, ran.err) == (0, "")
    golden(f"interviews/{name}.{ending}", ran.out)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", STANDARDS)
def test_the_shipped_study_answers_what_its_report_says(
    name: str, language: str, shipped: Path, run: Run, golden: Golden
) -> None:
    ran = run("checklist", name, "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    golden(f"{language}/{name}.txt", ran.out)


def test_both_standards_have_their_published_numbers() -> None:
    numbers = {name: [item.number for item in standard(name).items] for name in STANDARDS}
    assert numbers == {
        "coreq": [str(number) for number in range(1, 33)],
        "srqr": [f"S{number}" for number in range(1, 22)],
    }


def test_every_item_is_filled_by_some_rule_and_every_rule_is_for_some_item() -> None:
    items = [item for name in STANDARDS for item in standard(name).items]
    assert {need for item in items for need in item.needs} == set(aspects())
    from_data = {name for name, one in aspects().items() if one.filled in ("data", "partly")}
    assert from_data == set(FACTS)


def test_every_item_is_in_danish_and_english() -> None:
    for name in STANDARDS:
        whole = standard(name)
        labels = [label for item in whole.items for label in (item.label, item.asks)]
        labels += [*whole.groups.values(), *(aspect.label for aspect in aspects().values())]
        assert [label for label in labels if set(label) != {"da", "en"}] == []
        assert {item.group for item in whole.items} == set(whole.groups)


def test_the_docs_list_all_that_can_be_recorded() -> None:
    text = (ROOT / "docs" / "checklists.md").read_text(encoding="utf-8")
    listed = re.findall(r"(?m)^\| `(\w+)` \| (.+) \| (data|partly|recorded|person) \|$", text)
    assert listed == [(name, one.label["en"], one.filled) for name, one in aspects().items()]


# One item, as it is answered bit by bit.

_SAID = "methods: {recording: {text: On tape.%s}}\n"
_PLACE = ", stated_in: {part: 1, section: Tapes}"
_REASON = "methods: {recording: {not_applicable: Nobody spoke.}}\n"


@pytest.mark.parametrize(
    ("methods", "status", "missing"),
    [
        ("", "to be written", ["text", "stated_in"]),
        (_SAID % "", "in part", ["stated_in"]),
        (f"methods: {{recording: {{{_PLACE[2:]}}}}}\n", "in part", ["text"]),
        (_SAID % _PLACE, "done", []),
        (_SAID % f"{_PLACE}, complete: false", "in part", ["text"]),
        (_REASON, "not applicable", []),
    ],
)
def test_an_item_is_done_when_it_is_known_and_the_report_says_it(
    methods: str, status: str, missing: list[str], wards: Callable[..., None], run: Run
) -> None:
    wards(methods, "# Wards\n\n## Tapes\n")
    found, answer = _item(run, "19")
    assert (found, answer["missing"]) == (status, missing)


def test_what_only_people_can_judge_is_done_when_the_report_says_it(
    wards: Callable[..., None], run: Run
) -> None:
    wards("methods: {gender: {stated_in: {part: 1}}, occupation: {text: Nurses.}}\n", "# Wards\n")
    gender, said = _item(run, "4")
    assert (gender, said["text"], said["missing"]) == ("done", None, [])
    occupation, said = _item(run, "3")
    assert (occupation, said["text"], said["missing"]) == ("in part", "Nurses.", ["stated_in"])


def test_what_the_data_say_needs_only_its_place_in_the_report(
    wards: Callable[..., None], run: Run
) -> None:
    wards()
    status, answer = _item(run, "25")
    assert (status, answer["missing"]) == ("in part", ["stated_in"])
    assert answer["data"] == "themes: 1; codes: 6; levels below the themes: 1"
    assert answer["found_at"] == [{"file": "codebooks/wards/themes/handover.yaml", "line": 3}]
    wards("methods: {coding_tree: {stated_in: {part: 1}}}\n")
    assert _item(run, "25")[0] == "done"


def test_a_word_that_occurs_ticks_nothing(wards: Callable[..., None], run: Run) -> None:
    wards("", "# Wards\n\n## Recording\n\nThe interviews were recorded on tape.\n")
    assert _item(run, "19")[0] == "to be written"


def test_declaring_coders_answers_how_many_coded(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = FILES["codebooks/wards/codebook.yaml"]
    coders = f"{book}coders: {{eva: {{label: Eva}}, jon: {{label: Jon}}}}\n"
    methods = "methods: {coders: {stated_in: {part: 1}}}\n"
    monkeypatch.chdir(make_study({**FILES, METHODS: methods}))
    assert _item(run, "24")[0] == "in part"
    make_study({**FILES, METHODS: methods, "codebooks/wards/codebook.yaml": coders})
    status, answer = _item(run, "24")
    assert (status, answer["data"]) == ("done", "2: Eva, Jon")


def test_an_item_is_only_as_far_as_the_answers_that_are_asked_of_it() -> None:
    for given in (one for size in (1, 2, 3) for one in product(Status, repeat=size)):
        answers = tuple(Answer(f"aspect-{n}", "", status) for n, status in enumerate(given))
        asked = [status for status in given if status is not Status.NOT_APPLICABLE]
        expected = Status.PART
        if not asked:
            expected = Status.NOT_APPLICABLE
        elif all(status is Status.DONE for status in asked):
            expected = Status.DONE
        elif all(status is Status.OPEN for status in asked):
            expected = Status.OPEN
        assert Item("1", "", "", "", answers).status is expected, given


def test_an_item_of_several_aspects_is_done_when_all_are(
    wards: Callable[..., None], run: Run
) -> None:
    def status() -> str:
        ran = run("checklist", "srqr", "--format", "json")
        (item,) = (one for one in json.loads(ran.out)["items"] if one["number"] == "S11")
        return str(item["status"])

    tape = "  recording: {text: On tape., stated_in: {part: 1}}\n"
    guide = "  interview_guide: {text: A page., stated_in: {part: 1}}\n"
    excused = "  interview_guide: {not_applicable: Nobody was asked.}\n"
    both_excused = f"{excused}  recording: {{not_applicable: Nobody spoke.}}\n"
    found = {}
    for name, lines in {
        "one": tape,
        "both": tape + guide,
        "one, the other excused": tape + excused,
        "both excused": both_excused,
    }.items():
        wards(f"methods:\n{lines}", "# Wards\n")
        found[name] = status()
    assert found == {
        "one": "in part",
        "both": "done",
        "one, the other excused": "done",
        "both excused": "not applicable",
    }


# Where the report says it.


def test_the_line_is_that_of_the_draft_once_there_is_one(interviews: Path, run: Run) -> None:
    template = _item(run, "10")[1]["stated_in"]
    assert template == {
        "part": "2",
        "section": "The brigades and those who talked",
        "file": "templates/en/chapter-2.md.j2",
        "line": 10,
        "drafted": False,
    }
    assert run("render", "--chapter", "2").code == 0
    draft = interviews / "build" / "en" / "chapter-2.md"
    text = draft.read_text(encoding="utf-8")
    line = text.splitlines().index("## The brigades and those who talked") + 1
    place = {**template, "file": "build/en/chapter-2.md", "line": line, "drafted": True}
    assert _item(run, "10")[1]["stated_in"] == place
    draft.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert _item(run, "10")[1]["stated_in"] == place


def test_a_section_that_its_author_took_out_of_the_draft_says_nothing_any_more(
    interviews: Path, run: Run
) -> None:
    assert run("render", "--chapter", "2").code == 0
    draft = interviews / "build" / "en" / "chapter-2.md"
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("## Who asked", "## Who were we?"), encoding="utf-8")
    status, answer = _item(run, "1")
    assert (status, answer["stated_in"], answer["missing"]) == ("in part", None, ["stated_in"])
    assert answer["not_found"] == "2, Who asked"
    ran = run("checklist", "coreq")
    assert ran.out.split("\n\n")[1].startswith(
        "The researchers\n"
        "  1. Interviewers: in part\n"
        "      Who of the team talked with the participants?\n"
        "      - HN held all interviews. [codebooks/brigades/methods.yaml:13]\n"
        "      - not in the report: 2, Who asked\n"
        "      - missing: stated_in under 'interviewers'\n"
    )


def test_a_section_that_its_author_added_to_the_draft_counts(
    wards: Callable[..., None], run: Run
) -> None:
    wards("methods: {recording: {text: On tape., stated_in: {part: 1, section: Tapes}}}\n", "# W\n")
    assert run("render", "--chapter", "1").code == 0
    draft = Path("build/en/chapter-1.md")
    draft.write_text(f"{draft.read_text(encoding='utf-8')}\n## Tapes\n", encoding="utf-8")
    assert _item(run, "19")[0] == "done"
    assert run("check") == Ran(0, "nothing found in 2 case files\n", "")


def test_a_draft_that_cannot_be_read_counts_as_none(wards: Callable[..., None], run: Run) -> None:
    wards("methods: {recording: {text: On tape., stated_in: {part: 1, section: Å}}}\n", "## Å\n")
    Path("build/en").mkdir(parents=True)
    Path("build/en/chapter-1.md").write_bytes("## Å\n".encode("utf-16"))
    assert _item(run, "19")[1]["stated_in"] == {
        "part": "1",
        "section": "Å",
        "file": CHAPTER,
        "line": 2,
        "drafted": False,
    }


@pytest.mark.parametrize(
    ("heading", "section", "is_found"),
    [
        ("## Tapes", "Tapes", True),
        ("## tapes ##", "Tapes", True),
        ("#### Who we are\\_were", "who we are_were", True),
        ("## {{ 3 | number_word | opening }} tapes", "Three tapes", True),
        ("## {{ 3 | number_word | opening }} tapes", "Three reels", False),
        ("## {{ page.title }}", "Handovers", False),
        ("## {{ page.codebook_version }} tapes", "1 tapes", True),
        ("Tapes", "Tapes", False),
        ("##Tapes", "Tapes", False),
        ("{# ## Tapes #}", "Tapes", False),
        ("{#\n## Tapes\n#}", "Tapes", False),
        ("```\n## Tapes\n```", "Tapes", False),
        ("```\n```\n## Tapes", "Tapes", True),
    ],
)
def test_a_section_is_what_a_heading_of_the_template_says(
    heading: str, section: str, is_found: bool, wards: Callable[..., None], run: Run
) -> None:
    stated = json.dumps({"part": 1, "section": section})
    wards(f"methods: {{recording: {{text: On tape., stated_in: {stated}}}}}\n", f"{heading}\n")
    assert (_item(run, "19")[0] == "done") == is_found
    assert ("QC671" in run("check").out) == (not is_found)
    assert run("render", "--chapter", "1").code == 0
    is_there = is_found or "page.title" in heading
    assert (_item(run, "19")[0] == "done") == is_there


def test_a_section_may_stand_in_a_template_that_is_included(
    make_study: Make, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    methods = "methods: {recording: {text: On tape., stated_in: {part: 1, section: Tapes}}}\n"
    files = {
        METHODS: methods,
        CHAPTER: '{% set title = "Wards" %}\n{% include "tapes.md.j2" %}\n',
        "templates/en/tapes.md.j2": "## Tapes\n",
    }
    monkeypatch.chdir(make_study({**FILES, **files}))
    assert run("check") == Ran(0, "nothing found in 2 case files\n", "")
    assert _item(run, "19")[1]["stated_in"] == {
        "part": "1",
        "section": "Tapes",
        "file": "templates/en/tapes.md.j2",
        "line": 1,
        "drafted": False,
    }


# The numbers are those of the other commands.


def _data(run: Run, *words: str) -> Mapping[str, object]:
    found = json.loads(run(*words, "--format", "json").out)
    assert isinstance(found, dict)
    return found


def _said(answers: Mapping[str, str], aspect: str, label: str) -> str:
    """What stands behind a label in what the data say of an aspect."""
    found = re.search(rf"(?:^|; |: ){re.escape(label)}: ([^;]*)", answers[aspect])
    assert found is not None, answers[aspect]
    return found[1]


def _from_data(run: Run) -> Mapping[str, str]:
    found = [_data(run, "checklist", name) for name in STANDARDS]
    items = [item for one in found for item in one["items"]]  # type: ignore[attr-defined]
    return {answer["aspect"]: answer["data"] for item in items for answer in item["answers"]}


def test_counts_are_those_of_the_other_commands(interviews: Path, run: Run) -> None:
    said = _from_data(run)
    documents = run("document", "list", "--format", "csv").out.splitlines()[1:]
    assert _said(said, "sample_size", "documents") == str(len(documents))
    kinds = [row.split(",")[2].strip('"') for row in documents]
    assert _said(said, "data_collection", "interview") == str(kinds.count("interview"))
    found = _data(run, "query", "coder:hn or not coder:hn")["excerpts"]
    assert isinstance(found, list)
    quoted = [one for one in found if one["kind"] != "paraphrase"]
    assert _said(said, "quotations", "quotations") == str(len(quoted))
    memos = _data(run, "memo", "list")["memos"]
    assert isinstance(memos, list)
    assert _said(said, "trustworthiness", "memos") == str(len(memos))
    tree = re.findall(r"(?m)^ +- ", run("codebook", "docs").out.split("\n## ")[1])
    assert _said(said, "coding_tree", "codes") == str(len(tree))


TALKS = {
    "qualcode.yaml": "study: talks\ncodebook: codebooks/talks\nlanguage: en\n",
    "codebooks/talks/codebook.yaml": """\
        # Fictional.
        codebook: talks
        languages: [en, da]
        units: {crew: {label: {en: crew, da: hold}, plural: {en: crews, da: hold}}}
        themes: {said: {label: {en: Said, da: Sagt}}}
        vocabularies:
          respondent_roles:
            values:
              chief: {label: {en: chief, da: leder}}
              cook: {label: {en: cook, da: kok}}
        """,
    "codebooks/talks/themes/said.yaml": """\
        theme: said
        codes:
          joy: {label: {en: joy, da: glæde}, scale: presence}
          pride: {label: {en: pride, da: stolthed}, scale: presence, parent: joy}
          fear: {label: {en: fear, da: frygt}, scale: presence}
        """,
    "cases/north/case.yaml": """\
        case: north
        unit: crew
        anonymous: true
        documents:
          first: {date: 2012-03-02, respondents: [chief], consent: signed}
          second: {date: 2012-03-09, respondents: [chief, cook]}
        passages:
          - {document: first, quote: We laughed, codes: [joy]}
          - {document: second, quote: We were proud, codes: [pride]}
        """,
    "cases/north/documents/first.txt": "We laughed.\n",
    "cases/north/documents/second.txt": "We were proud.\n",
    "cases/south/case.yaml": """\
        case: south
        unit: crew
        documents:
          only: {date: 2012-03-16, respondents: [cook]}
          later: {date: 2012-03-23, respondents: [chief]}
          notes: {}
        passages:
          - {document: only, quote: Laughter, codes: [joy]}
          - {document: later, quote: Proud, codes: [pride, joy]}
        """,
    "cases/south/documents/only.txt": "Laughter.\n",
    "cases/south/documents/later.txt": "Proud.\n",
    "cases/south/documents/notes.txt": "Rain.\n",
}


def test_what_the_documents_say_is_counted(
    make_study: Make, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(make_study(TALKS))
    said = {name: text for name, text in _from_data(run).items() if text}
    assert said == {
        "sample_size": "crews: 2; documents: 5; roles that speak in them: chief 3, cook 2",
        "ethics": "documents with consent noted: 1 of 5",
        "confidentiality": "anonymous: crews: 1 of 2",
        "data_collection": "documents: 5; dated: 2012-03-02 – 2012-03-23",
        "repeat_interviews": "cases in which a role speaks in several documents: 1 of 2",
        "saturation": "last documents, by date, without a code that was new: 2 of 4",
        "data_processing": (
            "documents kept as text: 5; quotations found in them word for word: 4 of 4"
        ),
        "coding_tree": "themes: 1; codes: 3; levels below the themes: 2",
        "software": f"qualcode {__version__}",
        "quotations": "quotations: 4; with the role of the speaker: 3; cases quoted: 2",
        "major_themes": "codes applied, by theme: Said: 2 of 3",
        "minor_themes": "codes found in one case only: 0",
    }


def test_what_the_data_say_is_said_in_danish_too(
    make_study: Make, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(make_study(TALKS))
    ran = run("checklist", "coreq", "--lang", "da")
    assert (ran.code, ran.err) == (0, "")
    assert (
        "  12. Antal deltagere: delvis\n"
        "      Hvor mange var med?\n"
        "      - ud fra data: hold: 2; dokumenter: 5; roller, der taler i dem: leder 3,\n"
        "          kok 2 [cases/north/case.yaml:1, cases/south/case.yaml:1]\n"
        "      - mangler: text og stated_in under 'sample_size'\n"
    ) in ran.out


def test_cases_that_stand_apart_are_those_of_classify(
    monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    said, counted = {}, {}
    for name, folder in example_folders().items():
        if name != "boligsocial":
            monkeypatch.chdir(folder)
            text = _from_data(run)
            apart = ("verdicts outside all types", "between types")
            said[name] = [_said(text, "minor_themes", label) for label in apart]
            typologies = _data(run, "classify")["typologies"]
            assert isinstance(typologies, list)
            cases = [case for one in typologies for case in one["cases"] if not case["fixture"]]
            found = [case["verdict"] for case in cases]
            between = found.count("blend") + found.count("near")
            counted[name] = [str(found.count("outside")), str(between)]
    assert said == counted
    assert any(count != "0" for counts in counted.values() for count in counts)


def test_agreement_is_that_of_agree(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(example_folders()["schools"])
    said = _from_data(run)
    agreed = _data(run, "agree")
    codes = agreed["codes"]
    assert isinstance(codes, list)
    alphas = [one["alpha"] for one in codes if one["alpha"] is not None]
    span = f"{round(min(alphas), 2):g} – {round(max(alphas), 2):g}"
    assert _said(said, "trustworthiness", "Krippendorff's alpha") == span
    assert _said(said, "trustworthiness", "codes with an alpha") == str(len(alphas))
    shared = f"{agreed['cases_of_several_coders']} of {agreed['cases']}"
    assert _said(said, "trustworthiness", "cases coded by several") == shared
    unsettled = str(agreed["unsettled"])
    assert _said(said, "trustworthiness", "disagreements that nobody has settled") == unsettled


# How it is asked for.


def test_the_checklist_is_written_to_a_file(interviews: Path, run: Run, golden: Golden) -> None:
    ran = run("checklist", "COREQ", "--format", "md", "--output", "tjekliste æ.md")
    assert ran == Ran(0, "wrote tjekliste æ.md\n", "")
    golden("interviews/coreq.md", Path("tjekliste æ.md").read_text(encoding="utf-8"))


def test_a_slip_in_the_name_of_the_standard_is_told(interviews: Path, run: Run) -> None:
    ran = run("checklist", "coreg")
    assert ran == Ran(2, "", "qualcode: there is no standard 'coreg'; did you mean 'coreq'?\n")


def test_a_template_that_asks_for_what_is_not_there_is_found_by_check(
    wards: Callable[..., None], run: Run
) -> None:
    chapter = '{{ page.checklist("coreg") }}\n{{ page.method("recordng") }}\n'
    wards("methods: {recording: {text: On tape.}}\n", chapter)
    assert run("check").out.startswith(
        f"{CHAPTER}:2:20: error QC604: the study has no standard 'coreg'"
    )
    assert "the study has no method 'recordng'\n" in run("check").out
    assert "hint: did you mean 'recording'?" in run("check").out
