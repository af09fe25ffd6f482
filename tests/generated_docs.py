"""The pages of docs/ that are written from the code: one a rule, one a command."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from textwrap import fill

import typer
from typer.core import TyperGroup
from typer.main import get_command

from qualcode.cli.commands import app
from qualcode.diagnostics import Rule
from qualcode.manual.page import Block, Listing, example_study, page_of
from qualcode.pipeline import RULES

WRITTEN_BY = "<!-- Written by `make docs`; change the source, not this page. -->"
LONGEST = 118


def rule_pages() -> Mapping[str, str]:
    """The pages below docs/rules/ by file name."""
    pages = {f"{rule.id}.md": _rule_page(rule) for rule in RULES}
    return {**pages, "README.md": _rule_index(), "example-study.md": _study_page()}


def _rule_page(rule: Rule) -> str:
    page = page_of(rule)
    sections = (("Bad", page.bad), ("Good", page.good), ("What to do", page.advice))
    parts = [
        WRITTEN_BY,
        f"# {rule.id} {rule.name}",
        rule.summary,
        f"Severity: {rule.severity}. Family: {rule.family}.",
        *_markdown(page.why),
    ]
    for heading, blocks in sections:
        parts += [f"## {heading}", *_markdown(blocks)]
    parts.append(
        "The examples are files of the [example study](example-study.md), which is invented."
    )
    return _joined(parts)


def _study_page() -> str:
    return _joined([WRITTEN_BY, "# The example study of the manual", *_markdown(example_study())])


def _rule_index() -> str:
    parts = [
        WRITTEN_BY,
        "# Rules",
        "What `qualcode check` and the other commands find, by family. `qualcode rule ID` shows a page in the\n"
        "terminal, and also those of the rules that your study declares itself\n"
        "(see [study-rules.md](../study-rules.md)).",
    ]
    for family, rules in groupby(sorted(RULES), key=lambda rule: rule.family):
        parts.append(f"## {family.value.capitalize()}")
        rows = [
            f"| [{one.id}]({one.id}.md) | {one.name} | {one.severity} | {one.summary} |"
            for one in rules
        ]
        parts.append(
            "\n".join(("| id | name | severity | finds |", "| --- | --- | --- | --- |", *rows))
        )
    return _joined(parts)


def _markdown(blocks: Sequence[Block]) -> Iterator[str]:
    for one in blocks:
        if not isinstance(one, Listing):
            yield fill(one, LONGEST, break_long_words=False, break_on_hyphens=False)
            continue
        if one.file:
            yield f"`{one.file}`"
        if one.language == "findings":
            yield "This is found:"
        language = "text" if one.language == "findings" else one.language
        yield f"```{language}\n{one.text}```"


def command_pages() -> Mapping[str, str]:
    """The pages below docs/commands/ by file name."""
    commands = dict(_commands(get_command(app), ()))
    pages = {f"{'-'.join(path)}.md": _command_page(path, one) for path, one in commands.items()}
    return {**pages, "README.md": _command_index(commands)}


Command = typer.core.TyperCommand | TyperGroup
Path = tuple[str, ...]


def _commands(group: object, above: Path) -> Iterator[tuple[Path, Command]]:
    assert isinstance(group, TyperGroup)
    for name, command in group.commands.items():
        assert isinstance(command, typer.core.TyperCommand | TyperGroup)
        yield (*above, name), command
        if isinstance(command, TyperGroup):
            yield from _commands(command, (*above, name))


def _command_page(path: Path, command: Command) -> str:
    name = " ".join(("qualcode", *path))
    said, _, example = (command.help or "").partition("Example: ")
    with command.make_context(name, [], resilient_parsing=True) as context:
        usage = " ".join((name, *command.collect_usage_pieces(context)))
        rows = [one.get_help_record(context) for one in command.get_params(context)]
    parts = [WRITTEN_BY, f"# {name}", said.strip(), f"```console\n$ {example.strip()}\n```"]
    parts += ["## Usage", f"```text\n{usage}\n```"]
    table = [f"| `{_cell(row[0])}` | {_cell(row[1])} |" for row in rows if row]
    parts.append("\n".join(("| argument or option | |", "| --- | --- |", *table)))
    if isinstance(command, TyperGroup):
        inner = [
            f"* [{' '.join((name, one))}]({'-'.join((*path, one))}.md)" for one in command.commands
        ]
        parts += ["## Commands", "\n".join(inner)]
    return _joined(parts)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _command_index(commands: Mapping[Path, Command]) -> str:
    rows = [
        f"| [qualcode {' '.join(path)}]({'-'.join(path)}.md) | {(one.help or '').splitlines()[0]} |"
        for path, one in sorted(commands.items())
    ]
    parts = [
        WRITTEN_BY,
        "# Commands",
        "Each command says the same with `--help`. Results go to standard output, findings to standard error.\n"
        "Exit codes: 0 clean, 1 findings, 2 wrong use or unreadable study, 3 a bug in qualcode.",
        "\n".join(("| command | gives |", "| --- | --- |", *rows)),
    ]
    return _joined(parts)


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
