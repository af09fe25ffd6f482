"""`qualcode codebook from-import`: a code tree of another program begins a codebook."""

import json
from pathlib import Path

import pytest

from qualcode.pipeline import Place, check
from tests.refi import codebook, coding, guid, packed, project, selection, text_source
from tests.running import Run

TREE = f"""<Codes>
<Code guid="{guid(1)}" name="Fællesskab" isCodable="false">
<Code guid="{guid(2)}" name="Kaffe" isCodable="true" color="#a1b2c3"><Description>Om pausen.</Description></Code></Code>
<Code guid="{guid(3)}" name="Glæde" isCodable="true"><Code guid="{guid(4)}" name="Latter" isCodable="true"/></Code>
</Codes>
<Sets><Set guid="{guid(5)}" name="Stemning"><MemberCode guid="{guid(2)}"/><MemberCode guid="{guid(4)}"/></Set></Sets>"""
PROJECT = project(
    f'<Users><User guid="{guid(11)}" name="Åse"/></Users><CodeBook><Codes>'
    f'<Code guid="{guid(1)}" name="Brugt" isCodable="false"/>'
    f'<Code guid="{guid(2)}" name="Glæde" isCodable="true"><NoteRef targetGUID="{guid(7)}"/></Code>'
    "</Codes></CodeBook>"
    f'<Variables><Variable guid="{guid(3)}" name="By" typeOfVariable="Text"/></Variables>'
    f'<Cases><Case guid="{guid(4)}" name="Et kor"/></Cases><Sources>'
    + text_source(5, selection(6, 0, 3, "Hej", coding(8, 1, 11)))
    + f'</Sources><Notes><Note guid="{guid(7)}" creatingUser="{guid(11)}" '
    'creationDateTime="2020-03-05T00:00:00Z"><PlainTextContent>Hvornår?</PlainTextContent></Note>'
    "</Notes>"
)
TO_ADD = """\
to be added by a person:
  - a definition of 2 codes: glaede, latter
  - a scale, where a code takes a value for the case as a whole; 3 codes have scale presence: they are applied to passages
  - themes; codes of the theme 'codes' that have none above them: glaede
  - a theme or a code above what the set 'Stemning' gathers, if it belongs together: kaffe, latter
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Korets koder.qdc").write_text(codebook(TREE), encoding="utf-8")
    (tmp_path / "kor.qdpx").write_bytes(packed(PROJECT, {f"{guid(5)}.txt": b"Hej du."}))
    return tmp_path


def files_in(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_code_tree_begins_a_codebook_and_what_is_left_to_do_is_listed(
    here: Path, run: Run
) -> None:
    ran = run("codebook", "from-import", "Korets koder.qdc")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "in the file: 4 codes\n"
        "wrote 4 files to 'korets-koder'\n"
        "decided:\n"
        "  - the language of the study is set to 'en' in qualcode.yaml; change it there\n"
        "  - there are no cases yet, so 'qualcode check' warns of it (QC028)\n"
        "not taken:\n"
        "  - set 'Stemning': 2 members (line 8)\n"
        f"{TO_ADD}"
        "next:\n"
        "  cd 'korets-koder'\n"
        "  qualcode check\n"
    )
    root = here / "korets-koder"
    assert files_in(root) == [
        "codebooks/korets_koder/codebook.yaml",
        "codebooks/korets_koder/themes/codes.yaml",
        "codebooks/korets_koder/themes/faellesskab.yaml",
        "qualcode.yaml",
    ]
    found = check(Place(root)).findings
    assert [one.rule for one in found] == ["QC028"]


def test_of_a_project_only_the_codebook_is_taken_with_variables_coders_and_memos(
    here: Path, run: Run
) -> None:
    ran = run("codebook", "from-import", "kor.qdpx", "--output", "bog")
    assert (ran.code, ran.err) == (0, "")
    assert (
        "  - only the codebook was taken; 'qualcode import' takes cases, texts and codings too\n"
        in ran.out
    )
    assert files_in(here / "bog") == [
        "codebooks/korsang/codebook.yaml",
        "codebooks/korsang/themes/codes.yaml",
        "codebooks/korsang/themes/variables.yaml",
        "qualcode.yaml",
    ]
    study = check(Place(here / "bog")).study
    assert study is not None
    book = study.codebook
    assert {id: (str(one.scale), one.role) for id, one in book.codes.items()} == {
        "brugt": ("presence", "code"),  # somebody applied it, so it is no theme
        "glaede": ("presence", "code"),
        "by": ("text", "attribute"),
    }
    assert list(book.coders) == ["aase"]
    (memo,) = book.codes["glaede"].memos
    assert (memo.date, memo.coder, memo.text) == ("2020-03-05", "aase", "Hvornår?")


def test_a_dry_run_writes_nothing_and_tells_the_same(here: Path, run: Run) -> None:
    ran = run("codebook", "from-import", "Korets koder.qdc", "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert "would write 4 files to 'korets-koder'\n" in ran.out
    assert ran.out.endswith(TO_ADD)
    assert not (here / "korets-koder").exists()


def test_what_is_to_be_added_is_data_too(here: Path, run: Run) -> None:
    ran = run("codebook", "from-import", "kor.qdpx", "--dry-run", "--format", "json")
    told = json.loads(ran.out)
    assert told["folder"] == "kor"
    assert told["files"] == [
        "codebooks/korsang/codebook.yaml",
        "codebooks/korsang/themes/codes.yaml",
        "codebooks/korsang/themes/variables.yaml",
        "qualcode.yaml",
    ]
    assert told["to_add"] == [
        "a definition of 3 codes: brugt, glaede, by",
        "a scale, where a code takes a value for the case as a whole; 2 codes have scale presence: "
        "they are applied to passages",
        "the values of what could be a list instead of free text: by",
        "themes; codes of the theme 'codes' that have none above them: brugt, glaede",
    ]


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_nothing_is_overwritten(more: tuple[str, ...], here: Path, run: Run) -> None:
    (here / "bog").mkdir()
    (here / "bog/mine.txt").write_text("Mine egne noter.", encoding="utf-8")
    ran = run("codebook", "from-import", "kor.qdpx", "--output", "bog", *more)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "qualcode: 'bog' is there already; give the name of a new folder\n"
    assert files_in(here / "bog") == ["mine.txt"]


def test_a_file_with_errors_begins_nothing(here: Path, run: Run) -> None:
    (here / "bad.qdc").write_text(
        codebook(f'<Codes><Code guid="x" name="a"/><Code guid="{guid(1)}" name=" "/></Codes>'),
        encoding="utf-8",
    )
    ran = run("codebook", "from-import", "bad.qdc")
    assert ran.code == 1
    assert [line.partition(": error ")[2] for line in ran.err.splitlines() if ": error " in line]
    assert ran.err.endswith("\nnothing was imported\n")
    assert not (here / "bad").exists()


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("kor.txt", "'kor.txt' is no codebook or project of REFI-QDA (.qdpx, .qdc)"),
        ("none.qdc", "cannot read 'none.qdc': no such file or directory"),
    ],
)
def test_another_file_is_refused(file: str, message: str, here: Path, run: Run) -> None:
    ran = run("codebook", "from-import", file)
    assert (ran.code, ran.out, ran.err) == (2, "", f"qualcode: {message}\n")
