"""The corpus `tests/bad`: small inputs, each with all that is found in it, written by hand.

One file a rule; each entry is a title, what it shows of the rule (that it `fires`, that it is
`silent`, or where its `border` runs), what differs from the study of `tests/wards.py`, and the
whole answer. See `tests/bad/README.md` for the form.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from qualcode import pipeline
from qualcode.diagnostics import Diagnostic, Location
from qualcode.pipeline import Checked, Place
from qualcode.pipeline.claims import with_claims
from qualcode.pipeline.comparing import Question, compare_cases
from qualcode.pipeline.desk import Wanted
from qualcode.pipeline.draft_check import check_drafts
from qualcode.pipeline.reconciling import apply_decisions
from qualcode.pipeline.rendering import render
from qualcode.pipeline.templates import with_templates
from qualcode.qca.comparison import Thresholds
from tests.wards import FILES

CORPUS = Path(__file__).parent / "bad"
SHOWN_ELSEWHERE = MappingProxyType(
    {
        "QC012": "a file of more than 5 MB is written by test_source.py",
        **dict.fromkeys(
            (f"QC{number}" for number in range(318, 325)),
            "copies and comments are read by test_collect.py and test_word_comments.py",
        ),
        **dict.fromkeys(
            ("QC140", "QC141"),
            "notes of renamings are shown by their manual pages, in test_manual.py",
        ),
        "QC353": "passages in files of coders are shown by test_coders_passages.py",
        **dict.fromkeys(
            (f"QC70{number}" for number in range(1, 7)),
            "files of other programs are written by test_refi_import.py",
        ),
        **dict.fromkeys(
            (f"QC{number}" for number in range(730, 742)),
            "tables that are imported, and deposits, are shown by test_tables_in.py and "
            "test_tables_out.py",
        ),
        **dict.fromkeys(
            (f"QC65{number}" for number in range(6)),
            "drafts that become documents are read by test_markdown_reader.py",
        ),
        "QC611": "a link among the folders of the output is made by test_safety_writing.py",
    }
)
"""Rules that small files cannot show, and where they are tested."""


class Entry(BaseModel):
    """One input of the corpus, as it stands in its file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    shows: Literal["fires", "silent", "border"]
    files: Mapping[str, str | None] = {}
    change: Mapping[str, Mapping[str, str]] = {}
    octets: Mapping[str, str] = {}
    command: str = "check"
    expected: str = ""


@dataclass(frozen=True)
class Named:
    """An entry with the rule that it is about."""

    rule: str
    entry: Entry


def entries() -> Iterator[Named]:
    for path in sorted(CORPUS.glob("*.yaml")):
        rule = path.name.split("-")[0]
        for raw in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
            yield Named(rule, Entry.model_validate(raw))


ENTRIES = tuple(entries())


def title_of(named: Named) -> str:
    return f"{named.rule} {named.entry.title}"


@pytest.mark.parametrize("named", ENTRIES, ids=title_of)
def test_all_that_is_found_is_what_is_expected(named: Named, tmp_path: Path) -> None:
    entry = named.entry
    write(entry, tmp_path)
    assert "\n".join(answer(entry.command, tmp_path)) == entry.expected.rstrip("\n")


def write(entry: Entry, root: Path) -> None:
    """The study of `tests/wards.py` as an entry has it."""
    files: dict[str, str | None] = {**FILES, **entry.files}
    for name, changes in entry.change.items():
        for old, new in changes.items():
            text = files[name] or ""
            assert text.count(old) == 1, f"{name} has {text.count(old)} times {old!r}"
            files[name] = text.replace(old, new)
    data = {name: text.encode() for name, text in files.items() if text is not None}
    data |= {name: text.encode("latin-1") for name, text in entry.octets.items()}
    for name, content in data.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def answer(command: str, root: Path) -> Iterator[str]:
    """What a command finds, a line for each finding, and what it keeps apart as accepted."""
    checked = pipeline.check(Place(root))
    if command == "check" and checked.has_drafts:
        checked = with_claims(checked)
    checked = with_templates(checked) if checked.has_templates else checked
    for one in found_by(command.split(), checked):
        yield from lines(one)
    for one in checked.accepted:
        for line in lines(one):
            yield f"accepted {line}"


def found_by(words: list[str], checked: Checked) -> tuple[Diagnostic, ...]:
    match words:
        case ["check"]:
            return checked.findings
        case ["render", "--all"]:
            return render(checked, Wanted(), "en", None).findings
        case ["render", "--check"]:
            return check_drafts(checked, Wanted(), "en", None).findings
        case ["render", "--chapter", number]:
            return render(checked, Wanted(part=number), "en", None).findings
        case ["qca", outcome, "--conditions", conditions]:
            question = Question(outcome, tuple(conditions.split(",")))
            compared = compare_cases(checked, question, Thresholds())
            return compared if isinstance(compared, tuple) else ()
        case ["reconcile", "--apply", file]:
            return apply_decisions(checked, checked.place.root / file, "2026-03-01").findings
    raise ValueError(f"the corpus has no command {words}")


def lines(found: Diagnostic) -> Iterator[str]:
    yield f"{place(found.at)} {found.severity} {found.rule} {found.message}"
    if found.hint:
        yield f"  hint: {found.hint}"
    for related in found.related:
        yield f"  see {place(related.at)} {related.message}"


def place(at: Location) -> str:
    return f"{at}-{at.end_line}:{at.end_column}"


def test_every_rule_is_shown_where_it_fires_where_it_does_not_and_at_its_border() -> None:
    wanted = {
        (rule.id, shows)
        for rule in pipeline.RULES
        if rule.id not in SHOWN_ELSEWHERE
        for shows in ("fires", "silent", "border")
    }
    assert wanted - {(named.rule, named.entry.shows) for named in ENTRIES} == set()


def test_each_file_of_the_corpus_is_named_after_its_rule() -> None:
    names = {f"{rule.id}-{rule.name}.yaml" for rule in pipeline.RULES}
    assert {path.name for path in CORPUS.glob("*.yaml")} - names == set()


def test_each_entry_shows_what_it_says() -> None:
    wrong = [
        title_of(named)
        for named in ENTRIES
        if named.entry.shows != "border"
        and (f" {named.rule} " in named.entry.expected) != (named.entry.shows == "fires")
    ]
    assert wrong == []
