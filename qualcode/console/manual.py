"""Rules and their pages as text that fits the terminal."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from shutil import get_terminal_size

from qualcode.console.lines import wrapped
from qualcode.diagnostics import Diagnostic, Family, Rule
from qualcode.manual.page import Block, Listing, Page
from qualcode.tables.study_rules import JudgedRule, said_by, source_in_words

_SEVERITY = 9
_ID = 7


def manual_as_text(shown: Sequence[Rule] | Page | JudgedRule) -> str:
    """A list of rules by family, or the page of one."""
    if isinstance(shown, Page):
        return _page(shown)
    return _own_page(shown) if isinstance(shown, JudgedRule) else _list(shown)


def _list(rules: Sequence[Rule]) -> str:
    name_width = max(len(rule.name) for rule in rules if rule.family is not Family.OWN) + 2
    blocks = []
    for family, members in groupby(sorted(rules, key=_place), key=lambda rule: rule.family):
        lines = [family.value.capitalize()]
        for rule in members:
            lines += _own_row(rule) if family is Family.OWN else _row(rule, name_width)
        blocks.append("\n".join(lines))
    return "\n\n".join((*blocks, "Read the page of one with 'qualcode rule ID'."))


def _row(rule: Rule, name_width: int) -> list[str]:
    start = f"  {rule.id:{_ID}}{rule.severity.value:{_SEVERITY}}{rule.name:{name_width}}"
    return _filled(rule.summary, start, " " * len(start))


def _place(rule: Rule) -> int:
    """The place of the rule's family in the list."""
    return tuple(Family).index(rule.family)


def _own_row(rule: Rule) -> list[str]:
    indent = " " * (2 + _SEVERITY)
    return [f"  {rule.severity.value:{_SEVERITY}}{rule.id}", *_filled(rule.summary, indent, indent)]


def _filled(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text,
        max(get_terminal_size().columns, len(rest) + 20),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _page(page: Page) -> str:
    sections = (("Bad", page.bad), ("Good", page.good), ("What to do", page.advice))
    parts = [*_head(page.rule), *_blocks(page.why, "")]
    for heading, blocks in sections:
        parts += [heading, *_blocks(blocks, "  ")]
    parts.append("The examples are from an invented study of school kitchens.")
    return "\n\n".join(parts)


def _head(rule: Rule) -> Iterator[str]:
    names = " ".join(dict.fromkeys((rule.id, rule.name)))
    yield f"{names} ({rule.severity}, {rule.family})"
    yield "\n".join(_filled(rule.summary, "", ""))


def _blocks(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for one in blocks:
        if isinstance(one, Listing):
            yield "\n".join(_listing(one, indent))
        else:
            yield "\n".join(_filled(one, indent, indent))


def _listing(listing: Listing, indent: str) -> Iterator[str]:
    if listing.language == "findings":
        yield f"{indent}This is found:"
        for line in listing.text.splitlines():
            own = len(line) - len(line.lstrip())
            yield from wrapped(line.strip(), f"{indent}  {' ' * own}")
        return
    if listing.file:
        yield f"{indent}{listing.file}:"
    yield from (f"{indent}  {line}".rstrip() for line in listing.text.splitlines())


def _own_page(judged: JudgedRule) -> str:
    rule = judged.rule
    extra = (
        ("hint", judged.words(rule.hint)),
        ("why", judged.words(rule.why)),
        ("source", source_in_words(rule.source)),
        ("basis", rule.basis if rule.basis != "stated" else ""),
        ("declared in", str(rule.position)),
    )
    lines = [
        line
        for word, text in (*said_by(rule, judged.book), *extra)
        if text
        for line in wrapped(f"{word}: {text}", "  ")
    ]
    return "\n\n".join((*_head(judged.head), "\n".join(lines), "\n".join(_present(judged))))


def _present(judged: JudgedRule) -> Iterator[str]:
    """What a rule finds at present."""
    if judged.found is None:
        yield "cannot be judged while the codebook has errors; run 'qualcode check'"
        return
    if not judged.found and not judged.accepted:
        yield "finds nothing at present"
    for word, found in (("finds", judged.found), ("accepted", judged.accepted)):
        if found:
            yield f"{word}:"
            yield from (line for one in found for line in _found(one))


def _found(one: Diagnostic) -> list[str]:
    return wrapped(f"{one.at}: {one.message}", "  ")
