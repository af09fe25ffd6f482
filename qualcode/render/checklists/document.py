"""A filled checklist in words: as a table for a report, and with files and lines for its author."""

from collections.abc import Iterable, Iterator

from qualcode.diagnostics import Location
from qualcode.render.escaping import Markdown, md, opening
from qualcode.render.grid import EMPTY, Grid
from qualcode.render.language import Language
from qualcode.tables.checklists import (
    Answer,
    Checklist,
    Item,
    Stated,
    Status,
    Told,
    ToldAnswer,
    ToldItem,
)

_FILES_SHOWN = 2


def status_word(status: Status, language: Language) -> str:
    """The word for a status."""
    return {
        Status.DONE: language.gettext("done"),
        Status.PART: language.gettext("in part"),
        Status.OPEN: language.gettext("to be written"),
        Status.NOT_APPLICABLE: language.gettext("not applicable"),
    }[status]


def summed_up(checklist: Checklist, language: Language) -> str:
    """How many items have which status, in a line."""
    counts = (
        f"{language.number(number)} {status_word(status, language)}"
        for status, number in checklist.counts.items()
    )
    total = language.gettext("%(n)s items") % {"n": language.number(len(checklist.items))}
    return f"{checklist.name}, {total}: {', '.join(counts)}"


def report_grid(checklist: Checklist, language: Language) -> Grid:
    """The checklist for an appendix: what is known and in which section; no files, no lines."""
    word = language.gettext
    columns = (word("No."), word("Item"), word("Status"), word("Known"), word("In the report"))
    rows = tuple(_row(item, language) for item in checklist.items)
    return Grid(tuple(md(opening(column)) for column in columns), rows)


def _row(item: Item, language: Language) -> tuple[Markdown, ...]:
    where = (_where(answer.stated) for answer in item.answers if answer.stated is not None)
    return (
        md(item.number),
        Markdown(f"**{md(item.label)}.** {md(item.asks)}"),
        md(status_word(item.status, language)),
        _cell(_known(item, language)),
        _cell(dict.fromkeys(where)),
    )


def _cell(lines: Iterable[str]) -> Markdown:
    return Markdown("<br>".join(md(line) for line in lines)) or EMPTY


def _known(item: Item, language: Language) -> Iterator[str]:
    """What is known of each aspect; where there are several, each begins with what it is."""
    for answer in item.answers:
        data = f"{language.gettext('from the data')}: {answer.data}" if answer.data else ""
        said = "; ".join(filter(None, (answer.text.removesuffix("."), data)))
        start = f"{answer.label}: " if len(item.answers) > 1 else ""
        if said:
            yield opening(f"{start}{said}")


def _where(stated: Stated) -> str:
    return ", ".join(filter(None, (stated.heading, stated.section)))


def told(checklist: Checklist, language: Language) -> Told:
    """The checklist in words, with what is missing, and with files and lines."""
    note = language.gettext("What is missing is written into %(file)s (see docs/checklists.md).")
    is_whole = all(not answer.missing for item in checklist.items for answer in item.answers)
    return Told(
        summary=summed_up(checklist, language),
        citation=checklist.citation,
        note="" if is_whole else note % {"file": checklist.file},
        items=tuple(_told(item, language) for item in checklist.items),
    )


def _told(item: Item, language: Language) -> ToldItem:
    head = f"{item.number}. {item.label}: {status_word(item.status, language)}"
    is_one = len(item.answers) == 1
    answers = (
        ToldAnswer("" if is_one else answer.label, tuple(_lines(answer, language)))
        for answer in item.answers
    )
    return ToldItem(item.group, head, item.asks, tuple(answers))


def _lines(answer: Answer, language: Language) -> Iterator[str]:
    """What is known of an aspect, where the report says it, and what is missing."""
    word = language.gettext
    if answer.text and answer.written_at is not None:
        is_excused = answer.status is Status.NOT_APPLICABLE
        start = f"{word('not applicable')}: " if is_excused else ""
        source = f" ({answer.source})" if answer.source else ""
        yield f"{start}{answer.text}{source} [{_line_of(answer.written_at)}]"
    if answer.data:
        data = f"{word('from the data')}: {answer.data}"
        yield f"{data} [{_files(answer.found_at, language)}]" if answer.found_at else data
    if answer.stated is not None:
        drafted = "" if answer.stated.is_drafted else f", {word('not drafted yet')}"
        place = f"[{_line_of(answer.stated.at)}{drafted}]"
        yield f"{word('in the report')}: {_where(answer.stated)} {place}"
    if answer.not_found:
        yield f"{word('not in the report')}: {answer.not_found}"
    if answer.missing:
        rest = {"text": word("the rest of the text")} if answer.text else {}
        keys = language.list(rest.get(key, key) for key in answer.missing)
        yield word("missing: %(keys)s under '%(name)s'") % {"keys": keys, "name": answer.aspect}


def _files(places: tuple[Location, ...], language: Language) -> str:
    shown = [_line_of(at) for at in places[:_FILES_SHOWN]]
    more = len(places) - len(shown)
    if more:
        shown.append(language.gettext("and %(n)s more") % {"n": language.number(more)})
    return ", ".join(shown)


def _line_of(at: Location) -> str:
    return f"{at.file}:{at.line}"


def as_markdown(checklist: Told) -> str:
    """A told checklist as a document of its own."""
    blocks = [f"# {md(checklist.summary)}", md(checklist.citation)]
    group = ""
    for item in checklist.items:
        if item.group != group:
            group = item.group
            blocks.append(f"## {md(group)}")
        blocks += [f"### {md(item.head)}", f"*{md(item.asks)}*"]
        blocks.append("\n".join(line for answer in item.answers for line in _listed(answer)))
    blocks += [md(checklist.note)] if checklist.note else []
    return "\n\n".join(blocks) + "\n"


def _listed(answer: ToldAnswer) -> Iterator[str]:
    indent = "  " if answer.label else ""
    if answer.label:
        yield f"- {md(opening(answer.label))}"
    yield from (f"{indent}- {md(line)}" for line in answer.lines)
