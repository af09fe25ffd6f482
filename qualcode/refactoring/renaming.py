"""Names that become others, in one file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qualcode.diagnostics import Location
from qualcode.model.names import Mention, Name, Path
from qualcode.model.words import filled
from qualcode.source import Document
from qualcode.source.document import Part, between
from qualcode.source.editing import Edit, Plan, Put, Rekeyed, edited
from qualcode.source.layout import spelled

_ANCHOR: Final = re.compile(r"&\S+[ \t]+")
_BRACES: Final = re.compile(r"\{(\w+)\}")
_IN_BRACES: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, order=True)
class Touched:
    """A place that is changed: what stood there, and what stands there now."""

    at: Location
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NotDone:
    """A place that cannot be changed, and why."""

    at: Location
    message: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file with all of its mentions changed."""

    document: Document
    touched: tuple[Touched, ...]


def rename_in(
    document: Document, mentions: Iterable[Mention], new: Mapping[Name, str]
) -> Rewritten | NotDone | None:
    """The file in which all names that have a new one are called by it.

    Args:
        document: the file.
        mentions: all that it mentions.
        new: the new names, by the old.

    Returns:
        None where the file mentions none of them.
    """
    parts = {part.path: part for part in document.parts()}
    plan = Plan()
    for path, here in by_path(mention for mention in mentions if mention.name in new):
        one = planned(document, parts[path], here, new)
        if isinstance(one, NotDone):
            return one
        # What an alias refers to is changed once, however many ways lead to it.
        plan += Plan(tuple(edit for edit in one.edits if edit not in plan.edits), one.steps)
    return rewritten(document, plan) if plan.edits else None


def rewritten(document: Document, plan: Plan) -> Rewritten | NotDone:
    """The file after a plan."""
    touched = tuple(sorted(_touched(document, plan.edits)))
    after = edited(document, plan)
    if after is None:
        message = f"'{touched[0].before}' cannot be changed here without changing what else is said"
        hint = "write out what stands behind an alias (*name) first"
        return NotDone(touched[0].at, f"{message}; {hint}")
    return Rewritten(after, touched)


def by_path(mentions: Iterable[Mention]) -> Iterator[tuple[Path, list[Mention]]]:
    """Mentions of one key together, of one value together: a text may have several names in it."""
    found: dict[tuple[Path, bool], list[Mention]] = {}
    for mention in mentions:
        found.setdefault((mention.path, mention.is_key), []).append(mention)
    for (path, _), here in found.items():
        yield path, here


def planned(
    document: Document, part: Part, mentions: Sequence[Mention], new: Mapping[Name, str]
) -> Plan | NotDone:
    """The edit that renames what one key or value mentions."""
    mention = mentions[0]
    if mention.is_placeholder:
        return _in_braces(document, part, {one.name.id: new[one.name] for one in mentions})
    start, end = part.key if mention.is_key else part.value
    anchor = _ANCHOR.match(document.text, start, end)
    start = anchor.end() if anchor else start
    word = new[mention.name]
    written = spelled(document.text[start:end], mention.name.id, word)
    if written is None:
        at = between(document.text, document.file, start, end)
        message = f"'{mention.name.id}' is not written out here; write it as a plain word first"
        return NotDone(at, message)
    step = Rekeyed(part.path, word) if mention.is_key else Put(part.path, word)
    return Plan((Edit(document.file, start, end, written),), (step,))


def _in_braces(document: Document, part: Part, new: Mapping[str, str]) -> Plan | NotDone:
    """All `{old}` in a text."""
    text, (begin, end) = document.text, part.value
    odd = next((word for word in new.values() if not _IN_BRACES.fullmatch(word)), None)
    if odd is not None:
        at = between(text, document.file, begin, end)
        return NotDone(at, f"'{odd}' cannot stand in braces in a text, for the signs in it")
    edits = tuple(
        Edit(document.file, match.start(1), match.end(1), new[match[1]])
        for match in _BRACES.finditer(text, begin, end)
        if match[1] in new
    )
    value = document.data
    for step in part.path:
        value = value[step]  # type: ignore[index]  # a path in the data
    said = filled(str(value), lambda word: f"{{{new.get(word, word)}}}")
    return Plan(edits, (Put(part.path, said),))


def _touched(document: Document, edits: Iterable[Edit]) -> Iterable[Touched]:
    for edit in edits:
        at = between(document.text, document.file, edit.start, edit.end)
        yield Touched(at, document.text[edit.start : edit.end], edit.text)
