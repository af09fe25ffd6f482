"""The example study of the manual on disk, with the files of a page in the place of its own."""

import shlex
from collections.abc import Callable, Mapping
from pathlib import Path

from qualcode.diagnostics import Diagnostic
from qualcode.manual.page import Block, Listing, example_study, listed_files
from qualcode.pipeline import check
from qualcode.pipeline.checking import Checked
from qualcode.pipeline.comparing import Question, compare_cases
from qualcode.pipeline.depositing import deposit
from qualcode.pipeline.importing import import_file
from qualcode.pipeline.place import Place
from qualcode.pipeline.reconciling import apply_decisions
from qualcode.pipeline.rendering import Wanted, render
from qualcode.pipeline.tables_in import ImportWish
from qualcode.pipeline.templates import with_templates
from qualcode.qca.comparison import Thresholds

PROMPT = "$ qualcode "


def write_study(root: Path, blocks: tuple[Block, ...]) -> None:
    """Write the example study with the files that blocks show."""
    for name, listing in {**listed_files(example_study()), **listed_files(blocks)}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # The page shows the sign for the bell, because the bell itself cannot be seen.
        path.write_bytes(listing.text.replace("␇", "\a").encode(listing.encoding))


def found_by(blocks: tuple[Block, ...], root: Path) -> tuple[Diagnostic, ...]:
    """What is found in a study by the command that blocks show, or by `check`."""
    checked = check(Place(root))
    for one in blocks:
        if isinstance(one, Listing) and one.language == "console":
            verb, *words = shlex.split(one.text.removeprefix(PROMPT))
            return (*checked.findings, *_COMMANDS[verb](checked, words))
    if any(name.startswith("templates/") for name in listed_files(blocks)):
        checked = with_templates(checked)
    return checked.findings


def _render(checked: Checked, words: list[str]) -> tuple[Diagnostic, ...]:
    option, chapter = words
    assert option == "--chapter"
    return render(checked, Wanted(part=chapter), "en", None).findings


def _qca(checked: Checked, words: list[str]) -> tuple[Diagnostic, ...]:
    outcome, option, conditions = words
    assert option == "--conditions"
    question = Question(outcome, tuple(conditions.split(",")))
    found = compare_cases(checked, question, Thresholds())
    return found if isinstance(found, tuple) else ()


def _reconcile(checked: Checked, words: list[str]) -> tuple[Diagnostic, ...]:
    option, file = words
    assert option == "--apply"
    return apply_decisions(checked, checked.place.root / file, "2031-05-02").findings


def _import(checked: Checked, words: list[str]) -> tuple[Diagnostic, ...]:
    file, option, mapping = words
    assert option == "--mapping"
    root = checked.place.root
    return import_file(checked, ImportWish(root / file, root / mapping)).findings


def _export(checked: Checked, words: list[str]) -> tuple[Diagnostic, ...]:
    option, folder = words
    assert option == "--deposit"
    return deposit(checked, checked.place.root / folder, "en", with_documents=False).findings


_COMMANDS: Mapping[str, Callable[[Checked, list[str]], tuple[Diagnostic, ...]]] = {
    "export": _export,
    "import": _import,
    "qca": _qca,
    "reconcile": _reconcile,
    "render": _render,
}


def in_words(found: tuple[Diagnostic, ...]) -> str:
    """Findings as a page shows them."""
    return "".join(
        f"{one.at}: {one.severity} {one.rule}\n  {one.message}\n"
        + (f"  hint: {one.hint}\n" if one.hint else "")
        for one in found
    )
