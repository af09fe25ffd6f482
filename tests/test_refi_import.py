"""`qualcode import`: projects and codebooks of other programs become studies that check."""

import json
from collections import Counter
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from qualcode.diagnostics import Diagnostic, Severity
from qualcode.exchange.refi.exporting import project_file
from qualcode.exchange.refi.naming import ids_of, plain_id
from qualcode.pipeline import Place, check
from qualcode.pipeline.beginning import init
from qualcode.pipeline.checking import Checked
from tests.refi import codebook, coding, guid, packed, project, selection, text_source
from tests.running import Run

TEXT = "Åse: Vi synger 😀 hver tirsdag.\nBo: Ja, og vi drikker kaffe. Ja, og vi griner.\n"
CODES = f"""<CodeBook><Codes>
<Code guid="{guid(1)}" name="Fællesskab" isCodable="false">
<Code guid="{guid(2)}" name="Kaffe &amp; kage" isCodable="true" color="#a1b2c3"><Description>Om pausen.</Description>
<Code guid="{guid(3)}" name="Kaffe" isCodable="true"/></Code></Code>
<Code guid="{guid(4)}" name="Glæde" isCodable="true"/></Codes></CodeBook>"""
USERS = f'<Users><User guid="{guid(11)}" name="Åse Ø"/><User guid="{guid(12)}" name="Bo"/></Users>'
VARIABLES = f"""<Variables><Variable guid="{guid(21)}" name="Medlemmer" typeOfVariable="Integer"/>
<Variable guid="{guid(22)}" name="By" typeOfVariable="Text"/>
<Variable guid="{guid(23)}" name="Stiftet" typeOfVariable="Date"/></Variables>"""


def value(variable: int, kind: str, text: str) -> str:
    return (
        f'<VariableValue><VariableRef targetGUID="{guid(variable)}"/>'
        f"<{kind}Value>{text}</{kind}Value></VariableValue>"
    )


CHOIR = project(
    USERS
    + CODES
    + VARIABLES
    + f'<Cases><Case guid="{guid(31)}" name="Koret i Nørre Å">'
    + value(21, "Integer", "14")
    + value(23, "Date", "1998-05-01")
    + f'<SourceRef targetGUID="{guid(41)}"/></Case></Cases><Sources>'
    + text_source(
        41,
        selection(
            51,
            5,
            30,
            "Vi synger 😀 hver tirsdag.",
            coding(61, 4, 11, "2020-03-04T10:00:00Z") + coding(62, 2, 12),
        )
        + selection(52, 35, 41, "Ja, og", coding(63, 3)),
        f'<NoteRef targetGUID="{guid(71)}"/>{value(22, "Text", "Nørre Å")}',
    )
    + f'</Sources><Notes><Note guid="{guid(71)}" name="Note" creatingUser="{guid(12)}" '
    'creationDateTime="2020-03-05T00:00:00Z"><PlainTextContent>God stemning.</PlainTextContent></Note></Notes>'
)


def imported(tmp_path: Path, data: bytes, run: Run, name: str = "kor.qdpx") -> tuple[Path, str]:
    """The study of a file, which must check without errors, and what was said."""
    (tmp_path / name).write_bytes(data)
    ran = run("import", str(tmp_path / name), "--into", str(tmp_path / "study"))
    assert (ran.code, ran.err) == (0, "")
    assert errors_in(tmp_path / "study") == []
    return tmp_path / "study", ran.out


def checked(root: Path) -> Checked:
    return check(Place(root))


def errors_in(root: Path) -> list[Diagnostic]:
    """What is wrong with a study, but for that it has no cases yet."""
    found = checked(root).findings
    return [one for one in found if one.severity is Severity.ERROR and one.rule != "QC028"]


def passages(root: Path) -> list[tuple[str, tuple[str, ...], str]]:
    """The words, codes and coder of each passage of a study."""
    study = checked(root).study
    assert study is not None
    return [(one.quote, one.codes, one.coder) for case in study.cases for one in case.passages]


def test_a_project_becomes_a_study_with_everything_in_its_place(tmp_path: Path, run: Run) -> None:
    root, said = imported(tmp_path, packed(CHOIR, {f"{guid(41)}.txt": TEXT.encode()}), run)
    case = root / "cases" / "koret-i-noerre-aa"
    assert (
        (case / "case.yaml").read_text(encoding="utf-8")
        == f"""\
case: "koret-i-noerre-aa"
unit: case
label: "Koret i Nørre Å"
refi: "{guid(31)}"
documents:
  samtale: {{label: Samtale, refi: "{guid(41)}"}}
attributes:
  by: {{value: "Nørre Å"}}
  medlemmer: {{value: 14}}
  stiftet: {{value: "1998-05-01"}}
passages:
  - {{document: samtale, quote: "Vi synger 😀 hver tirsdag.", position: 5, refi: "{guid(51)}", codes: [glaede], coder: aase_oe, date: "2020-03-04T10:00:00Z"}}
  - {{document: samtale, quote: "Vi synger 😀 hver tirsdag.", position: 5, refi: "{guid(51)}", codes: [kaffe_kage], coder: bo}}
  - {{document: samtale, quote: "Ja, og", prefix: "hver tirsdag.\\nBo:", suffix: "vi drikker kaffe.", position: 35, refi: "{guid(52)}", codes: [kaffe]}}
memos:
  - {{date: "2020-03-05", coder: bo, text: "Samtale, Note: God stemning."}}
""".replace('"koret-i-noerre-aa"', "koret-i-noerre-aa")
    )
    assert (case / "documents" / "samtale.txt").read_text(encoding="utf-8") == TEXT
    themes = root / "codebooks" / "korsang" / "themes"
    assert (
        (themes / "faellesskab.yaml").read_text(encoding="utf-8")
        == f"""\
theme: faellesskab
codes:
  kaffe_kage:
    label: "Kaffe & kage"
    scale: presence
    definition: Om pausen.
    color: "#a1b2c3"
    refi: "{guid(2)}"
  kaffe:
    label: Kaffe
    scale: presence
    parent: kaffe_kage
    refi: "{guid(3)}"
""".replace("Om pausen.", '"Om pausen."')
    )
    assert sorted(path.name for path in themes.iterdir()) == [
        "codes.yaml",
        "faellesskab.yaml",
        "variables.yaml",
    ]
    assert said.splitlines()[0] == (
        "in the file: 2 users, 4 codes, 3 variables, 1 cases, 1 sources, 2 selections, 3 codings, "
        "1 notes"
    )
    assert "not taken" not in said


COUNTED = {
    "users": "User",
    "codes": "Code",
    "variables": "Variable",
    "cases": "Case",
    "sources": "TextSource",
    "selections": "PlainTextSelection",
    "codings": "Coding",
    "notes": "Note",
}


@pytest.mark.parametrize(
    "xml",
    [
        CHOIR,
        project(USERS),
        project(f"{USERS}{CODES}"),
        project(""),
    ],
    ids=["choir", "only users", "users and codes", "nothing"],
)
def test_the_counts_are_those_of_an_independent_reader(xml: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.qdpx").write_bytes(packed(xml, {f"{guid(41)}.txt": TEXT.encode()}))
    ran = run("import", str(tmp_path / "a.qdpx"), "--dry-run", "--format", "json")
    names = Counter(one.tag.rpartition("}")[2] for one in ElementTree.fromstring(xml).iter())
    assert json.loads(ran.out)["counts"] == {what: names[tag] for what, tag in COUNTED.items()}


def test_a_codebook_of_an_older_atlas_ti_is_read_and_its_sets_are_listed(
    tmp_path: Path, run: Run
) -> None:
    xml = codebook(
        f"""<Codes><Code guid="{guid(1)}" name="a" isCodable="true"/>
<Code guid="{guid(2)}" name="a" isCodable="true"/></Codes>
<Sets><Set guid="{guid(3)}" name="Gruppe"><MemberCode guid="{guid(1)}"/></Set></Sets>""",
        "urn:QDA-XML:codebook:0:4",
    )
    _, said = imported(tmp_path, xml.encode(), run, "bog.qdc")
    assert (
        said.replace(str(tmp_path), "")
        == """\
in the file: 2 codes
wrote 3 files to '/study'
decided:
  - read as version 1.0, although it says 'urn:QDA-XML:codebook:0:4'
  - the language of the study is set to 'en' in qualcode.yaml; change it there
  - there are no cases yet, so 'qualcode check' warns of it (QC028)
not taken:
  - set 'Gruppe': 1 members (line 5)
to be added by a person:
  - a definition of 2 codes: a, a_2
  - a scale, where a code takes a value for the case as a whole; 2 codes have scale presence: they are applied to passages
  - themes; codes of the theme 'codes' that have none above them: a, a_2
  - a theme or a code above what the set 'Gruppe' gathers, if it belongs together: a
next:
  cd '/study'
  qualcode check
"""
    )


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Bestyrelsens møde", "bestyrelsens_moede"),
        ("ÅBEN dør: Ærø", "aaben_doer_aeroe"),
        ("Müller’s Straße", "muellers_strasse"),
        ("école", "ecole"),
        ("Zoe\u0308", "zoe"),
        ("2022-05-10", "code_2022_05_10"),
        ("all", "code_all"),
        ("群衆 😀", "code"),
        ("", "code"),
    ],
)
def test_an_id_is_made_from_a_name(name: str, id: str) -> None:
    assert plain_id(name, "code") == id


def test_names_that_give_one_id_are_numbered() -> None:
    named = (("1", "Å"), ("2", "aa"), ("3", "aa 2"), ("4", "AA!"))
    assert dict(ids_of(named, "code", taken=["aa_3"])) == {
        "1": "aa",
        "2": "aa_2",
        "3": "aa_2_2",
        "4": "aa_4",
    }


# Faults that programs have had when they read each other's projects.


def _one_source(text: str, selections: str, name: str = "Samtale") -> bytes:
    body = f"{CODES}<Sources>{text_source(41, selections, name=name)}</Sources>"
    return packed(project(body), {f"{guid(41)}.txt": text.encode()})


WORDS = "Første linje.\nAnden 😀 linje.\nTredje linje."
CRLF = WORDS.replace("\n", "\r\n")
COUNTED_AS = {
    "plain": (WORDS, ((0, 6), (14, 28), (29, 35)), ""),
    "NVivo, text with LF": (
        WORDS,
        ((0, 6), (15, 29), (31, 37)),
        "positions in 'Samtale' count a line end as two characters",
    ),
    "CRLF as one": (
        CRLF,
        ((0, 6), (14, 28), (29, 35)),
        "positions in 'Samtale' count a line end as one character",
    ),
    "CRLF as two": (
        CRLF,
        ((0, 6), (15, 29), (31, 37)),
        "positions in 'Samtale' count a line end as two characters",
    ),
    "mark not counted": (
        f"\ufeff{WORDS}",
        ((0, 6), (14, 28), (29, 35)),
        "positions in 'Samtale' do not count the byte order mark",
    ),
    "mark counted": (
        f"\ufeff{WORDS}",
        ((1, 7), (15, 29), (30, 36)),
        "positions in 'Samtale' count the byte order mark",
    ),
    "last character": (
        WORDS,
        ((0, 5), (14, 27), (29, 34)),
        "the end of a selection is its last character, in the whole file",
    ),
    "UTF-16": (
        WORDS,
        ((0, 6), (14, 29), (30, 36)),
        "positions in 'Samtale' count UTF-16 units, so an emoji is two characters",
    ),
}


@pytest.mark.parametrize("way", COUNTED_AS)
def test_positions_are_settled_by_the_words_that_selections_carry(
    way: str, tmp_path: Path, run: Run
) -> None:
    text, places, remark = COUNTED_AS[way]
    names = ("Første", "Anden 😀 linje.", "Tredje")
    selections = "".join(
        selection(51 + n, *place, name, coding(61 + n, 4))
        for n, (place, name) in enumerate(zip(places, names, strict=True))
    )
    root, said = imported(tmp_path, _one_source(text, selections), run)
    assert [words for words, _, _ in passages(root)] == list(names)
    decided = said.partition("decided:\n")[2].partition("to be added")[0].splitlines()
    assert [line for line in decided if "position" in line or "the end of" in line] == (
        [f"  - {remark}"] if remark else []
    )


def test_positions_without_names_are_settled_by_whole_words_as_nvivo_needs_it(
    tmp_path: Path, run: Run
) -> None:
    """NVivo for Windows: `Sources/`, a mark, two for a line end, UTF-16 units, and no names."""
    text = "\ufeffid\r\nHej 😀🤣\r\nVi synger.\r\nAlle sammen!\r\nOg så kaffe\r\n"
    said = ("Vi synger.", "Alle sammen!", "Og så kaffe")
    counted = text.removeprefix("\ufeff").encode("utf-16-le")
    places = []
    for words in said:
        start = counted.index(words.encode("utf-16-le")) // 2
        places.append((start, start + len(words)))
    selections = "".join(
        selection(51 + n, *place, "", coding(61 + n, 4)) for n, place in enumerate(places)
    )
    xml = project(f"{CODES}<Sources>{text_source(41, selections)}</Sources>")
    data = _zip(("project.qde", xml.encode()), (f"Sources/{guid(41)}.txt", text.encode()))
    root, told = imported(tmp_path, data, run)
    assert [words for words, _, _ in passages(root)] == list(said)
    assert [line for line in told.splitlines() if "positions in" in line] == [
        "  - positions in 'Samtale' count a line end as two characters",
        "  - positions in 'Samtale' do not count the byte order mark",
        "  - positions in 'Samtale' count UTF-16 units, so an emoji is two characters",
    ]


def test_a_few_selections_that_cut_words_do_not_change_how_positions_count(
    tmp_path: Path, run: Run
) -> None:
    cut = selection(51, 0, 3, "", coding(61, 4)) + selection(52, 14, 17, "", coding(62, 4))
    root, told = imported(tmp_path, _one_source(WORDS, cut), run)
    assert [words for words, _, _ in passages(root)] == [WORDS[:3], WORDS[14:17]]
    assert "the end of a selection" not in told


def test_a_project_whose_xml_is_named_after_it_is_read_as_atlas_ti_26_writes_it(
    tmp_path: Path, run: Run
) -> None:
    data = _zip(("Trial.qde", project(CODES).encode()))
    root, _ = imported(tmp_path, data, run)
    study = checked(root).study
    assert study is not None
    assert sorted(study.codebook.codes) == ["glaede", "kaffe", "kaffe_kage"]


def test_the_end_is_settled_for_the_whole_file_not_for_each_selection(
    tmp_path: Path, run: Run
) -> None:
    several = (
        selection(51, 0, 5, "Første", coding(61, 4))
        + selection(52, 14, 18, "Anden", coding(62, 4))
        + selection(53, 29, 34, "Citat 3", coding(63, 4))
    )
    root, _ = imported(tmp_path, _one_source(WORDS, several), run)
    assert [words for words, _, _ in passages(root)] == ["Første", "Anden", "Tredje"]


def test_a_selection_takes_the_accents_of_its_letters_with_it(tmp_path: Path, run: Run) -> None:
    text = "Zoe\u0308 og Ane\u0301e"
    several = selection(51, 0, 3, "", coding(61, 4)) + selection(52, 11, 13, "", coding(62, 4))
    root, _ = imported(tmp_path, _one_source(text, several), run)
    assert [words for words, _, _ in passages(root)] == ["Zoe\u0308", "e\u0301e"]


def test_a_source_without_text_and_without_a_name_is_listed_and_the_rest_is_taken(
    tmp_path: Path, run: Run
) -> None:
    lost = f'<TextSource guid="{guid(42)}" name="None" plainTextPath="internal://x.txt">'
    lost += f"{selection(52, 0, 3, '')}</TextSource>"
    body = f"{CODES}<Sources>{text_source(41, '')}\n{lost}</Sources>"
    root, said = imported(tmp_path, packed(project(body), {f"{guid(41)}.txt": WORDS.encode()}), run)
    assert said.partition("not taken:\n")[2].partition("to be")[0] == (
        "  - text of a source 'None': its file is not in the project: internal://x.txt (line 8)\n"
        "  - selections 'None': 1 of a source without text (line 8)\n"
    )
    study = checked(root).study
    assert study is not None
    assert [(case.id, list(case.documents)) for case in study.cases] == [
        ("samtale", ["samtale"]),
        ("x", []),
    ]


def test_a_second_export_with_a_prefix_and_braces_is_read(tmp_path: Path, run: Run) -> None:
    xml = f"""<q:Project xmlns:q="urn:QDA-XML:project:1.0" name="Igen"><q:CodeBook><q:Codes>
<q:Code guid="{{{guid(1)}}}" name="Én" isCodable="1"/></q:Codes></q:CodeBook><q:Sources>
<q:TextSource guid="{{{guid(41).upper()}}}" name="T" plainTextPath="internal://{{{guid(41)}}}.TXT">
<q:PlainTextSelection guid="{guid(51)}" startPosition="0" endPosition="3"><q:Coding guid="{guid(61)}">
<q:CodeRef targetGUID="{guid(1).upper()}"/></q:Coding></q:PlainTextSelection></q:TextSource></q:Sources></q:Project>"""
    root, _ = imported(tmp_path, packed(xml, {f"{guid(41)}.txt": b"Hej du."}), run)
    assert passages(root) == [("Hej", ("en",), "")]


def test_many_sources_of_one_case_are_its_documents(tmp_path: Path, run: Run) -> None:
    sources = "".join(text_source(100 + n, "", name=f"Svar {n}") for n in range(3))
    references = "".join(f'<SourceRef targetGUID="{guid(100 + n)}"/>' for n in range(3))
    case = f'<Cases><Case guid="{guid(31)}" name="R1">{references}</Case></Cases>'
    files = {f"{guid(100 + n)}.txt": f"Svar {n}".encode() for n in range(3)}
    root, _ = imported(tmp_path, packed(project(f"{case}<Sources>{sources}</Sources>"), files), run)
    study = checked(root).study
    assert study is not None
    assert [(case.id, list(case.documents)) for case in study.cases] == [
        ("r1", ["svar-0", "svar-1", "svar-2"])
    ]


def test_variables_of_sources_and_of_cases_are_attributes_and_never_cases(
    tmp_path: Path, run: Run
) -> None:
    root, _ = imported(tmp_path, packed(CHOIR, {f"{guid(41)}.txt": TEXT.encode()}), run)
    study = checked(root).study
    assert study is not None
    (case,) = study.cases
    assert {id: one.value for id, one in case.attributes.items()} == {
        "medlemmer": 14,
        "stiftet": "1998-05-01",
        "by": "Nørre Å",
    }
    assert {
        id: str(code.scale) for id, code in study.codebook.codes.items() if code.role == "attribute"
    } == {
        "medlemmer": "count",
        "by": "text",
        "stiftet": "date",
    }


def test_a_folder_of_codes_is_a_theme_and_not_a_code(tmp_path: Path, run: Run) -> None:
    root, _ = imported(tmp_path, packed(CHOIR, {f"{guid(41)}.txt": TEXT.encode()}), run)
    study = checked(root).study
    assert study is not None
    assert study.codebook.themes["faellesskab"].label == {"": "Fællesskab"}
    assert "faellesskab" not in study.codebook.codes


@pytest.mark.parametrize(
    "path",
    [
        f"internal://{guid(41)}.txt",
        f"internal:///{guid(41)}.TXT",
        f"sources/{guid(41)}.txt",
        f"sources\\{guid(41)}.txt",
    ],
)
def test_paths_of_sources_are_understood_however_they_are_written(
    path: str, tmp_path: Path, run: Run
) -> None:
    source = f'<Sources><TextSource guid="{guid(41)}" name="T" plainTextPath="{path}"/></Sources>'
    root, said = imported(tmp_path, packed(project(source), {f"{guid(41)}.txt": b"Hej"}), run)
    assert (root / "cases" / "t" / "documents" / "t.txt").read_bytes() == b"Hej"
    assert "not taken" not in said


def test_what_has_no_place_is_listed_item_by_item(tmp_path: Path, run: Run) -> None:
    body = f"""{CODES}
<Cases><Case guid="{guid(31)}" name="K"><CodeRef targetGUID="{guid(4)}"/></Case></Cases>
<Sources><PDFSource guid="{guid(42)}" name="Plan" path="internal://{guid(42)}.pdf">
<PDFSelection guid="{guid(53)}" name="kort" page="3" firstX="1" firstY="1" secondX="2" secondY="2">{coding(64, 4)}</PDFSelection>
<Representation guid="{guid(43)}" plainTextPath="internal://{guid(43)}.txt">
{selection(54, 0, 4, "Plan", coding(65, 4))}
{selection(55, 4, 4, "tom", coding(66, 4))}</Representation>
{coding(67, 4)}</PDFSource>
<PictureSource guid="{guid(44)}" name="Foto" path="absolute://C:/foto.png"/></Sources>
<Notes><Note guid="{guid(71)}" name="Løs"><PlainTextContent>Husk.</PlainTextContent></Note></Notes>
<Links><Link guid="{guid(81)}" name="pil" originGUID="{guid(2)}" targetGUID="{guid(4)}"/></Links>
<Sets><Set guid="{guid(82)}" name="S"><MemberCode targetGUID="{guid(4)}"/></Set></Sets>
<Graphs><Graph guid="{guid(83)}" name="Kort"/></Graphs>"""
    files = {f"{guid(42)}.pdf": b"%PDF", f"{guid(43)}.txt": b"Plan for koret"}
    root, said = imported(tmp_path, packed(project(body), files), run)
    assert (
        said.partition("not taken:\n")[2].partition("to be")[0]
        == """\
  - text of a source 'Foto': there is no text for it (line 15)
  - area of a page 'kort': page 3, 1 coding (line 10)
  - coding 'Glæde': it is applied to the whole of 'Plan', and qualcode codes passages (line 14)
  - selection 'tom': there is nothing in it; codings of it: 1 (line 13)
  - original 'Foto': its file is not inside the project: absolute://C:/foto.png (line 15)
  - code of a case 'Glæde of K': a code that is applied to passages cannot be applied to a whole case (line 8)
  - set 'S': 1 members (line 18)
  - graph 'Kort': it has no place (line 19)
  - link 'pil': it has no place (line 17)
  - note 'Løs': a memo has no place outside cases; it is kept in the folder 'memos' (line 16)
"""
    )
    assert passages(root) == [("Plan", ("glaede",), "")]
    assert (root / f"cases/plan/documents/originals/{guid(42)}.pdf").read_bytes() == b"%PDF"
    assert (root / f"memos/loes-{guid(71)[:8]}.md").read_text(
        encoding="utf-8"
    ) == "# Løs\n\nHusk.\n"


def test_several_cases_in_one_source_have_their_own_selections(tmp_path: Path, run: Run) -> None:
    cases = "".join(
        f'<Case guid="{guid(30 + n)}" name="P{n}"><SelectionRef targetGUID="{guid(50 + n)}"/></Case>'
        for n in (1, 2)
    )
    selections = selection(51, 0, 6, "Første", coding(61, 4)) + selection(
        52, 14, 19, "Anden", coding(62, 4)
    )
    body = f"{CODES}<Cases>{cases}</Cases><Sources>{text_source(41, selections)}</Sources>"
    root, _ = imported(tmp_path, packed(project(body), {f"{guid(41)}.txt": WORDS.encode()}), run)
    study = checked(root).study
    assert study is not None
    assert [(one.id, [p.quote for p in one.passages]) for one in study.cases] == [
        ("p1", ["Første"]),
        ("p2", ["Anden"]),
    ]


# Bad input: a list of errors, and nothing is written.

TWO = f'<CodeBook><Codes><Code guid="{guid(1)}" name="a" isCodable="true"/></Codes></CodeBook>\n'
REST = "export it again from the program it comes from, or mend the XML here"


def _zip(*entries: tuple[str, bytes]) -> bytes:
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as opened:
        for name, content in entries:
            opened.writestr(name, content)
    return whole.getvalue()


BAD_ARCHIVES = {
    "no zip": (
        b"hello",
        "bad.qdpx:1:1: error QC701: it is no zip archive\n"
        "  hint: give a project that was exported as REFI-QDA (.qdpx)\n",
    ),
    "cut short": (
        packed(CHOIR)[:200],
        "bad.qdpx:1:1: error QC701: the archive is damaged: file is not a zip file\n"
        "  hint: copy or export it again; it may not have been copied to its end\n",
    ),
    "a codebook": (
        codebook("").encode(),
        "bad.qdpx:1:1: error QC701: it is XML and no archive\n"
        "  hint: give a codebook the ending .qdc\n",
    ),
    "bomb": (
        _zip(("project.qde", b"<Project/>"), ("sources/a.txt", b"0" * 20_000_000)),
        "bad.qdpx:1:1: error QC701: 'sources/a.txt' is packed too tightly: 19,453 bytes become 20,000,000\n"
        "  hint: it is not opened, because a file like this can fill the disk\n",
    ),
    "way out": (
        _zip(("../../evil.txt", b"x"), ("C:\\evil.txt", b"x"), ("project.qde", b"<Project/>")),
        "bad.qdpx:1:1: error QC701: '../../evil.txt' in it leads out of the archive\n"
        "  hint: do not open it elsewhere either; ask where it comes from\n\n"
        "bad.qdpx:1:1: error QC701: 'C:\\evil.txt' in it leads out of the archive\n"
        "  hint: do not open it elsewhere either; ask where it comes from\n",
    ),
    "several projects": (
        _zip(("a.qde", b"<Project/>"), ("b.qde", b"<Project/>")),
        "bad.qdpx:1:1: error QC701: there is no 'project.qde' in it, but several: a.qde, b.qde\n"
        "  hint: give a project that was exported as REFI-QDA\n",
    ),
    "no project": (
        _zip(("sources/a.txt", b"x"), ("sources/A.txt", b"x")),
        "bad.qdpx:1:1: error QC701: 'sources/A.txt' is in it twice\n"
        "  hint: export the project again from the program it comes from\n\n"
        "bad.qdpx:1:1: error QC701: there is no 'project.qde' in it\n"
        "  hint: give a project that was exported as REFI-QDA\n",
    ),
}
BAD_XML = {
    "not well formed": (
        "<Project>\n<a></b></Project>",
        """\
bad.qdpx/project.qde:2:6: error QC702: it is no well-formed XML: mismatched tag
    <a></b></Project>
         ^
  hint: export it again; or mend the XML here
""",
    ),
    "entities": (
        '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<Project>&x;</Project>',
        """\
bad.qdpx/project.qde:1:19: error QC702: it declares a document type, which could bring in entities or other files
    <!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>
                      ^
  hint: REFI-QDA has no such thing; ask where the file comes from
""",
    ),
    "something else": (
        "<html/>",
        """\
bad.qdpx/project.qde:1:1: error QC702: its outermost element is 'html' in the namespace '', not 'Project' in 'urn:QDA-XML:project:1.0'
    <html/>
    ^
  hint: export it as REFI-QDA 1.5
""",
    ),
    "two with one GUID": (
        project(TWO + f'<Users><User guid="{guid(1)}" name="b"/></Users>'),
        f"""\
bad.qdpx/project.qde:3:18: error QC704: the code has the same GUID as a user: {guid(1)}
    <CodeBook><Codes><Code guid="{guid(1)}" name="a"…
                     ^
  hint: export it again, or give one of the two another GUID
  see bad.qdpx/project.qde:4:8: the other one
    <Users><User guid="{guid(1)}" name="b"/></Users>
           ^
""",
    ),
    "references to nothing": (
        project(
            f"{TWO}<Sources>"
            + text_source(
                41, selection(51, 0, 1, "x", "\n" + coding(61, 1, 99) + "\n" + coding(62, 41))
            )
            + "</Sources>"
        ),
        """\
bad.qdpx/project.qde:5:1: error QC705: 'Coding' points to a user that is not there: 00000000-0000-4000-8000-000000000099
    <Coding guid="00000000-0000-4000-8000-000000000061" creatingUser="00000000-…
    ^
  hint: nothing has this GUID; export it again, or mend the XML here

bad.qdpx/project.qde:6:53: error QC705: 'CodeRef' points to a code that is not there: 00000000-0000-4000-8000-000000000041
    <Coding guid="00000000-0000-4000-8000-000000000062"><CodeRef targetGUID="00…
                                                        ^
  hint: it is the GUID of a source; export it again, or mend the XML here
""",
    ),
    "values that are none": (
        project(
            '<CodeBook><Codes><Code guid="1" name="" isCodable="maybe" color="red"/></Codes></CodeBook>'
            f'\n<Variables><Variable guid="{guid(2)}" name="v" typeOfVariable="Number"/></Variables>'
        ),
        """\
bad.qdpx/project.qde:3:18: error QC703: '1' is no GUID, in 'Code'
    <CodeBook><Codes><Code guid="1" name="" isCodable="maybe" color="red"/></Co…
                     ^
  hint: export it again from the program it comes from, or mend the XML here

bad.qdpx/project.qde:3:18: error QC703: 'maybe' is neither true nor false, in 'isCodable'
    <CodeBook><Codes><Code guid="1" name="" isCodable="maybe" color="red"/></Co…
                     ^
  hint: export it again from the program it comes from, or mend the XML here

bad.qdpx/project.qde:3:18: error QC703: 'red' is no colour like #a1b2c3
    <CodeBook><Codes><Code guid="1" name="" isCodable="maybe" color="red"/></Co…
                     ^
  hint: export it again from the program it comes from, or mend the XML here

bad.qdpx/project.qde:3:18: error QC703: the code has no name
    <CodeBook><Codes><Code guid="1" name="" isCodable="maybe" color="red"/></Co…
                     ^
  hint: export it again from the program it comes from, or mend the XML here

bad.qdpx/project.qde:4:12: error QC703: there is no type of variable 'Number'
    <Variables><Variable guid="00000000-0000-4000-8000-000000000002" name="v" t…
               ^
  hint: export it again from the program it comes from, or mend the XML here
""",
    ),
    "everything at once": (
        project(
            f"{TWO}<Sources>"
            + text_source(
                41,
                f"\n{selection(51, 3, 1, 'x', coding(61, 9))}\n{selection(52, 0, 4, 'x', coding(62, 1))}",
            )
            + "</Sources>"
        ),
        f"""\
bad.qdpx/project.qde:5:1: error QC706: the selection from 3 to 1 in 'Samtale' ends before it begins
    <PlainTextSelection guid="{guid(51)}" name="x" st…
    ^
  hint: export the project again with its sources; the text may be another one

bad.qdpx/project.qde:5:160: error QC705: 'CodeRef' points to a code that is not there: {guid(9)}
    …8000-000000000061"><CodeRef targetGUID="00000000-0000-4000-8000-0000000000…
                        ^
  hint: nothing has this GUID; export it again, or mend the XML here

bad.qdpx/project.qde:6:1: error QC706: the selection from 0 to 4 lies outside its text in 'Samtale', which ends at 3
    <PlainTextSelection guid="{guid(52)}" name="x" st…
    ^
  hint: export the project again with its sources; the text may be another one
""",
    ),
    "outside the text": (
        project(
            f"{TWO}<Sources>{text_source(41, selection(51, 3, 99, 'x', coding(61, 1)))}</Sources>"
        ),
        """\
bad.qdpx/project.qde:4:149: error QC706: the selection from 3 to 99 lies outside its text in 'Samtale', which ends at 3
    …-000000000041.txt"><PlainTextSelection guid="00000000-0000-4000-8000-00000…
                        ^
  hint: export the project again with its sources; the text may be another one
""",
    ),
}


@pytest.mark.parametrize("case", BAD_XML)
def test_xml_that_is_wrong_is_refused_with_its_place(case: str, tmp_path: Path, run: Run) -> None:
    xml, said = BAD_XML[case]
    (tmp_path / "bad.qdpx").write_bytes(packed(xml, {f"{guid(41)}.txt": b"Hej"}))
    ran = run("import", str(tmp_path / "bad.qdpx"), "--into", str(tmp_path / "study"))
    assert (ran.code, ran.out, ran.err) == (1, "", f"{said}\nnothing was imported\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.qdpx"]


def test_a_dry_run_writes_nothing_and_a_folder_that_is_there_is_left_alone(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Kør let.qdc").write_text(
        codebook(f'<Codes><Code guid="{guid(1)}" name="a" isCodable="true"/></Codes>'), "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    ran = run("import", "Kør let.qdc", "--dry-run")
    assert (ran.code, ran.out.splitlines()[1]) == (0, "would write 3 files to 'koer-let'")
    assert [path.name for path in tmp_path.iterdir()] == ["Kør let.qdc"]
    (tmp_path / "koer-let").mkdir()
    (tmp_path / "koer-let" / "mine.txt").write_text("x")
    ran = run("import", "Kør let.qdc")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "qualcode: 'koer-let' is there already; give the name of a new folder\n"
    assert run("import", "a.qdc").err == (
        "qualcode: cannot read 'a.qdc': no such file or directory\n"
    )


# Into a study that is there.


def test_what_is_new_comes_into_a_study_and_the_same_file_again_adds_nothing(
    tmp_path: Path, run: Run
) -> None:
    files = {f"{guid(41)}.txt": TEXT.encode()}
    root, _ = imported(tmp_path, packed(CHOIR, files), run)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    more = CHOIR.replace(
        "</Codes></CodeBook>",
        f'<Code guid="{guid(5)}" name="Humor" isCodable="true"/></Codes></CodeBook>',
    )
    more = more.replace("</Users>", f'<User guid="{guid(13)}" name="Eva"/></Users>')
    more = more.replace(
        "</PlainTextSelection>",
        f"{coding(64, 5, 13)}</PlainTextSelection>",
        1,
    )
    more = more.replace("</Case>", f'</Case><Case guid="{guid(32)}" name="Et andet kor"/>').replace(
        "<IntegerValue>14<", "<IntegerValue>15<"
    )
    (tmp_path / "again.qdpx").write_bytes(packed(more, files))
    arguments = ("import", str(tmp_path / "again.qdpx"), "--into", str(root))
    ran = run(*arguments, "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    ran = run(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert (
        "not taken:\n  - value 'medlemmer of koret-i-noerre-aa': the case has another value, "
        "which was left; the file has '15'\n"
    ) in ran.out
    assert errors_in(root) == []
    after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    names = {path.relative_to(root).as_posix() for path in after if after[path] != before.get(path)}
    assert names == {
        "cases/et-andet-kor/case.yaml",
        "cases/koret-i-noerre-aa/case.yaml",
        "codebooks/korsang/codebook.yaml",
        "codebooks/korsang/themes/codes-imported-humor.yaml",
    }
    case = "cases/koret-i-noerre-aa/case.yaml"
    added = set((root / case).read_text("utf-8").splitlines()) - set(
        before[root / case].decode().splitlines()
    )
    assert added == {
        f'  - {{document: samtale, quote: "Vi synger 😀 hver tirsdag.", position: 5, refi: "{guid(51)}", '
        "codes: [humor], coder: eva}"
    }
    ran = run(*arguments)
    assert (ran.code, ran.err) == (0, "")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == after


def test_a_study_that_other_programs_have_changed_comes_home(tmp_path: Path, run: Run) -> None:
    init(tmp_path / "home", "interviews")
    study = checked(tmp_path / "home").study
    assert study is not None
    before = {p: p.read_bytes() for p in (tmp_path / "home").rglob("*") if p.is_file()}
    (tmp_path / "out.qdpx").write_bytes(project_file(study, "").data)
    ran = run("import", str(tmp_path / "out.qdpx"), "--into", str(tmp_path / "home"))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1].startswith("wrote 0 files to ")
    assert {p: p.read_bytes() for p in (tmp_path / "home").rglob("*") if p.is_file()} == before


def test_a_note_of_a_code_is_its_memo_and_comes_in_only_once(tmp_path: Path, run: Run) -> None:
    code = f'<Code guid="{guid(1)}" name="Glæde" isCodable="true"><NoteRef targetGUID="{guid(7)}"/></Code>'
    note = f'<Note guid="{guid(7)}" name="Idé"><PlainTextContent>Hvornår?</PlainTextContent></Note>'
    xml = project(f"<CodeBook><Codes>{code}</Codes></CodeBook><Notes>{note}</Notes>")
    root, said = imported(tmp_path, packed(xml), run)
    assert "not taken" not in said
    study = checked(root).study
    assert study is not None
    assert [memo.text for memo in study.codebook.codes["glaede"].memos] == ["Idé: Hvornår?"]
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    _, said = imported(tmp_path, packed(xml), run)
    assert said.splitlines()[1] == f"wrote 0 files to '{root}'"
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def _case_that_names(source: int, texts: list[str]) -> bytes:
    """A case that names a source by a GUID, and sources with docx files 141, 142, ..."""
    sources = "".join(
        f'<TextSource guid="{guid(41 + n)}" name="T{n}" plainTextPath="internal://{guid(241 + n)}.txt" '
        f'richTextPath="internal://{guid(141 + n)}.docx"/>'
        for n, _ in enumerate(texts)
    )
    case = f'<Case guid="{guid(31)}" name="Koret"><SourceRef targetGUID="{guid(source)}"/></Case>'
    files = {f"{guid(241 + n)}.txt": text.encode() for n, text in enumerate(texts)}
    files[f"{guid(900)}.txt"] = texts[0].encode()
    return packed(project(f"<Cases>{case}</Cases>\n<Sources>{sources}</Sources>"), files)


@pytest.mark.parametrize("named", [141, 241, 900])
def test_a_source_that_a_case_names_by_its_file_is_found_as_qualcoder_needs_it(
    named: int, tmp_path: Path, run: Run
) -> None:
    root, said = imported(tmp_path, _case_that_names(named, ["Hej", "Farvel"]), run)
    study = checked(root).study
    assert study is not None
    assert [(case.id, list(case.documents)) for case in study.cases] == [
        ("koret", ["t0"]),
        ("t1", ["t1"]),
    ]
    remark = "cases name sources by the GUIDs of their files, as QualCoder does; they are found"
    assert f"  - {remark}\n" in said


def test_a_file_that_could_be_of_two_sources_names_none(tmp_path: Path, run: Run) -> None:
    (tmp_path / "kor.qdpx").write_bytes(_case_that_names(900, ["Hej", "Hej"]))
    ran = run("import", str(tmp_path / "kor.qdpx"), "--into", str(tmp_path / "study"))
    assert ran.code == 1
    assert ran.err.startswith(
        f"kor.qdpx/project.qde:3:71: error QC705: 'SourceRef' points to a source that is not there: {guid(900)}\n"
    )


def test_a_memo_keeps_the_day_and_not_the_time(tmp_path: Path, run: Run) -> None:
    later = CHOIR.replace("2020-03-05T00:00:00Z", "2020-03-05T14:30:00+01:00")
    root, said = imported(tmp_path, packed(later, {f"{guid(41)}.txt": TEXT.encode()}), run)
    assert "  - memos keep the day on which they were written, not the time\n" in said
    study = checked(root).study
    assert study is not None
    assert [memo.date for case in study.cases for memo in case.memos] == ["2020-03-05"]
