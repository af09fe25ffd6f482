"""The example study of the manual on disk, with the files of a page in the place of its own."""

import re
import shlex
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import docx

from qualcode.diagnostics import Diagnostic
from qualcode.manual.page import Block, Listing, example_study, listed_files
from qualcode.pipeline import check
from qualcode.pipeline.checking import Checked
from qualcode.pipeline.claims import with_claims
from qualcode.pipeline.collecting import Wish, collect
from qualcode.pipeline.comparing import Question, compare_cases
from qualcode.pipeline.depositing import deposit
from qualcode.pipeline.desk import Wanted
from qualcode.pipeline.draft_check import check_drafts
from qualcode.pipeline.exchanging import import_file
from qualcode.pipeline.importing import import_file as import_table
from qualcode.pipeline.place import Place
from qualcode.pipeline.publishing import asked_for, render_to
from qualcode.pipeline.reconciling import apply_decisions
from qualcode.pipeline.rendering import render
from qualcode.pipeline.tables_in import ImportWish
from qualcode.pipeline.templates import with_templates
from qualcode.qca.comparison import Thresholds

PROMPT = "$ qualcode "


def write_study(root: Path, blocks: tuple[Block, ...]) -> None:
    """Write the example study with the files that blocks show."""
    for name, listing in {**listed_files(example_study()), **listed_files(blocks)}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".docx":
            word_file(path, listing.text)
            continue
        # The page shows the sign for the bell, because the bell itself cannot be seen.
        path.write_bytes(listing.text.replace("␇", "\a").encode(listing.encoding))


_COMMENT = re.compile(r"> (?P<author>\w+) on '(?P<words>[^']*)': (?P<text>.*)")


def word_file(path: Path, text: str) -> None:
    """Write a Word file: a paragraph a line, with the comment on words of it in the next line."""
    document = docx.Document()
    lines = [*text.splitlines(), ""]
    for line, after in pairwise(lines):
        if _COMMENT.fullmatch(line):
            continue
        comment = _COMMENT.fullmatch(after)
        words = comment["words"] if comment else ""
        before, _, rest = line.partition(words) if words else (line, "", "")
        paragraph = document.add_paragraph(before)
        run = paragraph.add_run(words)
        paragraph.add_run(rest)
        if comment:
            document.add_comment(run, comment["text"], author=comment["author"])
    document.save(str(path))


def found_by(blocks: tuple[Block, ...], root: Path) -> tuple[Diagnostic, ...]:
    """What is found in a study by the command that blocks show, or by `check`."""
    checked = check(Place(root))
    for one in blocks:
        if isinstance(one, Listing) and one.language == "console":
            verb, *words = shlex.split(one.text.removeprefix(PROMPT))
            return (*checked.findings, *_COMMANDS[verb](checked, words))
    if any(name.startswith("templates/") for name in listed_files(blocks)):
        checked = with_templates(checked)
    if any(name.startswith("build/") for name in listed_files(blocks)) and checked.has_drafts:
        checked = with_claims(checked)
    return checked.findings


def _render(checked: Checked, words: list[str]) -> tuple[Diagnostic, ...]:
    if words == ["--check"]:
        return check_drafts(checked, Wanted(), "en", None).findings
    option, chapter, *to = words
    assert option == "--chapter"
    if to:
        asked = asked_for(to[1], None)
        return render_to(checked, Wanted(part=chapter), asked, "en", None).findings
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


def _code(checked: Checked, words: list[str]) -> tuple[Diagnostic, ...]:
    verb, case, *files = words
    assert verb == "collect"
    prune = "--prune" in files
    paths = tuple(checked.place.root / file for file in files if file != "--prune")
    return collect(checked, case, Wish(paths, prune=prune)).findings


def _import(checked: Checked, words: list[str]) -> tuple[Diagnostic, ...]:
    file, *more = words
    root = checked.place.root
    if not more:
        return import_file(root / file, root / "new").findings
    option, mapping = more
    assert option == "--mapping"
    return import_table(checked, ImportWish(root / file, root / mapping)).findings


def _export(checked: Checked, words: list[str]) -> tuple[Diagnostic, ...]:
    option, folder = words
    assert option == "--deposit"
    return deposit(checked, checked.place.root / folder, "en", with_documents=False).findings


_COMMANDS: Mapping[str, Callable[[Checked, list[str]], tuple[Diagnostic, ...]]] = {
    "code": _code,
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
