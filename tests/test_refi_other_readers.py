"""What we export, read by a reader that is not ours (pyrefiqda): the same counts, the same words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pytest
from pyrefiqda import RefiCodebook, RefiProject  # type: ignore[import-untyped]  # it has no types
from pyrefiqda.models import Project  # type: ignore[import-untyped]  # as above

from qualcode.exchange.refi.exporting import codebook_file, project_file
from qualcode.model.base import in_language
from qualcode.model.study import Study
from qualcode.pipeline import Place, check

ROOT = Path(__file__).parents[1]
STUDIES = {
    "boligsocial": ROOT,
    **{name: ROOT / "tests/studies" / name for name in ("interviews", "schools", "wards")},
}


def study_of(name: str) -> Study:
    study = check(Place(STUDIES[name])).study
    assert study is not None
    return study


class CodeRead(Protocol):
    """A code as the other reader gives it."""

    guid: str
    name: str
    code: Sequence["CodeRead"]


def all_of(codes: Sequence[CodeRead]) -> Iterator[CodeRead]:
    """All codes of a tree."""
    for code in codes:
        yield code
        yield from all_of(code.code)


def names_in(codes: Sequence[CodeRead]) -> Counter[str]:
    """How often a code has each name."""
    return Counter(code.name for code in all_of(codes))


def names_of(study: Study, *, with_facts: frozenset[str] = frozenset()) -> Counter[str]:
    """The names that codes and themes of a study have in its own language."""
    language = study.project.language
    codes = [
        in_language(code.label, language) or code.id
        for code in study.codebook.codes.values()
        if code.derived is None and (code.role != "attribute" or code.id in with_facts)
    ]
    themes = [in_language(one.label, language) for one in study.codebook.themes.values()]
    return Counter([*codes, *filter(None, themes)])


def cited(study: Study) -> frozenset[str]:
    """The attributes with words of a stored text behind them."""
    return frozenset(
        id
        for case in study.cases
        for id, coding in case.attributes.items()
        for one in coding.evidence
        if one.quote and case.documents[one.document].text is not None
    )


def read(study: Study, folder: Path) -> Project:
    (folder / "study.qdpx").write_bytes(project_file(study, "2031-05-02").data)
    return RefiProject.load(folder / "study.qdpx", extract_dir=str(folder / "parts"))


@pytest.mark.parametrize("name", STUDIES)
def test_another_reader_finds_every_code_case_and_variable(name: str, tmp_path: Path) -> None:
    study = study_of(name)
    project = read(study, tmp_path)
    assert names_in(project.code_book.codes.code) == names_of(study, with_facts=cited(study))
    assert len(project.cases.case) == len(study.cases)
    valued = [
        code
        for code in study.codebook.codes.values()
        if code.derived is None and str(code.scale) != "presence"
    ]
    assert len(project.variables.variable if project.variables else ()) == len(valued)
    (tmp_path / "study.qdc").write_bytes(codebook_file(study).data)
    book = RefiCodebook.load(tmp_path / "study.qdc")
    assert names_in(book.codes.code) == names_of(study)


def test_another_reader_finds_every_coding_with_its_coder_and_its_words(tmp_path: Path) -> None:
    study = study_of("interviews")
    project = read(study, tmp_path)
    names = {code.guid: code.name for code in all_of(project.code_book.codes.code)}
    users = {user.guid: user.name for user in project.users.user}
    found: Counter[tuple[str, str, str]] = Counter()
    for source in project.sources.text_source:
        path = RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "parts")
        text = path.read_bytes().decode()
        for one in source.plain_text_selection:
            words = text[one.start_position : one.end_position]
            for coding in one.coding:
                who = users.get(coding.creating_user or "", "")
                found[words, names[coding.code_ref.target_guid], who] += 1
    book = study.codebook
    language = study.project.language
    said = {id: in_language(code.label, language) for id, code in book.codes.items()}
    coders = {id: in_language(one.label, language) for id, one in book.coders.items()} | {"": ""}
    there: Counter[tuple[str, str, str]] = Counter()
    for case in study.cases:
        for passage in case.passages:
            there.update(
                (passage.quote, said[code], coders[passage.coder]) for code in passage.codes
            )
        for id, one in (*case.attributes.items(), *case.codes.items()):
            there.update((each.quote, said[id], "") for each in one.evidence if each.quote)
    assert in_one_line(found) == in_one_line(there)


def in_one_line(found: Counter[tuple[str, str, str]]) -> Counter[tuple[str, str, str]]:
    """Codings by words without their line ends."""
    return Counter((" ".join(words.split()), code, who) for words, code, who in found.elements())
