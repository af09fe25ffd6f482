"""`qualcode export`: what other programs get is valid, complete as far as it can be, and stable."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.diagnostics import Severity
from qualcode.exchange.placing import place_files
from qualcode.exchange.refi.exporting import codebook_file, project_file
from qualcode.exchange.refi.importing import Exchanged, new_study, read_exchange
from qualcode.model.study import Study
from qualcode.pipeline import Place, check
from qualcode.pipeline.beginning import init
from tests.refi import coding, faults, guid, packed, project, selection, text_source, unpacked
from tests.running import Run

NS = "{urn:QDA-XML:project:1.0}"
DATE = "2031-05-02"


def study_in(root: Path) -> Study:
    study = check(Place(root)).study
    assert study is not None
    return study


def again(data: bytes) -> tuple[Study, bytes]:
    """The study that an import of a project makes, and its export."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "study"
        read = read_exchange(data, "again.qdpx")
        assert isinstance(read, Exchanged)
        files = new_study(read, "again.qdpx").files
        place_files(root, files)
        found = [
            (str(one.at), one.message)
            for one in check(Place(root)).findings
            if one.severity is not Severity.INFO
        ]
        assert [
            one for one in found if "twice" not in one[1] and "no case files" not in one[1]
        ] == []
        study = study_in(root)
    return study, project_file(study, DATE).data


@pytest.mark.parametrize("example", ["boligsocial", "interviews", "schools", "wards", "smallest"])
def test_every_export_is_valid_and_comes_back_as_the_same_file(
    example: str, tmp_path: Path
) -> None:
    init(tmp_path / "study", example)
    study = study_in(tmp_path / "study")
    first = project_file(study, DATE).data
    files = unpacked(first)
    assert faults(files["project.qde"], "refi-project-1.0.xsd") == []
    assert faults(codebook_file(study).data, "refi-codebook-1.0.xsd") == []
    assert again(first)[1] == first
    assert project_file(study_in(tmp_path / "study"), DATE).data == first


STUDY = {
    "qualcode.yaml": """\
        study: kor
        title: Kor
        codebook: codebooks/kor
        language: da
        """,
    "codebooks/kor/codebook.yaml": """\
        codebook: kor
        languages: [da]
        units: {kor: {label: kor}}
        themes: {tale: {label: Tale, color: "#0f0"}}
        coders: {aa: {label: Åse}, bo: {label: bo}}
        """,
    "codebooks/kor/themes/tale.yaml": """\
        theme: tale
        codes:
          glaede: {label: Glæde, scale: presence, definition: Nogen er glad., exclude_when: Kun høflig.}
          latter:
            label: Latter
            scale: presence
            parent: glaede
            color: "#a1b2c3"
            memos: [{date: "2020-02-05", coder: bo, text: Er det sjovt?}, {text: "Høj & lav"}]
          toner:
            label: Toner
            scale: ordinal
            values: {faa: {label: få}, mange: {label: mange}}
          pris: {label: Pris, scale: number, role: attribute, may_not_apply: true}
        """,
    "cases/a/case.yaml": """\
        case: a
        unit: kor
        label: Ærø
        documents: {samtale: {label: "Samtale <1>"}}
        attributes: {pris: 0.5}
        codes:
          toner: {value: mange, evidence: [{document: samtale, quote: tre toner, says: Hun tæller.}]}
        passages:
          - {document: samtale, quote: "😀 Vi ler", codes: [latter, glaede], coder: aa, date: "2020-02-03", note: Højt.}
          - {document: samtale, quote: ler, codes: [glaede], coder: bo}
        memos:
          - {date: "2020-02-04", coder: aa, about: latter, text: "Hvorfor & hvornår?"}
        """,
    "cases/b/case.yaml": """\
        case: b
        unit: kor
        attributes: {pris: not_applicable}
        codes: {toner: {any_of: [faa, mange]}}
        """,
}


MakeStudy = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def kor(make_study: MakeStudy) -> Path:
    """A study with a Windows text, an emoji, two coders, and values that have no place."""
    root = make_study(STUDY)
    (root / "cases/a/documents").mkdir(parents=True)
    text = "Åse:\r\n😀 Vi ler.\r\nOg synger tre toner.\r\n"
    (root / "cases/a/documents/samtale.txt").write_bytes(text.encode())
    return root


def test_offsets_count_code_points_and_a_windows_line_end_as_one(kor: Path) -> None:
    data = project_file(study_in(kor), DATE).data
    files = unpacked(data)
    assert faults(files["project.qde"], "refi-project-1.0.xsd") == []
    tree = ElementTree.fromstring(files["project.qde"])
    (source,) = tree.iter(f"{NS}TextSource")
    text = files[f"sources/{source.get('guid')}.txt"].decode()
    assert text == "Åse:\n😀 Vi ler.\nOg synger tre toner.\n"
    found = [
        (one.get("name"), text[int(one.get("startPosition", "")) : int(one.get("endPosition", ""))])
        for one in tree.iter(f"{NS}PlainTextSelection")
    ]
    assert found == [("😀 Vi ler", "😀 Vi ler"), ("ler", "ler"), ("tre toner", "tre toner")]
    assert again(data)[1] == data


def test_a_study_that_comes_back_says_what_it_said(kor: Path) -> None:
    study, _ = again(project_file(study_in(kor), DATE).data)
    first, second = study.cases
    assert (first.id, second.id) == ("aeroe", "b")
    assert [(p.quote, p.codes, p.coder, p.date, p.note) for p in first.passages] == [
        ("😀 Vi ler", ("latter", "glaede"), "aase", "2020-02-03", {"": "Højt."}),
        ("ler", ("glaede",), "bo", "", {}),
    ]
    toner = first.codes["toner"]
    assert (toner.value, [(one.quote, one.says) for one in toner.evidence]) == (
        "mange",
        [("tre toner", {"": "Hun tæller."})],
    )
    assert first.attributes["pris"].value == 0.5
    assert second.attributes["pris"].value == "not_applicable"
    assert second.codes["toner"].any_of == ("faa", "mange")
    assert [(m.date, m.coder, m.about, m.text) for m in first.memos] == [
        ("2020-02-04", "aase", "latter", "Hvorfor & hvornår?")
    ]
    book = study.codebook
    assert [(m.date, m.coder, m.text) for m in book.codes["latter"].memos] == [
        ("2020-02-05", "bo", "Er det sjovt?"),
        ("", "", "Høj & lav"),
    ]
    assert (book.codes["latter"].parent, book.codes["latter"].color) == ("glaede", "#a1b2c3")
    assert book.codes["glaede"].definition == {"": "Nogen er glad.\n\nExclude when: Kun høflig."}
    assert (str(book.codes["toner"].scale), book.codes["toner"].value_ids) == (
        "ordinal",
        ("faa", "mange"),
    )
    assert (book.themes["tale"].label, book.themes["tale"].color) == ({"": "Tale"}, "#0f0")


def test_what_has_no_place_is_listed_and_a_file_that_is_there_is_left_alone(
    kor: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(kor)
    ran = run("export", "ud.qdpx", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    why = "which REFI-QDA has no place for; it is in a note"
    assert json.loads(ran.out) == {
        "format": "qualcode-export",
        "version": 1,
        "file": "ud.qdpx",
        "not_taken": [
            {"kind": "value", "name": "pris of b", "why": f"not applicable, {why}", "line": None},
            {"kind": "value", "name": "toner of b", "why": f"known in part, {why}", "line": None},
        ],
    }
    there = (kor / "ud.qdpx").read_bytes()
    ran = run("export", "ud.qdpx")
    assert (ran.code, ran.err) == (
        2,
        "qualcode: 'ud.qdpx' is there already; give another name, or delete it first\n",
    )
    assert (kor / "ud.qdpx").read_bytes() == there
    ran = run("export", "bog.qdc")
    assert (ran.code, ran.out) == (
        0,
        "wrote bog.qdc\nnot in the file:\n"
        "  - attribute 'pris': a codebook has no variables; export a project (.qdpx)\n"
        "  - memos of a code 'latter': a codebook has no notes; export a project (.qdpx)\n",
    )
    assert run("export", "ud2.qdpx", "--date", "i går").err == (
        "qualcode: 'i går' is no date; write it as 2012-09-30 or 2012-09-30T12:00:00Z\n"
    )
    assert run("export", "ud.nvp").err == (
        "qualcode: 'ud.nvp' cannot be written: its name does not say how; end its name with .csv, "
        ".xlsx, .parquet, .json, .qdpx, .qdc\n"
    )


def test_memos_of_codes_are_notes_of_the_codes_and_what_has_no_code_is_listed(kor: Path) -> None:
    theme = kor / "codebooks/kor/themes/tale.yaml"
    text = theme.read_text(encoding="utf-8")
    for old, new in (
        ("may_not_apply: true}", "may_not_apply: true, memos: [{text: Inflation?}]}"),
        ("{text: Høj", "{about: glaede, text: Høj"),
        ('{text: "Høj', '{about: glaede, text: "Høj'),
    ):
        text = text.replace(old, new)
    theme.write_text(text, encoding="utf-8")
    exported = project_file(study_in(kor), DATE)
    assert [(one.kind, one.name, one.why) for one in exported.losses if "memo" in one.kind] == [
        ("memo", "latter", "that it is about 'glaede' has no place"),
        ("memos of a code", "pris", "only a variable is made of it"),
    ]
    xml = unpacked(exported.data)["project.qde"]
    assert faults(xml, "refi-project-1.0.xsd") == []
    tree = ElementTree.fromstring(xml)
    (code,) = (one for one in tree.iter(f"{NS}Code") if one.get("name") == "Latter")
    notes = {one.get("guid"): one for one in tree.iter(f"{NS}Note")}
    users = {one.get("guid"): one.get("name") for one in tree.iter(f"{NS}User")}
    found = [notes[one.get("targetGUID")] for one in code.findall(f"{NS}NoteRef")]
    assert [
        (
            one.findtext(f"{NS}PlainTextContent"),
            one.get("creationDateTime"),
            users.get(one.get("creatingUser")),
        )
        for one in found
    ] == [("Er det sjovt?", "2020-02-05T00:00:00Z", "bo"), ("Høj & lav", None, None)]


def test_a_study_with_errors_is_not_exported(
    kor: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(kor)
    case = kor / "cases/b/case.yaml"
    case.write_text(case.read_text(encoding="utf-8").replace("faa", "fea"), encoding="utf-8")
    ran = run("export", "ud.qdpx")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(
        "qualcode: a study with errors is not exported; run 'qualcode check' and mend them\n"
    )
    assert not (kor / "ud.qdpx").exists()


# Random projects: Danish letters, emoji, nested codes, overlapping selections, several coders.

WORDS = st.text("abæøåÆ😀é .\n", min_size=1, max_size=40)
NAMES = ("Glæde", "glaede", "Å 😀", "群", "all", "2020", "Kaffe & <kage>")


@st.composite
def projects(draw: st.DrawFn) -> tuple[str, dict[str, bytes], list[tuple[str, frozenset[str]]]]:
    """A project, its files, and the words of each selection with the names of its codes."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5))
    codes = "".join(
        f'<Code guid="{guid(n)}" name="{escape(name)} {n}" isCodable="true">'
        for n, name in enumerate(names, 1)
    ) + "</Code>" * len(names)
    users = "".join(f'<User guid="{guid(90 + n)}" name="{name}"/>' for n, name in enumerate("ÅB"))
    sources, files, said, number = "", {}, [], 1000
    for source in range(draw(st.integers(1, 2))):
        text, listed = draw(WORDS), ""
        places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
        for ends in draw(st.lists(places, max_size=5, unique=True)):
            start, end = sorted(ends)
            by_whom = st.tuples(st.integers(1, len(names)), st.sampled_from((0, 90, 91)))
            applied = draw(st.lists(by_whom, min_size=1, max_size=3, unique=True))
            inside = "".join(
                coding(number + 1 + n, code, user) for n, (code, user) in enumerate(applied)
            )
            name = escape(text[start:end], {'"': "&quot;"})
            listed += selection(number, start, end, name, inside)
            number += 10
            words = text[start:end].strip()
            for user in {user for _, user in applied}:
                own = {f"{names[code - 1]} {code}" for code, who in applied if who == user}
                said += [(words, frozenset(own))] if words else []
        sources += text_source(500 + source, listed, name=f"S{source}")
        files[f"{guid(500 + source)}.txt"] = text.encode()
    xml = f"<Users>{users}</Users><CodeBook><Codes>{codes}</Codes></CodeBook>"
    return project(f"{xml}<Sources>{sources}</Sources>"), files, said


@settings(deadline=None, max_examples=20)
@given(made=projects())
def test_any_project_comes_in_with_its_words_and_goes_round_unchanged(
    made: tuple[str, dict[str, bytes], list[tuple[str, frozenset[str]]]],
) -> None:
    xml, files, said = made
    study, first = again(packed(xml, files))
    book = study.codebook
    found = [
        (one.quote, frozenset(book.codes[id].label[""] for id in one.codes))
        for case in study.cases
        for one in case.passages
    ]
    assert Counter(found) == Counter(said)
    assert again(first)[1] == first
