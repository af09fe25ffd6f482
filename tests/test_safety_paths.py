"""Nothing outside a study is read, whatever its files name or link to."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.running import Ran, Run
from tests.wards import FILES, changed

SECRET = "case: a secret of somebody else"
Make = Callable[[Mapping[str, str]], Path]
Check = Callable[[Mapping[str, str], Mapping[str, str]], Ran]


@pytest.fixture
def check(make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Check:
    """`check(files, {"cases/x.yaml": "../../outside"})`: `qualcode check` of files and links."""
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("secret.yaml", "codebook.yaml", "chapter-2.md.j2"):
        (outside / name).write_text(SECRET, encoding="utf-8")

    def checked(files: Mapping[str, str], links: Mapping[str, str]) -> Ran:
        root = make_study(files)
        for name, target in links.items():
            (root / name).symlink_to(target)
        monkeypatch.chdir(root)
        ran = run("check")
        assert SECRET not in ran.out + ran.err
        return ran

    return checked


@pytest.mark.parametrize(
    ("line", "column", "hint"),
    [
        ("codebook: ../outside", 11, "name a folder in the study, and copy into it what you need"),
        ("codebook: codebooks/../../outside", 11, "name a folder in the study, and copy into it what you need"),
        ("cases: /etc", 8, "name a folder in the study, and copy into it what you need"),
        ("templates: ..", 12, "name a folder in the study, and copy into it what you need"),
        ("output: ../build", 9, "name a folder in the study, or choose one outside with --output"),
    ],
)  # fmt: skip
def test_a_folder_that_leads_out_is_found_in_the_project_file(
    check: Check, line: str, column: int, hint: str
) -> None:
    key, folder = line.split(": ")
    project = f"study: wards\ntitle: Handovers\nlanguage: en\n{line}\n"
    project += "" if key == "codebook" else "codebook: codebooks/wards\n"
    ran = check({**FILES, "qualcode.yaml": project}, {})
    assert ran == Ran(
        2,
        f"qualcode.yaml:4:{column}: error QC014: '{folder}' leads out of the study\n"
        f"    {line}\n"
        f"    {' ' * (column - 1)}{'^' * len(folder)}\n"
        f"  hint: {hint}\n"
        "\n"
        "1 error in 0 case files\n",
        "",
    )


def test_a_folder_of_the_study_that_is_a_link_out_of_it_is_found(check: Check) -> None:
    ran = check({**FILES, "qualcode.yaml": "study: w\nlanguage: en\ncodebook: book\n"}, {"book": "../outside"})  # fmt: skip
    assert ran.out.startswith("qualcode.yaml:3:11: error QC014: 'book' leads out of the study\n")
    assert ran.code == 2


@pytest.mark.parametrize(
    "name", ["cases/guest.yaml", "codebooks/wards/themes/guest.yaml", "codebooks/wards/facts.yaml"]
)
def test_a_file_that_is_a_link_out_of_the_study_is_not_read(check: Check, name: str) -> None:
    target = f"{'../' * (name.count('/') + 1)}outside/secret.yaml"
    ran = check(FILES, {name: target})
    assert ran.code == 1
    assert (
        f"{name}:1:1: error QC014: this is a link that leads out of the study, so it is not read\n"
        "  hint: put the file itself in its place\n"
    ) in ran.out


def test_a_link_within_the_study_is_followed_and_one_that_circles_is_found(check: Check) -> None:
    files = {**FILES, "kept/east.yaml": FILES["cases/south.yaml"].replace("south", "east")}
    ran = check(files, {"cases/east.yaml": "../kept/east.yaml", "cases/loop.yaml": "loop.yaml"})
    assert ran.out.endswith("1 error in 4 case files\n")
    assert "cases/loop.yaml:1:1: error QC001: this is a link that leads back to itself\n" in ran.out


def test_a_folder_that_links_to_the_folder_above_it_is_not_followed(check: Check) -> None:
    assert check(FILES, {"cases/again": "..", "cases/all": "/"}) == Ran(
        0, "nothing found in 2 case files\n", ""
    )


@pytest.mark.parametrize("make_special", [os.mkfifo], ids=["a pipe"])
def test_what_is_no_ordinary_file_is_not_waited_for(
    check: Check, make_study: Make, make_special: Callable[[Path], None]
) -> None:
    make_special(make_study(FILES) / "cases" / "guest.yaml")
    assert (
        "cases/guest.yaml:1:1: error QC001: this is not an ordinary file\n" in check(FILES, {}).out
    )


@pytest.mark.parametrize("name", ["../../../outside/secret.yaml", "/etc/hostname", "en/../../../x"])
@pytest.mark.parametrize("tag", ["{% include '__' %}", "{% import '__' as x %}", "{% extends '__' %}"])  # fmt: skip
def test_a_template_includes_nothing_from_outside(check: Check, tag: str, name: str) -> None:
    template = '{% set title = "x" %}\n' + tag.replace("__", name)
    ran = check({**FILES, "templates/en/chapter-1.md.j2": template}, {})
    assert ran.code == 1
    message = f"error QC604: there is no template '{name}'\n"
    assert ran.out.startswith(f"templates/en/chapter-1.md.j2:2:{tag.index('__') + 1}: {message}")


def test_a_template_that_is_a_link_out_of_the_study_is_not_read(check: Check, run: Run) -> None:
    links = {"templates/en/chapter-2.md.j2": "../../../outside/chapter-2.md.j2"}
    message = (
        "templates/en/chapter-2.md.j2:1:1: error QC604: the template cannot be read: "
        "this is a link that leads out of the study, so it is not read\n"
    )
    assert check(FILES, links).out.startswith(message)
    ran = run("render", "--all")
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err
    assert SECRET not in ran.err


@pytest.mark.parametrize("code", ["../..", "/tmp", "a", "da/../x", ""])
def test_a_language_is_no_path(check: Check, code: str) -> None:
    files = changed(
        "codebooks/wards/codebook.yaml", "languages: [en]", f'languages: [en, "{code}"]'
    )
    ran = check(files, {})
    assert f"error QC022: '{code}' is not a language code, such as 'da' or 'en'\n" in ran.out


@pytest.mark.parametrize("name", ["../handover", "a/b", "a\\\\b", "..", ""])
def test_the_id_of_a_typology_is_no_path(check: Check, name: str) -> None:
    files = changed("codebooks/wards/typologies/handover.yaml", "typology: handover", f'typology: "{name}"')  # fmt: skip
    ran = check(files, {})
    assert (
        f"codebooks/wards/typologies/handover.yaml:1:11: error QC015: "
        f"'{name.replace(chr(92) * 2, chr(92))}' cannot be an id\n"
    ) in ran.out


@pytest.mark.parametrize("name", ["../north", "a/b", "", ".", "a b", "a\u200bb"])
def test_the_id_of_a_case_is_no_path_and_hides_nothing(check: Check, name: str) -> None:
    ran = check(changed("cases/north.yaml", "case: north", f'case: "{name}"'), {})
    assert f"cases/north.yaml:1:7: error QC023: '{name}' cannot be a case id\n" in ran.out


def test_an_id_with_a_letter_that_cannot_be_seen_is_found(check: Check) -> None:
    files = changed("codebooks/wards/themes/handover.yaml", "  checklist:", "  check\u200blist:")
    assert (
        "codebooks/wards/themes/handover.yaml:9:3: error QC015: "
        "the id has a character that cannot be seen: U+200B\n"
    ) in check(files, {}).out


def test_a_codebook_folder_named_like_an_option_is_no_option_of_git(
    make_study: Make, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = f"--output={tmp_path.as_posix().strip('/').replace('/', '-')}-made"
    files = {name.replace("codebooks/wards", folder): text for name, text in FILES.items()}
    files["qualcode.yaml"] = f'study: wards\ntitle: Handovers\ncodebook: "{folder}"\nlanguage: en\n'
    root = make_study(files)
    for words in (("init", "-q"), ("add", "."), ("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a")):  # fmt: skip
        subprocess.run(["git", *words], cwd=root, check=True)
    monkeypatch.chdir(root)
    before = sorted(root.iterdir())
    ran = run("typology", "diff", "HEAD")
    assert (ran.code, ran.err) == (0, "")
    assert sorted(root.iterdir()) == before


def test_the_name_of_a_folder_may_be_too_long_for_any_system(check: Check) -> None:
    name = "a" * 300
    project = f"study: wards\ntitle: Handovers\nlanguage: en\ncodebook: {name}\n"
    ran = check({**FILES, "qualcode.yaml": project}, {})
    assert ran.code == 2
    assert ran.out.startswith(f"qualcode.yaml:4:11: error QC014: '{name}' cannot be a folder\n")
    assert "Traceback" not in ran.err
