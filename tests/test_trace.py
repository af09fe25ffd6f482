"""Words of a draft led back to cases, codes and evidence; and a case led to its words."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.pipeline import check, find_study
from qualcode.pipeline.asking import Asker, beside_cases
from qualcode.pipeline.checking import ready
from qualcode.pipeline.desk import Wanted, desk_of
from qualcode.pipeline.tracing import Target, trace
from qualcode.tables.traces import Ask, Standing
from qualcode.typology.ask import Questions
from tests.choirs import CHOIRS
from tests.running import Ran, Run

ROOT = Path(__file__).parents[1]
TEMPLATE = """\
{% import "tables.md.j2" as tables %}
{% import "boxes.md.j2" as boxes %}
# {{ page.heading("Leading") }}

{% for case in page.cases("visits") %}{% set _n = case.numbered(_("Box")) %}{% endfor %}
My own words.

There are {{ page.group("registered").count }} choirs; {{ page.count("leader", "hired", "visits").cite("choirs") }}.

{{ tables.overview(page, "What is known", ["leader", "songs"], ["visits"], key="known") }}

{{ tables.cases_by_type(page, page.typology("leading"), "Kinds", legend=false) }}

{{ page.code("leader").label }}; see {{ page.refer("known") }}.
"""
DRAFT = "build/en/chapter-1.md"
COUNT = "count.leader.hired.visits.cite.choirs"


@pytest.fixture
def choirs(
    make_study: Callable[[Mapping[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The choirs, with a chapter that was rendered, in the current folder."""
    sound = {file: text for file, text in CHOIRS.items() if file != "cases/pure/paid.yaml"}
    root = make_study({**sound, "templates/en/chapter-1.md.j2": TEMPLATE})
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def place(choirs: Path, run: Run) -> Callable[[str], str]:
    """`place("| Who leads")`: the line of the draft that has these words, as FILE:LINE."""
    run("render", "--chapter", "1")
    lines = (choirs / DRAFT).read_text(encoding="utf-8").splitlines()

    def of(words: str) -> str:
        (line,) = [i for i, line in enumerate(lines, 1) if words in line]
        return f"{DRAFT}:{line}"

    return of


def test_a_count_is_led_back_to_the_cases_for_against_and_unknown(
    place: Callable[[str], str], run: Run
) -> None:
    at = place("There are")
    assert run("trace", at) == Ran(
        0,
        f"""\
{at}:57: group.registered.count
  '2'
  cases in 'registered': 2 cases
    alt, bas

{at}:135: {COUNT}
  'stated for only 2 of 3 choirs; 1 inferred'
  count of cases in 'visits' where leader is hired: 1 for, 1 against, 1 unknown
    for:
      v1
        leader: hired (inferred) [cases/visits/v1.yaml:8:3]
          notes: a bill <was> seen
    against:
      v2
        leader: member [cases/visits/v2.yaml:6:9]
    unknown (1): v3
""",
        "",
    )


def test_a_column_chooses_one_of_several_stretches_of_a_line(
    place: Callable[[str], str], run: Run
) -> None:
    at = place("There are")
    ran = run("trace", f"{at}:140")
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"{at}:135: {COUNT}")
    assert run("trace", f"{at}:3").out.splitlines()[2] == (
        "  no data stand behind these words: they are the author's or the template's"
    )


def test_a_cell_is_narrowed_to_its_row_and_column(place: Callable[[str], str], run: Run) -> None:
    at = place("| Who leads")
    assert run("trace", at, "--cell", "2") == Ran(
        0,
        f"""\
{at}:20: tables.overview.leader.songs.visits.known
  'hired \\*leader\\* (1), a member (1)'
  row 'Who leads', cell 2
  values of leader in 'visits': 3 cases
    v1
      leader: hired (inferred) [cases/visits/v1.yaml:8:3]
        notes: a bill <was> seen
    v2
      leader: member [cases/visits/v2.yaml:6:9]
    unknown (1): v3
""",
        "",
    )
    by_column = run("trace", f"{at}:25")
    assert by_column == run("trace", at, "--cell", "2")


def test_a_cell_of_types_has_the_verdicts_with_their_conditions(
    place: Callable[[str], str], run: Run
) -> None:
    at = place("| Shared")
    ran = run("trace", at, "--cell", "5")
    assert ran.out.splitlines()[1:] == [
        "  'Box 1.2'",
        "  row 'Shared', cell 5",
        "  types of 'leading': 1 case",
        "    v2: pure, shared",
        "      holds: necessary leader is member",
        "        leader: member [cases/visits/v2.yaml:6:9]",
    ]
    undecided = run("trace", at, "--cell", "7").out.splitlines()
    assert undecided[3:] == [
        "  types of 'leading': 1 case",
        "    v3: insufficient, any type",
        "      hangs on: leader",
    ]


def test_words_of_the_codebook_and_references_say_what_they_are(
    place: Callable[[str], str], run: Run
) -> None:
    at = place("; see")
    assert run("trace", at).out.splitlines() == [
        f"{at}:42: code.leader.label",
        "  'who leads'",
        "  from the codebook: code 'leader' [codebooks/choirs/themes/leading.yaml:17:3]",
        "",
        f"{at}:99: refer.known",
        "  'Table 1.1'",
        "  the number of table 1.1, by the key 'known'",
    ]


def test_the_authors_own_words_have_no_data_behind_them(
    place: Callable[[str], str], run: Run
) -> None:
    at = place("My own words")
    assert run("trace", at) == Ran(
        0,
        f"{at}:1: words of the author\n  'My own words.'\n"
        "  no data stand behind these words: they are the author's or the template's\n",
        "",
    )


def test_words_changed_by_hand_are_traced_and_said_to_be_changed(
    place: Callable[[str], str], run: Run, choirs: Path
) -> None:
    at = place("There are")
    text = (choirs / DRAFT).read_bytes()
    changed = text.replace(b">stated for only 2", "\r\n>få: stated for only 2".strip().encode())
    (choirs / DRAFT).write_bytes(changed.replace(b"\n", b"\r\n"))
    ran = run("trace", f"{at}:140")
    assert ran.code == 0
    assert ran.out.splitlines()[2:4] == [
        "  these words were changed by hand",
        "  count of cases in 'visits' where leader is hired: 1 for, 1 against, 1 unknown",
    ]


def test_a_key_that_the_template_no_longer_gives_is_said_to_be_unknown(
    place: Callable[[str], str], run: Run, choirs: Path
) -> None:
    at = place("There are")
    template = choirs / "templates/en/chapter-1.md.j2"
    template.write_text(
        template.read_text().replace('page.count("leader", "hired", "visits").cite("choirs")', "2")
    )
    assert run("trace", f"{at}:140").out.splitlines()[2:] == [
        "  the template no longer gives this key, so nothing is known of its data"
    ]


def test_a_draft_is_traced_wherever_it_lies(
    place: Callable[[str], str], run: Run, tmp_path: Path
) -> None:
    at = place("There are")
    elsewhere = tmp_path / "æble" / "mit udkast.md"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(Path(DRAFT).read_bytes())
    line = at.rpartition(":")[2]
    ran = run("trace", f"{elsewhere}:{line}:140")
    assert "where leader is hired: 1 for, 1 against, 1 unknown" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((f"{DRAFT}:99",), f"'{DRAFT}' has 35 lines, so there is no line 99"),
        ((DRAFT,), f"'{DRAFT}' is no place in a draft; write it like build/en/chapter-1.md:12"),
        (("nope.md:1",), "there is no file 'nope.md'"),
        (
            ("qualcode.yaml:1",),
            "'qualcode.yaml' is no draft with marks; a draft that 'qualcode render' wrote ends with a "
            "note that says what it is",
        ),
        ((f"{DRAFT}:1", "--cell", "2"), f"line 1 of '{DRAFT}' is no row of a table"),
        ((), "name a place, such as build/en/chapter-1.md:12, or a case with --of"),
        (("--of", "v9"), "there is no case 'v9'; there are alt, bas, v1, v2, v3"),
        (("--of", "v1", "leadr"), "there is no code 'leadr'; did you mean 'leader'?"),
    ],
)
def test_a_place_that_is_none_is_a_mistake(
    place: Callable[[str], str], run: Run, words: tuple[str, ...], message: str
) -> None:
    place("There are")
    assert run("trace", *words) == Ran(2, "", f"qualcode: {message}\n")


def test_as_json_each_ground_has_its_place(place: Callable[[str], str], run: Run) -> None:
    at = place("There are")
    data = json.loads(run("trace", f"{at}:140", "--format", "json").out)
    (region,) = data["regions"]
    assert (region["key"], region["line"], region["column"]) == (COUNT, int(at[-1]), 135)
    (question,) = region["questions"]
    assert [question[key] for key in ("asks", "of", "group", "value")] == [
        "count",
        "leader",
        "visits",
        "hired",
    ]
    assert question["cases"][0] == {
        "case": "v1",
        "standing": "for",
        "verdict": None,
        "types": [],
        "missing": [],
        "conditions": [],
        "grounds": [
            {
                "code": "leader",
                "record": None,
                "value": "hired",
                "basis": "inferred",
                "file": "cases/visits/v1.yaml",
                "line": 8,
                "column": 3,
                "evidence": [
                    {
                        "document": "notes",
                        "at": "",
                        "passage": None,
                        "quote": None,
                        "says": {"": "a bill <was> seen"},
                    }
                ],
            }
        ],
    }


def test_the_way_back_lists_every_place_that_a_case_or_a_code_of_it_stands_behind(
    place: Callable[[str], str], run: Run
) -> None:
    place("There are")

    def keys(*words: str) -> list[str]:
        out = run("trace", "--of", *words).out
        return re.findall(rf"^{re.escape(DRAFT)}:\d+:\d+: *\n? *(\S+)$", out, re.M)

    everywhere = keys("v1")
    assert COUNT in everywhere
    assert "group.registered.count" not in everywhere
    assert keys("v1", "songs") == ["tables.overview.leader.songs.visits.known"]
    assert len(keys("v1", "leader")) == 3
    types = "tables.cases_by_type.typology.leading.kinds.false"
    assert keys("alt") == ["group.registered.count", types]
    assert run("trace", "--of", "alt", "songs") == Ran(
        0, "songs of alt stands behind nothing in the drafts\n", ""
    )


def test_the_evidence_beside_a_draft_shows_no_more_than_a_page_could(
    choirs: Path, run: Run, golden: Callable[[str, str], None]
) -> None:
    ran = run("render", "--chapter", "1", "--evidence")
    assert ran == Ran(0, f"wrote {DRAFT}\nwrote build/en/chapter-1-evidence.md\n", "")
    text = (choirs / "build/en/chapter-1-evidence.md").read_text(encoding="utf-8")
    golden("choirs-evidence.md", text)
    hidden = ("alt", "bas", "Altkoret", "Baskoret", "Alt og Co", "Hov", "Ry", "v1", "v2", "v3")
    assert [word for word in hidden if re.search(rf"\b{word}\b", text)] == []


def test_evidence_changed_by_hand_is_left_alone(choirs: Path, run: Run) -> None:
    run("render", "--chapter", "1", "--evidence")
    path = choirs / "build/en/chapter-1-evidence.md"
    path.write_text("mine\n")
    ran = run("render", "--chapter", "1", "--evidence")
    assert ran.code == 1
    assert "'en/chapter-1-evidence.md' is not as qualcode wrote it" in " ".join(ran.err.split())
    assert path.read_text() == "mine\n"


def test_a_paraphrase_that_names_a_case_keeps_the_evidence_from_being_written(
    choirs: Path, run: Run
) -> None:
    case = choirs / "cases/visits/v1.yaml"
    case.write_text(case.read_text().replace("a bill <was> seen", "as in Altkoret"))
    ran = run("render", "--chapter", "1", "--evidence")
    assert (ran.code, ran.out) == (1, "")
    assert "names 'Altkoret', which must not be named here" in " ".join(ran.err.split())
    assert not (choirs / "build").exists()


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_stretch_of_the_shipped_report_has_something_behind_it(language: str) -> None:
    checked = check(find_study([ROOT]))
    desk = desk_of(checked, Wanted(), language, None)
    assert desk is not None
    study, classifier = ready(checked)
    asker = Asker(study, classifier, Questions(study.codebook))
    counted = 0
    for rendered in desk.drafts():
        for key, asked in rendered.asked.items():
            questions = asker.about_cases(asked)
            assert questions or beside_cases(asked, study), f"{rendered.path}: {key}"
            counted += sum(one.ask is Ask.COUNT for one in questions)
    assert counted > 20


def test_a_sentence_and_a_cell_of_the_shipped_study(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]
) -> None:
    monkeypatch.chdir(ROOT)
    run("render", "--chapter", "4", "--lang", "en", "--output", str(tmp_path))
    draft = tmp_path / "en/chapter-4.md"
    lines = draft.read_text(encoding="utf-8").splitlines()
    sentence = next(i for i, one in enumerate(lines, 1) if "Municipal politicians sit" in one)
    row = next(i for i, one in enumerate(lines, 1) if one.startswith("| Political "))
    traced = run("trace", f"{draft}:{sentence}:80", "--format", "md").out
    cell = run("trace", f"{draft}:{row}", "--cell", "5", "--format", "md").out
    shown = re.sub(r"^- .*?(?=en/chapter-4)", "- ", f"{traced}\n{cell}", flags=re.M)
    golden("trace-chapter-4.md", shown)


VALUES = ("hired", "member", "unknown")
SONGS = (
    "[old]",
    "[old, new]",
    "{value: [old], complete: false}",
    "{value: [], complete: false}",
    "unknown",
)


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(VALUES), st.sampled_from(SONGS)), min_size=1, max_size=4))
def test_the_cases_for_a_count_are_as_many_as_the_count_that_is_printed(
    tmp_path_factory: pytest.TempPathFactory, coded: list[tuple[str, str]]
) -> None:
    root = tmp_path_factory.mktemp("study")
    counts = [("leader", "hired"), ("leader", "member"), ("songs", "old"), ("songs", "new")]
    body = "\n\n".join(f'{{{{ page.count("{c}", "{v}", "visits").n }}}}' for c, v in counts)
    files = {file: text for file, text in CHOIRS.items() if not file.startswith("cases/")}
    cases = {
        f"cases/visits/c{i}.yaml": f"case: c{i}\nunit: choir\nanonymous: true\n"
        f"codes: {{leader: {leader}, songs: {songs}}}\n"
        for i, (leader, songs) in enumerate(coded)
    }
    for file, text in {**files, **cases, "templates/en/chapter-1.md.j2": body}.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(re.sub(r"^ {8}", "", text, flags=re.M), encoding="utf-8")
    checked = check(find_study([root]))
    desk = desk_of(checked, Wanted("1"), "en", root / "out")
    assert desk is not None
    (rendered,) = desk.drafts()
    draft = root / "draft.md"
    draft.write_text(rendered.text or "", encoding="utf-8")
    lines = (rendered.text or "").splitlines()
    printed = [i for i, line in enumerate(lines, 1) if line.isdigit()]
    assert len(printed) == len(counts)
    for (code, value), line in zip(counts, printed, strict=True):
        (found,) = trace(checked, Target(str(draft), line)).found
        (question,) = found.questions
        assert (question.ask, question.name, question.value) == (Ask.COUNT, code, value)
        surely = [f"c{i}" for i, one in enumerate(coded) if _surely(one, code, value)]
        assert [one.case.id for one in question.standing(Standing.FOR)] == surely
        assert int(found.words) == len(surely)
        assert len(question.cases) == len(coded)


def _surely(coded: tuple[str, str], code: str, value: str) -> bool:
    return (
        coded[0] == value
        if code == "leader"
        else re.search(rf"\b{value}\b", coded[1].replace("value", "")) is not None
    )
