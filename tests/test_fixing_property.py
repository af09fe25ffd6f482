"""Shipped files, spoiled by the inverse of each fix, get every byte back; nothing else changes."""

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode import pipeline
from qualcode.diagnostics import Diagnostic, Location
from qualcode.loading.study import load_study
from qualcode.model.case import Case, Coding
from qualcode.model.codebook import Code, Scale
from qualcode.model.study import Study
from qualcode.pipeline.fixing import Fixed, work_out_fixes, write_fixes
from qualcode.typology.ask import Questions

ROOT = Path(__file__).parents[1]
WARDS = ROOT / "tests" / "studies" / "wards"
BARE = re.compile(r"[^\W\d]\w*")


class Slip(NamedTuple):
    """A stretch of a file, and what somebody might have written instead."""

    at: Location
    text: str


def findings(place: pipeline.Place) -> tuple[Diagnostic, ...]:
    return pipeline.check(place).findings


def fix(root: Path) -> Fixed:
    place = pipeline.Place(root)
    return write_fixes(place, work_out_fixes(place, findings))


def copied(study: Path, folder: Path) -> Path:
    for name in ("cases", "codebooks"):
        shutil.copytree(study / name, folder / name, dirs_exist_ok=True)
    shutil.copy(study / "qualcode.yaml", folder / "qualcode.yaml")
    return folder


def texts(root: Path) -> dict[str, str]:
    paths = root.rglob("*.yaml")
    return {path.relative_to(root).as_posix(): path.read_bytes().decode() for path in paths}


def slips(study: Study, case: Case, text: str) -> Iterator[Slip]:
    """For each coding of a case one way in which it might have been written, if there is any."""
    chance = random.Random(case.id)
    for name, coding, code, section, record in study.coded(case):
        if code is None:
            continue
        options = [*_slips_of_value(coding, code, _at(text, coding.value_position))]
        if not record and section == "codes":
            options.append(Slip(coding.position, name.upper()))
        if options:
            yield chance.choice(options)
    for typology in case.declared_types.values():
        at = typology.position
        if _at(text, at) == typology.type:
            yield Slip(at, typology.type.capitalize())


def _slips_of_value(coding: Coding, code: Code, written: str) -> Iterator[Slip]:
    at, value = coding.value_position, coding.value
    if isinstance(value, str) and written == value and code.values and value in code.value_ids:
        meant = code.values[code.value_ids.index(value)]
        names = (value.upper(), value.title(), *meant.aliases, *meant.label.values())
        others = {
            name.casefold()
            for other in code.values
            if other is not meant
            for name in (other.id, *other.aliases, *other.label.values())
        }
        yield from (
            Slip(at, name)
            for name in names
            if name != value and BARE.fullmatch(name) and name.casefold() not in others
        )
    if isinstance(value, bool | int) and written == str(value).lower():
        yield Slip(at, f'"{written}"')
    if code.scale is Scale.SET and isinstance(value, tuple) and len(value) > 1:
        members = [str(member) for member in value]
        if written == f"[{', '.join(members)}]":
            yield Slip(at, f"[{', '.join(reversed(members))}]")
            yield Slip(at, f"[{', '.join((*members, members[0]))}]")


def _at(text: str, at: Location) -> str:
    return text[slice(*_span(text, at))]


def _span(text: str, at: Location) -> tuple[int, int]:
    lines = text.split("\n")
    before = [len(line) + 1 for line in lines]
    start = sum(before[: at.line - 1]) + at.column - 1
    return start, sum(before[: at.end_line - 1]) + at.end_column - 1


def with_slips(text: str, chosen: list[Slip]) -> str:
    for slip in sorted(chosen, key=lambda slip: slip.at, reverse=True):
        start, end = _span(text, slip.at)
        text = text[:start] + slip.text + text[end:]
    return text


def comments(text: str) -> list[str]:
    """Comments as a reader sees them in the shipped files, where no text has a blank before #."""
    return sorted(re.findall(r"(?:^|(?<=\s))#.*", text, re.MULTILINE))


NEEDLESS = "accept:\n  - {rule: QC213, reason: nobody knows}\n"


def spoiled(study: Study, root: Path) -> int:
    """Write every case of a study with slips; gives their number."""
    count = 0
    for case in study.cases:
        path = root / case.position.file
        text = path.read_bytes().decode()
        chosen = list(slips(study, case, text))
        count += len(chosen)
        text = with_slips(text, chosen)
        if "\naccept:" not in text:
            text += NEEDLESS
            count += 1
        path.write_bytes(text.encode())
    return count


@pytest.mark.parametrize("study", [ROOT, WARDS], ids=["boligsocial", "wards"])
def test_shipped_cases_spoiled_all_over_get_every_byte_back(study: Path, tmp_path: Path) -> None:
    root = copied(study, tmp_path)
    right = texts(root)
    loaded = load_study(root).study
    assert loaded is not None
    count = spoiled(loaded, root)
    assert count > 2 * len(loaded.cases)
    assert texts(root) != right
    fixed = fix(root)
    assert len(fixed.mended) == count
    assert texts(root) == right


@pytest.mark.parametrize("study", [ROOT, WARDS], ids=["boligsocial", "wards"])
def test_derived_values_written_as_they_are_computed_are_taken_out_again(
    study: Path, tmp_path: Path
) -> None:
    root = copied(study, tmp_path)
    right = texts(root)
    loaded = load_study(root).study
    assert loaded is not None
    written = 0
    for case in loaded.cases[:8]:
        lines = derived_lines(case, loaded)
        path = root / case.position.file
        text = path.read_bytes().decode()
        if "\ncodes:\n" in text:
            path.write_bytes(text.replace("\ncodes:\n", f"\ncodes:\n{lines}").encode())
            written += lines.count("\n")
    assert written > 5
    assert len(fix(root).mended) == written
    assert texts(root) == right


def derived_lines(case: Case, study: Study) -> str:
    """What somebody would write who had looked the derived values up."""
    questions = Questions(study.codebook)
    lines = ""
    for code in study.codebook.codes.values():
        if code.derived is not None and case.unit in code.units and code.role != "attribute":
            value = questions.value(case, code.id)
            shown = f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)
            lines += f"  {code.id}: {shown.lower() if isinstance(value, bool) else shown}\n"
    return lines


WARDS_STUDY = load_study(WARDS).study
assert WARDS_STUDY is not None
CANDIDATES = [
    (case.position.file, slip)
    for case in WARDS_STUDY.cases
    for slip in slips(WARDS_STUDY, case, (WARDS / case.position.file).read_text(encoding="utf-8"))
]
UNSAFE = ("{}x", "'{}'  # sic", "[{}, {}]", "{{value: {}}}", "~", "&a {}", "{}: 1")


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_fixing_adds_no_findings_keeps_comments_and_settles(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = copied(WARDS, tmp_path_factory.mktemp("wards"))
    chosen = data.draw(st.lists(st.sampled_from(CANDIDATES), max_size=8, unique=True))
    for file in {file for file, _ in chosen}:
        path = root / file
        wrong = [
            Slip(slip.at, data.draw(st.sampled_from(("{}", *UNSAFE))).format(slip.text, slip.text))
            for name, slip in chosen
            if name == file
        ]
        path.write_bytes(with_slips(path.read_bytes().decode(), wrong).encode())
    before = texts(root)
    found = pipeline.check(pipeline.Place(root)).findings
    fix(root)
    after = texts(root)
    left = pipeline.check(pipeline.Place(root)).findings
    assert {name: comments(text) for name, text in after.items()} == {
        name: comments(text) for name, text in before.items()
    }
    unreadable = {one.at.file for one in found if one.rule < "QC100"}
    assert all(after[file] == before[file] for file in unreadable)
    assert len(left) <= len(found)
    assert fix(root) == Fixed((), ())
    assert texts(root) == after
