"""A name that is merged into another, in one file."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from qualcode.model.names import Mention, Name, Path
from qualcode.refactoring.joining import Keep, joined, value_said
from qualcode.refactoring.renaming import NotDone, Rewritten, by_path, planned, rewritten
from qualcode.source import Document
from qualcode.source.comments import comments_of
from qualcode.source.document import Part, between
from qualcode.source.editing import Edit, Gone, Plan, Put
from qualcode.source.layout import is_between_brackets, item_with_comma, whole_lines
from qualcode.source.placing import flat, in_lines

_ASKED: Final = MappingProxyType(
    {
        Keep.NEITHER: "say with --keep which of them counts, or both",
        Keep.BOTH: "they cannot both be written as one; say with --keep which counts",
    }
)


def merge_in(
    document: Document,
    mentions: Iterable[Mention],
    pair: tuple[Name, Name],
    *,
    declares: bool,
    keep: Keep = Keep.NEITHER,
) -> Rewritten | NotDone | None:
    """The file in which one name says what another said; None where it mentions neither.

    Of the declaration that goes only comments stay. A list that has both has the other once.

    Args:
        document: the file.
        mentions: all that it mentions.
        pair: the name that goes, and the one that stays.
        declares: whether the file is one of the codebook, where codes and values are declared.
        keep: what counts where a case has both codes and they differ.
    """
    gone, kept = pair
    parts = {part.path: part for part in document.parts()}
    named = [mention for mention in mentions if mention.name in (gone, kept)]
    there = {mention.path for mention in named if mention.name == kept}
    plan = Plan()
    for path, here in by_path(one for one in named if one.name == gone):
        if declares and here[0].is_key and is_declaration(path):
            one = _taken_out(document, parts, parts[path])
        elif (*path[:-1], kept.id) in there and not declares and _is_coding(path, here[0]):
            one = _joined(document, parts, here[0], kept.id, keep)
        elif any(other != path and other[:-1] == path[:-1] for other in there):
            one = _beside(document, parts, here, kept)
        else:
            one = planned(document, parts[path], here, {gone: kept.id})
        if isinstance(one, NotDone):
            return one
        plan += Plan(tuple(edit for edit in one.edits if edit not in plan.edits), one.steps)
    return rewritten(document, plan) if plan.edits else None


def _beside(
    document: Document, parts: Mapping[Path, Part], mentions: Sequence[Mention], kept: Name
) -> Plan | NotDone:
    """What becomes of a name that stands beside the one that it is merged into."""
    mention = mentions[0]
    part = parts[mention.path]
    if isinstance(mention.path[-1], int) and not mention.is_placeholder:
        return _taken_out(document, parts, part)
    if mention.is_key:
        at = between(document.text, document.file, *part.key)
        message = f"'{mention.name.id}' and '{kept.id}' both stand here, and one would be lost"
        return NotDone(at, message)
    return planned(document, part, mentions, {mention.name: kept.id})


def _is_coding(path: Path, mention: Mention) -> bool:
    """Whether a key of a case file codes something, in the case or in a record."""
    return mention.is_key and (bool(mention.name.within) or path[0] in ("attributes", "codes"))


def _joined(
    document: Document, parts: Mapping[Path, Part], mention: Mention, kept: str, keep: Keep
) -> Plan | NotDone:
    """Two codings of one case made one."""
    gone = mention.name.id
    here, there = parts[mention.path], parts[*mention.path[:-1], kept]
    was, stays = (_data(document, part.path) for part in (here, there))
    value = joined((gone, was), stays, keep)
    if value is None:
        said = f"'{gone}' is {value_said(was)} and '{kept}' is {value_said(stays)} here"
        return NotDone(between(document.text, document.file, *here.key), f"{said}; {_ASKED[keep]}")
    plan = _taken_out(document, parts, here)
    if isinstance(plan, NotDone) or value == stays:
        return plan
    is_flat = is_between_brackets(document.text, parts[there.path[:-1]])
    edit = flat(document, there, value) if is_flat else in_lines(document, there, value)
    return plan + Plan((edit,), (Put(there.path, value),))


def _data(document: Document, path: Path) -> object:
    value = document.data
    for step in path:
        value = value[step]  # type: ignore[index]  # a path in the data
    return value


def is_declaration(path: Path) -> bool:
    """Whether a key of a codebook's file declares a code or a value."""
    return path[:-1] == ("codes",) or path[-2:-1] in (("values",), ("fields",))


def _taken_out(document: Document, parts: Mapping[Path, Part], part: Part) -> Plan | NotDone:
    text = document.text
    holder = parts[part.path[:-1]]
    kept = ""
    if is_between_brackets(text, holder):
        beside = [one for one in parts.values() if one.path and one.path[:-1] == holder.path]
        span = item_with_comma(beside, beside.index(part))
    else:
        lines = whole_lines(text, part)
        if lines is None:
            at = between(text, document.file, *part.key)
            return NotDone(at, "this has no lines of its own; write it over several lines first")
        span = lines
        kept = _comments(text[slice(*lines)])
    return Plan((Edit(document.file, *span, kept),), (Gone(part.path),))


def _comments(block: str) -> str:
    """The comments of a block that goes, each in a line of its own."""
    first = block.lstrip("\r\n")
    indent = first[: len(first) - len(first.lstrip(" "))]
    end = "\r\n" if "\r\n" in block else "\n"
    return "".join(f"{indent}{comment}{end}" for comment in comments_of(block))
