"""Coding in an editor: `code write-out` and `code collect`, on the fictional interviews."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from qualcode.documents.folding import trimmed
from qualcode.documents.quotes import Quotation, Stretch, quotation_of, verify
from qualcode.documents.stored import StoredText
from qualcode.pipeline import Place, check
from qualcode.pipeline.beginning import init
from qualcode.pipeline.collecting import Wish, collect
from qualcode.pipeline.writing_out import write_out
from qualcode.source.writing_yaml import in_flow
from tests.running import Run

HOME = "cases/brigades/tangvig"
CASE = f"{HOME}/case.yaml"
COPY = f"{HOME}/coded/volunteers.md"


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fictional interviews with volunteers of fire brigades, in the current folder."""
    init(tmp_path / "study", "interviews")
    monkeypatch.chdir(tmp_path / "study")
    return tmp_path / "study"


def edit(file: str, *changes: tuple[str, str]) -> None:
    text = Path(file).read_bytes().decode()
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    Path(file).write_bytes(text.encode())


def said(text: str) -> list[str]:
    """The first line of each finding."""
    return [line for line in text.splitlines() if " error QC" in line or " warning QC" in line]


@pytest.mark.parametrize(
    ("case", "documents"),
    [
        ("aeblerod", ["chief.md", "newcomer.md"]),
        ("kragemose", ["gruppe.md"]),
        ("oesterklint", ["chief.md", "minutes-2019.txt"]),
        ("tangvig", ["volunteers.md"]),
    ],
)
def test_documents_are_written_out_and_nothing_of_them_is_new_to_the_case(
    case: str, documents: list[str], study: Path, run: Run, golden: Callable[[str, str], None]
) -> None:
    home = study / "cases" / "brigades" / case
    before = (home / "case.yaml").read_bytes()
    assert run("code", "write-out", case).code == 0
    assert sorted(path.name for path in (home / "coded").iterdir()) == documents
    for name in documents:
        golden(f"interviews/coded/{case}/{name}", (home / "coded" / name).read_bytes().decode())
    ran = run("code", "collect", case)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("0 new passages, ")
    assert (home / "case.yaml").read_bytes() == before
    assert run("check").code == 0


def test_codes_written_into_a_copy_become_passages(
    study: Path, run: Run, golden: Callable[[str, str], None]
) -> None:
    assert run("code", "write-out", "tangvig").out == f"wrote {COPY}, 3 passages\n"
    edit(
        COPY,
        ("We were five.", "[We were five]{.night_calls coder=hn}."),
        (
            "and could not sleep, so I went to work at\nfour",
            "[and could not sleep]{.strain}, so "
            "[I went to work at\nfour]{#work .duty .strain coder=hn}",
        ),
        ("{.backing_at_work .staying", "{#boss .backing_at_work .staying .pride"),
    )
    before = Path(CASE).read_bytes()
    dry = run("code", "collect", "tangvig", "--dry-run")
    lines = [
        "new: night_calls (hn) on 'We were five' in volunteers",
        "new: strain on 'and could not sleep' in volunteers",
        "new: duty, strain (hn) on 'I went to work at four' in volunteers",
        "changed: +pride #boss on 'My boss laughed and sent me home again with pay...' in volunteers",
        "3 new passages, 3 there already, 1 of them coded otherwise",
    ]
    assert dry.out.splitlines() == [*lines, "nothing was written, because of --dry-run"]
    assert Path(CASE).read_bytes() == before
    ran = run("code", "collect", "tangvig")
    assert (ran.code, ran.out.splitlines(), ran.err) == (0, [*lines, f"wrote {CASE}"], "")
    golden("interviews/collected.yaml", Path(CASE).read_bytes().decode())
    assert run("check").code == 0
    again = run("code", "collect", "tangvig", "--coder", "hn")  # what named nobody stays so
    assert again.out == "0 new passages, 6 there already\n"


def test_what_a_copy_does_not_have_any_more_is_listed_and_removed_only_on_request(
    study: Path, run: Run
) -> None:
    run("code", "write-out", "tangvig")
    edit(
        COPY,
        (
            "[The sea fog is the worst, you drive by the sound.]{.night_calls coder=hn}",
            "The sea fog is the worst, you drive by the sound.",
        ),
        ("{.backing_at_work .staying coder=hn}", "{.backing_at_work coder=hn}"),
    )
    before = Path(CASE).read_text(encoding="utf-8")
    ran = run("code", "collect", "tangvig")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "kept: staying (hn) on 'My boss laughed and sent me home again with pay...' in volunteers",
        "kept: night_calls (hn) on 'The sea fog is the worst, you drive by the sound.' in volunteers",
        "0 new passages, 2 there already, 1 of them coded otherwise",
        "what the files do not have any more is kept; remove it with --prune",
    ]
    assert Path(CASE).read_text(encoding="utf-8") == before
    other = run("code", "collect", "tangvig", "--coder", "åj")
    assert "night_calls" not in other.out  # of another coder nothing is missing
    ran = run("code", "collect", "tangvig", "--prune")
    assert ran.out.splitlines()[:2] == [
        "changed: -staying on 'My boss laughed and sent me home again with pay...' in volunteers",
        "removed: night_calls (hn) on 'The sea fog is the worst, you drive by the sound.' in "
        "volunteers",
    ]
    fog = next(line for line in before.splitlines(keepends=True) if "sea fog" in line)
    after = before.replace(fog, "").replace("[backing_at_work, staying]", "[backing_at_work]")
    assert Path(CASE).read_text(encoding="utf-8") == after


def test_a_passage_that_is_cited_is_not_removed(study: Path, run: Run) -> None:
    run("code", "write-out", "tangvig")
    edit(COPY, ("[There are", "There are"), ("summer.]{#new-faces}", "summer."))
    before = Path(CASE).read_bytes()
    ran = run("code", "collect", "tangvig", "--prune")
    assert (ran.code, said(ran.err)) == (
        1,
        [f"{CASE}:10:60: error QC324: the passage 'new-faces' is to go, but is cited here"],
    )
    assert Path(CASE).read_bytes() == before


def test_a_passage_that_a_summary_was_written_from_is_not_removed(study: Path, run: Run) -> None:
    edit(
        CASE,
        (
            '{document: volunteers, quote: "The sea fog',
            '{id: fog, document: volunteers, quote: "The sea fog',
        ),
    )
    text = Path(CASE).read_text(encoding="utf-8")
    Path(CASE).write_text(f"{text}summaries:\n  strain: {{text: Fog., passages: [fog]}}\n")
    line = text.count("\n") + 2
    run("code", "write-out", "tangvig")
    edit(COPY, ("[The sea fog", "The sea fog"), ("]{#fog .night_calls coder=hn}", ""))
    ran = run("code", "collect", "tangvig", "--prune")
    assert (ran.code, said(ran.err)) == (
        1,
        [f"{CASE}:{line}:3: error QC324: the passage 'fog' is to go, but is cited here"],
    )


WRONG = {
    "an unknown code, a code with values and an unknown coder": (
        [("We were five", "[We were]{.nightcalls} [five]{.drill .duty}")],
        [
            f"{COPY}:5:19: error QC201: code 'nightcalls' is not in the codebook",
            f"{COPY}:5:39: error QC304: code 'drill' takes a value (ordinal), so it cannot be "
            "applied to a passage",
        ],
    ),
    "spans that do not begin, or do not end": (
        [("We were five", "We were] five]{.duty}"), ("every week", "[every week]{.duty")],
        [
            f"{COPY}:5:21: error QC319: no bracket opens the words of this span",
            f"{COPY}:16:37: error QC319: the codes of this span do not end",
        ],
    ),
    "a span over paragraphs": (
        [("We were five", "[We were five"), ("I went home", "I]{.duty} went home")],
        [f"{COPY}:5:8: error QC319: this span goes over several paragraphs"],
    ),
    "other words": (
        [("We were five", "We were fives"), ("with a cut-down hose", "with a hose")],
        [
            f"{COPY}:5:16: error QC318: this copy has 'fives.' where 'volunteers' has 'five.'",
            f"{COPY}:17:32: error QC318: this copy lacks 'cut-down' of 'volunteers'",
        ],
    ),
    "a line that was broken": (
        [("We were five", "We were\nfive")],
        [
            f"{COPY}:5:15: error QC318: the lines or the space between words are not those of "
            "'volunteers'"
        ],
    ),
    "an id that is taken": (
        [("We were five", "[We were five]{#new-faces .duty}")],
        [
            f"{COPY}:5:8: error QC306: there is another passage 'new-faces' in this case",
        ],
    ),
    "no codes": (
        [("We were five", "[We were five]{}")],
        [f"{COPY}:5:8: error QC308: this passage has no codes"],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_in_a_copy_is_said_with_its_place_and_nothing_is_written(
    changes: list[tuple[str, str]], expected: list[str], study: Path, run: Run
) -> None:
    run("code", "write-out", "tangvig")
    edit(COPY, *changes, ("You would have to", "[You would have to]{.strain}"))
    before = Path(CASE).read_bytes()
    ran = run("code", "collect", "tangvig")
    assert (ran.code, sorted(said(ran.err)), ran.out) == (1, sorted(expected), "")
    assert ran.err.endswith("qualcode: nothing was collected; correct this and run it again\n")
    assert Path(CASE).read_bytes() == before


def test_a_coder_must_be_one_of_the_codebook_where_it_names_any(study: Path, run: Run) -> None:
    run("code", "write-out", "tangvig")
    edit(COPY, ("We were five", "[We were five]{.duty coder=nh}"))
    ran = run("code", "collect", "tangvig")
    assert (ran.code, said(ran.err)) == (
        1,
        [f"{COPY}:5:8: error QC321: there is no coder 'nh' in the codebook"],
    )
    ran = run("code", "collect", "tangvig", "--coder", "nh")
    assert (ran.code, ran.err) == (2, "qualcode: there is no coder 'nh'; there are hn, ida, per\n")


def test_a_copy_from_windows_is_collected_and_the_case_keeps_its_own_line_ends(
    study: Path, run: Run
) -> None:
    run("code", "write-out", "tangvig")
    edit(COPY, ("We were five", "[We were five]{.duty}"))
    Path(COPY).write_bytes(b"\xef\xbb\xbf" + Path(COPY).read_bytes().replace(b"\n", b"\r\n"))
    case = Path(CASE).read_bytes().replace(b"\n", b"\r\n")
    Path(CASE).write_bytes(b"\xef\xbb\xbf" + case)
    assert run("code", "collect", "tangvig").code == 0
    item = b'  - {document: volunteers, quote: "We were five", position: 102, codes: [duty]}\r\n'
    assert Path(CASE).read_bytes() == b"\xef\xbb\xbf" + case + item


def test_a_copy_that_is_not_utf_8_is_a_finding_and_not_written_over(study: Path, run: Run) -> None:
    run("code", "write-out", "kragemose")
    copy = "cases/brigades/kragemose/coded/gruppe.md"
    latin = Path(copy).read_text(encoding="utf-8").encode("cp1252")
    Path(copy).write_bytes(latin)
    ran = run("code", "collect", "kragemose")
    assert (ran.code, ran.out) == (1, "")
    assert said(ran.err)[0].startswith(f"{copy}:1:")
    assert "QC002" in said(ran.err)[0]
    assert run("code", "write-out", "kragemose").code == 2
    assert Path(copy).read_bytes() == latin


def test_a_copy_may_lie_outside_the_study(study: Path, run: Run) -> None:
    run("code", "write-out", "tangvig", "--output", "../volunteers.coded.md")
    edit("../volunteers.coded.md", ("We were five", "[We were five]{.dutty}"))
    ran = run("code", "collect", "tangvig", "../volunteers.coded.md")
    copy = (study.parent / "volunteers.coded.md").as_posix()
    assert (ran.code, said(ran.err)) == (
        1,
        [f"{copy}:5:24: error QC201: code 'dutty' is not in the codebook"],
    )


def test_a_case_without_documents_has_nothing_to_write_out(study: Path, run: Run) -> None:
    Path("cases/brigades/alone.yaml").write_text("case: alone\nunit: brigade\n")
    ran = run("code", "write-out", "alone")
    assert (ran.code, ran.err.split("qualcode: ")[-1]) == (
        2,
        "the case 'alone' has no documents with a stored text; add one with "
        "'qualcode document add alone FILE'\n",
    )


def test_an_older_copy_is_written_over_only_when_all_of_it_was_collected(
    study: Path, run: Run
) -> None:
    run("code", "write-out", "tangvig")
    edit(COPY, ("We were five", "[We were five]{.duty}"))
    coded = Path(COPY).read_bytes()
    ran = run("code", "write-out", "tangvig")
    assert (ran.code, ran.err) == (
        2,
        f"qualcode: '{COPY}' has what was not collected yet, and was left alone\n"
        "run 'qualcode code collect tangvig' first, or delete it\n",
    )
    assert Path(COPY).read_bytes() == coded
    run("code", "collect", "tangvig")
    assert run("code", "write-out", "tangvig").code == 0
    assert Path(COPY).read_bytes() == coded
    assert run("code", "write-out", "tangvig", "volunteers", "--output", "mine.md").code == 0
    assert Path("mine.md").read_bytes() == coded
    ran = run("code", "write-out", "tangvig", "--output", "mine.md")
    assert (ran.code, ran.err) == (
        2,
        "qualcode: 'mine.md' is there already and was left alone; choose another name\n",
    )
    ran = run("code", "collect", "tangvig", "mine.md", "--document", "volunteers")
    assert (ran.code, ran.out) == (0, "0 new passages, 4 there already\n")


def test_a_passage_that_is_not_found_is_not_in_the_copy_and_never_removed(
    study: Path, run: Run
) -> None:
    edit(CASE, ("The sea fog is the worst, you", "The sea is the worst, you"))
    before = Path(CASE).read_bytes()
    ran = run("code", "write-out", "tangvig")
    assert (ran.code, ran.out) == (1, f"wrote {COPY}, 2 passages\n")
    assert ran.err.endswith(
        f"qualcode: the passage at {CASE}:13:5 is not in the copy: "
        "its words are not found there, or several times\n"
    )
    assert run("code", "collect", "tangvig", "--prune").out == "0 new passages, 2 there already\n"
    assert Path(CASE).read_bytes() == before


MISUSED = {
    "no such case": (["collect", "tangvik"], "there is no case 'tangvik'; did you mean 'tangvig'?"),
    "no such document": (
        ["write-out", "tangvig", "volunteer"],
        "there is no document 'volunteer'; did you mean 'volunteers'?\n"
        "add it with 'qualcode document add tangvig FILE'",
    ),
    "no copies": (
        ["collect", "tangvig"],
        f"there is nothing to collect in '{HOME}/coded'; make coded copies with "
        "'qualcode code write-out tangvig', or name the files",
    ),
    "no such file": (
        ["collect", "tangvig", "volunteers.md"],
        "there is no file 'volunteers.md'",
    ),
    "another kind of file": (
        ["collect", "tangvig", "qualcode.yaml", "--document", "volunteers"],
        "codes cannot be collected from 'qualcode.yaml'; these are read: .md, .txt, .docx",
    ),
}


@pytest.mark.parametrize(("words", "message"), MISUSED.values(), ids=MISUSED)
def test_wrong_use_is_explained(words: list[str], message: str, study: Path, run: Run) -> None:
    ran = run("code", *words)
    assert (ran.code, ran.out, ran.err) == (2, "", f"qualcode: {message}\n")


BOOK = "codebook: k\nlanguages: [en]\nunits: {crew: {label: crew}}\nthemes: {talk: {label: Talk}}\n"
CODES = "theme: talk\ncodes:\n" + "".join(f"  {code}: {{scale: presence}}\n" for code in "abc")
WORDS = ("og ", "det", "\n", "\n\n", "[x]", "\\", "{.a}", "ø, ", "(y) ", "Åse: ", "]", "\u00ad")


def random_text(random: Random) -> str:
    return "Åse " + "".join(random.choice(WORDS) for _ in range(random.randint(4, 30))) + " ja\n"


def random_passages(random: Random, text: StoredText) -> list[dict[str, object]]:
    """Passages that overlap, nest and repeat, each with its quotation."""
    passages: list[dict[str, object]] = []
    for number in range(random.randint(1, 5)):
        edges = sorted((random.randint(0, len(text.text)), random.randint(0, len(text.text))))
        start, end = trimmed(text.text, *edges)
        if start == end:
            continue
        made = quotation_of(Stretch(start, end), text)
        if verify(made, text).places != (Stretch(start, end),):
            continue  # nothing around it tells it apart
        parts = {"document": "talk", "quote": made.quote, "prefix": made.prefix}
        parts |= {"suffix": made.suffix, "id": f"p{number}" if random.random() < 0.3 else ""}
        said = {key: value for key, value in parts.items() if value}
        codes = random.sample("abc", random.randint(1, 3))
        passages.append({**said, "codes": codes, "coder": random.choice(("hn", "jo"))})
    return passages


def passages_in(root: Path) -> list[tuple[object, ...]]:
    checked = check(Place(root))
    assert checked.study is not None
    (case,) = checked.study.cases
    text = StoredText(case.documents["talk"].text or "")
    found = (
        (verify(Quotation(one.quote, one.prefix, one.suffix), text).places, one)
        for one in case.passages
    )
    return sorted(
        (places[0].start, places[0].end, sorted(one.codes), one.id, one.coder)
        for places, one in found
    )


def test_random_passages_are_the_same_after_writing_out_and_collecting(tmp_path: Path) -> None:
    random = Random(11)
    for number in range(25):
        root = tmp_path / str(number)
        home = root / "cases" / "æ"
        (home / "documents").mkdir(parents=True)
        (root / "codebooks" / "k" / "themes").mkdir(parents=True)
        (root / "qualcode.yaml").write_text("study: k\ncodebook: codebooks/k\nlanguage: en\n")
        (root / "codebooks/k/codebook.yaml").write_text(BOOK)
        (root / "codebooks/k/themes/talk.yaml").write_text(CODES)
        text = random_text(random)
        (home / "documents" / "talk.md").write_bytes(text.encode())
        items = random_passages(random, StoredText(text))
        head = "case: æ\nunit: crew\ndocuments: {talk: {}}\n"
        listed = "passages:\n" + "".join(f"  - {in_flow(one)}\n" for one in items)
        (home / "case.yaml").write_bytes((head + listed).encode())
        before = passages_in(root)
        write_out(check(Place(root)), "æ", None, None)
        same = collect(check(Place(root)), "æ", Wish(prune=True))
        assert not same.written
        # Of two passages with the same words by one coder, the study says so too.
        assert {one.rule for one in same.findings} <= {"QC307"}
        # Into a case without passages they come back as they were, through the copy alone.
        (home / "case.yaml").write_bytes(head.encode())
        collected = collect(check(Place(root)), "æ", Wish())
        assert {one.rule for one in collected.findings} <= {"QC307"}
        assert passages_in(root) == before
        copy = (home / "coded" / "talk.md").read_bytes()
        write_out(check(Place(root)), "æ", None, None)
        assert (home / "coded" / "talk.md").read_bytes() == copy
