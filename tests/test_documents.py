"""`document add` and `document list`: files of other programs become stored text, once."""

from hashlib import sha256
from pathlib import Path

import pytest

from qualcode.documents import conversion
from qualcode.documents.stored import digest
from qualcode.pipeline.beginning import init
from tests.papers import pdf_file, word_file
from tests.running import Run

HOME = "cases/brigades/aeblerod"
VTT = """\
WEBVTT

NOTE Fictional.

00:00:01.000 --> 00:00:03.000
<v Åse>Vi mødes <b>hver</b> tirsdag</v>

00:00:03.000 --> 00:00:05.000
<v Åse>&amp; torsdag.</v>
<v Bo>Ja.

01:01:05.000 --> 01:01:06.000
Nej.
"""
SRT = """\
1
00:00:01,000 --> 00:00:02,000
Åse: Vi mødes

2
00:00:02,500 --> 00:00:04,000
hver tirsdag.

3
00:00:05,000 --> 00:00:06,000
Bo: Ja.
"""
READ = {
    "Note.txt": ("Kære Åse\r\n".encode(), "note.txt", "Kære Åse\n", ()),
    "Note 2.md": ("\ufeffKære Åse\n".encode(), "note-2.md", "Kære Åse\n", ()),
    "samtale ÆØÅ.docx": (
        word_file(),
        "samtale-æøå.md",
        "# Samtale (opdigtet)\n\nÅse: Vi mødes hver tirsdag aften.\nAltid.\n\n- kaffe\n\na\n\nb\n",
        (
            "tracked changes: 1 insertion kept",
            "tracked changes: dropped, because deleted: 'onsdag'",
            "1 comment not taken",
        ),
    ),
    "referat.pdf": (
        pdf_file([["Vi var ude, og sam-", "arbejdet gik"], [], ["Næste side"]]),
        "referat.txt",
        "Vi var ude, og sam-\narbejdet gik\n\f\n\n\f\nNæste side\n",
        ("there is no text on page 2: pictures, or nothing",),
    ),
    "optagelse.vtt": (
        VTT.encode(),
        "optagelse.txt",
        "[00:00:01] Åse: Vi mødes hver tirsdag & torsdag.\n\n[00:00:03] Bo: Ja. Nej.\n",
        (),
    ),
    "optagelse.srt": (
        SRT.encode(),
        "optagelse.txt",
        "[00:00:01] Åse: Vi mødes hver tirsdag.\n\n[00:00:05] Bo: Ja.\n",
        (),
    ),
}


DISAGREE = "info QC344"
"""What is found in the example: two of its coders disagree."""


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example with interviews as the current folder."""
    init(tmp_path / "studie æøå", "interviews")
    monkeypatch.chdir(tmp_path / "studie æøå")
    return tmp_path


@pytest.mark.parametrize("name", READ)
def test_a_file_becomes_stored_text_with_a_record(name: str, study: Path, run: Run) -> None:
    data, file, text, remarks = READ[name]
    (study / name).write_bytes(data)
    ran = run("document", "add", "aeblerod", str(study / name))
    stem = file.rpartition(".")[0]
    notes = "".join(f"note: {remark}\n" for remark in remarks)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"wrote {HOME}/documents/{file}\nwrote {HOME}/documents/{stem}.origin.yaml\n{notes}"
        f"cite it as 'document: {stem}'\nsay what it is under 'documents:' in {HOME}/case.yaml\n"
    )
    assert Path(HOME, "documents", file).read_bytes().decode() == text
    record = Path(HOME, "documents", f"{stem}.origin.yaml").read_text(encoding="utf-8")
    assert f'original: "{name}"\noriginal_sha256: "{sha256(data).hexdigest()}"\n' in record
    assert f'text_sha256: "{digest(text)}"\n' in record
    checked = run("check")
    found = [line.split(": ")[1] for line in checked.out.splitlines() if " QC" in line]
    assert found == ["warning QC315", DISAGREE]


REFUSED = {
    "a scan": (
        "a.pdf",
        pdf_file([[], []]),
        "there is no text in 'a.pdf', only pictures of 2 pages; let a ",
    ),
    "no pdf": ("a.pdf", b"hello", "'a.pdf' cannot be read as a pdf: "),
    "no Word file": ("a.docx", b"hello", "'a.docx' cannot be read as a Word file: "),
    "a locked Word file": (
        "a.docx",
        b"\xd0\xcf\x11\xe0",
        "'a.docx' has a password, or is a .doc under ",
    ),
    "an old Word file": (
        "a.doc",
        b"x",
        "'a.doc' is of a kind that is not read; open it in Word or ",
    ),
    "a picture": ("a.png", b"x", "'a.png' is of a kind that is not read; these are read: .md, "),
    "no subtitles": ("a.vtt", b"hello", "'a.vtt' cannot be read as subtitles (vtt): "),
    "Latin-1": (
        "a.txt",
        "x\nÅse".encode("latin-1"),
        "'a.txt' is not UTF-8: byte 3, in line 2; it looks like Windows-1252 (Latin-1), with 'Å' "
        "there: say so with --encoding cp1252\n",
    ),
    "UTF-16": (
        "a.txt",
        "Åse".encode("utf-16"),
        "'a.txt' is not UTF-8: byte 1, in line 1; it looks like UTF-16",
    ),
    "empty": ("a.md", b" \n", "there is no text in 'a.md'\n"),
    "no text at all": ("a.txt", b"a\0b", "'a.txt' is not a text: there are NUL characters in it\n"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_explained_and_nothing_written(
    name: str, study: Path, run: Run
) -> None:
    file, data, said = REFUSED[name]
    (study / file).write_bytes(data)
    before = sorted(Path().rglob("*"))
    ran = run("document", "add", "aeblerod", str(study / file))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"qualcode: {said}")
    assert sorted(Path().rglob("*")) == before


def test_a_file_in_another_encoding_is_read_when_it_is_named(study: Path, run: Run) -> None:
    (study / "a.txt").write_bytes("Åse går\r\n".encode("latin-1"))
    words = ("document", "add", "aeblerod", str(study / "a.txt"))
    assert run(*words, "--encoding", "latin1").code == 0
    assert Path(HOME, "documents/a.txt").read_text(encoding="utf-8") == "Åse går\n"
    ran = run(*words, "--encoding", "latn", "--id", "b")
    assert (ran.code, ran.err) == (
        2,
        "qualcode: there is no encoding 'latn'; give the name of one, such as latin-1, cp1252 or utf-16\n",
    )


def test_nothing_is_overwritten(study: Path, run: Run) -> None:
    (study / "chief.md").write_text("Another text.\n", encoding="utf-8")
    chief = Path(HOME, "documents/chief.md")
    before = chief.read_bytes()
    ran = run("document", "add", "aeblerod", str(study / "chief.md"))
    assert (ran.code, ran.err) == (
        2,
        f"qualcode: '{HOME}/documents/chief.md' is there already; give the document another id with --id\n",
    )
    assert chief.read_bytes() == before


def test_a_text_that_is_there_is_given_its_record(study: Path, run: Run) -> None:
    chief = f"{HOME}/documents/chief.md"
    ran = run("document", "add", "aeblerod", chief)
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"wrote {HOME}/documents/chief.origin.yaml")
    checked = run("check").out.splitlines()
    assert [line.split(": ")[1] for line in checked if " QC" in line] == [DISAGREE]


def test_the_original_is_copied_when_asked(study: Path, run: Run) -> None:
    (study / "Referat 1.pdf").write_bytes(pdf_file([["Vi var ude"]]))
    ran = run("document", "add", "aeblerod", str(study / "Referat 1.pdf"), "--copy-original")
    assert ran.code == 0
    kept = Path(HOME, "documents/originals/Referat 1.pdf")
    assert kept.read_bytes() == (study / "Referat 1.pdf").read_bytes()


def test_an_unknown_case_and_one_in_a_single_file_are_refused(study: Path, run: Run) -> None:
    (study / "a.txt").write_text("x\n", encoding="utf-8")
    ran = run("document", "add", "kragemos", str(study / "a.txt"))
    assert ran.err == "qualcode: there is no case 'kragemos'; did you mean 'kragemose'?\n"
    Path("cases/brigades/ny.yaml").write_text("case: ny\nunit: brigade\n", encoding="utf-8")
    ran = run("document", "add", "ny", str(study / "a.txt"))
    assert (ran.code, ran.err) == (
        2,
        "qualcode: the case 'ny' is one file, and a case with documents is a folder\n"
        "rename 'cases/brigades/ny.yaml' to 'cases/brigades/ny/case.yaml'\n",
    )


def test_a_missing_library_is_named_with_its_extra(
    study: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(f"No module named {name}", name="docx")

    (study / "a.docx").write_bytes(word_file())
    monkeypatch.setattr(conversion, "importlib", type("Fake", (), {"import_module": missing}))
    ran = run("document", "add", "aeblerod", str(study / "a.docx"))
    assert (ran.code, ran.err) == (
        2,
        "qualcode: to read 'a.docx' qualcode needs the library 'docx'; install it with: "
        "pip install 'qualcode[docx]'\n",
    )


def test_the_documents_are_listed_with_who_speaks_in_them(study: Path, run: Run) -> None:
    ran = run("document", "list", "cases/brigades/aeblerod", "--format", "csv")
    assert (ran.code, ran.out, ran.err) == (
        0,
        "case,document,what,speakers,words,passages\n"
        'aeblerod,chief,"interview, 2019-03-04","Interviewer, Åse",219,7\n'
        'aeblerod,newcomer,"interview, 2019-03-05","Interviewer, Jonna",71,1\n',
        "",
    )
    drawn = run("document", "list")
    assert drawn.code == 0
    assert max(map(len, drawn.out.splitlines())) <= 80
