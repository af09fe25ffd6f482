"""Files that other programs exported: what an import takes equals a count of the XML that is not ours.

Those in `tests/refi_files` are fictional and may be here. Others may not, because of their licences:
those in `../shared/refi/samples`, beside the project, are read where they are, and a folder of your
own if the environment variable QUALCODE_REFI_FILES names it. `docs/exchange.md` says which were
tried.
"""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from qualcode.diagnostics import Severity
from qualcode.model.study import Study
from qualcode.pipeline import Place, check
from qualcode.pipeline.exchanging import export_file, import_file
from tests.refi import faults, unpacked

BESIDE = Path(__file__).parents[2] / "shared" / "refi" / "samples"
FOLDER = Path(os.environ.get("QUALCODE_REFI_FILES", BESIDE))
OWN = Path(__file__).parent / "refi_files"
ENDINGS = (".qdpx", ".qdc")
WHY = f"no .qdpx or .qdc files in {FOLDER}; give a folder with some in QUALCODE_REFI_FILES"

SOURCES = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")


@dataclass
class Found:
    """What a file or a study has: GUIDs of each kind, and which code is on which selection."""

    codes: set[str] = field(default_factory=set)
    users: set[str] = field(default_factory=set)
    variables: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    selections: set[str] = field(default_factory=set)
    codings: Counter[tuple[str, str]] = field(default_factory=Counter)

    def counts(self) -> dict[str, int]:
        """How many there are of each."""
        return {
            "users": len(self.users),
            "codes": len(self.codes),
            "variables": len(self.variables),
            "cases": len(self.cases),
            "sources": len(self.sources),
            "selections": len(self.selections),
            "codings": self.codings.total(),
        }


def xml_of(file: Path) -> ElementTree.Element:
    """The XML of a file, found without our own reader."""
    if file.suffix == ".qdc":
        return ElementTree.parse(file).getroot()
    with ZipFile(file) as opened:
        (name,) = (one for one in opened.namelist() if one.lower().endswith(".qde"))
        return ElementTree.fromstring(opened.read(name))


def in_xml(root: ElementTree.Element) -> Found:
    """What stands in the XML."""
    found = Found()
    names = {"Code": "codes", "User": "users", "Variable": "variables", "Case": "cases"}
    names |= dict.fromkeys(SOURCES, "sources") | {"PlainTextSelection": "selections"}
    for element in root.iter():
        kind = names.get(_name(element))
        if kind:
            getattr(found, kind).add(_guid(element, "guid"))
        if _name(element) == "PlainTextSelection":
            for coding in (one for one in element if _name(one) == "Coding"):
                codes = [_guid(one, "targetGUID") for one in coding if _name(one) == "CodeRef"]
                found.codings[_guid(element, "guid"), codes[0]] += 1
    return found


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _guid(element: ElementTree.Element, name: str) -> str:
    return element.get(name, "").strip("{} ").lower()


def in_study(study: Study) -> Found:
    """What stands in the files of a study, by the GUIDs that were kept."""
    book = study.codebook
    by_id = {id: code.refi for id, code in book.codes.items()}
    facts = {id for id, code in book.codes.items() if code.role == "attribute"}
    applied = {refi for id, refi in by_id.items() if id not in facts}
    found = Found(
        codes={*applied, *(theme.refi for theme in book.themes.values())} - {""},
        users={coder.refi for coder in book.coders.values()},
        variables={by_id[id] for id in facts},
        cases={case.refi for case in study.cases} - {""},
        sources={one.refi for case in study.cases for one in case.documents.values()},
    )
    for passage in (one for case in study.cases for one in case.passages):
        found.selections.add(passage.refi)
        for code in passage.codes:
            found.codings[passage.refi, by_id[code]] += 1
    return found


def _files() -> Iterator[object]:
    listed = {path for folder in (OWN, FOLDER) for path in folder.glob("*")}
    files = sorted(path for path in listed if path.suffix in ENDINGS)
    for file in files:
        yield pytest.param(file, id=file.name)
    if all(file.parent == OWN for file in files):
        yield pytest.param(None, marks=pytest.mark.skip(reason=WHY), id="others")


@pytest.mark.parametrize("file", tuple(_files()))
def test_what_is_taken_from_a_file_of_another_program_is_what_the_xml_has(
    file: Path, tmp_path: Path
) -> None:
    there = in_xml(xml_of(file))
    imported = import_file(file, tmp_path / "study")
    assert imported.findings == ()
    assert imported.taken is not None
    told = {kind: count for kind, count in imported.taken.counts.items() if kind != "notes"}
    assert told == there.counts()
    checked = check(Place(tmp_path / "study"))
    errors = [one for one in checked.findings if one.severity is Severity.ERROR]
    assert [str(one) for one in errors if one.rule != "QC028"] == []
    assert checked.study is not None
    taken = in_study(checked.study)
    lost = Counter(one.kind for one in imported.taken.losses)
    assert (taken.codes, taken.users) == (there.codes, there.users)
    assert taken.variables == there.variables
    alone = [one for one in imported.taken.remarks if one.endswith("so it has become one")]
    assert there.cases <= taken.cases
    assert len(taken.cases - there.cases) == len(alone)
    assert len(there.sources - taken.sources) == lost["text of a source"]
    assert len(there.selections - taken.selections) == lost["selection"]
    assert taken.selections <= there.selections
    if not lost["selection"] and not lost["selections"]:
        assert taken.codings == there.codings


@pytest.mark.parametrize("file", tuple(_files()))
def test_a_file_of_another_program_comes_in_once_and_goes_round_unchanged(
    file: Path, tmp_path: Path
) -> None:
    import_file(file, tmp_path / "study")
    again = import_file(file, tmp_path / "study").taken
    assert again is not None
    assert list(again.files) == []
    first = _exported(tmp_path / "study", tmp_path / "first.qdpx")
    assert faults(unpacked(first)["project.qde"], "refi-project-1.0.xsd") == []
    import_file(tmp_path / "first.qdpx", tmp_path / "second")
    assert _exported(tmp_path / "second", tmp_path / "second.qdpx") == first


def _exported(root: Path, file: Path) -> bytes:
    export_file(check(Place(root)), file, "")
    return file.read_bytes()
