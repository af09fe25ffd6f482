"""What `check --fix` mends: each fix before and after, byte for byte, and what it leaves alone."""

import errno
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qualcode import pipeline
from qualcode.diagnostics import Diagnostic
from qualcode.pipeline import saving
from qualcode.pipeline.fixing import Fixed, work_out_fixes, write_fixes
from tests.harbours import CASE, FILES, TYPES, changed
from tests.running import Run

MakeStudy = Callable[[Mapping[str, str]], Path]


def findings(place: pipeline.Place) -> tuple[Diagnostic, ...]:
    return pipeline.check(place).findings


def fix(root: Path) -> Fixed:
    place = pipeline.Place(root)
    return write_fixes(place, work_out_fixes(place, findings))


def check(root: Path) -> list[str]:
    found = pipeline.check(pipeline.Place(root)).findings
    return [f"{one.at} {one.rule} {one.message}" for one in found]


def said(fixed: Fixed) -> list[str]:
    return [f"{one.at} {one.rule} {one.fix.label}" for one in fixed.mended if one.fix is not None]


def test_the_study_is_clean_and_nothing_is_fixed_in_it(make_study: MakeStudy) -> None:
    root = make_study(FILES)
    assert check(root) == []
    assert fix(root) == Fixed((), ())


def text_of(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode()
        for path in root.rglob("*.yaml")
    }


# In which file, what is there, what somebody wrote instead; then what was mended.
FIXES = {
    "a value in capitals": (CASE, "board: political ", "board: Political "),
    "an alias of a value": (CASE, "board: political ", "board: Byrådet "),
    "a label of a value": (CASE, "board: political ", "board: politisk "),
    "a label of several words": (CASE, "board: political ", "board: of politicians "),
    "members of a set": (CASE, "users: [fishers, sailors]", "users: [fiskere, Sailors]"),
    "a member in a list in lines": (CASE, "- ferries", "- Færger"),
    "a number in quotes": (CASE, "berths: 120  #", 'berths: "120"  #'),
    "a decimal number in quotes": (CASE, "depth: 3.5", "depth: '3.5'"),
    "a truth value in quotes": (CASE, "value: true", 'value: "True"'),
    "a code in capitals": (CASE, "  open_all_year:\n", "  Open_all_year:\n"),
    "a code by its label": (CASE, "  board:", "  Havnebestyrelsens karakter:"),
    "a field in capitals": (CASE, "    beside:", "    Beside:"),
    "a record in capitals": (CASE, "beside: nordre", "beside: Nordre"),
    "a document by its label": (CASE, "document: report", "document: Annual Report"),
    "an alias of a typology": (CASE, "  liveliness:\n", "  T1:\n"),
    "a type by its label": (CASE, "type: busy", "type: The busy harbour"),
    "a value of a condition": (TYPES, "[political, of_users]", "[politisk, of_users]"),
    "a code of a condition": (TYPES, "- {open_all_year: true}", "- {Open_all_year: true}"),
    "a member twice": (CASE, "[fishers, sailors]", "[fishers, sailors, fishers]"),
    "a member twice in lines": (CASE, "      - ferries\n", "      - ferries\n      - fishers\n"),
    "members out of order": (CASE, "[fishers, sailors]", "[sailors, fishers]"),
    "members in lines out of order, one with a comment": (
        CASE,
        "- fishers  # flest\n      - ferries",
        "- ferries\n      - fishers  # flest",
    ),
    "a derived value as it is computed": (CASE, "  users: [f", "  size: large\n  users: [f"),
    "a derived value in long form": (CASE, "  users: [f", "  size:\n    value: large\n  users: [f"),
    "a needless acceptance, the only one": (
        CASE,
        "declared_types:",
        "accept: [{rule: QC204, reason: x}]\ndeclared_types:",
    ),
    "two needless acceptances": (
        CASE,
        "declared_types:",
        "accept:\n- {rule: QC204, reason: x}\n- rule: QC206\n  reason: y\ndeclared_types:",
    ),
}


WHERE = {
    "a value in capitals": [f"{CASE}:9:10 QC202 now 'political'"],
    "an alias of a value": [f"{CASE}:9:10 QC202 now 'political'"],
    "a label of a value": [f"{CASE}:9:10 QC202 now 'political'"],
    "a label of several words": [f"{CASE}:9:10 QC202 now 'political'"],
    "members of a set": [
        f"{CASE}:16:11 QC202 now 'fishers'",
        f"{CASE}:16:20 QC202 now 'sailors'",
    ],
    "a member in a list in lines": [f"{CASE}:21:9 QC202 now 'ferries'"],
    "a number in quotes": [f"{CASE}:6:11 QC204 now 120"],
    "a decimal number in quotes": [f"{CASE}:7:10 QC204 now 3.5"],
    "a truth value in quotes": [f"{CASE}:13:12 QC204 now true"],
    "a code in capitals": [f"{CASE}:12:3 QC201 now 'open_all_year'"],
    "a code by its label": [f"{CASE}:9:3 QC201 now 'board'"],
    "a field in capitals": [f"{CASE}:24:5 QC201 now 'beside'"],
    "a record in capitals": [f"{CASE}:24:13 QC206 now 'nordre'"],
    "a document by its label": [f"{CASE}:15:20 QC302 now 'report'"],
    "an alias of a typology": [f"{CASE}:26:3 QC401 now 'liveliness'"],
    "a type by its label": [f"{CASE}:27:11 QC401 now 'busy'"],
    "a value of a condition": [f"{TYPES}:11:22 QC102 now 'political'"],
    "a code of a condition": [f"{TYPES}:10:10 QC101 now 'open_all_year'"],
    "a member twice": [f"{CASE}:16:29 QC230 one of the two taken out"],
    "a member twice in lines": [f"{CASE}:22:9 QC230 one of the two taken out"],
    "members out of order": [f"{CASE}:16:10 QC231 now in the codebook's order"],
    "members in lines out of order, one with a comment": [
        f"{CASE}:20:7 QC231 now in the codebook's order"
    ],
    "a derived value as it is computed": [f"{CASE}:16:3 QC209 taken out, as it is computed anyway"],
    "a derived value in long form": [f"{CASE}:16:3 QC209 taken out, as it is computed anyway"],
    "a needless acceptance, the only one": [f"{CASE}:25:10 QC216 taken out"],
    "two needless acceptances": [f"{CASE}:26:3 QC216 taken out", f"{CASE}:27:3 QC216 taken out"],
}


@pytest.mark.parametrize("name", FIXES)
def test_a_fix_restores_every_byte_of_what_was_right(name: str, make_study: MakeStudy) -> None:
    root = make_study(changed(*FIXES[name]))
    assert said(fix(root)) == WHERE[name]
    assert text_of(root) == FILES
    assert check(root) == []


AS_WRITTEN: Mapping[str, Callable[[str], str]] = {
    "with Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "with a byte order mark and no last line end": lambda text: "\ufeff" + text.removesuffix("\n"),
}


@pytest.mark.parametrize("spelling", AS_WRITTEN)
def test_line_ends_and_marks_of_a_file_stay_as_they_are(
    spelling: str, make_study: MakeStudy
) -> None:
    respell = AS_WRITTEN[spelling]
    right = {name: respell(text) for name, text in FILES.items()}
    for name, (file, old, new) in FIXES.items():
        root = make_study({**right, file: respell(changed(file, old, new)[file])})
        assert len(fix(root).mended) == len(WHERE[name]), name
        assert text_of(root) == right, name


def test_the_last_entry_of_a_file_without_a_last_line_end_is_taken_out(
    make_study: MakeStudy,
) -> None:
    text = FILES[CASE] + "accept: [{rule: QC204, reason: x}]"
    root = make_study({**FILES, CASE: text})
    assert said(fix(root)) == [f"{CASE}:28:10 QC216 taken out"]
    assert text_of(root)[CASE] == FILES[CASE].removesuffix("\n")


MENDED = {
    "quotes stay around a text": ("board: political ", 'board: "Politisk" ', 'board: "political" '),
    "single quotes stay": ("board: political ", "board: 'Politisk' ", "board: 'political' "),
    "quotes stay around a key": ("  board:", '  "Board":', '  "board":'),
    "an item between brackets goes with its comma": (
        "[fishers, sailors]",
        "[fishers, fishers,  sailors]",
        "[fishers, sailors]",
    ),
    "items in lines between brackets": (
        "[fishers, sailors]",
        "[\n    ferries,  sailors,\n    fishers,\n  ]",
        "[\n    fishers,  sailors,\n    ferries,\n  ]",
    ),
    "alternatives of a partly known value": (
        "board: political ",
        "board: {any_of: [Politisk, of_users]} ",
        "board: {any_of: [political, of_users]} ",
    ),
    "a comment above what goes stays": (
        "  users: [f",
        "  # sammenlign med 2011\n  size: large\n  users: [f",
        "  # sammenlign med 2011\n  users: [f",
    ),
    "evidence in short form": (
        "    value: true\n    evidence:\n      - {document: report, at: s. 4}  # nederst\n",
        "    value: true\n    evidence: [Årsberetning]  # nederst\n",
        "    value: true\n    evidence: [report]  # nederst\n",
    ),
    "letters as a Mac may write them": (
        "board: political ",
        "board: byra\u030adet ",
        "board: political ",
    ),
}


@pytest.mark.parametrize("name", MENDED)
def test_a_fix_keeps_the_way_a_file_is_written(name: str, make_study: MakeStudy) -> None:
    old, broken, mended = MENDED[name]
    root = make_study(changed(CASE, old, broken))
    fix(root)
    assert text_of(root) == changed(CASE, old, mended)
    assert fix(root).mended == ()


NOT_SAFE = {
    "a slip of the pen is only guessed at": (
        ("board: political ", "board: politcal "),
        "ærø.yaml:9:10 QC202 code 'board' cannot have the value 'politcal'",
    ),
    "a number with a dot that may divide thousands": (
        ("depth: 3.5", 'depth: "1.024"'),
        "ærø.yaml:7:10 QC204 code 'depth' must be a number, found the text '1.024'",
    ),
    "a number with a leading zero": (
        ("berths: 120  #", 'berths: "012"  #'),
        "ærø.yaml:6:11 QC204 code 'berths' must be a whole number, 0 or more, found the text '012'",
    ),
    "ja for true": (
        ("value: true", "value: ja"),
        "ærø.yaml:13:12 QC204 code 'open_all_year' must be true or false, found the text 'ja'",
    ),
    "a derived value that is not the computed one": (
        ("  users: [f", "  size: small\n  users: [f"),
        "ærø.yaml:16:3 QC209 code 'size' is computed and cannot be written in a case",
    ),
    "a derived value with its evidence": (
        ("  users: [f", "  size: {value: large, evidence: [report]}\n  users: [f"),
        "ærø.yaml:16:3 QC209 code 'size' is computed and cannot be written in a case",
    ),
    "an entry with a comment of its own": (
        ("  users: [f", "  size: large  # ser stor ud\n  users: [f"),
        "ærø.yaml:16:3 QC209 code 'size' is computed and cannot be written in a case",
    ),
    "items with a comment between them": (
        ("- fishers  # flest\n      - ferries", "- ferries\n      # andre\n      - fishers"),
        "ærø.yaml:20:7 QC231 the members of 'users' stand in another order than in the codebook",
    ),
    "a code that is there under its own id": (
        ("  board:", "  Board: political\n  board:"),
        "ærø.yaml:9:3 QC201 code 'Board' is not in the codebook",
    ),
    "a value that others refer to": (
        ("users: [fishers, sailors]", "users: [&f Fishers, sailors]"),
        "ærø.yaml:16:11 QC202 code 'users' cannot have the value 'Fishers'",
    ),
}


@pytest.mark.parametrize("name", NOT_SAFE)
def test_what_is_not_safe_stays_and_is_found_still(name: str, make_study: MakeStudy) -> None:
    change, expected = NOT_SAFE[name]
    files = changed(CASE, *change)
    root = make_study(files)
    assert fix(root) == Fixed((), ())
    assert text_of(root) == files
    assert check(root)[:1] == [f"cases/{expected}"]


def test_a_name_that_two_values_go_by_is_no_safe_guess(make_study: MakeStudy) -> None:
    theme = "codebooks/havne/themes/drift.yaml"
    files = changed(theme, "aliases: [byrådet eller brugerne]", "aliases: [Byrådet]")
    files[CASE] = FILES[CASE].replace("board: political ", "board: byrådet ")
    root = make_study(files)
    assert fix(root) == Fixed((), ())
    assert text_of(root) == files


def test_a_file_that_cannot_be_read_to_its_end_is_left_alone(make_study: MakeStudy) -> None:
    files = {**FILES, CASE: FILES[CASE].replace("political ", "Political ") + "memos: [\n"}
    root = make_study(files)
    assert fix(root) == Fixed((), ())
    assert text_of(root) == files


def test_a_file_with_other_mistakes_is_mended_where_it_can_be(make_study: MakeStudy) -> None:
    text = FILES[CASE].replace("political ", "Political ").replace("busy", "bussy")
    root = make_study({**FILES, CASE: text})
    assert said(fix(root)) == [f"{CASE}:9:10 QC202 now 'political'"]
    assert check(root) == [f"{CASE}:27:11 QC401 typology 'liveliness' has no type 'bussy'"]


def test_a_needless_acceptance_of_a_case_group_is_taken_out(make_study: MakeStudy) -> None:
    book = "codebooks/havne/codebook.yaml"
    group = "{syd: {label: {da: Syd, en: South}, unit: harbour%s}}"
    accept = ", accept: [{rule: QC202, reason: x}]"
    files = changed(book, "case_groups: {}", f"case_groups: {group % accept}")
    files["cases/syd/ærø.yaml"] = files.pop(CASE)
    root = make_study(files)
    assert said(fix(root)) == [f"{book}:10:74 QC216 taken out"]
    assert text_of(root)[book] == FILES[book].replace("{}", group % "")


def test_only_what_was_asked_for_is_mended(make_study: MakeStudy) -> None:
    files = changed(TYPES, "[political, of_users]", "[politisk, of_users]")
    files[CASE] = FILES[CASE].replace("political ", "Political ")
    files["cases/fyn.yaml"] = files[CASE].replace("case: ærø", "case: fyn")
    root = make_study(files)
    place = pipeline.Place(root, ("cases/fyn.yaml",))
    fixed = work_out_fixes(place, findings)
    assert [change.file for change in fixed.changes] == ["cases/fyn.yaml"]


def test_a_file_that_changed_meanwhile_is_left_alone(make_study: MakeStudy) -> None:
    root = make_study(changed(*FIXES["a value in capitals"]))
    place = pipeline.Place(root)
    worked_out = work_out_fixes(place, findings)
    (root / CASE).write_text("case: ny\n", encoding="utf-8")
    fixed = write_fixes(place, worked_out)
    assert (fixed.mended, fixed.changes) == ((), ())
    assert [one.message for one in fixed.troubles] == [
        f"'{CASE}' changed while it was worked on and was left alone; run the command again"
    ]
    assert (root / CASE).read_text(encoding="utf-8") == "case: ny\n"


def test_what_cannot_be_written_is_said_and_stays(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(target: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    files = changed(*FIXES["members out of order"])
    root = make_study(files)
    monkeypatch.chdir(root)
    monkeypatch.setattr(saving, "replace_file", full)
    ran = run("check", "--fix")
    assert (ran.code, ran.err) == (
        1,
        f"qualcode: '{CASE}' cannot be written: no space left on device\n",
    )
    assert ran.out.startswith(f"{CASE}:16:10: info QC231: ")
    assert text_of(root) == files


def test_a_link_out_of_the_study_is_not_followed(make_study: MakeStudy, tmp_path: Path) -> None:
    root = make_study(FILES)
    outside = tmp_path / "outside.yaml"
    (root / CASE).rename(outside)
    (root / CASE).symlink_to(outside)
    text = FILES[CASE]
    (trouble,) = saving.save(root, (saving.Changed(CASE, text, "case: ny\n"),))
    assert trouble.message == f"'{CASE}' is a link out of the study and was left alone"
    assert outside.read_bytes().decode() == text


def test_a_file_keeps_its_permissions_and_a_link_stays_one(make_study: MakeStudy) -> None:
    root = make_study(changed(*FIXES["a value in capitals"]))
    (root / "kept").mkdir()
    (root / CASE).rename(root / "kept/ærø.yaml")
    (root / "kept/ærø.yaml").chmod(0o640)
    (root / CASE).symlink_to(root / "kept/ærø.yaml")
    assert len(fix(root).mended) == 1
    assert (root / CASE).is_symlink()
    assert (root / "kept/ærø.yaml").stat().st_mode & 0o777 == 0o640
    assert (root / "kept/ærø.yaml").read_bytes().decode() == FILES[CASE]


def test_fix_says_what_was_mended_and_what_is_left(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = FILES[CASE].replace("political ", "Political ").replace("busy", "bussy")
    monkeypatch.chdir(make_study({**FILES, CASE: text}))
    ran = run("check", "--fix")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        f"{CASE}:9:10: fixed QC202: code 'board' cannot have the value 'Political'\n"
        "  now 'political'\n"
        "1 finding fixed in 1 file\n"
        "\n"
        f"{CASE}:27:11: error QC401: typology 'liveliness' has no type 'bussy'\n"
        "        type: bussy\n"
        "              ^^^^^\n"
        "  hint: did you mean 'busy'?\n"
        "\n"
        "1 error in 1 case file\n"
    )
    again = run("check", "--fix")
    assert (again.code, again.out) == (1, ran.out.split("\n\n", 1)[1])


def test_what_was_mended_does_not_get_into_the_json(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_study(changed(*FIXES["a value in capitals"])))
    ran = run("check", "--fix", "--format", "json")
    assert ran.code == 0
    assert ran.out.startswith("{\n")
    assert ran.err.splitlines()[-2:] == ["1 finding fixed in 1 file", ""]


@pytest.mark.parametrize("spelling", AS_WRITTEN)
def test_the_difference_is_one_that_git_can_apply(
    spelling: str, make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    respell = AS_WRITTEN[spelling]
    text = FILES[CASE].replace("board: political ", "board: Political ").replace("busy", "Busy")
    files = {**FILES, CASE: respell(text)}
    root = make_study(files)
    monkeypatch.chdir(root)
    ran = run("check", "--fix", "--diff")
    assert (ran.code, ran.err) == (1, "2 findings would be fixed in 1 file\n")
    assert text_of(root) == files
    patch = tmp_path / "patch"
    patch.write_bytes(ran.out.encode())
    subprocess.run(["git", "apply", "--whitespace=nowarn", patch], cwd=root, check=True)
    assert text_of(root)[CASE] == respell(FILES[CASE])
    after = run("check", "--fix", "--diff")
    assert (after.code, after.out, after.err) == (0, "", "nothing to fix\n")


def test_options_that_do_not_go_together_are_refused(
    make_study: MakeStudy, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_study(FILES))
    alone = run("check", "--diff")
    assert (alone.code, alone.err) == (
        2,
        "qualcode: --diff shows what --fix would change; give both\n",
    )
    Path("qualcode.yaml").write_text("study: [", encoding="utf-8")
    unreadable = run("check", "--fix", "--diff")
    assert (unreadable.code, unreadable.err) == (
        2,
        "qualcode: the study cannot be read; run 'qualcode check' to see why\n",
    )
    both = run("check", "--watch", "--fix")
    assert (both.code, both.err) == (2, "qualcode: --watch only looks; run --fix by itself\n")
