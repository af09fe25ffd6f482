"""A value that becomes several, in one file."""

from collections.abc import Iterable, Mapping, Sequence

from qualcode.model.names import Mention, Name, Path
from qualcode.refactoring.merging import is_declaration
from qualcode.refactoring.renaming import NotDone, Rewritten, by_path, planned, rewritten
from qualcode.source import Document
from qualcode.source.comments import comments_of
from qualcode.source.document import Part, between
from qualcode.source.editing import Edit, Plan, Put, Rekeyed
from qualcode.source.layout import is_between_brackets
from qualcode.source.writing_yaml import in_flow

_WIDENED = {"equals": "in", "contains": "contains_any"}
_LISTS = ("in", "contains_any")
_CONDITIONS = frozenset(
    ("when", "where", "require", "refuse", "condition", "necessary", "excluded_by", "sufficient")
)


def split_in(
    document: Document,
    mentions: Iterable[Mention],
    names: tuple[Name, Sequence[str]],
    *,
    declares: bool,
    decided: Sequence[str] = (),
) -> Rewritten | NotDone | None:
    """The file in which a value has become several; None where it does not mention it.

    Args:
        document: the file.
        mentions: all that it mentions.
        names: the value, and the ids of those that it becomes.
        declares: whether the file is one of the codebook.
        decided: what the value is in the case of this file; one of all where it is empty.
    """
    old, new = names
    parts = {part.path: part for part in document.parts()}
    plan = Plan()
    for path, here in by_path(one for one in mentions if one.name == old):
        part = parts[path]
        if not declares and len(decided) == 1:
            one = planned(document, part, here, {old: decided[0]})
        elif declares and path[0] == "rules" and "examples" in path:
            # An example shows one case, and what holds of each new value holds of the first.
            one = planned(document, part, here, {old: new[0]})
        elif declares and here[0].is_key and is_declaration(path):
            one = _declared(document, parts, part, new)
        elif declares:
            one = _condition(document, parts, part, new)
        else:
            one = _coding(document, parts, part, (new, decided))
        if isinstance(one, NotDone):
            return one
        plan += Plan(tuple(edit for edit in one.edits if edit not in plan.edits), one.steps)
    return rewritten(document, plan) if plan.edits else None


def _declared(
    document: Document, parts: Mapping[Path, Part], part: Part, new: Sequence[str]
) -> Plan:
    """The declarations of the new values in the place of the one, which they copy."""
    text, holder = document.text, parts[part.path[:-1]]
    start, end = part.key[0], part.value[1]
    bodies = {id: _labelled(_data(document, part.path), id) for id in new}
    column = start - max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) - 1
    line_end = "\r\n" if "\r\n" in text else "\n"
    joint = ", " if is_between_brackets(text, holder) else f"{line_end}{' ' * column}"
    comments = comments_of(" " * column + text[start:end])
    lines = [*comments, *(f"{in_flow(id)}: {in_flow(body)}" for id, body in bodies.items())]
    values = _data(document, holder.path)
    whole: dict[str, object] = {}
    for id, body in values.items() if isinstance(values, dict) else ():
        whole |= bodies if id == part.path[-1] else {id: body}
    return Plan((Edit(document.file, start, end, joint.join(lines)),), (Put(holder.path, whole),))


def _labelled(body: object, id: str) -> object:
    """The declaration of a value under a new id, without what only one value can have."""
    if not isinstance(body, dict):
        return body
    kept = {key: value for key, value in body.items() if key != "aliases"}
    label = kept.get("label", id)
    named = dict.fromkeys(label, id) if isinstance(label, dict) else id
    return {**kept, "label": named} if "label" in kept else kept


def _coding(
    document: Document,
    parts: Mapping[Path, Part],
    part: Part,
    ways: tuple[Sequence[str], Sequence[str]],
) -> Plan | NotDone:
    """A coding that is one of the new values; of a set, the members that were decided."""
    new, decided = ways
    path = part.path
    if isinstance(path[-1], int):
        if path[-2] == "any_of":
            return _items(document, parts, part, new)
        if decided:
            return _items(document, parts, part, decided)
        message = f"a set has '{_data(document, path)}' here; say with --decisions which it has now"
        return NotDone(between(document.text, document.file, *part.value), message)
    if path[-1] == "value" and isinstance(_data(document, path[:-1]), dict):
        return _widened(document, part, "any_of", new)
    edit = Edit(document.file, *part.value, in_flow({"any_of": new}))
    return Plan((edit,), (Put(path, {"any_of": [*new]}),))


def _condition(
    document: Document, parts: Mapping[Path, Part], part: Part, new: Sequence[str]
) -> Plan | NotDone:
    """A condition that holds of each of the new values."""
    path = part.path
    inside = "typical" in path or not _CONDITIONS.isdisjoint(map(str, path))
    if inside and isinstance(path[-1], int) and path[-2] in _LISTS:
        return _items(document, parts, part, new)
    if inside and isinstance(path[-1], str) and path[-1] in _WIDENED:
        return _widened(document, part, _WIDENED[path[-1]], new)
    if inside and _is_equality(path):
        edit = Edit(document.file, *part.value, in_flow({"in": new}))
        return Plan((edit,), (Put(path, {"in": [*new]}),))
    said = "what this is to say of the new values cannot be told"
    at = between(document.text, document.file, *part.value)
    return NotDone(at, f"{said}; write it without '{_named(document, part)}' first")


def _is_equality(path: Path) -> bool:
    operators = ("at_least", "at_most", "below", "above", "contains_all", "excludes")
    return isinstance(path[-1], str) and path[-1] not in operators


def _named(document: Document, part: Part) -> object:
    value = _data(document, part.path)
    return value if isinstance(value, str) else part.path[-1]


def _widened(document: Document, part: Part, key: str, new: Sequence[str]) -> Plan:
    edits = (
        Edit(document.file, *part.key, key),
        Edit(document.file, *part.value, in_flow(new)),
    )
    return Plan(edits, (Put(part.path, [*new]), Rekeyed(part.path, key)))


def _items(document: Document, parts: Mapping[Path, Part], part: Part, new: Sequence[str]) -> Plan:
    """Several items of a list in the place of one."""
    text, holder = document.text, parts[part.path[:-1]]
    start = part.value[0]
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    line_end = "\r\n" if "\r\n" in text else "\n"
    is_flat = is_between_brackets(text, holder)
    joint = ", " if is_flat else f"{line_end}{text[line:start]}"
    items = _data(document, holder.path)
    whole = [*items] if isinstance(items, list) else []
    index = part.path[-1]
    if isinstance(index, int):
        whole[index : index + 1] = new
    edit = Edit(document.file, *part.value, joint.join(map(in_flow, new)))
    return Plan((edit,), (Put(holder.path, whole),))


def _data(document: Document, path: Path) -> object:
    value = document.data
    for step in path:
        value = value[step]  # type: ignore[index]  # a path in the data
    return value
